"""The administrator at work."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.gui_center.conftest import ADMIN, region
from tests.hands import ALT

__all__ = ["region"]


@pytest.fixture
def center(trio: Trio, dressed: QApplication) -> Iterator[Center]:
    """The demo's administrator, on the accounts page."""
    with Center.open(trio, ADMIN) as opened:
        opened.press(Qt.Key.Key_3, ALT)
        assert opened.window.current_page() is opened.admin
        yield opened


@pytest.fixture
def page(center: Center) -> AccountsPage:
    """The accounts page."""
    center.until(center.admin.accounts.model.rows)
    return center.admin.accounts
