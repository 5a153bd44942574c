"""Enter and Ctrl+Z where the focus is, in every window and dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FocusKeys(QObject):
    """Gives Enter to the focused button, before a default button, an action's key or a form can take it; and leaves
    Ctrl+Z to the window while nothing was typed in the text that has the focus.

    It watches the one widget that has the focus, so that no other event of the program passes through Python.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._focus_moved)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QPushButton | QToolButton | QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if isinstance(watched, QPushButton | QToolButton):
            return _enter(watched, event)
        asked = event.type() is QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo)
        if asked and not _has_typed(watched):
            event.ignore()  # a text takes the key also where it can undo nothing
            return True
        return False


def _enter(button: QPushButton | QToolButton, event: QKeyEvent) -> bool:
    """Whether the key was the button's."""
    if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False  # Ctrl+Enter sends the form, wherever one is
    if event.type() is QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    if event.type() is QEvent.Type.KeyPress:
        if not event.isAutoRepeat():
            button.click()
        return True
    return False


def _has_typed(text: QObject) -> bool:
    """Also what was taken back: who takes back all that was typed and presses once more must not undo a trip."""
    if isinstance(text, QLineEdit):
        return text.isUndoAvailable() or text.isRedoAvailable()
    page = text.document() if isinstance(text, QPlainTextEdit) else None
    return page is not None and (page.isUndoAvailable() or page.isRedoAvailable())
