"""The board of every trip, with the panel of the one in view."""

from collections.abc import Hashable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from medport_desktop.gui.center import board_views
from medport_desktop.gui.center.acting import Acting
from medport_desktop.gui.center.board_views import Grouping, HeadCounts, Row, View
from medport_desktop.gui.center.columns import trip_columns
from medport_desktop.gui.center.feed import Feed, TripFeed
from medport_desktop.gui.center.trips.trip_actions import CenterTripActions
from medport_desktop.gui.center.trips.trip_panel import TripPanel
from medport_desktop.gui.forms.ui_dispatch_page import Ui_DispatchPage
from medport_desktop.gui.kit.board import BoardModel
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.clock import countdown_text, site_clock, ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.flow import FlowLayout
from medport_desktop.gui.kit.controls.scrolled import Scrolled
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.print import SheetPrinting, read_desk_sheet
from medport_desktop.gui.shared.views.saved_views import Arrangement
from medport_desktop.gui.shared.views.views_menu import ViewsMenu
from medport_desktop.runtime import Runtime
from medport_desktop.services.center.dispatch import Dispatch

NARROWEST_PANEL, WIDEST_PANEL, PANEL_SHARE = 368, 376, 0.24
"""How wide the panel begins: a share of the window, within limits; the person may drag it."""
_VIEW_KEYS = {
    View.OPEN: "Alt+O",
    View.LATE: "Alt+L",
    View.NO_BIDS: "Alt+B",
    View.SCHEDULED: "Alt+S",
    View.DONE_TODAY: "Alt+D",
}
_EMPTY = {
    View.OPEN: ("No trip is open.", "A trip that any hospital enters appears here by itself."),
    View.LATE: ("Nothing is late.", "A trip that passes its due time appears here by itself."),
    View.NO_BIDS: ("Every trip on offer has a bid.", "One that nobody has bid on is listed here."),
    View.SCHEDULED: ("No trip is scheduled.", "Trips that hospitals have scheduled for later are listed here."),
    View.DONE_TODAY: ("No trip has ended today.", "Completed and cancelled trips of today are listed here."),
}


class TripsPage(QWidget):
    """Views, groups, filter and head figures over the board; `counted` carries how many trips are open."""

    counted = Signal(int)

    def __init__(
        self,
        runtime: Runtime,
        dispatch: Dispatch,
        feed: Feed,
        acting: Acting,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trips_page")
        self._feed = feed
        self._grouping = Grouping.STATUS
        self._counts = self._count_all()
        self.more_actions: list[QAction] = []
        """What else the window offers on the trip in view, at the end of its menu."""
        self.ui = Ui_DispatchPage()
        self.ui.setupUi(self)
        self._trip_feed = TripFeed(runtime, dispatch, self)
        self.panel = TripPanel(feed, self._trip_feed, self)
        self.model: BoardModel[Row] = BoardModel(
            trip_columns(lambda: feed.settings), key=lambda row: row.trip.id, order=board_views.board_order, parent=self
        )
        self._set_up_board()
        self._set_up_panel()
        self._set_up_strip()
        read = partial(read_desk_sheet, dispatch.trip_entry)
        self.sheets = SheetPrinting(
            self, self.ui.board, runtime, dispatch.trip_entry.person, read, trip_of=lambda row: row.trip
        )
        self.panel.add_icon(self.sheets.print)
        self.actions_ = CenterTripActions(self, self.ui.board, self.panel, feed, acting)
        self.model.group_by(lambda row: board_views.group_of(self._grouping, row.trip))
        self._arrange()
        feed.rows_changed.connect(self._take_rows)
        feed.units_changed.connect(self._refresh_figures)
        feed.settings_changed.connect(self._settings_changed)
        ticker().attach(self, self._tick)

    # -- set up -----------------------------------------------------------------------------------------
    def _set_up_board(self) -> None:
        board = self.ui.board
        board.setAccessibleName("Trips of all hospitals")
        board.set_board(self.model)
        self._empty = EmptyState(icon="inbox")
        board.set_empty(self._empty)
        board.current_changed.connect(self._current_changed)
        board.opened.connect(self._opened)
        give_menu(board, self._row_actions)
        self.setFocusProxy(board)

    def _set_up_panel(self) -> None:
        holder = self.ui.trip_panel
        nothing = EmptyState(
            icon="ambulance",
            sentence="Choose a trip.",
            hint="Its bids, the units able to take it and its milestones appear here. Enter goes to them.",
        )
        inner = QWidget(holder)
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.panel)
        self.ui.trip_column.addWidget(Scrolled(holder, inner))
        self._fit_panel()
        theme().changed.connect(self._fit_panel)
        self.ui.split.setStretchFactor(0, 1)
        self.ui.split.setStretchFactor(1, 0)

    @Slot()
    def _fit_panel(self) -> None:
        self.ui.trip_panel.setMinimumWidth(theme().px(NARROWEST_PANEL))

    def _set_up_strip(self) -> None:
        self.views = FilterChips(self, options=[Chip(view, view.label) for view in View], exclusive=True)
        self.views.setObjectName("views")
        self.views.setAccessibleName("Which trips")
        self.views.changed.connect(lambda _view: self._arrange())
        self.ui.views_row.addWidget(self.views)
        strip = FlowLayout(self.ui.strip)
        strip.addWidget(self.ui.choices)
        strip.addWidget(self.ui.figures)
        QWidget.setTabOrder(self.views, self.ui.grouping)
        for view, key in _VIEW_KEYS.items():
            make_action(self, f"Show: {view.label.lower()}", key, partial(self.show_view, view), group="Views")
        self._set_up_grouping()
        self.saved = ViewsMenu(self, self._arrangement, self._put_on, self.ui.choices, kept_as="dispatch_board_views")
        self.ui.choices_row.insertWidget(self.ui.choices_row.indexOf(self.ui.grouping), self.saved)
        QWidget.setTabOrder(self.views, self.saved)
        QWidget.setTabOrder(self.saved, self.ui.grouping)
        self.ui.board.layout_changed.connect(self.saved.refresh)
        self.ui.filter.setToolTip("Filter by trip, hospital, place, agency or unit (Ctrl F)")
        self.ui.filter.textChanged.connect(lambda _text: self._arrange())
        make_action(self, "Filter", "Ctrl+F", self._focus_filter, group="Views")
        make_action(self.panel, "Back to the board", "Esc", self.ui.board.setFocus, group="Views")
        make_action(self, "Read everything again", "F5", self.refresh, group="Views")
        columns = make_action(self, "Columns", "Alt+C", self._open_columns, icon="columns-3")
        self.ui.columns.setDefaultAction(columns)
        self.ui.columns.setAccessibleName("Columns")
        make_action(self, "Notes", "Ctrl+Shift+N", self._write_note, group="Trip")
        make_action(self, "History", "Ctrl+H", lambda: self.panel.show_tab(2), group="Trip")

    def _set_up_grouping(self) -> None:
        menu = QMenu(self.ui.grouping)
        only_one = QActionGroup(menu)
        for grouping in Grouping:
            action = menu.addAction(grouping.label.capitalize())
            action.setCheckable(True)
            action.setChecked(grouping is self._grouping)
            action.triggered.connect(lambda _checked, grouping=grouping: self.group_by(grouping))
            only_one.addAction(action)
        self._grouping_menu = menu
        self.ui.grouping.set_phrase("Group by")
        self.ui.grouping.setMenu(menu)
        self.ui.grouping.set_value(self._grouping.label)
        make_action(self, "Group by the next", "Alt+G", self._group_by_next, group="Views")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # shown for the first time: Qt would choose the filter
            room = self.ui.split.width()
            panel = min(max(round(room * PANEL_SHARE), theme().px(NARROWEST_PANEL)), theme().px(WIDEST_PANEL))
            self.ui.split.setSizes([room - panel, panel])
            self.ui.board.setFocus()

    # -- what others ask --------------------------------------------------------------------------------
    def show_trip(self, trip_id: UUID) -> None:
        """Bring a trip into view, whatever the filter; select it on the board if the view shows it."""
        if not self.ui.board.select_key(trip_id):
            self._look_at(trip_id)

    def show_view(self, view: View) -> None:
        """Switch the chips to a view."""
        self.views.set_value(view)
        self._arrange()

    def group_by(self, grouping: Grouping) -> None:
        """Group the board; selection and scroll stay."""
        self._grouping = grouping
        self.ui.grouping.set_value(grouping.label)
        self._grouping_menu.actions()[list(Grouping).index(grouping)].setChecked(True)
        if grouping is Grouping.NOTHING:
            self.model.group_by(None)
        else:
            self.model.group_by(lambda row: board_views.group_of(grouping, row.trip))
        self.saved.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._feed.refresh()
        self._trip_feed.refresh()

    def set_stale(self, stale: bool) -> None:
        """Grey the board: the hospital silo, where trips live, is away."""
        self.ui.board.set_stale(stale)

    # -- facts ------------------------------------------------------------------------------------------
    @Slot(object)
    def _take_rows(self, trip_ids: set[UUID] | None) -> None:
        glow = self._feed.is_complete
        if trip_ids is None:
            self.model.apply(self._feed.rows(), glow=glow)
            self._counts = self._count_all()
        else:
            rows = self._feed.rows(trip_ids)
            gone = trip_ids - {row.trip.id for row in rows}
            self.model.update_rows(rows, gone, glow=glow)
            now = site_clock().now()
            for row in rows:
                self._counts.count(row.trip, now, self._feed.settings)
            for trip_id in gone:
                self._counts.leave_out(trip_id)
        self.counted.emit(len(self._counts.open))
        self._refresh_figures()

    @Slot()
    def _settings_changed(self) -> None:
        """What is late, amber or red is judged by other minutes from now on."""
        self._counts = self._count_all()
        self._refresh_figures()
        self._arrange()
        self.ui.board.viewport().update()

    def _count_all(self) -> HeadCounts:
        return HeadCounts(self._feed.trips(), site_clock().now(), self._feed.settings)

    def _tick(self) -> None:
        """Trips become late by time alone."""
        before, self._counts = self._counts, self._count_all()
        if self._counts.late != before.late:
            self._refresh_figures()
            if self._view() is View.LATE:
                self._arrange()

    @Slot()
    def _refresh_figures(self) -> None:
        units, late = self._feed.units(), len(self._counts.late)
        self.ui.overdue.set_figure(str(late), "overdue", tone=Tone.RED if late else Tone.TEXT, tip="Trips past due")
        span = self._counts.median_to_accept()
        words = countdown_text(span) if span is not None else "–"
        self.ui.median.set_figure(words, "median to accept", tip="From request to acceptance, of today's acceptances")
        self.ui.free.set_figure(
            str(board_views.free_units(units)),
            f"of {len(units)} units free",
            tip="Units of every agency that are available",
        )

    # -- views ------------------------------------------------------------------------------------------
    def _view(self) -> View:
        value = self.views.value()
        return value if isinstance(value, View) else View.OPEN

    def _arrange(self) -> None:
        view, text = self._view(), self.ui.filter.text()
        self.model.set_filter(
            lambda row: (
                board_views.in_view(view, row.trip, site_clock().now(), self._feed.settings)
                and board_views.matches(row.trip, text)
            )
        )
        sentence, hint = _EMPTY[view]
        if text.strip():
            sentence, hint = f"No trip here matches “{text.strip()}”.", "Esc in the filter shows all again."
        self._empty.set_words(sentence, hint)
        self.saved.refresh()

    def _arrangement(self) -> Arrangement:
        filters = {"view": self._view().value, "text": self.ui.filter.text(), "group": self._grouping.value}
        return Arrangement(filters, self.ui.board.layout_state())

    def _put_on(self, arrangement: Arrangement) -> None:
        """Arrange the board as a saved view has it; what makes no sense in it is passed over."""
        self.ui.board.restore_layout(arrangement.layout)
        view, text, group = map(arrangement.filters.get, ("view", "text", "group"))
        if isinstance(group, str) and group in set(Grouping):
            self.group_by(Grouping(group))
        self.ui.filter.setText(text if isinstance(text, str) else "")
        if isinstance(view, str) and view in set(View):
            self.show_view(View(view))

    def _group_by_next(self) -> None:
        order = list(Grouping)
        self.group_by(order[(order.index(self._grouping) + 1) % len(order)])

    def _focus_filter(self) -> None:
        self.ui.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.filter.selectAll()

    def _open_columns(self) -> None:
        corner = self.ui.columns.rect().bottomLeft()
        self.ui.board.columns_menu().popup(self.ui.columns.mapToGlobal(corner))

    # -- the trip in view -------------------------------------------------------------------------------
    @Slot(object)
    def _current_changed(self, key: Hashable | None) -> None:
        # A trip that leaves the view (it was awarded, say) stays in the panel until another is chosen.
        if isinstance(key, UUID):
            self._look_at(key)

    def _look_at(self, trip_id: UUID) -> None:
        self.panel.show_trip(trip_id)
        self.panel.refresh()
        self._stack.setCurrentIndex(1)

    @Slot(object)
    def _opened(self, _key: Hashable) -> None:
        self.panel.focus_choices()

    def _row_actions(self) -> list[QAction]:
        acts = [action for action in self.actions_.all() if action.isVisible()]
        return [*acts, *self.sheets.actions(), *(action for action in self.more_actions if action.isEnabled())]

    def _write_note(self) -> None:
        if self.panel.row is not None:
            self.panel.show_tab(1)
            self.panel.ui.note_field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
