# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'dispatch_trip.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QHeaderView, QScrollArea,
    QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout,
    QWidget)

from medport_desktop.gui.center.trips.choice_cards import CardList
from medport_desktop.gui.kit.board.view import BoardView
from medport_desktop.gui.kit.controls.buttons import (IconButton, PrimaryButton, SecondaryButton)
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.controls.pills import (LevelTag, PriorityMark, StatusMark)
from medport_desktop.gui.kit.controls.tabs import SubTabs
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.milestones import MilestoneTrack
from medport_desktop.gui.kit.facts.route import RouteBlock
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.style.text import (SectionTitle, Text)

class Ui_DispatchTrip(object):
    def setupUi(self, DispatchTrip):
        if not DispatchTrip.objectName():
            DispatchTrip.setObjectName(u"DispatchTrip")
        DispatchTrip.resize(376, 820)
        self.column = QVBoxLayout(DispatchTrip)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(16, 14, 16, 14)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(0, 0, 0, 0)
        self.number = Text(DispatchTrip)
        self.number.setObjectName(u"number")
        self.number.setProperty(u"type", u"display")

        self.head.addWidget(self.number)

        self.priority = PriorityMark(DispatchTrip)
        self.priority.setObjectName(u"priority")

        self.head.addWidget(self.priority)

        self.head_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.head_stretch)

        self.status = StatusMark(DispatchTrip)
        self.status.setObjectName(u"status")

        self.head.addWidget(self.status)

        self.level = LevelTag(DispatchTrip)
        self.level.setObjectName(u"level")

        self.head.addWidget(self.level)


        self.column.addLayout(self.head)

        self.banner = Banner(DispatchTrip)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.tabs = SubTabs(DispatchTrip)
        self.tabs.setObjectName(u"tabs")

        self.column.addWidget(self.tabs)

        self.pages = QStackedWidget(DispatchTrip)
        self.pages.setObjectName(u"pages")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(1)
        sizePolicy.setHeightForWidth(self.pages.sizePolicy().hasHeightForWidth())
        self.pages.setSizePolicy(sizePolicy)
        self.trip_area = QScrollArea()
        self.trip_area.setObjectName(u"trip_area")
        self.trip_area.setWidgetResizable(True)
        self.trip_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.trip_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.trip_page = QWidget()
        self.trip_page.setObjectName(u"trip_page")
        self.trip_column = QVBoxLayout(self.trip_page)
        self.trip_column.setSpacing(10)
        self.trip_column.setObjectName(u"trip_column")
        self.trip_column.setContentsMargins(0, 0, 0, 0)
        self.route = RouteBlock(self.trip_page)
        self.route.setObjectName(u"route")

        self.trip_column.addWidget(self.route)

        self.bids_title = SectionTitle(self.trip_page)
        self.bids_title.setObjectName(u"bids_title")

        self.trip_column.addWidget(self.bids_title)

        self.bids = CardList(self.trip_page)
        self.bids.setObjectName(u"bids")

        self.trip_column.addWidget(self.bids)

        self.bids_note = Text(self.trip_page)
        self.bids_note.setObjectName(u"bids_note")
        self.bids_note.setProperty(u"tone", u"muted")
        self.bids_note.setProperty(u"type", u"caption")
        self.bids_note.setWordWrap(True)

        self.trip_column.addWidget(self.bids_note)

        self.ask_again = SecondaryButton(self.trip_page)
        self.ask_again.setObjectName(u"ask_again")

        self.trip_column.addWidget(self.ask_again)

        self.units_title = SectionTitle(self.trip_page)
        self.units_title.setObjectName(u"units_title")

        self.trip_column.addWidget(self.units_title)

        self.units = CardList(self.trip_page)
        self.units.setObjectName(u"units")

        self.trip_column.addWidget(self.units)

        self.units_note = Text(self.trip_page)
        self.units_note.setObjectName(u"units_note")
        self.units_note.setProperty(u"tone", u"muted")
        self.units_note.setProperty(u"type", u"caption")
        self.units_note.setWordWrap(True)

        self.trip_column.addWidget(self.units_note)

        self.facts_title = SectionTitle(self.trip_page)
        self.facts_title.setObjectName(u"facts_title")

        self.trip_column.addWidget(self.facts_title)

        self.facts = KeyValueGrid(self.trip_page)
        self.facts.setObjectName(u"facts")

        self.trip_column.addWidget(self.facts)

        self.trip_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.trip_column.addItem(self.trip_stretch)

        self.trip_area.setWidget(self.trip_page)
        self.pages.addWidget(self.trip_area)
        self.notes_page = QWidget()
        self.notes_page.setObjectName(u"notes_page")
        self.notes_column = QVBoxLayout(self.notes_page)
        self.notes_column.setSpacing(8)
        self.notes_column.setObjectName(u"notes_column")
        self.notes_column.setContentsMargins(0, 0, 0, 0)
        self.notes_area = QScrollArea(self.notes_page)
        self.notes_area.setObjectName(u"notes_area")
        self.notes_area.setWidgetResizable(True)
        self.notes_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.notes_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notes = QWidget()
        self.notes.setObjectName(u"notes")
        self.notes_list = QVBoxLayout(self.notes)
        self.notes_list.setSpacing(10)
        self.notes_list.setObjectName(u"notes_list")
        self.notes_list.setContentsMargins(0, 0, 0, 0)
        self.notes_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.notes_list.addItem(self.notes_stretch)

        self.notes_area.setWidget(self.notes)

        self.notes_column.addWidget(self.notes_area)

        self.note_field = LineField(self.notes_page)
        self.note_field.setObjectName(u"note_field")

        self.notes_column.addWidget(self.note_field)

        self.add_note = SecondaryButton(self.notes_page)
        self.add_note.setObjectName(u"add_note")

        self.notes_column.addWidget(self.add_note)

        self.notes_column.setStretch(0, 1)
        self.pages.addWidget(self.notes_page)
        self.history_page = QWidget()
        self.history_page.setObjectName(u"history_page")
        self.history_column = QVBoxLayout(self.history_page)
        self.history_column.setSpacing(0)
        self.history_column.setObjectName(u"history_column")
        self.history_column.setContentsMargins(0, 0, 0, 0)
        self.history = BoardView(self.history_page)
        self.history.setObjectName(u"history")

        self.history_column.addWidget(self.history)

        self.pages.addWidget(self.history_page)

        self.column.addWidget(self.pages)

        self.for_whom = Text(DispatchTrip)
        self.for_whom.setObjectName(u"for_whom")
        self.for_whom.setProperty(u"tone", u"muted")
        self.for_whom.setProperty(u"type", u"caption")
        self.for_whom.setWordWrap(True)

        self.column.addWidget(self.for_whom)

        self.act_row = QHBoxLayout()
        self.act_row.setSpacing(8)
        self.act_row.setObjectName(u"act_row")
        self.act_row.setContentsMargins(0, 0, 0, 0)
        self.act = PrimaryButton(DispatchTrip)
        self.act.setObjectName(u"act")

        self.act_row.addWidget(self.act)

        self.step = PrimaryButton(DispatchTrip)
        self.step.setObjectName(u"step")

        self.act_row.addWidget(self.step)

        self.act_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.act_row.addItem(self.act_stretch)


        self.column.addLayout(self.act_row)

        self.more_row = QHBoxLayout()
        self.more_row.setSpacing(8)
        self.more_row.setObjectName(u"more_row")
        self.more_row.setContentsMargins(0, 0, 0, 0)
        self.enter_bid = SecondaryButton(DispatchTrip)
        self.enter_bid.setObjectName(u"enter_bid")

        self.more_row.addWidget(self.enter_bid)

        self.assign = SecondaryButton(DispatchTrip)
        self.assign.setObjectName(u"assign")

        self.more_row.addWidget(self.assign)

        self.offer = SecondaryButton(DispatchTrip)
        self.offer.setObjectName(u"offer")

        self.more_row.addWidget(self.offer)

        self.release = SecondaryButton(DispatchTrip)
        self.release.setObjectName(u"release")

        self.more_row.addWidget(self.release)

        self.cancel = SecondaryButton(DispatchTrip)
        self.cancel.setObjectName(u"cancel")

        self.more_row.addWidget(self.cancel)

        self.more_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.more_row.addItem(self.more_stretch)


        self.column.addLayout(self.more_row)

        self.track_row = QHBoxLayout()
        self.track_row.setSpacing(8)
        self.track_row.setObjectName(u"track_row")
        self.track_row.setContentsMargins(0, 0, 0, 0)
        self.track_title = SectionTitle(DispatchTrip)
        self.track_title.setObjectName(u"track_title")

        self.track_row.addWidget(self.track_title)

        self.track_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.track_row.addItem(self.track_stretch)

        self.correct = IconButton(DispatchTrip)
        self.correct.setObjectName(u"correct")

        self.track_row.addWidget(self.correct)


        self.column.addLayout(self.track_row)

        self.track = MilestoneTrack(DispatchTrip)
        self.track.setObjectName(u"track")

        self.column.addWidget(self.track)

        QWidget.setTabOrder(self.bids, self.units)
        QWidget.setTabOrder(self.units, self.act)
        QWidget.setTabOrder(self.act, self.step)
        QWidget.setTabOrder(self.step, self.enter_bid)
        QWidget.setTabOrder(self.enter_bid, self.assign)
        QWidget.setTabOrder(self.assign, self.offer)
        QWidget.setTabOrder(self.offer, self.correct)
        QWidget.setTabOrder(self.correct, self.release)
        QWidget.setTabOrder(self.release, self.cancel)

        self.retranslateUi(DispatchTrip)

        QMetaObject.connectSlotsByName(DispatchTrip)
    # setupUi

    def retranslateUi(self, DispatchTrip):
        self.note_field.setProperty(u"label_text", QCoreApplication.translate("DispatchTrip", u"Add a note", None))
        pass
    # retranslateUi

