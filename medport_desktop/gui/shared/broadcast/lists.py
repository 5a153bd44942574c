"""What the list of sent messages and that of received ones have in common."""

from typing import TypeVar

from PySide6.QtWidgets import QDialog

from medport_desktop.domain.center.broadcasts import Broadcast, Importance, SentBroadcast
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

T = TypeVar("T", bound=Broadcast | SentBroadcast)


def one_line(words: str) -> str:
    """A message as a row shows it."""
    return " ".join(words.split())


def importance() -> Column[T]:
    """Whether the center waits for people's word; that in amber."""
    return columns.plain(
        "importance",
        "Importance",
        lambda told: told.importance.label,
        width=96,
        tone=lambda told: Tone.AMBER if told.importance is Importance.IMPORTANT else Tone.MUTED,
    )


def text() -> Column[T]:
    """What it says, in the room that is left."""
    return columns.plain("text", "Message", lambda told: one_line(told.text), stretch=True, width=260)


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Make it so large (pixels at a scale of 1), but no larger than the window that it is on."""
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.sizeHint()
    dialog.resize(min(theme().px(width), room.width() - 40), min(theme().px(height), room.height() - 40))
