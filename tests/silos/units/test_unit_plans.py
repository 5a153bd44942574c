"""Shifts, breaks and absences: applied when due, judged by their own time before that, and written into the history."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, BLAIR, CENTER, DENIED, DESK, E, World, refused
from tests.support import WAIT_S, until

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PLAN = "insert into unit_plan (id, unit_id, agency_id, kind, start_time, end_time, notes)"


def plan(
    world: World,
    unit: UUID,
    kind: str,
    start: timedelta | None,
    end: timedelta | None,
    *,
    by: str = BEDFORD,
    notes: str | None = None,
    of: str = "bedford",
) -> UUID:
    """Plan something for a unit; times from now, None for the start is now. What needs a reason has one by itself."""
    if notes is None:
        notes = "As agreed" if kind in ("OUT_OF_SERVICE", "MAINTENANCE") else ""
    plan_id, now = uuid4(), datetime.now(UTC)
    world.person(by, E).execute(
        f"{PLAN} values (%s, %s, %s, %s, coalesce(%s, now()), %s, %s)".encode(),
        [
            plan_id,
            unit,
            agency(of).id,
            kind,
            None if start is None else now + start,
            None if end is None else now + end,
            notes,
        ],
    )
    return plan_id


def pass_time(world: World, unit: UUID, span: timedelta) -> None:
    """Let so much time go by for a unit: its plans, its shift and its history move into the past."""
    history = "update unit_availability set start_time = start_time - %(by)s, end_time = end_time - %(by)s"
    for statement in (
        "update unit_plan set start_time = start_time - %(by)s, end_time = end_time - %(by)s where unit_id = %(unit)s",
        "update unit set shift_start = shift_start - %(by)s, shift_end = shift_end - %(by)s where id = %(unit)s",
        f"{history} where unit_id = %(unit)s",
    ):
        connection = world.stage[E]
        with connection.transaction():
            connection.execute("set local session_replication_role = replica")
            connection.execute(statement.encode(), {"by": span, "unit": unit})


def now_is(world: World, unit: UUID) -> str:
    """What the unit is by its own time."""
    return str(world.value(E, "select status from unit_now where unit_id = %s", unit))


def set_status(world: World, unit: UUID, status: str, by: str = BEDFORD) -> None:
    """A person says what the unit is doing."""
    world.person(by, E).execute("update unit set current_status = %s where id = %s", [status, unit])


def state(world: World, plan_id: UUID) -> str:
    """How far a plan is."""
    return str(world.value(E, "select state from unit_plan where id = %s", plan_id))


def history(world: World, unit: UUID) -> list[tuple[str, str, str]]:
    """Status, who and why, oldest first."""
    return (
        world.stage[E]
        .execute(
            "select status, changed_by_name, notes from unit_availability where unit_id = %s order by start_time, id",
            [unit],
        )
        .fetchall()
    )


def first_accept(world: World, unit: UUID) -> UUID:
    """A trip on offer that the unit accepts at once; returns the assignment."""
    return world.accept(world.trip(award_mode="FIRST_ACCEPT", transport_level="BLS"), unit=unit)


def test_a_shift_begins_and_ends_by_itself(world: World) -> None:
    unit = world.unit()
    set_status(world, unit, "OFF_DUTY")
    shift = plan(world, unit, "SHIFT", 10 * MINUTE, 8 * HOUR)
    assert now_is(world, unit) == "OFF_DUTY"
    pass_time(world, unit, 15 * MINUTE)
    assert (world.unit_status(unit), now_is(world, unit)) == ("OFF_DUTY", "AVAILABLE")  # before any tick
    world.trio.tick()
    assert (world.unit_status(unit), state(world, shift)) == ("AVAILABLE", "ACTIVE")
    pass_time(world, unit, 8 * HOUR)
    assert (world.unit_status(unit), now_is(world, unit)) == ("AVAILABLE", "OFF_DUTY")
    world.trio.tick()
    world.trio.tick()
    assert (world.unit_status(unit), state(world, shift)) == ("OFF_DUTY", "OVER")
    assert [(status, who) for status, who, _why in history(world, unit)][-2:] == [("AVAILABLE", ""), ("OFF_DUTY", "")]


def test_one_shift_after_the_other_is_no_gap(world: World) -> None:
    unit = world.unit()
    plan(world, unit, "SHIFT", -HOUR, HOUR)
    second = plan(world, unit, "SHIFT", HOUR, 9 * HOUR)
    pass_time(world, unit, HOUR + MINUTE)
    assert now_is(world, unit) == "AVAILABLE"
    world.trio.tick()
    assert (world.unit_status(unit), state(world, second)) == ("AVAILABLE", "ACTIVE")
    assert len(history(world, unit)) == 1
    shift_end = world.value(E, "select shift_end from unit where id = %s", unit)
    assert shift_end - datetime.now(UTC) > 7 * HOUR


def test_who_is_off_or_on_a_break_cannot_accept_before_the_clock_says_so(world: World) -> None:
    off, resting = world.unit(), world.unit()
    plan(world, off, "SHIFT", -HOUR, HOUR)
    plan(world, resting, "BREAK", 5 * MINUTE, 35 * MINUTE)
    pass_time(world, off, 2 * HOUR)
    pass_time(world, resting, 10 * MINUTE)
    for unit, words in ((off, "off duty"), (resting, "out of service")):
        assert world.unit_status(unit) == "AVAILABLE"
        with refused("MP007", field_name="unit") as caught:
            first_accept(world, unit)
        assert words in str(caught.value)
    pass_time(world, resting, 30 * MINUTE)  # over again, and still no tick
    first_accept(world, resting)
    assert world.unit_status(resting) == "COMMITTED"


def test_a_break_that_the_clock_missed_is_over(world: World) -> None:
    unit = world.unit()
    missed = plan(world, unit, "BREAK", 5 * MINUTE, 35 * MINUTE)
    pass_time(world, unit, HOUR)
    assert now_is(world, unit) == "AVAILABLE"
    world.trio.tick()
    assert (state(world, missed), world.unit_status(unit), len(history(world, unit))) == ("OVER", "AVAILABLE", 1)


def test_a_break_waits_for_the_end_of_the_trip_and_keeps_its_length(world: World) -> None:
    unit = world.unit()
    rest = plan(world, unit, "BREAK", 5 * MINUTE, 35 * MINUTE, notes="Meal")
    assignment = first_accept(world, unit)
    pass_time(world, unit, HOUR)  # its time is over, and the crew is still on the road
    world.trio.tick()
    assert (world.unit_status(unit), state(world, rest)) == ("COMMITTED", "PLANNED")
    coming = world.row(E, "select next_kind, next_at < now() as waits from unit_now where unit_id = %s", unit)
    assert coming == {"next_kind": "BREAK", "waits": True}
    world.move(assignment, "PENDING", reason="NO_CREW")
    assert (world.unit_status(unit), state(world, rest)) == ("OUT_OF_SERVICE", "ACTIVE")
    left = world.value(E, "select end_time - now() from unit_plan where id = %s", rest)
    assert 29 * MINUTE < left <= 30 * MINUTE
    assert history(world, unit)[-1][::2] == ("OUT_OF_SERVICE", "Meal")
    pass_time(world, unit, 31 * MINUTE)
    world.trio.tick()
    assert world.unit_status(unit) == "AVAILABLE"


def test_a_shift_that_ends_on_a_trip_ends_with_the_trip(world: World) -> None:
    unit = world.unit()
    plan(world, unit, "SHIFT", -HOUR, HOUR)
    plan(world, unit, "SHIFT", 13 * HOUR, 20 * HOUR)
    assignment = first_accept(world, unit)
    pass_time(world, unit, 2 * HOUR)
    world.trio.tick()
    assert world.unit_status(unit) == "COMMITTED"
    world.move(assignment, "PENDING", reason="NO_CREW")
    assert world.unit_status(unit) == "OFF_DUTY"


def test_out_of_service_until_further_notice_ends_when_somebody_says_so(world: World) -> None:
    unit = world.unit()
    broken = plan(world, unit, "OUT_OF_SERVICE", None, None, notes="Flat tire")
    assert (world.unit_status(unit), state(world, broken)) == ("OUT_OF_SERVICE", "ACTIVE")
    who, why = history(world, unit)[-1][1:]
    assert (who, why) == (world.value(E, "select name from agency_user where email = %s", BEDFORD), "Flat tire")
    set_status(world, unit, "AVAILABLE")
    assert (world.unit_status(unit), state(world, broken)) == ("AVAILABLE", "OVER")
    assert world.value(E, "select end_time <= now() from unit_plan where id = %s", broken)
    world.trio.tick()
    assert world.unit_status(unit) == "AVAILABLE"


def test_a_plan_that_runs_is_ended_and_one_that_does_not_is_taken_back(world: World) -> None:
    unit = world.unit()
    runs = plan(world, unit, "MAINTENANCE", None, 3 * HOUR)
    later = plan(world, unit, "BREAK", 5 * HOUR, 5 * HOUR + 30 * MINUTE)
    end = "update unit_plan set state = 'OVER' where id = %s"
    for one in (runs, later):
        world.person(BEDFORD, E).execute(end.encode(), [one])
    assert (state(world, runs), state(world, later)) == ("OVER", "CANCELLED")
    assert world.unit_status(unit) == "AVAILABLE"
    with refused("MP002"):
        world.person(BEDFORD, E).execute(end.encode(), [runs])
    shift = plan(world, unit, "SHIFT", -HOUR, HOUR)
    world.person(BEDFORD, E).execute(end.encode(), [shift])  # the crew goes home
    assert world.unit_status(unit) == "OFF_DUTY"


def test_a_crew_that_stays_on_is_there(world: World) -> None:
    unit = world.unit()
    plan(world, unit, "SHIFT", -HOUR, HOUR)
    pass_time(world, unit, 2 * HOUR)
    world.trio.tick()
    set_status(world, unit, "AVAILABLE")
    world.trio.tick()
    assert (world.unit_status(unit), now_is(world, unit)) == ("AVAILABLE", "AVAILABLE")
    first_accept(world, unit)


@pytest.mark.parametrize("kind", ["OUT_OF_SERVICE", "MAINTENANCE"])
def test_a_unit_is_not_out_without_a_reason(world: World, kind: str) -> None:
    unit = world.unit()
    for by in (BEDFORD, CENTER):
        with refused("MP005", field_name="notes"):
            plan(world, unit, kind, None, None, by=by, notes="  ")
    out = plan(world, unit, kind, None, None)
    with refused("MP005", field_name="notes"):
        world.person(BEDFORD, E).execute("update unit_plan set notes = '' where id = %s", [out])


def test_overlaps_are_refused_with_a_sentence(world: World) -> None:
    unit = world.unit()
    plan(world, unit, "SHIFT", HOUR, 9 * HOUR)
    rest = plan(world, unit, "BREAK", 3 * HOUR, 4 * HOUR)  # within the shift: another kind of thing
    for kind, start, end in (("SHIFT", 2 * HOUR, 3 * HOUR), ("MAINTENANCE", 2 * HOUR, None)):
        with refused("MP005", field_name="start_time") as caught:
            plan(world, unit, kind, start, end)
        assert "already" in str(caught.value)
    plan(world, unit, "SHIFT", 9 * HOUR, 10 * HOUR)  # one after the other
    world.person(BEDFORD, E).execute("update unit_plan set state = 'OVER' where id = %s", [rest])
    plan(world, unit, "MAINTENANCE", 2 * HOUR, None)


def test_of_two_who_plan_the_same_at_once_one_is_refused(world: World) -> None:
    unit = world.unit()
    manager = world.open("manager@bedford.example", E)
    with manager, ThreadPoolExecutor(1) as other, manager.transaction():
        manager.execute(
            f"{PLAN} values (gen_random_uuid(), %s, %s, 'BREAK', now() + interval '1 hour', now() + interval '2 hours',"
            " '')".encode(),
            [unit, agency("bedford").id],
        )
        second = other.submit(plan, world, unit, "BREAK", HOUR, 2 * HOUR)
        until(lambda: world.value(E, "select count(*) from pg_locks where not granted") == 1)
        manager.execute("commit")
        manager.execute("begin")
        assert isinstance(second.exception(), psycopg.Error)
    assert world.value(E, "select count(*) from unit_plan where unit_id = %s", unit) == 1


@pytest.mark.parametrize(
    ("kind", "start", "end", "field_name"),
    [
        ("BREAK", HOUR, None, "end_time"),
        ("SHIFT", HOUR, HOUR, "end_time"),
        ("SHIFT", -3 * HOUR, -HOUR, "end_time"),
        ("BREAK", HOUR, 6 * HOUR, "end_time"),
        ("SHIFT", HOUR, 50 * HOUR, "end_time"),
        ("SHIFT", -30 * HOUR, HOUR, "start_time"),
        ("OFF_DUTY", timedelta(days=61), None, "start_time"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    world: World, kind: str, start: timedelta, end: timedelta | None, field_name: str
) -> None:
    with refused("MP005", field_name=field_name):
        plan(world, world.unit(), kind, start, end)


def test_a_bid_names_a_unit_that_will_be_there(world: World) -> None:
    trip = world.trip()
    resting, leaving, there = world.unit(), world.unit(), world.unit()
    plan(world, resting, "BREAK", 10 * MINUTE, 40 * MINUTE)
    plan(world, leaving, "SHIFT", -HOUR, 15 * MINUTE)
    plan(world, there, "BREAK", 25 * MINUTE, 55 * MINUTE)  # after the pick-up
    for unit, words in ((resting, "a break until"), (leaving, "shift of unit")):
        with refused("MP007", field_name="unit") as caught:
            world.bid(trip, unit=unit)
        assert words in str(caught.value)
    world.bid(trip, unit=there)


def test_an_award_leaves_out_a_unit_on_its_break(world: World) -> None:
    trip, unit = world.trip(), world.unit()
    bid = world.bid(trip, unit=unit)
    plan(world, unit, "BREAK", None, 30 * MINUTE)
    world.award(trip, bid)
    held = world.row(E, "select status, unit_id from assignment where trip_id = %s", trip)
    assert held == {"status": "ACCEPTED", "unit_id": None}


def test_the_clock_has_no_name_whoever_turns_it(world: World) -> None:
    unit = world.unit()
    plan(world, unit, "BREAK", 5 * MINUTE, 35 * MINUTE)
    pass_time(world, unit, 10 * MINUTE)
    world.person(CENTER, E).execute("select tick()")
    assert history(world, unit)[-1][:2] == ("OUT_OF_SERVICE", "")


def test_a_unit_that_somebody_holds_does_not_stop_the_clock(world: World) -> None:
    held, other = world.unit(), world.unit()
    for unit in (held, other):
        plan(world, unit, "BREAK", 5 * MINUTE, 35 * MINUTE)
        pass_time(world, unit, 10 * MINUTE)
    with world.trio.superuser(E) as connection, connection.transaction():
        connection.execute("select from unit where id = %s for update", [held])
        world.trio.tick()
        assert [world.unit_status(unit) for unit in (held, other)] == ["AVAILABLE", "OUT_OF_SERVICE"]
    world.trio.tick()
    assert world.unit_status(held) == "OUT_OF_SERVICE"


def test_plans_are_the_agencys_and_the_centers(world: World) -> None:
    unit = world.unit()
    ours = plan(world, unit, "BREAK", HOUR, 2 * HOUR, notes="Physical of the driver")
    seen = "select count(*) from unit_plan where id = %s"
    assert world.person(BLAIR, E).execute(seen.encode(), [ours]).fetchone() == {"count": 0}
    assert world.person(BLAIR, E).execute("select count(*) from unit_now where unit_id = %s", [unit]).fetchone() == {
        "count": 0
    }
    assert world.person(CENTER, E).execute(seen.encode(), [ours]).fetchone() == {"count": 1}
    with refused("MP006"):
        plan(world, unit, "MAINTENANCE", None, None, by=BLAIR)
    with refused("MP007"):  # one's own agency, another's unit
        plan(world, unit, "MAINTENANCE", None, None, by=BLAIR, of="blair")
    with refused(DENIED):
        world.person(DESK, E).execute(seen.encode(), [ours])
    with refused(DENIED):
        world.person(BEDFORD, E).execute("update unit_plan set unit_id = unit_id where id = %s", [ours])
    with refused(DENIED):
        world.person(BEDFORD, E).execute("update unit set shift_end = null where id = %s", [unit])
    assert world.person(BLAIR, E).execute("update unit_plan set state = 'OVER' where id = %s", [ours]).rowcount == 0
    acted = plan(world, unit, "MAINTENANCE", 3 * HOUR, 4 * HOUR, by=CENTER)
    who = "select user_name, changes::text from audit.log where entity_type = 'unit_plan' and entity_id = %s"
    assert world.row(E, who, str(acted))["user_name"] == world.value(  # type: ignore[index]
        E, "select name from reference.account where email = %s", CENTER
    )
    assert "Physical" not in world.row(E, who, str(ours))["changes"]  # type: ignore[index]


def test_nobody_is_told_of_plans_but_by_id(world: World) -> None:
    unit = world.unit()
    with world.trio.superuser(E) as listener:
        listener.execute("listen medport")
        plan(world, unit, "BREAK", HOUR, 2 * HOUR, notes="Meal")
        heard = [n.payload for n in listener.notifies(timeout=WAIT_S, stop_after=1)]
    assert [str(unit) in payload and "Meal" not in payload for payload in heard] == [True]
