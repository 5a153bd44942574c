"""The center's dispatcher, and consoles of those whom a message is for, as the program opens them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.bootstrap import Console, open_session
from medport_desktop.domain.enums import Silo
from tests.conftest import Trio
from tests.gui_center.center import Center

DISPATCHER, ADMIN = "dispatch@center.example", "admin@center.example"
DESK, OTHER_DESK, AGENCY = "desk@nason.example", "desk@altoona.example", "dispatch@bedford.example"

Open = Callable[[str], Console]


@pytest.fixture
def center(trio: Trio, qapp: QApplication) -> Iterator[Center]:
    """The demo's dispatcher of the center, live."""
    bootstrap.dress(qapp)
    with Center.open(trio.urls.for_people(), DISPATCHER, trio.accounts[DISPATCHER].password) as opened:
        yield opened


@pytest.fixture
def console_of(trio: Trio, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Opens the console of somebody of the demo and waits until it has read everything."""
    bootstrap.dress(qapp)
    consoles: list[Console] = []

    def open_one(email: str) -> Console:
        console = open_session(trio.urls.for_people(), email, trio.accounts[email].password)
        consoles.append(console)
        qtbot.waitUntil(lambda: console.window is not None, timeout=10_000)
        qtbot.waitUntil(lambda: console.runtime.tasks.is_idle, timeout=10_000)
        return console

    yield open_one
    for console in consoles:
        console.close()


@pytest.fixture(autouse=True)
def no_messages_left(trio: Trio) -> Iterator[None]:
    """What a test has sent is of no concern to the next."""
    yield
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute("delete from medport.broadcast_receipt")
        connection.execute("delete from medport.broadcast")
