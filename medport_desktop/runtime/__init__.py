"""The GUI's side of threads: event loop, tasks, change hub and user messages."""

from dataclasses import dataclass
from typing import Self

from medport_desktop.runtime.changes import SAFETY_MS, ChangeHub
from medport_desktop.runtime.garbage import collector
from medport_desktop.runtime.messages import Messages
from medport_desktop.runtime.tasks import Tasks
from medport_desktop.runtime.undo import Undo


@dataclass(frozen=True, slots=True)
class Runtime:
    """What every window is given. One a program, made on the GUI thread."""

    messages: Messages
    tasks: Tasks
    changes: ChangeHub
    undo: Undo

    @classmethod
    def build(cls, *, safety_ms: int = SAFETY_MS) -> Self:
        """`safety_ms`: 0 for no safety re-read (tests)."""
        messages = Messages()
        tasks = Tasks(messages)
        collector().begin(tasks)
        hub = ChangeHub(tasks, messages, safety_ms=safety_ms)
        return cls(messages, tasks, hub, Undo(tasks, messages))

    def close(self) -> None:
        """Stop timers and worker threads; nothing is delivered afterwards."""
        self.changes.close()
        self.tasks.close()
        collector().end(self.tasks)
