"""When a step happened, as a person says it: within what the step before it and the clock allow, in every silo."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.silos.world import BEDFORD, CENTER, E, H, World, refused


def minutes_ago(minutes: int) -> datetime:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).replace(microsecond=0)


@pytest.fixture
def held(world: World) -> tuple[UUID, UUID]:
    """A trip that Bedford has held for two hours, and its assignment."""
    trip, assignment = world.held_trip()
    world.run(
        E,
        "update medport.assignment set status_since = now() - interval '2 h',"
        " milestones = jsonb_build_object('acknowledged', now() - interval '2 h') where id = %s",
        assignment,
        quietly=True,
    )
    return trip, assignment


def say(world: World, assignment: UUID, at: datetime, to: str | None = None, who: str = BEDFORD) -> None:
    world.person(who, E).execute(
        "update assignment set status = coalesce(%s, status), happened_at = %s where id = %s", [to, at, assignment]
    )


def milestone(world: World, trip: UUID, name: str) -> datetime | None:
    query = "select occurred_at from medport.trip_milestone where trip_id = %s and milestone = %s"
    return world.value(H, query, trip, name)


@pytest.mark.parametrize("who", [BEDFORD, CENTER])
def test_a_step_is_taken_at_the_time_that_is_said(world: World, held: tuple[UUID, UUID], who: str) -> None:
    trip, assignment = held
    at = minutes_ago(40)
    say(world, assignment, at, "EN_ROUTE", who)
    row = world.assignment(assignment)
    assert (row["status_since"], row["happened_at"]) == (at, None)
    world.settle()
    assert milestone(world, trip, "en_route") == at


def test_the_last_step_gets_another_time_everywhere(world: World, held: tuple[UUID, UUID]) -> None:
    trip, assignment = held
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT")
    unit = world.assignment(assignment)["unit_id"]
    first = milestones(world, assignment)
    world.run(E, *_an_hour_earlier(assignment, first), quietly=True)
    at = minutes_ago(25)
    say(world, assignment, at)
    world.settle()
    assert milestone(world, trip, "left_scene") == at
    assert world.request(trip)["pickup_timestamp"] == at
    assert milestones(world, assignment)["left_scene"] == at
    assert world.assignment(assignment)["status_since"] == at
    assert world.unit_status(unit) == "COMMITTED"
    who = world.rows(
        E,
        """select user_name, changes #>> '{after,status_since}' from audit.log
           where entity_id = %s and action = 'UPDATE' order by "timestamp" desc limit 1""",
        str(assignment),
    )
    assert who[0][0]
    assert datetime.fromisoformat(who[0][1]) == at


def test_times_of_steps_that_the_hospital_has_missed_come_with_the_next_event(
    world: World, held: tuple[UUID, UUID]
) -> None:
    """Its silo was of release 1.0.0 when they were corrected."""
    trip, assignment = held
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT")
    world.settle()
    for change in (
        "update medport.trip_milestone set occurred_at = occurred_at + interval '1 h' where trip_id = %s",
        "update medport.transport_request set pickup_timestamp = pickup_timestamp + interval '1 h' where id = %s",
    ):
        world.run(H, change, trip, quietly=True)
    world.move(assignment, "AT_DESTINATION")
    world.settle()
    told = milestones(world, assignment)
    for name in ("en_route", "at_scene", "left_scene", "at_destination"):
        assert milestone(world, trip, name) == told[name]
    assert world.request(trip)["pickup_timestamp"] == told["left_scene"]


def milestones(world: World, assignment: UUID) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(at) for name, at in world.assignment(assignment)["milestones"].items()}


def _an_hour_earlier(assignment: UUID, reached: dict[str, datetime]) -> tuple[str, str, UUID]:
    earlier = {name: (at - timedelta(hours=1)).isoformat() for name, at in reached.items() if name != "acknowledged"}
    return (
        "update medport.assignment set milestones = milestones || %s::jsonb where id = %s",
        json.dumps(earlier),
        assignment,
    )


@pytest.mark.parametrize("step", ["EN_ROUTE", None])
def test_no_step_is_before_the_one_before_it_or_still_to_come(
    world: World, held: tuple[UUID, UUID], step: str | None
) -> None:
    _trip, assignment = held
    if step is None:
        world.move(assignment, "EN_ROUTE")
    with refused("MP005", field_name="happened_at"):
        say(world, assignment, minutes_ago(123), step)
    with refused("MP005", field_name="happened_at"):
        say(world, assignment, datetime.now(UTC) + timedelta(minutes=1), step)


def test_the_minute_of_the_step_before_is_not_before_it(world: World, held: tuple[UUID, UUID]) -> None:
    _trip, assignment = held
    world.move(assignment, "EN_ROUTE")
    began = world.assignment(assignment)["status_since"]
    say(world, assignment, began.replace(second=0, microsecond=0), "ON_SCENE")
    assert world.assignment(assignment)["status_since"] == began


def test_the_acceptance_and_a_trip_that_is_over_keep_their_times(world: World, held: tuple[UUID, UUID]) -> None:
    _trip, assignment = held
    with refused("MP001", field_name="happened_at"):
        say(world, assignment, minutes_ago(5))
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    with refused("MP002"):
        say(world, assignment, minutes_ago(5))


def test_a_unit_is_where_it_is_since_the_step_and_a_correction_puts_it_back(
    world: World, held: tuple[UUID, UUID]
) -> None:
    _trip, assignment = held
    unit = world.assignment(assignment)["unit_id"]
    world.run(E, "update medport.unit set place_since = now() - interval '3 h' where id = %s", unit, quietly=True)
    before = world.value(E, "select current_location from medport.unit where id = %s", unit)
    say(world, assignment, minutes_ago(40), "EN_ROUTE")
    say(world, assignment, minutes_ago(20), "ON_SCENE")
    at = minutes_ago(30)
    say(world, assignment, at)
    assert world.value(E, "select place_since from medport.unit where id = %s", unit) == at
    world.move(assignment, "EN_ROUTE")
    assert world.value(E, "select current_location from medport.unit where id = %s", unit) == before
