"""Attacks on the server: making things in it, reaching its files, other servers and other databases, shared locks."""

from contextlib import suppress

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from tests.silos.world import ADMIN, BEDFORD_MANAGER, CENTER, DENIED, DESK_MANAGER, C, Connection, E, H, World

PEOPLE = (DESK_MANAGER, BEDFORD_MANAGER, CENTER, ADMIN)
every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)

_MAKING = [
    "create table medport.t (x int)",
    "create table public.t (x int)",
    "create temporary table t (x int)",
    "create temporary table pg_temp.transport_request (x int)",
    "select 1 as x into temporary t",
    "create temporary view v as select 1",
    "create temporary sequence s",
    "create type pg_temp.uuid as enum ('x')",
    "create domain pg_temp.text as integer",
    "create function pg_temp.f() returns int language sql return 1",
    "create function medport.now() returns timestamptz language sql return null",
    "create procedure public.p() language sql begin atomic select 1; end",
    "create aggregate medport.a (int) (sfunc = int4pl, stype = int)",
    "create operator medport.= (leftarg = int, rightarg = int, function = int4eq)",
    "create cast (text as integer) with inout as implicit",
    'create collation medport.c from "C"',
    "create text search configuration medport.c (copy = simple)",
    "create materialized view medport.v as select 1",
    "create foreign data wrapper w",
    "create server s foreign data wrapper postgres_fdw",
    "create language plpython3u",
    "create extension dblink",
    "create extension postgres_fdw",
    "create extension file_fdw",
    "create extension pageinspect",
    "create schema s",
    "create database d",
    "create tablespace t location '/tmp'",
    "create publication p",
    "create subscription s connection 'host=localhost' publication p",
    "create event trigger t on ddl_command_start execute function medport.tick()",
    "create statistics medport.s on id, name from medport.system_configuration",
    "create policy p on medport.system_configuration using (true)",
    "create trigger t before insert on medport.system_configuration for each row execute function audit.on_change()",
    "create rule r as on insert to medport.system_configuration do nothing",
    "create index on medport.system_configuration (value)",
    "alter table medport.system_configuration disable row level security",
    "alter table medport.system_configuration owner to current_user",
    "alter function medport.tick() owner to current_user",
    "alter function medport.my_user_type() security invoker",
    "alter schema medport rename to x",
    "drop policy person_reads on medport.system_configuration",
    "drop function medport.my_user_id()",
    "truncate medport.system_configuration",
    "comment on table medport.system_configuration is 'x'",
]

_REACHING = [
    "copy (select 1) to program 'true'",
    "copy medport.system_configuration from program 'cat /etc/passwd'",
    "copy (select 1) to '/tmp/medport-was-here'",
    "copy medport.system_configuration (key) from '/etc/passwd'",
    "select pg_read_file('postgresql.conf')",
    "select pg_read_binary_file('pg_hba.conf')",
    "select pg_read_server_files('x')",
    "select pg_ls_dir('.')",
    "select * from pg_ls_logdir()",
    "select * from pg_ls_waldir()",
    "select pg_stat_file('postgresql.conf')",
    "select pg_current_logfile()",
    "select lo_import('/etc/passwd')",
    "select lo_export(1, '/tmp/medport-was-here')",
    "select lo_create(0)",
    "select lo_creat(-1)",
    "select lo_from_bytea(0, 'x')",
    "select lo_put(1, 0, 'x')",
    "select dblink_connect('host=localhost')",
    "load 'auto_explain'",
    "select pg_reload_conf()",
    "select pg_rotate_logfile()",
    "select pg_promote()",
    "select pg_switch_wal()",
    "select pg_create_restore_point('x')",
    "select pg_create_logical_replication_slot('x', 'pgoutput')",
    "select pg_drop_replication_slot(slot_name) from pg_replication_slots",
    "select pg_replication_slot_advance(slot_name, 'FFFFFFFF/0') from pg_replication_slots",
    "select * from pg_logical_slot_peek_changes('x', null, null)",
    "select pg_replication_origin_create('x')",
    "select pg_logical_emit_message(false, 'x', repeat('x', 1000))",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename <> session_user limit 1",
    "select pg_cancel_backend(pid) from pg_stat_activity where usename <> session_user limit 1",
    "select pg_log_backend_memory_contexts(pg_backend_pid())",
    "select pg_stat_reset()",
    "select pg_clear_relation_stats('medport', 'system_configuration')",
    "select pg_import_system_collations('medport')",
    "checkpoint",
    "alter system set fsync = off",
    "reindex system",
    "select * from pg_backend_memory_contexts",
    "select * from pg_config",
    "select * from pg_shmem_allocations",
]

_LOCKING = [
    "select pg_advisory_lock(1)",
    "select pg_advisory_lock(hashtext('medport.trip'), 1)",
    "select pg_advisory_lock_shared(1)",
    "select pg_advisory_xact_lock(hashtext('medport.tick'))",
    "select pg_try_advisory_xact_lock(hashtext('medport.tick'))",
    "select pg_try_advisory_lock(1)",
    "select pg_try_advisory_lock_shared(1, 2)",
    "select events.announce('{}')",
    "begin; lock table medport.system_configuration in share row exclusive mode",
    "begin; lock table medport.system_configuration in access exclusive mode",
    "begin; select from medport.status_transition for update",
    "begin; select from medport.status_transition for key share",
]


def _refused(person: Connection, statement: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        person.execute(statement.encode())
    person.execute("rollback")
    # Denied; no such thing on this server; or not to be had that way at all.
    assert caught.value.sqlstate in (DENIED, "42883", "0A000", "42704", "58P01", "55000"), (statement, caught.value)


@every_silo
@pytest.mark.parametrize("statement", _MAKING, ids=lambda text: text[:44])
def test_nothing_can_be_made_or_changed(world: World, silo: Silo, statement: str) -> None:
    for who in PEOPLE:
        _refused(world.person(who, silo), statement)


@every_silo
@pytest.mark.parametrize("statement", _REACHING, ids=lambda text: text[:44])
def test_nothing_beyond_the_tables_can_be_reached(world: World, silo: Silo, statement: str) -> None:
    for who in PEOPLE:
        _refused(world.person(who, silo), statement)


@every_silo
@pytest.mark.parametrize("statement", _LOCKING, ids=lambda text: text[:60])
def test_no_shared_lock_can_be_taken(world: World, silo: Silo, statement: str) -> None:
    for who in PEOPLE:
        _refused(world.person(who, silo), statement)


@every_silo
def test_nobody_passes_on_what_they_may_do(world: World, silo: Silo) -> None:
    """PostgreSQL answers with a warning that nothing was granted: so nothing must have been."""
    granted = (
        "select md5(string_agg(acl, ' ' order by acl)) from (select relacl::text as acl from pg_class"
        " union all select proacl::text from pg_proc union all select nspacl::text from pg_namespace) a"
    )
    before = world.value(silo, granted)
    for who in PEOPLE:
        for statement in (
            "grant select on medport.system_configuration to public",
            "grant all on all tables in schema medport to current_user",
            "grant usage on schema audit to public",
            "revoke select on medport.system_configuration from medport_ems",
            "revoke all on schema medport from medport_person",
        ):
            with suppress(psycopg.errors.InsufficientPrivilege):
                world.person(who, silo).execute(statement.encode())
    assert world.value(silo, granted) == before


@every_silo
def test_no_extension_is_there_that_reaches_out(world: World, silo: Silo) -> None:
    assert [row[0] for row in world.stage[silo].execute("select extname from pg_extension")] == ["plpgsql"]
    untrusted = "select lanname from pg_language where not lanpltrusted and lanname not in ('internal', 'c')"
    assert world.value(silo, untrusted) is None


@every_silo
def test_the_audit_log_cannot_be_unwritten_by_anybody(world: World, silo: Silo) -> None:
    for who in PEOPLE:
        for table in ("audit.log", "medport.audit_log"):
            for statement in (f"update {table} set user_name = 'x'", f"delete from {table}", f"truncate {table}",
                              f"insert into {table} (action, entity_type) values ('READ', 'x')"):  # fmt: skip
                with pytest.raises(psycopg.Error) as caught:
                    world.person(who, silo).execute(statement.encode())
                # Denied; or medport.audit_log is a view there, and cannot be written at all.
                assert caught.value.sqlstate in (DENIED, "42809", "55000"), str(caught.value)


@every_silo
@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_no_other_database_of_the_server_lets_people_in(world: World, silo: Silo, database: str) -> None:
    """There they could make temporary tables and large objects. pg_hba.conf names the silo's own alone."""
    login = {"user": scram.role_name(CENTER), "password": world.trio.accounts[CENTER].password, "dbname": database}
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(make_conninfo(world.trio.urls.for_people()[silo], **login))


@every_silo
def test_the_servers_own_roles_have_no_way_in(world: World, silo: Silo) -> None:
    """They cannot sign in, or have no password, or a random one of 256 bits."""
    url = world.trio.urls.for_people()[silo]
    can = "select rolname from pg_roles where rolcanlogin and rolname !~ '^mp_'"
    roles = [row[0] for row in world.stage[silo].execute(can.encode())]
    assert sorted(roles) == ["medport_apply", "medport_keeper", "medport_replication", "postgres"]
    for role in roles:
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(make_conninfo(url, user=role, password=role))
