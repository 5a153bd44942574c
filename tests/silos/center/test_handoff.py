"""Shift handoff: one open sheet, read line by line by somebody else, and then theirs."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.people import demo_id
from tests.silos.world import ADMIN, BEDFORD, CENTER, DENIED, DESK, C, World, refused

_LINE = (
    "insert into shift_handoff_trip (handoff_id, trip_id, number, hospital, origin, destination,"
    " transport_level, priority, trip_status, since, waits, note)"
    " values (%s, %s, 'T-1', 'Demo', 'A', 'B', 'BLS', 'HIGH', 'PENDING', now(), '{LATE}', 'Call them')"
)
_ACK = "update shift_handoff_trip set acknowledged_at = now() where handoff_id = %s and trip_id = %s"


@pytest.fixture
def sheet(world: World) -> Iterator[tuple[UUID, list[UUID]]]:
    """A handoff of two trips by the dispatcher; withdrawn at the end if it is still open."""
    handoff, trips = uuid4(), [uuid4(), uuid4()]
    by = world.person(CENTER, C)
    by.execute("insert into shift_handoff (id, note, units_free) values (%s, 'Quiet night', 4)", [handoff])
    for trip in trips:
        by.execute(_LINE, [handoff, trip])
    yield handoff, trips
    world.run(
        C, "update shift_handoff set status = 'WITHDRAWN' where id = %s and status = 'OPEN'", handoff, quietly=True
    )


def end(world: World, who: str, handoff: UUID, status: str) -> None:
    world.person(who, C).execute("update shift_handoff set status = %s where id = %s", [status, handoff])


def status(world: World, handoff: UUID) -> tuple[str, str]:
    row = world.row(C, "select status, ended_by from shift_handoff where id = %s", handoff)
    assert row is not None
    return row["status"], row["ended_by"]


def test_taken_over_when_every_line_is_read(world: World, sheet: tuple[UUID, list[UUID]]) -> None:
    handoff, trips = sheet
    world.person(ADMIN, C).execute(_ACK, [handoff, trips[0]])
    with refused("MP001"):
        end(world, ADMIN, handoff, "TAKEN")
    world.person(ADMIN, C).execute(_ACK, [handoff, trips[1]])
    first = world.value(C, "select acknowledged_at from shift_handoff_trip where trip_id = %s", trips[1])
    world.person(ADMIN, C).execute(_ACK, [handoff, trips[1]])
    assert world.value(C, "select acknowledged_at from shift_handoff_trip where trip_id = %s", trips[1]) == first
    end(world, ADMIN, handoff, "TAKEN")
    assert status(world, handoff) == ("TAKEN", world.trio.accounts[ADMIN].name)
    with refused("MP002"):
        world.person(ADMIN, C).execute(_ACK, [handoff, trips[0]])
    with refused("MP002"):
        end(world, CENTER, handoff, "WITHDRAWN")
    audited = world.value(C, "select user_name from audit_log where entity_id = %s and action = 'UPDATE'", str(handoff))
    assert audited == world.trio.accounts[ADMIN].name


def test_what_is_acknowledged_is_audited_under_its_trip(world: World, sheet: tuple[UUID, list[UUID]]) -> None:
    handoff, trips = sheet
    world.person(ADMIN, C).execute(
        "update shift_handoff_trip set acknowledged_at = now() where handoff_id = %s and trip_id = any(%s)",
        [handoff, trips],
    )
    end(world, ADMIN, handoff, "TAKEN")
    lines = "select trip_id, changes from medport.audit_log where action = 'UPDATE' and entity_id = %s order by id"
    *told, end_of_it = world.stage[C].execute(lines, [str(handoff)]).fetchall()
    assert {trip for trip, _ in told} == set(trips)
    assert [changes for _, changes in told] == [{"after": {"acknowledged": ["T-1"]}}] * len(trips)
    assert end_of_it[0] is None


def test_a_line_can_be_put_back(world: World, sheet: tuple[UUID, list[UUID]]) -> None:
    handoff, trips = sheet
    world.person(ADMIN, C).execute(_ACK, [handoff, trips[0]])
    world.person(ADMIN, C).execute(
        "update shift_handoff_trip set acknowledged_at = null where handoff_id = %s and trip_id = %s",
        [handoff, trips[0]],
    )
    row = world.row(C, "select * from shift_handoff_trip where trip_id = %s", trips[0])
    assert row is not None
    assert (row["acknowledged_by_id"], row["acknowledged_by"], row["acknowledged_at"]) == (None, "", None)


def test_whoever_made_it_does_not_take_it(world: World, sheet: tuple[UUID, list[UUID]]) -> None:
    handoff, trips = sheet
    with refused("MP006"):
        world.person(CENTER, C).execute(_ACK, [handoff, trips[0]])
    with refused("MP006"):
        end(world, CENTER, handoff, "TAKEN")
    end(world, CENTER, handoff, "WITHDRAWN")
    assert status(world, handoff)[0] == "WITHDRAWN"


def test_one_at_a_time_and_the_same_again_is_harmless(world: World, sheet: tuple[UUID, list[UUID]]) -> None:
    handoff, trips = sheet
    world.person(CENTER, C).execute("insert into shift_handoff (id) values (%s)", [handoff])
    world.person(CENTER, C).execute(_LINE, [handoff, trips[0]])
    assert world.value(C, "select count(*) from shift_handoff_trip where handoff_id = %s", handoff) == 2
    with refused("MP002"):
        world.person(ADMIN, C).execute("insert into shift_handoff (id) values (%s)", [uuid4()])
    with refused("MP006"):
        world.person(ADMIN, C).execute(_LINE, [handoff, uuid4()])


def test_it_is_for_somebody_of_the_center(world: World) -> None:
    with refused("MP005", field_name="for_id"):
        world.person(CENTER, C).execute(
            "insert into shift_handoff (id, for_id) values (%s, %s)", [uuid4(), demo_id("account", DESK)]
        )


@pytest.mark.parametrize("who", [DESK, BEDFORD])
@pytest.mark.parametrize(
    "statement",
    [
        "select * from shift_handoff",
        "select * from shift_handoff_trip",
        "insert into shift_handoff (note) values ('x')",
        "update shift_handoff set status = 'TAKEN'",
    ],
)
def test_nobody_else_has_to_do_with_it(world: World, who: str, statement: str) -> None:
    with refused(DENIED):
        world.person(who, C).execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "update shift_handoff set note = 'other words'",
        "update shift_handoff set made_by = 'somebody'",
        "update shift_handoff_trip set note = 'other words'",
        "update shift_handoff_trip set acknowledged_by = 'somebody'",
        "delete from shift_handoff",
    ],
)
def test_a_sheet_is_not_rewritten(world: World, statement: str) -> None:
    with refused(DENIED):
        world.person(ADMIN, C).execute(statement.encode())


def test_of_two_who_take_over_the_second_is_told(world: World, sheet: tuple[UUID, list[UUID]]) -> None:
    handoff, trips = sheet
    for trip in trips:
        world.person(ADMIN, C).execute(_ACK, [handoff, trip])
    end(world, ADMIN, handoff, "TAKEN")
    end(world, ADMIN, handoff, "TAKEN")  # sent again
    with refused("MP002"):
        end(world, CENTER, handoff, "TAKEN")
    assert status(world, handoff) == ("TAKEN", world.trio.accounts[ADMIN].name)
