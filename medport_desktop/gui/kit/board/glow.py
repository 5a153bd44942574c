"""Which rows changed within the last two seconds, and how brightly they glow."""

import time
from collections.abc import Callable, Hashable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

GLOW_SECONDS = 2.0
STEP_MS = 100  # ten repaints a second, and only of the rows that glow


class Glow(QObject):
    """Rows glow at once and fade in two seconds; the timer runs only while one does. `faded` carries their keys."""

    faded = Signal(object)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._since: dict[Hashable, float] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)

    @property
    def is_running(self) -> bool:
        """Whether anything glows."""
        return self._timer.isActive()

    def light(self, keys: Iterable[Hashable]) -> None:
        """Let these rows glow from now."""
        now = self._clock()
        self._since.update((key, now) for key in keys)
        if self._since and not self._timer.isActive():
            self._timer.start()

    def strength(self, key: Hashable) -> float:
        """1 for a change of this instant, 0 two seconds later."""
        started = self._since.get(key)
        if started is None:
            return 0.0
        return max(0.0, 1.0 - (self._clock() - started) / GLOW_SECONDS)

    def _step(self) -> None:
        glowing = list(self._since)
        now = self._clock()
        for key in glowing:
            if now - self._since[key] >= GLOW_SECONDS:
                del self._since[key]
        if not self._since:
            self._timer.stop()
        self.faded.emit(glowing)
