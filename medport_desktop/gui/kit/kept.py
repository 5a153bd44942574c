"""Something that a person chose, and that comes back the next time: sounds, saved views."""

from typing import Any

from PySide6.QtCore import QObject, Signal


class Kept(QObject):
    """Make it a child of the window, with a name of its own: the layout memory finds it there, restores it once and
    writes it down at every `changed`."""

    changed = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        """`name`: under which it is kept, the same for ever."""
        super().__init__(parent)
        self.kept_as = name

    def state(self) -> Any:
        """What is to be kept, in plain JSON values."""
        raise NotImplementedError

    def restore(self, state: Any) -> None:
        """Take back what `state` gave once; whatever else a file may hold is passed over."""
        raise NotImplementedError
