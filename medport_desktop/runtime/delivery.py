"""Sends the writes in a person's outbox when their silo is back, and says what became of each."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.kept_writes import KeptWrite
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.runtime.changes import ChangeHub
from medport_desktop.runtime.messages import Messages
from medport_desktop.runtime.tasks import Tasks
from medport_desktop.services.outbox.outbox import Delivered, Outbox

LOOK_MS = 15_000
"""How often the kept writes are looked at and tried again: a silo may be live and yet have been busy, and another
console of the same person on this workstation may have kept something, or sent it."""


class Delivery(QObject):
    """Lives as long as the person's window. `changed` says that `kept` is other than before, on the GUI thread."""

    changed = Signal()
    _moved = Signal()
    """From whichever thread has kept or sent something."""

    def __init__(
        self,
        tasks: Tasks,
        changes: ChangeHub,
        messages: Messages,
        outbox: Outbox,
        describe: Callable[[KeptWrite], str],
        parent: QObject,
    ) -> None:
        """`describe` says in a few words what a kept write is."""
        super().__init__(parent)
        self._tasks = tasks
        self._changes = changes
        self._messages = messages
        self._outbox = outbox
        self._describe = describe
        self._under_way: set[Silo] = set()
        self._unread = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._moved.connect(self.changed)
        outbox.changed = self._tell
        changes.state_changed.connect(self._silo_changed)
        if outbox.keeps:
            self._timer.start()
            self.look()

    @property
    def kept(self) -> tuple[KeptWrite, ...]:
        """What waits, and what is to be looked at, oldest first."""
        return self._outbox.kept()

    @Slot()
    def look(self) -> None:
        """See what there is now, and send what can be sent."""
        self._tasks.run(self._outbox.look, then=lambda _none: self._looked(), owner=self, key=(id(self), "look"))

    def _looked(self) -> None:
        known, self._unread = self._unread, self._outbox.unread
        if self._unread > known:
            noun = "1 change" if self._unread == 1 else f"{self._unread} changes"
            self._messages.warn(
                f"{noun} kept on this workstation cannot be read: its keyring is locked or new.",
                "Unlock it and sign in again; or enter it again.",
            )
        self._try_all()

    def send_again(self, kept: KeptWrite) -> None:
        """The person has looked at it and wants it sent, as it is in `kept`."""
        self._tasks.run(self._outbox.send_again, kept.command.key, kept.command, then=self._tell_outcomes, owner=self)

    def discard(self, kept: KeptWrite) -> None:
        """The person does not want it any more."""
        self._tasks.run(self._outbox.discard, kept.command.key, owner=self)

    def _tell(self) -> None:
        """In any thread, and perhaps after the window has gone."""
        if shiboken6.isValid(self):
            self._moved.emit()

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if state.freshness is Freshness.LIVE:
            self._deliver(state.silo)

    @Slot()
    def _try_all(self) -> None:
        for silo in Silo:
            state = self._changes.state(silo)
            if state is not None and state.freshness is Freshness.LIVE:
                self._deliver(silo)

    def _deliver(self, silo: Silo) -> None:
        if silo in self._under_way or not any(kept.waits and kept.command.silo is silo for kept in self.kept):
            return
        self._under_way.add(silo)

        def ended(outcomes: object) -> None:
            self._under_way.discard(silo)
            if isinstance(outcomes, list):
                self._tell_outcomes(outcomes)

        self._tasks.run(self._outbox.deliver, silo, then=ended, failed=ended, owner=self)

    def _tell_outcomes(self, outcomes: list[Delivered]) -> None:
        sent = [outcome.kept for outcome in outcomes if outcome.sent]
        if len(sent) == 1:
            self._messages.info(f"Sent, having waited: {self._describe(sent[0])}.")
        elif sent:
            self._messages.info(f"{len(sent)} changes that had waited are sent, in the order in which you made them.")
        for outcome in outcomes:
            if not outcome.sent:
                words = f"Not sent: {self._describe(outcome.kept)}. {outcome.kept.refused}"
                self._messages.warn(words, f"{outcome.kept.hint} Ctrl+Shift+W shows it.".strip())
