"""What happened to one trip, across the silos, in the order of time: as little as explains a violation."""

from collections.abc import Sequence

from medport_desktop.domain.enums import Silo
from tests.chaos.checking.journal import Entry
from tests.chaos.checking.picture import Picture, Row

_UNTOLD = frozenset({"milestones", "status_since", "assigned_agency_name", "assigned_agency_id", "assigned_unit_id"})
"""Columns that make a line long and a story no clearer."""


def tell(picture: Picture, journal: Sequence[Entry], trip: str) -> list[str]:
    """Return the lines of a trip's story: what people were told, what each silo wrote, and how it ended."""
    lines: list[tuple[str, str]] = []
    for entry in journal:
        if str(entry.trip) == trip:
            facts = ", ".join(f"{name} = {value}" for name, value in entry.facts.items())
            said = f": {entry.said}" if entry.said else ""
            lines.append((entry.at.isoformat(), f"person    {entry.op} {facts} -> {entry.outcome}{said}"))
    for silo in Silo:
        lines += [
            (event["occurred_at"], f"{silo.value:<9} tells {_event(event)}{_late(picture, silo, event)}")
            for event in picture.own_log(silo).values()
            if event["payload"].get("trip_id") == trip
        ]
    for silo in (Silo.HOSPITAL, Silo.EMS):
        lines += [
            (change["timestamp"], f"{silo.value:<9} {_change(change)}")
            for change in picture.audit[silo]
            if change["trip_id"] == trip and change["entity_type"] != "trip_milestone"
        ]
    lines.sort()
    return [f"{at[11:23]}  {text}" for at, text in lines] + _ending(picture, trip)


def _event(event: Row) -> str:
    told = {name: event["payload"][name] for name in ("was", "status", "kind", "reason") if name in event["payload"]}
    return f"{event['kind']} {told or ''}".rstrip()


def _late(picture: Picture, of: Silo, event: Row) -> str:
    lacking = [at.value for at in Silo if at is not of and event["id"] not in picture.handled[at]]
    return f" (not handled in {', '.join(lacking)})" if lacking else ""


def _change(change: Row) -> str:
    changes = change["changes"]
    after, before = changes.get("after") or {}, changes.get("before") or {}
    if change["action"] == "INSERT":
        return f"inserts {change['entity_type']} {change['entity_id'][:8]} {after.get('status', '')}".rstrip()
    names = [name for name in sorted(before.keys() | after.keys()) if name not in _UNTOLD]
    pairs = ", ".join(f"{name}: {before.get(name)} -> {after.get(name)}" for name in names)
    return f"{change['action'].lower()}s {change['entity_type']} {change['entity_id'][:8]} {pairs}"


def _ending(picture: Picture, trip: str) -> list[str]:
    request, board = picture.requests.get(trip), picture.boards.get(trip)
    held = [f"{a['agency_name']}: {a['status']}" for a in picture.assignments.values() if a["trip_id"] == trip]
    hospital = request["status"] if request else "has no such trip"
    return [
        f"at the end: hospital {hospital}, board {board['status'] if board else 'empty'}, assignments {held or 'none'}"
    ]
