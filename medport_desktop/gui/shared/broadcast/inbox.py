"""The way to the messages from the center, in every window's top bar, with how many are new."""

from uuid import UUID

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.center.broadcasts import Broadcast, Importance
from medport_desktop.gui.kit.controls.actions import action_tip, make_action
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.broadcast.received import ReceivedDialog
from medport_desktop.gui.shared.broadcast.receiver import GROUP, BroadcastReceiver
from medport_desktop.runtime import Runtime
from medport_desktop.services.center.broadcasts import Broadcasts

KEY = "Shift+F12"
WORDS = "Messages from the center"


class BroadcastInbox(QObject):
    """Lives as long as the window. New are messages since the person last looked, and those to acknowledge."""

    def __init__(
        self, shell: ConsoleShell, runtime: Runtime, broadcasts: Broadcasts, receiver: BroadcastReceiver
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._runtime = runtime
        self._broadcasts = broadcasts
        self._receiver = receiver
        self._arrived: set[UUID] = set()
        self._is_open = False
        self.action = make_action(shell, f"{WORDS}…", KEY, self.open, icon="mail", group=GROUP)
        self.action.setObjectName("show_received_broadcasts")
        self.button = shell.add_top_action(self.action)
        self.button.setObjectName("received_broadcasts_button")
        receiver.arrived.connect(self._take)
        receiver.changed.connect(self._show)
        self._show()

    def new(self) -> int:
        """How many are new to the person."""
        return len(self._arrived | {broadcast.id for broadcast in self._receiver.waiting()})

    def open(self) -> None:
        """Show the list; its messages are no longer new, except those to acknowledge."""
        dialog = ReceivedDialog(self._runtime, self._broadcasts, self._shell)
        dialog.acknowledged.connect(self._receiver.leave_receipt)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._is_open = True
        self._arrived.clear()
        self._show()

    @Slot()
    def _closed(self) -> None:
        self._is_open = False

    @Slot(object)
    def _take(self, broadcast: Broadcast) -> None:
        if broadcast.importance is Importance.INFO and not self._is_open:  # of the others the receiver knows
            self._arrived.add(broadcast.id)
        self._show()

    @Slot()
    def _show(self) -> None:
        new = self.new()
        words = f"{WORDS}, {new} new" if new else WORDS
        self.action.setToolTip(action_tip(words, KEY))
        self.button.setAccessibleName(words)
        self.button.set_count(new)
