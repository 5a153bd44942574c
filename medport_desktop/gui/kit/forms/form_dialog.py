"""A form in a dialog: sent as a whole; its fields show what is wrong; a slip loses nothing."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.errors import InvalidForm, MedPortError
from medport_desktop.gui.kit.controls.buttons import KeyButton, PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime.faults import Fault

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

T = TypeVar("T")


def sort_out(
    error: MedPortError, fields: Collection[str], columns: Mapping[str, str] | None = None
) -> tuple[dict[str, str], tuple[str, str]]:
    """Return the sentences that belong to `fields`, and what belongs to none of them: a sentence and a hint, or ''.

    `columns`: fields that the database knows by another name.
    """
    told = {(columns or {}).get(name, name): sentence for name, sentence in error.by_field.items()}
    placed = {name: sentence for name, sentence in told.items() if name in fields}
    if isinstance(error, InvalidForm):
        return placed, (" ".join(sentence for name, sentence in told.items() if name not in fields), "")
    return placed, ("", "") if placed else (error.sentence, error.hint)


def point_out(
    error: MedPortError, fields: Mapping[str, Field], problem: Banner, columns: Mapping[str, str] | None = None
) -> Field | None:
    """Say why it was not kept, at its field where it has one, else in the banner; returns the first such field, which
    now has the focus. The message bar shows a fault."""
    if isinstance(error, Fault):
        return None
    placed, (sentence, hint) = sort_out(error, fields, columns)
    for name, words in placed.items():
        fields[name].set_error(words)
    first = next((field for name, field in fields.items() if name in placed), None)
    if first is not None:
        first.setFocus()
    if sentence:
        problem.set_words(sentence, hint, Tone.RED)
        problem.show()
    return first


class FormDialog(KitDialog):
    """Fields by name, in the order in which they are looked at. Lay them out in `body`, then `finish()`.

    What is sent stays in the dialog until `close_saved()`; `tell()` says why it was not kept. Enter goes on to the next
    line, Ctrl+Enter sends; Esc asks where something was typed, and does nothing while it is on its way.
    """

    def __init__(self, parent: QWidget | None = None, *, title: str, sentence: str = "", width: int = 460) -> None:
        super().__init__(parent, title=title, sentence=sentence, width=width)
        self.fields: dict[str, Field] = {}
        self.is_sending = False
        """Whether the answer to what was entered is awaited."""
        self.columns: dict[str, str] = {}
        """Fields that the database knows by another name: its name → ours."""

    def finish(
        self,
        words: str,
        *,
        name: str,
        read: Callable[[], T],
        send: Callable[[T], object],
        typed: Callable[[], object],
        leaving: tuple[str, str],
        busy: str = "Saving…",
        enter_sends: bool = False,
        back: str = "Go back",
        kind: type[KeyButton] = PrimaryButton,
    ) -> None:
        """Add the buttons: `words` and object name are the sending one's.

        `read` gives what is entered, or raises InvalidForm; `send` passes it on; `typed` tells whether anything was
        changed since now; `leaving` is the question, title and sentence, before that is thrown away. `enter_sends`:
        a form of few lines, which Enter alone sends. `kind`: of the sending button; `back`: the other one's words.
        """
        self._read_form: Callable[[], Any] = read
        self._pass_on: Callable[[Any], object] = send
        self._typed, self._leaving, self._busy_words, self._enter_sends = typed, leaving, busy, enter_sends
        self._problem = Banner(self, tone=Tone.RED)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self.body.addWidget(self._problem)
        leave = SecondaryButton(self, text=back, key="Esc")
        leave.setObjectName("back")
        leave.clicked.connect(self.reject)
        self._send_button = kind(self, text=words, key="Return" if enter_sends else "Ctrl+Return")
        self._send_button.setObjectName(name)
        self._send_button.clicked.connect(self._send)
        self.add_buttons(leave, self._send_button)
        self._send_button.setDefault(False)  # keyPressEvent() hears Enter: it must not send half a form
        self._before = typed()

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why, at its field where it has one; what was typed stays."""
        if self.is_sending:
            self.is_sending = False
            self._send_button.set_busy(False)
        point_out(error, self.fields, self._problem, self.columns)

    def close_saved(self) -> None:
        """It is kept."""
        self.accept()

    @Slot()
    def _send(self) -> None:
        if self.is_sending:
            return
        self._problem.hide()
        for field in self.fields.values():
            field.clear_error()
        try:
            entered = self._read_form()
        except InvalidForm as error:
            self.tell(error)
            return
        self.is_sending = True
        self._send_button.set_busy(True, self._busy_words)
        self._pass_on(entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self._enter_sends or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._send()
        elif isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()

    def reject(self) -> None:
        if self.is_sending:  # what is on its way cannot be called back
            return
        if self._typed() == self._before:
            super().reject()
            return
        self.ask_to_discard(*self._leaving)
