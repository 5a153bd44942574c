"""`medport doctor` tells of what should have arrived and never will; `medport doctor --repair` delivers it again.

A slot that was lost, or a silo that was restored from a backup, leaves gaps that replication does not close by itself.
The logs of events have the same rows in all three silos, so a gap can be seen, and what lacks is put into the copy as
an apply worker would: the same triggers handle it, once an event, on behalf of the same person. Rows of reference
tables and of audit logs are compared in the same way. Nothing is ever deleted.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg import sql

from medport_desktop.domain.enums import Silo
from medport_desktop.silos import replication
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.replication import Connections, Link
from medport_desktop.silos.urls import SiloUrls, connect

_ARRIVAL_S = 20.0
"""How long what is under way may take."""
_PATIENCE_S = 3.0
"""The same for who only looks: a subscription that does not read on is a complaint of its own."""
_POLL_S = 0.02
_LOOKED_BACK = timedelta(days=7)
"""How far `gaps` looks back; `repair` compares everything."""
_AUDIT = "audit.log"
_AUDIT_KEPT = "medport.audit_log"
"""Where the center keeps the rows that come in by its audit.log."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A published table, where the subscriber keeps it, and its primary key."""

    name: str
    key: tuple[str, ...]

    @property
    def kept(self) -> str:
        """The center's audit.log is only the door to its own table."""
        return _AUDIT_KEPT if self.name == _AUDIT else self.name

    @property
    def only_grows(self) -> bool:
        """Whether rows never change: what is there is right."""
        return self.name == _AUDIT or self.name.startswith("events.")

    @property
    def time(self) -> str:
        """The column, with an index, that says when a row was made, where rows never change."""
        return "timestamp" if self.name == _AUDIT else "occurred_at"


def gaps(urls: SiloUrls) -> list[str]:
    """What `repair` would deliver of the last seven days, a sentence a table; nothing is changed.

    Each side counts its rows and sums up their hashes, and keys are compared only where these differ. `urls` are a
    superuser's. A silo that is away is passed over.
    """
    said: list[str] = []
    with ExitStack() as stack:
        connections: dict[Silo, psycopg.Connection] = {}
        for silo, url in urls.items():
            with suppress(ServerProblem):
                connections[silo] = stack.enter_context(connect(url, silo, application_name="medport doctor"))
        for link in replication.links():
            if {link.publisher, link.subscriber} <= connections.keys():
                said += _gaps_of(link, connections)
    return said


def repair(urls: SiloUrls) -> list[str]:
    """Close every gap that can be closed; returns what was done and what is left to do, a sentence each.

    `urls` are a superuser's. Consoles may go on. Raises ServerProblem if a silo is away.
    """
    said: list[str] = []
    with ExitStack() as stack:
        connections = {
            silo: stack.enter_context(connect(url, silo, application_name="medport repair"))
            for silo, url in urls.items()
        }
        for link in replication.links():
            said += _repair_link(link, connections)
        replication.wait_until_streaming(connections)
        for link in replication.links():
            if not link.copies:
                said += _forgotten(link, connections)
    return said


def _gaps_of(link: Link, connections: Connections) -> Iterator[str]:
    subscriber, publisher = connections[link.subscriber], connections[link.publisher]
    if not _subscribed(link, subscriber):
        yield _missing(link)
        return
    row = publisher.execute("select now() - %s", [_LOOKED_BACK]).fetchone()
    assert row is not None
    since: datetime = row[0]
    for table in _tables(link, publisher):
        if _summary(publisher, table.name, table, since) == _summary(subscriber, table.kept, table, since):
            continue
        suspects = _lacking(table, publisher, subscriber, since)
        if suspects and _all_arrived(link, publisher, _PATIENCE_S):
            still = set(_lacking(table, publisher, subscriber, since)).intersection(suspects)
            if still:
                yield (
                    f"The {link.subscriber.label} database lacks {len(still)} row(s) of {table.name}:"
                    " run medport doctor --repair."
                )
        if not link.copies:
            yield from _forgotten(link, connections, since)


def _missing(link: Link) -> str:
    return f"The subscription {link.subscription} is missing: run medport db provision."


def _summary(connection: psycopg.Connection, name: str, table: _Table, since: datetime) -> tuple[int, int]:
    """How many rows there are and their hashes, summed up: of the keys where rows never change, else of all."""
    hashed = sql.Identifier(*table.key) if table.only_grows else sql.SQL("to_jsonb(t)")
    query = sql.SQL("select count(*), coalesce(bit_xor(hashtextextended({}::text, 0)), 0) from {} t {}").format(
        hashed, sql.Identifier(*name.split(".")), _made_since(table, since)
    )
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0], row[1]


def _made_since(table: _Table, since: datetime | None) -> sql.Composable:
    if since is None or not table.only_grows:
        return sql.SQL("")
    return sql.SQL("where t.{} > {}").format(sql.Identifier(table.time), sql.Literal(since))


def _repair_link(link: Link, connections: Connections) -> Iterator[str]:
    subscriber, publisher = connections[link.subscriber], connections[link.publisher]
    if not _subscribed(link, subscriber):
        yield _missing(link)
        return
    tables = _tables(link, publisher)
    if replication.slot_is_lost(link, publisher):
        replication.remake_slot(link, connections)
        yield f"The slot {link.subscription} was lost and is made anew."
        if not link.copies:
            # Before what comes next: the copy passes over what the new slot brings a second time.
            for table in tables:
                yield from _deliver(link, table, _lacking(table, publisher, subscriber), connections)
        replication.enable(link, subscriber)
    for table in tables:
        suspects = _lacking(table, publisher, subscriber)
        if suspects and not _all_arrived(link, publisher):
            yield f"{link.subscription} does not read on, so that what it lacks cannot be told. See medport doctor."
        elif suspects:
            # What was only under way is there by now, and nothing of the rest will come by itself.
            still = set(_lacking(table, publisher, subscriber))
            yield from _deliver(link, table, [key for key in suspects if key in still], connections)


def _subscribed(link: Link, subscriber: psycopg.Connection) -> bool:
    query = "select from pg_catalog.pg_subscription where subname = %s"
    return subscriber.execute(query, [link.subscription]).fetchone() is not None


def _tables(link: Link, publisher: psycopg.Connection) -> list[_Table]:
    """The published tables, with their primary keys."""
    rows = publisher.execute(
        "select p.schemaname || '.' || p.tablename, array_agg(a.attname::text order by a.attnum)"
        " from pg_catalog.pg_publication_tables p"
        " join pg_catalog.pg_index i on i.indrelid = (p.schemaname || '.' || p.tablename)::regclass and i.indisprimary"
        " join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)"
        " where p.pubname = %s group by 1 order by 1",
        [link.publication],
    )
    return [_Table(name, tuple(key)) for name, key in rows.fetchall()]


def _all_arrived(link: Link, publisher: psycopg.Connection, timeout_s: float = _ARRIVAL_S) -> bool:
    """Wait until the subscriber has read all that is written now; False if it does not come to it."""
    row = publisher.execute("select pg_catalog.pg_current_wal_flush_lsn()::text").fetchone()
    assert row is not None
    behind = "select from pg_catalog.pg_replication_slots where slot_name = %s and confirmed_flush_lsn < %s::pg_lsn"
    deadline = time.monotonic() + timeout_s
    while publisher.execute(behind, [link.subscription, row[0]]).fetchone() is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_S)
    return True


def _lacking(
    table: _Table, publisher: psycopg.Connection, subscriber: psycopg.Connection, since: datetime | None = None
) -> list[str]:
    """Keys, as JSON arrays in their order, of rows that the subscriber lacks, or (if rows change) has otherwise."""
    theirs, ours = _digests(publisher, table.name, table, since), _digests(subscriber, table.kept, table, since)
    return sorted(
        key for key, digest in theirs.items() if key not in ours or (ours[key] != digest and not table.only_grows)
    )


def _digests(connection: psycopg.Connection, name: str, table: _Table, since: datetime | None = None) -> dict[str, str]:
    """Each row's key with a digest of the whole row; columns by name, so that their order does not matter."""
    query = sql.SQL("select jsonb_build_array({})::text, md5(to_jsonb(t)::text) from {} t {}").format(
        sql.SQL(", ").join(map(sql.Identifier, table.key)),
        sql.Identifier(*name.split(".")),
        _made_since(table, since),
    )
    return dict(connection.execute(query).fetchall())


def _deliver(link: Link, table: _Table, keys: Sequence[str], connections: Connections) -> Iterator[str]:
    """Put rows into the copy in the order of their keys (version 7 UUIDs: of time), each in its own transaction."""
    for key in keys:
        row = _row(connections[link.publisher], table, json.loads(key))
        with replication.as_apply_worker(connections[link.subscriber]):
            connections[link.subscriber].execute(_upsert(table, row), [json.dumps(row)])
    if keys:
        yield f"{len(keys)} row(s) of {table.name} that the {link.subscriber.label} database lacked are delivered."


def _row(publisher: psycopg.Connection, table: _Table, key: Sequence[str]) -> dict[str, Any]:
    conditions = [sql.SQL("t.{} = %s").format(sql.Identifier(name)) for name in table.key]
    query = sql.SQL("select to_jsonb(t) from {} t where {}").format(
        sql.Identifier(*table.name.split(".")), sql.SQL(" and ").join(conditions)
    )
    row = publisher.execute(query, key).fetchone()
    assert row is not None, "rows of published tables are never deleted"
    found: dict[str, Any] = row[0]
    return found


def _upsert(table: _Table, row: dict[str, Any]) -> sql.Composed:
    changes = [sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in row]
    update = sql.SQL("do update set {}").format(sql.SQL(", ").join(changes))
    return sql.SQL(
        "insert into {name} select r.* from jsonb_populate_record(null::{name}, %s::jsonb) r on conflict ({key}) {then}"
    ).format(
        name=sql.Identifier(*table.name.split(".")),
        key=sql.SQL(", ").join(map(sql.Identifier, table.key)),
        then=sql.SQL("do nothing") if table.only_grows else update,
    )


def _forgotten(link: Link, connections: Connections, since: datetime | None = None) -> Iterator[str]:
    """Events that only a copy has: their own silo was restored to an earlier time, and has forgotten their rows too."""
    table = _tables(link, connections[link.publisher])[0]
    copy = _digests(connections[link.subscriber], table.name, table, since)
    home = _digests(connections[link.publisher], table.name, table, since)
    only = copy.keys() - home.keys()
    if only:
        theirs, its = link.subscriber.label, link.publisher.label
        yield (
            f"The {theirs} database knows {len(only)} event(s) that the {its} database has forgotten: it was restored"
            " to an earlier time. Only a newer backup can bring back what they tell of."
        )
