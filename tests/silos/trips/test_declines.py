"""An agency that will not run a trip: what its hospital and the center learn of it, and how it is taken back."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, BLAIR, CENTER, DENIED, DESK, NASON, OTHER_DESK, C, E, H, World, refused

SECRET = "The crew chief's wife works there"


def decline(world: World, trip: UUID, of: str = "bedford", *, reason: str = "NO_CREW", note: str = SECRET) -> UUID:
    """The agency's own dispatcher declines."""
    decline_id = uuid4()
    world.person(f"dispatch@{of}.example", E).execute(
        "insert into trip_decline (id, trip_id, agency_id, reason, note) values (%s, %s, %s, %s, %s)",
        [decline_id, trip, agency(of).id, reason, note],
    )
    world.settle()
    return decline_id


def take_back(world: World, decline_id: UUID, of: str = "bedford") -> None:
    """The agency's own dispatcher takes it back."""
    world.person(f"dispatch@{of}.example", E).execute(
        "update trip_decline set status = 'WITHDRAWN' where id = %s", [decline_id]
    )
    world.settle()


def seen(world: World, trip: UUID, by: str = DESK) -> list[dict[str, Any]]:
    """The declines of a trip as that person sees them in the hospital silo."""
    query = "select id, agency_id, agency_name, reason, declined_at from trip_decline where trip_id = %s order by 3"
    return world.person(by, H).execute(query, [trip]).fetchall()


def test_the_hospital_and_the_center_learn_who_why_and_when(world: World) -> None:
    trip = world.trip()
    first, second = decline(world, trip), decline(world, trip, "blair", reason="OUT_OF_AREA", note="")
    for person in (DESK, CENTER):
        bedford, blair = seen(world, trip, person)
        assert (bedford["id"], bedford["agency_id"]) == (first, agency("bedford").id)
        assert (bedford["agency_name"], bedford["reason"]) == ("Bedford demo EMS", "NO_CREW")
        assert bedford["declined_at"] == world.value(E, "select declined_at from trip_decline where id = %s", first)
        assert (blair["id"], blair["reason"]) == (second, "OUT_OF_AREA")
    assert seen(world, trip, OTHER_DESK) == []
    audited = world.person(DESK, H).execute(
        "select user_id, user_name from audit_log where trip_id = %s and entity_type = 'trip_decline'", [trip]
    )
    assert audited.fetchall() == [{"user_id": None, "user_name": ""}] * 2  # the agency, and none of its people
    query = "select user_name from audit.log where trip_id = %s and entity_type = 'trip_decline' order by id limit 1"
    assert world.value(E, query, trip) == world.trio.accounts[BEDFORD].name
    assert world.metrics(trip) == {"trip_created": 1, "trip_declined": 2}
    counted = world.row(
        C,
        "select * from system_analytics where metric_name = 'trip_declined' and metadata ->> 'agency_id' = %s"
        " and metadata ->> 'trip_id' = %s",
        str(agency("blair").id),
        str(trip),
    )
    assert counted is not None
    assert (counted["category"], counted["metadata"]["reason"]) == ("ems_operations", "OUT_OF_AREA")


def test_a_decline_is_no_cancellation(world: World) -> None:
    trip = world.trip()
    decline(world, trip)
    assert world.request(trip)["status"] == "PENDING"
    assert world.board(trip)["status"] == "PENDING"
    assert world.milestones(trip) == ["notified"]
    assert "trip_cancelled" not in world.metrics(trip)
    assert (
        world.person(BEDFORD, E).execute("select from available_trip where trip_id = %s", [trip]).fetchone() is not None
    )


def test_the_note_stays_with_the_agency(world: World) -> None:
    trip = world.trip()
    decline_id = decline(world, trip)
    take_back(world, decline_id)
    assert world.value(E, "select note from trip_decline where id = %s", decline_id) == SECRET
    for kind in ("trip.declined", "trip.decline_withdrawn"):
        assert SECRET not in str(world.event(E, kind, trip)["payload"])
    for silo in (E, H, C):
        assert world.value(silo, "select count(*) from audit.log where changes::text like %s", f"%{SECRET}%") == 0
    row = world.row(H, "select * from trip_decline where id = %s", decline_id)
    assert row is not None
    assert set(row) == {"id", "trip_id", "agency_id", "agency_name", "reason", "declined_at", "withdrawn_at"}


def test_nobody_else_sees_or_makes_an_agencys_decline(world: World) -> None:
    trip = world.trip()
    decline_id = decline(world, trip)
    assert world.person(BLAIR, E).execute("select id from trip_decline where id = %s", [decline_id]).fetchall() == []
    with refused(DENIED):
        world.person(DESK, E).execute("select id from trip_decline")
    with refused(DENIED):
        world.person(CENTER, E).execute("select note from trip_decline")
    with refused("MP006"):
        world.person(BLAIR, E).execute(
            "insert into trip_decline (trip_id, agency_id, reason) values (%s, %s, 'PRICE')",
            [trip, agency("bedford").id],
        )
    changed = world.person(BLAIR, E).execute("update trip_decline set status = 'WITHDRAWN' where id = %s", [decline_id])
    assert changed.rowcount == 0
    for statement in (
        "insert into trip_decline (trip_id, agency_id, reason) values (gen_random_uuid(), gen_random_uuid(), 'PRICE')",
        "update trip_decline set reason = 'PRICE'",
        "delete from trip_decline",
    ):
        with refused(DENIED):
            world.person(DESK, H).execute(statement)
    with refused(DENIED):
        world.person(BEDFORD, H).execute("select id from trip_decline")


def test_the_center_declines_for_an_agency_that_tells_it_by_phone(world: World) -> None:
    trip, decline_id = world.trip(), uuid4()
    center = world.person(CENTER, E)
    center.execute(
        "insert into trip_decline (id, trip_id, agency_id, reason) values (%s, %s, %s, 'NO_UNIT')",
        [decline_id, trip, agency("juniata").id],
    )
    world.settle()
    (row,) = seen(world, trip)
    assert (row["agency_name"], row["reason"]) == ("Juniata demo EMS", "NO_UNIT")
    by = world.value(E, "select declined_by from trip_decline where id = %s", decline_id)
    assert by == world.trio.accounts[CENTER].id
    center.execute("update trip_decline set status = 'WITHDRAWN' where id = %s", [decline_id])
    world.settle()
    assert seen(world, trip) == []


def test_taken_back_it_is_gone_for_the_hospital(world: World) -> None:
    trip = world.trip()
    decline_id = decline(world, trip)
    take_back(world, decline_id)
    assert seen(world, trip) == []
    assert world.metrics(trip)["trip_decline_withdrawn"] == 1
    with refused("MP004"):
        world.person(BEDFORD, E).execute("update trip_decline set status = 'LIVE' where id = %s", [decline_id])
    again = decline(world, trip, reason="PRICE")
    assert [(row["id"], row["reason"]) for row in seen(world, trip)] == [(again, "PRICE")]


def test_a_bid_takes_the_decline_back(world: World) -> None:
    trip = world.trip()
    decline(world, trip)
    theirs = decline(world, trip, "blair")
    world.bid(trip)
    assert [row["id"] for row in seen(world, trip)] == [theirs]
    assert world.request(trip)["bid_count"] == 1


def test_an_acceptance_takes_the_decline_back(world: World) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    decline(world, trip)
    world.accept(trip)
    assert seen(world, trip) == []
    assert world.request(trip)["status"] == "ACCEPTED"


def test_what_cannot_be_declined(world: World) -> None:
    trip = world.trip()
    decline_id = decline(world, trip)
    with refused("MP004"):
        decline(world, trip)
    world.person(BEDFORD, E).execute(  # the same once more, after an answer that got lost
        "insert into trip_decline (id, trip_id, agency_id, reason) values (%s, %s, %s, 'NO_CREW')",
        [decline_id, trip, agency("bedford").id],
    )
    assert world.value(E, "select count(*) from trip_decline where trip_id = %s", trip) == 1
    with_bid = world.trip()
    world.bid(with_bid)
    with refused("MP004"):
        decline(world, with_bid)
    with pytest.raises(Exception, match="reason"):
        decline(world, world.trip(), reason="BED_LOST")
    over = world.trip()
    world.cancel(over)
    with refused("MP002"):
        decline(world, over)


def test_the_two_events_may_be_handled_in_either_order(world: World) -> None:
    trip = world.trip(hospital=NASON)
    decline_id = decline(world, trip)
    take_back(world, decline_id)
    world.run(H, "delete from medport.trip_decline where id = %s", decline_id, quietly=True)
    for kind in ("trip.decline_withdrawn", "trip.declined"):
        event = world.event(E, kind, trip)
        world.run(H, "delete from events.handled where event_id = %s", event["id"])
        world.run(
            H,
            "select events.deliver('ems', id, kind, v, payload, actor_id) from events.ems where id = %s",
            event["id"],
        )
    assert world.value(H, "select withdrawn_at is not null from medport.trip_decline where id = %s", decline_id)
    assert seen(world, trip) == []
