"""The lower right of the window: everything about the selected trip."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.domain.enums import AwardMode, Silo, TripStatus
from medport_desktop.domain.trips import AuditEntry, Bid, Trip, TripDetail
from medport_desktop.gui.hospital.entry.reading import Purpose
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.hospital.trip_words import place
from medport_desktop.gui.hospital.trips.bids import BidsPane
from medport_desktop.gui.hospital.trips.declines import DeclinesLine
from medport_desktop.gui.hospital.trips.detail_panes import HistoryPane, MilestonesPane, NotesPane
from medport_desktop.gui.hospital.trips.trip_actions import HospitalTripActions
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton, IconButton
from medport_desktop.gui.kit.controls.flow import FlowLayout
from medport_desktop.gui.kit.controls.panel import Rule
from medport_desktop.gui.kit.controls.pills import PriorityMark
from medport_desktop.gui.kit.controls.tabs import SubTabs
from medport_desktop.gui.kit.facts.arrival import arrival_of
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.form_actions import FormActions
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.runtime.live_rows import Delta
from medport_desktop.services.hospital.trip_entry import TripEntry

GROUP = "Selected trip"
BIDS, NOTES, MILESTONES, HISTORY = range(4)
CHILDREN = (
    (Silo.HOSPITAL, "transport_request"),
    (Silo.HOSPITAL, "trip_award"),
    (Silo.HOSPITAL, "trip_milestone"),
    (Silo.HOSPITAL, "trip_note"),
    (Silo.HOSPITAL, "trip_decline"),
)


class _Elided(Text):
    """One line, cut with an ellipsis; the whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone=Tone.MUTED)
        self._full = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_full(self, text: str) -> None:
        """Show as much of this as fits."""
        self._full = text
        self.setToolTip(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width()))


class _HeadButton(ActionButton):
    """A lower button whose key is in the tooltip alone: the head has little room."""

    def set_key(self, key: str, *, bind: bool = False) -> None:
        super().set_key("", bind=bind)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() - theme().px(6), theme().px(28))


class TripDetailPanel(QWidget):
    """Head, tabs and panes of one trip. `form_asked` carries a trip to bring into the form, and what for."""

    form_asked = Signal(object, object)

    def __init__(self, runtime: Runtime, trip_entry: TripEntry, feed: DeskFeed, scope: QWidget) -> None:
        """The actions' keys work anywhere in `scope`, the parent: on the board as well as here."""
        super().__init__(scope)
        self._scope = scope
        self._trip_entry = trip_entry
        self._feed = feed
        self._trip: Trip | None = None
        self._shown_detail: UUID | None = None
        self._actions = HospitalTripActions(runtime, trip_entry, feed, self)
        self.bids = BidsPane(feed, self._actions, self)
        self.declines = DeclinesLine(self)
        self.bids.add_below(self.declines)
        self.notes = NotesPane(self)
        self.milestones = MilestonesPane(self)
        self.history = HistoryPane(self)
        self._audit: Sequence[AuditEntry] = ()
        self._subscription = runtime.changes.subscribe(self, CHILDREN, self._read, self._apply)
        self._build()
        self._make_actions()
        self._connect()
        self.show_trip(None)

    # -- set up -----------------------------------------------------------------------------------------
    def _build(self) -> None:
        self._number = Text(self, type=Type.TITLE)
        self._number.setObjectName("selected_trip")
        self._priority = PriorityMark(self)
        self._way = _Elided(self)
        self.tabs = SubTabs(self)
        self.tabs.setObjectName("detail_tabs")
        self._bids_tab = self.tabs.add("Bids")
        self._notes_tab = self.tabs.add("Notes")
        for words in ("Milestones", "History"):
            self.tabs.add(words)
        self._head = QWidget(self)
        row = FlowLayout(self._head, spacing=10)
        row.setContentsMargins(14, 9, 13, 9)
        which, acts = QWidget(self._head), QWidget(self._head)
        title, self._buttons = QHBoxLayout(which), QHBoxLayout(acts)
        title.setSpacing(10)
        self._buttons.setSpacing(2)
        for line in (title, self._buttons):
            line.setContentsMargins(0, 0, 0, 0)
        for mark in (self._number, self._priority):
            title.addWidget(mark)
        title.addWidget(self._way, 1)
        for part in (which, self.tabs, acts):
            row.addWidget(part)
        self._stack = QStackedWidget(self)
        for pane in (self.bids, self.notes, self.milestones, self.history):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(self))
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def _make_actions(self) -> None:
        def action(text: str, key: str, slot: Callable[[], object]) -> QAction:
            return make_action(self._scope, text, key, slot, group=GROUP)

        # Awarding cannot be undone: its key works on the bids alone, and no letter typed by mistake does it.
        bids = self.bids
        self.award_action = make_action(bids.view, "Award the bid", "Return", bids.award_current, group=GROUP)
        self.offer_action = action("Offer now", "Ctrl+O", self.offer)
        self.note_action = action("Add a note", "N", self.write_note)
        self.form_actions = FormActions(
            self._scope,
            GROUP,
            edit=partial(self._ask_form, Purpose.EDIT),
            back=partial(self._ask_form, Purpose.RETURN),
            copy=partial(self._ask_form, Purpose.COPY),
        )
        self.cancel_action = action("Cancel trip…", "Ctrl+Delete", self.cancel)
        for index, (words, key) in enumerate((("Bids", "B"), ("", ""), ("Milestones", "M"), ("History", "H"))):
            if key:
                action(f"Show {words.lower()}", key, partial(self.show_tab, index))
        cancel = _HeadButton(self, action=self.cancel_action)
        self._offer_button = _HeadButton(self, action=self.offer_action)
        self._offer_button.setObjectName("offer")
        cancel.setObjectName("cancel")
        for button in (self._offer_button, cancel):
            button.setAutoDefault(False)
            self._buttons.addSpacing(6)
            self._buttons.addWidget(button)
        for icon in reversed(self.form_actions.icons(self)):
            self._buttons.insertWidget(0, icon)

    def _connect(self) -> None:
        self.tabs.changed.connect(self.show_tab)
        self.bids.settled.connect(self._settle)
        self.notes.written.connect(self._add_note)
        self._feed.trips_changed.connect(self._trips_changed)
        self._feed.bids_changed.connect(self._bids_changed)
        self._feed.rules_changed.connect(self._settle)
        self.bids.view.current_changed.connect(self._settle)

    def add_icon(self, action: QAction) -> None:
        """Offer one more action on the trip, beside the others."""
        self._buttons.insertWidget(3, IconButton(self, action=action))

    def actions_of_trip(self) -> list[QAction]:
        """For the board's context menu."""
        return [
            self.award_action,
            self.offer_action,
            self.note_action,
            *self.form_actions.all(),
            self.cancel_action,
        ]

    # -- the trip ---------------------------------------------------------------------------------------
    def trip(self) -> Trip | None:
        """The trip that is shown."""
        return self._trip

    def show_trip(self, trip: Trip | None) -> None:
        """Show another trip, or the same one with newer facts."""
        other = (trip.id if trip else None) != (self._trip.id if self._trip else None)
        self._trip = trip
        self._head.setVisible(trip is not None)
        self.bids.show_trip(trip)
        if trip is not None:
            self._number.setText(trip.trip_number)
            self._priority.set_priority(trip.priority)
            miles = f" · {trip.distance_miles:.1f} mi" if trip.distance_miles is not None else ""
            series = f" · {trip.series_place}" if trip.series_place else ""
            self._way.set_full(f"to {place(trip.destination_name, trip.destination_city)}{miles}{series}")
            self._show_milestones()
        if other:
            self._apply(None)
            self.notes.show_trip(trip.id if trip is not None else None)
            self.show_tab(BIDS)
            if trip is not None:
                self._subscription.refresh()
        self._count_bids()
        self._settle()

    @Slot(int)
    def show_tab(self, index: int) -> None:
        """Bring a pane into view."""
        self.tabs.set_current(index)
        self._stack.setCurrentIndex(index)

    @Slot(object)
    def _trips_changed(self, delta: Delta[Trip]) -> None:
        if self._trip is not None and any(trip.id == self._trip.id for trip in delta.touched):
            self.show_trip(self._feed.trips.get(self._trip.id))

    @Slot()
    def _bids_changed(self) -> None:
        self._show_milestones()  # the bid that was awarded may be read after the trip
        self._show_history(glow=False)
        self._count_bids()

    def _show_milestones(self) -> None:
        if self._trip is not None:
            bid = self._feed.agreed_bid(self._trip)
            estimate = arrival_of(self._trip, self._feed.settings, bid)
            self.milestones.show_trip(self._trip, bid.estimated_pickup if bid is not None else None, estimate)

    def _count_bids(self) -> None:
        trip = self._trip
        bidding = trip is not None and trip.status is TripStatus.PENDING and trip.award_mode is AwardMode.BIDDING
        self._bids_tab.set_count(self._feed.count_bids(trip) if trip is not None and bidding else None)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        """Which actions are possible, by the rules that the database enforces."""
        trip, rules = self._trip, self._feed.rules
        self.award_action.setEnabled(self.bids.can_award())
        offer = trip is not None and rules.may(trip.status, "offer")
        self.offer_action.setEnabled(offer)
        self._offer_button.setVisible(offer)
        self.cancel_action.setEnabled(trip is not None and rules.may(trip.status, "cancel"))
        self.form_actions.settle(trip)
        self.note_action.setEnabled(trip is not None)

    # -- its notes, milestones and history --------------------------------------------------------------
    def _read(self, changes: Changes) -> "partial[tuple[UUID | None, TripDetail | None]]":
        trip_id, ids = self._trip.id if self._trip is not None else None, changes.ids()
        if trip_id is None or (ids is not None and trip_id not in ids):
            return partial(_nothing, trip_id)
        return partial(_detail, self._trip_entry, trip_id)

    def _apply(self, read: tuple[UUID | None, TripDetail | None] | None) -> None:
        if read is not None and (read[1] is None or self._trip is None or read[0] != self._trip.id):
            return
        detail = (read[1] if read is not None else None) or TripDetail()
        same = read is not None and self._shown_detail == read[0]
        self._shown_detail = read[0] if read is not None else None
        self.declines.show_declines(detail.declines)
        self.notes.show_notes(detail.notes)
        self._notes_tab.set_count(len(detail.notes) or None)
        self.milestones.show_milestones(detail.milestones)
        self._audit = detail.audit
        self._show_history(glow=same)

    def _show_history(self, *, glow: bool) -> None:
        bids = self._feed.bids_of(self._trip.id) if self._trip is not None else []
        self.history.show_entries(self._audit, bids, glow=glow)

    # -- doing ------------------------------------------------------------------------------------------
    def award(self, bid: Bid) -> None:
        """Award a bid on the trip in view, if that can be done at this moment."""
        self.show_tab(BIDS)
        self.bids.award(bid)

    @Slot()
    def offer(self) -> None:
        """Offer a scheduled trip now."""
        if self._trip is not None:
            self._actions.offer(self._trip)

    @Slot()
    def cancel(self) -> None:
        """Ask why, then cancel."""
        if self._trip is not None:
            self._actions.ask_to_cancel(self._trip)

    def _ask_form(self, purpose: Purpose) -> None:
        if self._trip is not None:
            self.form_asked.emit(purpose, self._trip)

    @Slot()
    def write_note(self) -> None:
        """Go to the line for a new note."""
        self.show_tab(NOTES)
        self.notes.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object, str)
    def _add_note(self, trip_id: UUID, text: str) -> None:
        trip, notes = self._feed.trips.get(trip_id), self.notes
        if trip is not None:
            self._actions.add_note(trip, text, partial(notes.saved, trip_id, text), partial(notes.refused, trip_id))


def _nothing(trip_id: UUID | None) -> tuple[UUID | None, TripDetail | None]:
    return trip_id, None


def _detail(trip_entry: TripEntry, trip_id: UUID) -> tuple[UUID | None, TripDetail | None]:
    return trip_id, trip_entry.detail(trip_id)
