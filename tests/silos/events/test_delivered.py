"""Changes that are sent again are made once; steps that are told late keep their time; nobody uses another's keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

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


@pytest.fixture
def nearly_used(world: World) -> Iterator[UUID]:
    """Bedford's dispatcher, who has noted all but one of an hour's changes."""
    who: UUID = world.trio.accounts[BEDFORD].id
    world.run(E, _FORGET, [who])
    world.run(E, _FILL, who, 1999, quietly=True)
    yield who
    world.run(E, _FORGET, [who])


_FORGET = "delete from medport.delivered where person = any(%s)"
_FILL = "insert into medport.delivered (key, person) select gen_random_uuid(), %s from generate_series(1, %s)"


def test_two_transactions_at_once_do_not_pass_a_person_s_bound(world: World, nearly_used: UUID) -> None:
    with world.open(BEDFORD, E) as one, world.open(BEDFORD, E) as other:
        with one.transaction():
            one.execute(_ONCE, [new_key()])
            other.execute("set lock_timeout = '300ms'")
            with refused("55P03"):  # it waits to learn what becomes of the first
                other.execute(_ONCE, [new_key()])
        with refused("MP002"):
            other.execute(_ONCE, [new_key()])
    assert world.value(E, "select count(*) from medport.delivered where person = %s", nearly_used) == 2000


def test_many_people_together_have_a_bound_and_keep_nobody_from_work(world: World) -> None:
    """Whoever notes little in an hour is never refused for what others do, and waits for nobody."""
    crowd, who = uuid4(), world.trio.accounts[BEDFORD].id
    world.run(E, _FORGET, [who])
    world.run(E, _FILL, crowd, 20_000, quietly=True)
    world.run(E, _FILL, who, 199, quietly=True)
    manager = world.person(BEDFORD_MANAGER, E)
    try:
        dispatcher = world.person(BEDFORD, E)
        with dispatcher.transaction():
            dispatcher.execute(_ONCE, [new_key()])
            manager.execute(_ONCE, [new_key()])
        with refused("MP002"):
            dispatcher.execute(_ONCE, [new_key()])
        assert manager.execute(_ONCE, [new_key()]).rowcount == 1
        world.run(E, "update medport.delivered set at = now() - interval '2 hours' where person = %s", crowd)
        assert dispatcher.execute(_ONCE, [new_key()]).rowcount == 1
    finally:
        world.run(E, _FORGET, [crowd, who])
