"""The line in every window that counts the writes not sent yet, and the key that opens their list."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.kept_writes import KeptWrite
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.session.waiting.waiting_list import WaitingDialog
from medport_desktop.gui.session.waiting.write_words import summary, what
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.delivery import Delivery
from medport_desktop.services.outbox.outbox import Outbox

KEY = "Ctrl+Shift+W"
GROUP = "Session"


@runtime_checkable
class EditsKept(Protocol):
    """A window that can bring a refused write back into the form it was made in."""

    def edit_kept(self, kept: KeptWrite) -> str:
        """Show it in its form, to be changed and sent under the same key; says why not, or ''."""


class WaitingLink(QObject):
    """Lives as long as the window; joins a person's outbox with it."""

    def __init__(self, shell: ConsoleShell, runtime: Runtime, outbox: Outbox) -> None:
        super().__init__(shell)
        self._shell = shell
        self.delivery = Delivery(runtime.tasks, runtime.changes, runtime.messages, outbox, what, self)
        self.action = make_action(shell, "Changes not sent yet…", KEY, self.show_list, icon="inbox", group=GROUP)
        self.action.setObjectName("show_waiting")
        self.strip = NoticeStrip(shell, tone=Tone.AMBER, icon="inbox")
        self.strip.setObjectName("waiting_strip")
        button = SecondaryButton(self.strip, text="Show", key=KEY)
        button.setObjectName("show_waiting_button")
        button.setToolTip(self.action.toolTip())
        button.clicked.connect(self.action.trigger)
        self.strip.add_part(button)
        shell.add_strip(self.strip)
        self.delivery.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Say how much waits; the line goes when nothing does."""
        kept = self.delivery.kept
        if kept:
            self.strip.set_words(*summary(kept))
        self.strip.setVisible(bool(kept))

    @Slot()
    def show_list(self) -> None:
        """Open the list."""
        self.delivery.look()
        shell = self._shell
        editor = shell.edit_kept if isinstance(shell, EditsKept) else None
        WaitingDialog(self.delivery, editor, shell).open()
