"""What a silo's database holds, read from PostgreSQL's catalogs: every object with the statement that makes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from medport_desktop.silos import sqlfiles

REVISED = (
    "schema", "table", "column", "constraint", "index", "type", "sequence", "default_privilege", "role", "publication",
)  # fmt: skip
"""Kinds of objects that only a revision changes: there are rows in them, or other databases and servers know them."""

REMADE = (
    "setting", "function", "view", "default", "trigger", "policy", "row_security", "statistics", "owner", "grant",
    "comment",
)  # fmt: skip
"""Kinds of objects that are made again where they differ, in the order in which they are made."""


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a database."""

    kind: str
    name: str
    table: str | None
    """The table that a change of it locks."""
    make: str
    """The statement that makes it; of the REVISED kinds, a description."""
    drop: str
    """The statement that takes it away; '' where there is none."""

    def __str__(self) -> str:
        """Say what it is, for a person."""
        return f"{self.kind.replace('_', ' ')} {self.name}"


@dataclass(frozen=True, slots=True)
class Catalog:
    """All objects of a database that count, by kind and name."""

    items: Mapping[tuple[str, str], Item]

    @property
    def schemas(self) -> Sequence[str]:
        """Its schemas."""
        return [name for kind, name in self.items if kind == "schema"]

    def lacks(self, wanted: "Catalog") -> list[Item]:
        """Return what is wanted and only a revision can make: missing here, or other than it should be."""
        return [item for item in _differing(wanted, self) if item.kind in REVISED]

    def foreign(self, wanted: "Catalog") -> list[Item]:
        """Return the objects of the REVISED kinds that nobody wants: a site's own, or left by a lacking revision."""
        return [item for key, item in self.items.items() if item.kind in REVISED and key not in wanted.items]

    def changes(self, wanted: "Catalog") -> "Changes":
        """Return what has to be made again so that this becomes the wanted one."""
        tables = {item.name for item in wanted.items.values() if item.kind == "table"}
        unwanted = [
            item
            for key, item in self.items.items()
            if item.kind in REMADE and item.drop and key not in wanted.items and item.table in {None, *tables}
        ]
        return Changes(unwanted, [item for item in _differing(wanted, self) if item.kind in REMADE], self)


@dataclass(frozen=True, slots=True)
class Changes:
    """Objects to drop, and objects to make."""

    unwanted: Sequence[Item]
    wanted: Sequence[Item]
    actual: Catalog

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.unwanted or self.wanted)

    @property
    def items(self) -> list[Item]:
        """What will be made again or dropped."""
        return [*self.unwanted, *self.wanted]

    @property
    def tables(self) -> list[str]:
        """The tables that have to be locked, in the order of their names."""
        locking = {"default", "trigger", "policy", "row_security", "statistics", "owner"}
        there = {item.name for item in self.actual.items.values() if item.kind == "table" and item.make[0] in "rp"}
        return sorted({item.table for item in self.items if item.table in there and item.kind in locking})

    def statements(self) -> list["Statement"]:
        """Return what does it, in order; a statement that needs a later one is to be tried again after that."""
        replaced = [
            self.actual.items[item.kind, item.name]
            for item in self.wanted
            if item.kind in ("trigger", "policy", "grant") and (item.kind, item.name) in self.actual.items
        ]
        dropped = sorted([*self.unwanted, *replaced], key=lambda item: -REMADE.index(item.kind))
        made = sorted(self.wanted, key=lambda item: REMADE.index(item.kind))
        return [
            *(Statement(item.drop) for item in dropped),
            *(Statement(item.make, item.drop if item.kind in ("function", "view") else "") for item in made),
        ]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and what must go first where it cannot replace what is there."""

    text: str
    drop_first: str = ""


def read(connection: psycopg.Connection, schemas: Iterable[str] | None = None) -> Catalog:
    """Read the catalogs, in a transaction of the connection; `schemas`: those that count, else all but PostgreSQL's."""
    connection.execute("set local search_path = pg_catalog")
    if schemas is None:
        found = connection.execute(
            "select nspname::text from pg_namespace where nspname !~ '^(pg_.*|information_schema|public)$'"
        ).fetchall()
        schemas = [name for (name,) in found]
    values = {"schemas": list(schemas)}
    items: dict[tuple[str, str], Item] = {}
    for kind, query in sqlfiles.named_blocks(Path(__file__).with_suffix(".sql")).items():
        for name, table, make, drop in connection.execute(query.encode(), values).fetchall():
            items[kind, name] = Item(kind, name, table, make, drop)
    return Catalog(items)


def settle(connection: psycopg.Connection) -> None:
    """Make functions in SQL and views once more from what PostgreSQL says of them, in a transaction of the connection.

    It says some of them otherwise than they were written (a column without a name gets one), and from then on the same.
    """
    connection.execute("set local search_path = pg_catalog")
    connection.execute(
        """
        do $$
        declare
            definition text;
        begin
            for definition in
                select pg_get_functiondef(p.oid) from pg_proc p where p.oid >= 16384 and p.prosqlbody is not null
                union all
                select format('create or replace view %s%s as %s', c.oid::regclass,
                              ' with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid))
                from pg_class c where c.oid >= 16384 and c.relkind = 'v'
            loop
                execute definition;
            end loop;
        end
        $$
        """
    )


def _differing(wanted: Catalog, actual: Catalog) -> list[Item]:
    return [
        item for key, item in wanted.items.items() if key not in actual.items or actual.items[key].make != item.make
    ]
