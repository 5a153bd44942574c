"""An account is edited: its name, e-mail, rank and organisation."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from medport_desktop.domain.enums import UserType
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.people import Account, AccountEdit
from medport_desktop.gui.accounts.account_dialog import PLACEHOLDERS, Organisations, found
from medport_desktop.gui.forms.ui_admin_page import Ui_AdminPage
from medport_desktop.gui.kit.actions import make_action
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.field import Field, LineField
from medport_desktop.gui.kit.panel import Banner
from medport_desktop.gui.kit.tokens import Tone
from medport_desktop.gui.kit.typeahead import Suggestion, TypeAhead
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.validation import check_account_edit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EditDialog(KitDialog):
    """Asks what an account is to be. `entered` carries the AccountEdit; the dialog stays until `close_saved()`."""

    entered = Signal(object)

    def __init__(
        self, account: Account, organisations: Organisations, parent: QWidget | None = None, *, own: bool = False
    ) -> None:
        """`own`: edited by a manager of the account's organisation, who cannot move it to another."""
        works_for = account.organisation if own else account.user_type.label
        super().__init__(
            parent, title=f"Edit {account.email}", sentence=f"Works for: {works_for}. That stays.", width=460
        )
        self.setObjectName("edit_dialog")
        self._account = account
        self.name = LineField(self, label="Name", text=account.name)
        self.email = LineField(self, label="E-mail, to sign in with", text=account.email)
        self.organisation = TypeAhead()
        self.manager = QCheckBox("Manager", self)
        self.manager.setChecked(account.is_manager)
        label = "Agency" if account.user_type is UserType.EMS else "Hospital"
        self._organisation_field = Field(self, label=label, editor=self.organisation)
        self._problem = Banner(self, tone=Tone.RED)
        self._problem.hide()
        self._fields: dict[str, Field] = {
            "name": self.name,
            "email": self.email,
            "organisation": self._organisation_field,
        }
        for name, edit in (("name", self.name.edit), ("email", self.email.edit), ("organisation", self.organisation)):
            edit.setObjectName(f"edit_{name}")
            edit.textEdited.connect(lambda _text, name=name: self._fields[name].clear_error())
        self._offer(organisations)
        if own:
            self._organisation_field.hide()
        for part in (self.name, self.email, self._organisation_field, self.manager, self._problem):
            self.body.addWidget(part)
        for before, after in ((self.email.edit, self.organisation), (self.organisation, self.manager)):
            QWidget.setTabOrder(before, after)
        back = SecondaryButton(self, text="Go back", key="Esc")
        self._save = PrimaryButton(self, text="Save", key="Ctrl+Return")
        self._save.setObjectName("save")
        back.clicked.connect(self.reject)
        self._save.clicked.connect(self._send)
        self.add_buttons(back, self._save)
        self._save.setDefault(False)  # Enter in a field must not send half a form
        self.name.edit.setFocus()

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why at its field; what was typed stays."""
        self._save.set_busy(False)
        if isinstance(error, Fault):  # told of in the message bar
            return
        errors = error.errors if isinstance(error, InvalidForm) else {}
        if isinstance(error, Refused) and error.field in self._fields:
            errors = {error.field: error.sentence}
        for name, sentence in errors.items():
            self._fields[name].set_error(sentence)
        if errors:
            self._fields[next(name for name in self._fields if name in errors)].setFocus()
        else:
            self._problem.set_words(error.sentence, error.hint, Tone.RED)
            self._problem.show()

    def close_saved(self) -> None:
        """The account is so now."""
        self.accept()

    # -- parts ------------------------------------------------------------------------------------------
    def _offer(self, organisations: Organisations) -> None:
        account, kind = self._account, self._account.user_type
        self._organisation_field.setVisible(kind is not UserType.CENTER)
        self.organisation.setPlaceholderText(PLACEHOLDERS.get(kind, ""))
        self.organisation.set_source(lambda text: found(organisations.of(kind), text))
        own = account.hospital_id or account.agency_id
        if own is not None:
            self.organisation.set_choice(Suggestion(own, account.organisation))

    def edit(self) -> AccountEdit:
        """What is entered."""
        choice, kind = self.organisation.choice(), self._account.user_type
        chosen = choice.value if isinstance(choice, Suggestion) and isinstance(choice.value, UUID) else None
        return AccountEdit(
            id=self._account.id,
            email=self.email.text().strip(),
            name=self.name.text().strip(),
            user_type=kind,
            is_manager=self.manager.isChecked(),
            hospital_id=chosen if kind is UserType.HOSPITAL else None,
            agency_id=chosen if kind is UserType.EMS else None,
        )

    def _is_changed(self) -> bool:
        before = self._account
        was = (before.name, before.email, before.is_manager, before.hospital_id, before.agency_id)
        now = self.edit()
        return was != (now.name, now.email, now.is_manager, now.hospital_id, now.agency_id)

    # -- sending ----------------------------------------------------------------------------------------
    @Slot()
    def _send(self) -> None:
        if not self._save.isEnabled():
            return
        self._problem.hide()
        for field in self._fields.values():
            field.clear_error()
        edit = self.edit()
        try:
            check_account_edit(edit)
        except InvalidForm as error:
            self.tell(error)
            return
        self._save.set_busy(True, "Saving…")
        self.entered.emit(edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._send()
            elif isinstance(self.focusWidget(), QLineEdit):
                self.focusNextChild()  # Enter goes on to the next field
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        if not self._is_changed():
            super().reject()
            return
        ask = AskDialog(
            self,
            title="Leave this account as it was?",
            sentence="What you changed is lost.",
            yes="Discard",
            no="Keep editing",
            danger=True,
        )
        ask.answered.connect(lambda yes: self.done(0) if yes else None)
        ask.open()


class AccountEditing(QObject):
    """The action "Edit…" for the account in view: in the page's keys, and as a button in its panel."""

    def __init__(
        self,
        page: QWidget,
        ui: Ui_AdminPage,
        runtime: Runtime,
        accounts: Accounts,
        organisations: Callable[[], Organisations],
    ) -> None:
        """`ui` is the accounts page's form; `organisations` those that people can work for."""
        super().__init__(page)
        self._board: BoardView = ui.board
        self._runtime = runtime
        self._accounts = accounts
        self._organisations = organisations
        self.action = make_action(page, "Edit…", "F2", self._open, group="Accounts")
        self._button = SecondaryButton(text=self.action.text())
        self._button.setObjectName("edit_account")
        self._button.setToolTip(self.action.toolTip())
        self._button.clicked.connect(self.action.trigger)
        ui.account_buttons.insertWidget(0, self._button)
        self._board.current_changed.connect(self._follow)
        self._board.opened.connect(lambda _key: self._open())
        self._follow()

    @Slot()
    def _follow(self) -> None:
        enabled = self._account() is not None
        self.action.setEnabled(enabled)
        self._button.setEnabled(enabled)

    def _account(self) -> Account | None:
        account = self._board.current_row()
        return account if isinstance(account, Account) else None

    def _open(self) -> None:
        account = self._account()
        if account is None:
            return
        own = self._accounts.own is not None
        dialog = EditDialog(account, self._organisations(), self._board.window(), own=own)

        def saved(_done: None) -> None:
            self._runtime.messages.info(f"{dialog.email.text().strip()} is changed.")
            dialog.close_saved()

        def refused(error: MedPortError) -> None:
            dialog.tell(error)

        dialog.entered.connect(
            lambda edit: self._runtime.tasks.run(self._accounts.edit, edit, then=saved, failed=refused, owner=dialog)
        )
        dialog.open()
