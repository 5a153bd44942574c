"""Somebody forgot their password: a new first one, shown once, which they must change."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.people import Account
from medport_desktop.gui.forms.ui_admin_page import Ui_AdminPage
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.accounts.account_dialog import PasswordDialog
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.accounts import Accounts, initial_password


class PasswordReset(QObject):
    """The action "Reset password…" for the account in view: in the page's keys, and as a button in its panel."""

    def __init__(self, page: QWidget, ui: Ui_AdminPage, runtime: Runtime, accounts: Accounts) -> None:
        """`ui` is the accounts page's form."""
        super().__init__(page)
        self._board: BoardView = ui.board
        self._runtime = runtime
        self._accounts = accounts
        self.action = make_action(
            page, "Reset password…", "Ctrl+Shift+R", self._ask, icon="key-round", group="Accounts"
        )
        self._button = SecondaryButton(text=self.action.text())
        self._button.setObjectName("reset_password")
        self._button.setToolTip(self.action.toolTip())
        self._button.clicked.connect(self.action.trigger)
        ui.account_buttons.insertWidget(ui.account_buttons.count() - 1, self._button)  # before the stretch
        self._board.current_changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        account = self._account()
        own = account is not None and account.id == self._accounts.person.id
        enabled = account is not None and not own
        if self._button.hasFocus() and not enabled:
            self._board.setFocus()  # else Qt would choose where the next key goes
        self.action.setEnabled(enabled)
        self._button.setEnabled(enabled)

    def _account(self) -> Account | None:
        account = self._board.current_row()
        return account if isinstance(account, Account) else None

    def _ask(self) -> None:
        account = self._account()
        if account is None:
            return
        dialog = AskDialog(
            self._board.window(),
            title=f"Reset the password of {account.email}?",
            sentence="The current password stops working. The new one is shown once, for you to pass on, and must be "
            "changed at the next sign-in. Open consoles stay open: disable the account to end them.",
            yes="Reset password",
            no="Go back",
            danger=True,
        )
        dialog.setObjectName("reset_dialog")
        dialog.answered.connect(lambda yes: self._reset(account) if yes else None)
        dialog.open()

    def _reset(self, account: Account) -> None:
        password = initial_password()
        Operation(
            partial(self._accounts.reset_password, account.id, password),
            owner=self,
            told=f"The password of {account.email} is reset.",
            then=lambda _none: PasswordDialog(account.email, password, self._board.window()).open(),
        ).run(self._runtime)
