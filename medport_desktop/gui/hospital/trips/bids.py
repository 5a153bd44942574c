"""The bids on the selected trip, and which of them can be awarded."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.enums import AwardMode, Silo, TripStatus
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.gui.hospital.columns import bid_columns
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.hospital.trip_words import (
    is_handed_back,
    is_refused,
    is_waiting_for_answer,
    refusal,
    unit_missing,
)
from medport_desktop.gui.hospital.trips.row_button import RowButton
from medport_desktop.gui.hospital.trips.trip_actions import HospitalTripActions
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

ROW_HEIGHT = 36


class BidsPane(QWidget):
    """A board of bids under a line that says how the award stands. `settled` follows what can be done now."""

    settled = Signal()

    def __init__(self, feed: DeskFeed, actions: HospitalTripActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._actions = actions
        self._trip: Trip | None = None
        self._writing: Bid | None = None
        self._named: Bid | None = None
        self._failure: tuple[str, str] | None = None
        self._said: tuple[str, str, Tone] | None = None
        self._said_empty = ("", "")
        self._banner = Banner(self, tone=Tone.ACCENT)
        self._banner.setObjectName("award_banner")
        self.board: BoardModel[Bid] = BoardModel(
            bid_columns(lambda _bid: self._trip, self._agency, lambda bid: feed.ranks.get(bid.agency_id)),
            key=lambda bid: bid.id,
            parent=self,
        )
        self.view = BoardView(self)
        self.view.setObjectName("bids")
        self.view.setAccessibleName("Bids on the selected trip")
        self.view.set_board(self.board)
        self._empty = EmptyState(self, icon="inbox", sentence="No bids yet.")
        self.view.set_empty(self._empty)
        self._row_button = RowButton(self.view, "award", text="Award", key="Return")
        self._row_button.button.setObjectName("award")
        self._banner_row = QWidget(self)
        holder = QVBoxLayout(self._banner_row)
        holder.setContentsMargins(12, 0, 12, 10)
        holder.addWidget(self._banner)
        self._banner_row.hide()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner_row)
        column.addWidget(self.view, 1)
        self._row_button.clicked.connect(self.award_current)
        self.view.current_changed.connect(self._settle)
        theme().changed.connect(self._row_height)
        feed.bids_changed.connect(self._bids_changed)
        feed.agencies_changed.connect(self._bids_changed)
        feed.preferences_changed.connect(self._preferences_changed)
        ticker().attach(self, self._settle)
        self._row_height()
        self.show_trip(None)

    def show_trip(self, trip: Trip | None) -> None:
        """Show this trip's bids; called again whenever the trip changes."""
        other = (trip.id if trip else None) != (self._trip.id if self._trip else None)
        if other or trip is None or trip.status is not TripStatus.PENDING:
            self._named = self._failure = None
        elif is_waiting_for_answer(trip):
            self._failure = None
        self._trip = trip
        self.view.horizontalHeader().setVisible(trip is not None)
        rows = self._feed.bids_of(trip.id) if trip is not None else []
        self.board.apply(rows, glow=not other)
        if other and rows:
            self.view.select_key(rows[0].id)
        self._settle()

    def add_below(self, widget: QWidget) -> None:
        """Show something more under the bids."""
        self._column.addWidget(widget)

    def current_bid(self) -> Bid | None:
        """The bid in the current row."""
        bid = self.view.current_row()
        return bid if isinstance(bid, Bid) else None

    def can_award(self) -> bool:
        """Whether the current bid can be awarded now."""
        bid = self.current_bid()
        return bid is not None and bid.is_awardable(site_clock().now()) and self._takes_awards()

    def _takes_awards(self) -> bool:
        trip = self._trip
        return (
            trip is not None
            and trip.status is TripStatus.PENDING
            and trip.award_mode is AwardMode.BIDDING
            and not is_waiting_for_answer(trip)
            and self._writing is None
        )

    @Slot()
    def award_current(self) -> None:
        """Award the current bid, if that can be done at this moment; say why one from before a change cannot be."""
        bid = self.current_bid()
        if bid is not None and bid.is_open(site_clock().now()) and bid.trip_changed and self._takes_awards():
            hint = "It has not agreed to the trip as it is now, and is told to bid again."
            self._named = bid
            self._award_failed(bid, f"{bid.agency_name} bid before the trip was changed.", hint)
        elif bid is not None and self.can_award():
            self._named, self._failure = bid, None
            self._actions.award(bid, partial(self._set_writing, bid), partial(self._award_failed, bid))

    def award(self, bid: Bid) -> None:
        """Make a bid current and award it."""
        self.view.select_key(bid.id)
        self.award_current()

    def _set_writing(self, bid: Bid, busy: bool) -> None:
        """The award is being written; once it is, the trip itself tells how it stands."""
        self._writing = bid if busy else None
        self._settle()
        self.settled.emit()

    def _award_failed(self, bid: Bid, sentence: str, hint: str) -> None:
        if self._named == bid:  # and not another trip's by now
            self._failure = sentence, hint
        self._settle()

    # -- inside -----------------------------------------------------------------------------------------
    def _agency(self, bid: Bid) -> Agency | None:
        return self._feed.agencies.get(bid.agency_id)

    @Slot()
    def _bids_changed(self) -> None:
        if self._trip is not None:
            had_row = self.view.current_key() is not None
            rows = self._feed.bids_of(self._trip.id)
            first = not self.board.all_rows()
            self.board.apply(rows)
            if rows and first and not had_row and not self.view.hasFocus():  # else Enter could take it unseen
                self.view.select_key(rows[0].id)
        self._settle()

    @Slot()
    def _preferences_changed(self) -> None:
        self._bids_changed()
        self.view.viewport().update()

    @Slot()
    def _row_height(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(theme().px(ROW_HEIGHT))
        self._row_button.place()

    @Slot()
    def _settle(self) -> None:
        """What can be done and what is said, at this moment."""
        self._row_button.set_enabled(self.can_award())
        self.view.set_stale(not self._feed.is_fresh(Silo.EMS))
        said = self._standing()
        if said != self._said:
            self._said = said
            self._banner_row.setVisible(said is not None)
            if said is not None:
                self._banner.set_words(*said)
        empty = self._emptiness()
        if empty != self._said_empty:
            self._said_empty = empty
            self._empty.set_words(*empty)

    def _standing(self) -> tuple[str, str, Tone] | None:
        """How the award of this trip stands: title, text, tone. None where there is nothing to say."""
        trip = self._trip
        if trip is None:
            return None
        if self._failure is not None:
            return *self._failure, Tone.RED
        if self._is_writing(trip) or is_waiting_for_answer(trip):
            whom = f" to {self._named.agency_name}" if self._named is not None else ""
            away = not self._feed.is_fresh(Silo.EMS)
            text = "Its answer comes when the EMS database is back." if away else "Not accepted before it answers."
            return f"Awarded{whom}, waiting for the agency's answer.", text, Tone.ACCENT
        if is_refused(trip):
            title = f"The award was refused: {refusal(trip)}"
            return title, "The trip is still on offer; choose another bid.", Tone.AMBER
        back = "The agency handed this trip back.", "It is on offer again, and agencies can bid again.", Tone.AMBER
        missing = unit_missing(trip)
        without = (f"{trip.trip_number} has no unit yet.", missing, Tone.AMBER) if missing else None
        return back if is_handed_back(trip) else without

    def _is_writing(self, trip: Trip) -> bool:
        return self._writing is not None and self._writing.transport_request_id == trip.id

    def _emptiness(self) -> tuple[str, str]:
        trip = self._trip
        if trip is None:
            return "No trip is selected.", "Select one above to see its bids."
        if trip.status is TripStatus.SCHEDULED:
            lead = self._feed.settings.offer_lead_minutes
            return "Scheduled for later.", f"It is offered {lead} minutes before {site_clock().short(trip.ready_at)}."
        if trip.status is not TripStatus.PENDING:
            return "No bids to show.", ""
        if trip.award_mode is AwardMode.FIRST_ACCEPT:
            return "No bids: the first agency that accepts has it.", "You see it here as soon as one does."
        return "No bids yet.", "They appear here by themselves."
