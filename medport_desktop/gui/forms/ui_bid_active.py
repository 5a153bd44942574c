# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'bid_active.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from medport_desktop.gui.agency.active.crew_sheet import CrewSheetView
from medport_desktop.gui.agency.units.unit_combo import UnitCombo
from medport_desktop.gui.kit.controls.buttons import (ActionButton, PrimaryButton)
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.controls.pills import (LevelTag, PriorityMark, StatusMark)
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.milestones import MilestoneTrack
from medport_desktop.gui.kit.facts.route import RouteBlock
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.text import Text

class Ui_ActivePanel(object):
    def setupUi(self, ActivePanel):
        if not ActivePanel.objectName():
            ActivePanel.setObjectName(u"ActivePanel")
        self.column = QVBoxLayout(ActivePanel)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(0, 0, 0, 0)
        self.number = Text(ActivePanel)
        self.number.setObjectName(u"number")
        self.number.setProperty(u"type", u"display")

        self.head.addWidget(self.number)

        self.priority = PriorityMark(ActivePanel)
        self.priority.setObjectName(u"priority")

        self.head.addWidget(self.priority)

        self.head_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.head_gap)

        self.level = LevelTag(ActivePanel)
        self.level.setObjectName(u"level")

        self.head.addWidget(self.level)


        self.column.addLayout(self.head)

        self.status = StatusMark(ActivePanel)
        self.status.setObjectName(u"status")

        self.column.addWidget(self.status)

        self.notice = Banner(ActivePanel)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.route = RouteBlock(ActivePanel)
        self.route.setObjectName(u"route")

        self.column.addWidget(self.route)

        self.track = MilestoneTrack(ActivePanel)
        self.track.setObjectName(u"track")

        self.column.addWidget(self.track)

        self.facts = KeyValueGrid(ActivePanel)
        self.facts.setObjectName(u"facts")

        self.column.addWidget(self.facts)

        self.active_unit_field = Field(ActivePanel)
        self.active_unit_field.setObjectName(u"active_unit_field")
        self.active_unit = UnitCombo(self.active_unit_field)
        self.active_unit.setObjectName(u"active_unit")

        self.column.addWidget(self.active_unit_field)

        self.step_buttons = QHBoxLayout()
        self.step_buttons.setSpacing(8)
        self.step_buttons.setObjectName(u"step_buttons")
        self.step_buttons.setContentsMargins(0, 0, 0, 0)
        self.next_step = PrimaryButton(ActivePanel)
        self.next_step.setObjectName(u"next_step")

        self.step_buttons.addWidget(self.next_step)

        self.crew_sheet = ActionButton(ActivePanel)
        self.crew_sheet.setObjectName(u"crew_sheet")

        self.step_buttons.addWidget(self.crew_sheet)

        self.step_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.step_buttons.addItem(self.step_gap)


        self.column.addLayout(self.step_buttons)

        self.more_buttons = QHBoxLayout()
        self.more_buttons.setSpacing(8)
        self.more_buttons.setObjectName(u"more_buttons")
        self.more_buttons.setContentsMargins(0, 0, 0, 0)
        self.correct = ActionButton(ActivePanel)
        self.correct.setObjectName(u"correct")

        self.more_buttons.addWidget(self.correct)

        self.release = ActionButton(ActivePanel)
        self.release.setObjectName(u"release")

        self.more_buttons.addWidget(self.release)

        self.more_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.more_buttons.addItem(self.more_gap)


        self.column.addLayout(self.more_buttons)

        self.sheet = CrewSheetView(ActivePanel)
        self.sheet.setObjectName(u"sheet")

        self.column.addWidget(self.sheet)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)

        self.column.setStretch(10, 1)
        QWidget.setTabOrder(self.active_unit, self.next_step)
        QWidget.setTabOrder(self.next_step, self.crew_sheet)
        QWidget.setTabOrder(self.crew_sheet, self.correct)
        QWidget.setTabOrder(self.correct, self.release)

        self.retranslateUi(ActivePanel)

        QMetaObject.connectSlotsByName(ActivePanel)
    # setupUi

    def retranslateUi(self, ActivePanel):
        self.active_unit_field.setProperty(u"label_text", QCoreApplication.translate("ActivePanel", u"Unit", None))
        pass
    # retranslateUi

