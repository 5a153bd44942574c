"""Failed sign-ins, read from a server's own log: PostgreSQL tells them nowhere else.

It works where the server writes its log to files as text (`logging_collector` on, `log_destination` stderr) with a
line prefix that begins with `%m`, as by default, and in English (`lc_messages`).
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import psycopg

TAIL_BYTES = 4 * 1024**2
"""How much of the end of the log is read."""

_REFUSED = re.compile(
    r'^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\S* (\S+) .*FATAL:  .*authentication failed for user "(mp_[0-9a-f]{32})"',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FailedSignIns:
    """Those of one account, since the log file began."""

    who: str
    """The e-mail, or the name of a role that no account has."""
    count: int
    last: str
    """When, as the log says it: date, time and zone."""


def failed_sign_ins(connection: psycopg.Connection) -> list[FailedSignIns]:
    """Return who was refused, the most often refused first; `connection` is a superuser's. Empty without a log file."""
    row = connection.execute(
        "select pg_read_binary_file(l.name, greatest(f.size - %(tail)s, 0), %(tail)s)"
        " from (select pg_current_logfile('stderr') as name) l, lateral pg_stat_file(l.name) f"
        " where l.name is not null",
        {"tail": TAIL_BYTES},
    ).fetchone()
    if row is None:
        return []
    moments: dict[str, list[str]] = defaultdict(list)
    for when, zone, role in _REFUSED.findall(bytes(row[0]).decode("utf-8", "replace")):
        moments[role].append(f"{when} {zone}")
    known: dict[str, str] = dict(
        connection.execute(
            "select role_name, email from reference.account where role_name = any(%s)", [list(moments)]
        ).fetchall()
    )
    found = [FailedSignIns(known.get(role, role), len(times), times[-1]) for role, times in moments.items()]
    return sorted(found, key=lambda one: -one.count)
