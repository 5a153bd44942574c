"""The right half of the window: our trips, and below them the selected one."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.session import SiloState
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.hospital.columns import (
    NARROW_ONLY,
    PATIENT_TITLES,
    WIDE_ONLY,
    board_order,
    head_words,
    matches,
    trip_columns,
    trip_group,
)
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.hospital.trip_words import News, news_of
from medport_desktop.gui.hospital.trips.trip_detail import TripDetailPanel
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.field import SearchField
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.shared.print import SheetPrinting, read_desk_sheet
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import Delta
from medport_desktop.services.hospital.trip_entry import TripEntry

VIEWS = (
    ("open", "Open"),
    ("waiting", "Waiting"),
    ("held", "With an agency"),
    ("later", "Later"),
    ("ended", "Ended"),
)
_IN_VIEW: dict[str, Callable[[Trip], bool]] = {
    "open": lambda trip: not trip.status.is_final,
    "waiting": lambda trip: trip.status is TripStatus.PENDING,
    "held": lambda trip: trip.status.is_held,
    "later": lambda trip: trip.status is TripStatus.SCHEDULED,
    "ended": lambda trip: trip.status.is_final,
}


class TripsPanel(Panel):
    """One board, shown narrow beside the form and wide on its own page; the same selection in both."""

    form_asked = Signal(object, object)
    new_asked = Signal()

    def __init__(self, runtime: Runtime, trip_entry: TripEntry, feed: DeskFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent, flush=True)
        self.setObjectName("our_trips")
        self._runtime = runtime
        self._feed = feed
        self._wide = False
        self._layouts: dict[bool, dict[str, Any]] = {}
        self.board: BoardModel[Trip] = BoardModel(
            trip_columns(lambda: feed.settings, feed.count_bids, feed.patient_of, feed.agreed_bid),
            key=lambda trip: trip.id,
            order=board_order,
            parent=self,
        )
        self.view = BoardView(self)
        self.detail = TripDetailPanel(runtime, trip_entry, feed, self)
        self.sheets = SheetPrinting(self, self.view, runtime, trip_entry.person, partial(read_desk_sheet, trip_entry))
        self.detail.add_icon(self.sheets.print)
        self._build()
        self._connect()
        self._arrange_columns()
        self._refilter()

    def _build(self) -> None:
        self.filter = SearchField(self)
        self.filter.setObjectName("trip_filter")
        self.filter.setAccessibleName("Filter our trips")
        self.filter.setPlaceholderText("Patient, record no., trip")
        self.filter.setFixedWidth(theme().px(220))
        self._views = FilterChips(self, all_word="All", options=[Chip(key, words) for key, words in VIEWS])
        self._views.setObjectName("trip_views")
        self.head("Our trips", self._views, self.filter)
        self._views.hide()
        self.view.setObjectName("trips")
        self.view.setAccessibleName("Our trips")
        self.view.set_board(self.board)
        self.view.before_file = self._before_file
        new = make_action(self, "Enter a trip", slot=self.new_asked.emit, icon="plus")
        self._empty = EmptyState(self, icon="ambulance", sentence="No trips yet.", hint=_BEGIN, action=new)
        self.view.set_empty(self._empty)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(theme().px(6))
        board = QWidget(self)
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        for part, stretch in ((board, 3), (self.detail, 1)):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self.detail.setMinimumHeight(theme().px(120))
        board.setMinimumHeight(theme().px(90))
        self._split.setSizes([theme().px(520), theme().px(240)])
        self.body.addWidget(self._split, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._refilter)
        self._views.changed.connect(self._refilter)
        self.view.current_changed.connect(self._select)
        self.view.opened.connect(self._open)
        give_menu(self.view, lambda: [*self.detail.actions_of_trip(), *self.sheets.actions()])
        make_action(self, "Filter our trips", "Ctrl+F", self._focus_filter, group="Our trips")
        make_action(self.detail, "Back to the trips", "Esc", self.view.setFocus, group="Selected trip")
        self.detail.form_asked.connect(self.form_asked)
        self._feed.trips_changed.connect(self._trips_changed)
        self._feed.patients_changed.connect(self._refilter)
        self._feed.trip_moved.connect(self._trip_moved)
        self._feed.bid_arrived.connect(self._bid_arrived)
        self._feed.settings_changed.connect(self.view.viewport().update)
        self._feed.bids_changed.connect(self.view.viewport().update)
        self._runtime.changes.state_changed.connect(self._silo_changed)

    def _before_file(self, trips: list[Trip], titles: Sequence[str], go: Callable[[], object]) -> None:
        """A file that says who the patients are is a look at them, which is in the log before there is the file."""
        if PATIENT_TITLES.isdisjoint(titles):
            go()
            return
        look = partial(self._feed.patients_in, [trip.id for trip in trips], as_file=True)
        self._runtime.tasks.run(look, then=lambda _patients: go(), owner=self)

    def _focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # -- narrow and wide --------------------------------------------------------------------------------
    def set_wide(self, wide: bool) -> None:
        """Show the columns, views and order for a page of its own, or for the place beside the form."""
        if wide != self._wide:
            self._layouts[self._wide] = self.view.layout_state()
            self._wide = wide
            self._arrange_columns()
            self._views.setVisible(wide)
            self._refilter()

    def _arrange_columns(self) -> None:
        saved = self._layouts.get(self._wide)
        if saved is not None:
            self.view.restore_layout(saved)
            return
        absent = NARROW_ONLY if self._wide else WIDE_ONLY
        self.view.restore_layout(
            {
                "columns": [
                    {"key": column.key, "width": column.width, "hidden": column.key in absent}
                    for column in self.board.columns
                ]
            }
        )

    # -- rows -------------------------------------------------------------------------------------------
    def open_count(self) -> int:
        """How many trips have not ended."""
        return sum(1 for trip in self._feed.trips.values() if not trip.status.is_final)

    def select(self, trip_id: UUID) -> None:
        """Make a trip the selected one, even where a filter or its group hid it."""
        self.board.unfold(trip_id)
        if self.board.line_of(trip_id) < 0:
            self.filter.setText("")
            self._views.set_values(())
            self._refilter()
            self.board.unfold(trip_id)
        self.view.select_key(trip_id)

    @Slot(object)
    def _trips_changed(self, delta: Delta[Trip]) -> None:
        if delta.is_full:
            self.board.apply(self._feed.trips.values())
        else:
            self.board.update_rows(delta.fresh, [trip.id for trip in delta.removed])

    @Slot()
    def _refilter(self) -> None:
        views = [_IN_VIEW[str(key)] for key in self._views.values()] if self._wide else []
        words = matches(list(self.board.columns), self.filter.text())

        def keep(trip: Trip) -> bool:
            return (not views or any(shows(trip) for shows in views)) and (words is None or words(trip))

        # Trips for later fold into a line for each series; what a filter finds is shown in any case.
        self.board.filter_and_group(
            keep if views or words is not None else None,
            trip_group if words is None else None,
            by_first_row=True,
            starts_folded=True,
            words=partial(head_words, self._feed.patient_of),
        )
        if self.board.all_rows():
            hint = "Esc in the filter box shows all again."
            self._empty.set_words("No trip matches the filter.", hint, icon="list-filter")
        else:
            self._empty.set_words("No trips yet.", _BEGIN, icon="ambulance")

    @Slot(object)
    def _select(self, key: Hashable) -> None:
        trip = self.board.row(key) if key is not None else None
        self.detail.show_trip(trip)

    @Slot(object)
    def _open(self, _key: object) -> None:
        """Enter on a trip goes on to its bids, where Enter awards; where there are none, the keys stay on the trips."""
        self.detail.show_tab(0)
        if self.detail.bids.view.model().rowCount():
            self.detail.bids.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def _trip_moved(self, was: Trip, trip: Trip) -> None:
        news = news_of(was, trip)
        if isinstance(news, News):
            (self._runtime.messages.info if news.good else self._runtime.messages.warn)(news.sentence)

    @Slot(object)
    def _bid_arrived(self, bid: Bid) -> None:
        pickup = site_clock().short(bid.estimated_pickup)
        self._runtime.messages.info(
            f"New bid on {bid.trip_number}: {bid.agency_name}, {dollars(bid.bid_amount)}, pick-up {pickup}."
        )

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if state.silo is Silo.HOSPITAL:
            self.view.set_stale(not self._feed.is_fresh(Silo.HOSPITAL))


_BEGIN = "What you enter appears here, with its bids and its way."
