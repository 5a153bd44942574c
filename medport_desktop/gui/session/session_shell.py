"""What every signed-in window shows of its session: who, how fresh the silos are, messages, theme and the way out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.people import Person
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.gui.kit.board.export import TableExport
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.shell.message_bar import BarMessage, MessageBar
from medport_desktop.gui.kit.shell.message_bar import Level as BarLevel
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.session.type_size import offer_type_sizes
from medport_desktop.gui.session.undo_link import UndoLink
from medport_desktop.gui.session.waiting import WaitingLink
from medport_desktop.gui.shared.saving import save_file
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.messages import Level, Message, Messages
from medport_desktop.services.outbox.outbox import Outbox

_LIGHTS = {
    Freshness.LIVE: Light.LIVE,
    Freshness.STALE: Light.STALE,
    Freshness.AWAY: Light.AWAY,
    Freshness.REFUSED: Light.REFUSED,
}
_LEVELS = {Level.INFO: BarLevel.INFO, Level.WARNING: BarLevel.WARN, Level.ERROR: BarLevel.ERROR}
GROUP = "Session"


class MessageLink(QObject):
    """Carries the program's messages to one message bar for as long as the bar lives."""

    def __init__(self, bar: MessageBar, messages: Messages) -> None:
        super().__init__(bar)
        self._bar = bar
        self._messages = messages
        messages.attach(self.show_message)
        bar.destroyed.connect(self._gone)

    def show_message(self, message: Message) -> None:
        """Show one message in the bar."""
        text = f"{message.sentence} {message.hint}".strip()
        self._bar.post(BarMessage(_LEVELS[message.level], text, message.details, message.at))

    @Slot()
    def _gone(self) -> None:
        self._messages.detach(self.show_message)


class WorkingLink(QObject):
    """Shows in a shell that a call is taking long."""

    def __init__(self, shell: ConsoleShell, runtime: Runtime) -> None:
        super().__init__(shell)
        self._shell = shell
        runtime.tasks.slow_changed.connect(self.show_working)
        self.show_working(runtime.tasks.is_slow)

    @Slot(bool)
    def show_working(self, working: bool) -> None:
        """Show or hide the running line."""
        self._shell.set_working(working)


class LightLink(QObject):
    """Shows the silos' states, now and as they change, in a shell's lights."""

    def __init__(self, shell: ConsoleShell, runtime: Runtime) -> None:
        super().__init__(shell)
        self._lights, self._messages = shell.lights, shell.messages
        for silo in Silo:
            state = runtime.changes.state(silo)
            if state is not None:
                self.show_state(state)
        runtime.changes.state_changed.connect(self.show_state)

    @Slot(object)
    def show_state(self, state: SiloState) -> None:
        """Show one silo's state."""
        self._lights.set_state(state.silo.label, _LIGHTS[state.freshness], state.since, state.reason)
        if state.freshness is Freshness.LIVE:
            self._messages.retract(SiloAway(state.silo).sentence)


def join(
    shell: ConsoleShell,
    runtime: Runtime,
    person: Person,
    sign_out: Callable[[], object],
    leave: Callable[[], object],
    outbox: Outbox | None = None,
) -> None:
    """Connect a console window to its session; `sign_out` and `leave` are asked for by their actions, and `outbox` is
    what the window's services send by, where it keeps anything."""
    shell.set_who(f"{person.organisation} · {person.name}")
    MessageLink(shell.messages, runtime.messages)
    LightLink(shell, runtime)
    WorkingLink(shell, runtime)
    UndoLink(shell, runtime.undo)
    if outbox is not None:
        WaitingLink(shell, runtime, outbox)
    offer_type_sizes(shell)
    TableExport(shell, partial(save_file, runtime))
    shell.enable_theme_toggle()
    out = make_action(shell, "Sign out", "Ctrl+Shift+Q", sign_out, icon="log-out", group=GROUP)
    out.setObjectName("sign_out")
    shell.add_top_action(out)
    make_action(shell, "Quit MedPort", "Ctrl+Q", leave, group=GROUP)
