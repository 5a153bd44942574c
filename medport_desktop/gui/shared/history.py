"""A trip's history as sentences: what each change was, with agency, amount and reason; one line a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from medport_desktop.domain.trips import AuditEntry, Bid
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.audit_words import Audited, words_for

_ONE_CHANGE = timedelta(seconds=1)
"""What one person did to a trip within it is one change: its rows are written in one transaction."""

_TOLD_AT_ONCE = timedelta(minutes=1)
"""A step that was told within it has the time at which it was told."""


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
    telling = [row for row in rows if not (moves and _says_the_same(row))]
    parts = dict.fromkeys(filter(None, (_what(row, bids) for row in telling)))
    by_center = ", by the transport center" if any("acting_for" in row.changes for row in rows) else ""
    words = "; ".join(parts)
    who = rows[0].who or "MedPort"
    details = [f"{site_clock().full(rows[0].timestamp)}, {who}", *(line for row in rows for line in _columns(row))]
    return Happening(rows[-1].id, rows[0].timestamp, who, words and f"{words}{by_center}", "\n".join(details))


def _says_the_same(row: AuditEntry) -> bool:
    """Whether a row of milestones tells what the change of its trip's status tells: not where it gives another time."""
    if row.entity_type != "trip_milestone" or row.action == "UPDATE":
        return False
    at = _side(row, "after").get("occurred_at")
    return not isinstance(at, str) or row.timestamp - datetime.fromisoformat(at) < _TOLD_AT_ONCE


def _columns(row: AuditEntry) -> list[str]:
    before, after = _side(row, "before"), _side(row, "after")
    named = f"{row.entity_type} {row.entity_id} {row.action.lower()}"
    names = sorted(before.keys() | after.keys())
    return [named, *(f"  {name}: {before.get(name)} → {after.get(name)}" for name in names)]


def _what(entry: AuditEntry, bids: Mapping[str, Bid]) -> str:
    after = _side(entry, "after")
    bid = bids.get(str(after.get("bid_id"))) if entry.entity_type == "trip_award" else None
    agency, amount = (bid.agency_name, bid.bid_amount) if bid is not None else ("", None)
    row = Audited(entry.entity_type, entry.action, _side(entry, "before"), after, agency=agency, amount=amount)
    return words_for(row)


def _side(entry: AuditEntry, name: str) -> dict[str, object]:
    side = entry.changes.get(name)
    return side if isinstance(side, dict) else {}
