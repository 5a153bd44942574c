# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'sign_in.ui'
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

from medport_desktop.gui.kit.controls.buttons import PrimaryButton
from medport_desktop.gui.kit.controls.panel import (Banner, Panel)
from medport_desktop.gui.kit.forms.field import (LineField, PasswordLineField)
from medport_desktop.gui.kit.shell.bars import BottomBar
from medport_desktop.gui.kit.style.brand import Brand
from medport_desktop.gui.kit.style.text import Text

class Ui_SignIn(object):
    def setupUi(self, SignIn):
        if not SignIn.objectName():
            SignIn.setObjectName(u"SignIn")
        SignIn.resize(560, 600)
        self.frame = QVBoxLayout(SignIn)
        self.frame.setSpacing(0)
        self.frame.setObjectName(u"frame")
        self.frame.setContentsMargins(0, 0, 0, 0)
        self.above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.frame.addItem(self.above)

        self.middle = QHBoxLayout()
        self.middle.setObjectName(u"middle")
        self.left = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.left)

        self.panel = Panel(SignIn)
        self.panel.setObjectName(u"panel")
        self.column = QVBoxLayout(self.panel)
        self.column.setSpacing(0)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 28, 28, 28)
        self.brand = Brand(self.panel)
        self.brand.setObjectName(u"brand")

        self.column.addWidget(self.brand)

        self.gap_1 = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap_1)

        self.site = Text(self.panel)
        self.site.setObjectName(u"site")
        self.site.setProperty(u"tone", u"muted")

        self.column.addWidget(self.site)

        self.gap_2 = QSpacerItem(0, 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap_2)

        self.email_field = LineField(self.panel)
        self.email_field.setObjectName(u"email_field")

        self.column.addWidget(self.email_field)

        self.gap_3 = QSpacerItem(0, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap_3)

        self.password_field = PasswordLineField(self.panel)
        self.password_field.setObjectName(u"password_field")

        self.column.addWidget(self.password_field)

        self.gap_4 = QSpacerItem(0, 14, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap_4)

        self.keep = QCheckBox(self.panel)
        self.keep.setObjectName(u"keep")

        self.column.addWidget(self.keep)

        self.gap_5 = QSpacerItem(0, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap_5)

        self.trouble = Banner(self.panel)
        self.trouble.setObjectName(u"trouble")

        self.column.addWidget(self.trouble)

        self.gap_6 = QSpacerItem(0, 12, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap_6)

        self.sign_in = PrimaryButton(self.panel)
        self.sign_in.setObjectName(u"sign_in")
        self.sign_in.setProperty(u"key_hint", u"Return")

        self.column.addWidget(self.sign_in)


        self.middle.addWidget(self.panel)

        self.right = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.right)


        self.frame.addLayout(self.middle)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.frame.addItem(self.below)

        self.foot = BottomBar(SignIn)
        self.foot.setObjectName(u"foot")

        self.frame.addWidget(self.foot)


        self.retranslateUi(SignIn)

        QMetaObject.connectSlotsByName(SignIn)
    # setupUi

    def retranslateUi(self, SignIn):
        SignIn.setWindowTitle(QCoreApplication.translate("SignIn", u"Sign in to MedPort", None))
        self.email_field.setProperty(u"label_text", QCoreApplication.translate("SignIn", u"E-mail", None))
        self.password_field.setProperty(u"label_text", QCoreApplication.translate("SignIn", u"Password", None))
        self.keep.setText(QCoreApplication.translate("SignIn", u"Keep me signed in on this workstation", None))
        self.sign_in.setText(QCoreApplication.translate("SignIn", u"Sign in", None))
    # retranslateUi

