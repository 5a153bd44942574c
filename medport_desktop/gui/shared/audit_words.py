"""What an audited row says, in words: the same in a trip's history and in the administrator's audit log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from medport_desktop.domain.center.settings import SETTING_RULES
from medport_desktop.domain.center.system import SetAside
from medport_desktop.domain.enums import BidStatus, Milestone, Outcome, Reason, TripStatus, UnitStatus
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.kit.clock import site_clock

ENTITIES = {
    "transport_request": "Trip",
    "trip_award": "Award",
    "trip_milestone": "Milestone",
    "trip_note": "Note",
    "trip_series": "Series of trips",
    "trip_decline": "Decline",
    "trip_notice": "Notice to the desk",
    "patient": "Patient",
    "transport_bid": "Bid",
    "assignment": "Assignment",
    "available_trip": "Trip on offer",
    "unit": "Unit",
    "unit_availability": "Unit's availability",
    "unit_plan": "Unit's plan",
    "ems_agency": "Agency",
    "ems_route": "Route",
    "agency_directory": "Agency in the directory",
    "app_user": "Account",
    "hospital_user": "Hospital's person",
    "agency_user": "Agency's person",
    "session": "Session",
    "hospital": "Hospital",
    "hospital_facility": "Facility",
    "hospital_agency_preference": "Preferred agency",
    "service_registry": "Registered service",
    "system_configuration": "Setting",
    "database_references": "Reference",
    "system_analytics": "Analytics",
    "status_transition": "Transition",
    "broadcast": "Message",
    "broadcast_receipt": "Message read",
    "shift_handoff": "Handoff",
    "shift_handoff_trip": "Trip handed over",
    "dead_letter": "Event not handled",
}
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
    "unit_id": "unit",
    "unit_number": "unit",
    "patient_id": "patient",
    "bid_amount": "amount",
    "service_name": "name",
    "current_location": "place",
    "coordinates": "place",
    "is_manager": "rank",
    "agency_id": "agency",
    "hospital_id": "hospital",
    "mrn": "record number",
    "patient_weight_kg": "weight",
    "patient_mobility": "mobility",
    "destination_town": "destination",
}
_SILENT = frozenset(
    {
        "updated_at",
        "updated_by",
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
        "pickup_due",
        "revision",
        "place_since",
        "place_before",
        "status_since",
        "milestones",
        "moved_by",
        "weight_class",
    }
)
Side = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Audited:
    """A row of an audit log. `agency` and `amount` are those of the bid that it names, where they are known."""

    entity_type: str
    action: str
    before: Side = field(default_factory=dict)
    after: Side = field(default_factory=dict)
    subject: str = ""
    agency: str = ""
    amount: int | None = None


def entity_word(entity_type: str) -> str:
    """What a table holds one of; a table of later gets its own name."""
    return ENTITIES.get(entity_type, entity_type.replace("_", " ").capitalize())


def words_for(row: Audited) -> str:
    """What happened; '' for what says nothing beside other rows."""
    tell = _TOLD.get((row.entity_type, row.action))
    return tell(row) if tell is not None else _plainly(row)


def _plainly(row: Audited) -> str:
    verb = {"INSERT": "Added", "UPDATE": "Changed", "DELETE": "Removed", "READ": "Read"}.get(row.action, row.action)
    named = f"{verb} the {entity_word(row.entity_type).lower()}"
    return ": ".join(filter(None, (named, _fields(row) if row.action == "UPDATE" else "")))


def _fields(row: Audited, *told: str) -> str:
    """The changed columns by what people call them: "level, needs"."""
    shown = (key for key in [*row.before, *row.after] if key not in told and key not in _SILENT)
    return ", ".join(dict.fromkeys(_FIELDS.get(key, key.replace("_", " ")) for key in shown))


_Coded = TripStatus | Reason | UnitStatus | BidStatus | Outcome | PlanKind | SetAside


def _coded(kind: type[_Coded], value: object) -> str:
    """The label of a coded word; '' for none, and the word itself where it is not known here."""
    if isinstance(value, str) and value in kind.__members__:
        return kind(value).label
    return str(value or "")


def _entered(row: Audited) -> str:
    scheduled = row.after.get("status") == TripStatus.SCHEDULED.value
    return "Entered the trip, scheduled for later" if scheduled else "Entered the trip and offered it"


def _changed(row: Audited) -> str:
    before, after = row.before, row.after
    parts = []
    if "status" in after:
        parts.append(f"Status: {_coded(TripStatus, before.get('status'))} → {_coded(TripStatus, after['status'])}")
        parts += [str(after[key]) for key in ("assigned_agency_name",) if after.get(key)]
        if after.get("assigned_unit_number"):
            parts.append(f"unit {after['assigned_unit_number']}")
        if why := _coded(Reason, after.get("cancellation_reason")):
            parts.append(why)
    elif after.get("assigned_unit_number"):
        parts.append(f"Unit: {before.get('assigned_unit_number') or 'none'} → {after['assigned_unit_number']}")
    if "bid_count" in after and len(after) == 1:
        parts.append(f"Open bids: {before.get('bid_count')} → {after['bid_count']}")
    if others := _fields(row, "status", "assigned_unit_id", "assigned_unit_number"):
        parts.append(f"Changed {others}")
    return ", ".join(parts)


def _awarded(row: Audited) -> str:
    if not row.agency:
        return "Awarded a bid"
    return f"Awarded {row.agency}" + (f" for {dollars(row.amount)}" if row.amount is not None else "")


def _answered(row: Audited) -> str:
    outcome = row.after.get("outcome")
    if outcome == "ACCEPTED":
        return "The agency accepted the award"
    if outcome == "REFUSED":
        reason = row.after.get("refusal_reason")
        return f"The award was refused: {reason}" if reason else "The award was refused"
    return "The award changed"


def _declined(row: Audited) -> str:
    why = _coded(Reason, row.after.get("reason"))
    return f"{row.after.get('agency_name') or 'An agency'} declined it{f': {why}' if why else ''}"


def _milestone(row: Audited) -> str:
    value = str(row.after.get("milestone") or row.before.get("milestone") or "")
    known = value in {m.value for m in Milestone}
    at = _short(row.after.get("occurred_at"))
    return f"Milestone: {Milestone(value).label}{f' at {at}' if at else ''}" if known else "Milestone"


def _timed(row: Audited, column: str) -> str:
    was, now = _short(row.before.get(column)), _short(row.after.get(column))
    return f"Time of the last step: {was} → {now}"


def _short(moment: object) -> str:
    return site_clock().short(datetime.fromisoformat(moment)) if isinstance(moment, str) else ""


def _bid(row: Audited) -> str:
    amount = row.after.get("bid_amount")
    words = f"{row.after.get('agency_name') or row.agency or 'An agency'} bid"
    return f"{words} {dollars(amount)}" if isinstance(amount, int) else words


def _bid_changed(row: Audited) -> str:
    amount, status = row.after.get("bid_amount"), row.after.get("status")
    if isinstance(status, str):
        outcome = _coded(Outcome, row.after.get("outcome"))
        return f"Bid {(outcome or _coded(BidStatus, status)).lower()}"
    return f"Bid changed to {dollars(amount)}" if isinstance(amount, int) else f"Bid changed: {_fields(row)}"


def _taken(row: Audited) -> str:
    unit = row.after.get("unit_number")
    agency = row.after.get("agency_name") or row.agency or "An agency"
    return f"{agency} has the trip" + (f", unit {unit}" if unit else "")


def _held(row: Audited) -> str:
    before, after = row.before, row.after
    parts = []
    if "status" in after:
        parts.append(f"Run: {_coded(TripStatus, before.get('status'))} → {_coded(TripStatus, after['status'])}")
    elif after.get("status_since"):
        parts.append(_timed(row, "status_since"))
    if after.get("outcome"):
        parts.append(f"The holding ended: {_coded(Outcome, after['outcome']).lower()}")
    if why := _coded(Reason, after.get("end_reason")):
        parts.append(why)
    if "unit_number" in after:
        parts.append(f"Unit: {before.get('unit_number') or 'none'} → {after.get('unit_number') or 'none'}")
    if "sheet_corrected_at" in after:
        was_told = after["sheet_corrected_at"] is not None
        parts.append("The crew sheet was corrected" if was_told else "The agency has seen the corrected crew sheet")
    if after.get("acknowledged_at"):
        parts.append("The agency has acknowledged how it ended")
    return ", ".join(parts)


def _unit_changed(row: Audited) -> str:
    before, after = row.before, row.after
    if "current_status" in after:
        was, now = (_coded(UnitStatus, side.get("current_status")).lower() for side in (before, after))
        return f"{was} → {now}"
    if "is_active" in after:
        return "Put to use again" if after["is_active"] else "Retired"
    others = _fields(row)
    return f"Changed {others}" if others else ""


def _unit_history(row: Audited) -> str:
    return f"Began a line of the unit's history: {_coded(UnitStatus, row.after.get('status')).lower()}"


def _setting(row: Audited) -> str:
    rule, was, now = SETTING_RULES.get(row.subject), row.before.get("value"), row.after.get("value")
    if now is None:
        return _plainly(row)
    if rule is None:
        return f"{was} → {now}"
    return f"{rule.label}: {rule.shown(str(was))} → {rule.shown(str(now))} {rule.unit}".rstrip()


def _account(row: Audited) -> str:
    if "is_active" in row.after:
        return "Enabled the account" if row.after["is_active"] else "Disabled the account"
    others = _fields(row)
    return f"Changed {others}" if others else ""


def _plan(row: Audited) -> str:
    kind = _coded(PlanKind, row.after.get("kind")).lower()
    return f"Planned: {kind}" if kind else "Planned"


def _plan_changed(row: Audited) -> str:
    state = {"ACTIVE": "began", "OVER": "ended", "CANCELLED": "was cancelled"}.get(str(row.after.get("state")))
    return f"The plan {state}" if state else f"Changed the plan: {_fields(row)}"


def _handoff(row: Audited) -> str:
    ends = {"TAKEN": "Took the shift over", "WITHDRAWN": "Withdrew the handoff"}
    return ends.get(str(row.after.get("status")), "Changed the handoff")


def _acknowledged(row: Audited) -> str:
    read, back = row.after.get("acknowledged"), row.after.get("put_back")
    words = ((f"Acknowledged {_trips(read)} of the handoff", read), (f"Put {_trips(back)} of the handoff back", back))
    return "; ".join(told for told, of in words if of)


def _trips(numbers: object) -> str:
    many = numbers if isinstance(numbers, list) else []
    return ", ".join(map(str, many)) if len(many) <= 3 else f"{len(many)} trips"


def _set_aside(row: Audited) -> str:
    why = _coded(SetAside, row.after.get("set_aside_reason"))
    return f"Set the event aside: {why}" if why else "Replayed the event that was set aside"


def _read(row: Audited) -> str:
    patients = row.after.get("patients")
    if not isinstance(patients, list):
        return "Read the patient's record"
    return f"Read who the patients of a {row.subject} are, {len(patients)} in all"


def _always(words: str) -> Callable[[Audited], str]:
    return lambda _row: words


_TOLD: dict[tuple[str, str], Callable[[Audited], str]] = {
    ("transport_request", "INSERT"): _entered,
    ("transport_request", "UPDATE"): _changed,
    ("trip_award", "INSERT"): _awarded,
    ("trip_award", "UPDATE"): _answered,
    ("trip_decline", "INSERT"): _declined,
    ("trip_decline", "UPDATE"): _always("An agency took its decline back"),
    ("trip_note", "INSERT"): _always("Added a note"),
    ("trip_notice", "INSERT"): _always("The desk was told"),
    ("trip_notice", "UPDATE"): _always("Acknowledged what happened to the trip"),
    ("trip_milestone", "INSERT"): _milestone,
    ("trip_milestone", "UPDATE"): lambda row: _timed(row, "occurred_at"),
    ("trip_milestone", "DELETE"): lambda row: f"Took back: {_milestone(row)}",
    ("patient", "INSERT"): _always("Entered a patient's record"),
    ("patient", "READ"): _read,
    ("transport_bid", "INSERT"): _bid,
    ("transport_bid", "UPDATE"): _bid_changed,
    ("assignment", "INSERT"): _taken,
    ("assignment", "UPDATE"): _held,
    ("available_trip", "INSERT"): _always("The agencies see it"),
    ("available_trip", "UPDATE"): _always("The agencies see the change"),
    ("unit", "INSERT"): _always("Added the unit"),
    ("unit", "UPDATE"): _unit_changed,
    ("unit_plan", "INSERT"): _plan,
    ("unit_plan", "UPDATE"): _plan_changed,
    ("app_user", "INSERT"): _always("Made the account"),
    ("app_user", "UPDATE"): _account,
    ("hospital_user", "UPDATE"): _account,
    ("agency_user", "UPDATE"): _account,
    ("session", "UPDATE"): _always("Ended somebody's sessions"),
    ("system_configuration", "UPDATE"): _setting,
    ("broadcast", "INSERT"): _always("Sent a message"),
    ("broadcast", "UPDATE"): _always("Withdrew a message"),
    ("broadcast_receipt", "INSERT"): _always("Acknowledged a message"),
    ("shift_handoff", "INSERT"): _always("Left a handoff"),
    ("shift_handoff", "UPDATE"): _handoff,
    ("shift_handoff_trip", "INSERT"): _always("Wrote trips on the handoff"),
    ("shift_handoff_trip", "UPDATE"): _acknowledged,
    ("dead_letter", "UPDATE"): _set_aside,
    ("unit_availability", "INSERT"): _unit_history,
    ("unit_availability", "UPDATE"): _always("Ended the latest line of the unit's history"),
    ("system_analytics", "INSERT"): _always("Counted it for the analytics"),
    ("database_references", "INSERT"): _always("Noted where it is kept"),
}
