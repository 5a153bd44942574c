"""One silo as the signed-in person sees it: a small pool of connections, reads and writes in plain blocks."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any
from weakref import WeakSet

import psycopg
import sqlalchemy
import sqlalchemy.exc
from sqlalchemy import Connection, Engine, QueuePool, event

from medport_desktop.data.connection.adapters import adapt
from medport_desktop.data.connection.address import Address
from medport_desktop.data.connection.credential import Credential
from medport_desktop.data.connection.errors import connection_error, translate, translating
from medport_desktop.data.connection.scram import Keys
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError, SiloAway

POOL_SIZE = 3
POOL_OVERFLOW = 3
"""With the runtime's 6 workers and a listener, one person stays far below the 24 connections of a role."""
POOL_TIMEOUT_S = 5


class WrongThreadError(RuntimeError):
    """A bug of ours: a database was asked on the thread that paints."""


class Database:
    """Connections to one silo as one person. Safe in several threads; refuses the forbidden one."""

    def __init__(
        self, address: Address, credential: Credential, forbidden_thread: Callable[[], bool] = lambda: False
    ) -> None:
        """`forbidden_thread()` tells whether the calling thread must never wait for a database."""
        self.silo: Silo = address.silo
        self._address = address
        self._credential = credential
        self._forbidden_thread = forbidden_thread
        self._away = False
        self._closed = False
        self._probe = Lock()
        self._opened: WeakSet[psycopg.Connection] = WeakSet()
        self._opening = Lock()
        self.engine = self._make_engine()
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that commits each statement by itself. Raises the domain's errors."""
        with translating(self.silo), self._reading.connect() as connection:
            try:
                yield connection
            finally:
                self._end_if_closed(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, rolled back by any exception.

        Raises the domain's errors; a SiloAway has `maybe_done` set where the connection broke during COMMIT.
        """
        with translating(self.silo), self.engine.connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except sqlalchemy.exc.SQLAlchemyError as error:
                raise translate(error, self.silo, committing=True) from error
            finally:
                self._end_if_closed(connection)

    def connect_apart(self, purpose: str) -> psycopg.Connection:
        """Open a connection outside the pool (the listener's). Raises the domain's errors."""
        self._refuse_forbidden_thread()
        self._refuse_if_closed()
        try:
            connection = self._credential.connect(self._address.connect_parameters(purpose))
        except psycopg.Error as error:
            raise connection_error(error, self.silo) from error
        self._away = False
        return connection

    def keys(self) -> Keys | None:
        """The person's SCRAM keys of this silo, or None while there are none."""
        return self._credential.keys()

    def renew(self, keys: Keys) -> None:
        """Open further connections with the keys of a changed password; those that are open stay."""
        self._credential.renew(keys)

    def close(self) -> None:
        """Close the idle connections now, those in use as they are given back, and open no more."""
        self._closed = True
        self._credential.forget()
        self.engine.dispose()

    @property
    def is_in_use(self) -> bool:
        """Whether somebody still waits for an answer over the pool."""
        pool = self.engine.pool
        return isinstance(pool, QueuePool) and pool.checkedout() > 0

    def abandon(self) -> None:
        """The silo has fallen silent: fail every call that waits for it over the pool, now. Safe in any thread.

        A server that is gone without a word is noticed by TCP, but not where something in between (a proxy, a tunnel)
        still acknowledges what it does not pass on. A worker would wait for ever then.
        """
        with self._opening:
            opened = list(self._opened)
        for connection in opened:
            with suppress(OSError, psycopg.Error), _same_socket(connection) as same:
                same.shutdown(socket.SHUT_RDWR)

    def _end_if_closed(self, connection: Connection) -> None:
        """A pool that has been disposed of would keep what is given back to it open."""
        if self._closed:
            connection.invalidate()

    def _make_engine(self) -> Engine:
        engine = sqlalchemy.create_engine(
            "postgresql+psycopg://",
            creator=self._open,
            pool_size=POOL_SIZE,
            max_overflow=POOL_OVERFLOW,
            pool_timeout=POOL_TIMEOUT_S,
            pool_pre_ping=True,
            pool_use_lifo=True,
            use_native_hstore=False,
            hide_parameters=True,
        )
        event.listen(engine, "do_connect", self._on_connect)
        event.listen(engine, "checkout", self._on_checkout)
        return engine

    def _on_connect(self, *_: Any) -> None:
        self._refuse_forbidden_thread()

    def _on_checkout(self, *_: Any) -> None:
        self._refuse_forbidden_thread()

    def _refuse_forbidden_thread(self) -> None:
        if self._forbidden_thread():
            raise WrongThreadError(f"the {self.silo} database was used on the GUI thread; run it as a task")

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise SiloAway(self.silo, "You have signed out.", "Sign in again.")

    def _open(self) -> psycopg.Connection:
        """Connect for the pool. While the silo is away one caller at a time tries; the others fail at once,
        so that a silo that does not answer cannot hold every worker."""
        self._refuse_forbidden_thread()
        self._refuse_if_closed()
        waits = not self._away
        if not self._probe.acquire(blocking=waits):
            raise SiloAway(self.silo)
        try:
            if waits and self._away:  # it went away while this caller waited for its turn
                raise SiloAway(self.silo)
            return self._open_now()
        finally:
            self._probe.release()

    def _open_now(self) -> psycopg.Connection:
        try:
            connection = self._credential.connect(self._address.connect_parameters("console"))
        except psycopg.Error as error:
            meaning: MedPortError = connection_error(error, self.silo)
            self._away = isinstance(meaning, SiloAway)
            raise meaning from error
        self._away = False
        adapt(connection)
        with self._opening:
            self._opened.add(connection)
        return connection


def _same_socket(connection: psycopg.Connection) -> socket.socket:
    """A handle of our own to the socket that libpq holds. Raises psycopg's error where it is closed already."""
    return socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM)
