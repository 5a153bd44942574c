"""Two lists to look things up in: the agencies of the center's directory, and the places of the network."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.gui.hospital.columns import matches
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.field import SearchField
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone


class DirectoryPage(QWidget):
    """A titled board with a filter."""

    def __init__(
        self,
        name: str,
        title: str,
        source: str,
        columns: list[Column[Any]],
        empty: EmptyState,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is the board's object name; `source` says where the rows come from."""
        super().__init__(parent)
        self.board: BoardModel[Any] = BoardModel(columns, key=lambda row: row.id, parent=self)
        self.view = BoardView(self)
        self.view.setObjectName(name)
        self.view.setAccessibleName(title)
        self.view.set_board(self.board)
        self.view.set_empty(empty)
        self.filter = SearchField(self)
        self.filter.setObjectName(f"{name}_filter")
        self.filter.setFixedWidth(theme().px(260))
        self.filter.textChanged.connect(self._refilter)
        panel = Panel(self, flush=True)
        panel.head(title, Text(panel, text=source, tone=Tone.MUTED), self.filter)
        self._add_tools(panel)
        panel.body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(panel)
        self.setFocusProxy(self.view)
        make_action(self, f"Filter {title.lower()}", "Ctrl+F", self.filter.setFocus, group=title)

    def tools(self) -> list[QAction]:
        """What can be done with the row in view; a subclass says. Asked once, while the page is made."""
        return []

    def _add_tools(self, panel: Panel) -> None:
        actions = self.tools()
        if not actions:
            return
        bar = QWidget(panel)
        row = QHBoxLayout(bar)
        row.setContentsMargins(13, 0, 13, 9)
        row.setSpacing(8)
        for action in actions:
            button = ActionButton(bar, action=action)
            button.setObjectName(f"{action.objectName()}_button")
            row.addWidget(button)
        row.addStretch(1)
        panel.body.addWidget(bar)

    def show_rows(self, rows: list[Any]) -> None:
        """Show these."""
        self.board.apply(rows)

    def set_fresh(self, fresh: bool) -> None:
        """Grey the rows while their silo is away."""
        self.view.set_stale(not fresh)

    @Slot(str)
    def _refilter(self, text: str) -> None:
        self.board.set_filter(matches(list(self.board.columns), text))
