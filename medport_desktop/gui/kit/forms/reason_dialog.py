"""Asking for a coded reason and a note before something is taken away from others."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.kit.controls.buttons import DangerButton
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.services.texts import text_error

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class _Choice(QRadioButton):
    """Chosen by the arrow keys from the first press on; Qt's own moves on without choosing while none is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in _ARROWS:
            focused = self.window().focusWidget()
            if isinstance(focused, _Choice) and not focused.isChecked():
                focused.click()


class ReasonDialog(FormDialog):
    """`decided` carries the code and the note. It stays until the write that it begins has ended: what was
    written is there still where that fails. Esc decides nothing, and asks where a note was written."""

    decided = Signal(object, str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        title: str,
        sentence: str = "",
        reasons: Sequence[tuple[object, str]],
        action: str,
        back: str = "Go back",
        note_needed: Collection[object] = (),
        with_note: bool = True,
    ) -> None:
        super().__init__(parent, title=title, sentence=sentence, width=420)
        self._codes = [code for code, _ in reasons]
        self._note_needed = frozenset(note_needed)
        self._choices = QButtonGroup(self)
        for i, (_, words) in enumerate(reasons):
            choice = _Choice(words, self)
            self._choices.addButton(choice, i)
            self.body.addWidget(choice)
        self._note = QPlainTextEdit(self)
        self._note.setObjectName("reason_note")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme().px(64))
        self._note.setPlaceholderText("optional")
        field = self.fields["note"] = Field(self, label="Note", editor=self._note)
        field.setVisible(with_note)
        self._note.textChanged.connect(field.clear_error)
        self.body.addWidget(field)
        self.finish(
            action,
            name="decide",
            read=self._read,
            send=lambda decision: self.decided.emit(*decision),
            typed=lambda: self._note.toPlainText().strip(),
            leaving=("Discard this note?", "Nothing has been decided."),
            busy="Sending…",
            back=back,
            kind=DangerButton,
        )
        self._send_button.setEnabled(False)
        self._choices.idClicked.connect(self._chosen)
        self._choices.buttons()[0].setFocus()

    def choose(self, code: object) -> None:
        """Mark a reason, as a click on it does."""
        self._choices.button(self._codes.index(code)).click()

    def set_note(self, note: str) -> None:
        """Write the note."""
        self._note.setPlainText(note)

    @Slot(int)
    def _chosen(self, index: int) -> None:
        needed = self._codes[index] in self._note_needed
        self._note.setPlaceholderText("needed for this reason" if needed else "optional")
        self.fields["note"].clear_error()
        self._problem.hide()
        self._send_button.setEnabled(not self.is_sending)

    def _read(self) -> tuple[object, str]:
        if self._choices.checkedId() < 0:
            raise InvalidForm({"reason": "Choose a reason first."})
        code, note = self._codes[self._choices.checkedId()], self._note.toPlainText().strip()
        problem = text_error(note, longest("transport_request.cancellation_note"))
        if code in self._note_needed and not note:
            problem = "Say in a few words what the reason is."
        if problem:
            raise InvalidForm({"note": problem})
        return code, note
