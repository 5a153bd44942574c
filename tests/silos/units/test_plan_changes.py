"""A plan that has not ended is changed in place: by the rules of a new one, with its history and its audit."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.silos.units.test_unit_plans import HOUR, MINUTE, history, now_is, pass_time, plan, set_status, state
from tests.silos.world import BEDFORD, BLAIR, CENTER, E, World, refused


def change(world: World, plan_id: UUID, by: str = BEDFORD, **values: object) -> int:
    """Change columns of a plan; times from now. Returns how many rows that were."""
    now = datetime.now(UTC)
    told = {name: now + value if isinstance(value, timedelta) else value for name, value in values.items()}
    sets = ", ".join(f"{name} = %({name})s" for name in told)
    statement = f"update unit_plan set {sets} where id = %(id)s"
    return world.person(by, E).execute(statement.encode(), {**told, "id": plan_id}).rowcount


def test_a_shift_that_is_moved_begins_and_ends_by_its_new_times(world: World) -> None:
    unit = world.unit()
    set_status(world, unit, "OFF_DUTY")
    shift = plan(world, unit, "SHIFT", 10 * MINUTE, 8 * HOUR)
    assert change(world, shift, start_time=2 * HOUR, end_time=10 * HOUR, notes="Late crew") == 1
    shift_start = world.value(E, "select shift_start from unit where id = %s", unit)
    assert shift_start - datetime.now(UTC) > HOUR
    pass_time(world, unit, HOUR)
    assert now_is(world, unit) == "OFF_DUTY"
    pass_time(world, unit, 90 * MINUTE)
    assert now_is(world, unit) == "AVAILABLE"
    world.trio.tick()
    assert state(world, shift) == "ACTIVE"
    assert change(world, shift, end_time=20 * MINUTE) == 1  # the crew goes home early
    pass_time(world, unit, 30 * MINUTE)
    world.trio.tick()
    assert (world.unit_status(unit), state(world, shift)) == ("OFF_DUTY", "OVER")


def test_what_has_begun_keeps_its_beginning_and_its_note_is_the_historys(world: World) -> None:
    unit = world.unit()
    out = plan(world, unit, "OUT_OF_SERVICE", None, None, notes="Flat tire")
    assert world.unit_status(unit) == "OUT_OF_SERVICE"
    with refused("MP005", field_name="start_time"):
        change(world, out, start_time=HOUR)
    assert change(world, out, end_time=HOUR, notes="Flat tire, two of them") == 1
    assert history(world, unit)[-1][::2] == ("OUT_OF_SERVICE", "Flat tire, two of them")
    assert len(history(world, unit)) == 2
    pass_time(world, unit, 2 * HOUR)
    assert now_is(world, unit) == "AVAILABLE"
    world.trio.tick()
    assert (state(world, out), world.unit_status(unit)) == ("OVER", "AVAILABLE")
    with refused("MP002"):
        change(world, out, end_time=3 * HOUR)


def test_a_break_that_is_moved_to_now_holds_at_once(world: World) -> None:
    unit = world.unit()
    rest = plan(world, unit, "BREAK", 2 * HOUR, 3 * HOUR)
    assert change(world, rest, start_time=-MINUTE, end_time=30 * MINUTE) == 1
    assert (world.unit_status(unit), state(world, rest)) == ("OUT_OF_SERVICE", "ACTIVE")


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"start_time": 4 * HOUR, "end_time": 6 * HOUR}, "start_time"),  # upon the other shift
        ({"end_time": None}, "end_time"),
        ({"end_time": HOUR}, "end_time"),  # before it begins
        ({"start_time": timedelta(days=61), "end_time": timedelta(days=61, hours=8)}, "start_time"),
        ({"start_time": -timedelta(days=2)}, "start_time"),
        ({"end_time": timedelta(hours=60)}, "end_time"),
    ],
)
def test_a_changed_plan_keeps_the_rules_of_a_new_one(world: World, values: dict[str, object], column: str) -> None:
    unit = world.unit()
    shift = plan(world, unit, "SHIFT", 2 * HOUR, 3 * HOUR)
    if column == "start_time" and values["start_time"] == 4 * HOUR:
        plan(world, unit, "SHIFT", 5 * HOUR, 8 * HOUR)
    with refused("MP005", field_name=column):
        change(world, shift, **values)


def test_the_agency_and_the_center_change_it_and_the_log_says_who_and_what(world: World) -> None:
    unit = world.unit()
    rest = plan(world, unit, "BREAK", HOUR, 2 * HOUR, notes="Physical of the driver")
    assert change(world, rest, by=BLAIR, end_time=3 * HOUR) == 0
    assert change(world, rest, by=CENTER, end_time=3 * HOUR, notes="Physical of both") == 1
    row = world.row(
        E,
        "select user_name, changes::text from audit.log where entity_type = 'unit_plan' and entity_id = %s"
        " and action = 'UPDATE' order by id desc limit 1",
        str(rest),
    )
    assert row is not None
    assert row["user_name"] == world.value(E, "select name from reference.account where email = %s", CENTER)
    assert "end_time" in row["changes"]
    assert "Physical" not in row["changes"]
    planner = world.value(E, "select planned_by_name from unit_plan where id = %s", rest)
    assert planner == world.value(E, "select name from reference.account where email = %s", BEDFORD)
