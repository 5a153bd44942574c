"""Damaged events of every kind, in every direction: they are dead letters, and nothing ever waits for them."""

import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from medport_desktop.domain.enums import Silo
from tests.fuzz.damage import KINDS, Damaged, damaged
from tests.fuzz.scene import Scene
from tests.silos.world import BEDFORD, CENTER, DESK, E, H, World
from tests.support import until

DOCS = Path(__file__).parents[2] / "docs" / "events.md"


def test_every_kind_that_is_documented_has_a_shape(world: World) -> None:
    told = set(re.findall(r"\b(?:trip|bid|user|service)\.[a-z_]+", "\n".join(_headings())))
    assert {kind for kinds in KINDS.values() for kind in kinds.split()} == told
    for kind in told:
        assert world.value(H, "select events.shape(%s) <> '{}'", kind), kind


def test_every_kind_is_handled_somewhere(world: World) -> None:
    """A silo does nothing for a kind that its `events.dispatch` does not name: that must not be so everywhere."""
    handlers = "select pg_get_functiondef('events.dispatch(text, uuid, text, jsonb)'::regprocedure)"
    bodies = {silo: str(world.value(silo, handlers)) for silo in Silo}
    for publisher, kinds in KINDS.items():
        for kind in kinds.split():
            assert any(f"'{kind}'" in body for silo, body in bodies.items() if silo != publisher), kind


def _headings() -> list[str]:
    return [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("### ")]


def _errors(world: World, silo: Silo) -> int:
    query = "select coalesce(sum(apply_error_count), 0)::integer from pg_stat_subscription_stats"
    return int(world.value(silo, query))


def _is_streaming(world: World, publisher: Silo) -> bool:
    """Whether everybody who reads from it does so now."""
    query = "select count(*) from pg_stat_replication where state = 'streaming'"
    return int(world.value(publisher, query)) >= len(Silo) - 1


def _send(world: World, publisher: Silo, events: list[Damaged]) -> None:
    with world.stage[publisher].transaction(), world.stage[publisher].cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")  # as if another program had written them
        cursor.executemany(
            f"insert into events.{publisher} (id, kind, v, payload) values (%s, %s, %s, %s)".encode(),
            [event.row for event in events],
        )


@pytest.mark.parametrize("publisher", list(Silo))
def test_damaged_events_are_kept_and_nothing_waits_for_them(scene: Scene, world: World, publisher: Silo) -> None:
    events = [
        Damaged(uuid4(), kind, 1, {"v": 1}, f"unknown kind {kind!r}", True) for kind in ("", "trip.eaten", "x" * 9000)
    ]
    for kind in KINDS[publisher].split():
        events += damaged(kind, world.value(H, "select events.shape(%s)", kind))
    before = {silo: _errors(world, silo) for silo in Silo}
    # A few in each transaction: what takes a reader longer than wal_sender_timeout is cut off, and counts as an error.
    for first in range(0, len(events), 100):
        _send(world, publisher, events[first : first + 100])
    world.settle()
    for reader in set(Silo) - {publisher}:
        kept = _dead_letters(world, reader)
        arrived = world.stage[reader].execute(f"select id from events.{publisher}".encode()).fetchall()
        assert {event.id for event in events} <= {row[0] for row in arrived}
        lost = [event.why for event in events if event.must_be_kept and event.id not in kept]
        assert lost == [], f"{reader} passed over {len(lost)} of {len(events)}"
    _a_trip_goes_through(scene, world)
    assert _is_streaming(world, publisher)
    assert {silo: _errors(world, silo) for silo in Silo} == before
    for email in (DESK, BEDFORD, CENTER):  # what they left behind, if anything, is shown like the rest
        person = scene.somebody(email)
        person.stores.ems.bids() if email == DESK else person.stores.ems.board()


def _dead_letters(world: World, silo: Silo) -> set[UUID]:
    rows = world.stage[silo].execute("select event_id from events.dead_letter where resolved_at is null").fetchall()
    return {row[0] for row in rows}


def _a_trip_goes_through(scene: Scene, world: World) -> None:
    """From the hospital's desk to the agency and back, with the center's figures."""
    trip = world.trip(award_mode="FIRST_ACCEPT", settle=False)
    until(lambda: world.row(E, "select from medport.available_trip where trip_id = %s", trip) is not None)
    world.accept(trip, unit=scene.unit(), settle=False)
    until(lambda: world.request(trip)["status"] == "ACCEPTED")
    until(lambda: {"trip_created", "trip_accepted"} <= set(world.metrics(trip)))
    world.cancel(trip)


@pytest.fixture(scope="module", autouse=True)
def _signed_in(scene: Scene) -> None:
    """Before any test: a person's threads last for the module."""
    for email in (DESK, BEDFORD, CENTER):
        scene.somebody(email)
