"""What an administrator reads and sets of the system: its configuration, the audit log, how the silos are."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import LiteralString
from uuid import UUID

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, run, values_of
from medport_desktop.domain.center.settings import ConfiguredSetting
from medport_desktop.domain.center.system import (
    FAMILIES,
    TOGETHER,
    Arrival,
    AuditFilter,
    AuditLine,
    DeadLetter,
    Reader,
    SetAside,
    SignedInPerson,
    SiloHealth,
)
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.people import AccountEdit

CONFIGURATION = Query(
    ConfiguredSetting,
    "medport.system_configuration r left join medport.app_user person on person.id = r.updated_by",
    {"updated_by": "coalesce(person.name, '')"},
)
AUDIT_LINES = Query(
    AuditLine,
    "medport.audit_board r",
    {
        "at": 'r."timestamp"',
        "silo": "r.source_database",
        "address": "coalesce(host(r.ip_address), '')",
        "before": "coalesce(r.changes -> 'before', '{}')",
        "after": "coalesce(r.changes -> 'after', case when r.action = 'READ' then r.changes else '{}' end)",
        "subject": """coalesce(r.changes ->> 'subject', (
            select agency.name from medport.agency_directory agency where agency.id::text = r.changes ->> 'agency_id'
        ), '')""",
        "acting_for": "coalesce(r.changes ->> 'acting_for', '')",
        "names": """(
            select coalesce(jsonb_object_agg(known.id, known.name), '{}')
            from (select id::text, name from medport.agency_directory
                  union all select id::text, name from medport.hospital) known
            where known.id in (
                r.changes #>> '{before,agency_id}', r.changes #>> '{after,agency_id}',
                r.changes #>> '{before,assigned_agency_id}', r.changes #>> '{after,assigned_agency_id}',
                r.changes #>> '{before,hospital_id}', r.changes #>> '{after,hospital_id}'
            )
        )""",
        "amount": """(
            select case when bid.changes #>> '{after,bid_amount}' ~ '^[0-9]{1,9}$'
                        then (bid.changes #>> '{after,bid_amount}')::integer end
            from medport.audit_log bid
            where bid.trip_id = r.trip_id and bid.entity_type = 'transport_bid' and bid."timestamp" <= r."timestamp"
              and bid.entity_id = r.changes #>> '{after,bid_id}' and bid.changes #> '{after,bid_amount}' is not null
            order by bid."timestamp" desc limit 1
        )""",
    },
)
AUDIT_RESTRICTED = {
    "who": "position(lower(%(who)s) in lower(r.who)) > 0",
    "action": "r.action = %(action)s",
    "entity_type": "r.entity_type = %(entity_type)s",
    # By the row that the trip began with, which an index finds.
    "trip_number": """r.trip_id in (
        select first.trip_id from medport.audit_board first
        where first.entity_type = 'transport_request' and first.action = 'INSERT'
            and first.changes #>> '{after,trip_number}' = %(trip_number)s
    )""",
    "since": 'r."timestamp" >= %(since)s',
    "until": 'r."timestamp" < %(until)s',
}
"""What each field of an AuditFilter asks for, where it restricts."""
AUDIT_BESIDE: LiteralString = """where r.id in (
        select other.id
        from unnest(%(trips)s::uuid[], %(trip_since)s::timestamptz[], %(trip_until)s::timestamptz[])
            as near(trip_id, since, until)
        join medport.audit_log other
            on other.trip_id = near.trip_id and other."timestamp" between near.since and near.until
        union
        select other.id
        from unnest(%(kinds)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[]) as near(kind, since, until)
        join medport.audit_log other
            on other.entity_type = near.kind and other."timestamp" between near.since and near.until
    )"""
"""The rows of those trips and kinds within their spans. Plain comparisons alone: below row security, an index serves
nothing else."""
ARRIVALS = Query(
    Arrival,
    "medport.health_arrivals() r",
    {"name": "r.subscription", "running": "r.enabled and r.running"},
)
READERS = Query(Reader, "medport.health_readers() r", {"name": "r.slot", "behind_bytes": "coalesce(r.behind_bytes, 0)"})
HEALTH = Query(
    SiloHealth,
    "medport.health() r",
    {
        "version": "r.server_version",
        "dead_letters": "r.open_dead_letters",
        "arrivals": "'[]'::jsonb",
        "readers": "'[]'::jsonb",
    },
)
DEAD_LETTERS = Query(
    DeadLetter,
    "medport.dead_letters() r",
    {  # as JSON, since the function of an older silo does not return them
        "silo": "%(silo)s::text",
        "set_aside_at": "(to_jsonb(r) ->> 'set_aside_at')::timestamptz",
        "set_aside_by": "coalesce(to_jsonb(r) ->> 'set_aside_by', '')",
        "set_aside_reason": "to_jsonb(r) ->> 'set_aside_reason'",
        "set_aside_note": "coalesce(to_jsonb(r) ->> 'set_aside_note', '')",
    },
)
SESSIONS = Query(
    SignedInPerson,
    "medport.sessions() r",
    {"silos": "array[%(silo)s::text]", "address": "coalesce(host(r.client_addr), '')"},
)


class SystemStore:
    """What an administrator reads and sets of the system itself, and whose sessions a person runs."""

    def __init__(self, databases: Mapping[Silo, Database]) -> None:
        """`databases` are the signed-in administrator's handles."""
        self._databases = databases

    def configuration(self) -> list[ConfiguredSetting]:
        """Every setting that is in force, by key."""
        return CONFIGURATION.read(self._databases[Silo.CENTER], "where r.is_active order by r.key")

    def set_setting(self, setting_id: UUID, value: str) -> None:
        """Keep another value. Raises Refused (a value that the setting may not have)."""
        gone = "This setting is not there any more."
        with self._databases[Silo.CENTER].write() as connection:
            change(connection, "system_configuration", setting_id, gone, value=value)

    def audit(self, wanted: AuditFilter, limit: int) -> list[AuditLine]:
        """The newest lines of the three silos' audit logs that match, newest first."""
        restricts = {name: value for name, value in values_of(wanted).items() if value not in ("", None)}
        matches = " and ".join(("true", *(AUDIT_RESTRICTED[name] for name in restricts)))
        newest = 'order by r."timestamp" desc, r.id desc limit %(limit)s'
        rest = f"where {matches} {newest}"
        return AUDIT_LINES.read(self._databases[Silo.CENTER], rest, limit=limit, **restricts)

    def audit_beside(self, found: Sequence[AuditLine]) -> list[AuditLine]:
        """Other lines that may belong to the same changes as those, such as copies in other silos by "The system"."""
        trips = [(line.trip_id, *_around(line, TOGETHER)) for line in found if line.trip_id is not None]
        near = [
            (kind, *span)
            for kinds, within in FAMILIES
            for span in _merged(_around(line, within) for line in found if line.entity_type in kinds)
            for kind in kinds
        ]
        return AUDIT_LINES.read(
            self._databases[Silo.CENTER],
            AUDIT_BESIDE,
            trips=[trip_id for trip_id, _since, _until in trips],
            trip_since=[since for _trip_id, since, _until in trips],
            trip_until=[until for _trip_id, _since, until in trips],
            kinds=[kind for kind, _since, _until in near],
            since=[since for _kind, since, _until in near],
            until=[until for _kind, _since, until in near],
        )

    def health(self, silo: Silo) -> SiloHealth:
        """How a silo is now."""
        with self._databases[silo].read() as connection:
            health = HEALTH.on(connection)[0]
            return replace(health, arrivals=tuple(ARRIVALS.on(connection)), readers=tuple(READERS.on(connection)))

    def dead_letters(self, silo: Silo) -> list[DeadLetter]:
        """Events whose handler raised there, newest first; those resolved too."""
        return DEAD_LETTERS.read(self._databases[silo], silo=silo)

    def replay(self, silo: Silo, event_id: UUID) -> bool:
        """Handle it once more; True where it went through. Raises Refused (it does not wait any more)."""
        with self._databases[silo].write() as connection:
            return bool(run(connection, "select medport.replay_dead_letter(%(id)s)", id=event_id).scalar_one())

    def set_aside(self, silo: Silo, event_id: UUID, reason: SetAside, note: str) -> None:
        """Say that it need not be handled. Raises Refused (it does not wait, or waits for an upgrade)."""
        statement = "select medport.set_aside_dead_letter(%(id)s, %(reason)s, %(note)s)"
        with self._databases[silo].write() as connection:
            run(connection, statement, id=event_id, reason=reason, note=note)

    def edit_account(self, edit: AccountEdit) -> None:
        """Change who an account is. Raises Refused (an e-mail that another has) or NotAllowed."""
        statement = """
            select medport.edit_user(
                %(id)s, %(email)s, %(name)s, %(is_manager)s, %(hospital_id)s, %(agency_id)s
            )
            """
        with self._databases[Silo.CENTER].write() as connection:
            run(connection, statement, **values_of(edit))

    def signed_in(self) -> list[SignedInPerson]:
        """Who has connections to the silos that can be reached, by name."""
        found: dict[UUID, SignedInPerson] = {}
        for silo, database in self._databases.items():
            with suppress(SiloAway):
                for person in SESSIONS.read(database, silo=silo):
                    found[person.user_id] = _together(person, found.get(person.user_id))
        return sorted(found.values(), key=lambda person: (person.name.casefold(), person.email))

    def end_sessions(self, user_id: UUID) -> None:
        """End a person's connections in every silo that can be reached. Raises NotAllowed (one's own)."""
        for database in self._databases.values():
            with suppress(SiloAway), database.write() as connection:
                run(connection, "select medport.end_sessions(%(id)s)", id=user_id)


def _around(line: AuditLine, within: timedelta) -> tuple[datetime, datetime]:
    at = line.at.astimezone(UTC)
    return at - within, at + within


def _merged(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same time in spans that do not overlap."""
    merged: list[tuple[datetime, datetime]] = []
    for since, until in sorted(spans):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return merged


def _together(here: SignedInPerson, known: SignedInPerson | None) -> SignedInPerson:
    """What one silo says of a person, added to what the others said."""
    if known is None:
        return here
    seen = [moment for moment in (here.last_seen_at, known.last_seen_at) if moment]
    return replace(
        here,
        silos=here.silos | known.silos,
        connections=here.connections + known.connections,
        since=min(here.since, known.since),
        last_seen_at=max(seen, default=None),
        address=here.address or known.address,
    )
