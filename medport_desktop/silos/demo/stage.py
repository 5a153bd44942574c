"""Acting in the silos as other people, and waiting until all that follows has arrived."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import DemoAccount
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls, connect

_POLL_S = 0.002
_ROLE = "select role_name from reference.account where user_id = %s"


@dataclass(frozen=True, slots=True)
class Stage:
    """A superuser's autocommit connection to each silo."""

    connections: Mapping[Silo, psycopg.Connection]

    def __getitem__(self, silo: Silo) -> psycopg.Connection:
        """Return the connection to one silo."""
        return self.connections[silo]

    @contextmanager
    def acting_as(self, silo: Silo, account: DemoAccount) -> Iterator[psycopg.Connection]:
        """A transaction in which the session user is that person, so that every policy and trigger holds.

        Blocks of several people may not be nested.
        """
        connection = self.connections[silo]
        row = connection.execute(_ROLE, [account.id]).fetchone()
        if row is None:
            raise ServerProblem(f"{account.email} has no account in the {silo.label} database.")
        with connection.transaction():
            connection.execute(sql.SQL("set local session authorization {}").format(sql.Identifier(row[0])))
            yield connection

    def settle(self, timeout_s: float = 30) -> None:
        """Wait until every silo has applied all that the others have written, and nothing more follows from it."""
        deadline = time.monotonic() + timeout_s
        before: dict[Silo, str] = {}
        while True:
            written = {silo: _written(connection) for silo, connection in self.connections.items()}
            if written == before:
                return
            for silo, connection in self.connections.items():
                while not _confirmed(connection, written[silo]):
                    if time.monotonic() > deadline:
                        raise ServerProblem(
                            f"Not all events of the {silo.label} database arrived in {timeout_s:.0f} s."
                        )
                    time.sleep(_POLL_S)
            before = written


@contextmanager
def stage(urls: SiloUrls) -> Iterator[Stage]:
    """Open the three connections; `urls` are a superuser's. Raises ServerProblem."""
    with ExitStack() as stack:
        yield Stage(
            {
                silo: stack.enter_context(connect(url, silo, application_name="medport demo"))
                for silo, url in urls.items()
            }
        )


def _written(connection: psycopg.Connection) -> str:
    # What is committed is flushed. What is merely inserted (pruning, hints) may wait for the WAL writer for seconds.
    row = connection.execute("select pg_catalog.pg_current_wal_flush_lsn()::text").fetchone()
    assert row is not None
    return str(row[0])


def _confirmed(connection: psycopg.Connection, position: str) -> bool:
    behind = connection.execute(
        "select from pg_catalog.pg_replication_slots where confirmed_flush_lsn < %s::pg_lsn", [position]
    )
    return behind.fetchone() is None
