"""Bids: what the agency has offered, what still stands and what became of the rest."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.domain.enums import BidStatus
from medport_desktop.domain.trips import Bid
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.bids.bid_facts import BidFacts
from medport_desktop.gui.agency.bids.bid_form import GROUP
from medport_desktop.gui.agency.ended.ended_words import bid_words
from medport_desktop.gui.agency.offers.board_page import SidePage
from medport_desktop.gui.kit.board import BoardView, Group
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.clock import ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services import undo


class BidsPage(SidePage):
    """All bids of the last day. `trip_asked` carries the trip that a person wants to see on the board."""

    trip_asked = Signal(object)

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._writes = Writes()
        self.view = BoardView(self)
        self.view.setObjectName("bids")
        self.view.setAccessibleName("Bids")
        feed.bids.group_by(lambda bid: Group(0, "Open") if bid.status is BidStatus.PENDING else Group(1, "Decided"))
        self.view.set_board(feed.bids)
        empty = EmptyState(icon="inbox", sentence="No bids in the last day", hint="Bid on a trip of the board (Alt 1).")
        self.view.set_empty(empty)
        self.board_panel.body.addWidget(self.view, 1)
        self.withdraw = make_action(self, "Withdraw", "F6", self._withdraw, group=GROUP)
        self.show_trip = make_action(self, "Show on board", "Ctrl+B", self._ask_trip, group=GROUP)
        make_action(self, "Read everything again", "F5", feed.refresh, group="Board")
        self._build_panel()
        self.view.current_changed.connect(self._draw)
        self.view.opened.connect(lambda _key: self._ask_trip())
        give_menu(self.view, lambda: [self.withdraw, self.show_trip])
        feed.facts_changed.connect(self._draw)
        feed.offers_changed.connect(self._draw)
        ticker().attach(self, feed.expire_bids)
        self._draw()

    def _build_panel(self) -> None:
        panel = QWidget(self)
        self._number = Text(panel, type=Type.DISPLAY)
        self._route = Text(panel, tone=Tone.MUTED, wrap=True)
        self._facts = BidFacts(panel)
        self._words = Text(panel, type=Type.CAPTION, tone=Tone.MUTED, wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for action, name in ((self.withdraw, "withdraw_bid"), (self.show_trip, "show_on_board")):
            button = ActionButton(panel, action=action)
            button.setObjectName(name)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for widget in (self._number, self._route, self._facts):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._words)
        column.addStretch(1)
        empty = EmptyState(icon="info", sentence="Choose a bid", hint="What became of it appears here.")
        self.put_in_side(panel, empty)

    def select(self, bid_id: UUID) -> None:
        """Make a bid current."""
        self.view.select_key(bid_id)

    @Slot()
    def _draw(self) -> None:
        bid: Bid | None = self.view.current_row()
        self.show_side(bid is not None)
        is_open = bid is not None and bid.status is BidStatus.PENDING
        self.withdraw.setEnabled(is_open and bid is not None and not self._writes.is_under_way(bid.id))
        self.show_trip.setEnabled(bid is not None and self._feed.offers.row(bid.transport_request_id) is not None)
        if bid is not None:
            self._number.setText(bid.trip_number)
            self._route.setText(bid.route)
            self._facts.show_bid(bid)
            self._words.setText(bid_words(bid))

    def _ask_trip(self) -> None:
        bid: Bid | None = self.view.current_row()
        if bid is not None and self._feed.offers.row(bid.transport_request_id) is not None:
            self.trip_asked.emit(bid.transport_request_id)

    def _withdraw(self) -> None:
        bid: Bid | None = self.view.current_row()
        if bid is None or self._writes.is_under_way(bid.id):
            return
        self.view.setFocus()  # the button is about to be disabled
        Operation(
            partial(self._feed.service.withdraw, bid.id, bid.trip_number),
            owner=self,
            writes=self._writes,
            about=bid.id,
            busy=lambda _busy: self._draw(),
            told=f"Your bid on {bid.trip_number} is withdrawn. You may bid again",
            undo=undo.bid_withdrawn(self._feed.service, bid, self._feed.settings),
        ).run(self._feed.runtime)
