"""An award whose unit is not there any more: the trip is the agency's, and both sides know why it has no unit."""

from uuid import UUID

import pytest

from medport_desktop.silos.demo.region import agency
from tests.silos.world import E, H, World
from tests.support import until

GONE = {
    "OUT_OF_SERVICE": "current_status = 'OUT_OF_SERVICE'",
    "OFF_DUTY": "current_status = 'OFF_DUTY'",
    "retired": "is_active = false",
    "not able": "type = 'WHEELCHAIR'",
}
WORDS = {
    "OUT_OF_SERVICE": "out of service",
    "OFF_DUTY": "off duty",
    "retired": "retired",
    "not able": "not able to run it",
}


def awarded(world: World, unit: UUID, change: str) -> UUID:
    trip = world.trip()
    bid = world.bid(trip, unit=unit)
    if change:
        world.run(E, f"update medport.unit set {change} where id = %s", unit, quietly=True)
    world.award(trip, bid)
    return trip


@pytest.mark.parametrize("gone", GONE)
def test_both_sides_are_told_why(world: World, gone: str) -> None:
    unit = world.unit()
    number = world.value(E, "select unit_number from medport.unit where id = %s", unit)
    trip = awarded(world, unit, GONE[gone])
    said = f"Unit {number} is {WORDS[gone]}."
    assert world.event(E, "trip.accepted", trip)["payload"]["unit_missing"] == said
    row = world.row(H, "select outcome, refusal_reason from medport.trip_award where trip_id = %s", trip)
    assert row == {"outcome": "ACCEPTED", "refusal_reason": said}
    assert world.status(trip) == "ACCEPTED"


def test_nothing_is_said_where_the_unit_runs_it(world: World) -> None:
    trip = awarded(world, world.unit(), "")
    assert world.event(E, "trip.accepted", trip)["payload"]["unit_missing"] is None
    assert world.value(H, "select refusal_reason from medport.trip_award where trip_id = %s", trip) == ""


def test_an_award_of_another_bid_does_not_get_the_reason_of_that_unit(world: World) -> None:
    unit = world.unit()
    trip = world.trip()
    bid, other = world.bid(trip, unit=unit), world.bid(trip, "blair")
    world.run(E, "update medport.unit set is_active = false where id = %s", unit, quietly=True)
    with world.cut_off(H, E):
        award = world.award(trip, bid, settle=False)
        until(lambda: world.value(E, "select id from medport.assignment where trip_id = %s", trip))
        world.run(H, "update medport.trip_award set outcome = 'REFUSED' where id = %s", award, quietly=True)
        second = "insert into medport.trip_award (trip_id, bid_id, agency_id) values (%s, %s, %s)"
        world.run(H, second, trip, other, agency("blair").id, quietly=True)
    world.settle()
    row = world.row(H, "select outcome, refusal_reason from medport.trip_award where bid_id = %s", other)
    assert row == {"outcome": "REFUSED", "refusal_reason": "The trip was no longer on offer."}
