"""The console follows a promotion, and so do the events between the silos."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread
from time import monotonic

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from PySide6.QtWidgets import QApplication

from medport_desktop.bootstrap import Console, dress, open_session
from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.session import Freshness
from medport_desktop.gui.hospital import TripEntryWindow
from medport_desktop.silos.demo.people import PASSWORD
from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from tests.standby.pair import Pair
from tests.support import until

DESK = "desk@nason.example"
TRIP = "T-1039"
FOLLOWS_WITHIN_S = 15
"""What the console promises, from the promotion on."""


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    silos = EmbeddedSilos(tmp_path / "silos", scram_iterations=4096, fsync=False)
    made: Pair | None = None
    try:
        provision(silos.start())
        seed(silos.urls())
        made = Pair(silos, tmp_path / "standby")
        yield made
    finally:
        if made is not None:
            made.remove()
        silos.remove()


@pytest.fixture
def console(pair: Pair, qapp: QApplication) -> Iterator[Console]:
    """A desk's window whose addresses name both servers."""
    dress(qapp)
    console = open_session(pair.urls.for_people(), DESK, PASSWORD)
    until(lambda: console.window is not None)
    until(lambda: is_live(console))
    yield console
    console.close()


def window(console: Console) -> TripEntryWindow:
    assert isinstance(console.window, TripEntryWindow)
    return console.window


def is_live(console: Console) -> bool:
    state = console.runtime.changes.state(Silo.HOSPITAL)
    return state is not None and state.freshness is Freshness.LIVE


def shown_status(console: Console) -> TripStatus:
    return next(trip.status for trip in window(console).feed.trips.values() if trip.trip_number == TRIP)


def as_desk(pair: Pair) -> psycopg.Connection:
    login = make_conninfo(pair.urls.for_people()[Silo.HOSPITAL], user=scram.role_name(DESK), password=PASSWORD)
    return psycopg.connect(login, autocommit=True)


def write_until_lost(pair: Pair, acknowledged: list[str]) -> None:
    """Write notes, remembering those that the server said it has, until there is no server."""
    with suppress(psycopg.OperationalError), as_desk(pair) as desk:
        trip = desk.execute("select id from transport_request where trip_number = %s", [TRIP]).fetchone()
        assert trip is not None
        for number in count():
            desk.execute("insert into trip_note (trip_id, text) values (%s, %s)", [trip[0], f"note {number}"])
            acknowledged.append(f"note {number}")


def beats(url: str, of: Silo) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(f"select count(*) from events.{of} where kind = 'silo.heartbeat'".encode()).fetchone()
        assert row is not None
        return int(row[0])


def beat(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("select events.emit('silo.heartbeat', '{\"v\": 1}')")


def test_a_promoted_standby_is_followed_and_has_all_that_was_acknowledged(
    pair: Pair, console: Console, record_testsuite_property: Callable[[str, object], None]
) -> None:
    acknowledged: list[str] = []
    writer = Thread(target=write_until_lost, args=(pair, acknowledged))
    writer.start()
    until(lambda: len(acknowledged) >= 50)
    pair.lose_primary()
    writer.join()
    until(lambda: not is_live(console))
    promoted = monotonic()
    pair.promote()
    until(lambda: is_live(console), timeout=FOLLOWS_WITHIN_S)
    record_testsuite_property("seconds from promotion to a live console", round(monotonic() - promoted, 1))

    with as_desk(pair) as desk:
        notes = {text for (text,) in desk.execute("select text from trip_note").fetchall()}
        assert set(acknowledged) <= notes
        desk.execute(
            "update transport_request set status = 'CANCELLED', cancellation_reason = 'DUPLICATE'"
            " where trip_number = %s",
            [TRIP],
        )
    until(lambda: shown_status(console) is TripStatus.CANCELLED)
    # The effects on the other silos: as publisher and as subscriber, the new primary goes on where the old one was.
    with psycopg.connect(pair.urls.ems, autocommit=True) as ems:
        closed = "select from medport.available_trip where trip_number = %s and status = 'CLOSED'"
        until(lambda: ems.execute(closed, [TRIP]).fetchone() is not None)
    for silo in (Silo.EMS, Silo.CENTER):
        before = beats(pair.urls.hospital, silo)
        beat(pair.urls[silo])
        until(lambda silo=silo, before=before: beats(pair.urls.hospital, silo) > before)
