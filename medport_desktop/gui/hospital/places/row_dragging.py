"""Putting a board's rows into another order by dragging them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.board.model import BOARD_KEY_MIME
from medport_desktop.gui.kit.style.painting import painter_for
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone


class _Mark(PaintedWidget):
    """The line between two rows where the dragged one would go."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        """Stand at this height."""
        self.setGeometry(0, max(0, y - 1), self._viewport.width(), 2)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Tone.ACCENT))
        painter.end()


class RowReorder(QObject):
    """Lets rows of a view be dragged to another place in it.

    `dropped` carries the row's key as text and the line before which it was dropped (the number of rows: the end).
    """

    dropped = Signal(str, int)

    def __init__(self, view: BoardView, allowed: Callable[[], bool]) -> None:
        """`allowed` says whether the order of the moment can be changed by hand."""
        super().__init__(view)
        self._view = view
        self._allowed = allowed
        self._mark = _Mark(view.viewport())
        view.set_draggable(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            self._dragged(event)
            return True
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._drop(event)
            return True
        if kind is QEvent.Type.DragLeave:
            self._mark.hide()
            return True
        return False

    def _takes(self, event: QDropEvent) -> bool:
        return event.mimeData().hasFormat(BOARD_KEY_MIME) and self._allowed()

    def _dragged(self, event: QDragMoveEvent) -> None:
        if not self._takes(event):
            self._mark.hide()
            event.ignore()
            return
        self._mark.show_at(self._line(event)[1])
        event.acceptProposedAction()

    def _drop(self, event: QDropEvent) -> None:
        self._mark.hide()
        if not self._takes(event):
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(bytes(event.mimeData().data(BOARD_KEY_MIME).data()).decode(), self._line(event)[0])

    def _line(self, event: QDropEvent) -> tuple[int, int]:
        """The line before which the pointer is, and its height."""
        y, height = round(event.position().y()), self._view.verticalHeader().defaultSectionSize()
        count = self._view.model().rowCount()
        line = self._view.rowAt(y)
        if line < 0:
            line = count
        elif y > self._view.rowViewportPosition(line) + height / 2:
            line += 1
        top = (
            self._view.rowViewportPosition(line)
            if line < count
            else (self._view.rowViewportPosition(count - 1) + height if count else 0)
        )
        return line, top
