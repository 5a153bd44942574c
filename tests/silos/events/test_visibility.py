"""An answer that is back before its question can be seen.

PostgreSQL sends a transaction to subscribers when its commit is flushed and shows it to others after that. With a
synchronous standby that does not answer, that moment lasts as long as a test needs it to.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, DESK, E, H, World
from tests.support import until


@contextmanager
def _flushed_but_not_seen(world: World, silo: Silo, act: Callable[[], object]) -> Iterator[None]:
    """Run `act`, whose commit stays invisible in that silo until the block ends."""
    connection = world.stage[silo]
    thread = threading.Thread(target=act)
    _wait_for_standby(world, silo, "nobody")
    try:
        thread.start()
        until(lambda: world.value(silo, "select true from pg_stat_activity where wait_event = 'SyncRep'"))
        yield
    finally:
        _wait_for_standby(world, silo, "")
        thread.join()
    assert not connection.closed


def _wait_for_standby(world: World, silo: Silo, name: str) -> None:
    connection = world.stage[silo]
    connection.execute(f"alter system set synchronous_standby_names = '{name}'".encode())
    connection.execute("select pg_reload_conf()")
    until(lambda: world.value(silo, "show synchronous_standby_names") == name)


def _answer_waits(world: World, silo: Silo) -> bool:
    return bool(world.value(silo, "select true from pg_locks where locktype = 'advisory' and not granted"))


def test_a_refusal_meets_its_award(world: World) -> None:
    trip, other = world.trip(), world.trip()
    elsewhere, award = world.bid(other), uuid4()
    world.person(DESK, H)

    def act() -> None:
        world.person(DESK, H).execute(
            "insert into trip_award (id, trip_id, bid_id, agency_id) values (%s, %s, %s, %s)",
            [award, trip, elsewhere, agency("bedford").id],
        )

    with _flushed_but_not_seen(world, H, act):
        refusal = "select true from events.ems where kind = 'trip.award_refused' and payload ->> 'trip_id' = %s"
        until(lambda: world.value(E, refusal, str(trip)))
        assert world.value(H, "select true from trip_award where id = %s", award) is None
        until(lambda: _answer_waits(world, H))
    world.settle()
    assert world.value(H, "select refusal_reason from trip_award where id = %s", award) == "That bid does not exist."


def test_an_acceptance_meets_its_trip(world: World) -> None:
    trip, unit, patient = uuid4(), world.unit(), world.patient()
    letters = world.dead_letters(H)

    def act() -> None:
        world.trip(id=trip, patient_id=patient, award_mode="FIRST_ACCEPT", settle=False)

    with _flushed_but_not_seen(world, H, act):
        until(lambda: world.value(E, "select true from available_trip where trip_id = %s", trip))
        assert world.value(H, "select true from transport_request where id = %s", trip) is None
        world.accept(trip, unit=unit, settle=False)
        until(lambda: _answer_waits(world, H))
    world.settle()
    assert world.request(trip)["status"] == "ACCEPTED"
    assert world.dead_letters(H) == letters


def test_a_refused_acceptance_meets_its_assignment(world: World) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit, assignment = world.unit(), uuid4()
    world.person(BEDFORD, E)

    def act() -> None:
        world.person(BEDFORD, E).execute(
            "insert into assignment (id, trip_id, agency_id, unit_id) values (%s, %s, %s, %s)",
            [assignment, trip, agency("bedford").id, unit],
        )

    with _flushed_but_not_seen(world, E, act):
        until(lambda: world.request(trip)["status"] == "ACCEPTED")
        world.cancel(trip, settle=False)
        assert world.value(E, "select true from assignment where id = %s", assignment) is None
        until(lambda: _answer_waits(world, E))
    world.settle()
    assert world.assignment(assignment)["status"] == "CANCELLED"
    assert world.unit_status(unit) == "AVAILABLE"
