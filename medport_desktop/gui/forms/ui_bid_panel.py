# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'bid_panel.ui'
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
from PySide6.QtWidgets import (QApplication, QGridLayout, QHBoxLayout, QLineEdit,
    QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout,
    QWidget)

from medport_desktop.gui.agency.bids.bid_facts import BidFacts
from medport_desktop.gui.agency.units.unit_combo import UnitCombo
from medport_desktop.gui.kit.controls.buttons import (ActionButton, PrimaryButton)
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.controls.pills import (LevelTag, PriorityMark)
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.route import RouteBlock
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.text import (SectionTitle, Text)

class Ui_BidPanel(object):
    def setupUi(self, BidPanel):
        if not BidPanel.objectName():
            BidPanel.setObjectName(u"BidPanel")
        self.column = QVBoxLayout(BidPanel)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(0, 0, 0, 0)
        self.number = Text(BidPanel)
        self.number.setObjectName(u"number")
        self.number.setProperty(u"type", u"display")

        self.head.addWidget(self.number)

        self.priority = PriorityMark(BidPanel)
        self.priority.setObjectName(u"priority")

        self.head.addWidget(self.priority)

        self.head_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.head_gap)

        self.level = LevelTag(BidPanel)
        self.level.setObjectName(u"level")

        self.head.addWidget(self.level)


        self.column.addLayout(self.head)

        self.notice = Banner(BidPanel)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.route = RouteBlock(BidPanel)
        self.route.setObjectName(u"route")

        self.column.addWidget(self.route)

        self.facts = KeyValueGrid(BidPanel)
        self.facts.setObjectName(u"facts")

        self.column.addWidget(self.facts)

        self.offer = QWidget(BidPanel)
        self.offer.setObjectName(u"offer")
        self.offer_column = QVBoxLayout(self.offer)
        self.offer_column.setSpacing(10)
        self.offer_column.setObjectName(u"offer_column")
        self.offer_column.setContentsMargins(0, 0, 0, 0)
        self.offer_head = QHBoxLayout()
        self.offer_head.setSpacing(8)
        self.offer_head.setObjectName(u"offer_head")
        self.offer_head.setContentsMargins(0, 0, 0, 0)
        self.offer_title = SectionTitle(self.offer)
        self.offer_title.setObjectName(u"offer_title")

        self.offer_head.addWidget(self.offer_title)

        self.offer_head_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.offer_head.addItem(self.offer_head_gap)

        self.start_over = QToolButton(self.offer)
        self.start_over.setObjectName(u"start_over")
        self.start_over.setProperty(u"look", u"link")

        self.offer_head.addWidget(self.start_over)


        self.offer_column.addLayout(self.offer_head)

        self.fields = QGridLayout()
        self.fields.setObjectName(u"fields")
        self.fields.setHorizontalSpacing(10)
        self.fields.setVerticalSpacing(10)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.amount_field = Field(self.offer)
        self.amount_field.setObjectName(u"amount_field")
        self.bid_amount = QLineEdit(self.amount_field)
        self.bid_amount.setObjectName(u"bid_amount")

        self.fields.addWidget(self.amount_field, 0, 0, 1, 1)

        self.unit_field = Field(self.offer)
        self.unit_field.setObjectName(u"unit_field")
        self.bid_unit = UnitCombo(self.unit_field)
        self.bid_unit.setObjectName(u"bid_unit")

        self.fields.addWidget(self.unit_field, 0, 1, 1, 1)

        self.pickup_field = Field(self.offer)
        self.pickup_field.setObjectName(u"pickup_field")
        self.bid_pickup = QLineEdit(self.pickup_field)
        self.bid_pickup.setObjectName(u"bid_pickup")

        self.fields.addWidget(self.pickup_field, 1, 0, 1, 1)

        self.arrival_field = Field(self.offer)
        self.arrival_field.setObjectName(u"arrival_field")
        self.bid_arrival = QLineEdit(self.arrival_field)
        self.bid_arrival.setObjectName(u"bid_arrival")

        self.fields.addWidget(self.arrival_field, 1, 1, 1, 1)

        self.note_field = Field(self.offer)
        self.note_field.setObjectName(u"note_field")
        self.bid_note = QLineEdit(self.note_field)
        self.bid_note.setObjectName(u"bid_note")
        self.bid_note.setMaxLength(1000)

        self.fields.addWidget(self.note_field, 2, 0, 1, 2)

        self.fields.setColumnStretch(0, 4)
        self.fields.setColumnStretch(1, 3)

        self.offer_column.addLayout(self.fields)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.bid = PrimaryButton(self.offer)
        self.bid.setObjectName(u"bid")

        self.buttons.addWidget(self.bid)

        self.accept = PrimaryButton(self.offer)
        self.accept.setObjectName(u"accept")

        self.buttons.addWidget(self.accept)

        self.buttons_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_gap)


        self.offer_column.addLayout(self.buttons)

        self.remark = Text(self.offer)
        self.remark.setObjectName(u"remark")
        self.remark.setProperty(u"tone", u"muted")
        self.remark.setProperty(u"type", u"caption")
        self.remark.setWordWrap(True)

        self.offer_column.addWidget(self.remark)


        self.column.addWidget(self.offer)

        self.mine = QWidget(BidPanel)
        self.mine.setObjectName(u"mine")
        self.mine_column = QVBoxLayout(self.mine)
        self.mine_column.setSpacing(10)
        self.mine_column.setObjectName(u"mine_column")
        self.mine_column.setContentsMargins(0, 0, 0, 0)
        self.mine_title = SectionTitle(self.mine)
        self.mine_title.setObjectName(u"mine_title")

        self.mine_column.addWidget(self.mine_title)

        self.my_bid = BidFacts(self.mine)
        self.my_bid.setObjectName(u"my_bid")

        self.mine_column.addWidget(self.my_bid)

        self.mine_buttons = QHBoxLayout()
        self.mine_buttons.setSpacing(8)
        self.mine_buttons.setObjectName(u"mine_buttons")
        self.mine_buttons.setContentsMargins(0, 4, 0, 0)
        self.withdraw = ActionButton(self.mine)
        self.withdraw.setObjectName(u"withdraw")

        self.mine_buttons.addWidget(self.withdraw)

        self.mine_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.mine_buttons.addItem(self.mine_gap)


        self.mine_column.addLayout(self.mine_buttons)

        self.mine_remark = Text(self.mine)
        self.mine_remark.setObjectName(u"mine_remark")
        self.mine_remark.setProperty(u"tone", u"muted")
        self.mine_remark.setProperty(u"type", u"caption")
        self.mine_remark.setWordWrap(True)

        self.mine_column.addWidget(self.mine_remark)


        self.column.addWidget(self.mine)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)

        self.column.setStretch(6, 1)
        QWidget.setTabOrder(self.bid_amount, self.bid_unit)
        QWidget.setTabOrder(self.bid_unit, self.bid_pickup)
        QWidget.setTabOrder(self.bid_pickup, self.bid_arrival)
        QWidget.setTabOrder(self.bid_arrival, self.bid_note)
        QWidget.setTabOrder(self.bid_note, self.bid)
        QWidget.setTabOrder(self.bid, self.accept)
        QWidget.setTabOrder(self.accept, self.start_over)
        QWidget.setTabOrder(self.start_over, self.withdraw)

        self.retranslateUi(BidPanel)

        QMetaObject.connectSlotsByName(BidPanel)
    # setupUi

    def retranslateUi(self, BidPanel):
        self.amount_field.setProperty(u"label_text", QCoreApplication.translate("BidPanel", u"Amount", None))
        self.unit_field.setProperty(u"label_text", QCoreApplication.translate("BidPanel", u"Unit", None))
        self.pickup_field.setProperty(u"label_text", QCoreApplication.translate("BidPanel", u"At pick-up", None))
        self.arrival_field.setProperty(u"label_text", QCoreApplication.translate("BidPanel", u"At destination", None))
        self.note_field.setProperty(u"label_text", QCoreApplication.translate("BidPanel", u"Note to the hospital", None))
        self.bid_note.setPlaceholderText(QCoreApplication.translate("BidPanel", u"optional", None))
        self.bid.setText(QCoreApplication.translate("BidPanel", u"Bid", None))
        self.accept.setText(QCoreApplication.translate("BidPanel", u"Accept now", None))
        pass
    # retranslateUi

