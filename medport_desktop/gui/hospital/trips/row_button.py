"""A button that stands in the current row of a board: one widget for the whole board."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot

from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.controls.buttons import PrimaryButton
from medport_desktop.gui.kit.style.theme import theme

INSET = 4


class _LowButton(PrimaryButton):
    """A primary button as low as a row."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() - theme().px(4), theme().px(26))


class RowButton(QObject):
    """Keeps a button over one column of the board's current row, wherever that row goes.

    `wanted` decides by the row's key whether there is a button; `clicked` follows a click on it.
    """

    clicked = Signal()

    def __init__(self, view: BoardView, column: str, *, text: str, key: str) -> None:
        super().__init__(view)
        model = view.model()
        assert isinstance(model, BoardModel)
        self._view, self._model, self._column = view, model, model.column_index(column)
        self._enabled = False
        self._key = key
        self.button = _LowButton(view.viewport(), text=text, key=key)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the focus, and Enter is its key
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.clicked)
        self.button.hide()
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.horizontalScrollBar().valueChanged.connect(self.place)
        view.horizontalHeader().sectionResized.connect(self.place)
        view.horizontalHeader().sectionMoved.connect(self.place)
        view.current_changed.connect(self.place)
        model.arranged.connect(self.place)

    def set_enabled(self, enabled: bool) -> None:
        """Show the button, or not, on the current row."""
        self._enabled = enabled
        self.place()

    @Slot()
    def place(self) -> None:
        """Move the button to where the current row is now."""
        index = self._model.index(self._view.currentIndex().row(), self._column)
        shown = self._enabled and index.isValid() and not self._view.isColumnHidden(self._column)
        if shown:
            rect, room = self._view.visualRect(index), self._view.viewport().width()
            self.button.set_key(self._key)
            if self.button.sizeHint().width() + INSET > min(rect.right(), room) - rect.left():
                # Large type leaves little room: the key is in the sheet of keys.
                self.button.set_key("")
            size = self.button.sizeHint().expandedTo(self.button.minimumSize())  # the style sheet has a least height
            top = rect.top() + (rect.height() - size.height()) // 2
            left = min(rect.left() + INSET, room - size.width() - INSET)  # in view, also where the column is not
            self.button.setGeometry(max(left, 0), top, size.width(), size.height())
        self.button.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)
