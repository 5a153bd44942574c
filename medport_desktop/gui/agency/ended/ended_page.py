"""Ended: the trips of the last 24 hours that the agency no longer holds, and why."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.domain.enums import Milestone
from medport_desktop.domain.trips import EndedTrip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.ended.ended_record import EndedRecord
from medport_desktop.gui.agency.ended.ended_words import ended_words
from medport_desktop.gui.agency.offers.board_page import SidePage
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Rule
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.trip_facts import miles_words


class EndedPage(SidePage):
    """A row for each holding that ended: completed, released, cancelled, changed, taken back."""

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self.view = BoardView(self)
        self.view.setObjectName("ended")
        self.view.setAccessibleName("Ended trips")
        self.view.set_board(feed.ended)
        self.view.set_empty(
            EmptyState(
                icon="ambulance",
                sentence="No trip has ended in the last 24 hours",
                hint="Completed, released and cancelled trips appear here. Ctrl R saves a longer record.",
            )
        )
        self.record = EndedRecord(feed, self)
        head = QWidget(self.board_panel)
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 9, 13, 9)
        button = ActionButton(head, action=self.record.action)
        button.setObjectName("save_a_record")
        line.addWidget(Text(head, text="Ended in the last 24 hours", type=Type.TITLE))
        line.addStretch(1)
        line.addWidget(button)
        self.board_panel.body.addWidget(head)
        self.board_panel.body.addWidget(Rule(self.board_panel))
        self.board_panel.body.addWidget(self.view, 1)
        make_action(self, "Read everything again", "F5", feed.refresh, group="Board")
        panel = QWidget(self)
        self._number = Text(panel, type=Type.DISPLAY)
        self._route = Text(panel, tone=Tone.MUTED, wrap=True)
        self._words = Text(panel, wrap=True)
        self._words.setObjectName("ended_words")
        self._facts = KeyValueGrid(panel)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for widget in (self._number, self._route, self._words, self._facts):
            column.addWidget(widget)
        column.addStretch(1)
        self.put_in_side(panel, EmptyState(icon="info", sentence="Choose a trip", hint="How it ended appears here."))
        self.view.current_changed.connect(self._draw)
        feed.facts_changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        trip: EndedTrip | None = self.view.current_row()
        self.show_side(trip is not None)
        if trip is None:
            return
        clock = site_clock()
        self._number.setText(trip.trip_number)
        self._route.setText(f"{trip.origin_name} → {trip.destination_name}")
        self._words.setText(ended_words(trip))
        amount = "by the price sheet" if trip.bid_amount is None else dollars(trip.bid_amount)
        self._facts.set_row("unit", "Unit", trip.unit_number or "none")
        self._facts.set_row("miles", "Loaded", miles_words(trip.distance_miles))
        self._facts.set_row("amount", "Amount", amount)
        reached = dict(trip.milestones)
        for milestone in Milestone:
            if milestone in reached:
                self._facts.set_row(milestone.value, milestone.label, clock.short(reached[milestone]))
            else:
                self._facts.remove_row(milestone.value)
