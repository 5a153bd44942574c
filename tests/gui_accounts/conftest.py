"""Managers at work: of a hospital in the desk's window, of an agency in the bid board's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.accounts.manager_page import ManagerAccountsPage
from tests.conftest import Trio
from tests.gui_agency.console import Console
from tests.gui_hospital.conftest import dressed
from tests.gui_hospital.desk import Desk

__all__ = ["dressed"]

W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Manager:
    """A manager's console, with the accounts in view."""

    email: str
    colleague: str
    organisation: str
    agency: bool
    console: Desk | Console

    @property
    def window(self) -> ConsoleShell:
        """The window."""
        return self.console.window

    @property
    def page(self) -> AccountsPage:
        """The page of accounts."""
        return self.find(ManagerAccountsPage, "manager_accounts_page").accounts

    def find(self, kind: type[W], name: str) -> W:
        """The control of that name."""
        return self.console.find(kind, name)

    def until(self, check: Callable[[], object]) -> None:
        """Wait until something is true."""
        self.console.until(check)

    def settle(self) -> None:
        """Wait until no call is under way."""
        self.console.settle()

    def said(self) -> str:
        """Every sentence of the message bar so far."""
        return self.console.said()

    def emails(self) -> list[str]:
        """The accounts in view."""
        return [account.email for account in self.page.model.rows()]

    def dialog(self, name: str) -> QDialog:
        """The dialog of that name, once it is open."""
        found: list[QDialog] = []

        def look() -> bool:
            found[:] = [dialog for dialog in self.window.findChildren(QDialog, name) if dialog.isVisible()]
            return bool(found)

        self.until(look)
        return found[0]

    def no_dialog(self) -> bool:
        """Whether every dialog has closed."""
        return not any(dialog.isVisible() for dialog in self.window.findChildren(QDialog))

    def focused(self) -> QWidget:
        """What has the focus: in the dialog on top, else in the window."""
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow():  # a window manager would do that when a dialog has closed
            top.activateWindow()
            self.until(top.isActiveWindow)
        return top.focusWidget() or top

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focused(), text)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused(), key, modifiers)
        QApplication.processEvents()


@pytest.fixture(params=["hospital", "agency"])
def manager(request: pytest.FixtureRequest, trio: Trio, dressed: QApplication) -> Iterator[Manager]:
    """The manager of Conemaugh Nason, then that of Bedford's agency."""
    agency = request.param == "agency"
    place = "bedford" if agency else "nason"
    email = f"manager@{place}.example"
    login = (trio.urls.for_people(), email, trio.accounts[email].password)
    with Console.open(*login) if agency else Desk.open(*login) as console:
        colleague = f"{'dispatch' if agency else 'desk'}@{place}.example"
        opened = Manager(email, colleague, trio.accounts[email].organisation, agency, console)
        opened.until(lambda: all(console.is_live(silo) for silo in Silo))
        yield opened


@pytest.fixture
def at_accounts(manager: Manager) -> Manager:
    """On the page of accounts."""
    manager.window.show_page(manager.find(ManagerAccountsPage, "manager_accounts_page"))
    manager.until(manager.page.model.rows)
    manager.settle()
    return manager
