"""Every text that a person writes is kept plain, and has an end: tried on each column that the catalogs name."""

from collections.abc import Iterator

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from tests.silos.world import ADMIN, BEDFORD, DESK, C, E, H, World

SOMEBODY = {H: DESK, E: BEDFORD, C: ADMIN}
BLANKS = (" ", "\n\t ", "\u00a0\u3000", "\u200b\u2060\ufeff")
_WRITTEN = """
    select c.relname::text, array_agg(a.attname::text order by a.attnum)
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype
    where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r' and exists (
        select from pg_roles g
        where g.rolname ~ '^medport_(hospital|ems|center)'
          and (has_column_privilege(g.oid, c.oid, a.attnum, 'insert')
               or has_column_privilege(g.oid, c.oid, a.attnum, 'update'))
    )
    group by c.relname
"""
_PROBE = """
    do $$
    declare
        col name;
    begin
        create schema probe;
        grant usage on schema probe to medport_person;
        create table probe.{0} (like medport.{0} including constraints);
        for col in select attname from pg_attribute where attrelid = 'probe.{0}'::regclass and attnum > 0 loop
            execute format('alter table probe.{0} alter %I drop not null', col);
        end loop;
        grant select, insert, update on probe.{0} to medport_person;
        execute (
            select replace(pg_get_triggerdef(t.oid), 'medport.{0}', 'probe.{0}') from pg_trigger t
            where t.tgrelid = 'medport.{0}'::regclass and t.tgfoid = 'medport.on_text()'::regprocedure
        );
    end $$
"""
"""The table without its rows and its other rules, in a transaction that is rolled back."""

Kept = dict[tuple[str, str], str | None]
"""By column and what was written: what is kept of it; None where it is refused."""


def _has_lines(column: str) -> bool:
    return column == "text" or column.endswith(("note", "notes"))


def _tries(column: str) -> Iterator[str]:
    yield from BLANKS
    yield from ("\u00a0 two\n words\t\u200b ", "x" * 1_000_000)


def _kept(world: World, silo: Silo, table: str, columns: list[str]) -> Kept:
    kept: Kept = {}
    with world.trio.superuser(silo) as connection, connection.transaction(force_rollback=True):
        connection.execute(_PROBE.format(table).encode())
        connection.execute(f"set local session authorization {scram.role_name(SOMEBODY[silo])}".encode())
        for column in columns:
            for text in _tries(column):
                insert = f"insert into probe.{table} ({column}) values (%s) returning {column}"
                try:
                    with connection.transaction():
                        row = connection.execute(insert.encode(), [text]).fetchone()
                except psycopg.errors.IntegrityError:
                    row = (None,)
                assert row is not None
                kept[column, text] = row[0]
    return kept


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_every_text_that_a_person_writes_is_plain_and_has_an_end(world: World, silo: Silo) -> None:
    tables = dict(world.rows(silo, _WRITTEN))
    assert len(tables) > 4
    bad = [
        (table, column, text[:20], kept)
        for table, columns in tables.items()
        for (column, text), kept in _kept(world, silo, table, columns).items()
        if kept not in (None, "", "two\n words" if _has_lines(column) else "two words")
    ]
    assert bad == []


def test_a_unit_is_not_out_for_a_reason_of_blanks(world: World) -> None:
    plan = (
        "insert into unit_plan (unit_id, agency_id, kind, notes)"
        " select id, agency_id, 'OUT_OF_SERVICE', %s from unit where id = %s"
    )
    unit = world.unit()
    for blank in BLANKS:
        with pytest.raises(psycopg.Error, match="Say why"):
            world.person(BEDFORD, E).execute(plan, [blank, unit])
    world.person(BEDFORD, E).execute(plan, ["\n brakes ", unit])
    assert world.value(E, "select notes from medport.unit_plan where unit_id = %s", unit) == "brakes"
