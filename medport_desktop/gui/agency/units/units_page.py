"""Units: every unit of the agency in one board, its status set by key or menu; beside it its plans and its history."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.people import Organisation
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.units.unit_panel import UnitPanel
from medport_desktop.gui.agency.units.unit_status import GROUP, enable_for, status_actions, status_menu
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton, MenuButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.flow import FlowLayout
from medport_desktop.gui.kit.controls.panel import Panel, Rule
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Type

SIDE_WIDE, SIDE_NARROW, SIDE_LEAST, ROOMY = 520, 480, 330, 1500
PLAN_KEYS = {
    PlanKind.SHIFT: ("Plan a shift…", "S"),
    PlanKind.BREAK: ("Plan a break…", "B"),
    PlanKind.OUT_OF_SERVICE: ("Out of service until…", "Shift+O"),
    PlanKind.MAINTENANCE: ("Maintenance until…", "Shift+M"),
    PlanKind.OFF_DUTY: ("Off duty until…", "Shift+D"),
}


class UnitsPage(QWidget):
    """The status of the marked units is set by A, O, M and D, by the buttons above, or by the menu (Enter); S, B and
    the same letters with Shift plan. P goes to the current one's plans. A manager adds, changes and retires units."""

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self.view = BoardView(self)
        self.view.setObjectName("units")
        self.view.setAccessibleName("Units")
        self.view.set_board(feed.units)
        self.view.setSelectionMode(BoardView.SelectionMode.ExtendedSelection)
        self.view.set_empty(
            EmptyState(
                icon="ambulance",
                sentence="No units yet",
                hint="Ctrl Shift N adds one." if feed.service.person.is_manager else "A manager adds them.",
            )
        )
        self.panel = UnitPanel(feed, self)
        self._make_actions()
        self._lay_out()
        self.setFocusProxy(self.view)
        self.view.current_changed.connect(self._follow)
        self.view.selectionModel().selectionChanged.connect(self._follow)
        self.view.menu_asked.connect(self._menu)
        self.view.opened.connect(self._open_menu)
        self.panel.left.connect(self.view.setFocus)
        feed.facts_changed.connect(self._follow)
        theme().changed.connect(self._fit)
        self._follow()

    def _make_actions(self) -> None:
        self.actions_by_status = status_actions(self, self._feed, self.marked)
        self.plan_actions: dict[PlanKind, QAction] = {}
        for kind, (words, key) in PLAN_KEYS.items():
            action = make_action(self, words, key, partial(self._plan, kind), group=GROUP)
            action.setObjectName(f"plan_{kind.value.lower()}")
            self.plan_actions[kind] = action
        self.where = make_action(self, "Where it is…", "W", self._say_where, group=GROUP)
        self.where.setObjectName("unit_where")
        self.fleet_actions: list[QAction] = []
        if self._feed.service.person.is_manager:
            for scope, name, words, key, act in (
                (self, "add_unit", "New unit…", "Ctrl+Shift+N", self._add),
                (self.view, "edit_unit", "Change number or type…", "F2", self._edit),
                (self.view, "retire_unit", "Retire…", "Ctrl+Del", self._retire),
            ):
                action = make_action(scope, words, key, act, group=GROUP)
                action.setObjectName(name)
                self.fleet_actions.append(action)
        self.to_plans = make_action(self, "Go to the unit's plans", "P", self.panel.focus_plans, group=GROUP)
        make_action(self, "Read everything again", "F5", self._feed.refresh, group="Board")

    def _lay_out(self) -> None:
        buttons: list[QWidget] = []
        for action in self.actions_by_status.values():
            button = ActionButton(self, action=action)
            action.triggered.connect(self.view.setFocus)  # the button is about to be disabled
            button.setObjectName(f"set_{action.objectName().removeprefix('unit_')}")
            buttons.append(button)
        plans = QMenu(self)
        plans.addActions(list(self.plan_actions.values()))
        where = ActionButton(self, action=self.where)
        where.setObjectName("say_where")
        buttons.append(where)
        self._plans = MenuButton(self, before="", value="Plan", after="", menu=plans)
        self._plans.setObjectName("plan_unit")
        self._plans.setAccessibleName("Plan for the unit")
        rows = Panel(self, flush=True)
        head = QWidget(rows)
        line = FlowLayout(head)
        line.setContentsMargins(14, 9, 13, 9)
        title = Text(head, text="Units", type=Type.TITLE)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if self.fleet_actions:
            fleet = QMenu(self)
            fleet.addActions(self.fleet_actions)
            self._fleet = MenuButton(self, before="", value="Fleet", after="", menu=fleet)
            self._fleet.setObjectName("fleet")
            self._fleet.setAccessibleName("Add, change or retire units")
            buttons.append(self._fleet)
        for part in (title, *buttons, self._plans):
            line.addWidget(part)
        rows.body.addWidget(head)
        rows.body.addWidget(Rule(rows))
        rows.body.addWidget(self.view, 1)
        self.side = Panel(self)
        self._stack = QStackedLayout()
        nothing = EmptyState(icon="ambulance", sentence="Choose a unit", hint="Its plans and its history appear here.")
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.panel)
        self.side.body.addLayout(self._stack)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(rows, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(row)
        QWidget.setTabOrder(self.view, self.panel.plan_view)
        QWidget.setTabOrder(self.panel.plan_view, self.panel.past_view)

    def set_stale(self, stale: bool) -> None:
        """Grey the boards while what they show grows old."""
        for view in (self.view, self.panel.plan_view, self.panel.past_view):
            view.set_stale(stale)

    def marked(self) -> list[Unit]:
        """The units that are marked."""
        units = (self._feed.unit(key) for key in self.view.selected_keys() if isinstance(key, UUID))
        return [unit for unit in units if unit is not None]

    @Slot()
    def _follow(self) -> None:
        unit = self.view.current_row()
        enable_for(self.actions_by_status, self.marked())
        for action in self.fleet_actions[1:]:
            action.setEnabled(unit is not None)
        for action in (*self.plan_actions.values(), self.where, self.to_plans):
            action.setEnabled(unit is not None)
        self._plans.setEnabled(unit is not None)
        self._stack.setCurrentIndex(0 if unit is None else 1)
        self.panel.show_unit(unit)

    def _plan(self, kind: PlanKind) -> None:
        if units := self.marked():
            self._feed.unit_work.plan(kind, units, self.window())

    def _say_where(self) -> None:
        if units := self.marked():
            self._feed.unit_work.say_where(units, self.window())

    def _add(self) -> None:
        profile = self._feed.fleet.profile
        self._feed.unit_work.add([Organisation(profile.id, profile.name)], self.window())

    def _edit(self) -> None:
        if (unit := self.view.current_row()) is not None:
            self._feed.unit_work.edit(unit, self.window())

    def _retire(self) -> None:
        if units := self.marked():
            self._feed.unit_work.ask_retire(units, self.window())

    @Slot(object, QPoint)
    def _menu(self, key: UUID, at: QPoint) -> None:
        if key not in self.view.selected_keys():
            self.view.select_key(key)
        unit = self._feed.unit(key)
        if unit is not None:
            self.menu_for(unit).popup(at)

    def menu_for(self, unit: Unit) -> QMenu:
        """What can be done with the unit, or with all that are marked; the menu deletes itself."""
        menu = status_menu(self._feed, unit, self)
        if len(self.marked()) > 1:
            menu.clear()
            menu.addActions(list(self.actions_by_status.values()))
        menu.addSeparator()
        menu.addAction(self.where)
        menu.addActions(list(self.plan_actions.values()))
        menu.addSeparator()
        menu.addActions(self.fleet_actions)
        return menu

    @Slot(object)
    def _open_menu(self, key: UUID) -> None:
        line = self._feed.units.line_of(key)
        below = self.view.visualRect(self._feed.units.index(line, 2)).bottomLeft()
        self._menu(key, self.view.viewport().mapToGlobal(below))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        px = theme().px
        wanted = px(SIDE_WIDE if self.width() >= px(ROOMY) else SIDE_NARROW)
        self.side.setFixedWidth(max(min(wanted, self.width() * 2 // 5), px(SIDE_LEAST)))
