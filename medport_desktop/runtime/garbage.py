"""Python's collector of reference cycles, kept on the GUI thread.

Left to itself it runs in whichever thread allocates next. In a worker it then destroys widgets that were garbage: Qt
forbids that, and it stops the program for good when the worker waits for Python's lock inside a QObject's destructor
while the GUI thread, which has the lock, waits for the mutex that the destructor holds.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

EVERY_MS = 1000


class _Collector(QObject):
    """Does what the collector would, at its own thresholds, once a second."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._users: set[object] = set()
        self._was_enabled = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)

    def begin(self, user: object) -> None:
        """Take over from Python, until the last user has ended."""
        first = not self._users
        self._users.add(user)
        if first:
            self._was_enabled = gc.isenabled()
            gc.disable()
            gc.freeze()  # modules and classes live to the end: looking through them costs 0.1 s of the GUI's time
            self._timer.start(EVERY_MS)

    def end(self, user: object) -> None:
        """One user less; after the last everything is as it was. Again for the same one: nothing."""
        if user not in self._users:
            return
        self._users.remove(user)
        if not self._users:
            self._timer.stop()
            gc.unfreeze()
            if self._was_enabled:
                gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        ages = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [age for age, (count, limit) in ages if count > limit]
        if due:
            gc.collect(due[-1])


class _Holder:
    collector: _Collector | None = None


def collector() -> _Collector:
    """The program's one collector, made on the GUI thread at its first use."""
    if _Holder.collector is None:
        _Holder.collector = _Collector()
    return _Holder.collector
