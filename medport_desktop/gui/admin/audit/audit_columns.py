"""The audit log's words and columns."""

import re
from datetime import datetime

from medport_desktop.domain.center.system import AuditLine
from medport_desktop.gui.admin.audit.audit_changes import Change
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.audit_words import entity_word

ACTIONS = {"INSERT": "Added", "UPDATE": "Changed", "DELETE": "Removed", "READ": "Read"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$")
_TONES = {"INSERT": Tone.GREEN, "UPDATE": Tone.BLUE, "DELETE": Tone.RED, "READ": Tone.VIOLET}


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

    def shown(value: object) -> str:
        return value_text(line.named(value))

    if line.action == "UPDATE":
        keys = dict.fromkeys([*line.before, *line.after])  # an empty side is not in the log
        parts = (f"{key}: {shown(line.before.get(key))} → {shown(line.after.get(key))}" for key in keys)
    else:

        def is_told(key: str, value: object) -> bool:
            return key != "id" and value not in (None, "", [], {})

        facts = line.before if line.action == "DELETE" else line.after
        parts = (f"{key}: {shown(value)}" for key, value in facts.items() if is_told(key, value))
    return "; ".join(parts)


def audit_columns() -> list[Column[Change]]:
    """Columns of the audit log; its CSV has the changed columns in full."""
    return [
        columns.strong("at", "Time", _time, width=168, sort=lambda change: change.at, tooltip=_full),
        columns.plain("who", "Who", lambda change: change.who, width=160),
        columns.status("did", "Did", _look, width=100),
        columns.plain("words", "What happened", lambda change: change.words, width=320, stretch=True, tooltip=_words),
        columns.muted("silo", "Silos", lambda change: change.silos, width=164),
        columns.muted("what", "What", lambda change: entity_word(change.first.entity_type), width=136, hidden=True),
        columns.muted("trip", "Which", lambda change: change.which, width=150, hidden=True),
        columns.muted("changes", "Changes", _changes, width=200, hidden=True),
        columns.muted("address", "From", lambda change: change.first.address, width=110, hidden=True),
        columns.muted("entity", "Row", lambda change: change.first.entity_id, width=280, hidden=True),
    ]


def _changes(change: Change) -> str:
    return "; ".join(filter(None, map(changes_text, change.rows)))


def _words(change: Change) -> str:
    return change.words


def _time(change: Change) -> str:
    return site_clock().local(change.at).strftime("%Y-%m-%d %H:%M:%S")


def _full(change: Change) -> str:
    return site_clock().full(change.at)


def _look(change: Change) -> StatusLook:
    action = change.first.action
    return StatusLook(ACTIONS.get(action, action), _TONES.get(action, Tone.MUTED))
