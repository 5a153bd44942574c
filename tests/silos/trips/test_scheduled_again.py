"""A trip that was offered too soon is scheduled again, while no agency has answered; also when an answer crosses it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.silos.world import CENTER, DESK, E, H, World, refused

HOLD = "update transport_request set status = 'SCHEDULED' where id = %s"
OFFER = "update transport_request set status = 'PENDING' where id = %s"


def _later(world: World, **facts: object) -> UUID:
    """A trip that is ready in nine hours: not due to be offered yet."""
    return world.trip(ready_at=datetime.now(UTC) + timedelta(hours=9), **facts)


@pytest.mark.parametrize("person", [DESK, CENTER])
def test_it_leaves_the_board_and_comes_back_with_the_next_offer(world: World, person: str) -> None:
    trip = _later(world, status="SCHEDULED")
    at_work = world.person(person, H)
    at_work.execute(OFFER, [trip])
    world.settle()
    assert (world.board(trip)["status"], world.milestones(trip)) == ("PENDING", ["notified"])
    at_work.execute(HOLD, [trip])
    world.settle()
    assert (world.board(trip)["status"], world.milestones(trip)) == ("SCHEDULED", [])
    newest = """select user_name, changes ->> 'acting_for' as acting from audit.log
                where trip_id = %s and entity_type = 'transport_request' order by "timestamp" desc limit 1"""
    acting = "hospital" if person == CENTER else None
    assert world.row(H, newest, trip) == {"user_name": world.trio.accounts[person].name, "acting": acting}
    at_work.execute(OFFER, [trip])
    world.settle()
    assert (world.board(trip)["status"], world.milestones(trip)) == ("PENDING", ["notified"])
    assert world.dead_letters(E) == world.dead_after_seeding[E]


def test_with_a_bid_it_stays_on_offer(world: World) -> None:
    trip = _later(world)
    world.bid(trip)
    with refused("MP003"):
        world.person(DESK, H).execute(HOLD, [trip])


def test_a_trip_that_is_due_stays_on_offer(world: World) -> None:
    trip = world.trip()
    with refused("MP001", field_name="status"):
        world.person(DESK, H).execute(HOLD, [trip])


def test_a_bid_that_crosses_it_ends(world: World) -> None:
    trip = _later(world)
    with world.cut_off(E, H):
        world.person(DESK, H).execute(HOLD, [trip])
        bid = world.bid(trip, settle=False)
    world.settle()
    assert world.bid_status(bid) == "REJECTED"
    request = world.request(trip)
    assert (request["status"], request["bid_count"]) == ("SCHEDULED", 0)


def test_an_acceptance_that_crosses_it_stands_down(world: World) -> None:
    trip = _later(world, award_mode="FIRST_ACCEPT")
    unit = world.unit()
    with world.cut_off(E, H):
        world.person(DESK, H).execute(HOLD, [trip])
        world.accept(trip, unit=unit, settle=False)
    world.settle()
    assert world.live_assignments(trip) == 0
    assert (world.board(trip)["status"], world.unit_status(unit)) == ("SCHEDULED", "AVAILABLE")
    world.person(DESK, H).execute(OFFER, [trip])
    world.settle()
    world.accept(trip, unit=unit)
    assert world.request(trip)["status"] == "ACCEPTED"
