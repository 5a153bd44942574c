"""The figure in view, in words and numbers: its definition and its table."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from medport_desktop.domain.center.analytics import Figures
from medport_desktop.gui.admin.analytics.figures import FIGURES, Figure
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone


class FigurePanel(Panel):
    """One table a figure, of which the chosen one is in view; that one goes into the CSV."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure_panel")
        columns = make_action(self, "Columns", "Alt+C", self._open_columns, icon="columns-3")
        self._columns = IconButton(self, action=columns)
        self._columns.setAccessibleName("Columns")
        self.title = self.head("", self._columns)
        self.definition = Text(self, tone=Tone.MUTED, wrap=True)
        self.definition.setObjectName("figure_definition")
        self.models: dict[str, BoardModel[Any]] = {}
        self.boards: dict[str, BoardView] = {}
        self._stack = QStackedWidget(self)
        for figure in FIGURES:
            self._add(figure)
        self.body.addWidget(self.definition)
        self.body.addWidget(self._stack, 1)
        self.show_figure(FIGURES[0])

    def _add(self, figure: Figure) -> None:
        model: BoardModel[Any] = BoardModel(figure.columns(), key=figure.row_key, parent=self)
        board = BoardView(self)
        board.setObjectName(f"table_{figure.key}")
        board.setAccessibleName(figure.title)
        board.set_board(model)
        board.set_empty(EmptyState(icon="inbox", sentence="Nothing of this in the period."))
        self.models[figure.key], self.boards[figure.key] = model, board
        self._stack.addWidget(board)

    def show_figure(self, figure: Figure) -> None:
        """Bring a figure into view."""
        self.title.setText(figure.title)
        self.definition.setText(figure.definition)
        self._stack.setCurrentWidget(self.boards[figure.key])

    def show_figures(self, figures: Figures) -> None:
        """Fill every table."""
        for figure in FIGURES:
            self.models[figure.key].apply(list(figure.rows(figures)), glow=False)

    def current_board(self) -> BoardView:
        """The table in view."""
        board = self._stack.currentWidget()
        assert isinstance(board, BoardView)
        return board

    def _open_columns(self) -> None:
        self.current_board().columns_menu().popup(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))
