"""Something that a person chose, and that comes back the next time: sounds, saved views."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal


class StoredChoice(QObject):
    """One choice of a person, somewhere in their window.

    The layout memory finds it there, restores it once and writes it down at every `changed`.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QObject, state: Callable[[], Any], restore: Callable[[Any], None]) -> None:
        """`name`: under which it is kept, the same for ever. `state`: what is to be kept, in plain JSON values.

        `restore` takes back what `state` gave once; whatever else a file may hold it passes over.
        """
        super().__init__(parent)
        self.kept_as = name
        self.state = state
        self.restore = restore
