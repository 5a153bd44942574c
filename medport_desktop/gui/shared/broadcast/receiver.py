"""Shows a person the messages that the center has for them, without taking the focus from anything.

An information is said in the message bar, once, and counts as read when it has been on the screen. An important one
is said there too, and stays in a line across the window until the person acknowledges it, here or after the next
sign-in, or it expires.
"""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from medport_desktop.domain.center.broadcasts import Broadcast, Importance
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.shell.message_bar import BarMessage, Level
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.broadcast.lists import one_line
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import LiveRows
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services.center.broadcasts import Broadcasts

KEY = "F12"
GROUP = "Messages"


class BroadcastReceiver(QObject):
    """Lives as long as the window. `arrived` carries each Broadcast when it is shown for the first time; `changed`
    says that another message is to be acknowledged, or one no longer."""

    arrived = Signal(object)
    changed = Signal()

    def __init__(self, shell: ConsoleShell, runtime: Runtime, broadcasts: Broadcasts) -> None:
        super().__init__(shell)
        self._shell = shell
        self._runtime = runtime
        self._broadcasts = broadcasts
        self._rows: LiveRows[Broadcast] = LiveRows(
            runtime.changes,
            self,
            [(Silo.CENTER, "broadcast")],
            partial(broadcasts.stores.broadcasts.current, broadcasts.person),
            key=lambda broadcast: broadcast.id,
        )
        self._read: set[UUID] = set()
        self._told: set[UUID] = set()
        self._writes = Writes()
        self._waited: list[UUID] = []
        self._count = Text(None, tone=Tone.MUTED)
        self.strip = NoticeStrip(shell, tone=Tone.AMBER, icon="megaphone")
        self.strip.setObjectName("broadcast_strip")
        self.action = make_action(shell, "Acknowledge the message", KEY, self.acknowledge, icon="check", group=GROUP)
        self.action.setObjectName("acknowledge_broadcast")
        self._button = SecondaryButton(self.strip, text="Acknowledge", key=KEY)
        self._button.setObjectName("acknowledge_broadcast_button")
        self._button.setToolTip(self.action.toolTip())
        self._button.clicked.connect(self.action.trigger)
        self.strip.add_part(self._count)
        self.strip.add_part(self._button)
        shell.add_strip(self.strip)
        content = shell.centralWidget()
        assert content is not None
        self._content = content
        content.installEventFilter(self)
        ticker().attach(self.strip, self._show)
        self._rows.changed.connect(self._take)
        self._show()
        self._rows.subscription.refresh()

    def waiting(self) -> list[Broadcast]:
        """Important messages that the person has not acknowledged and that have not expired, oldest first."""
        now = site_clock().now()
        return [b for b in self._unread() if b.importance is Importance.IMPORTANT and b.expires_at > now]

    def _unread(self) -> list[Broadcast]:
        """Oldest first."""
        unread = (b for b in self._rows.by_key.values() if b.read_at is None and b.id not in self._read)
        return sorted(unread, key=lambda b: (b.sent_at, b.id))

    @Slot()
    def _take(self) -> None:
        self._tell()
        self._show()

    # -- showing ----------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the window's content shows: show messages that came while it was locked or not yet open."""
        if event.type() is QEvent.Type.Show:
            self._tell()
        return False

    def _tell(self) -> None:
        """Say what is new in the message bar, which keeps it."""
        if not self._content.isVisible():
            return
        for broadcast in self._unread():
            if broadcast.id in self._told:
                continue
            self._told.add(broadcast.id)
            self._shell.messages.post(BarMessage(Level.INFO, words_of(broadcast), at=broadcast.sent_at))
            self.arrived.emit(broadcast)
            if broadcast.importance is Importance.INFO:
                self.leave_receipt(broadcast.id)

    def _show(self) -> None:
        waiting = self.waiting()
        self.action.setEnabled(bool(waiting))
        if waiting:
            first = waiting[0]
            at = site_clock().short(first.sent_at)
            self.strip.set_words(f"Transport center, {at}", f"{one_line(first.text)} ({first.author})")
            self._count.setText(f"1 of {len(waiting)}")
            self._count.setVisible(len(waiting) > 1)
            self._button.setEnabled(not self._writes.is_under_way(first.id))
        if self._button.hasFocus() and not (waiting and self._button.isEnabled()):
            page = self._shell.current_page()  # else Qt would choose, and the next key would press another button
            if page is not None:
                (page.focusWidget() or page).setFocus()
        self.strip.setVisible(bool(waiting))
        ids = [broadcast.id for broadcast in waiting]
        if ids != self._waited:
            self._waited = ids
            self.changed.emit()

    # -- acknowledging ----------------------------------------------------------------------------------
    def acknowledge(self) -> None:
        """The person has read the message in the line."""
        waiting = self.waiting()
        if waiting and not self._writes.is_under_way(waiting[0].id):
            self.leave_receipt(waiting[0].id)

    @Slot(object)
    def leave_receipt(self, broadcast_id: UUID) -> None:
        """The person has read this message."""
        Operation(
            partial(self._broadcasts.stores.broadcasts.acknowledge, broadcast_id),
            owner=self,
            writes=self._writes,
            about=broadcast_id,
            busy=lambda _busy: self._show(),
            then=lambda _none: self._read_by_person(broadcast_id),
            refused=partial(self._refused, broadcast_id),
        ).run(self._runtime)

    def _read_by_person(self, broadcast_id: UUID) -> None:
        self._read.add(broadcast_id)
        self._show()

    def _refused(self, broadcast_id: UUID, error: MedPortError) -> None:
        """Of an information the next console that shows it leaves the receipt: the person need not know."""
        broadcast = self._rows.by_key.get(broadcast_id)
        if broadcast is not None and broadcast.importance is Importance.IMPORTANT:
            self._runtime.messages.failure(error)


def words_of(broadcast: Broadcast) -> str:
    """A message as the message bar says it."""
    return f"Transport center ({broadcast.author}): {one_line(broadcast.text)}"
