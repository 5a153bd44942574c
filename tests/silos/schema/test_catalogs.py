"""What must hold for every table and function there is, read from the catalogs: so none that comes later escapes.

Who may do what with each stands in tests/access/access.toml, and is compared by tests/access.
"""

import re

import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.world import C, E, H, World

GROUPS = (
    "medport_person",
    "medport_hospital",
    "medport_hospital_manager",
    "medport_ems",
    "medport_ems_manager",
    "medport_center",
    "medport_center_admin",
)
OURS = ("medport", "events", "reference", "audit", "setup")
UNAUDITED = {C: {"audit_log"}, H: {"delivered"}, E: {"delivered"}}
"""The audit log itself, and the keys of changes that are audited where they are made."""
NOT_FORCED = {"account", "hospital", "configuration", "agency", "verifier_hospital", "verifier_ems", "log"}
"""Outside of medport: inboxes and logs, written by their owners alone; no person may enter their schemas."""

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)

_TABLES = "select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c where c.relkind in ('r', 'p')"


def _names(world: World, silo: Silo, query: str, *values: object) -> set[str]:
    return {row[0] for row in world.stage[silo].execute(query.encode(), values)}


@every_silo
def test_row_security_is_forced_on_every_domain_table(world: World, silo: Silo) -> None:
    rows = world.stage[silo].execute(f"{_TABLES} and c.relnamespace = 'medport'::regnamespace".encode()).fetchall()
    assert len(rows) > 5
    assert [row for row in rows if not (row[1] and row[2])] == []


@every_silo
def test_row_security_is_on_everywhere_else(world: World, silo: Silo) -> None:
    rows = (
        world.stage[silo]
        .execute(f"{_TABLES} and c.relnamespace::regnamespace::text in ('events', 'reference', 'audit')".encode())
        .fetchall()
    )
    assert [row for row in rows if not row[1]] == []


@every_silo
def test_every_domain_table_is_audited(world: World, silo: Silo) -> None:
    query = """
        select c.relname from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'medport'::regnamespace and 28 is distinct from (
            select bit_or(t.tgtype & 28)  -- insert, update and delete
            from pg_trigger t join pg_proc p on p.oid = t.tgfoid
            where t.tgrelid = c.oid and p.pronamespace = 'audit'::regnamespace and t.tgenabled = 'O'
              and t.tgtype & 2 = 0 and (t.tgtype & 1 = 1 or t.tgnewtable is not null)  -- after each row, or all rows
        )
    """
    assert _names(world, silo, query) == UNAUDITED.get(silo, set())


@every_silo
def test_every_function_of_ours_pins_its_search_path(world: World, silo: Silo) -> None:
    query = """
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace::regnamespace::text = any(%s)
          and not coalesce(p.proconfig && array['search_path=""'], false)
    """
    assert _names(world, silo, query, list(OURS)) == set()


@every_silo
def test_public_may_execute_and_touch_nothing(world: World, silo: Silo) -> None:
    functions = """
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace::regnamespace::text = any(%s)
          and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))
    """
    assert _names(world, silo, functions, list(OURS)) == set()
    relations = """
        select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) a
        where a.grantee = 0 and c.relnamespace::regnamespace::text = any(%s)
    """
    assert _names(world, silo, relations, list(OURS)) == set()
    schemas = "select n.nspname from pg_namespace n, aclexplode(n.nspacl) a where a.grantee = 0 and n.nspname = any(%s)"
    assert _names(world, silo, schemas, [*OURS, "public", "migrations"]) == set()
    databases = (
        "select d.datname from pg_database d, aclexplode(d.datacl) a where a.grantee = 0 and datname <> 'postgres'"
    )
    assert world.value(silo, "select current_database()") not in _names(world, silo, databases)


@every_silo
def test_groups_may_enter_medport_and_the_audit_alone(world: World, silo: Silo) -> None:
    for group in GROUPS:
        entered = _names(
            world, silo, "select nspname from pg_namespace where has_schema_privilege(%s, oid, 'usage')", group
        )
        assert {name for name in entered if not name.startswith("pg_")} == {"information_schema", "medport", "audit"}
        making = "select nspname from pg_namespace where has_schema_privilege(%s, oid, 'create')"
        assert _names(world, silo, making, group) == set()
        for right in ("create", "temporary"):
            assert not world.value(silo, "select has_database_privilege(%s, current_database(), %s)", group, right)


@every_silo
def test_groups_hold_no_dangerous_right(world: World, silo: Silo) -> None:
    query = """
        select rolname from pg_roles
        where rolname like 'm%%' and rolname <> 'medport_accounts'
          and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)
    """
    assert _names(world, silo, query) == set()
    assert _names(world, silo, "select rolname from pg_roles where rolreplication and rolname like 'm%%'") == {
        "medport_replication"
    }
    can_log_in = {"medport_apply", "medport_replication", "medport_keeper"}
    assert _names(world, silo, "select rolname from pg_roles where rolcanlogin and rolname like 'medport%%'") == (
        can_log_in
    )
    settable = """
        select m.member::regrole::text || ' may become ' || m.roleid::regrole::text from pg_auth_members m
        where m.set_option and (m.member::regrole::text like 'm%%')
          and m.grantor::regrole::text <> 'pg_database_owner' and m.roleid::regrole::text not like 'pg_%%'
    """
    assert _names(world, silo, settable) == set()


@every_silo
def test_nobody_may_write_what_only_the_database_says(world: World, silo: Silo) -> None:
    columns = ("created_at", "updated_at", "trip_number", "created_by_id", "awarded_by", "submitted_by", "accepted_by",
               "agency_name", "hospital_name", "bid_count", "assigned_agency_id", "assigned_unit_id", "author",
               "expires_at", "accepted_at", "milestones", "outcome", "password", "user_type", "is_manager")  # fmt: skip
    query = """
        select c.oid::regclass::text || '.' || a.attname || ' by ' || g.name
        from pg_class c join pg_attribute a on a.attrelid = c.oid, unnest(%s::text[]) as g (name)
        where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r' and a.attname = any(%s)
          and (has_column_privilege(g.name, c.oid, a.attnum, 'insert')
               or has_column_privilege(g.name, c.oid, a.attnum, 'update'))
    """
    assert _names(world, silo, query, list(GROUPS), list(columns)) == set()


@every_silo
def test_each_policy_is_for_a_named_group(world: World, silo: Silo) -> None:
    query = "select tablename || '.' || policyname from pg_policies where 'public' = any(roles)"
    assert _names(world, silo, query) == set()


@every_silo
def test_policies_ask_who_it_is_once_a_query(world: World, silo: Silo) -> None:
    """Each call of an identity function stands in a scalar sub-select, which PostgreSQL runs once."""
    rows = (
        world.stage[silo]
        .execute("select tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies")
        .fetchall()
    )
    for table, policy, said in rows:
        for before, name in re.findall(r"(.{9})\b(?:medport\.)?((?:my|am)_\w+)\(", said):
            assert before.endswith("( SELECT "), f"{table}.{policy} calls {name} for each row"


@every_silo
def test_every_handler_runs_as_origin(world: World, silo: Silo) -> None:
    """Every trigger that fires in apply workers sets the replication role back, or writes nothing that needs it."""
    query = """
        select distinct p.proname from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where t.tgenabled = 'A' and not coalesce(p.proconfig && array['session_replication_role=origin'], false)
    """
    # These write roles, or a table without triggers, or nothing.
    assert _names(world, silo, query) <= {"on_account", "on_verifier", "keep", "once"}


def test_verifiers_stay_in_their_own_silo(world: World) -> None:
    assert world.value(H, "select count(*) from reference.verifier_ems") == 0
    assert world.value(E, "select count(*) from reference.verifier_hospital") == 0
    everywhere = world.value(C, "select count(*) from app_user")
    assert world.value(H, "select count(*) from reference.verifier_hospital") == everywhere
    assert world.value(E, "select count(*) from reference.verifier_ems") == everywhere
    published = """
        select string_agg(pubname || ':' || tablename, ' ' order by pubname) from pg_publication_tables
        where tablename like 'verifier%%' or tablename in ('app_user', 'patient', 'trip_note')
    """
    assert world.value(C, published) == ("reference_to_ems:verifier_ems reference_to_hospital:verifier_hospital")
    for silo in (H, E):
        assert world.value(silo, published) is None
    salt = "select string_agg(split_part(rolpassword, '$', 2), ' ') from pg_authid where rolname like 'mp_%%'"
    assert len({world.value(silo, salt) for silo in (H, E, C)}) == 3
