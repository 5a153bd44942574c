"""The view of a board: dense rows that hold still under the eye and the pointer while facts arrive."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView, QWidget

from medport_desktop.gui.kit.board.columnar import BoardColumns
from medport_desktop.gui.kit.board.delegate import BoardDelegate, paint_head
from medport_desktop.gui.kit.board.drag_image import drag_image
from medport_desktop.gui.kit.board.held import Held
from medport_desktop.gui.kit.board.model import BoardModel
from medport_desktop.gui.kit.clock import ticker
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

BAR_WIDTH = 3
SETTLES_AFTER_MS = 1500
"""For so long the row under the pointer holds still, even where that leaves room below the last row."""
Index = QModelIndex | QPersistentModelIndex


class BoardView(QTableView):
    """Shows a BoardModel. Rows keep their place, the selection and the current row through every change.

    current_changed carries the key of the current row or None; opened (Enter, double click) its key; menu_asked the
    key under the pointer and the global position; layout_changed follows a person's change of the columns.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object, QPoint)
    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hover_line = -1
        self.stale = False
        self.before_file: Callable[[list[Any], Sequence[str], Callable[[], object]], object] = lambda _r, _t, go: go()
        """Called with the rows and titles that go to a file; the third is called once they may."""
        self._board: BoardModel[Any] | None = None
        self._empty: EmptyState | None = None
        self._held: Held | None = None
        self._slack = 0
        self._settling = QTimer(self, singleShot=True, interval=SETTLES_AFTER_MS)
        self._settling.timeout.connect(self._settle)
        self._lost_line = -1
        self._columns = BoardColumns(self, self._lines_in_view)
        self._columns.changed.connect(self.layout_changed)
        self.setItemDelegate(BoardDelegate(self, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.doubleClicked.connect(self._double_clicked)
        ticker().attach(self, self._tick)
        theme().changed.connect(self._theme_changed)
        self._theme_changed()

    # -- set up -----------------------------------------------------------------------------------------
    def set_board(self, board: BoardModel[Any]) -> None:
        """Show this model; once, with its columns as declared."""
        assert self._board is None, "a view keeps its board"
        self._board = board
        self.setModel(board)
        self._columns.set_board(board)
        board.about_to_arrange.connect(self._hold)
        board.arranged.connect(self._release)
        board.glow.faded.connect(self._repaint_keys)
        self._show_empty()

    def set_empty(self, empty: EmptyState) -> None:
        """What to show while there are no rows."""
        self._empty = empty
        empty.setParent(self.viewport())
        self._show_empty()

    def set_stale(self, stale: bool) -> None:
        """Grey the rows, because their silo is away and they are growing old."""
        if stale != self.stale:
            self.stale = stale
            self.viewport().update()

    def set_draggable(self, draggable: bool) -> None:
        """Let rows be dragged, e.g. onto a unit's card."""
        self.setDragEnabled(draggable)
        self.setDragDropMode(
            QAbstractItemView.DragDropMode.DragOnly if draggable else QAbstractItemView.DragDropMode.NoDragDrop
        )

    # -- the current row --------------------------------------------------------------------------------
    def current_key(self) -> Hashable | None:
        """The key of the current row, or None."""
        return self._board.key_at(self.currentIndex().row()) if self._board is not None else None

    def current_row(self) -> Any:
        """The current row, or None."""
        key = self.current_key()
        return self._board.row(key) if self._board is not None and key is not None else None

    def selected_keys(self) -> list[Hashable]:
        """The keys of the selected rows from top to bottom; the current one where none is, as after Ctrl+Home."""
        if self._board is None:
            return []
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        keys = [key for line in lines if (key := self._board.key_at(line)) is not None]
        current = self.current_key()
        return keys or ([current] if current is not None else [])

    def select_key(self, key: Hashable | None) -> bool:
        """Make a row current and scroll to it; None selects nothing. Returns False if it is not shown."""
        if self._board is None:
            return False
        line = self._board.line_of(key) if key is not None else -1
        if line < 0:
            self.selectionModel().clear()
            return key is None
        self.selectRow(line)
        self.scrollTo(self._board.index(line, 0))
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        if self._board is not None and current.isValid():
            self._board.speaking = current.column()
        super().currentChanged(current, previous)
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.current_changed.emit(self.current_key())
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        model = self.selectionModel()
        if model is None or self.currentIndex().isValid():
            super().focusInEvent(event)
            return
        with QSignalBlocker(model):  # Qt makes the first row current: an action would take what nobody chose
            super().focusInEvent(event)
            model.clearCurrentIndex()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        # Qt would move the current row to a neighbour, and the next Enter would act on a trip that nobody chose.
        if start <= self.currentIndex().row() <= end:
            self._lost_line = start
            self.selectionModel().clear()
        super().rowsAboutToBeRemoved(parent, start, end)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if not self.currentIndex().isValid() and self._lost_line >= 0 and self._board is not None:
            line, self._lost_line = min(self._lost_line, self._board.rowCount() - 1), -1
            return self._board.index(line, 0)
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier  # to another row: a row's cells are no places to be
        return super().moveCursor(action, modifiers)

    # -- holding still ----------------------------------------------------------------------------------
    def _hold(self, new_facts: bool) -> None:
        """Remember which row must not move: the one under the pointer, else the first in view once scrolled."""
        self._held = None
        if not new_facts or self._board is None:
            return
        pointed = self.viewport().underMouse() and self.hover_line >= 0
        first = self.hover_line if pointed else self.rowAt(0)
        lines = {key: line for line in self._lines_in_view() if (key := self._board.key_at(line)) is not None}
        line = min((line for line in lines.values() if line >= first), default=-1)
        if line >= 0 and (pointed or self.verticalScrollBar().value()):
            self._held = Held(line, self.rowViewportPosition(line), lines, pointed)

    def _release(self, _new_facts: bool) -> None:
        held, self._held = self._held, None
        line = held.line_now(self._board.line_of) if held is not None and self._board is not None else -1
        if held is not None and line >= 0:
            self._scroll_back(line, held.top, past_the_end=held.pointed)
        self._show_empty()
        self._follow_pointer()
        self.viewport().update()

    def _scroll_back(self, line: int, top: int, *, past_the_end: bool) -> None:
        bar = self.verticalScrollBar()
        wanted = line * self.verticalHeader().defaultSectionSize() - top
        full = self._board.rowCount() * self.verticalHeader().defaultSectionSize() if self._board is not None else 0
        self._slack = max(0, wanted - max(0, full - self.viewport().height())) if past_the_end else 0
        self.updateGeometries()
        bar.setValue(max(0, wanted))
        if self._slack:
            self._settling.start()

    @Slot()
    def _settle(self) -> None:
        """Take back the room below the last row: it hides rows above, and was for a click that was on its way."""
        if self._slack:
            self._slack = 0
            self.updateGeometries()
            self._follow_pointer()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        super().updateGeometries()
        if self._slack:  # room below the last row, so that the row under the pointer can stay where it is
            bar.setMaximum(bar.maximum() + self._slack)
            bar.setValue(value)

    def _follow_pointer(self) -> None:
        if not self.viewport().underMouse():
            self.hover_line = -1
            return
        self.hover_line = self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y())

    # -- input ------------------------------------------------------------------------------------------
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self.rowAt(event.position().toPoint().y())
        if line != self.hover_line:
            for changed in (self.hover_line, line):
                self._repaint_line(changed)
            self.hover_line = line
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._repaint_line(self.hover_line)
        self.hover_line = -1
        self._settle()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._fold(index):
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._settle()
        index, key = self.currentIndex(), event.key()
        head = self._board.head_at(index.row()) if self._board is not None else None
        if head is not None and self._board is not None:
            folds = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._board.set_collapsed(head.title, not head.collapsed)
                return
            if key in folds:
                self._board.set_collapsed(head.title, folds[Qt.Key(key)])
                return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key() is not None:
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:  # Ctrl+Enter is an action's, now disabled
                self.opened.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions here."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._board.key_at(self.rowAt(event.pos().y())) if self._board is not None else None
        if key is not None:
            self.menu_asked.emit(key, event.globalPos())

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        key = self._board.key_at(index.row()) if self._board is not None else None
        if key is not None:
            self.opened.emit(key)

    def _fold(self, index: QModelIndex) -> bool:
        head = self._board.head_at(index.row()) if self._board is not None and index.isValid() else None
        if head is None or self._board is None:
            return False
        self._board.set_collapsed(head.title, not head.collapsed)
        return True

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 - Qt's name
        if self._board is None or self.current_key() is None:
            return
        named = next((column for column in self._board.columns if column.strong), self._board.columns[0])
        drag = QDrag(self)
        drag.setMimeData(self._board.mimeData(self.selectedIndexes()))
        drag.setPixmap(drag_image(named.text(self.current_row()), self.devicePixelRatioF()))
        drag.exec(Qt.DropAction.CopyAction)

    # -- columns ----------------------------------------------------------------------------------------
    def layout_state(self) -> dict[str, object]:
        """Order, widths and visibility of the columns and the sort, as plain JSON values."""
        return self._columns.layout_state()

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Put a saved layout back; anything in it that no longer exists is passed over."""
        self._columns.restore_layout(state)

    def columns_menu(self) -> QMenu:
        """A menu that shows and hides columns; the caller pops it up."""
        return self._columns.menu()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()
        self._place_empty()

    # -- painting ---------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._board is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in self._lines_in_view():
            if (head := self._board.head_at(line)) is not None:
                chosen = self.currentIndex().row() == line and self.hasFocus()
                words, pointed = self._board.head_words(head.title), line == self.hover_line
                paint_head(painter, self._line_rect(line), head, words, pointed=pointed, chosen=chosen)
        for index in self.selectionModel().selectedRows():
            tone = Tone.ACCENT if self.hasFocus() or not self.isActiveWindow() else Tone.OFF
            bar = QRect(0, self.rowViewportPosition(index.row()), BAR_WIDTH, self.rowHeight(index.row()))
            painter.fillRect(bar, theme().color(tone))
        painter.end()

    def _line_rect(self, line: int) -> QRect:
        return QRect(0, self.rowViewportPosition(line), self.viewport().width(), self.rowHeight(line))

    def _repaint_line(self, line: int) -> None:
        if line >= 0:
            self.viewport().update(self._line_rect(line))

    @Slot(object)
    def _repaint_keys(self, keys: list[Hashable]) -> None:
        glowing = frozenset(keys)
        for line in self._lines_in_view():
            if self._board is not None and self._board.key_at(line) in glowing:
                self._repaint_line(line)

    def _lines_in_view(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if last < 0 and self._board is not None:
            last = self._board.rowCount() - 1
        return range(max(first, 0), last + 1)

    def _tick(self) -> None:
        height = self.viewport().height()
        for i, column in enumerate(self._board.columns if self._board is not None else ()):
            if column.ticks and not self.isColumnHidden(i):
                self.viewport().update(self.columnViewportPosition(i), 0, self.columnWidth(i), height)

    @Slot()
    def _theme_changed(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme().row_height)
        self.verticalHeader().setDefaultSectionSize(theme().row_height)
        self._columns.rescale()
        self.viewport().update()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(self._board is None or self._board.rowCount() == 0)
            self._place_empty()

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
