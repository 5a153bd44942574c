"""The sign-in window: e-mail, password, the silos' lights, and each failure said where it belongs."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QMainWindow, QSizePolicy, QWidget

from medport_desktop import __version__
from medport_desktop.data.connection.reach import ServerReach
from medport_desktop.domain.errors import AccountDisabled, MedPortError, WrongPassword
from medport_desktop.domain.session import SignedIn
from medport_desktop.gui.forms.ui_sign_in import Ui_SignIn
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.forms.password_field import PasswordField
from medport_desktop.gui.kit.shell.shortcuts import ShortcutSheet, keyed_actions
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.session.session_shell import MessageLink
from medport_desktop.gui.sign_in.reach_lights import ReachLights
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.tasks import Task
from medport_desktop.services.session.session import Session
from medport_desktop.services.validation import email_error

CARD_WIDTH = 380
"""Pixels at the usual size of type."""


class SignInWindow(QMainWindow):
    """Signs a person in. It stays open and busy afterwards: the receiver of `signed_in` opens the next window."""

    signed_in = Signal(object)
    """A `SignedIn`."""
    closed = Signal()
    """The person closed the window and wants to leave."""

    def __init__(self, runtime: Runtime, session: Session, reach: ServerReach, *, site_name: str = "") -> None:
        """`site_name`: what this workstation knows of the site before the center can be asked; '' for nothing."""
        super().__init__()
        self.setObjectName("sign_in_window")
        self._runtime = runtime
        self._session = session
        self._resuming: Task | None = None
        self._is_busy = False
        self._sent = ("", "")
        self._ui = Ui_SignIn()
        form = QWidget(self)
        self._ui.setupUi(form)
        self.setCentralWidget(form)
        self.setWindowTitle(form.windowTitle())
        self._email: QLineEdit = self._ui.email_field.edit
        self._password: QLineEdit = self._ui.password_field.edit
        self._dress(site_name)
        self._lights = ReachLights(self._ui.foot.lights, runtime.tasks, reach)
        MessageLink(self._ui.foot.messages, runtime.messages)
        self._connect()
        self._email.setText(session.remembered_email())

    # -- what it is told --------------------------------------------------------------------------------
    def resume(self) -> None:
        """Try the keys that this workstation has kept. Typing takes over: their outcome then does not count."""
        if not self._email.text():
            return
        self._sent = self._written()
        self.set_busy("Signing in…")
        self._resuming = self._runtime.tasks.run(
            self._session.resume, then=self._resumed, failed=self.show_failure, owner=self
        )

    def sign_in(self, email: str, password: str) -> None:
        """Fill the form in and send it."""
        self._email.setText(email)
        self._password.setText(password)
        self._submit()

    def set_busy(self, words: str) -> None:
        """Say on the button what is going on, and send nothing meanwhile. The fields stay open to typing."""
        self._is_busy = True
        self._ui.sign_in.set_busy(True, words)

    def set_ready(self) -> None:
        """What was going on has ended: the form can be sent."""
        self._is_busy = False
        self._ui.sign_in.set_busy(False)

    def show_failure(self, error: MedPortError) -> None:
        """Say where it belongs why signing in failed, and let the person try again."""
        self._resuming = None
        self.set_ready()
        typing = self._sent != self._written()
        sentence = error.whole
        if isinstance(error, Fault):
            return  # the message bar tells of it
        if isinstance(error, WrongPassword):
            self._reject(self._ui.password_field, sentence, typing=typing)
        elif isinstance(error, AccountDisabled):
            self._reject(self._ui.email_field, sentence, typing=typing)
        else:
            self._ui.trouble.set_words(error.sentence, error.hint, Tone.RED)
            self._ui.trouble.show()

    # -- building ---------------------------------------------------------------------------------------
    def _dress(self, site_name: str) -> None:
        ui = self._ui
        ui.site.setText(site_name)
        ui.site.setVisible(bool(site_name))
        ui.trouble.hide()
        ui.keep.setToolTip("Keys are kept in this computer's keyring, never the password.")
        ui.keep.setAccessibleDescription(ui.keep.toolTip())
        for edit, name in ((self._email, "email"), (self._password, "password")):
            edit.setObjectName(name)
        for field in (ui.email_field, ui.password_field):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        foot = ui.foot.layout()
        assert isinstance(foot, QBoxLayout)
        version = Text(ui.foot, text=f"Version {__version__}", type=Type.CAPTION, tone=Tone.MUTED)
        foot.insertWidget(foot.count() - 1, version)
        foot.insertSpacing(foot.count() - 1, 12)
        theme().changed.connect(self._theme_changed)
        self._theme_changed()
        self.resize(theme().px(560), theme().px(580))

    def _connect(self) -> None:
        self._ui.sign_in.clicked.connect(self._submit)
        for edit in (self._email, self._password):
            edit.textEdited.connect(self._edited)
        enter = make_action(self, "Sign in", "Return", self._submit)
        enter.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # for the sheet; keyPressEvent() hears the key
        make_action(self, "Show or hide the password", "Ctrl+Shift+P", self._toggle_password)
        make_action(self, "Light or dark", "Ctrl+Shift+L", theme().toggle)
        make_action(self, "Quit MedPort", "Ctrl+Q", self.close)
        keys = make_action(self, "Show all keys", "?", self._show_keys)
        keys.setShortcuts([QKeySequence("?"), QKeySequence("F1")])
        self._ui.foot.keys_asked.connect(self._show_keys)

    # -- what the person does ---------------------------------------------------------------------------
    @Slot()
    def _submit(self) -> None:
        if self._is_busy:
            return
        self._clear_errors()
        email, password = self._written()
        if wrong := email_error(email):
            self._reject(self._ui.email_field, wrong if email.strip() else "Enter your e-mail.")
        elif not password and self._email.hasFocus():
            self._password.setFocus()
        elif not password:
            self._reject(self._ui.password_field, "Enter your password.")
        else:
            self._send(email, password)

    def _send(self, email: str, password: str) -> None:
        self._sent = (email, password)
        self.set_busy("Signing in…")
        self._runtime.tasks.run(
            partial(self._session.sign_in, email.strip(), password, keep=self._ui.keep.isChecked()),
            then=self.signed_in.emit,
            failed=self.show_failure,
            owner=self,
        )

    def _resumed(self, outcome: SignedIn | None) -> None:
        self._resuming = None
        if outcome is None:
            self.set_ready()
        else:
            self.signed_in.emit(outcome)

    @Slot()
    def _edited(self) -> None:
        self._clear_errors()
        if self._resuming is not None:
            self._resuming.cancel()
            self._resuming = None
            self.set_ready()

    def _written(self) -> tuple[str, str]:
        return self._email.text(), self._password.text()

    def _reject(self, field: LineField, sentence: str, *, typing: bool = False) -> None:
        """Show an error at its field, and go there unless the person is typing again already."""
        field.set_error(sentence)
        if not typing:
            field.edit.selectAll()
            field.edit.setFocus()

    def _clear_errors(self) -> None:
        self._ui.email_field.clear_error()
        self._ui.password_field.clear_error()
        self._ui.trouble.hide()

    def _toggle_password(self) -> None:
        assert isinstance(self._password, PasswordField)
        self._password.set_revealed(self._password.echoMode() == QLineEdit.EchoMode.Password)

    @Slot()
    def _show_keys(self) -> None:
        ShortcutSheet(self, actions=keyed_actions(self, None)).open()

    # -- Qt ---------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, which every part of the form leaves to its window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lights.start()
        (self._password if self._email.text() else self._email).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._lights.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    @Slot()
    def _theme_changed(self) -> None:
        self._ui.panel.setFixedWidth(theme().px(CARD_WIDTH))
