"""The size of type, in steps, by two keys in every window."""

from PySide6.QtGui import QKeySequence

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.theme import LARGEST_SCALE, SMALLEST_SCALE, theme

STEP = 0.1


def offer_type_sizes(shell: ConsoleShell) -> None:
    """Give a window "Larger type" and "Smaller type"; the message bar says where it stands."""

    def say(end: str = "") -> None:
        shell.messages.info(f"Type at {theme().scale * 100:.0f} %{end}.")

    def enlarge() -> None:
        before = theme().scale
        theme().set_scale(round(before + STEP, 1))
        if theme().scale > before and not _fits(shell):
            theme().set_scale(before)
            say(", the largest for which this screen has room")
        else:
            say(", the largest" if theme().scale == LARGEST_SCALE else "")

    def reduce() -> None:
        theme().set_scale(round(theme().scale - STEP, 1))
        say(", the smallest" if theme().scale == SMALLEST_SCALE else "")

    larger = make_action(shell, "Larger type", "Ctrl++", enlarge)
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])  # + is Shift and = on many keyboards
    larger.setObjectName("larger_type")
    make_action(shell, "Smaller type", "Ctrl+-", reduce).setObjectName("smaller_type")


def _fits(shell: ConsoleShell) -> bool:
    """Whether the window's parts still have room on its screen; else it would grow beyond the edges."""
    least, room = shell.minimumSizeHint(), shell.screen().availableSize()
    return least.width() <= room.width() and least.height() <= room.height()
