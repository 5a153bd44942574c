"""An award whose unit is not there any more: the trip is the agency's, and both sides know why it has no unit."""

from uuid import UUID

import pytest

from tests.silos.world import E, H, World

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
