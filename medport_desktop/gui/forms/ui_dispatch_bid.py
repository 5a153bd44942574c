# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'dispatch_bid.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout,
    QWidget)

from medport_desktop.gui.kit.forms.field import LineField

class Ui_DispatchBid(object):
    def setupUi(self, DispatchBid):
        if not DispatchBid.objectName():
            DispatchBid.setObjectName(u"DispatchBid")
        DispatchBid.resize(400, 260)
        self.column = QVBoxLayout(DispatchBid)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.amount = LineField(DispatchBid)
        self.amount.setObjectName(u"amount")

        self.column.addWidget(self.amount)

        self.times = QHBoxLayout()
        self.times.setSpacing(12)
        self.times.setObjectName(u"times")
        self.times.setContentsMargins(0, 0, 0, 0)
        self.pickup = LineField(DispatchBid)
        self.pickup.setObjectName(u"pickup")

        self.times.addWidget(self.pickup)

        self.arrival = LineField(DispatchBid)
        self.arrival.setObjectName(u"arrival")

        self.times.addWidget(self.arrival)


        self.column.addLayout(self.times)

        self.special_notes = LineField(DispatchBid)
        self.special_notes.setObjectName(u"special_notes")

        self.column.addWidget(self.special_notes)

        QWidget.setTabOrder(self.amount, self.pickup)
        QWidget.setTabOrder(self.pickup, self.arrival)
        QWidget.setTabOrder(self.arrival, self.special_notes)

        self.retranslateUi(DispatchBid)

        QMetaObject.connectSlotsByName(DispatchBid)
    # setupUi

    def retranslateUi(self, DispatchBid):
        self.amount.setProperty(u"label_text", QCoreApplication.translate("DispatchBid", u"Amount", None))
        self.pickup.setProperty(u"label_text", QCoreApplication.translate("DispatchBid", u"Pick-up in", None))
        self.arrival.setProperty(u"label_text", QCoreApplication.translate("DispatchBid", u"At the destination in", None))
        self.special_notes.setProperty(u"label_text", QCoreApplication.translate("DispatchBid", u"Note to the hospital", None))
        pass
    # retranslateUi

