"""One LISTEN connection a silo in a thread of its own: first listen, then tell everybody to read.

It works on libpq's level (`psycopg.pq`), because it must wait for three things at once: the socket, its own
stop, and the answer to a heartbeat that never comes on a half-open connection.
"""

import logging
import random
import selectors
import socket
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from threading import Event, Thread
from time import monotonic
from typing import Protocol
from uuid import UUID

import psycopg
from psycopg.pq.abc import PGconn

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.connection.payload import MAX_IDS, read_payload
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import AccountUnknown, MedPortError, SignInFailed, WrongPassword
from medport_desktop.domain.session import Freshness, SiloState

HEARTBEAT_S = 5.0
"""Quiet for this long: ask whether the server is there."""
STALE_AFTER_S = 2.0
"""No answer for this long: the screen may be out of date, and says so."""
DEAD_AFTER_S = 5.0
"""No answer for this long: the connection is given up."""
FIRST_DELAY_S = 0.25
LAST_DELAY_S = 10.0
CHANGED_ELSEWHERE = "Your password was changed or reset. Type the new one."
SESSION_ENDED = "Your sessions were ended by those who manage your account."

_log = logging.getLogger(__name__)


class Sink(Protocol):
    """Who receives the news; every method is called in the listener's thread (`runtime.changes.ChangeHub`)."""

    def post(self, silo: Silo, table: str, ids: Iterable[UUID] | None) -> None:
        """Rows of a table may have changed; None: it is not known which."""

    def post_everything(self, silo: Silo) -> None:
        """Listening has begun (again): what happened before is unknown."""

    def post_state(self, state: SiloState) -> None:
        """The silo became live, stale or away, or refuses this person."""


class _Lost(Exception):
    """The connection is gone."""


class Listener:
    """Listens to one silo from `start` to `stop`, through any number of connections."""

    def __init__(
        self,
        database: Database,
        sink: Sink,
        *,
        heartbeat_s: float = HEARTBEAT_S,
        stale_after_s: float = STALE_AFTER_S,
        dead_after_s: float = DEAD_AFTER_S,
    ) -> None:
        """Times in seconds; see the module's constants."""
        self._database = database
        self._silo = database.silo
        self._sink = sink
        self._heartbeat_s = heartbeat_s
        self._stale_after_s = stale_after_s
        self._dead_after_s = dead_after_s
        self._stopping = Event()
        self._alarm, self._alarm_end = socket.socketpair()
        self._thread = Thread(target=self._run, name=f"medport-listen-{self._silo}", daemon=True)
        self._proof = datetime.now(UTC)
        self._state: SiloState | None = None
        self._has_listened = False

    def start(self) -> None:
        """Begin; once."""
        self._thread.start()

    def request_stop(self) -> None:
        """Ask the thread to end, without waiting for it."""
        self._stopping.set()
        self._alarm.send(b"x")

    def stop(self) -> None:
        """End the thread and its connection: at once, or after a connection attempt under way (3 s)."""
        if not self._stopping.is_set():
            self.request_stop()
        if self._thread.is_alive():
            self._thread.join()
        self._alarm.close()
        self._alarm_end.close()

    def _run(self) -> None:
        delay = FIRST_DELAY_S
        while not self._stopping.is_set():
            try:
                with closing(self._database.connect_apart("listener")) as connection:
                    delay = FIRST_DELAY_S
                    self._listen(connection)
            except _Lost:
                self._tell(Freshness.STALE, "The connection broke; it is being renewed.")
                self._database.abandon()
            except psycopg.Error:
                self._tell(Freshness.STALE, "The connection broke; it is being renewed.")
            except AccountUnknown as error:
                self._tell(Freshness.STALE, error.sentence)
                delay = min(delay * 2, LAST_DELAY_S)
            except SignInFailed as error:
                changed = isinstance(error, WrongPassword)  # it was the right one at sign-in
                self._tell(Freshness.REFUSED, CHANGED_ELSEWHERE if changed else error.whole)
                delay = min(delay * 2, LAST_DELAY_S)
            except MedPortError as error:
                self._tell(Freshness.AWAY, error.sentence)
                delay = min(delay * 2, LAST_DELAY_S)
            # Jitter: a hundred consoles must not all come back at the same moment.
            self._pause(delay * random.uniform(0.5, 1.0))  # nosec B311 # noqa: S311 - no secret

    def _listen(self, connection: psycopg.Connection) -> None:
        connection.autocommit = True
        if self._has_listened and _was_ended(connection):
            self._tell(Freshness.REFUSED, SESSION_ENDED)
        connection.execute("listen medport")
        self._live()
        self._has_listened = True
        self._sink.post_everything(self._silo)
        pgconn = connection.pgconn
        with selectors.DefaultSelector() as selector:
            selector.register(pgconn.socket, selectors.EVENT_READ)
            selector.register(self._alarm_end, selectors.EVENT_READ)
            asked_at: float | None = None
            quiet_since = monotonic()
            while not self._stopping.is_set():
                if not selector.select(self._patience(asked_at, quiet_since)):
                    asked_at = self._on_silence(pgconn, asked_at)
                elif not self._stopping.is_set():
                    asked_at = self._on_data(pgconn, asked_at)
                    quiet_since = monotonic()

    def _patience(self, asked_at: float | None, quiet_since: float) -> float:
        """Seconds until silence means the next thing."""
        now = monotonic()
        if asked_at is None:
            return max(0.0, quiet_since + self._heartbeat_s - now)
        limit = self._stale_after_s if now - asked_at < self._stale_after_s else self._dead_after_s
        return max(0.0, asked_at + limit - now)

    def _on_silence(self, pgconn: PGconn, asked_at: float | None) -> float:
        if asked_at is None:
            self._ask(pgconn)
            return monotonic()
        if monotonic() - asked_at >= self._dead_after_s:
            raise _Lost
        self._tell(Freshness.STALE, "The database does not answer; waiting.")
        return asked_at

    def _ask(self, pgconn: PGconn) -> None:
        """Send an empty query: the cheapest thing that a server answers."""
        pgconn.send_query(b"")
        if pgconn.flush():  # a few bytes that do not fit: the socket's buffer has been full for a heartbeat
            raise _Lost

    def _on_data(self, pgconn: PGconn, asked_at: float | None) -> float | None:
        """Take what has come; returns when the unanswered question was asked, if it still is."""
        pgconn.consume_input()
        if asked_at is not None and not pgconn.is_busy():
            while pgconn.get_result() is not None:
                pass
            asked_at = None
        self._live()
        for table, ids in _together(pgconn).items():
            self._sink.post(self._silo, table, ids)
        return asked_at

    def _live(self) -> None:
        self._proof = datetime.now(UTC)
        if self._state is None or self._state.freshness is not Freshness.LIVE:
            self._publish(SiloState(self._silo, Freshness.LIVE, self._proof))

    def _tell(self, freshness: Freshness, reason: str) -> None:
        if self._stopping.is_set():
            return
        state = SiloState(self._silo, freshness, self._proof, reason)
        if state != self._state:
            self._publish(state)

    def _publish(self, state: SiloState) -> None:
        _log.info("%s is %s", state.silo, state.freshness)
        self._state = state
        self._sink.post_state(state)

    def _pause(self, seconds: float) -> None:
        self._stopping.wait(seconds)


def _was_ended(connection: psycopg.Connection) -> bool:
    """Whether those who manage the account ended its sessions, and nobody has been at a console of it since."""
    knows = connection.execute("select to_regprocedure('medport.was_ended()') is not null").fetchone()
    if knows is None or not knows[0]:  # a silo that is not upgraded yet
        return False
    ended = connection.execute("select medport.was_ended()").fetchone()
    return ended is not None and bool(ended[0])


def _together(pgconn: PGconn) -> dict[str, frozenset[UUID] | None]:
    """What all notifications that are there now say, by table; None: read it all. A flood becomes None."""
    changes: dict[str, frozenset[UUID] | None] = {}
    while (notification := pgconn.notifies()) is not None:
        change = read_payload(notification.extra)
        if change is None:
            continue
        known = changes.get(change.table, frozenset())
        both = None if known is None or change.ids is None else known | change.ids
        changes[change.table] = both if both is not None and len(both) <= MAX_IDS else None
    return changes
