"""The audit log against the rows: every change is there, in order, and by the right person."""

from collections import defaultdict
from collections.abc import Iterator

from medport_desktop.domain.enums import Silo
from tests.chaos.checking.picture import Picture, Row

HIDDEN = "(not shown)"
_BY_THE_CLOCK = frozenset({("transport_bid", "EXPIRED"), ("transport_request", "PENDING")})
"""Changes of status that nobody makes."""

Found = Iterator[tuple[str, str | None]]


def changes_are_whole(picture: Picture) -> Found:
    """What the log says of a row, from its first entry on, adds up to what the row is; no step is missing."""
    rows = {
        (Silo.HOSPITAL, "transport_request"): picture.requests,
        (Silo.EMS, "transport_bid"): picture.bids,
        (Silo.EMS, "assignment"): picture.assignments,
        (Silo.EMS, "available_trip"): picture.boards,
        (Silo.EMS, "unit"): picture.units,
        (Silo.HOSPITAL, "trip_award"): {award["id"]: award for award in picture.awards},
    }
    told: dict[tuple[Silo, str, str], list[Row]] = defaultdict(list)
    for silo in (Silo.HOSPITAL, Silo.EMS):
        for entry in picture.audit[silo]:
            told[silo, entry["entity_type"], entry["entity_id"]].append(entry)
    for (silo, table), there in rows.items():
        for key, row in there.items():
            entries = told.get((silo, table, key), [])
            trip = (
                row.get("trip_id") or row.get("transport_request_id") or (key if table == "transport_request" else None)
            )
            if table != "unit" and (not entries or entries[0]["action"] != "INSERT"):
                yield f"the log does not say how {table} {key} began", trip
                continue
            said = _add_up(entries, row)
            if said:
                yield f"{table} {key}: {said}", trip


def _add_up(entries: list[Row], row: Row) -> str:
    known: Row = {}
    for entry in entries:
        changes = entry["changes"]
        for name, value in (changes.get("before") or {}).items():
            if known.get(name, value) != value:
                return f"between {known[name]} and {value} of {name} a change is missing"
        known |= dict.fromkeys(changes.get("before") or {})  # the log leaves nulls out
        known |= changes.get("after") or {}
    for name, value in known.items():
        if name != "updated_at" and value != HIDDEN and name in row and row[name] != value:
            return f"the log ends with {name} = {value}, the row has {row[name]}"
    return ""


def persons_are_right(picture: Picture) -> Found:
    """Nothing is anonymous but what the clock does; what an event brings about names the event's actor."""
    actors, trips = _actors(picture), picture.trips
    for silo in (Silo.HOSPITAL, Silo.EMS):
        for entry in picture.audit[silo]:
            after = entry["changes"].get("after") or {}
            if entry["trip_id"] not in trips:
                continue
            who, status = entry["user_id"], after.get("status")
            if who is None and not _may_be_nobody(entry, after):
                yield f"nobody is named for {entry['action']} of {entry['entity_type']} {after}", entry["trip_id"]
            wanted = actors.get((silo, entry["entity_type"], entry["trip_id"], str(status)))
            if wanted is not None and entry["action"] == "UPDATE" and who not in wanted:
                yield f"{who} is named for {entry['entity_type']} {status}, not {wanted}", entry["trip_id"]


def _may_be_nobody(entry: Row, after: Row) -> bool:
    """Whether the clock did it, or what followed from what the clock did: a count of bids, a row of the board."""
    if (entry["source_database"], entry["entity_type"]) == (Silo.HOSPITAL, "trip_decline"):
        return True  # the hospital learns of the agency alone
    follows = entry["entity_type"] in ("available_trip", "trip_milestone") or set(after) == {"bid_count"}
    return (entry["entity_type"], after.get("status")) in _BY_THE_CLOCK or follows


_EFFECTS = {
    "trip.accepted": ((Silo.HOSPITAL, "transport_request", "ACCEPTED"),),
    "trip.cancelled": ((Silo.EMS, "assignment", "CANCELLED"), (Silo.EMS, "available_trip", "CLOSED")),
    "trip.acceptance_refused": ((Silo.EMS, "assignment", "CANCELLED"), (Silo.EMS, "available_trip", "CLOSED")),
}
"""Which changes of status an event brings about in another silo, and nobody else does there."""


def _actors(picture: Picture) -> dict[tuple[Silo, str, str, str], set[str | None]]:
    """The people who may be named for a change, by silo, table, trip and status."""
    actors: dict[tuple[Silo, str, str, str], set[str | None]] = defaultdict(set)
    for of in (Silo.HOSPITAL, Silo.EMS):
        for event in picture.own_log(of).values():
            trip = event["payload"].get("trip_id")
            for silo, table, status in _EFFECTS.get(event["kind"], ()):
                actors[silo, table, trip, status].add(event["actor_id"])
            if event["kind"] == "trip.progressed":
                status = event["payload"]["status"]
                actors[Silo.HOSPITAL, "transport_request", trip, status].add(event["actor_id"])
                if status == "COMPLETED":
                    actors[Silo.EMS, "available_trip", trip, "CLOSED"].add(event["actor_id"])
    return dict(actors)


def copies_are_whole(picture: Picture) -> Found:
    """The center's copies of the two logs are the logs."""
    own = {row["id"]: row for silo in (Silo.HOSPITAL, Silo.EMS) for row in picture.audit[silo]}
    copies = {row["id"]: row for row in picture.audit[Silo.CENTER]}
    for missing in own.keys() - copies.keys():
        yield f"the center lacks {own[missing]['action']} of {own[missing]['entity_type']}", own[missing]["trip_id"]
    for extra in copies.keys() - own.keys():
        yield f"the center has one of {copies[extra]['source_database']} that is not there", copies[extra]["trip_id"]
    for key in own.keys() & copies.keys():
        if own[key] != copies[key]:
            yield f"the center's copy of {own[key]['entity_type']} differs", own[key]["trip_id"]
