"""All that the databases hold of a run, read once everything is quiet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from medport_desktop.domain.enums import Silo

Row = dict[str, Any]
"""A row as PostgreSQL writes it as JSON: ids and times are text."""


@dataclass
class Picture:
    """Rows of the three silos. `of trips` means: of the trips that are looked at."""

    requests: dict[str, Row] = field(default_factory=dict)
    """Trips in the hospital silo, by id."""
    boards: dict[str, Row] = field(default_factory=dict)
    """Trips in the ems silo, by id."""
    bids: dict[str, Row] = field(default_factory=dict)
    """Of trips, by id."""
    assignments: dict[str, Row] = field(default_factory=dict)
    """Of trips, by id."""
    awards: list[Row] = field(default_factory=list)
    """Of trips."""
    declines: dict[Silo, dict[str, Row]] = field(default_factory=lambda: {Silo.HOSPITAL: {}, Silo.EMS: {}})
    """Of trips, by the silo where they were read, and id."""
    milestones: list[Row] = field(default_factory=list)
    """Of trips."""
    notes: list[Row] = field(default_factory=list)
    """All, whatever the trip."""
    series: dict[str, Row] = field(default_factory=dict)
    """Of trips, by id."""
    delivered: dict[Silo, dict[tuple[str, str], str]] = field(default_factory=lambda: {Silo.HOSPITAL: {}, Silo.EMS: {}})
    """Changes of rows that consoles keep while the silo is away: when they were made, by person and key."""
    units: dict[str, Row] = field(default_factory=dict)
    """All, by id."""
    live_units: list[str] = field(default_factory=list)
    """The unit of each live assignment, of whatever trip."""
    plans: dict[str, Row] = field(default_factory=dict)
    """Shifts and absences of units, by id."""
    stretches: list[Row] = field(default_factory=list)
    """What units did, in order; all."""
    messages: dict[str, Row] = field(default_factory=dict)
    """From the center, by id."""
    receipts: list[Row] = field(default_factory=list)
    """Of messages."""
    sheets: dict[str, Row] = field(default_factory=dict)
    """Shifts handed over, by id."""
    lines: list[Row] = field(default_factory=list)
    """Of sheets."""
    logs: dict[Silo, dict[Silo, dict[str, Row]]] = field(default_factory=dict)
    """Events by the silo where they were read, the silo that wrote them, and id."""
    handled: dict[Silo, set[str]] = field(default_factory=dict)
    """Ids of events that were handled, by silo."""
    dead: dict[Silo, set[str]] = field(default_factory=dict)
    """Ids of events that wait for an administrator, by silo."""
    audit: dict[Silo, list[Row]] = field(default_factory=dict)
    """The log of the hospital and the ems silo, in order; and the center's copies of theirs."""
    center_audit: list[Row] = field(default_factory=list)
    """The center's own log, in order."""
    analytics: list[Row] = field(default_factory=list)
    """The center's counts of trips."""
    directory: dict[str, Row] = field(default_factory=dict)
    """The center's record of each agency, by id."""
    not_streaming: list[str] = field(default_factory=list)
    """Subscriptions that do not deliver."""

    @property
    def trips(self) -> set[str]:
        """Ids of all trips that are looked at."""
        return set(self.requests) | set(self.boards)

    @property
    def repeated(self) -> list[Row]:
        """The trips that belong to a series."""
        return [row for row in self.requests.values() if row["series_id"] is not None]

    def own_log(self, silo: Silo) -> dict[str, Row]:
        """A silo's events in its own log."""
        return self.logs[silo][silo]


def take(connect: Callable[[Silo], psycopg.Connection], since: datetime, trips: list[UUID] | None = None) -> Picture:
    """Read everything; `connect` gives a superuser's connection. Only trips entered `since`, or just `trips`."""
    picture = Picture()
    with connect(Silo.HOSPITAL) as hospital, connect(Silo.EMS) as ems, connect(Silo.CENTER) as center:
        connections = {Silo.HOSPITAL: hospital, Silo.EMS: ems, Silo.CENTER: center}
        picture.requests = _by_id(_rows(hospital, _REQUESTS, since, trips, trips))
        picture.boards = _by_id(_rows(ems, _BOARDS, since, trips, trips), "trip_id")
        ids = [UUID(trip) for trip in picture.trips]
        picture.bids = _by_id(_rows(ems, _BIDS, ids))
        picture.assignments = _by_id(_rows(ems, _ASSIGNMENTS, ids))
        picture.awards = _rows(hospital, _AWARDS, ids)
        for silo in picture.declines:
            picture.declines[silo] = _by_id(_rows(connections[silo], _DECLINES, ids))
        picture.milestones = _rows(hospital, _MILESTONES, ids)
        picture.notes = _rows(hospital, _NOTES, since)
        picture.units = _by_id(_rows(ems, _UNITS))
        picture.live_units = [row["unit_id"] for row in _rows(ems, _LIVE_UNITS)]
        picture.series = _by_id(_rows(hospital, _SERIES, [UUID(row["series_id"]) for row in picture.repeated]))
        for silo in picture.delivered:
            picture.delivered[silo] = {
                (row["person"], row["key"]): row["at"] for row in _rows(connections[silo], _DELIVERED)
            }
        picture.plans = _by_id(_rows(ems, _PLANS, since))
        picture.stretches = _rows(ems, _STRETCHES)
        picture.messages = _by_id(_rows(center, _MESSAGES, since))
        picture.receipts = _rows(center, _RECEIPTS, since)
        picture.sheets = _by_id(_rows(center, _SHEETS, since))
        picture.lines = _rows(center, _LINES, since)
        picture.center_audit = _rows(center, _CENTER_AUDIT, since)
        picture.analytics = _rows(center, _ANALYTICS, [str(trip) for trip in ids])
        picture.directory = _by_id(_rows(center, _DIRECTORY))
        for silo, connection in connections.items():
            picture.logs[silo] = {of: _by_id(_rows(connection, _LOGS[of], since)) for of in Silo}
            picture.handled[silo] = {row["event_id"] for row in _rows(connection, _HANDLED, since)}
            picture.dead[silo] = {row["event_id"] for row in _rows(connection, _DEAD)}
            picture.audit[silo] = _rows(connection, _AUDIT_COPIES if silo is Silo.CENTER else _AUDIT, since)
    return picture


def _rows(connection: psycopg.Connection, query: LiteralString, *values: object) -> list[Row]:
    return [row[0] for row in connection.execute(query, values or None).fetchall()]


def _by_id(rows: list[Row], key: str = "id") -> dict[str, Row]:
    return {row[key]: row for row in rows}


_REQUESTS: LiteralString = (
    "select to_jsonb(t) from medport.transport_request t"
    " where t.created_at >= %s and (%s::uuid[] is null or t.id = any(%s::uuid[]))"
)
_BOARDS: LiteralString = (
    "select to_jsonb(t) from medport.available_trip t"
    " where t.created_at >= %s and (%s::uuid[] is null or t.trip_id = any(%s::uuid[]))"
)
_BIDS: LiteralString = "select to_jsonb(b) from medport.transport_bid b where b.transport_request_id = any(%s)"
_ASSIGNMENTS: LiteralString = "select to_jsonb(a) from medport.assignment a where a.trip_id = any(%s)"
_AWARDS: LiteralString = "select to_jsonb(a) from medport.trip_award a where a.trip_id = any(%s) order by a.awarded_at"
_DECLINES: LiteralString = "select to_jsonb(d) from medport.trip_decline d where d.trip_id = any(%s)"
_MILESTONES: LiteralString = "select to_jsonb(m) from medport.trip_milestone m where m.trip_id = any(%s)"
_NOTES: LiteralString = "select to_jsonb(n) from medport.trip_note n where n.created_at >= %s"
_UNITS: LiteralString = "select to_jsonb(u) from medport.unit u"
_LIVE_UNITS: LiteralString = (
    "select to_jsonb(a) from medport.assignment a where a.ended_at is null and a.unit_id is not null"
)
_SERIES: LiteralString = "select to_jsonb(s) from medport.trip_series s where s.id = any(%s)"
_DELIVERED: LiteralString = "select to_jsonb(d) from medport.delivered d"
_PLANS: LiteralString = "select to_jsonb(p) from medport.unit_plan p where p.updated_at >= %s"
_STRETCHES: LiteralString = (
    "select to_jsonb(a) from medport.unit_availability a order by a.unit_id, a.start_time, a.end_time nulls last"
)
_MESSAGES: LiteralString = "select to_jsonb(b) from medport.broadcast b where b.sent_at >= %s"
_RECEIPTS: LiteralString = (
    "select to_jsonb(r) from medport.broadcast_receipt r join medport.broadcast b on b.id = r.broadcast_id"
    " where b.sent_at >= %s"
)
_SHEETS: LiteralString = "select to_jsonb(h) from medport.shift_handoff h where h.made_at >= %s"
_LINES: LiteralString = (
    "select to_jsonb(t) from medport.shift_handoff_trip t join medport.shift_handoff h on h.id = t.handoff_id"
    " where h.made_at >= %s"
)
_CENTER_AUDIT: LiteralString = (
    "select to_jsonb(a) from medport.audit_log a where a.\"timestamp\" >= %s and a.source_database = 'center'"
    ' order by a."timestamp", a.id'
)
_ANALYTICS: LiteralString = (
    "select to_jsonb(s) from medport.system_analytics s where s.metadata ->> 'trip_id' = any(%s)"
)
_DIRECTORY: LiteralString = "select to_jsonb(d) from medport.agency_directory d"
_LOGS: Mapping[Silo, LiteralString] = {
    Silo.HOSPITAL: "select to_jsonb(e) from events.hospital e where e.occurred_at >= %s",
    Silo.EMS: "select to_jsonb(e) from events.ems e where e.occurred_at >= %s",
    Silo.CENTER: "select to_jsonb(e) from events.center e where e.occurred_at >= %s",
}
_HANDLED: LiteralString = "select to_jsonb(h) from events.handled h where h.handled_at >= %s"
_DEAD: LiteralString = "select to_jsonb(d) from events.dead_letter d where d.resolved_at is null"
_AUDIT: LiteralString = 'select to_jsonb(a) from audit.log a where a."timestamp" >= %s order by a."timestamp", a.id'
_AUDIT_COPIES: LiteralString = (
    "select to_jsonb(a) from medport.audit_log a where a.\"timestamp\" >= %s and a.source_database <> 'center'"
    ' order by a."timestamp", a.id'
)
