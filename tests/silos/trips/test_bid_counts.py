"""The desk's count of open bids is the ems silo's own, whatever became of the trip in between."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.silos.world import DESK, E, H, World


def _counts(world: World, trip: UUID) -> tuple[object, object]:
    opened = "select count(*) from transport_bid where transport_request_id = %s and status = 'PENDING'"
    return world.request(trip)["bid_count"], world.value(E, opened, trip)


def _becomes(world: World, trip: UUID, status: str) -> None:
    world.person(DESK, H).execute("update transport_request set status = %s where id = %s", [status, trip])


@pytest.mark.parametrize("offered", ["before they arrive", "after they arrived"])
def test_bids_that_cross_a_hold_are_not_counted(world: World, offered: str) -> None:
    trip = world.trip(ready_at=datetime.now(UTC) + timedelta(hours=3))
    with world.cut_off(H, E):
        world.bid(trip, settle=False)
        world.bid(trip, "blair", settle=False)
        _becomes(world, trip, "SCHEDULED")
        if offered == "before they arrive":
            _becomes(world, trip, "PENDING")
    world.settle()
    if offered == "after they arrived":
        assert (world.board(trip)["status"], _counts(world, trip)) == ("SCHEDULED", (0, 0))
        _becomes(world, trip, "PENDING")
        world.settle()
    assert (world.board(trip)["status"], _counts(world, trip)) == ("PENDING", (0, 0))
    world.bid(trip)
    assert _counts(world, trip) == (1, 1)


def test_an_acceptance_that_an_edit_refuses_leaves_no_bid_to_count(world: World) -> None:
    """The acceptance had rejected the bids of the time when the hospital still chose among them."""
    trip = world.trip()
    world.bid(trip)
    desk = world.person(DESK, H)
    desk.execute("update transport_request set award_mode = 'FIRST_ACCEPT' where id = %s", [trip])
    world.settle()
    with world.cut_off(H, E):
        assignment = world.accept(trip, "blair", settle=False)
        desk.execute("update transport_request set priority = 'URGENT', award_mode = 'BIDDING' where id = %s", [trip])
    world.settle()
    assert world.assignment(assignment)["status"] == "CANCELLED"
    assert (world.request(trip)["status"], world.board(trip)["status"]) == ("PENDING", "PENDING")
    assert _counts(world, trip) == (0, 0)
    world.bid(trip)
    assert _counts(world, trip) == (1, 1)
