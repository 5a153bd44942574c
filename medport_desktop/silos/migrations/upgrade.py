"""One silo from whatever it is at to what this program wants: made if it is empty, revised and re-made if it is older.

What is wanted is found out by making it: the SQL tree runs in an empty database beside the silo's, in a transaction
that is rolled back. Every step can be interrupted and repeated, and one upgrade at a time works on a silo.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import FIRST_REVISION, MADE_FOR
from medport_desktop.silos import replication, sqlfiles
from medport_desktop.silos.migrations import catalog, chain, locks
from medport_desktop.silos.migrations.catalog import Catalog, Item
from medport_desktop.silos.migrations.remake import remake
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import connect

_Result = TypeVar("_Result")

_LOCK = 7_364_003
"""Advisory lock in the silo: one upgrade at a time."""
REMAKE = "functions, policies, rights"
"""What the step after the revisions is called."""


class NotLedThere(ServerProblem):
    """The revisions do not lead to the wanted schema: a bug of this program, which its tests find."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that an upgrade did, and how long it took."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upgrade of a silo would do."""

    silo: Silo
    revision: str
    """The one that the silo is at; '' if it is to be made."""
    revisions: Mapping[str, str]
    """Those that would run, with what they do."""
    remade: Sequence[Item]
    """What would be made again or dropped, as far as it can be seen before the revisions have run."""
    foreign: Sequence[Item]
    """What is there besides, and stays."""
    served: str
    """The oldest revision whose consoles it serves now; '' if it is to be made."""
    oldest_console: str
    """The oldest revision whose consoles go on after it."""

    @property
    def closes_consoles(self) -> bool:
        """Whether consoles that the silo serves now are too old after it."""
        return bool(self.revision) and self.served < self.oldest_console

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return not self.revision or bool(self.revisions or self.remade)


def upgrade(silo: Silo, url: str, *, only_if_needed: bool = False) -> list[Step]:
    """Bring a silo's schema to what this program wants; returns what was done. `url` is a superuser's.

    `only_if_needed`: believe the silo where it says that it was made from the same SQL files. Raises ServerProblem,
    NotLedThere among them.
    """
    with _session(silo, url) as connection:
        _lock(silo, connection)
        revision = chain.revision(connection)
        _refuse_newer(silo, revision)
        _refuse_other_silo(silo, connection)
        was_done = is_current(connection, silo)
        if was_done and only_if_needed:
            return []
        steps: list[Step] = []
        if not revision:
            with _timed(steps, "made"):
                _make(connection, silo)
        replication.ensure_publications(silo, connection)
        if not revision:
            _note_tree(connection, silo)
            return steps
        wanted, oldest_console = _patiently(silo, connection, lambda: _wanted(silo, url))
        for number in chain.later(revision):
            with _timed(steps, number):
                _patiently(silo, connection, partial(chain.run, silo, partial(_open, silo, url), number))
        lacking = _read(connection, wanted).lacks(wanted)
        if lacking:
            raise NotLedThere(
                f"The revisions of the {silo.label} database do not lead to the wanted schema.",
                "Tell whoever made this program: " + "; ".join(str(item) for item in lacking),
            )
        with _timed(steps, REMAKE):
            remade = _patiently(silo, connection, lambda: remake(connection, wanted))
        if not remade:
            steps.pop()
        if not was_done:  # also where an upgrade was interrupted: the silo itself may say by now whom it serves
            _end_consoles(connection, oldest_console)
        _replay(connection)
        _note_tree(connection, silo)
        return steps


def plan(silo: Silo, url: str) -> Plan:
    """Return what `upgrade` would do. The silo is not changed; an empty database comes and goes beside it."""
    with _session(silo, url) as connection:
        revision = chain.revision(connection)
        _refuse_newer(silo, revision)
        _refuse_other_silo(silo, connection)
        _lock(silo, connection)
        wanted, oldest_console = _wanted(silo, url)
        later = chain.later(revision) if revision else {}
        if not revision:
            return Plan(silo, "", {}, [], [], "", oldest_console)
        actual = _read(connection, wanted)
        changes = actual.changes(wanted)
        served = _oldest_console(connection)
        return Plan(silo, revision, later, changes.items, actual.foreign(wanted), served, oldest_console)


def is_current(connection: psycopg.Connection, silo: Silo) -> bool:
    """Whether the silo is at this program's revision and was made, or last upgraded, from the same SQL files."""
    row = connection.execute(
        "select pg_catalog.obj_description(pg_catalog.to_regnamespace('migrations'), 'pg_namespace')"
    ).fetchone()
    return chain.revision(connection) == MADE_FOR and row == (_tree(silo),)


@contextmanager
def _session(silo: Silo, url: str) -> Iterator[psycopg.Connection]:
    connection = _open(silo, url, autocommit=True)
    try:
        yield connection
    finally:
        connection.close()


def _open(silo: Silo, url: str, *, autocommit: bool = False) -> psycopg.Connection:
    connection = connect(url, silo, application_name="medport upgrade")
    connection.execute(locks.SHORT)
    connection.autocommit = autocommit
    return connection


def _lock(silo: Silo, connection: psycopg.Connection) -> None:
    try:
        with connection.transaction():
            connection.execute("set local lock_timeout = '3s'")  # the server ends a connection in its own time
            connection.execute("select pg_catalog.pg_advisory_lock(%s)", [_LOCK])
    except psycopg.errors.LockNotAvailable as error:
        problem = f"The {silo.label} database is being upgraded already."
        raise ServerProblem(problem, "Wait until that has ended.") from error


def _refuse_newer(silo: Silo, revision: str) -> None:
    if revision > MADE_FOR:
        raise ServerProblem(
            f"The {silo.label} database is at revision {revision}, and this program knows {MADE_FOR} at most.",
            "Use the newer program.",
        )


def _refuse_other_silo(silo: Silo, connection: psycopg.Connection) -> None:
    """An address that was mistaken for another must not make a hospital silo of the center's."""
    found = connection.execute("select pg_catalog.to_regprocedure('events.silo()') is not null").fetchone()
    if found != (True,):
        return
    row = connection.execute("select events.silo()").fetchone()
    if row is not None and row[0] != silo.value:
        raise ServerProblem(
            f"The address of the {silo.label} database names the {Silo(row[0]).label} database.",
            "Correct the addresses.",
        )


def _make(connection: psycopg.Connection, silo: Silo) -> None:
    """Make the silo in an empty database, in one transaction."""
    with connection.transaction():
        connection.execute(
            "create schema if not exists migrations; create table migrations.alembic_version"
            " (version_num varchar(32) not null constraint alembic_version_pkc primary key)"
        )
        sqlfiles.run(connection, sqlfiles.schema_files(silo))
        catalog.settle(connection)
        chain.stamp(connection)


def _wanted(silo: Silo, url: str) -> tuple[Catalog, str]:
    """Return the wanted objects, and the oldest revision whose consoles the silo serves then."""
    name = f"{conninfo_to_dict(url)['dbname']}_wanted"
    identifier = sql.Identifier(name)
    with _session(silo, url) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(identifier))
        connection.execute(sql.SQL("create database {} template template0").format(identifier))
        try:
            with _session(silo, make_conninfo("", **{**conninfo_to_dict(url), "dbname": name})) as scratch:
                return _read_wanted(silo, scratch)
        finally:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(identifier))


def _read_wanted(silo: Silo, scratch: psycopg.Connection) -> tuple[Catalog, str]:
    # Roles belong to the whole server: what the tree changes of them is rolled back with the rest.
    with scratch.transaction(force_rollback=True):
        _make(scratch, silo)
        replication.ensure_publications(silo, scratch)
        return catalog.read(scratch), _oldest_console(scratch)


def _read(connection: psycopg.Connection, wanted: Catalog) -> Catalog:
    with connection.transaction():
        return catalog.read(connection, wanted.schemas)


def _oldest_console(connection: psycopg.Connection) -> str:
    """The oldest revision whose consoles the silo serves now; release 1.0.0 cannot say it, and serves its own."""
    known = connection.execute("select pg_catalog.to_regprocedure('medport.schema_version()') is not null").fetchone()
    if known != (True,):
        return FIRST_REVISION
    row = connection.execute("select oldest_console from medport.schema_version()").fetchone()
    assert row is not None
    return str(row[0])


def _end_consoles(connection: psycopg.Connection, oldest: str) -> None:
    """End the connections of people whose console is too old. Else it would go on, with a board that only looks empty.

    A console names its revision at the end of its application_name; one of release 1.0.0 names none.
    """
    connection.execute(
        "select pg_catalog.pg_terminate_backend(s.pid) from pg_catalog.pg_stat_activity s"
        " join reference.account a on a.role_name = s.usename where s.datname = pg_catalog.current_database()"
        " and coalesce(substring(s.application_name from ' (\\d{4})$'), %s) < %s",
        [FIRST_REVISION, oldest],
    )


def _replay(connection: psycopg.Connection) -> None:
    """Let the events that waited for this upgrade have their effects, in their order; not what was set aside."""
    # 42: between a revision and the re-making a function may have named what was no longer there, or not yet.
    connection.execute(
        "update events.dead_letter set awaits = ''"
        " where resolved_at is null and set_aside_at is null and (awaits is not null or sqlstate like '42%')"
    )
    tried = -1
    while tried != 0:
        with replication.as_apply_worker(connection):
            row = connection.execute("select events.replay_waiting()").fetchone()
            assert row is not None
            tried = row[0]


def _patiently(silo: Silo, connection: psycopg.Connection, work: Callable[[], _Result]) -> _Result:
    return locks.patiently(silo, work, lambda: locks.holders(connection))


@contextmanager
def _timed(steps: list[Step], name: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    steps.append(Step(name, time.monotonic() - begun))


def _note_tree(connection: psycopg.Connection, silo: Silo) -> None:
    connection.execute(sql.SQL("comment on schema migrations is {}").format(_tree(silo)))


@cache
def _tree(silo: Silo) -> str:
    """Names and texts of the SQL files, digested: what spares an upgrade that has nothing to do the comparison."""
    digest = hashlib.sha256()
    for file in sqlfiles.schema_files(silo):
        text = file.read_text(encoding="utf-8")
        digest.update(f"{file.name}\n{len(text)}\n{text}".encode())
    return f"made from SQL files {digest.hexdigest()}"
