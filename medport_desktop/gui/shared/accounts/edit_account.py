"""An account is edited: its name, e-mail, rank and organisation."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from medport_desktop.domain.enums import UserType
from medport_desktop.domain.people import Account, AccountEdit
from medport_desktop.gui.forms.ui_admin_page import Ui_AdminPage
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.type_ahead import Suggestion, TypeAhead
from medport_desktop.gui.shared.accounts.account_dialog import PLACEHOLDERS, Organisations, found
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.validation import check_account_edit


class EditDialog(FormDialog):
    """Asks what an account is to be. `entered` carries the AccountEdit; the dialog stays until `close_saved()`."""

    entered = Signal(object)

    def __init__(
        self, account: Account, organisations: Organisations, parent: QWidget | None = None, *, own: bool = False
    ) -> None:
        """`own`: edited by a manager of the account's organisation, who cannot move it to another."""
        works_for = account.organisation if own else account.user_type.label
        super().__init__(parent, title=f"Edit {account.email}", sentence=f"Works for: {works_for}. That stays.")
        self.setObjectName("edit_dialog")
        self._account = account
        self.name = LineField(self, label="Name", text=account.name)
        self.email = LineField(self, label="E-mail, to sign in with", text=account.email)
        self.organisation = TypeAhead()
        self.manager = QCheckBox("Manager", self)
        self.manager.setChecked(account.is_manager)
        label = "Agency" if account.user_type is UserType.EMS else "Hospital"
        self._organisation_field = Field(self, label=label, editor=self.organisation)
        self.fields = {"name": self.name, "email": self.email, "organisation": self._organisation_field}
        for name, edit in (("name", self.name.edit), ("email", self.email.edit), ("organisation", self.organisation)):
            edit.setObjectName(f"edit_{name}")
            edit.textEdited.connect(lambda _text, name=name: self.fields[name].clear_error())
        self._offer(organisations)
        if own:
            self._organisation_field.hide()
        for part in (self.name, self.email, self._organisation_field, self.manager):
            self.body.addWidget(part)
        for before, after in ((self.email.edit, self.organisation), (self.organisation, self.manager)):
            QWidget.setTabOrder(before, after)
        leaving = ("Leave this account as it was?", "What you changed is lost.")
        self.finish("Save", name="save", read=self._checked, send=self.entered.emit, typed=self.edit, leaving=leaving)
        self.name.edit.setFocus()

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

    def _checked(self) -> AccountEdit:
        edit = self.edit()
        check_account_edit(edit)
        return edit


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

        def send(edit: AccountEdit) -> None:
            changed = f"{edit.email} is changed."
            Operation(
                partial(self._accounts.stores.system.edit_account, edit), owner=self, form=dialog, told=changed
            ).run(self._runtime)

        dialog.entered.connect(send)
        dialog.open()
