"""A unit is where its work last told, and everything that counts miles uses it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from medport_desktop.domain.places import OUTSIDE
from medport_desktop.silos.demo.people import demo_id
from tests.silos.world import ALTOONA, BEDFORD, NASON, E, World, refused

STEPS = ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")


def place(world: World, unit: UUID) -> tuple[Any, ...]:
    """Where the unit is, and since when."""
    return world.rows(
        E, "select current_location, coordinates::text, place_since from medport.unit where id = %s", unit
    )[0]


def run(world: World) -> tuple[UUID, UUID, UUID]:
    """A trip from Nason to Altoona that a fresh unit runs: trip, assignment, unit."""
    unit = world.unit()
    trip = world.trip(award_mode="FIRST_ACCEPT", destination_facility_id=demo_id("facility", ALTOONA))
    return trip, world.accept(trip, unit=unit), unit


@pytest.mark.parametrize(
    ("reached", "where"),
    [("ON_SCENE", NASON), ("IN_TRANSIT", NASON), ("AT_DESTINATION", ALTOONA), ("COMPLETED", ALTOONA)],
)
def test_a_units_place_follows_its_work(world: World, reached: str, where: str) -> None:
    trip, assignment, unit = run(world)
    before = datetime.now(UTC)
    world.move(assignment, *STEPS[: STEPS.index(reached) + 1])
    board = world.board(trip)
    location, coordinates, since = place(world, unit)
    assert location == where
    assert coordinates == str(board["origin_coordinates" if where == NASON else "destination_coordinates"])
    assert since >= before


def test_a_step_that_is_taken_back_puts_the_unit_back(world: World) -> None:
    _trip, assignment, unit = run(world)
    before = place(world, unit)
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "EN_ROUTE")
    assert place(world, unit) == before
    world.move(assignment, "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "IN_TRANSIT")
    assert place(world, unit)[0] == NASON


def test_the_next_bids_empty_miles_are_from_where_the_last_run_ended(world: World) -> None:
    _trip, assignment, unit = run(world)
    world.move(assignment, *STEPS)
    back = world.trip(hospital=ALTOONA)
    bid = world.bid(back, unit=unit)
    assert world.value(E, "select empty_miles from transport_bid where id = %s", bid) == 0


def test_no_miles_are_invented_where_the_run_ended_at_an_address(world: World) -> None:
    unit = world.unit()
    trip = world.trip(award_mode="FIRST_ACCEPT", destination_facility_id=None, destination_text="12 Oak Lane")
    world.move(world.accept(trip, unit=unit), *STEPS)
    assert place(world, unit)[:2] == (OUTSIDE, None)
    bid = world.bid(world.trip(), unit=unit)
    assert world.value(E, "select empty_miles from transport_bid where id = %s", bid) is None


def test_a_person_says_where_a_unit_is(world: World) -> None:
    unit = world.unit()
    before = datetime.now(UTC)
    world.person(BEDFORD, E).execute(
        "update unit set current_location = 'Everett', coordinates = '(-78.3,40.0)' where id = %s", [unit]
    )
    location, _coordinates, since = place(world, unit)
    assert location == "Everett"
    assert since >= before


def test_a_person_says_since_when_but_not_of_a_time_to_come(world: World) -> None:
    unit = world.unit()
    person = world.person(BEDFORD, E)
    say = "update unit set current_location = 'Everett', place_since = now() + %s::interval where id = %s"
    person.execute(say, ["-20 minutes", unit])
    assert timedelta(minutes=19) < datetime.now(UTC) - place(world, unit)[2] < timedelta(minutes=21)
    with refused("MP005", field_name="place_since"):
        person.execute(say, ["1 minute", unit])


def test_what_a_person_says_of_a_unit_is_not_undone_by_older_news(world: World) -> None:
    """A step that was kept while the silo was away arrives late; a step is taken back after somebody has said more."""
    _trip, assignment, unit = run(world)
    say = "update unit set current_location = 'Garage', coordinates = null where id = %s"
    early = datetime.now(UTC)
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT")
    dispatcher = world.person(BEDFORD, E)
    dispatcher.execute(say, [unit])
    told = "update assignment set status = 'AT_DESTINATION', told_late = %s where id = %s"
    dispatcher.execute(told, [early, assignment])
    assert place(world, unit)[0] == "Garage"
    world.move(assignment, "COMPLETED")
    assert place(world, unit)[0] == ALTOONA
    _other, second, other_unit = run(world)
    world.move(second, "EN_ROUTE", "ON_SCENE")
    dispatcher.execute(say, [other_unit])
    world.move(second, "EN_ROUTE")
    assert place(world, other_unit)[0] == "Garage"
