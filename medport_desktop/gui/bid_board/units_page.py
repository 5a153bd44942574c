"""Units: every unit of the agency in one board, with its status set by key or menu."""

from uuid import UUID

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medport_desktop.gui.bid_board.desk import Desk
from medport_desktop.gui.bid_board.unit_status import enable_for, status_actions, status_menu
from medport_desktop.gui.kit.actions import make_action
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.buttons import ActionButton
from medport_desktop.gui.kit.empty import EmptyState
from medport_desktop.gui.kit.panel import Panel, Rule


class UnitsPage(QWidget):
    """The current unit's status is set by A, O, M and D, by the buttons above, or by its menu (Enter)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view = BoardView(self)
        self.view.setObjectName("units")
        self.view.setAccessibleName("Units")
        self.view.set_board(desk.units)
        self.view.set_empty(
            EmptyState(icon="ambulance", sentence="No units yet", hint="A manager of the agency adds them.")
        )
        self.actions_by_status = status_actions(self, desk, self.view.current_row)
        buttons = []
        for action in self.actions_by_status.values():
            button = ActionButton(self, action=action)
            action.triggered.connect(self.view.setFocus)  # the button is about to be disabled
            button.setObjectName(f"set_{action.objectName().removeprefix('unit_')}")
            buttons.append(button)
        make_action(self, "Read everything again", "F5", desk.refresh, group="Board")
        panel = Panel(self, flush=True)
        panel.head("Units", *buttons)
        panel.body.addWidget(Rule(panel))
        panel.body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(panel)
        self.setFocusProxy(self.view)
        self.view.current_changed.connect(self._enable)
        self.view.menu_asked.connect(self._menu)
        self.view.opened.connect(self._open_menu)
        desk.facts_changed.connect(self._enable)
        self._enable()

    def show_unit(self, unit_id: UUID) -> None:
        """Make a unit current."""
        self.view.select_key(unit_id)

    @Slot()
    def _enable(self) -> None:
        enable_for(self.actions_by_status, self.view.current_row())

    @Slot(object, QPoint)
    def _menu(self, key: UUID, at: QPoint) -> None:
        self.view.select_key(key)
        unit = self._desk.unit(key)
        if unit is not None:
            status_menu(self._desk, unit, self).popup(at)

    @Slot(object)
    def _open_menu(self, key: UUID) -> None:
        line = self._desk.units.line_of(key)
        below = self.view.visualRect(self._desk.units.index(line, 2)).bottomLeft()
        self._menu(key, self.view.viewport().mapToGlobal(below))
