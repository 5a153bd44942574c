"""Whether somebody is at the console: what the lock of the screen and the silos' automatic logoff count from."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

PAUSE_S = 60.0
"""Activity is reported at most this often."""

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Activity(QObject):
    """Watches one shown window, and the dialogs on it, for keys and the mouse; lives as long as the window.

    It filters the native windows' events, which are the person's input alone, and not the application's, which
    would bring every paint and timer of the program into Python.
    """

    noticed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window.windowHandle()
        self._last = self._told = monotonic()
        self._window.installEventFilter(self)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._focus_moved)

    def idle_s(self) -> float:
        """Seconds since the last key, click or movement."""
        return monotonic() - self._last

    @Slot(QWindow)
    def _focus_moved(self, window: QWindow | None) -> None:
        """A dialog on the window has the keyboard now: it is watched too, once."""
        if window is not None and window is not self._window and self._is_ours(window):
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _is_ours(self, window: QWindow) -> bool:
        parent = window.transientParent()
        while parent is not None and parent is not self._window:
            parent = parent.transientParent()
        return parent is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = monotonic()
            if self._last - self._told >= PAUSE_S:
                self._told = self._last
                self.noticed.emit()
        return False
