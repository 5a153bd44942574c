"""The audit log's words and columns."""

import re
from datetime import datetime

from medport_desktop.domain.center.system import AuditLine
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.tokens import Tone

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
}
ACTIONS = {"INSERT": "Added", "UPDATE": "Changed", "DELETE": "Removed", "READ": "Read"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$")
_TONES = {"INSERT": Tone.GREEN, "UPDATE": Tone.BLUE, "DELETE": Tone.RED, "READ": Tone.VIOLET}


def entity_word(entity_type: str) -> str:
    """What a table holds one of; a table of later gets its own name."""
    return ENTITIES.get(entity_type, entity_type.replace("_", " ").capitalize())


def value_text(value: object) -> str:
    """A value of the log for a person."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _MOMENT.match(value):
        return site_clock().local(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, list):
        return ", ".join(value_text(item) for item in value) or "—"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_text(item)}" for key, item in value.items()) or "—"
    return str(value)


def changes_text(line: AuditLine) -> str:
    """What changed, in one line: "status: PENDING → ACCEPTED"."""
    if line.action == "UPDATE":
        keys = dict.fromkeys([*line.before, *line.after])  # an empty side is not in the log
        parts = (f"{key}: {value_text(line.before.get(key))} → {value_text(line.after.get(key))}" for key in keys)
    else:

        def shown(key: str, value: object) -> bool:
            return key != "id" and value not in (None, "", [], {})

        facts = line.before if line.action == "DELETE" else line.after
        parts = (f"{key}: {value_text(value)}" for key, value in facts.items() if shown(key, value))
    return "; ".join(parts)


def audit_columns() -> list[Column[AuditLine]]:
    """Columns of the audit log; its CSV has the changes in full."""
    return [
        columns.strong("at", "Time", _time, width=168, sort=lambda line: line.at, tooltip=_full),
        columns.plain("who", "Who", lambda line: line.who, width=160),
        columns.status("did", "Did", _look, width=100),
        columns.plain("what", "What", lambda line: entity_word(line.entity_type), width=136),
        columns.plain("trip", "Which", lambda line: line.trip_number or line.subject, width=150),
        columns.muted("changes", "Changes", changes_text, width=200, stretch=True),
        columns.muted("silo", "Silo", lambda line: line.silo.label, width=76),
        columns.muted("address", "From", lambda line: line.address, width=110, hidden=True),
        columns.muted("entity", "Row", lambda line: line.entity_id, width=280, hidden=True),
    ]


def _time(line: AuditLine) -> str:
    return site_clock().local(line.at).strftime("%Y-%m-%d %H:%M:%S")


def _full(line: AuditLine) -> str:
    return site_clock().full(line.at)


def _look(line: AuditLine) -> StatusLook:
    return StatusLook(ACTIONS.get(line.action, line.action), _TONES.get(line.action, Tone.MUTED))
