"""Writing messages from the center, and following who has read them: the actions of the center's window."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from medport_desktop.domain.center.broadcasts import NewBroadcast
from medport_desktop.domain.center.settings import Settings
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.broadcast.compose import BroadcastDialog, Recipient
from medport_desktop.gui.shared.broadcast.receiver import GROUP
from medport_desktop.gui.shared.broadcast.sent import SentDialog
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.center.broadcasts import Broadcasts


class BroadcastSending(QObject):
    """Lives as long as the window; `write` and `sent` are its actions."""

    def __init__(
        self, shell: ConsoleShell, runtime: Runtime, broadcasts: Broadcasts, settings: Callable[[], Settings]
    ) -> None:
        """`settings` gives the site's as they are now."""
        super().__init__(shell)
        self._shell = shell
        self._runtime = runtime
        self._broadcasts = broadcasts
        self._settings = settings
        self.write = make_action(
            shell, "Message to hospitals and agencies…", "Ctrl+I", self.compose, icon="megaphone", group=GROUP
        )
        self.write.setObjectName("write_broadcast")
        self.sent = make_action(shell, "Messages sent, and by whom read…", "Ctrl+Shift+I", self._show_sent, group=GROUP)
        self.sent.setObjectName("show_sent_broadcasts")
        shell.add_top_action(self.write)

    def actions(self) -> list[QAction]:
        """Both, for a menu."""
        return [self.write, self.sent]

    def compose(self, to: Recipient | None = None) -> None:
        """Open the dialog, for one hospital or agency where given."""
        dialog = BroadcastDialog(self._settings().broadcast_hours, self._shell, to=to)
        dialog.entered.connect(partial(self._send, dialog))
        store = self._broadcasts.stores.broadcasts
        self._runtime.tasks.run(
            lambda: (store.hospitals(), store.agencies()),
            then=lambda found: dialog.set_recipients(*found),
            owner=dialog,
        )
        dialog.open()

    def _send(self, dialog: BroadcastDialog, broadcast_id: UUID, new: NewBroadcast) -> None:
        Operation(
            partial(self._broadcasts.send, broadcast_id, new),
            owner=self,
            form=dialog,
            then=lambda _none: self._shell.messages.info("The message was sent.", action=self.sent),
        ).run(self._runtime)

    def _show_sent(self) -> None:
        SentDialog(self._runtime, self._broadcasts, self._shell).open()
