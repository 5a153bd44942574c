"""A new account: the form, and the one time that its generated password is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.enums import UserType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import NewAccount, Organisation
from medport_desktop.domain.written import matching
from medport_desktop.gui.forms.ui_account_form import Ui_AccountForm
from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.password_field import PasswordField
from medport_desktop.gui.kit.forms.type_ahead import Suggestion, TypeAhead
from medport_desktop.services.accounts import initial_password
from medport_desktop.services.validation import check_account

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KINDS = [(UserType.HOSPITAL, "Hospital"), (UserType.EMS, "EMS agency"), (UserType.CENTER, "Transport center")]
_MANAGER_NOTES = {
    UserType.HOSPITAL: "Runs the accounts, buildings and preferred agencies of its own hospital.",
    UserType.EMS: "Runs the accounts, units and prices of its own agency.",
    UserType.CENTER: "Is the system's administrator: every account, every setting.",
}
PLACEHOLDERS = {UserType.HOSPITAL: "Type a hospital's name", UserType.EMS: "Type an agency's name"}


@dataclass(frozen=True, slots=True)
class Organisations:
    """Whom people can work for."""

    hospitals: tuple[Organisation, ...] = ()
    agencies: tuple[Organisation, ...] = ()

    def of(self, kind: UserType) -> tuple[Organisation, ...]:
        """The organisations of a kind; the center is one, and has no list."""
        return {UserType.HOSPITAL: self.hospitals, UserType.EMS: self.agencies}.get(kind, ())


def found(organisations: Sequence[Organisation], text: str) -> list[Suggestion]:
    """The organisations whose name has every typed word, those that begin with the text first."""
    hits = [o for o in organisations if matching.has_all(text, o.name)]
    hits.sort(key=lambda o: (not matching.begins(text, o.name), matching.fold(o.name)))
    return [Suggestion(o.id, o.name) for o in hits]


class AccountDialog(FormDialog):
    """Asks for a new account. `entered` carries its id and the NewAccount.

    The dialog stays open until `close_saved()`; `tell(error)` puts what is wrong where it is wrong. The id stays
    the same while it is open, so that sending again cannot make two accounts.
    """

    entered = Signal(object, object)

    def __init__(
        self,
        organisations: Organisations,
        parent: QWidget | None = None,
        *,
        own: tuple[UserType, Organisation] | None = None,
    ) -> None:
        """`own`: the manager's kind and organisation, where the account can be of no other."""
        of = f"For {own[1].name}. " if own else ""
        super().__init__(
            parent, title="New account", sentence=f"{of}It works in all three databases a moment later.", width=480
        )
        self.setObjectName("account_dialog")
        self._organisations = organisations
        self._user_id = uuid4()
        self._generated = ""
        self.ui = Ui_AccountForm()
        form = QWidget(self)
        self.ui.setupUi(form)
        self.body.addWidget(form)
        self.kind: SegmentedControl = self.ui.kind
        self.organisation: TypeAhead = self.ui.organisation
        self._set_up_fields()
        self._set_up_password()
        self.fields = {
            "email": self.ui.email,
            "name": self.ui.name,
            "organisation": self.ui.organisation_field,
            "password": self.ui.password,
        }
        if own is None:
            self._kind_changed(UserType.HOSPITAL)
        else:
            self._stay_with(*own)
        self.finish(
            "Create account",
            name="create",
            read=self._checked,
            send=lambda new: self.entered.emit(self._user_id, new),
            typed=self._state,
            leaving=("Discard this form?", "No account has been made."),
            busy="Creating…",
        )
        self.ui.email.edit.setFocus()

    @property
    def generated_password(self) -> str:
        """The password that was generated and is the one in the field; '' if the person wrote one."""
        return self._generated if self._generated == self.ui.password.text() else ""

    def set_organisations(self, organisations: Organisations) -> None:
        """They were read again, or for the first time."""
        self._organisations = organisations

    # -- set up -----------------------------------------------------------------------------------------
    def _set_up_fields(self) -> None:
        self.kind.set_options(_KINDS)
        self.kind.set_value(UserType.HOSPITAL)
        self.ui.kind_field.set_editor(self.kind)
        self.ui.organisation_field.set_editor(self.organisation)
        self.kind.changed.connect(self._kind_changed)
        self.organisation.set_source(self._search)
        self.organisation.textEdited.connect(lambda _text: self.ui.organisation_field.clear_error())
        self.organisation.chosen.connect(lambda _choice: self.ui.organisation_field.clear_error())
        self.ui.manager.toggled.connect(lambda _on: self._describe_manager())
        for field, name in ((self.ui.email, "email"), (self.ui.name, "name"), (self.ui.password, "password")):
            field.edit.setObjectName(name)
            field.edit.textEdited.connect(lambda _text, field=field: field.clear_error())
        self.ui.email.edit.setPlaceholderText("name@hospital.example")

    def _set_up_password(self) -> None:
        self.ui.password.edit.setPlaceholderText("at least 12 characters")
        self.ui.password.edit.textChanged.connect(self._password_changed)
        self.ui.generate.setToolTip("Make a random password and show it")
        self.ui.copy.setToolTip("Put the password on the clipboard")
        self.ui.generate.clicked.connect(self._generate)
        self.ui.copy.clicked.connect(self._copy)
        for button in (self.ui.generate, self.ui.copy):
            button.setAutoDefault(False)
        self.ui.copy.setEnabled(False)

    def _stay_with(self, kind: UserType, organisation: Organisation) -> None:
        self.kind.set_value(kind)
        self.organisation.set_choice(Suggestion(organisation.id, organisation.name))
        self.ui.kind_field.hide()
        self.ui.organisation_field.hide()
        self.ui.email.edit.setPlaceholderText(f"name@{'agency' if kind is UserType.EMS else 'hospital'}.example")
        self._describe_manager()

    # -- the parts --------------------------------------------------------------------------------------
    def _kind(self) -> UserType:
        kind = self.kind.value()
        assert isinstance(kind, UserType)
        return kind

    @Slot(object)
    def _kind_changed(self, kind: UserType) -> None:
        self.organisation.set_choice(None)
        self.ui.organisation_field.clear_error()
        self.ui.organisation_field.set_label("Agency" if kind is UserType.EMS else "Hospital")
        self.organisation.setPlaceholderText(PLACEHOLDERS.get(kind, ""))
        self.ui.organisation_field.setVisible(kind is not UserType.CENTER)
        self._describe_manager()

    def _describe_manager(self) -> None:
        note = _MANAGER_NOTES[self._kind()]
        self.ui.manager_note.setText(note)
        self.ui.manager.setAccessibleDescription(note)

    def _search(self, text: str) -> list[Suggestion]:
        return found(self._organisations.of(self._kind()), text)

    @Slot()
    def _generate(self) -> None:
        self._generated = initial_password()
        self.ui.password.set_text(self._generated)
        self.ui.password.clear_error()
        if isinstance(self.ui.password.edit, PasswordField):
            self.ui.password.edit.set_revealed(True)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.ui.password.text())
        self.ui.password_note.setText("Copied")

    @Slot(str)
    def _password_changed(self, text: str) -> None:
        self.ui.copy.setEnabled(bool(text))
        self.ui.password_note.setText("")

    def _state(self) -> tuple[object, ...]:
        texts = [f.text() for f in self.fields.values() if isinstance(f, LineField)]
        return (*texts, self.organisation.text(), self.kind.value(), self.ui.manager.isChecked())

    # -- sending ----------------------------------------------------------------------------------------
    def _entered(self) -> NewAccount:
        kind, choice = self._kind(), self.organisation.choice()
        chosen = choice.value if isinstance(choice, Suggestion) and isinstance(choice.value, UUID) else None
        return NewAccount(
            email=self.ui.email.text().strip(),
            name=self.ui.name.text().strip(),
            user_type=kind,
            is_manager=self.ui.manager.isChecked(),
            hospital_id=chosen if kind is UserType.HOSPITAL else None,
            agency_id=chosen if kind is UserType.EMS else None,
            password=self.ui.password.text(),
        )

    def _checked(self) -> NewAccount:
        new = self._entered()
        try:
            check_account(new)
        except InvalidForm as error:
            raise self._with_unknown_organisation(error) from None
        return new

    def _with_unknown_organisation(self, error: InvalidForm) -> InvalidForm:
        """A name that was typed and not chosen needs another sentence than an empty field."""
        typed = self.organisation.text().strip()
        if "organisation" not in error.errors or not typed:
            return error
        kind = "agency" if self._kind() is UserType.EMS else "hospital"
        sentence = f"No {kind} “{typed}” was chosen. Choose one from the list."
        return InvalidForm(error.errors | {"organisation": sentence})


class PasswordDialog(KitDialog):
    """Shows a generated password the only time that it can be seen."""

    def __init__(self, email: str, password: str, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            title=f"{email} can sign in",
            sentence="Give the person this password. It is shown this once and kept nowhere.",
        )
        self.setObjectName("password_dialog")
        self.password = QLineEdit(password, self)
        self.password.setObjectName("initial_password")
        self.password.setReadOnly(True)
        self.password.selectAll()
        self.body.addWidget(Field(self, label="Initial password", editor=self.password))
        copy = SecondaryButton(self, text="Copy")
        copy.setObjectName("copy_password")
        done = PrimaryButton(self, text="Done", key="Return")
        done.setObjectName("done")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(password))
        done.clicked.connect(self.accept)
        self.add_buttons(copy, done)
        done.setFocus()
