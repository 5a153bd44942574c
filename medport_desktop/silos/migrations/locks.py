"""The locks of an upgrade: taken all at once, given up soon, and asked for again later.

A statement that waits for a strong lock makes all wait that come after it. So an upgrade waits less than a second for
all the tables that it needs, and less than PostgreSQL takes to look for deadlocks (`deadlock_timeout`, 1 s): it has
always given up before PostgreSQL could end a person's statement instead.
"""

import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem

LONGEST_WAIT_MS = 800
SHORT = f"set lock_timeout = {LONGEST_WAIT_MS}".encode()
"""For every session of an upgrade."""
PATIENCE_S = 180.0
"""How long an upgrade tries to come by a lock before it gives up and says who holds it."""
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0
_HELD = (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled, psycopg.errors.DeadlockDetected)

_Result = TypeVar("_Result")


def take(connection: psycopg.Connection, tables: Sequence[str]) -> None:
    """Lock tables against everybody until the transaction ends. Raises QueryCanceled if that takes too long."""
    if not tables:
        return
    connection.execute(f"set local statement_timeout = {LONGEST_WAIT_MS}".encode())
    connection.execute(f"lock table {', '.join(sorted(tables))} in access exclusive mode".encode())
    connection.execute("set local statement_timeout = 0")


def patiently(
    silo: Silo, work: Callable[[], _Result], blockers: Callable[[], list[str]], patience_s: float | None = None
) -> _Result:
    """Do the work, again and again with longer pauses while somebody holds what it needs.

    `blockers()` says who may be holding it. Raises ServerProblem with their names after `patience_s` (PATIENCE_S).
    """
    deadline = time.monotonic() + (PATIENCE_S if patience_s is None else patience_s)
    pause = _FIRST_PAUSE_S
    while True:
        try:
            return work()
        except _HELD as error:
            if time.monotonic() > deadline:
                raise ServerProblem(
                    f"The {silo.label} database is not upgraded: others hold what the upgrade needs.",
                    "; ".join(blockers()) or "Run medport db upgrade again.",
                ) from error
        time.sleep(pause * random.uniform(0.5, 1))  # nosec B311 # noqa: S311  (spreads the load, no secret)
        pause = min(pause * 2, _LONGEST_PAUSE_S)


def holders(connection: psycopg.Connection) -> list[str]:
    """Return who has had a transaction open for more than a second in this database, a sentence each."""
    rows = connection.execute(
        "select format('%s (%s, process %s) has had a transaction open for %s seconds', s.usename, s.application_name,"
        " s.pid, extract(epoch from clock_timestamp() - s.xact_start)::int) from pg_catalog.pg_stat_activity s"
        " where s.datname = current_database() and s.pid <> pg_backend_pid()"
        " and s.xact_start < clock_timestamp() - interval '1 second' order by s.xact_start"
    ).fetchall()
    return [sentence for (sentence,) in rows]
