"""Publications and subscriptions: the bus between the silos.

A silo's publications.sql holds its publications, each named `<content>_to_<subscriber>`. For each, the subscriber has a
subscription `<subscriber>_<content>_from_<publisher>`, with a replication slot of that name on the publisher. Event
tables start empty (`copy_data` off: what happened before is not news); everything else is copied first.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from medport_desktop.domain.enums import Silo
from medport_desktop.silos import sqlfiles
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls, as_role

Connections = Mapping[Silo, psycopg.Connection]
"""A superuser's autocommit connection a silo."""

ROLE = "medport_replication"
OWNER = "medport_apply"

_POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Link:
    """One publication and its one subscription."""

    publisher: Silo
    subscriber: Silo
    publication: str

    @property
    def content(self) -> str:
        """What travels: 'events', or the name of a set of reference tables."""
        return self.publication.removesuffix(f"_to_{self.subscriber.value}")

    @property
    def subscription(self) -> str:
        """The name of the subscription, and of its slot."""
        return f"{self.subscriber.value}_{self.content}_from_{self.publisher.value}"

    @property
    def copies(self) -> bool:
        """Whether the rows that are there already are copied first."""
        return self.content != "events"


def links() -> list[Link]:
    """Return every link between the silos, from the names in their publications.sql."""
    return [
        Link(publisher, Silo(name.rpartition("_to_")[2]), name)
        for publisher in Silo
        for name in sqlfiles.publications(publisher)
    ]


def ensure_publications(silo: Silo, connection: psycopg.Connection) -> None:
    """Create the publications that a silo lacks; an existing one is changed by migrations alone."""
    rows = connection.execute("select pubname from pg_catalog.pg_publication").fetchall()
    there = {name for (name,) in rows}
    for name, statement in sqlfiles.publications(silo).items():
        if name not in there:
            connection.execute(statement.encode())


def ensure_subscriptions(urls: SiloUrls, connections: Connections, passwords: Mapping[Silo, str]) -> None:
    """Create or re-address every subscription; `passwords` are those of medport_replication at each publisher.

    One after the other: making a slot waits for the transactions that run on the publisher, and two silos that make
    slots on each other from within CREATE SUBSCRIPTION would wait for one another.
    """
    for link in links():
        address = as_role(
            urls[link.publisher],
            ROLE,
            passwords[link.publisher],
            application_name=link.subscription,
            connect_timeout=10,
        )
        subscriber = connections[link.subscriber]
        if _exists(subscriber, "pg_subscription", "subname", link.subscription):
            if slot_is_lost(link, connections[link.publisher]):
                remake_slot(link, connections)
            _readdress(subscriber, link, address)
        else:
            slot_is_there = _exists(connections[link.publisher], "pg_replication_slots", "slot_name", link.subscription)
            _create(subscriber, link, address, create_slot=not slot_is_there)


def slot_is_lost(link: Link, publisher: psycopg.Connection) -> bool:
    """Whether the publisher no longer keeps what the subscriber has still to read: no slot, or an invalidated one."""
    row = publisher.execute(
        "select wal_status = 'lost' or invalidation_reason is not null from pg_catalog.pg_replication_slots"
        " where slot_name = %s",
        [link.subscription],
    ).fetchone()
    return row is None or bool(row[0])


def remake_slot(link: Link, connections: Connections) -> None:
    """Make a lost slot anew, and leave the subscription disabled: it begins with what is written from now on.

    What it missed is for `repair` to deliver. The subscriber forgets how far it had read: on a publisher that was
    restored from a backup, later changes may have lower positions, and would be passed over.
    """
    subscriber, publisher = connections[link.subscriber], connections[link.publisher]
    disable(link, subscriber)
    drop_slot(link, publisher)
    made = publisher.execute(
        "select lsn::text from pg_catalog.pg_create_logical_replication_slot(%s, 'pgoutput', failover => true)",
        [link.subscription],
    ).fetchone()
    assert made is not None
    subscriber.execute(
        "select pg_catalog.pg_replication_origin_advance('pg_' || oid, %s::pg_lsn) from pg_catalog.pg_subscription"
        " where subname = %s",
        [made[0], link.subscription],
    )


def drop_slot(link: Link, publisher: psycopg.Connection, timeout_s: float = 30) -> None:
    """Drop a link's slot, if any, once its sender has ended, a moment after its reader; raises ServerProblem."""
    slot = "select active from pg_catalog.pg_replication_slots where slot_name = %s"
    deadline = time.monotonic() + timeout_s
    while (row := publisher.execute(slot, [link.subscription]).fetchone()) is not None and row[0]:
        if time.monotonic() > deadline:
            raise ServerProblem(f"The slot {link.subscription} is still being read.")
        time.sleep(_POLL_S)
    if row is not None:
        publisher.execute("select pg_catalog.pg_drop_replication_slot(%s)", [link.subscription])


def disable(link: Link, subscriber: psycopg.Connection, timeout_s: float = 30) -> None:
    """Disable a subscription and wait until its workers have ended; raises ServerProblem."""
    _alter(subscriber, link, sql.SQL("disable"))
    deadline = time.monotonic() + timeout_s
    running = (
        "select from pg_catalog.pg_stat_subscription w join pg_catalog.pg_subscription s on s.oid = w.subid"
        " where s.subname = %s and w.pid is not null"
    )
    while subscriber.execute(running, [link.subscription]).fetchone() is not None:
        if time.monotonic() > deadline:
            raise ServerProblem(f"The subscription {link.subscription} does not stop.")
        time.sleep(_POLL_S)


def enable(link: Link, subscriber: psycopg.Connection) -> None:
    """Let a subscription deliver."""
    _alter(subscriber, link, sql.SQL("enable"))


@contextmanager
def as_apply_worker(connection: psycopg.Connection) -> Iterator[None]:
    """A transaction in which triggers see what they see of an apply worker: its role, and its kind of session."""
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute(sql.SQL("set local session authorization {}").format(sql.Identifier(OWNER)))
        yield


def wait_until_streaming(connections: Connections, timeout_s: float = 60) -> None:
    """Wait until every subscription has copied its tables and streams; raises ServerProblem naming the rest."""
    deadline = time.monotonic() + timeout_s
    waiting = links()
    while waiting := [link for link in waiting if not _streams(link, connections)]:
        if time.monotonic() > deadline:
            names = ", ".join(link.subscription for link in waiting)
            raise ServerProblem(
                f"These subscriptions do not stream after {timeout_s:.0f} seconds: {names}.",
                "The servers' logs say why: medport doctor, then the log of the subscriber.",
            )
        time.sleep(_POLL_S)


def _create(subscriber: psycopg.Connection, link: Link, address: str, *, create_slot: bool) -> None:
    # A slot that is there already is kept: it holds what a lost or restored subscriber missed. `failover`: a standby
    # of the publisher that synchronises slots can be promoted without a gap.
    # Enabled only once it has its real owner, so that nothing is ever applied as a superuser.
    subscriber.execute(
        sql.SQL(
            "create subscription {name} connection {address} publication {publication} with ("
            "enabled = false, create_slot = {create_slot}, slot_name = {slot}, copy_data = {copy}, origin = any,"
            " disable_on_error = false, synchronous_commit = 'on', password_required = false, failover = true)"
        ).format(
            name=sql.Identifier(link.subscription),
            address=sql.Literal(address),
            publication=sql.Identifier(link.publication),
            create_slot=sql.Literal(create_slot),
            slot=sql.Literal(link.subscription),
            copy=sql.Literal(link.copies),
        )
    )
    for change in (sql.SQL("owner to {}").format(sql.Identifier(OWNER)), sql.SQL("enable")):
        _alter(subscriber, link, change)


def _readdress(subscriber: psycopg.Connection, link: Link, address: str) -> None:
    _alter(subscriber, link, sql.SQL("connection {}").format(sql.Literal(address)))
    _alter(subscriber, link, sql.SQL("owner to {}").format(sql.Identifier(OWNER)))
    _alter(subscriber, link, sql.SQL("enable"))
    refresh = sql.SQL("refresh publication with (copy_data = {})").format(sql.Literal(link.copies))
    _alter(subscriber, link, refresh)


def _alter(subscriber: psycopg.Connection, link: Link, change: sql.Composable) -> None:
    subscriber.execute(sql.SQL("alter subscription {} {}").format(sql.Identifier(link.subscription), change))


def _exists(connection: psycopg.Connection, catalog: str, column: str, name: str) -> bool:
    query = sql.SQL("select from pg_catalog.{} where {} = %s").format(sql.Identifier(catalog), sql.Identifier(column))
    return connection.execute(query, [name]).fetchone() is not None


def _streams(link: Link, connections: Connections) -> bool:
    copying = connections[link.subscriber].execute(
        "select from pg_catalog.pg_subscription_rel r join pg_catalog.pg_subscription s on s.oid = r.srsubid"
        " where s.subname = %s and r.srsubstate <> 'r'",
        [link.subscription],
    )
    if copying.fetchone() is not None:
        return False
    sending = connections[link.publisher].execute(
        "select from pg_catalog.pg_stat_replication where application_name = %s and state = 'streaming'",
        [link.subscription],
    )
    return sending.fetchone() is not None
