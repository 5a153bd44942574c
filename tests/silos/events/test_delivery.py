"""How events are delivered: once, in spite of poison, and once more when an administrator says so."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.region import agency
from tests.silos.world import ADMIN, BEDFORD_MANAGER, CENTER, DENIED, DESK_MANAGER, C, E, H, World, refused

_ID = "00000000-0000-0000-0000-000000000001"


@pytest.fixture(scope="module", autouse=True)
def _planted_letters_go_again(world: World) -> Iterator[None]:
    """Others count the dead letters."""
    yield
    world.settle()
    for silo in Silo:
        world.run(silo, "delete from events.dead_letter")


def _arrive(world: World, silo: Silo, source: Silo, event: dict[str, Any]) -> None:
    """Let an event arrive in a silo's copy as an apply worker brings it."""
    connection = world.stage[silo]
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute("set local session authorization medport_apply")
        connection.execute(
            f"insert into events.{source.value} (id, kind, v, payload, actor_id, occurred_at)"
            " values (%s, %s, %s, %s, %s, %s)".encode(),
            [event["id"], event["kind"], event["v"], Jsonb(event["payload"]), event["actor_id"], event["occurred_at"]],
        )


def _tell(world: World, source: Silo, kind: str, payload: dict[str, Any], v: int = 1) -> UUID:
    """Put an event into a silo's own log, as a faulty or newer program might."""
    event = uuid4()
    world.run(
        source,
        f"insert into events.{source.value} (id, kind, v, payload) values (%s, %s, %s, %s)",
        event,
        kind,
        v,
        Jsonb(payload),
    )
    world.settle()
    return event


def _letter(world: World, silo: Silo, event: UUID) -> dict[str, Any]:
    row = world.row(silo, "select * from events.dead_letter where event_id = %s", event)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("silo", "source", "kind"),
    [
        (E, H, "trip.created"),
        (C, H, "trip.created"),
        (H, E, "bid.submitted"),
        (H, E, "trip.accepted"),
        (C, E, "trip.accepted"),
        (H, E, "trip.released"),
        (E, H, "trip.awarded"),
        (E, H, "trip.cancelled"),
    ],
)
def test_an_event_that_arrives_twice_has_one_effect(world: World, silo: Silo, source: Silo, kind: str) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    world.award(trip, bid)
    world.move(world.request(trip)["assignment_id"], "PENDING", reason="NO_CREW")
    world.bid(trip, "blair")
    world.cancel(trip)
    event = world.event(source, kind, trip)
    before = _state(world, trip)
    world.run(silo, f"delete from events.{source.value} where id = %s", event["id"])
    _arrive(world, silo, source, event)
    world.settle()
    assert world.value(silo, f"select true from events.{source.value} where id = %s", event["id"])
    assert _state(world, trip) == before


def _state(world: World, trip: UUID) -> list[Any]:
    tables = (
        (H, "select t::text from transport_request t where id = %s"),
        (H, "select count(*) from events.hospital where payload ->> 'trip_id' = %s::text"),
        (E, "select t::text from available_trip t where trip_id = %s"),
        (E, "select string_agg(b::text, ' ' order by id) from transport_bid b where transport_request_id = %s"),
        (E, "select string_agg(a::text, ' ' order by id) from assignment a where trip_id = %s"),
        (E, "select count(*) from events.ems where payload ->> 'trip_id' = %s::text"),
        (C, "select count(*) from system_analytics where metadata ->> 'trip_id' = %s::text"),
        (C, "select count(*) from audit_log where trip_id = %s"),
    )
    return [world.value(silo, query, trip) for silo, query in tables]


@pytest.mark.parametrize(("kind", "v"), [("trip.teleported", 1), ("trip.created", 2)])
@pytest.mark.parametrize(("source", "readers"), [(H, (E, C)), (E, (H, C)), (C, (H, E))])
def test_an_event_of_another_age_is_kept_and_the_rest_goes_on(
    world: World, source: Silo, readers: tuple[Silo, ...], kind: str, v: int
) -> None:
    event = _tell(world, source, kind, {"v": v}, v)
    for reader in readers:
        letter = _letter(world, reader, event)
        assert (letter["source"], letter["kind"], letter["sqlstate"]) == (source.value, kind, "0A000")
        assert letter["resolved_at"] is None
    trip = world.trip()
    world.award(trip, world.bid(trip))
    assert world.request(trip)["status"] == "ACCEPTED"
    assert world.metrics(trip)["trip_accepted"] >= 0


@pytest.mark.parametrize(
    ("source", "reader", "kind", "payload"),
    [
        (H, E, "trip.created", {"v": 1}),
        (H, E, "trip.created", {"v": 1, "trip_id": "not-a-uuid"}),
        (H, E, "trip.updated", {"v": 1, "trip_id": _ID, "needs": 7}),
        (E, H, "trip.accepted", {"v": 1, "trip_id": _ID}),
        (E, H, "trip.progressed", {"v": 1}),
        (C, E, "service.registered", {"v": 1, "service_type": "EMS_AGENCY", "service_id": _ID, "agency_id": _ID}),
        (C, H, "user.created", {"v": 1, "user_type": "hospital", "user_id": _ID}),
    ],
)
def test_an_event_that_makes_no_sense_is_kept(
    world: World, source: Silo, reader: Silo, kind: str, payload: dict[str, Any]
) -> None:
    letter = _letter(world, reader, _tell(world, source, kind, payload))
    assert letter["error"]
    stalled = world.value(reader, "select sum(apply_error_count) from pg_stat_subscription_stats")
    assert stalled == 0


def test_an_administrator_replays_a_dead_letter_once_the_cause_is_mended(world: World) -> None:
    name = f"Twin demo EMS {uuid4().hex[:6]}"
    squatter = uuid4()
    world.run(E, "insert into ems_agency (id, name) values (%s, %s)", squatter, name)
    row = (
        world.person(ADMIN, C)
        .execute(
            "insert into service_registry (service_name, service_type) values (%s, 'EMS_AGENCY') returning id", [name]
        )
        .fetchone()
    )
    assert row is not None
    world.settle()
    event = world.value(E, "select event_id from events.dead_letter where error like '%%ems_agency_name%%'"
                           " and resolved_at is null")  # fmt: skip
    admin = world.person(ADMIN, E)
    replay = "select replay_dead_letter(%s) as went_through"
    assert admin.execute(replay, [event]).fetchone() == {"went_through": False}
    assert _letter(world, E, event)["attempts"] == 2
    world.run(E, "update ems_agency set name = name || ' (renamed)' where id = %s", squatter)
    for nobody in (CENTER, DESK_MANAGER, BEDFORD_MANAGER):
        with refused(DENIED):
            world.person(nobody, E).execute(replay, [event])
        with refused(DENIED):
            world.person(nobody, E).execute("select * from dead_letters()")
    assert admin.execute(replay, [event]).fetchone() == {"went_through": True}
    listed = {letter["event_id"]: letter for letter in admin.execute("select * from dead_letters()")}
    assert listed[event]["resolved_at"] is not None
    world.settle()
    assert world.value(E, "select name from ems_agency where id = %s", row["id"]) == name
    assert world.value(C, "select name from agency_directory where id = %s", row["id"]) == name
    with refused("MP002"):
        admin.execute(replay, [event])


def test_a_lock_that_is_held_for_a_moment_only_delays(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    letters = world.dead_letters(E)
    with world.trio.superuser(E) as other, other.transaction():
        other.execute("select from medport.available_trip where trip_id = %s for update", [trip])
        world.award(trip, bid, settle=False)
        assert world.live_assignments(trip) == 0
    world.settle()
    assert world.live_assignments(trip) == 1
    assert world.dead_letters(E) == letters


def test_a_late_replay_of_an_offer_opens_nothing_that_is_over(world: World) -> None:
    trip, assignment = world.held_trip()
    world.cancel(trip)
    event = world.event(H, "trip.created", trip)
    world.run(E, "delete from events.handled where event_id = %s", event["id"])
    world.run(E, "delete from events.hospital where id = %s", event["id"])
    _arrive(world, E, H, event)
    assert world.board(trip)["status"] == "CLOSED"
    assert world.assignment(assignment)["status"] == "CANCELLED"
    assert world.value(E, "select count(*) from ems_agency where id = %s", agency("bedford").id) == 1
