"""The center's dispatcher, and consoles of those whom a message is for, as the program opens them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from medport_desktop import bootstrap
from medport_desktop.domain.enums import Silo
from tests.at_work import Seat
from tests.conftest import Trio
from tests.gui_center.center import Center

DISPATCHER, ADMIN = "dispatch@center.example", "admin@center.example"
DESK, OTHER_DESK, AGENCY = "desk@nason.example", "desk@altoona.example", "dispatch@bedford.example"

Open = Callable[[str], Seat]


@pytest.fixture
def center(trio: Trio, qapp: QApplication) -> Iterator[Center]:
    """The demo's dispatcher of the center, live."""
    bootstrap.dress(qapp)
    with Center.open(trio, DISPATCHER) as opened:
        yield opened


@pytest.fixture
def console_of(trio: Trio, qapp: QApplication) -> Iterator[Open]:
    """Opens the console of somebody of the demo and waits until it has read everything."""
    bootstrap.dress(qapp)
    seats: list[Seat] = []

    def open_one(email: str) -> Seat:
        seats.append(Seat.of(trio, email))
        seats[-1].ready()
        return seats[-1]

    yield open_one
    for seat in seats:
        seat.close()


@pytest.fixture(autouse=True)
def no_messages_left(trio: Trio) -> Iterator[None]:
    """What a test has sent is of no concern to the next."""
    yield
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute("delete from medport.broadcast_receipt")
        connection.execute("delete from medport.broadcast")
