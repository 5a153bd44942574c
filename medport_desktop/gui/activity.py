"""Whether somebody is at the console: what the automatic logoff of the silos counts from."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

PAUSE_S = 60.0
"""Activity is told of at most this often."""

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
    """Watches one shown window for keys and the mouse; lives as long as the window.

    It filters the native window's events, which are the person's input alone, and not the application's, which
    would bring every paint and timer of the program into Python.
    """

    noticed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._told = monotonic()
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and monotonic() - self._told >= PAUSE_S:
            self._told = monotonic()
            self.noticed.emit()
        return False
