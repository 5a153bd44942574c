"""A manager's page in the window of its hospital or agency: the own people's accounts, and who of them is signed in."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.controls.tabbed import TabbedPage
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.accounts.signed_in import SignedInPage
from medport_desktop.runtime import Runtime
from medport_desktop.services.accounts import Accounts

NEW_KEY = "Ctrl+Shift+N"
"""Ctrl+N begins a trip in the hospital's window."""


class ManagerAccountsPage(TabbedPage):
    """Accounts and Signed in."""

    def __init__(
        self, runtime: Runtime, accounts: Accounts, parent: QWidget | None = None, *, again_key: str = "F5"
    ) -> None:
        """`again_key` is "" in a window that has a key of its own to read everything again: it calls `refresh()`."""
        super().__init__("manager_accounts", "Accounts", parent)
        self.accounts = AccountsPage(runtime, accounts, new_key=NEW_KEY, again_key=again_key)
        self.add_tab("Accounts", lambda: self.accounts)
        self.add_tab("Signed in", lambda: SignedInPage(runtime, accounts, again_key=again_key))
        self.show_tab(0)

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self.accounts.refresh()
        signed_in = self.tab(1)
        if isinstance(signed_in, SignedInPage):
            signed_in.refresh()
