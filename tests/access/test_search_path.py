"""Functions that run with rights of their own, lured by names: tables, types and functions of the attacker's choice.

No person can make any such thing (test_server.py). These tests go one step further and lay the traps as a superuser
would, in the way of every function there is: one that looked at them would run the attacker's code with its own rights.
"""

from collections.abc import Iterator

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from tests.silos.world import ADMIN, BEDFORD_MANAGER, DESK_MANAGER, C, E, Facts, H, World

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)
PEOPLE = (DESK_MANAGER, BEDFORD_MANAGER, ADMIN)

_DEFINERS = """
    select p.oid::regprocedure::text, pg_get_userbyid(p.proowner), p.proconfig, r.rolcanlogin or r.rolsuper
    from pg_proc p join pg_roles r on r.oid = p.proowner
    where p.prosecdef and p.pronamespace::regnamespace::text <> 'pg_catalog'
"""
_CALLABLE = """
    select format('%I.%I(%s)', p.pronamespace::regnamespace, p.proname, (
               select string_agg('null::' || format_type(t.type, null), ', ' order by t.n)
               from unnest(p.proargtypes::oid[]) with ordinality t (type, n)))
    from pg_proc p
    where p.prosecdef and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
      and p.pronamespace = 'medport'::regnamespace and has_function_privilege(p.oid, 'execute')
"""
_SPRUNG = "the trap was sprung"

_TRAPS = """
    create schema trap;
    create function trap.spring() returns boolean language plpgsql as
        $$ begin raise exception 'the trap was sprung by %', current_user using errcode = 'XX777'; end $$;
    grant usage on schema trap to public;
    do $$
    declare
        name text;
    begin
        -- Every table of ours, in the schema and among the temporary tables, which come first by themselves.
        for name in
            select distinct c.relname from pg_class c
            where c.relkind in ('r', 'v') and c.relnamespace::regnamespace::text in ('medport', 'events', 'reference',
                                                                                     'audit')
        loop
            execute format('create view trap.%I as select 1 as id where trap.spring()', name);
            execute format('grant all on trap.%I to public', name);
            execute format('create temporary view %I as select 1 as id where trap.spring()', name);
            execute format('grant all on pg_temp.%I to public', name);
        end loop;
        -- Every function of ours without its schema, and built-in ones that ours call, with the same arguments.
        for name in
            select distinct format('%I(%s)', p.proname, oidvectortypes(p.proargtypes)) from pg_proc p
            where p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
              and (p.pronamespace::regnamespace::text in ('medport', 'events', 'reference', 'audit')
                   or p.pronamespace = 'pg_catalog'::regnamespace and p.proname in (
                       'now', 'clock_timestamp', 'lower', 'left', 'replace', 'length', 'split_part', 'to_jsonb',
                       'jsonb_build_object', 'inet_client_addr', 'pg_terminate_backend', 'pg_notify',
                       'pg_try_advisory_xact_lock', 'hashtext', 'current_setting', 'set_config', 'nextval', 'format')
                      and not exists (select from pg_type t
                                      where t.oid = any (p.proargtypes::oid[]) and t.typtype = 'p'))
        loop
            execute format('create function trap.%s returns boolean language sql return trap.spring()', name);
        end loop;
    end
    $$;
"""


@every_silo
def test_every_definer_function_is_pinned_and_owned_by_nobody(world: World, silo: Silo) -> None:
    rows = world.stage[silo].execute(_DEFINERS.encode()).fetchall()
    assert len(rows) > 20
    for name, owner, settings, can_sign_in in rows:
        assert 'search_path=""' in (settings or []), name
        assert owner in ("medport_events", "medport_accounts", "medport_scram"), name
        assert not can_sign_in, name


@pytest.fixture
def trapped(world: World, silo: Silo) -> Iterator[psycopg.Connection]:
    """A superuser's connection in which the traps are laid, for a while."""
    with world.trio.superuser(silo) as connection, connection.transaction(force_rollback=True):
        connection.execute(_TRAPS.encode())
        yield connection


@every_silo
def test_the_traps_work(world: World, silo: Silo, trapped: psycopg.Connection) -> None:
    trapped.execute("set local search_path = trap, pg_catalog")
    for statement in ("select * from system_configuration", "select my_user_id()", "select clock_timestamp()"):
        with pytest.raises(psycopg.Error, match=_SPRUNG), trapped.transaction():
            trapped.execute(statement.encode())


@every_silo
def test_no_function_walks_into_a_trap(world: World, silo: Silo, facts: Facts, trapped: psycopg.Connection) -> None:
    """Each that a person may call is called, with every search path; what it refuses or finds does not matter."""
    called = 0
    for who in PEOPLE:
        for path in ("trap, pg_catalog, medport", "pg_temp, trap, pg_catalog", '"$user", trap, public'):
            with trapped.transaction(force_rollback=True):
                trapped.execute(f"set local session authorization {scram.role_name(who)}".encode())
                functions = [row[0] for row in trapped.execute(_CALLABLE.encode())]
                trapped.execute(f"set local search_path = {path}".encode())
                for function in functions:
                    called += 1
                    _call(trapped, f"select {function}")
    assert called > 50


_WRITES = {
    H: ("update medport.transport_request set pickup_location = 'ICU 6' where id = %(trip)s",
        "insert into medport.trip_note (trip_id, text) values (%(trip)s, 'x')",
        "select * from medport.crew_sheet(%(trip)s)",
        "select * from medport.audit_log limit 1"),
    E: ("update medport.unit set current_location = 'here' where id = %(unit)s",
        "update medport.transport_bid set status = 'WITHDRAWN' where id = %(bid)s",
        "select * from medport.unit_now",
        "select medport.open_bids(%(trip)s)"),
    C: ("select * from medport.whoami()",
        "select medport.edit_user(medport.my_user_id(), 'x@y.zz', 'x', true, null, null)",
        "select * from medport.app_user"),
}  # fmt: skip


@every_silo
def test_no_trigger_and_no_policy_walks_into_a_trap(
    world: World, silo: Silo, facts: Facts, trapped: psycopg.Connection
) -> None:
    values = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    done = 0
    for who in PEOPLE:
        for statement in _WRITES[silo]:
            with trapped.transaction(force_rollback=True):
                trapped.execute(f"set local session authorization {scram.role_name(who)}".encode())
                trapped.execute(f"set local medport.console = '{MADE_FOR}'".encode())
                trapped.execute("set local search_path = pg_temp, trap, pg_catalog")
                done += _call(trapped, statement, values)
    assert done >= len(_WRITES[silo])


def _call(connection: psycopg.Connection, statement: str, values: dict[str, object] | None = None) -> bool:
    """Whether it went through; a refusal is no matter, a trap is."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement.encode(), values)
    except psycopg.Error as error:
        assert _SPRUNG not in str(error), (statement, str(error))  # noqa: PT017  (any other refusal is fine)
        return False
    return True
