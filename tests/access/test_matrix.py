"""Every role against every object, from the catalogs of real servers; what is expected is in access.toml."""

import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.world import C, E, H, World
from tools import access
from tools.access_catalog import of_database

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)


@every_silo
def test_the_databases_allow_what_the_file_says_and_no_more(world: World, silo: Silo) -> None:
    """Read what it says on failing: each line is a decision to take, not one to copy."""
    said = access.differences(silo, of_database(world.stage[silo]))
    assert not said, "\n\n" + "\n\n".join(said)


def test_what_nobody_decided_is_told(world: World) -> None:
    connection = world.stage[E]
    with connection.transaction(force_rollback=True):
        connection.execute(
            "create table medport.novelty (id int); create view medport.novel with (security_invoker) as select 1 as x;"
            " create sequence medport.novelties; create function medport.news() returns int language sql return 1;"
            " grant select on medport.novel to medport_person; drop view medport.unit_now"
        )
        connection.execute("grant update (bid_amount), truncate on medport.transport_bid to medport_ems")
        connection.execute("grant select (note) on medport.trip_decline to public")
        connection.execute("grant execute on function audit.record(text, text, text, uuid, jsonb) to medport_keeper")
        connection.execute("grant create on schema medport to medport_ems; alter role medport_ems bypassrls")
        connection.execute("grant medport_center to medport_ems; alter function medport.site_time security definer")
        said = "\n".join(access.differences(E, of_database(connection)))
    for part in (
        '"table medport.novelty" = "owned by postgres | nobody"',
        '"view medport.novel" = "owned by postgres | person: select"',
        '"sequence medport.novelties" = "owned by postgres | nobody"',
        '"function medport.news()" = "nobody"',
        "the view medport.unit_now is gone",
        "the access to the table medport.transport_bid has changed",
        "the access to the table medport.trip_decline has changed",
        "the access to the function audit.record",
        "the access to the schema medport has changed",
        '"role medport_ems" = "ems: ABOVE ALL RULES"',
        "the access to the group medport_center has changed",
        "the access to the function medport.site_time",
    ):
        assert part in said, (part, said)


def test_the_file_says_it_in_one_line_an_object() -> None:
    lines = access.expected(H)
    assert lines["table medport.patient"].access == "events: read, write"
    assert "audited" in lines["function medport.crew_sheet(trip_id uuid)"].remark
    with pytest.raises(ValueError, match="line 2 is not understood"):
        access.read('[every]\n"table x" = nobody\n')


@every_silo
def test_each_right_has_a_policy(world: World, silo: Silo) -> None:
    """Row security is on everywhere: a right without a policy would be an empty promise, or a policy lost. (Nobody
    is a medport_person alone: what that may do is asked of its three kinds.)"""
    missing = """
        select c.oid::regclass::text || ': ' || r.rolname || ' may ' || p.name || ' and no policy says which rows'
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('medport', 'events', 'reference', 'audit')
        join pg_roles r on r.rolname like 'medport%' and r.oid <> c.relowner
        cross join (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) p (name, letter)
        where c.relkind = 'r' and r.rolname not in ('medport_apply', 'medport_owner', 'medport_person')
          and (has_table_privilege(r.oid, c.oid, p.name)
               or p.name <> 'delete' and has_any_column_privilege(r.oid, c.oid, p.name))
          and not exists (
              select from pg_policy y
              where y.polrelid = c.oid and y.polcmd in ('*', p.letter::"char")
                and exists (select from unnest(y.polroles) g (oid) where pg_has_role(r.oid, g.oid, 'usage'))
          )
        order by 1
    """
    assert [row[0] for row in world.stage[silo].execute(missing.encode())] == []


@every_silo
def test_what_people_make_of_a_table_without_a_grant_is_nothing(world: World, silo: Silo) -> None:
    """What is made tomorrow is nobody's: default privileges give PUBLIC nothing, functions included."""
    connection = world.stage[silo]
    with connection.transaction(force_rollback=True):
        connection.execute(
            "create function medport.tomorrow() returns int language sql return 1; create table medport.morrow (x int)"
        )
        for role in ("public", "medport_person", "medport_center_admin", "medport_keeper", "medport_replication"):
            assert not world.value(silo, "select has_function_privilege(%s, 'medport.tomorrow()', 'execute')", role)
            assert not world.value(silo, "select has_table_privilege(%s, 'medport.morrow', 'select')", role)


@every_silo
def test_nobody_reads_by_statistics_what_policies_hide(world: World, silo: Silo) -> None:
    """The planner estimates from all rows: free text, patients and amounts are in no statistics."""
    kept = """
        select s.attname from pg_stats s
        where s.schemaname = 'medport'
          and s.attname in ('pickup_location', 'contact_phone', 'destination_text', 'special_requirements_note',
                            'cancellation_note', 'patient_id', 'mrn', 'birth_date', 'bid_amount', 'special_notes',
                            'end_note', 'notes', 'note', 'password', 'pricing_structure')
    """
    world.run(silo, "analyze")
    assert world.value(silo, "select count(*) from pg_stats where schemaname = 'medport'") > 50
    assert {row[0] for row in world.stage[silo].execute(kept.encode())} == set()


@every_silo
def test_every_view_has_its_readers_rights(world: World, silo: Silo) -> None:
    views = (
        "select relname from pg_class where relkind in ('v', 'm') and relnamespace::regnamespace::text not like 'pg_%'"
        " and relnamespace <> 'information_schema'::regnamespace"
        " and not coalesce(reloptions && array['security_invoker=true'], false)"
    )
    assert [row[0] for row in world.stage[silo].execute(views.encode())] == []


@every_silo
def test_no_text_of_peoples_is_without_an_end(world: World, silo: Silo) -> None:
    """A row of a gigabyte would go into the audit log, to other silos, and to every board that shows it."""
    endless = r"""
        select c.relname || '.' || a.attname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r'
          and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'text[]'::regtype, 'bytea'::regtype)
          and exists (
              select from unnest(array['medport_hospital_manager', 'medport_ems_manager', 'medport_center_admin']) g (x)
              where has_column_privilege(g.x, c.oid, a.attnum, 'insert')
                 or has_column_privilege(g.x, c.oid, a.attnum, 'update'))
          and not exists (
              select from pg_constraint k
              where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey)
                and pg_get_constraintdef(k.oid) ~ '(length\(|is_email\(|is_phone\(|= ANY|<@|\$''|= ''\w+''::text)')
        order by 1
    """
    assert [row[0] for row in world.stage[silo].execute(endless.encode())] == []


@every_silo
def test_which_tables_people_may_lock_whole(world: World, silo: Silo) -> None:
    """LOCK TABLE in its strong modes comes with a right to the whole table: those two, on which nothing else waits."""
    lockable = """
        select distinct c.relname from pg_class c
        cross join unnest(array['medport_hospital_manager', 'medport_ems_manager', 'medport_center_admin']) g (x)
        cross join unnest(array['update', 'delete', 'truncate', 'maintain']) p (name)
        where c.relkind in ('r', 'v') and c.relnamespace <> 'pg_catalog'::regnamespace
          and has_table_privilege(g.x, c.oid, p.name)
    """
    tables = {row[0] for row in world.stage[silo].execute(lockable.encode())}
    assert tables == {H: {"hospital_agency_preference"}, E: {"ems_route"}, C: set()}[silo]
