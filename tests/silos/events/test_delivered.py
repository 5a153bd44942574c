"""Changes that are sent again are made once; steps that are told late keep their time; nobody uses another's keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from medport_desktop.domain.ids import new_key
from tests.silos.world import BEDFORD, BEDFORD_MANAGER, DENIED, DESK, E, H, World, refused

_ONCE = "insert into delivered (key) values (%s) on conflict do nothing"


@pytest.fixture
def held(world: World) -> Iterator[tuple[UUID, UUID]]:
    """A trip that Bedford holds, and its assignment; ended afterwards."""
    trip, assignment = world.held_trip()
    yield trip, assignment
    if world.live_assignments(trip):
        world.cancel(trip)


def test_a_key_counts_once_for_one_person(world: World) -> None:
    key = new_key()
    dispatcher, manager = world.person(BEDFORD, E), world.person(BEDFORD_MANAGER, E)
    assert [dispatcher.execute(_ONCE, [key]).rowcount for _ in range(2)] == [1, 0]
    assert manager.execute(_ONCE, [key]).rowcount == 1  # a key that somebody else has used is not used up
    assert world.person(DESK, H).execute(_ONCE, [new_key()]).rowcount == 1
    assert len(manager.execute("select key from delivered where key = %s", [key]).fetchall()) == 1


def test_a_change_that_is_refused_uses_no_key_up(world: World) -> None:
    key = new_key()
    person = world.person(BEDFORD, E)
    with person.transaction():
        person.execute(_ONCE, [key])
        raise psycopg.Rollback
    assert person.execute(_ONCE, [key]).rowcount == 1


def test_nobody_writes_for_another_or_takes_a_key_back(world: World) -> None:
    for statement in (
        "insert into delivered (key, person) values (gen_random_uuid(), gen_random_uuid())",
        "update delivered set at = now()",
        "delete from delivered",
    ):
        with refused(DENIED):
            world.person(BEDFORD, E).execute(statement.encode())


def test_old_keys_are_forgotten_by_the_clock(world: World) -> None:
    old, young = new_key(), new_key()
    person = world.person(BEDFORD, E)
    for key in (old, young):
        person.execute(_ONCE, [key])
    world.run(E, "update medport.delivered set at = now() - interval '31 days' where key = %s", old)
    world.trio.tick()
    assert world.value(E, "select array_agg(key) from medport.delivered where key = any(%s)", [old, young]) == [young]


def step(world: World, assignment: UUID, to: str, told_late: datetime) -> None:
    """A step that is told after it happened."""
    world.person(BEDFORD, E).execute(
        "update assignment set status = %s, told_late = %s where id = %s", (to, told_late, assignment)
    )


def test_a_step_told_late_has_its_own_time_in_every_silo(world: World, held: tuple[UUID, UUID]) -> None:
    trip, assignment = held
    world.run(E, "update medport.assignment set status_since = now() - interval '2 h' where id = %s", assignment)
    happened = datetime.now(UTC) - timedelta(minutes=40)
    step(world, assignment, "EN_ROUTE", happened)
    world.settle()
    row = world.assignment(assignment)
    assert (row["status_since"], row["told_late"]) == (happened, None)
    assert datetime.fromisoformat(row["milestones"]["en_route"]) == happened
    told = world.value(
        H, "select occurred_at from medport.trip_milestone where trip_id = %s and milestone = 'en_route'", trip
    )
    assert told == happened


def test_a_step_is_told_neither_before_the_last_one_nor_ahead_of_time(world: World, held: tuple[UUID, UUID]) -> None:
    _, assignment = held
    accepted = world.assignment(assignment)["status_since"]
    step(world, assignment, "EN_ROUTE", accepted - timedelta(hours=3))
    assert world.assignment(assignment)["status_since"] == accepted
    step(world, assignment, "ON_SCENE", datetime.now(UTC) + timedelta(hours=3))
    assert world.assignment(assignment)["status_since"] <= datetime.now(UTC) + timedelta(seconds=5)
