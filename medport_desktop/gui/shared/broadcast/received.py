"""The messages from the center to this person: from whom, when, what, and when they read it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.center.broadcasts import Broadcast, Importance
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.broadcast.lists import fit, importance, text
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.services.center.broadcasts import Broadcasts

_TOPICS = [(Silo.CENTER, "broadcast"), (Silo.CENTER, "broadcast_receipt")]
WIDTH, HEIGHT = 900, 520


class ReceivedDialog(KitDialog):
    """The messages of the last seven days, newest first, and the whole of the chosen one. `acknowledged` carries the
    id of one that the person says to have read."""

    acknowledged = Signal(object)

    def __init__(self, runtime: Runtime, broadcasts: Broadcasts, parent: QWidget) -> None:
        super().__init__(parent, title="Messages from the center", sentence="Those of the last seven days.", width=680)
        self.setObjectName("received_broadcasts")
        self._broadcasts = broadcasts
        self.model = BoardModel(_columns(), key=lambda broadcast: broadcast.id, parent=self)
        self.model.sort_by("sent", descending=True)
        self._lay_out()
        self._subscription = runtime.changes.subscribe(self, _TOPICS, self._read, self._apply)
        self._subscription.refresh()
        fit(self, WIDTH, HEIGHT)

    def _lay_out(self) -> None:
        self.board = BoardView(self)
        self.board.setObjectName("received_board")
        self.board.setAccessibleName("Messages from the center")
        self.board.set_board(self.model)
        self.board.set_empty(
            EmptyState(icon="mail", sentence="No messages.", hint="What the center writes to you stands here.")
        )
        self.whole = Text(self, wrap=True)
        self.whole.setObjectName("received_text")
        self.state = Text(self, type=Type.CAPTION, tone=Tone.MUTED, wrap=True)
        self.state.setObjectName("received_state")
        for part, stretch in ((self.board, 1), (self.whole, 0), (self.state, 0)):
            self.body.addWidget(part, stretch)
        self.acknowledge = make_action(self, "Acknowledge", "F12", self._acknowledge, group="Messages")
        self._button = PrimaryButton(self, text="Acknowledge", key="F12")
        self._button.setObjectName("acknowledge_received")
        self._button.clicked.connect(self.acknowledge.trigger)
        close = SecondaryButton(self, text="Close", key="Esc")
        close.clicked.connect(self.reject)
        self.add_buttons(self._button, close)
        self.board.current_changed.connect(self._describe)
        self.board.opened.connect(lambda _key: self.acknowledge.trigger())
        self._describe()
        self.board.setFocus()

    # -- reading ----------------------------------------------------------------------------------------
    def _read(self, changes: Changes) -> Callable[[], list[Broadcast]]:
        """All of them: what is withdrawn or older than seven days goes."""
        del changes
        return partial(self._broadcasts.stores.broadcasts.received, self._broadcasts.person)

    def _apply(self, received: list[Broadcast]) -> None:
        is_first = not self.model.rows()
        self.model.apply(received, glow=not is_first)
        if self.board.current_key() is None and received:
            waits = [broadcast for broadcast in received if _waits(broadcast)]
            self.board.select_key((waits or received)[0].id)
        self._describe()

    # -- the chosen one ---------------------------------------------------------------------------------
    def _chosen(self) -> Broadcast | None:
        row = self.board.current_row()
        return row if isinstance(row, Broadcast) else None

    @Slot()
    def _describe(self) -> None:
        chosen = self._chosen()
        waits = chosen is not None and _waits(chosen)
        self.acknowledge.setEnabled(waits)
        self._button.setEnabled(waits)
        self.whole.setText(chosen.text if chosen is not None else "")
        self.state.setText(_story(chosen) if chosen is not None else "")

    def _acknowledge(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.acknowledged.emit(chosen.id)


def _waits(broadcast: Broadcast) -> bool:
    """Whether the center waits for this person's word."""
    important = broadcast.importance is Importance.IMPORTANT
    return important and broadcast.read_at is None and broadcast.expires_at > site_clock().now()


def _columns() -> list[Column[Broadcast]]:
    return [
        columns.when("sent", "Sent", lambda b: b.sent_at, width=96, align=columns.LEFT),
        columns.muted("author", "By", lambda b: b.author, width=176),
        importance(),
        text(),
        columns.plain(
            "read",
            "Read",
            _read_words,
            width=124,
            sort=lambda b: b.read_at,
            tone=lambda b: Tone.RED if _waits(b) else Tone.MUTED,
        ),
    ]


def _read_words(broadcast: Broadcast) -> str:
    if broadcast.read_at is not None:
        return site_clock().short(broadcast.read_at)
    return "acknowledge it" if _waits(broadcast) else "not read"


def _story(broadcast: Broadcast) -> str:
    clock = site_clock()
    verb = "You acknowledged it" if broadcast.importance is Importance.IMPORTANT else "Shown to you"
    read = f"{verb} at {clock.short(broadcast.read_at)}." if broadcast.read_at is not None else ""
    if _waits(broadcast):
        read = "The center waits for your word that you have read it."
    return f"From {broadcast.author}, {clock.full(broadcast.sent_at)}. {read}".strip()
