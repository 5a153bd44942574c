"""A trip's history as sentences: what each change was, with agency, amount and reason; one line a change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from medport_desktop.domain.enums import Milestone, Reason, TripStatus
from medport_desktop.domain.trips import AuditEntry, Bid
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.kit.clock import site_clock

_ONE_CHANGE = timedelta(seconds=1)
"""What one person did to a trip within it is one change: its rows are written in one transaction."""
_FIELDS = {
    "transport_level": "level",
    "special_requirements": "needs",
    "special_requirements_note": "note for the crew",
    "destination_facility_id": "destination",
    "destination_text": "destination",
    "origin_facility_id": "origin",
    "pickup_location": "unit and room",
    "contact_phone": "contact phone",
    "ready_at": "ready time",
    "deliver_by": "delivery time",
    "award_mode": "way of awarding",
    "distance_miles": "distance",
    "assigned_unit_id": "unit",
    "assigned_unit_number": "unit",
    "patient_id": "patient",
}
_SILENT = frozenset(
    {
        "updated_at",
        "assignment_id",
        "accepted_timestamp",
        "pickup_timestamp",
        "completion_timestamp",
        "assigned_agency_id",
        "assigned_agency_name",
        "outcome_at",
        "request_timestamp",
        "hospital_name",
        "cancellation_reason",
        "cancellation_note",
        "bid_count",
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One change of a trip. `details`: each row and column of it, a line each."""

    id: UUID
    at: datetime
    who: str
    words: str
    details: str


def happenings(entries: Sequence[AuditEntry], bids: Iterable[Bid]) -> list[Happening]:
    """The changes that audited rows, newest first, tell of; `bids` name agency and amount of what was awarded."""
    by_id = {str(bid.id): bid for bid in bids}
    changes: list[list[AuditEntry]] = []
    for entry in entries:
        last = changes[-1][-1] if changes else None
        if last is not None and last.who == entry.who and last.timestamp - entry.timestamp <= _ONE_CHANGE:
            changes[-1].append(entry)
        else:
            changes.append([entry])
    told = (_happening(rows[::-1], by_id) for rows in changes)
    return [one for one in told if one.words]


def _happening(rows: Sequence[AuditEntry], bids: Mapping[str, Bid]) -> Happening:
    """`rows` in the order in which they were written."""
    moves = any(row.entity_type == "transport_request" for row in rows)
    telling = [row for row in rows if not (moves and row.entity_type == "trip_milestone")]  # it says the same
    parts = dict.fromkeys(filter(None, (_what(row, bids) for row in telling)))
    by_center = ", by the transport center" if any("acting_for" in row.changes for row in rows) else ""
    words = "; ".join(parts)
    who = rows[0].who or "MedPort"
    details = [f"{site_clock().full(rows[0].timestamp)}, {who}", *(line for row in rows for line in _columns(row))]
    return Happening(rows[-1].id, rows[0].timestamp, who, words and f"{words}{by_center}", "\n".join(details))


def _columns(row: AuditEntry) -> list[str]:
    before, after = _side(row, "before"), _side(row, "after")
    named = f"{row.entity_type} {row.entity_id} {row.action.lower()}"
    names = sorted(before.keys() | after.keys())
    return [named, *(f"  {name}: {before.get(name)} → {after.get(name)}" for name in names)]


def _what(entry: AuditEntry, bids: Mapping[str, Bid]) -> str:
    tell = _TOLD.get((entry.entity_type, entry.action))
    if (entry.entity_type, entry.action) == ("trip_award", "INSERT"):
        tell = partial(_awarded, bids)
    if tell is not None:
        return tell(_side(entry, "before"), _side(entry, "after"))
    verb = {"INSERT": "Added", "UPDATE": "Changed", "DELETE": "Removed", "READ": "Read"}.get(entry.action, entry.action)
    return f"{verb} {entry.entity_type.replace('_', ' ')}"


def _side(entry: AuditEntry, name: str) -> dict[str, object]:
    side = entry.changes.get(name)
    return side if isinstance(side, dict) else {}


def _status(value: object) -> str:
    return TripStatus(value).label if isinstance(value, str) and value in TripStatus.__members__ else str(value)


def _entered(_before: dict[str, object], after: dict[str, object]) -> str:
    scheduled = after.get("status") == TripStatus.SCHEDULED.value
    return "Entered the trip, scheduled for later" if scheduled else "Entered the trip and offered it"


def _changed(before: dict[str, object], after: dict[str, object]) -> str:
    parts = []
    if "status" in after:
        parts.append(f"Status: {_status(before.get('status'))} → {_status(after['status'])}")
        parts += [str(after[key]) for key in ("assigned_agency_name",) if after.get(key)]
        if after.get("assigned_unit_number"):
            parts.append(f"unit {after['assigned_unit_number']}")
        reason = after.get("cancellation_reason")
        if isinstance(reason, str) and reason in Reason.__members__:
            parts.append(Reason(reason).label)
    elif after.get("assigned_unit_number"):
        parts.append(f"Unit: {before.get('assigned_unit_number') or 'none'} → {after['assigned_unit_number']}")
    if "bid_count" in after and len(after) == 1:
        parts.append(f"Open bids: {before.get('bid_count')} → {after['bid_count']}")
    told = {"status", "assigned_unit_id", "assigned_unit_number"}
    others = dict.fromkeys(_FIELDS.get(k, k.replace("_", " ")) for k in after if k not in told and k not in _SILENT)
    if others:
        parts.append("Changed " + ", ".join(others))
    return ", ".join(parts)


def _awarded(bids: Mapping[str, Bid], _before: dict[str, object], after: dict[str, object]) -> str:
    bid = bids.get(str(after.get("bid_id")))
    return f"Awarded {bid.agency_name} for {dollars(bid.bid_amount)}" if bid is not None else "Awarded a bid"


def _answered(_before: dict[str, object], after: dict[str, object]) -> str:
    outcome = after.get("outcome")
    if outcome == "ACCEPTED":
        return "The agency accepted the award"
    if outcome == "REFUSED":
        reason = after.get("refusal_reason")
        return f"The award was refused: {reason}" if reason else "The award was refused"
    return "The award changed"


def _declined(_before: dict[str, object], after: dict[str, object]) -> str:
    reason = after.get("reason")
    why = f": {Reason(reason).label}" if isinstance(reason, str) and reason in Reason.__members__ else ""
    return f"{after.get('agency_name') or 'An agency'} declined it{why}"


def _milestone(_before: dict[str, object], after: dict[str, object]) -> str:
    value = str(after.get("milestone") or _before.get("milestone") or "")
    known = value in {m.value for m in Milestone}
    return f"Milestone: {Milestone(value).label}" if known else "Milestone"


_Tell = Callable[[dict[str, object], dict[str, object]], str]
_TOLD: dict[tuple[str, str], _Tell] = {
    ("transport_request", "INSERT"): _entered,
    ("transport_request", "UPDATE"): _changed,
    ("trip_award", "UPDATE"): _answered,
    ("trip_decline", "INSERT"): _declined,
    ("trip_decline", "UPDATE"): lambda _b, _a: "An agency took its decline back",
    ("trip_note", "INSERT"): lambda _b, _a: "Added a note",
    ("trip_milestone", "INSERT"): _milestone,
    ("trip_milestone", "DELETE"): lambda b, a: f"Took back: {_milestone(b, a)}",
    ("patient", "READ"): lambda _b, _a: "Read the patient's record",
}
