"""Attacks by old snapshots and by two changes at once, on rules that read other rows."""

import threading
from uuid import uuid4

import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.region import agency
from tests.silos.accounts.test_accounts import PASSWORD, _create
from tests.silos.world import (
    ADMIN,
    BEDFORD,
    BEDFORD_MANAGER,
    CENTER,
    DESK,
    DESK_MANAGER,
    C,
    E,
    H,
    World,
    quietly,
    refused,
)
from tests.support import until

every_level = pytest.mark.parametrize("level", ["repeatable read", "serializable"])
_WRITABLE = (
    "select c.relname, min(a.attname) filter (where has_column_privilege(c.oid, a.attnum, 'insert')) as inserted,"
    " min(a.attname) filter (where has_column_privilege(c.oid, a.attnum, 'update')) as updated"
    " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
    " where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r' and c.relname <> 'delivered'"
    " group by c.relname"
)


@every_level
@pytest.mark.parametrize(
    ("who", "silo"), [(DESK_MANAGER, H), (CENTER, H), (BEDFORD_MANAGER, E), (CENTER, E), (ADMIN, C), (DESK, C)]
)
def test_nobody_writes_by_an_old_snapshot(world: World, who: str, silo: Silo, level: str) -> None:
    """Whatever table, and whatever rule: what a snapshot does not show cannot be judged by it."""
    with world.open(who, silo) as person:
        tried = 0
        for table in person.execute(_WRITABLE).fetchall():
            name, inserted, updated = table["relname"], table["inserted"], table["updated"]
            for statement in (
                f"insert into {name} ({inserted}) select null where false" if inserted else "",
                f"update {name} set {updated} = null where false" if updated else "",
            ):
                if statement:
                    person.execute(f"begin isolation level {level}".encode())
                    with refused("40001"):
                        person.execute(statement.encode())
                    person.execute("rollback")
                    tried += 1
    assert tried > 0


@every_level
def test_a_handoff_is_not_taken_over_with_a_line_unread(world: World, level: str) -> None:
    sheet, line = uuid4(), (
        "insert into shift_handoff_trip (handoff_id, trip_id, number, hospital, origin, destination, transport_level,"
        " priority, trip_status, since) values (%s, %s, 'T-1', 'x', 'x', 'x', 'BLS', 'LOW', 'PENDING', now())"
    )  # fmt: skip
    maker = world.person(CENTER, C)
    maker.execute("insert into shift_handoff (id) values (%s)", [sheet])
    with world.open(ADMIN, C) as taker:
        taker.execute(f"begin isolation level {level}".encode())
        assert taker.execute("select 1 from shift_handoff_trip where handoff_id = %s", [sheet]).fetchall() == []
        maker.execute(line.encode(), [sheet, uuid4()])
        with refused("40001"):
            taker.execute("update shift_handoff set status = 'TAKEN' where id = %s", [sheet])
        taker.execute("rollback")
        with refused("MP001"):
            taker.execute("update shift_handoff set status = 'TAKEN' where id = %s", [sheet])
    maker.execute("update shift_handoff set status = 'WITHDRAWN' where id = %s", [sheet])


@every_level
def test_two_absences_of_a_unit_do_not_overlap(world: World, level: str) -> None:
    unit = world.unit()
    plan = (
        "insert into unit_plan (unit_id, agency_id, kind, start_time, end_time, notes)"
        " values (%s, my_agency_id(), 'MAINTENANCE', now() + interval '1 h', now() + interval '2 h', 'Oil')"
    )
    with world.open(BEDFORD, E) as late:
        late.execute(f"begin isolation level {level}".encode())
        late.execute("select count(*) from unit_plan")
        world.person(BEDFORD, E).execute(plan, [unit])
        with refused("40001"):
            late.execute(plan, [unit])
        late.execute("rollback")
        with refused("MP005"):
            late.execute(plan, [unit])


@every_level
def test_no_decline_stands_beside_an_open_bid(world: World, level: str) -> None:
    trip = world.trip()
    decline = "insert into trip_decline (trip_id, agency_id, reason) values (%s, my_agency_id(), 'NO_UNIT')"
    with world.open(BEDFORD, E) as late:
        late.execute(f"begin isolation level {level}".encode())
        late.execute("select count(*) from transport_bid")
        world.bid(trip)
        with refused("40001"):
            late.execute(decline, [trip])
        late.execute("rollback")
        with refused("MP004"):
            late.execute(decline, [trip])


def test_two_administrators_do_not_disable_one_another(world: World) -> None:
    """Each in a transaction that the other's came between: one of them stays."""
    first, second = (_create(world, ADMIN, "center", manager=True) for _ in range(2))
    disable = "select set_user_active(%s, false)"
    with world.open(first.email, C, PASSWORD) as one, world.open(second.email, C, PASSWORD) as other:
        one.execute("begin")
        one.execute(disable, [second.id])
        late = threading.Thread(target=quietly, args=[other, disable, first.id])
        late.start()
        one.execute("commit")  # which may be too late for the other: to be disabled ends what one has open
        late.join()
    world.settle()
    active = "select count(*) from medport.app_user where is_active and id = any(%s)"
    until(lambda: world.value(C, active, [first.id, second.id]) == 1)


def test_a_timer_does_not_turn_red_before_amber_by_two_changes_at_once(world: World) -> None:
    change = "update system_configuration set value = %s where key = %s"
    keys = "select key, value from system_configuration where key like 'waiting_%%_minutes'"
    before = {row["key"]: row["value"] for row in world.person(ADMIN, C).execute(keys).fetchall()}
    amber, red = int(before["waiting_amber_minutes"]), int(before["waiting_red_minutes"])
    try:
        with world.open(ADMIN, C) as one, world.open(ADMIN, C) as other:
            one.execute("begin")
            one.execute(change, [str(red), "waiting_amber_minutes"])
            late = threading.Thread(target=quietly, args=[other, change, str(amber), "waiting_red_minutes"])
            late.start()
            waits = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
            until(lambda: world.value(C, waits, other.info.backend_pid))
            one.execute("commit")
            late.join()
        now = {row["key"]: int(row["value"]) for row in world.person(ADMIN, C).execute(keys).fetchall()}
        assert now["waiting_amber_minutes"] <= now["waiting_red_minutes"]
    finally:
        for key in ("waiting_amber_minutes", "waiting_red_minutes"):
            world.person(ADMIN, C).execute(change, [before[key], key])


@every_level
def test_an_old_snapshot_wins_nothing(world: World, level: str) -> None:
    """Somebody who still sees the trip on offer does not get it: the facts of now are locked, or the commit fails."""
    trip, unit, other = world.trip(award_mode="FIRST_ACCEPT"), world.unit(), world.unit("blair")
    accept = "insert into assignment (trip_id, agency_id, unit_id) values (%s, %s, %s)"
    with world.open(BEDFORD, E) as late:
        late.execute(f"begin isolation level {level}".encode())
        seen = late.execute("select status from available_trip where trip_id = %s", [trip]).fetchall()
        assert seen == [{"status": "PENDING"}]
        world.accept(trip, "blair", unit=other)
        with pytest.raises(psycopg.Error) as caught:
            late.execute(accept, [trip, agency("bedford").id, unit])
        assert caught.value.sqlstate in ("40001", "MP003")
        late.execute("rollback")
    assert world.live_assignments(trip) == 1
