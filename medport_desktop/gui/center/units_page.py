"""The board of every agency's units."""

from collections.abc import Hashable
from enum import StrEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from medport_desktop.domain.agencies import Agency, Unit, numbers
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.people import Organisation
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.domain.written import matching
from medport_desktop.gui.center.board_views import free_units
from medport_desktop.gui.center.columns import unit_columns
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.forms.ui_dispatch_units import Ui_DispatchUnits
from medport_desktop.gui.kit.board import BoardModel, Group
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.facts.duty import may_set, status_words
from medport_desktop.gui.shared.units.unit_work import UnitWork


class UnitView(StrEnum):
    """The chips over the unit board."""

    ALL = "all"
    FREE = "free"
    ON_A_TRIP = "on_a_trip"
    OUT = "out"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return self.value.replace("_", " ").capitalize()


_STATUSES = {
    UnitView.FREE: (UnitStatus.AVAILABLE,),
    UnitView.ON_A_TRIP: (UnitStatus.COMMITTED,),
    UnitView.OUT: (UnitStatus.OUT_OF_SERVICE, UnitStatus.MAINTENANCE, UnitStatus.OFF_DUTY),
}
_KEYS = {
    UnitStatus.AVAILABLE: "Ctrl+1",
    UnitStatus.OUT_OF_SERVICE: "Ctrl+2",
    UnitStatus.MAINTENANCE: "Ctrl+3",
    UnitStatus.OFF_DUTY: "Ctrl+4",
}


def unit_matches(unit: Unit, text: str) -> bool:
    """Whether every typed word is somewhere in what a dispatcher calls the unit by."""
    names = (unit.unit_number, unit.agency_name, unit.current_location, unit.trip_number)
    return matching.has_all(text, *names, unit.type.label, unit.current_status.label)


class UnitsPage(QWidget):
    """Units grouped by agency. `counted` carries how many there are; `trip_asked` the trip of an opened unit."""

    counted = Signal(int)
    trip_asked = Signal(object)

    def __init__(self, feed: Feed, work: UnitWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.setObjectName("units_page")
        self._feed = feed
        self._first = True
        self.ui = Ui_DispatchUnits()
        self.ui.setupUi(self)
        self.model: BoardModel[Unit] = BoardModel(unit_columns(), key=lambda unit: unit.id, parent=self)
        self.model.group_by(lambda unit: Group(unit.agency_name.casefold(), unit.agency_name))
        self._set_up_board()
        self._set_up_strip()
        self._set_up_status()
        self._arrange()
        feed.units_changed.connect(self._take_units)

    # -- set up -----------------------------------------------------------------------------------------
    def _set_up_board(self) -> None:
        board = self.ui.board
        board.setAccessibleName("Units of all agencies")
        board.set_board(self.model)
        board.setSelectionMode(board.SelectionMode.ExtendedSelection)
        self._empty = EmptyState(icon="ambulance")
        board.set_empty(self._empty)
        board.current_changed.connect(lambda _key: self._refresh_status())
        board.selectionModel().selectionChanged.connect(lambda *_of: self._refresh_status())
        board.opened.connect(self._opened)
        board.menu_asked.connect(self._open_menu)
        self.setFocusProxy(board)

    def _set_up_strip(self) -> None:
        self.views = FilterChips(self, options=[Chip(view, view.label) for view in UnitView], exclusive=True)
        self.views.setObjectName("unit_views")
        self.views.setAccessibleName("Which units")
        self.views.changed.connect(lambda _view: self._arrange())
        self.ui.views_row.addWidget(self.views)
        QWidget.setTabOrder(self.views, self.ui.set_status)
        self.ui.filter.setToolTip("Filter by unit, agency, place or trip (Ctrl F)")
        self.ui.filter.textChanged.connect(lambda _text: self._arrange())
        make_action(self, "Filter", "Ctrl+F", self._focus_filter, group="Units")
        make_action(self, "Read everything again", "F5", self._feed.refresh, group="Units")
        columns = make_action(self, "Columns", "Alt+C", self._open_columns, icon="columns-3")
        self.ui.columns.setDefaultAction(columns)
        self.ui.columns.setAccessibleName("Columns")

    def _set_up_status(self) -> None:
        self._status_menu = QMenu(self.ui.set_status)
        self._status_actions: dict[UnitStatus, QAction] = {}
        for status, key in _KEYS.items():
            action = make_action(self, status_words(status), key, partial(self._set_status, status), group="Unit")
            self._status_actions[status] = action
            self._status_menu.addAction(action)
        self._status_menu.addSeparator()
        self._marked_actions: list[QAction] = []
        for name, words, unit_key, act in (
            ("unit_where", "Where it is…", "W", self._say_where),
            ("unit_out", "Out of service until…", "Shift+O", partial(self._plan, PlanKind.OUT_OF_SERVICE)),
            ("unit_maintenance", "Maintenance until…", "Shift+M", partial(self._plan, PlanKind.MAINTENANCE)),
            ("edit_unit", "Change number or type…", "F2", self._edit),
            ("retire_unit", "Retire…", "Ctrl+Del", self._retire),
        ):
            action = make_action(self, words, unit_key, act, group="Unit")
            action.setObjectName(name)
            self._marked_actions.append(action)
        self._status_menu.addActions(self._marked_actions)
        self.add = make_action(self, "New unit…", "Ctrl+Shift+N", self._add, icon="plus", group="Units")
        new = ActionButton(self, action=self.add)
        new.setObjectName("new_unit")
        self.ui.strip.insertWidget(self.ui.strip.indexOf(self.ui.set_status) + 1, new)
        QWidget.setTabOrder(self.ui.set_status, new)
        self.ui.set_status.setMenu(self._status_menu)
        self._refresh_status()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # shown for the first time: Qt would choose the filter
            self.ui.board.setFocus()

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def _take_units(self) -> None:
        units = self._feed.units()
        self.model.apply(units, glow=not self._first)
        self._first = self._first and not units
        self.counted.emit(len(units))
        self.ui.free.set_figure(str(free_units(units)), f"of {len(units)} units free")
        self._refresh_status()

    def set_stale(self, stale: bool) -> None:
        """Grey the board: the EMS silo, where units live, is away."""
        self.ui.board.set_stale(stale)

    def show_agency(self, agency: Agency) -> None:
        """Show the units of one agency."""
        self.ui.filter.setText(agency.name)
        self.ui.board.setFocus()

    def show_unit(self, unit_id: UUID) -> None:
        """Bring a unit into view, whatever the filter."""
        if not self.ui.board.select_key(unit_id):
            self.ui.filter.setText("")
            self.views.set_value(UnitView.ALL)
            self._arrange()
            self.ui.board.select_key(unit_id)

    def _unit(self) -> Unit | None:
        unit = self.ui.board.current_row()
        return unit if isinstance(unit, Unit) else None

    def _marked(self) -> list[Unit]:
        units = (self.model.row(key) for key in self.ui.board.selected_keys())
        return [unit for unit in units if unit is not None]

    # -- arranging --------------------------------------------------------------------------------------
    def _arrange(self) -> None:
        value, text = self.views.value(), self.ui.filter.text()
        statuses = _STATUSES.get(value) if isinstance(value, UnitView) else None
        self.model.set_filter(
            lambda unit: (statuses is None or unit.current_status in statuses) and unit_matches(unit, text)
        )
        if text.strip():
            self._empty.set_words(f"No unit matches “{text.strip()}”.", "Esc in the filter shows all again.")
        else:
            self._empty.set_words("No unit is here.", "Ctrl Shift N adds one for an agency.")

    def _focus_filter(self) -> None:
        self.ui.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.filter.selectAll()

    def _open_columns(self) -> None:
        corner = self.ui.columns.rect().bottomLeft()
        self.ui.board.columns_menu().popup(self.ui.columns.mapToGlobal(corner))

    # -- acting for the unit's agency -------------------------------------------------------------------
    def _refresh_status(self) -> None:
        units = self._marked()
        unit = units[0] if units else None
        for status, action in self._status_actions.items():
            action.setEnabled(any(may_set(one, status) for one in units))
        for action in self._marked_actions:
            action.setEnabled(bool(units))
        self.ui.set_status.setEnabled(bool(units))
        self.ui.set_status.set_phrase("Set status of")
        self.ui.set_status.set_value(numbers(units) if units else "a unit")
        if unit is None:
            tip = "Choose a unit first."
        elif unit.current_status is UnitStatus.COMMITTED:
            tip = f"Unit {unit.unit_number} is on {unit.trip_number} and is freed when that trip ends."
        else:
            tip = f"You act for {unit.agency_name}; the audit log names you."
        self.ui.set_status.setToolTip(tip)

    def _set_status(self, status: UnitStatus) -> None:
        self._work.set_status(status, self._marked(), self.window())

    # -- the agencies' fleets ---------------------------------------------------------------------------
    def _plan(self, kind: PlanKind) -> None:
        if units := self._marked():
            self._work.plan(kind, units, self.window())

    def _say_where(self) -> None:
        if units := self._marked():
            self._work.say_where(units, self.window())

    def _add(self) -> None:
        agencies = [Organisation(agency.id, agency.name) for agency in self._feed.agencies() if agency.is_active]
        unit = self._unit()
        first = Organisation(unit.agency_id, unit.agency_name) if unit is not None else None
        self._work.add(agencies, self.window(), first=first)

    def _edit(self) -> None:
        if (unit := self._unit()) is not None:
            self._work.edit(unit, self.window())

    def _retire(self) -> None:
        if units := self._marked():
            self._work.ask_retire(units, self.window())

    @Slot(object)
    def _opened(self, _key: Hashable) -> None:
        unit = self._unit()
        if unit is not None and unit.trip_id is not None:
            self.trip_asked.emit(unit.trip_id)

    @Slot(object, QPoint)
    def _open_menu(self, key: Hashable, at: QPoint) -> None:
        if key not in self.ui.board.selected_keys():
            self.ui.board.select_key(key)
        self._status_menu.popup(at)
