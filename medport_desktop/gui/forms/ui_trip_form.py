# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'trip_form.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLineEdit, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from medport_desktop.gui.kit.controls.chips import ToggleChips
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.kit.style.text import SectionTitle

class Ui_TripForm(object):
    def setupUi(self, TripForm):
        if not TripForm.objectName():
            TripForm.setObjectName(u"TripForm")
        self.column = QVBoxLayout(TripForm)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.patient_title = SectionTitle(TripForm)
        self.patient_title.setObjectName(u"patient_title")

        self.column.addWidget(self.patient_title)

        self.patient_row = QHBoxLayout()
        self.patient_row.setSpacing(10)
        self.patient_row.setObjectName(u"patient_row")
        self.mrn_field = Field(TripForm)
        self.mrn_field.setObjectName(u"mrn_field")
        self.mrn = QLineEdit(self.mrn_field)
        self.mrn.setObjectName(u"mrn")

        self.patient_row.addWidget(self.mrn_field)

        self.name_field = Field(TripForm)
        self.name_field.setObjectName(u"name_field")
        self.name = QLineEdit(self.name_field)
        self.name.setObjectName(u"name")

        self.patient_row.addWidget(self.name_field)

        self.birth_date_field = Field(TripForm)
        self.birth_date_field.setObjectName(u"birth_date_field")
        self.birth_date = QLineEdit(self.birth_date_field)
        self.birth_date.setObjectName(u"birth_date")

        self.patient_row.addWidget(self.birth_date_field)

        self.patient_row.setStretch(0, 4)
        self.patient_row.setStretch(1, 4)
        self.patient_row.setStretch(2, 4)

        self.column.addLayout(self.patient_row)

        self.body_row = QHBoxLayout()
        self.body_row.setSpacing(10)
        self.body_row.setObjectName(u"body_row")
        self.weight_kg_field = Field(TripForm)
        self.weight_kg_field.setObjectName(u"weight_kg_field")
        self.weight_kg = QLineEdit(self.weight_kg_field)
        self.weight_kg.setObjectName(u"weight_kg")

        self.body_row.addWidget(self.weight_kg_field)

        self.mobility_field = Field(TripForm)
        self.mobility_field.setObjectName(u"mobility_field")
        self.mobility = SegmentedControl(self.mobility_field)
        self.mobility.setObjectName(u"mobility")

        self.body_row.addWidget(self.mobility_field)

        self.body_row.setStretch(0, 1)
        self.body_row.setStretch(1, 1)

        self.column.addLayout(self.body_row)

        self.route_space = QSpacerItem(1, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.route_space)

        self.route_title = SectionTitle(TripForm)
        self.route_title.setObjectName(u"route_title")

        self.column.addWidget(self.route_title)

        self.origin_row = QHBoxLayout()
        self.origin_row.setSpacing(10)
        self.origin_row.setObjectName(u"origin_row")
        self.origin_facility_id_field = Field(TripForm)
        self.origin_facility_id_field.setObjectName(u"origin_facility_id_field")
        self.origin_facility_id = DropDown(self.origin_facility_id_field)
        self.origin_facility_id.setObjectName(u"origin_facility_id")

        self.origin_row.addWidget(self.origin_facility_id_field)

        self.pickup_location_field = Field(TripForm)
        self.pickup_location_field.setObjectName(u"pickup_location_field")
        self.pickup_location = QLineEdit(self.pickup_location_field)
        self.pickup_location.setObjectName(u"pickup_location")

        self.origin_row.addWidget(self.pickup_location_field)

        self.contact_phone_field = Field(TripForm)
        self.contact_phone_field.setObjectName(u"contact_phone_field")
        self.contact_phone = QLineEdit(self.contact_phone_field)
        self.contact_phone.setObjectName(u"contact_phone")

        self.origin_row.addWidget(self.contact_phone_field)

        self.origin_row.setStretch(0, 6)
        self.origin_row.setStretch(1, 2)
        self.origin_row.setStretch(2, 3)

        self.column.addLayout(self.origin_row)

        self.destination_row = QHBoxLayout()
        self.destination_row.setSpacing(10)
        self.destination_row.setObjectName(u"destination_row")
        self.destination_field = Field(TripForm)
        self.destination_field.setObjectName(u"destination_field")
        self.destination = TypeAhead(self.destination_field)
        self.destination.setObjectName(u"destination")

        self.destination_row.addWidget(self.destination_field)

        self.destination_row.setStretch(0, 1)

        self.column.addLayout(self.destination_row)

        self.transport_space = QSpacerItem(1, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.transport_space)

        self.transport_title = SectionTitle(TripForm)
        self.transport_title.setObjectName(u"transport_title")

        self.column.addWidget(self.transport_title)

        self.level_row = QHBoxLayout()
        self.level_row.setSpacing(10)
        self.level_row.setObjectName(u"level_row")
        self.transport_level_field = Field(TripForm)
        self.transport_level_field.setObjectName(u"transport_level_field")
        self.transport_level = SegmentedControl(self.transport_level_field)
        self.transport_level.setObjectName(u"transport_level")

        self.level_row.addWidget(self.transport_level_field)

        self.priority_field = Field(TripForm)
        self.priority_field.setObjectName(u"priority_field")
        self.priority = SegmentedControl(self.priority_field)
        self.priority.setObjectName(u"priority")

        self.level_row.addWidget(self.priority_field)

        self.level_row.setStretch(0, 1)
        self.level_row.setStretch(1, 1)

        self.column.addLayout(self.level_row)

        self.needs_row = QHBoxLayout()
        self.needs_row.setSpacing(10)
        self.needs_row.setObjectName(u"needs_row")
        self.special_requirements_field = Field(TripForm)
        self.special_requirements_field.setObjectName(u"special_requirements_field")
        self.special_requirements = ToggleChips(self.special_requirements_field)
        self.special_requirements.setObjectName(u"special_requirements")

        self.needs_row.addWidget(self.special_requirements_field)

        self.needs_row.setStretch(0, 1)

        self.column.addLayout(self.needs_row)

        self.time_row = QHBoxLayout()
        self.time_row.setSpacing(10)
        self.time_row.setObjectName(u"time_row")
        self.ready_at_field = Field(TripForm)
        self.ready_at_field.setObjectName(u"ready_at_field")
        self.ready_at = QLineEdit(self.ready_at_field)
        self.ready_at.setObjectName(u"ready_at")

        self.time_row.addWidget(self.ready_at_field)

        self.deliver_by_field = Field(TripForm)
        self.deliver_by_field.setObjectName(u"deliver_by_field")
        self.deliver_by = QLineEdit(self.deliver_by_field)
        self.deliver_by.setObjectName(u"deliver_by")

        self.time_row.addWidget(self.deliver_by_field)

        self.award_mode_field = Field(TripForm)
        self.award_mode_field.setObjectName(u"award_mode_field")
        self.award_mode = DropDown(self.award_mode_field)
        self.award_mode.setObjectName(u"award_mode")

        self.time_row.addWidget(self.award_mode_field)

        self.time_row.setStretch(0, 1)
        self.time_row.setStretch(1, 1)
        self.time_row.setStretch(2, 1)

        self.column.addLayout(self.time_row)

        self.notes_row = QHBoxLayout()
        self.notes_row.setSpacing(10)
        self.notes_row.setObjectName(u"notes_row")
        self.special_requirements_note_field = Field(TripForm)
        self.special_requirements_note_field.setObjectName(u"special_requirements_note_field")
        self.special_requirements_note = QLineEdit(self.special_requirements_note_field)
        self.special_requirements_note.setObjectName(u"special_requirements_note")

        self.notes_row.addWidget(self.special_requirements_note_field)

        self.notes_row.setStretch(0, 1)

        self.column.addLayout(self.notes_row)

        self.rest = QSpacerItem(1, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)


        self.retranslateUi(TripForm)

        QMetaObject.connectSlotsByName(TripForm)
    # setupUi

    def retranslateUi(self, TripForm):
        self.patient_title.setProperty(u"title", QCoreApplication.translate("TripForm", u"Patient", None))
        self.mrn_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"MRN", None))
#if QT_CONFIG(tooltip)
        self.mrn.setToolTip(QCoreApplication.translate("TripForm", u"A known record fills in the rest", None))
#endif // QT_CONFIG(tooltip)
        self.name_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Name", None))
        self.name.setPlaceholderText(QCoreApplication.translate("TripForm", u"Last, First", None))
        self.birth_date_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Born", None))
#if QT_CONFIG(tooltip)
        self.birth_date.setToolTip(QCoreApplication.translate("TripForm", u"1951-03-08, 3/8/1951, 8 Mar 1951", None))
#endif // QT_CONFIG(tooltip)
        self.weight_kg_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Weight", None))
        self.weight_kg.setPlaceholderText(QCoreApplication.translate("TripForm", u"kg", None))
#if QT_CONFIG(tooltip)
        self.weight_kg.setToolTip(QCoreApplication.translate("TripForm", u"In kg; 203 lb is turned into kg", None))
#endif // QT_CONFIG(tooltip)
        self.mobility_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Mobility", None))
        self.route_title.setProperty(u"title", QCoreApplication.translate("TripForm", u"Route", None))
        self.origin_facility_id_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"From", None))
        self.pickup_location_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Unit and room", None))
        self.contact_phone_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Contact phone", None))
        self.destination_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"To", None))
        self.destination.setPlaceholderText(QCoreApplication.translate("TripForm", u"Facility or city; or an address outside the network", None))
        self.transport_title.setProperty(u"title", QCoreApplication.translate("TripForm", u"Transport", None))
        self.transport_level_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Level", None))
        self.priority_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Priority", None))
        self.special_requirements_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Needs", None))
        self.ready_at_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Ready", None))
        self.ready_at.setPlaceholderText(QCoreApplication.translate("TripForm", u"Now", None))
#if QT_CONFIG(tooltip)
        self.ready_at.setToolTip(QCoreApplication.translate("TripForm", u"Now, 14:45, +30, tomorrow 6:30, 12/3 6:30", None))
#endif // QT_CONFIG(tooltip)
        self.deliver_by_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Deliver by", None))
        self.deliver_by.setPlaceholderText(QCoreApplication.translate("TripForm", u"optional", None))
#if QT_CONFIG(tooltip)
        self.deliver_by.setToolTip(QCoreApplication.translate("TripForm", u"Leave empty, or 16:00, tomorrow 9:30", None))
#endif // QT_CONFIG(tooltip)
        self.award_mode_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Award", None))
        self.special_requirements_note_field.setProperty(u"label", QCoreApplication.translate("TripForm", u"Note for the crew", None))
        self.special_requirements_note.setPlaceholderText(QCoreApplication.translate("TripForm", u"shown to the agency once the trip is awarded", None))
        pass
    # retranslateUi

