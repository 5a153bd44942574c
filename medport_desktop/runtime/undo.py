"""The last dispatch action of this console, and taking it back."""

from time import monotonic

from PySide6.QtCore import QObject, Signal

from medport_desktop.domain.errors import MedPortError, SiloAway
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.messages import Messages
from medport_desktop.runtime.tasks import Tasks
from medport_desktop.services.undo import Undoable


class Undo(QObject):
    """Holds one action: the last. What others did, or what was done before, is not this console's to take back."""

    changed = Signal()
    """Another action, or none, can be taken back."""
    offered = Signal()
    """An action has just been reported, and can be undone."""
    asked = Signal(object, str)
    """Before an action is taken back: which one, and what that would lose. `undo(True)` goes on."""

    def __init__(self, tasks: Tasks, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._last: Undoable | None = None
        self._since = 0.0
        self._under_way = False

    @property
    def last(self) -> Undoable | None:
        """What Ctrl+Z would take back; None where there is nothing."""
        return self._last

    def age_s(self) -> float:
        """Seconds since it was done."""
        return monotonic() - self._since

    def did(self, undoable: Undoable, sentence: str, hint: str = "") -> None:
        """Tell what was done ('' if the board's news has just said it), and keep what takes it back in place of
        what was kept before."""
        self._last, self._since = undoable, monotonic()
        self.changed.emit()
        if sentence:
            self._messages.info(sentence, hint)
        if not undoable.final.sentence:
            self.offered.emit()

    def undo(self, sure: bool = False) -> None:
        """Take the last action back; tells what came of it. Asked for again while it is under way: passed over.

        Unless the person is `sure`, what it would lose is looked at first.
        """
        undoable = self._last
        if undoable is None or self._under_way:
            return
        self._under_way = True
        if sure:
            self._take_back(undoable)
            return
        self._tasks.run(
            undoable.losing,
            then=lambda lost: self._ask(undoable, lost) if lost else self._take_back(undoable),
            failed=lambda error: self._failed(undoable, error),
            owner=self,
        )

    def _ask(self, undoable: Undoable, lost: str) -> None:
        self._under_way = False
        self.asked.emit(undoable, lost)

    def _take_back(self, undoable: Undoable) -> None:
        self._tasks.run(
            undoable.undo,
            then=lambda _none: self._done(undoable),
            failed=lambda error: self._failed(undoable, error),
            owner=self,
        )

    def _done(self, undoable: Undoable) -> None:
        self._end(undoable)
        self._messages.info(f"Undone. {undoable.undone}")

    def _failed(self, undoable: Undoable, error: MedPortError) -> None:
        if isinstance(error, SiloAway):  # it may be tried again
            self._under_way = False
        else:
            self._end(undoable)
        if not isinstance(error, Fault):
            self._messages.warn(f"Not undone: {error.sentence}", error.hint)

    def _end(self, undoable: Undoable) -> None:
        self._under_way = False
        if self._last is undoable:  # and nothing has been done meanwhile
            self._last = None
            self.changed.emit()
