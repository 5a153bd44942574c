"""How the silos are: what `medport doctor` and `medport db status` show. Each silo is asked by itself."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString, TypeVar

import psycopg
from psycopg.rows import class_row, scalar_row
from psycopg.sql import SQL, Identifier

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos.migrations import chain
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.sign_ins import FailedSignIns, failed_sign_ins
from medport_desktop.silos.urls import SiloUrls, connect

_Row = TypeVar("_Row")

_HELD_BACK_WARNING = 256 * 1024 * 1024
"""Bytes of write-ahead log that a slow or dead subscriber may keep before it is worth a word."""
_CLOCK_LATE_S = 40.0
"""The keeper calls each silo's clock every 10 s: three calls may fail before it is worth a word."""
_CLOCKS_APART_S = 1.0
"""How far the clocks of two servers may differ: times of one silo are compared with those of another."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that is wrong: a word for programs, which stays the same from release to release, and a sentence."""

    code: str
    text: str

    def __str__(self) -> str:
        """Say it to a person."""
        return self.text


@dataclass(frozen=True, slots=True)
class Subscription:
    """One incoming link of a silo."""

    name: str
    enabled: bool
    working: bool
    tables: int
    tables_ready: int
    apply_errors: int
    sync_errors: int
    received_at: datetime | None

    @property
    def streams(self) -> bool:
        """Whether it delivers: enabled, with a live worker, and every table copied."""
        return self.enabled and self.working and self.tables == self.tables_ready


@dataclass(frozen=True, slots=True)
class Slot:
    """One outgoing link of a silo: what it keeps for a subscriber."""

    name: str
    active: bool
    wal_status: str
    held_back_bytes: int

    @property
    def fine(self) -> bool:
        """Whether somebody reads it, and has not fallen far behind."""
        return self.active and self.wal_status != "lost" and self.held_back_bytes < _HELD_BACK_WARNING


@dataclass(frozen=True, slots=True)
class UnhandledEvent:
    """An event whose handler raised, and which waits for somebody."""

    event_id: str
    source: str
    kind: str
    sqlstate: str
    error: str
    attempts: int
    first_at: datetime
    waits: bool
    """Whether it waits for an upgrade of this silo, and is handled by itself then."""


@dataclass(frozen=True, slots=True)
class Health:
    """One silo. With `problem`, nothing else is known."""

    silo: Silo
    problem: str = ""
    server: str = ""
    revision: str = ""
    subscriptions: Sequence[Subscription] = ()
    slots: Sequence[Slot] = ()
    dead_letters: Sequence[UnhandledEvent] = ()
    differing: Sequence[str] = field(default=())
    """E-mails of active accounts whose login here lacks the password that the center published."""
    own_settings: Sequence[str] = ()
    """Accounts whose login role does not have the limits that it was made with, and what it has instead."""
    may_prepare: bool = False
    """Whether anybody may leave a prepared transaction behind, which keeps its locks for ever."""
    failed_sign_ins: Sequence[FailedSignIns] = ()
    settings: Sequence[str] = ()
    """What is not safe in the server's settings, a sentence each."""
    late_s: float | None = 0.0
    """Seconds since the keeper has last called its clock; None where that was more than an hour ago, or never."""
    ahead_s: float = 0.0
    """Seconds by which the server's clock is ahead of this machine's; negative where it is behind."""

    @property
    def provisioned(self) -> bool:
        """Whether the silo's schema is there and at the revision of this program."""
        return self.revision == self.newest

    @property
    def newest(self) -> str:
        """The revision that this program would bring the silo to."""
        return MADE_FOR

    @property
    def streams(self) -> bool:
        """Whether the silo has subscriptions, and all of them deliver."""
        return bool(self.subscriptions) and all(subscription.streams for subscription in self.subscriptions)

    @property
    def complaints(self) -> list[Complaint]:
        """What is wrong; empty if the silo is well."""
        if self.problem:
            return [Complaint("away", self.problem)]
        if not self.revision:
            return [Complaint("not_provisioned", "It was never provisioned: run medport db provision.")]
        return [
            *self._schema_complaints(),
            *self._clock_complaints(),
            *(Complaint("stream_stopped", _describe(each)) for each in self.subscriptions if not each.streams),
            *(_slot_complaint(slot) for slot in self.slots if not slot.fine),
            *self._event_complaints(),
            *(
                Complaint("password_differs", f"The password of {email} differs from the center's.")
                for email in self.differing
            ),
            *(
                Complaint("login_changed", f"The login role of {one}: its person changed it (ALTER ROLE).")
                for one in self.own_settings
            ),
            *(
                [
                    Complaint(
                        "prepared_transactions",
                        "max_prepared_transactions is not 0: a prepared transaction holds its locks for ever.",
                    )
                ]
                * self.may_prepare
            ),
            *(Complaint("unsafe_setting", sentence) for sentence in self.settings),
        ]

    def _schema_complaints(self) -> list[Complaint]:
        if self.provisioned:
            return []
        what = "run medport db upgrade" if self.revision < self.newest else "use the newer program"
        text = f"Its schema is at revision {self.revision}, this program at {self.newest}: {what}."
        return [Complaint("other_revision", text)]

    def _clock_complaints(self) -> list[Complaint]:
        if self.late_s is not None and self.late_s <= _CLOCK_LATE_S:
            return []
        since = f"for {self.late_s:.0f} s" if self.late_s is not None else "for an hour, or never"
        text = (
            f"Its clock was not called {since}: trips for later are not offered, and bids do not expire."
            " See that medport keeper runs and reaches it."
        )
        return [Complaint("keeper_stopped", text)]

    def _event_complaints(self) -> list[Complaint]:
        unhandled = [
            Complaint(
                "event_unhandled",
                f"Event {letter.event_id} ({letter.kind} from {letter.source}) could not be handled,"
                f" {letter.attempts} time(s): {letter.error} [{letter.sqlstate}]",
            )
            for letter in self.dead_letters
            if not letter.waits
        ]
        waiting = sum(letter.waits for letter in self.dead_letters)
        text = f"{waiting} event(s) of a newer release wait here until it is upgraded."
        return [*unhandled, *[Complaint("event_waits", text)] * bool(waiting)]


def clocks_apart(silos: Sequence[Health]) -> list[Complaint]:
    """Say where the clocks of two servers differ by more than a second."""
    known = sorted((silo for silo in silos if silo.revision), key=lambda silo: silo.ahead_s)
    if not known or (apart := known[-1].ahead_s - known[0].ahead_s) <= _CLOCKS_APART_S:
        return []
    text = (
        f"The clock of the {known[-1].silo.label} server is {apart:.1f} s ahead of that of the {known[0].silo.label}"
        " server: let all servers follow one time server."
    )
    return [Complaint("clocks_apart", text)]


def examine(urls: SiloUrls) -> list[Health]:
    """Ask the three silos as a superuser. An absent one is reported so; the others are asked all the same."""
    return [_examine(silo, url) for silo, url in urls.items()]


def refuse_twins(urls: SiloUrls) -> None:
    """Raise ServerProblem where two addresses name one database: it would become two silos at once."""
    if said := twins(urls):
        raise ServerProblem(" ".join(said), "Correct the addresses.")


def twins(urls: SiloUrls) -> list[str]:
    """Say which addresses name one and the same database, a sentence each; a silo that is away is passed over."""
    seen: dict[tuple[object, ...], Silo] = {}
    said: list[str] = []
    for silo, url in urls.items():
        with suppress(ServerProblem), connect(url, silo, application_name="medport doctor") as connection:
            row = connection.execute(_IDENTITY).fetchone()
            assert row is not None
            first = seen.setdefault(row, silo)
            if first is not silo:
                said.append(f"The addresses of the {first.label} and the {silo.label} database name one database.")
    return said


def _examine(silo: Silo, url: str) -> Health:
    try:
        with connect(url, silo, application_name="medport doctor") as connection:
            return _ask(silo, connection)
    except ServerProblem as problem:
        return Health(silo, str(problem))


def _ask(silo: Silo, connection: psycopg.Connection) -> Health:
    with connection.cursor(row_factory=scalar_row) as cursor:
        server = str(cursor.execute("select current_setting('server_version')").fetchone())
    revision = chain.revision(connection)
    if not revision:
        return Health(silo, server=server)
    late_s, ahead_s = _clock(silo, connection)
    return Health(
        silo,
        late_s=late_s,
        ahead_s=ahead_s,
        server=server,
        revision=revision,
        subscriptions=_rows(connection, Subscription, _SUBSCRIPTIONS),
        slots=_rows(connection, Slot, _SLOTS),
        dead_letters=_rows(connection, UnhandledEvent, _DEAD_LETTERS),
        differing=_strings(connection, _DIFFERING),
        own_settings=_strings(connection, _OWN_SETTINGS),
        may_prepare=connection.execute(_PREPARED).fetchone() is not None,
        failed_sign_ins=failed_sign_ins(connection),
        settings=_strings(connection, _UNSAFE),
    )


def _clock(silo: Silo, connection: psycopg.Connection) -> tuple[float | None, float]:
    """Seconds since the silo's own last heartbeat, and by which its server's clock is ahead of this machine's."""
    before = time.time()
    row = connection.execute(SQL(_CLOCK).format(Identifier(silo.value))).fetchone()
    assert row is not None
    late_s, server = row
    return late_s, server - (before + time.time()) / 2


def _rows(connection: psycopg.Connection, kind: type[_Row], query: LiteralString) -> list[_Row]:
    with connection.cursor(row_factory=class_row(kind)) as cursor:
        return cursor.execute(query).fetchall()


def _strings(connection: psycopg.Connection, query: LiteralString) -> list[str]:
    with connection.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(query).fetchall()


_CLOCK: LiteralString = """
    select extract(epoch from clock_timestamp() - max(occurred_at))::float, extract(epoch from clock_timestamp())::float
    from events.{} where kind = 'silo.heartbeat' and occurred_at > now() - interval '1 hour'
"""
_SUBSCRIPTIONS: LiteralString = """
    select s.subname as name, s.subenabled as enabled,
           exists (select from pg_stat_subscription w
                   where w.subid = s.oid and w.worker_type = 'apply' and w.pid is not null) as working,
           (select count(*) from pg_subscription_rel r where r.srsubid = s.oid) as tables,
           (select count(*) from pg_subscription_rel r where r.srsubid = s.oid and r.srsubstate = 'r') as tables_ready,
           coalesce(e.apply_error_count, 0) as apply_errors, coalesce(e.sync_error_count, 0) as sync_errors,
           (select max(w.last_msg_receipt_time) from pg_stat_subscription w where w.subid = s.oid) as received_at
    from pg_subscription s
    left join pg_stat_subscription_stats e on e.subid = s.oid
    where s.subdbid = (select oid from pg_database where datname = current_database())
    order by s.subname
"""
_SLOTS: LiteralString = """
    select slot_name as name, active, coalesce(wal_status, 'lost') as wal_status,
           coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint as held_back_bytes
    from pg_replication_slots
    where slot_type = 'logical' and database = current_database() and not temporary
    order by slot_name
"""
_DEAD_LETTERS: LiteralString = """
    -- As JSON, since the table of release 1.0.0 has no such column.
    select event_id::text, source, kind, sqlstate, error, attempts, first_at,
           to_jsonb(d) ->> 'awaits' is not null as waits
    from events.dead_letter d
    where resolved_at is null and to_jsonb(d) ->> 'set_aside_at' is null
    order by first_at
"""
_DIFFERING: LiteralString = """
    select a.email
    from reference.account a
    left join pg_authid r on r.rolname = a.role_name
    where a.is_active and r.rolpassword is distinct from reference.silo_verifier(a.user_id)
    order by a.email
"""
_OWN_SETTINGS: LiteralString = """
    select a.email || ' has ' || coalesce(nullif(array_to_string(s.now, ', '), ''), 'no limits')
    from reference.account a
    join pg_roles r on r.rolname = a.role_name
    cross join lateral (
        select array(select unnest(x.setconfig) from pg_db_role_setting x where x.setrole = r.oid order by 1) as now
    ) s
    where s.now <> array['idle_in_transaction_session_timeout=30s', 'statement_timeout=30s']
    order by a.email
"""
_IDENTITY: LiteralString = """
    select s.system_identifier, d.oid from pg_control_system() s, pg_database d where d.datname = current_database()
"""
_UNSAFE: LiteralString = """
    with server as (select name, reset_val from pg_settings)
    select format('authentication_timeout is %s s: set 10s, or connections that say nothing keep people out.',
                  s.reset_val)
    from server s where s.name = 'authentication_timeout' and s.reset_val::integer > 15
    union all
    select format('wal_sender_timeout is %s ms: set 60s, or one large transaction stops all events behind it.',
                  s.reset_val)
    from server s where s.name = 'wal_sender_timeout' and s.reset_val::integer between 1 and 59999
    union all
    select format('%s active account(s) have a password of another count than scram_iterations (%s): a stranger can'
                  ' tell that they exist. Set one count on the three servers, and give those people a new password.',
                  count(*), max(s.reset_val))
    from reference.account a
    join pg_authid r on r.rolname = a.role_name and r.rolpassword like 'SCRAM-SHA-256$%'
    join server s on s.name = 'scram_iterations'
                 and split_part(split_part(r.rolpassword, '$', 2), ':', 1) <> s.reset_val
    where a.is_active
    having count(*) > 0
"""
_PREPARED: LiteralString = "select where current_setting('max_prepared_transactions')::integer > 0"


def _describe(subscription: Subscription) -> str:
    if not subscription.enabled:
        state = "is disabled"
    elif not subscription.working:
        state = "has no connection to its publisher"
    else:
        state = f"has copied {subscription.tables_ready} of {subscription.tables} tables"
    errors = subscription.apply_errors + subscription.sync_errors
    return f"The subscription {subscription.name} {state}; {errors} error(s) so far."


def _slot_complaint(slot: Slot) -> Complaint:
    if slot.wal_status == "lost":
        return Complaint("slot_lost", f"The slot {slot.name} has lost events: its subscriber was away for too long.")
    reader = "is read, but slowly" if slot.active else "is not read by its subscriber"
    kept = f"{slot.held_back_bytes / 1024**2:.0f} MB of log are kept for it"
    return Complaint("slot_behind", f"The slot {slot.name} {reader}; {kept}.")
