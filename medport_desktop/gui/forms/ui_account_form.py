# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'account_form.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QHBoxLayout, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import (Field, LineField, PasswordLineField)
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.kit.style.text import Text

class Ui_AccountForm(object):
    def setupUi(self, AccountForm):
        if not AccountForm.objectName():
            AccountForm.setObjectName(u"AccountForm")
        AccountForm.resize(440, 420)
        self.column = QVBoxLayout(AccountForm)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.email = LineField(AccountForm)
        self.email.setObjectName(u"email")

        self.column.addWidget(self.email)

        self.name = LineField(AccountForm)
        self.name.setObjectName(u"name")

        self.column.addWidget(self.name)

        self.kind_field = Field(AccountForm)
        self.kind_field.setObjectName(u"kind_field")

        self.column.addWidget(self.kind_field)

        self.kind = SegmentedControl(AccountForm)
        self.kind.setObjectName(u"kind")

        self.column.addWidget(self.kind)

        self.organisation_field = Field(AccountForm)
        self.organisation_field.setObjectName(u"organisation_field")

        self.column.addWidget(self.organisation_field)

        self.organisation = TypeAhead(AccountForm)
        self.organisation.setObjectName(u"organisation")

        self.column.addWidget(self.organisation)

        self.manager = QCheckBox(AccountForm)
        self.manager.setObjectName(u"manager")

        self.column.addWidget(self.manager)

        self.manager_note = Text(AccountForm)
        self.manager_note.setObjectName(u"manager_note")
        self.manager_note.setProperty(u"tone", u"muted")
        self.manager_note.setProperty(u"type", u"caption")
        self.manager_note.setWordWrap(True)

        self.column.addWidget(self.manager_note)

        self.password = PasswordLineField(AccountForm)
        self.password.setObjectName(u"password")

        self.column.addWidget(self.password)

        self.password_row = QHBoxLayout()
        self.password_row.setSpacing(8)
        self.password_row.setObjectName(u"password_row")
        self.password_row.setContentsMargins(0, 0, 0, 0)
        self.generate = SecondaryButton(AccountForm)
        self.generate.setObjectName(u"generate")

        self.password_row.addWidget(self.generate)

        self.copy = SecondaryButton(AccountForm)
        self.copy.setObjectName(u"copy")

        self.password_row.addWidget(self.copy)

        self.password_note = Text(AccountForm)
        self.password_note.setObjectName(u"password_note")
        self.password_note.setProperty(u"tone", u"muted")
        self.password_note.setProperty(u"type", u"caption")

        self.password_row.addWidget(self.password_note)

        self.password_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.password_row.addItem(self.password_stretch)


        self.column.addLayout(self.password_row)


        self.retranslateUi(AccountForm)

        QMetaObject.connectSlotsByName(AccountForm)
    # setupUi

    def retranslateUi(self, AccountForm):
        self.email.setProperty(u"label_text", QCoreApplication.translate("AccountForm", u"E-mail", None))
        self.name.setProperty(u"label_text", QCoreApplication.translate("AccountForm", u"Name", None))
        self.kind_field.setProperty(u"label_text", QCoreApplication.translate("AccountForm", u"Works for", None))
        self.organisation_field.setProperty(u"label_text", QCoreApplication.translate("AccountForm", u"Organisation", None))
        self.manager.setText(QCoreApplication.translate("AccountForm", u"Manager", None))
        self.password.setProperty(u"label_text", QCoreApplication.translate("AccountForm", u"Initial password", None))
        self.generate.setText(QCoreApplication.translate("AccountForm", u"Generate", None))
        self.copy.setText(QCoreApplication.translate("AccountForm", u"Copy", None))
        pass
    # retranslateUi

