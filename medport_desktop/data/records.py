"""Rows as frozen records and back, by the names and types of a record's fields: there is no other list of columns."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, LiteralString, TypeVar
from uuid import UUID

import msgspec
from psycopg.sql import SQL, Composable, Composed, Identifier, Placeholder
from sqlalchemy import Connection, CursorResult

from medport_desktop.data.connection.engines import Database
from medport_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Query(Generic[T]):
    """Reads rows as `record`s. `source` is what stands after FROM; in it, `r` is the row that the record is of.

    Each field is the column of `r` of that name, or the SQL that `computed` has for it. A value is what the field's
    type says: a text becomes an enumeration, an array a frozenset, a jsonb whatever records and tuples it holds. A
    field with a default stays at it where a silo of an older release has no such column.
    """

    record: type[T]
    source: LiteralString
    computed: Mapping[str, LiteralString] = field(default_factory=dict)

    def statement(self, rest: LiteralString = "", lacking: Collection[str] = ()) -> str:
        """The whole SELECT, without the columns `lacking`. `rest` is what stands after FROM: where, order, limit."""
        columns = _listed(
            SQL("{} as {}").format(
                SQL(self.computed[one.name]) if one.name in self.computed else Identifier("r", one.name),
                Identifier(one.name),
            )
            for one in fields(self.record)
            if one.name not in lacking
        )
        return SQL("select {} from {} {}").format(columns, SQL(self.source), SQL(rest)).as_string()

    @cached_property
    def _may_lack(self) -> tuple[str, frozenset[str]]:
        """The table of `r`, and its columns that a silo of an older release may not have."""
        table = self.source.split(maxsplit=1)[0]
        optional = frozenset(_with_default(self.record) - self.computed.keys())
        return table, frozenset() if "(" in table else optional

    def read(self, database: Database, rest: LiteralString = "", **values: Any) -> list[T]:
        """Every such row. `values` are those of the statement's `%(name)s`. Raises the domain's errors."""
        with database.read() as connection:
            return self.on(connection, rest, **values)

    def on(self, connection: Connection, rest: LiteralString = "", **values: Any) -> list[T]:
        """As `read`, on a connection that is open."""
        result = run(connection, self.statement(rest, lacking(connection, *self._may_lack)), **values)
        names = tuple(result.keys())
        rows = [dict(zip(names, row, strict=True)) for row in result]
        try:
            return msgspec.convert(rows, list[self.record])  # type: ignore[name-defined]
        except msgspec.ValidationError:
            return self._readable(rows)

    def _readable(self, rows: list[dict[str, Any]]) -> list[T]:
        """Those rows that can be shown. One that somebody has spoiled, or that a newer silo knows, hides no other."""
        shown: list[T] = []
        for row in rows:
            try:
                shown.append(msgspec.convert(row, self.record))
            except msgspec.ValidationError as error:
                place = str(error).rpartition(" - at ")[2]  # before it stands the value
                _log.error("a row is left out, since it is no %s: %s", self.record.__name__, place)
        return shown


def lacking(connection: Connection, table: str, names: frozenset[str], right: str = "select") -> frozenset[str]:
    """Those of the names that are no columns of the table on which the person has the right.

    A silo of an older release does not have the newest; one that is being upgraded gives the rights to them at the end.
    Where nothing is missing the connection is not asked again.
    """
    complete: set[object] = connection.info.setdefault("complete", set())
    if not names or (right, table, names) in complete:
        return frozenset()
    found = """
        select attname from pg_catalog.pg_attribute
        where attrelid = %(table)s::pg_catalog.regclass and attnum > 0 and not attisdropped
          and pg_catalog.has_column_privilege(attrelid, attnum, %(right)s)
        """
    missing = names.difference(run(connection, found, table=table, right=right).scalars())
    if not missing:
        complete.add((right, table, names))
    return missing


def knows(connection: Connection, name: str) -> bool:
    """Whether the silo has that table and lets the person read it, or has that function with its arguments' types.

    A silo of an older release may not; one that is being upgraded has its new functions and rights at the end.
    """
    known: set[str] = connection.info.setdefault("known", set())
    if name not in known:
        is_there = "to_regprocedure(%(name)s) is not null"
        is_read = "has_table_privilege(pg_catalog.to_regclass(%(name)s), 'select')"
        found = f"select pg_catalog.{is_there if '(' in name else is_read}"
        if not run(connection, found, name=name).scalar_one():
            return False
        known.add(name)
    return True


def facts_for(connection: Connection, table: str, record: "DataclassInstance", *but: str) -> dict[str, Any]:
    """As `values_of`, for a table of a silo that may be of an older release: without what it does not have.

    Raises Refused where something is said there, which would be lost.
    """
    facts = values_of(record, *but)
    optional = {one.name: one for one in fields(record) if one.name in _with_default(type(record)) & facts.keys()}
    for name in lacking(connection, f"medport.{table}", frozenset(optional), "insert"):
        if facts.pop(name) != optional[name].default:
            raise Refused("This database is of an older release and cannot keep this yet: leave it empty.", field=name)
    return facts


def run(connection: Connection, statement: str, **values: Any) -> CursorResult[Any]:
    """Execute SQL with `%(name)s` for each value."""
    return connection.exec_driver_sql(statement, values)


def values_of(record: "DataclassInstance", *but: str) -> dict[str, Any]:
    """A record's fields by name, as they are written; without those named in `but`."""
    return {one.name: _written(getattr(record, one.name)) for one in fields(record) if one.name not in but}


def insert(connection: Connection, table: str, *rows: Mapping[str, Any], otherwise: LiteralString = "") -> None:
    """Write rows with the same columns in one statement. `otherwise` is its ON CONFLICT clause."""
    _insert(connection, table, rows, SQL(otherwise))


def save(connection: Connection, table: str, row: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Write a row with these facts; where its `id` is there already, only the facts."""
    excluded = _listed(SQL("{0} = excluded.{0}").format(Identifier(name)) for name in facts)
    _insert(connection, table, [{**row, **facts}], SQL("on conflict (id) do update set {}").format(excluded))


def change(connection: Connection, table: str, row_id: UUID, gone: str, **values: Any) -> None:
    """Give the row with that `id` other values. Raises Refused, with the sentence `gone`, where there is none that the
    person may change."""
    assigned = _listed(SQL("{} = {}").format(Identifier(name), Placeholder(name)) for name in values)
    statement = SQL("update {} set {} where id = %(id)s").format(Identifier("medport", table), assigned)
    require_one(run(connection, statement.as_string(), id=row_id, **values), gone)


def require_one(result: CursorResult[Any], gone: str) -> None:
    """Raise Refused where a statement met no row that the person may change."""
    if result.rowcount == 0:
        raise Refused(gone, "The board shows what there is now.", code="MP002")


def first_time(connection: Connection, key: UUID | None) -> bool:
    """Note in the open transaction that the change with that key is made; False where it has been made before.

    Without a key the change is not one that is ever sent again.
    """
    noted = "insert into medport.delivered (key) values (%(key)s) on conflict do nothing"
    return key is None or run(connection, noted, key=key).rowcount == 1


def _insert(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]], otherwise: Composable) -> None:
    names = list(rows[0])
    line = SQL("({})").format(_listed(Placeholder() for _ in names))
    statement = SQL("insert into {} ({}) values {} {}").format(
        Identifier("medport", table), _listed(map(Identifier, names)), _listed([line] * len(rows)), otherwise
    )
    connection.exec_driver_sql(statement.as_string(), tuple(row[name] for row in rows for name in names))


def _with_default(record: "type[DataclassInstance]") -> frozenset[str]:
    return frozenset(
        one.name for one in fields(record) if one.default is not MISSING or one.default_factory is not MISSING
    )


def _listed(parts: Iterable[Composable]) -> Composed:
    return SQL(", ").join(parts)


def _written(value: Any) -> Any:
    """A set as the sorted list that an array keeps; all else as it is."""
    return sorted(value) if isinstance(value, frozenset) else value
