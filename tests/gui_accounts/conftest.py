"""Managers at work: of a hospital in the desk's window, of an agency in the bid board's."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.accounts.manager_page import ManagerAccountsPage
from tests.at_work import AtWork
from tests.conftest import Trio


class Manager(AtWork[ConsoleShell]):
    """A manager's console, with the accounts in view."""

    email: str
    colleague: str
    organisation: str
    agency: bool

    @property
    def page(self) -> AccountsPage:
        """The page of accounts."""
        return self.find(ManagerAccountsPage, "manager_accounts_page").accounts

    def emails(self) -> list[str]:
        """The accounts in view."""
        return [account.email for account in self.page.model.rows()]

    def dialog(self, name: str) -> QDialog:
        """The dialog of that name, once it is open."""
        return self.shown(QDialog, name)

    def no_dialog(self) -> bool:
        """Whether every dialog has closed."""
        return not any(dialog.isVisible() for dialog in self.window.findChildren(QDialog))


@pytest.fixture(params=["hospital", "agency"])
def manager(request: pytest.FixtureRequest, trio: Trio, dressed: QApplication) -> Iterator[Manager]:
    """The manager of Conemaugh Nason, then that of Bedford's agency."""
    agency = request.param == "agency"
    place = "bedford" if agency else "nason"
    email = f"manager@{place}.example"
    with Manager.open(trio, email) as opened:
        opened.email, opened.agency = email, agency
        opened.colleague = f"{'dispatch' if agency else 'desk'}@{place}.example"
        opened.organisation = trio.accounts[email].organisation
        yield opened


@pytest.fixture
def at_accounts(manager: Manager) -> Manager:
    """On the page of accounts."""
    manager.window.show_page(manager.find(ManagerAccountsPage, "manager_accounts_page"))
    manager.until(manager.page.model.rows)
    manager.settle()
    return manager
