"""The bus, the audit log and the server itself, which no person may touch."""

import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from tests.silos.world import ADMIN, BEDFORD, BEDFORD_MANAGER, CENTER, DENIED, DESK, DESK_MANAGER, C, E, H, World

_MACHINERY = [
    "insert into events.hospital (kind, payload) values ('trip.cancelled', '{}')",
    "insert into events.ems (kind, payload) values ('trip.accepted', '{}')",
    "insert into events.center (kind, payload) values ('user.created', '{}')",
    "select events.emit('trip.cancelled', '{}')",
    "select events.deliver('ems', uuidv7(), 'trip.accepted', 1, '{}', null)",
    "select audit.record('READ', 'x', 'y', null, '{}')",
    "insert into audit.log (action, entity_type, entity_id, changes) values ('READ', 'x', 'y', '{}')",
    "update audit.log set user_name = 'x'",
    "delete from audit.log",
    "truncate audit.log",
    "insert into reference.account select from reference.account",
    "select reference.on_account()",
    "create table t (x int)",
    "create temporary table t (x int)",
    "create function f() returns int language sql return 1",
    "create schema s",
    "create extension dblink",
    "set session_replication_role = replica",
    "set role medport_center_admin",
    "set role medport_events",
    "set session authorization medport_events",
    "alter role medport_keeper password 'x'",
    "create role mp_0",
    "create publication p for all tables",
    "copy (select 1) to program 'true'",
    "select pg_read_file('postgresql.conf')",
    "select pg_advisory_lock(1)",
    "select pg_try_advisory_xact_lock(hashtext('medport.tick'))",
    "select lo_create(0)",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename like 'medport%'",
    "alter table transport_request disable row level security",
    "alter table unit disable trigger all",
    "drop trigger a_rules on unit",
    "checkpoint",
]


@pytest.mark.parametrize("statement", _MACHINERY, ids=lambda text: text[:48])
@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_nobody_touches_the_machinery(world: World, silo: Silo, statement: str) -> None:
    for who in (DESK, BEDFORD_MANAGER, ADMIN):
        with pytest.raises(psycopg.Error) as caught:
            world.person(who, silo).execute(statement.encode())
        # Denied; or there is no such table here, no such name in reach, or it belongs to somebody else.
        assert caught.value.sqlstate in (DENIED, "42P01", "42704", "42883", "42P17"), str(caught.value)


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_the_audit_log_cannot_be_unwritten(world: World, silo: Silo) -> None:
    """Not even by the roles that own the functions: no policy lets a row be changed or removed."""
    table = "medport.audit_log" if silo is C else "audit.log"
    for statement in (f"delete from {table}", f"update {table} set user_name = ''"):
        connection = world.stage[silo]
        with connection.transaction(force_rollback=True):
            connection.execute("set local role medport_events")
            try:
                with connection.transaction():
                    assert connection.execute(statement.encode()).rowcount == 0
            except psycopg.errors.InsufficientPrivilege:
                pass


def test_a_speaker_cannot_be_forged(world: World) -> None:
    desk = world.person(DESK, H)
    trip = world.trip()
    with desk.transaction():
        desk.execute("select set_config('medport.actor', %s, true)", [str(demo_id("account", ADMIN))])
        desk.execute("update transport_request set priority = 'HIGH' where id = %s", [trip])
    who = "select user_name from audit.log where trip_id = %s and action = 'UPDATE'"
    assert world.value(H, who, trip) == "Demo desk, nason"
    assert world.event(H, "trip.updated", trip)["actor_id"] == demo_id("account", DESK)


def test_own_kind_only_in_every_silo(world: World) -> None:
    for who, groups in (
        (DESK, {"medport_hospital"}),
        (DESK_MANAGER, {"medport_hospital_manager"}),
        (BEDFORD, {"medport_ems"}),
        (BEDFORD_MANAGER, {"medport_ems_manager"}),
        (CENTER, {"medport_center"}),
        (ADMIN, {"medport_center_admin"}),
    ):
        for silo in (H, E, C):
            rows = (
                world.person(who, silo)
                .execute(
                    "select roleid::regrole::text as name, set_option from pg_auth_members"
                    " where member = session_user::regrole"
                )
                .fetchall()
            )
            assert {row["name"] for row in rows} == groups
            assert not any(row["set_option"] for row in rows)
