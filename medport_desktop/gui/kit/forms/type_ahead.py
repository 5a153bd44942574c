"""A line edit that offers what matches while one types; everything by keyboard, and it never takes the focus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.gui.kit.forms.suggestions import FreeText, Suggestion, SuggestionList
from medport_desktop.gui.kit.style.theme import theme

__all__ = ["FreeText", "Suggestion", "TypeAhead"]


@dataclass
class _Source:
    search: Callable[[str], Sequence[Suggestion]] | None = None
    free_text: str = ""


class TypeAhead(QLineEdit):
    """Type, look, arrow, Enter.

    Give it a source that answers at once (set_source), or answer `asked` later with offer(). Down and Up walk the
    rows, Enter or Tab takes the marked one, Esc closes the list and then leaves the text alone. Editing the text after
    a choice withdraws the choice. `chosen` carries a Suggestion or a FreeText; `withdrawn` follows a withdrawal.
    """

    asked = Signal(str)
    chosen = Signal(object)
    withdrawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = _Source()
        self._choice: Suggestion | FreeText | None = None
        self._keep_text = True
        self._list = SuggestionList(self)
        self._list.picked.connect(self._take)
        self._watched: QWidget | None = None
        self.textEdited.connect(self._edited)
        self.destroyed.connect(self._list.deleteLater)  # by then it is a child of the window
        theme().changed.connect(self._place)

    # -- set up -----------------------------------------------------------------------------------------
    def set_source(self, search: Callable[[str], Sequence[Suggestion]]) -> None:
        """Ask this for each text; it must answer at once (no database)."""
        self._source.search = search

    def set_free_text(self, words: str | None) -> None:
        """Offer the typed text itself as the last row: "Use “{}” as an address outside the network"."""
        self._source.free_text = words or ""

    def set_clears_after_choice(self, clears: bool) -> None:
        """Empty the line after a choice, as a command bar does."""
        self._keep_text = not clears

    # -- the choice -------------------------------------------------------------------------------------
    def choice(self) -> Suggestion | FreeText | None:
        """What was chosen; None while the text is only typed."""
        return self._choice

    def set_choice(self, choice: Suggestion | FreeText | None) -> None:
        """Show a choice, e.g. when a trip is copied; emits nothing."""
        self._choice = choice
        self.setText("" if choice is None else choice.title)
        self._list.hide()

    def offer(self, text: str, suggestions: Sequence[Suggestion]) -> None:
        """Answer `asked`. An answer to a text that is no longer there, or that nobody waits for, is dropped."""
        if text != self.text() or not self.hasFocus() or self._choice is not None:
            return
        free = self._source.free_text.format(text.strip()) if self._source.free_text and text.strip() else ""
        self._list.show_rows(text, list(suggestions), free)
        self._place()
        self._list.setVisible(self._list.count() > 0)
        if self._list.isVisible():
            self._list.raise_()

    def search_again(self) -> None:
        """Ask the source once more for the text that is there: what it knows has changed."""
        if self.is_open():
            self._edited(self.text())

    def shows_whole(self, row: Suggestion) -> bool:
        """Whether all words of a row can be read."""
        return self._list.shows_whole(row)

    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._list.isVisible()

    def rows(self) -> list[str]:
        """The words of the rows on offer, for screen readers and tests."""
        return self._list.texts()

    @Slot(str)
    def _edited(self, text: str) -> None:
        if self._choice is not None:
            self._choice = None
            self.withdrawn.emit()
        if not text.strip():
            self._list.hide()
            return
        if self._source.search is not None:
            self.offer(text, self._source.search(text))
        self.asked.emit(text)

    @Slot(object)
    def _take(self, choice: Suggestion | FreeText) -> None:
        if isinstance(choice, Suggestion) and choice.value is None:
            return
        self._choice = choice if self._keep_text else None
        self.setText(choice.title if self._keep_text else "")
        self._list.hide()
        self.chosen.emit(choice)

    # -- keys -------------------------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        # Tab is a focus key and Esc a window's: take both here while the list is open.
        if isinstance(event, QKeyEvent) and self._list.isVisible():
            key = event.key()
            if event.type() == QEvent.Type.ShortcutOverride and key in (
                Qt.Key.Key_Escape,
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab:
                marked = self._list.marked()
                if isinstance(marked, Suggestion):
                    self._take(marked)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._list.isVisible():
            if key == Qt.Key.Key_Down and self.text().strip() and self._choice is None:
                self._edited(self.text())
                return
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._list.step({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5}.get(Qt.Key(key), -5))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            marked = self._list.marked()
            if marked is not None:
                self._take(marked)
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._list.hide()
        super().focusOutEvent(event)

    # -- where the list stands --------------------------------------------------------------------------
    @Slot()
    def _place(self) -> None:
        """Below the line, or above it where the window ends; a child of the window, so it is never a window itself."""
        window = self.window()
        if window is self:
            return
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            self._watched = window
            window.installEventFilter(self)
        top_left = self.mapTo(window, QPoint(0, self.height() + 3))
        height = self._list.wanted_height()
        above = self.mapTo(window, QPoint(0, -3)).y()
        below = window.height() - top_left.y()
        top = above - height if height > below and above > below else top_left.y()
        edge = theme().px(8)
        width = max(self.width(), min(self._list.wanted_width(), window.width() - 2 * edge))
        left = max(edge, min(top_left.x(), window.width() - edge - width)) if width > self.width() else top_left.x()
        self._list.setGeometry(QRect(left, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched and event.type() == QEvent.Type.Resize and self._list.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._list.isVisible():
            self._place()
