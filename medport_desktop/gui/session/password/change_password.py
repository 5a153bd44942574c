"""The dialog in which a person changes the password, and the window's action that opens it."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.errors import MedPortError
from medport_desktop.domain.session import SignedIn
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.forms.field import PasswordLineField
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.session.session_shell import GROUP
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.session.session import Session

KEY = "Ctrl+Alt+P"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WHY = "It changes in all three databases. Consoles where you are signed in stay open."
_WHY_FIRST = "The person who made or reset your account knows this password. From now on only you should."
_ADVICE = "At least 12 characters. A few words that only you would put together are good."


class ChangePasswordDialog(KitDialog):
    """Asks for the password of now and, twice, for the new one; changes it and closes.

    `changed` carries the `SignedIn` that holds from now on. `first`: the password must be changed before anything else.
    """

    changed = Signal(object)

    def __init__(
        self, runtime: Runtime, session: Session, parent: QWidget | None = None, *, first: bool = False
    ) -> None:
        title = "Choose your own password" if first else "Change your password"
        super().__init__(parent, title=title, sentence=_WHY_FIRST if first else _WHY)
        self.setObjectName("password_change_dialog")
        self._runtime = runtime
        self._session = session
        self._is_busy = False
        self._old = self._add_field("Password you were given" if first else "Password you have now", "old_password")
        self._new = self._add_field("New password", "new_password")
        self._again = self._add_field("New password again", "new_password_again")
        self._new.edit.setToolTip(_ADVICE)
        self._trouble = Banner(self, tone=Tone.RED)
        self._trouble.setObjectName("password_trouble")
        self._trouble.hide()
        self.body.insertWidget(0, self._trouble)
        self.body.addWidget(Text(self, text=_ADVICE, type=Type.CAPTION, tone=Tone.MUTED, wrap=True))
        self._back = SecondaryButton(self, text="Sign out" if first else "Go back", key="Esc")
        self._back.setObjectName("back")
        self._change = PrimaryButton(self, text="Change password", key="Return")
        self._change.setObjectName("change_password")
        self._back.clicked.connect(self.reject)
        self._change.clicked.connect(self._submit)
        self.add_buttons(self._back, self._change)
        self._change.setDefault(False)  # Enter goes on to the next field; keyPressEvent() hears it
        self._old.edit.setFocus()

    def _add_field(self, label: str, name: str) -> PasswordLineField:
        field = PasswordLineField(self, label=label)
        field.setObjectName(f"{name}_field")
        field.edit.setObjectName(name)
        field.edit.textEdited.connect(self._edited)
        self.body.addWidget(field)
        return field

    @Slot()
    def _edited(self) -> None:
        for field in (self._old, self._new, self._again):
            field.clear_error()
        self._trouble.hide()
        self._fit()

    def _fit(self) -> None:
        """As high as its sentences need: a dialog does not grow by itself for lines that wrap."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    @Slot()
    def _submit(self) -> None:
        if self._is_busy:
            return
        self._edited()
        if self._new.text() != self._again.text():
            self._reject_field(self._again, "This is not the same as the new password; type both again if in doubt.")
            return
        Operation(
            partial(self._session.change_password, self._old.text(), self._new.text()),
            owner=self,
            busy=self._set_busy,
            then=self._done,
            at_fields=self._point_at,
            refused=self._tell,
        ).run(self._runtime)

    def _done(self, outcome: SignedIn) -> None:
        self.accept()
        self.changed.emit(outcome)

    def _point_at(self, errors: dict[str, str]) -> bool:
        if "password" in errors:  # as the database names it
            errors = {"new": errors["password"]}
        for name, field in (("new", self._new), ("old", self._old)):  # the focus ends at the upper one
            if name in errors:
                self._reject_field(field, errors[name])
        return bool(errors.keys() & {"new", "old"})

    def _tell(self, error: MedPortError) -> None:
        self._trouble.set_words(error.sentence, error.hint)
        self._trouble.show()
        self._fit()

    def _reject_field(self, field: PasswordLineField, sentence: str) -> None:
        field.set_error(sentence)
        self._fit()
        field.edit.selectAll()
        field.edit.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._change.set_busy(busy, "Changing…")
        self._back.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        on_the_way = isinstance(focused, QLineEdit) and focused is not self._again.edit
        if on_the_way and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextChild()
        elif focused is self._back:
            self.reject()
        else:
            self._submit()

    def reject(self) -> None:
        """Esc and the way back; what is on its way cannot be called back."""
        if not self._is_busy:
            super().reject()


def offer_password_change(shell: ConsoleShell, runtime: Runtime, session: Session) -> QAction:
    """Give a console window the action that changes its person's password; returns it."""

    def tell(outcome: SignedIn) -> None:
        runtime.messages.info("Your password is changed. Your other consoles ask for the new one when they lock.")
        if outcome.kept_note:
            runtime.messages.warn(outcome.kept_note)

    def ask() -> None:
        dialog = ChangePasswordDialog(runtime, session, shell)
        dialog.changed.connect(tell)
        dialog.open()

    action = make_action(shell, "Change password…", KEY, ask, icon="key-round", group=GROUP)
    action.setObjectName("change_my_password")
    shell.add_top_action(action)
    return action
