"""The list of writes kept on this workstation: since when, for which silo, and what may be done with each."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from medport_desktop.domain.kept_writes import AddNote, EnterTrip, KeptWrite, SubmitBid
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import DangerButton, PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.forms.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.session.waiting.write_words import state, told, values, what
from medport_desktop.runtime.delivery import Delivery
from medport_desktop.services.texts import text_error

GROUP = "Not sent yet"
WIDTH, BOARD_HEIGHT = 760, 190


class WaitingDialog(KitDialog):
    """Follows the outbox live. A kept write can be deleted; what was refused can be sent again, or changed first."""

    def __init__(
        self, delivery: Delivery, editor: Callable[[KeptWrite], str] | None, parent: QWidget | None = None
    ) -> None:
        """`editor` brings a write back into its form, where the window has one, and says why not, or ''."""
        super().__init__(
            parent,
            title="Changes not sent yet",
            sentence="Kept on this workstation, encrypted; sent under your name alone, while you are signed in here.",
            width=WIDTH,
        )
        self.setObjectName("waiting_dialog")
        self._delivery = delivery
        self._editor = editor
        self.model: BoardModel[KeptWrite] = BoardModel(_columns(), key=lambda kept: kept.command.key, parent=self)
        self.board = BoardView(self)
        self.board.setObjectName("waiting_board")
        self.board.setAccessibleName("Changes not sent yet")
        self.board.setFixedHeight(theme().px(BOARD_HEIGHT))
        self.board.set_board(self.model)
        self.board.set_empty(EmptyState(icon="check", sentence="Nothing is waiting.", hint="Everything has been sent."))
        self._told = Text(self, wrap=True)
        self._told.setObjectName("waiting_told")
        self._facts = KeyValueGrid(self, label_width=80)
        self._note = QPlainTextEdit(self)
        self._note.setObjectName("waiting_note")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme().px(64))
        self._note_field = Field(self, label="Note", editor=self._note)
        self._note.textChanged.connect(self._note_written)
        self._drafts: dict[UUID, str] = {}
        """Notes as the person rewrites them, by the keys of the kept ones: they stay while the list changes."""
        for part in (self.board, self._told, self._facts, self._note_field):
            self.body.addWidget(part)
        self._shown: list[str] = []
        self._make_buttons()
        self.board.current_changed.connect(self._chosen)
        delivery.changed.connect(self.refresh)
        self.refresh()
        self.board.setFocus()

    def _make_buttons(self) -> None:
        self.delete = make_action(self, "Delete…", "Ctrl+Del", self._ask_delete, group=GROUP)
        self.edit = make_action(self, "Change it…", "Ctrl+E", self._edit, group=GROUP)
        self.send = make_action(self, "Send again", "Ctrl+Return", self._send, group=GROUP)
        self._delete_button = DangerButton(self, text="Delete…", key="Ctrl+Del")
        self._edit_button = SecondaryButton(self, text="Change it…", key="Ctrl+E")
        self._send_button = PrimaryButton(self, text="Send again", key="Ctrl+Return")
        close = SecondaryButton(self, text="Close", key="Esc")
        close.clicked.connect(self.reject)
        for button, action, name in (
            (self._delete_button, self.delete, "delete_waiting"),
            (self._edit_button, self.edit, "edit_waiting"),
            (self._send_button, self.send, "send_waiting"),
        ):
            button.setObjectName(name)
            button.clicked.connect(action.trigger)
        self.add_buttons(self._delete_button, self._edit_button, self._send_button, close)

    # -- what is shown ----------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Show what there is now."""
        kept = self._delivery.kept
        self.model.apply(kept)
        if self.board.current_key() is None and kept:
            self.board.select_key(kept[0].command.key)
        self._chosen(self.board.current_key())

    def _current(self) -> KeptWrite | None:
        row = self.board.current_row()
        return row if isinstance(row, KeptWrite) else None

    @Slot(object)
    def _chosen(self, _key: Hashable | None) -> None:
        kept = self._current()
        refused = kept is not None and not kept.waits
        writes = refused and kept is not None and isinstance(kept.command, AddNote) and not kept.maybe_done
        self._told.setText(told(kept) if kept is not None else "")
        self._told.set_tone(Tone.AMBER if refused else Tone.MUTED)
        self._show_values(kept, but_note=writes)
        self._note_field.setVisible(writes)
        if kept is not None and isinstance(kept.command, AddNote):
            self._show_note(kept.command)
        for action, button, on in (
            (self.delete, self._delete_button, kept is not None),
            (self.send, self._send_button, refused),
            (self.edit, self._edit_button, self._may_edit(kept) and not writes),
        ):
            action.setEnabled(on)
            button.setEnabled(on)

    def _show_note(self, command: AddNote) -> None:
        text = self._drafts.get(command.key, command.text)
        if self._note.toPlainText() != text:
            self._note.setPlainText(text)

    @Slot()
    def _note_written(self) -> None:
        self._note_field.clear_error()
        kept = self._current()
        if kept is not None and isinstance(kept.command, AddNote):
            self._drafts[kept.command.key] = self._note.toPlainText()

    def _may_edit(self, kept: KeptWrite | None) -> bool:
        """A trip or a bid has a form; what may have arrived cannot be changed any more under the same key."""
        if kept is None or kept.waits or kept.maybe_done or self._editor is None:
            return False
        return isinstance(kept.command, EnterTrip | SubmitBid)

    def _show_values(self, kept: KeptWrite | None, *, but_note: bool) -> None:
        for name in self._shown:
            self._facts.remove_row(name)
        rows = values(kept.command) if kept is not None and not but_note else []
        for label, value in rows:
            self._facts.set_row(label, label, value)
        self._shown = [label for label, _ in rows]

    # -- what may be done -------------------------------------------------------------------------------
    def _send(self) -> None:
        kept = self._current()
        if kept is None or kept.waits:
            return
        if self._note_field.isVisible() and isinstance(kept.command, AddNote):
            text = self._note.toPlainText().strip()
            missing = "Write the note, or delete it from the list."
            problem = text_error(text, longest("trip_note.text")) if text else missing
            if problem:
                self._note_field.set_error(problem)
                return
            kept = replace(kept, command=replace(kept.command, text=text))
        self._delivery.send_again(kept)

    def _edit(self) -> None:
        kept = self._current()
        if kept is None or self._editor is None:
            return
        why_not = self._editor(kept)
        if why_not:
            self._told.setText(f"{told(kept)} {why_not}")
        else:
            self.accept()

    def reject(self) -> None:
        notes = [kept.command for kept in self._delivery.kept if isinstance(kept.command, AddNote)]
        if any(self._drafts.get(note.key, note.text) != note.text for note in notes):
            self.ask_to_discard("Discard what you wrote?", "The note waits as it was.")
        else:
            super().reject()

    def _ask_delete(self) -> None:
        kept = self._current()
        if kept is None:
            return
        ask = AskDialog(
            self,
            title="Delete it from the list?",
            sentence=f"{what(kept)}. It will not be sent, and is gone from this workstation.",
            yes="Delete",
            no="Keep it",
            danger=True,
        )
        ask.setObjectName("delete_waiting_dialog")
        ask.answered.connect(lambda yes: self._delivery.discard(kept) if yes else None)
        ask.open()


def _columns() -> list[Column[KeptWrite]]:
    return [
        columns.when("since", "Since", lambda kept: kept.tried_at, width=86, align=columns.LEFT),
        columns.plain("what", "What", what, stretch=True, width=330),
        columns.muted("for", "For", lambda kept: kept.command.silo.label, width=90),
        columns.plain("state", "State", state, width=96, tone=lambda kept: Tone.MUTED if kept.waits else Tone.AMBER),
    ]
