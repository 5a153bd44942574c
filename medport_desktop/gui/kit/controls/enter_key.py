"""Enter presses the button that has the focus, in every window and dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QObject):
    """Gives Enter to the focused button, before a default button, an action's key or a form can take it.

    It watches the one button that has the focus, so that no other event of the program passes through Python.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._focus_moved)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QPushButton | QToolButton):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QKeyEvent)
            or event.key() not in ENTER
            or not isinstance(watched, QPushButton | QToolButton)
        ):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:  # Ctrl+Enter sends the form, wherever one is
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            if isinstance(watched, QPushButton | QToolButton) and not event.isAutoRepeat():
                watched.click()
            return True
        return False
