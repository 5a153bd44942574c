"""One buffered bridge from anywhere in the program to the person: sentences, never tracebacks."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal, Slot

from medport_desktop.domain.errors import MedPortError
from medport_desktop.runtime.faults import Fault

BUFFERED = 50
"""How many messages wait for a window; older ones are dropped."""


class Level(Enum):
    """How a message looks."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """A message for the person. `details` is what the 'copy details' button copies, '' for no button."""

    level: Level
    sentence: str
    hint: str = ""
    details: str = ""
    reference: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


Receiver = Callable[[Message], None]


class Messages(QObject):
    """Takes messages from any thread; gives them on the GUI thread to the receiver attached last.

    Messages that arrive while nobody is attached wait, and are given to the next receiver.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Build it on the GUI thread."""
        super().__init__(parent)
        self._receivers: list[Receiver] = []
        self._waiting: deque[Message] = deque(maxlen=BUFFERED)
        self._arrived.connect(self._deliver, Qt.ConnectionType.AutoConnection)

    def info(self, sentence: str, hint: str = "") -> None:
        """Something happened as wished."""
        self.post(Message(Level.INFO, sentence, hint))

    def warn(self, sentence: str, hint: str = "", details: str = "") -> None:
        """Something needs a look."""
        self.post(Message(Level.WARNING, sentence, hint, details))

    def error(self, sentence: str, hint: str = "", details: str = "") -> None:
        """Something failed."""
        self.post(Message(Level.ERROR, sentence, hint, details))

    def failure(self, error: Exception) -> None:
        """Tell of an error as `Tasks` hands it to `failed`: a domain error's own sentence, or a bug's."""
        if isinstance(error, Fault):
            self.post(Message(Level.ERROR, error.sentence, error.hint, error.details, error.reference))
        elif isinstance(error, MedPortError):
            self.post(Message(Level.ERROR, error.sentence, error.hint))
        else:
            self.failure(Fault.of(error))

    def post(self, message: Message) -> None:
        """Deliver `message`; safe in any thread."""
        self._arrived.emit(message)

    def attach(self, receiver: Receiver) -> None:
        """Give messages to `receiver` (a bound method of a message bar) until it is detached."""
        self._receivers.append(receiver)
        while self._waiting:
            receiver(self._waiting.popleft())

    def detach(self, receiver: Receiver) -> None:
        """Stop; the receiver attached before it, if any, has its turn again. Unknown receivers are passed over."""
        if receiver in self._receivers:
            self._receivers.remove(receiver)

    @Slot(object)
    def _deliver(self, message: Message) -> None:
        if self._receivers:
            self._receivers[-1](message)
        else:
            self._waiting.append(message)
