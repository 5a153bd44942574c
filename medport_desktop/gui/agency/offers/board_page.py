"""The board: filters above, trips on offer, the units below and the bid beside them."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.bids.bid_panel import BidPanel
from medport_desktop.gui.agency.offers.filter_strip import FilterStrip
from medport_desktop.gui.agency.offers.offer_rows import BoardRow, TripFilters, passes
from medport_desktop.gui.agency.units.unit_choice import choose_unit, key_from, offer_options, why_not_offer
from medport_desktop.gui.agency.units.unit_strip import UnitStrip
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.clock import ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.shared.views.saved_views import Arrangement
from medport_desktop.gui.shared.views.views_menu import ViewsMenu

GROUP = "Board"
SIDE_WIDE, SIDE_NARROW, ROOMY = 376, 336, 1500
LEAST = "per_mile"
"""The column that goes first where there is little room."""


class SidePage(QWidget):
    """A board at the left and a panel of fixed width at the right, as two of the window's pages have it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board_panel = Panel(self, flush=True)
        self.side = Panel(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 9, 16, 12)
        self.column.setSpacing(9)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.board_panel, 1)
        row.addWidget(self.side)
        self.column.addLayout(row, 1)
        theme().changed.connect(self._fit)

    def put_in_side(self, panel: QWidget, empty: EmptyState) -> None:
        """Show `panel` at the right, scrolling where the window is low; `empty` while there is nothing to show."""
        area = QScrollArea(self.side)
        area.setObjectName("side_area")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        panel.setContentsMargins(0, 0, 8, 0)  # the scroll bar stands in the other half of the margin
        area.setWidget(panel)
        self._stack = QStackedLayout()
        self._stack.addWidget(empty)
        self._stack.addWidget(area)
        self.side.body.setContentsMargins(16, 16, 8, 8)
        self.side.body.addLayout(self._stack)

    def show_side(self, shown: bool) -> None:
        """Show the panel, or the empty state."""
        self._stack.setCurrentIndex(1 if shown else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        px = theme().px
        self.side.setFixedWidth(px(SIDE_WIDE if self.width() >= px(ROOMY) else SIDE_NARROW))


class BoardPage(SidePage):
    """Arrows choose a trip, Enter goes to its bid, Enter sends it. `count_changed` follows the number of rows shown."""

    count_changed = Signal(int)
    _is_narrow = False
    _is_by_hand = False

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._filters = TripFilters()
        self._minute = -1
        self.strip = FilterStrip(self)
        self.column.insertWidget(0, self.strip)
        self.view = BoardView(self)
        self.view.setObjectName("board")
        self.view.setAccessibleName("Trips on offer")
        self.view.set_board(feed.offers)
        self.view.set_draggable(True)
        self.units = UnitStrip(feed, self._why_not, self)
        self.board_panel.body.addWidget(self.view, 1)
        self.board_panel.body.addWidget(self.units)
        self.panel = BidPanel(feed, self, self)
        self.put_in_side(
            self.panel,
            EmptyState(icon="ambulance", sentence="Choose a trip", hint="Its route, pay and your bid appear here."),
        )
        self.views = ViewsMenu(self, self._arrangement, self._arrange, self.strip, kept_as="bid_board_views")
        self.strip.put_first(self.views)
        self._make_actions()
        self._nothing = EmptyState(self.view, icon="inbox", sentence="Reading the board…")
        self._filtered = EmptyState(
            self.view, icon="list-filter", sentence="Nothing passes the filter", action=self.show_all
        )
        self._filtered.hide()
        self.view.set_empty(self._nothing)
        self._connect()
        self._set_order()
        self._filter(self.strip.filters())

    def _make_actions(self) -> None:
        self.show_all = make_action(self, "Show all trips", "Ctrl+0", self.strip.show_all, group=GROUP)
        self.show_all.setObjectName("show_all")
        make_action(self, "Filter by text", "Ctrl+F", self._focus_filter, group=GROUP)
        make_action(self, "Read everything again", "F5", self._feed.refresh, group=GROUP)
        make_action(self, "Choose a unit…", "U", self._choose_unit, group=GROUP)
        self.back = make_action(self.panel, "Back to the board", "Esc", self.view.setFocus, group=GROUP)
        columns = make_action(self, "Columns", "Alt+C", self._columns, icon="columns-3", group=GROUP)
        columns.setObjectName("columns")
        self.strip.add_icon(columns)

    def _connect(self) -> None:
        feed, view, panel = self._feed, self.view, self.panel
        self.strip.changed.connect(self._filter)
        self.strip.changed.connect(self.views.refresh)
        view.layout_changed.connect(self.views.refresh)
        view.current_changed.connect(self._current_changed)
        view.opened.connect(lambda _key: panel.focus_form())
        view.menu_asked.connect(self._menu)
        panel.finished.connect(view.setFocus)
        panel.unit_changed.connect(self.units.select)
        self.units.chosen.connect(panel.form.choose_unit)
        self.units.dropped.connect(self._dropped)
        view.layout_changed.connect(self._arranged_by_hand)
        feed.offers.arranged.connect(lambda _new: self._counted())
        feed.offers_changed.connect(self._counted)
        ticker().attach(self, self._tick)

    def _set_order(self) -> None:
        QWidget.setTabOrder(self.strip.text, self.view)
        QWidget.setTabOrder(self.view, self.panel.first)
        self.units.set_tab_after(self.panel.last)

    # -- units ------------------------------------------------------------------------------------------
    def _why_not(self, key: str, unit_id: UUID) -> str:
        return why_not_offer(self._feed.offers.row(key_from(key)), self._feed.unit(unit_id))

    @Slot(str, object)
    def _dropped(self, key: str, unit_id: UUID) -> None:
        if self.view.select_key(key_from(key)):
            self._ask_with(unit_id)

    def _choose_unit(self) -> None:
        row = self.view.current_row()
        if row is not None:
            choose_unit(self.view, offer_options(self._feed, row), self._ask_with)

    def _ask_with(self, unit_id: UUID) -> None:
        """The current trip with that unit: shown in the panel, and sent if the answer is yes."""
        row: BoardRow | None = self.view.current_row()
        if row is not None and not why_not_offer(row, self._feed.unit(unit_id)):
            self.panel.ask_with(row, unit_id)

    # -- views -------------------------------------------------------------------------------------------
    def _arrangement(self) -> Arrangement:
        return Arrangement(self.strip.state(), self.view.layout_state())

    def _arrange(self, arrangement: Arrangement) -> None:
        self._is_by_hand = True
        self.view.restore_layout(arrangement.layout)
        self.strip.restore(arrangement.filters)

    # -- columns ----------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(ROOMY)
        if narrow != self._is_narrow and not self._is_by_hand:
            self._is_narrow = narrow
            self._show_least(not narrow)

    def _show_least(self, shown: bool) -> None:
        """Where there is little room, the route needs it more than the pay for a mile does."""
        state = self.view.layout_state()
        entries = state["columns"]
        assert isinstance(entries, list)
        column = next(column for column in self._feed.offers.columns if column.key == LEAST)
        for entry in entries:
            if entry["key"] == LEAST:
                entry.update(hidden=not shown, width=column.width)
        self.view.restore_layout(state)

    @Slot()
    def _arranged_by_hand(self) -> None:
        self._is_by_hand = True

    # -- the board --------------------------------------------------------------------------------------
    def show_trip(self, trip_id: UUID) -> None:
        """Bring a trip into view; a filter that hides it is taken off."""
        if not self.view.select_key(trip_id):
            self.strip.show_all()
            if trip_id in self._feed.declined:
                self.strip.show_declined(True)
            self.view.select_key(trip_id)

    @Slot(object)
    def _filter(self, filters: TripFilters) -> None:
        self._filters = filters
        declined = self.strip.shows_declined()
        self._feed.offers.set_filter(
            lambda row: (row.declined is not None) == declined and passes(row, filters, self._feed.now())
        )
        self.show_all.setEnabled(declined or filters != TripFilters())
        self._counted()

    def _tick(self) -> None:
        minute = self._feed.now().minute
        if minute != self._minute and self._filters.ready_within_hours is not None:
            self._feed.offers.apply(self._feed.offers.all_rows())  # trips come due with the time alone
        self._minute = minute

    @Slot()
    def _counted(self) -> None:
        rows, shown = self._feed.offers.all_rows(), self._feed.offers.rowCount()
        declined = sum(row.declined is not None for row in rows)
        self.strip.set_declined_count(declined)
        wanted_kind = declined if self.strip.shows_declined() else len(rows) - declined
        is_hidden = bool(wanted_kind) or self.strip.shows_declined()
        if wanted_kind:
            trips = "1 trip is" if wanted_kind == 1 else f"{wanted_kind} trips are"
            self._filtered.set_words("Nothing passes the filter", f"{trips} on offer behind it.")
        elif is_hidden:
            self._filtered.set_words("No declined trip is on offer", "The others are behind the filter.")
        elif declined:
            trips = "the one trip" if declined == 1 else f"all {declined} trips"
            self._nothing.set_words("Nothing is left to decide", f"Your agency has declined {trips} on offer.")
        elif self._feed.is_loaded("offers"):
            self._nothing.set_words("No trips are on offer", "New ones appear here by themselves.")
        wanted, other = (self._filtered, self._nothing) if is_hidden else (self._nothing, self._filtered)
        other.hide()
        self.view.set_empty(wanted)
        self.count_changed.emit(shown)

    @Slot(object)
    def _current_changed(self, key: UUID | None) -> None:
        # Without a current row the panel keeps its trip: it may hold what somebody is typing.
        if key is not None:
            self.panel.show_trip(key)
            self.show_side(True)

    @Slot(object, QPoint)
    def _menu(self, key: UUID, at: QPoint) -> None:
        self.view.select_key(key)
        row = self._feed.offers.row(key)
        if row is None:
            return
        menu = QMenu(self)
        menu.setObjectName("board_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        if row.my_bid is not None:
            menu.addAction(self.panel.withdraw)
        else:
            words = "Accept…" if row.is_first_accept else "Bid…"
            menu.addAction(words).triggered.connect(lambda _checked=False: self.panel.focus_form())
            units = menu.addMenu("Use unit")
            for unit, _ in self._feed.fleet.free_and_able(row.trip):
                words = f"{unit.unit_number} · {unit.type.label}"
                units.addAction(label(words)).triggered.connect(partial(self._use_unit, unit.id))
            units.setEnabled(not units.isEmpty())
            declining = self.panel.declining
            menu.addActions([action for action in (declining.decline, declining.take_back) if action.isVisible()])
        menu.popup(at)

    def _use_unit(self, unit_id: UUID, _checked: bool = False) -> None:
        self.panel.form.choose_unit(unit_id)

    def _focus_filter(self) -> None:
        self.strip.text.setFocus()
        self.strip.text.selectAll()

    def _columns(self) -> None:
        menu = self.view.columns_menu()
        menu.popup(self.view.mapToGlobal(QPoint(self.view.width() - menu.sizeHint().width(), 0)))
