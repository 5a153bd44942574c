"""How the system is: the three silos, and the events that could not be handled, with another try."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.domain.center.system import DeadLetter, SetAside, SiloHealth
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError, SiloAway
from medport_desktop.gui.admin.silo_panel import SiloPanel
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.controls.scrolled import Scrolled
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.center.admin import Admin

_EVERY_S = 10
"""As often as a heartbeat comes; only while the page is in view."""
_LEAST_OF_LETTERS = 220
_WAITS = StatusLook("Waits", Tone.RED)
_RESOLVED = StatusLook("Handled", Tone.GREEN, hollow=True)
_ASIDE = StatusLook("Set aside", Tone.MUTED, hollow=True)


def _state(letter: DeadLetter) -> StatusLook:
    return _RESOLVED if letter.resolved_at else _WAITS if letter.waits else _ASIDE


def _order(letter: DeadLetter) -> tuple[bool, bool, float]:
    return not letter.waits, letter.resolved_at is not None, -letter.last_at.timestamp()


def _why(letter: DeadLetter) -> str:
    """Why it failed; of one that is set aside why it need not be handled, and who said so."""
    if letter.set_aside_at is None or letter.set_aside_reason is None:
        return letter.error
    note = f": {letter.set_aside_note}" if letter.set_aside_note else ""
    return f"{letter.set_aside_reason.label}{note} ({letter.set_aside_by}, {site_clock().short(letter.set_aside_at)})"


def letter_columns() -> list[Column[DeadLetter]]:
    """Columns of the dead letters."""
    return [
        columns.status("state", "State", _state, width=100),
        columns.plain("silo", "In", lambda d: d.silo.label, width=84),
        columns.strong("kind", "Event", lambda d: d.kind, width=170),
        columns.muted("source", "From", lambda d: d.source.label, width=84),
        columns.plain("error", "Why", _why, tooltip=lambda d: f"{_why(d)}\n{d.error}", width=300, stretch=True),
        columns.muted("sqlstate", "Code", lambda d: d.sqlstate, width=72),
        columns.number("attempts", "Tries", lambda d: d.attempts, width=64),
        columns.when("first", "First", lambda d: d.first_at, width=100),
        columns.when("last", "Last", lambda d: d.last_at, width=100),
        columns.muted("event", "Event's id", lambda d: str(d.event_id), width=290, hidden=True),
    ]


class HealthPage(QWidget):
    """Asks the silos every ten seconds while it is in view, each by itself, so that none waits for one that is away."""

    def __init__(self, runtime: Runtime, admin: Admin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health_page")
        self._runtime = runtime
        self._admin = admin
        self._letters: dict[Silo, list[DeadLetter]] = {}
        self._seconds = 0
        self.panels = {silo: SiloPanel(silo, self) for silo in Silo}
        self.model: BoardModel[DeadLetter] = BoardModel(
            letter_columns(), key=lambda letter: (letter.silo, letter.event_id), parent=self
        )
        self.board = BoardView(self)
        self.board.setObjectName("dead_letters")
        self.board.setAccessibleName("Dead letters")
        self.board.set_board(self.model)
        self.board.set_empty(
            EmptyState(icon="check", sentence="Every event was handled.", hint="One that is not stands here.")
        )
        group = "System health"
        self.replay = make_action(
            self, "Replay", "R", self._replay, icon="undo-2", group=group, tip="Handle the event once more"
        )
        self.set_aside = make_action(
            self, "Set aside…", "Del", self._ask_aside, icon="x", group=group, tip="It need not be handled"
        )
        make_action(self, "Look again", "F5", self.refresh, group=group)
        self.board.current_changed.connect(lambda _key: self._settle())
        give_menu(self.board, lambda: [self.replay, self.set_aside])
        self._lay_out()
        self._settle()
        self.setFocusProxy(self.board)
        ticker().attach(self, self._tick)
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for panel in self.panels.values():
            row.addWidget(panel, 1)
        letters = Panel(self)
        buttons = (ActionButton(letters, action=action) for action in (self.replay, self.set_aside))
        letters.head("Dead letters", *buttons)
        letters.body.addWidget(self.board, 1)
        letters.setMinimumHeight(theme().px(_LEAST_OF_LETTERS))
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(theme().px(12))
        column.addLayout(row)
        column.addWidget(letters, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(self, inner))

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Ask every silo again."""
        self._seconds = 0
        for silo in Silo:
            self._ask(silo)

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds >= _EVERY_S:
            self.refresh()

    def _ask(self, silo: Silo) -> None:
        def told(outcome: tuple[SiloHealth, list[DeadLetter]]) -> None:
            health, self._letters[silo] = outcome
            self.panels[silo].show_health(health)
            self._show_letters()

        def failed(error: MedPortError) -> None:
            if isinstance(error, SiloAway):
                self.panels[silo].show_away(error.sentence)
            elif not isinstance(error, Fault):  # the message bar shows it
                self._runtime.messages.failure(error)

        self._runtime.tasks.run(self._admin.health, silo, then=told, failed=failed, owner=self, key=(id(self), silo))

    def _show_letters(self) -> None:
        letters = [letter for silo in Silo for letter in self._letters.get(silo, ())]
        self.model.apply(sorted(letters, key=_order), glow=False)
        self._settle()

    def _letter(self) -> DeadLetter | None:
        letter = self.board.current_row()
        return letter if isinstance(letter, DeadLetter) else None

    def _settle(self) -> None:
        letter = self._letter()
        self.replay.setEnabled(letter is not None and letter.resolved_at is None)
        self.set_aside.setEnabled(letter is not None and letter.waits)

    # -- acting -----------------------------------------------------------------------------------------
    def _replay(self) -> None:
        letter = self._letter()
        if letter is None:
            return

        def done(went_through: bool) -> None:
            if went_through:
                self._runtime.messages.info(f"{letter.kind} was handled in {letter.silo.label}.")
            else:
                self._runtime.messages.warn(
                    f"{letter.kind} failed again in {letter.silo.label}.", "Its line says why; mend the cause first."
                )
            self._ask(letter.silo)

        self.replay.setEnabled(False)
        replay = partial(self._admin.stores.system.replay, letter.silo, letter.event_id)
        Operation(replay, owner=self, then=done, not_done=self.refresh).run(self._runtime)

    def _ask_aside(self) -> None:
        letter = self._letter()
        if letter is None:
            return
        dialog = ReasonDialog(
            self.window(),
            title=f"Set {letter.kind} aside?",
            sentence=f"{letter.silo.label} does without it, and no longer complains. It can still be replayed.",
            reasons=[(reason, reason.label) for reason in SetAside],
            action="Set aside",
            note_needed={SetAside.OTHER},
        )
        dialog.setObjectName("set_aside_dialog")

        def decided(reason: SetAside, note: str) -> None:
            Operation(
                partial(self._admin.set_aside, letter.silo, letter.event_id, reason, note),
                owner=self,
                form=dialog,
                told=f"{letter.kind} was set aside in {letter.silo.label}.",
                then=lambda _none: self._ask(letter.silo),
                not_done=self.refresh,
            ).run(self._runtime)

        dialog.decided.connect(decided)
        dialog.open()
