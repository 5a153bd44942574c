"""What the center has sent: to whom, who has read it, and taking it back."""

from collections.abc import Callable, Hashable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from medport_desktop.domain.center.broadcasts import BroadcastReader, Importance, SentBroadcast
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import DangerButton, SecondaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.forms.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.broadcast.lists import fit, importance, text
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.center.broadcasts import Broadcasts

_TOPICS = [(Silo.CENTER, "broadcast"), (Silo.CENTER, "broadcast_receipt")]
WIDTH, HEIGHT = 960, 600


class SentDialog(KitDialog):
    """The messages of the last seven days; below, those whom the chosen one is for. Follows receipts live."""

    def __init__(self, runtime: Runtime, broadcasts: Broadcasts, parent: QWidget | None = None) -> None:
        super().__init__(parent, title="Messages of the last seven days", width=760)
        self.setObjectName("sent_broadcasts")
        self._runtime = runtime
        self._broadcasts = broadcasts
        self.model = BoardModel(_columns(), key=lambda sent: sent.id, parent=self)
        self.readers = BoardModel(_reader_columns(), key=lambda reader: reader.user_id, parent=self)
        self._lay_out()
        self._subscription = runtime.changes.subscribe(self, _TOPICS, self._read, self._apply)
        self._reading = runtime.changes.subscribe(self, _TOPICS, self._read_readers, self._apply_readers)
        self._subscription.refresh()
        fit(self, WIDTH, HEIGHT)

    def _lay_out(self) -> None:
        self.board = BoardView(self)
        self.board.setObjectName("sent_board")
        self.board.setAccessibleName("Messages from the center")
        self.board.set_board(self.model)
        self.board.set_empty(
            EmptyState(icon="megaphone", sentence="Nothing has been sent.", hint="Messages of seven days stand here.")
        )
        self.board.current_changed.connect(self._chosen)
        self.whole = Text(self, wrap=True)
        self.whole.setObjectName("sent_text")
        self.state = Text(self, type=Type.CAPTION, tone=Tone.MUTED, wrap=True)
        people = BoardView(self)
        people.setObjectName("readers_board")
        people.setAccessibleName("Who has read it")
        people.set_board(self.readers)
        people.set_empty(EmptyState(icon="user-round", sentence="Choose a message: those whom it is for stand here."))
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        for part, stretch in ((self.whole, 0), (self.state, 0), (people, 1)):
            column.addWidget(part, stretch)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.board)
        split.addWidget(below)
        self.body.addWidget(split, 1)
        self.withdraw = make_action(self, "Withdraw…", "Ctrl+Del", self._ask, group="Messages")
        self._withdraw_button = DangerButton(self, text="Withdraw…", key="Ctrl+Del")
        self._withdraw_button.setObjectName("withdraw_broadcast")
        self._withdraw_button.clicked.connect(self.withdraw.trigger)
        close = SecondaryButton(self, text="Close", key="Esc")
        close.clicked.connect(self.reject)
        self.add_buttons(self._withdraw_button, close)
        self._chosen(None)
        self.board.setFocus()

    # -- reading ----------------------------------------------------------------------------------------
    def _read(self, changes: Changes) -> Callable[[], list[SentBroadcast]]:
        """All of them: what is older than seven days goes, and a receipt changes a count."""
        del changes
        return self._broadcasts.stores.broadcasts.sent

    def _apply(self, sent: list[SentBroadcast]) -> None:
        self.model.apply(sent)
        if self.board.current_key() is None and sent:
            self.board.select_key(sent[0].id)
        self._describe()

    def _read_readers(self, changes: Changes) -> Callable[[], tuple[UUID, list[BroadcastReader]] | None]:
        chosen, ids = self._chosen_id(), changes.ids()
        if chosen is None or (ids is not None and chosen not in ids):
            return lambda: None
        return partial(_with_id, self._broadcasts, chosen)

    def _apply_readers(self, outcome: tuple[UUID, list[BroadcastReader]] | None) -> None:
        if outcome is not None and outcome[0] == self._chosen_id():
            self.readers.apply(outcome[1])

    def _chosen_id(self) -> UUID | None:
        key = self.board.current_key()
        return key if isinstance(key, UUID) else None

    # -- the chosen one ---------------------------------------------------------------------------------
    @Slot(object)
    def _chosen(self, _key: Hashable | None) -> None:
        self._describe()
        self.readers.apply([], glow=False)
        if self._chosen_id() is not None:
            self._reading.refresh()

    def _describe(self) -> None:
        chosen = self.board.current_row()
        stands = isinstance(chosen, SentBroadcast) and chosen.withdrawn_at is None
        self.withdraw.setEnabled(stands)
        self._withdraw_button.setEnabled(stands)
        if not isinstance(chosen, SentBroadcast):
            self.whole.clear()
            self.state.clear()
            return
        self.whole.setText(chosen.text)
        self.state.setText(f"For {_lower(chosen.to)} by {chosen.author}. {_fate(chosen)} {_read_words(chosen)}.")

    def _ask(self) -> None:
        chosen = self.board.current_row()
        if not isinstance(chosen, SentBroadcast) or chosen.withdrawn_at is not None:
            return
        ask = AskDialog(
            self,
            title="Withdraw this message?",
            sentence="It goes from every console at once. What people have read already they have read.",
            yes="Withdraw",
            no="Leave it",
            danger=True,
        )
        ask.setObjectName("withdraw_dialog")
        ask.answered.connect(lambda yes: self._withdraw(chosen.id) if yes else None)
        ask.open()

    def _withdraw(self, broadcast_id: UUID) -> None:
        call = partial(self._broadcasts.stores.broadcasts.withdraw, broadcast_id)
        Operation(call, owner=self, told="The message was withdrawn.").run(self._runtime)


def _with_id(broadcasts: Broadcasts, broadcast_id: UUID) -> tuple[UUID, list[BroadcastReader]]:
    return broadcast_id, broadcasts.stores.broadcasts.readers(broadcast_id)


def _columns() -> list[Column[SentBroadcast]]:
    return [
        columns.when("sent", "Sent", lambda s: s.sent_at, width=78, align=columns.LEFT),
        columns.plain("to", "For", lambda s: s.to, width=190),
        importance(),
        text(),
        columns.plain("read", "Read", lambda s: f"{s.read} of {s.people}", width=84, sort=lambda s: s.read),
        columns.muted("until", "Until", _until, width=104),
        columns.muted("author", "By", lambda s: s.author, width=150, hidden=True),
    ]


def _reader_columns() -> list[Column[BroadcastReader]]:
    return [
        columns.plain("name", "Person", lambda r: r.name, width=230),
        columns.muted("organisation", "Of", lambda r: r.organisation, stretch=True, width=240),
        columns.plain(
            "read",
            "Read",
            lambda r: site_clock().short(r.read_at) if r.read_at else "not yet",
            width=110,
            sort=lambda r: r.read_at,
            tone=lambda r: Tone.TEXT if r.read_at else Tone.MUTED,
        ),
    ]


def _until(sent: SentBroadcast) -> str:
    if sent.withdrawn_at is not None:
        return "withdrawn"
    return "over" if sent.expires_at <= site_clock().now() else site_clock().short(sent.expires_at)


def _fate(sent: SentBroadcast) -> str:
    clock = site_clock()
    if sent.withdrawn_at is not None:
        return f"Withdrawn at {clock.short(sent.withdrawn_at)}."
    if sent.expires_at <= clock.now():
        return f"Shown until {clock.short(sent.expires_at)}."
    return f"Shown until {clock.short(sent.expires_at)} to those who have not read it."


def _read_words(sent: SentBroadcast) -> str:
    verb = "have acknowledged it" if sent.importance is Importance.IMPORTANT else "have had it on their screen"
    return f"{sent.read} of {sent.people} {verb}"


def _lower(words: str) -> str:
    """ "all hospitals" for "All hospitals"; a name stays as it is."""
    return words[0].lower() + words[1:] if words.startswith(("All ", "Everyone")) else words
