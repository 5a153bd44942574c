"""What consoles kept while a silo was away: sent once, or a person is asked. None is lost."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from medport_desktop.domain.enums import Silo
from tests.chaos.checking.journal import Entry, Op, Outcome
from tests.chaos.checking.picture import Picture

_REMEMBERED = {
    Op.CANCEL: Silo.HOSPITAL,
    Op.WITHDRAW: Silo.EMS,
    Op.PROGRESS: Silo.EMS,
    Op.UNIT: Silo.EMS,
}
"""Changes of a row that is there already: their silo remembers the key. What is made has its key as its id."""

_MADE = {
    Op.ENTER: (Silo.HOSPITAL, "transport_request"),
    Op.NOTE: (Silo.HOSPITAL, "trip_note"),
    Op.BID: (Silo.EMS, "transport_bid"),
    Op.DECLINE: (Silo.EMS, "trip_decline"),
}
"""What is made: its silo, and the table that the log names."""

Found = Iterator[tuple[str, str | None]]


def kept_are_sent(picture: Picture, journal: Sequence[Entry]) -> Found:
    """After healing nothing waits, and the silo remembers just the changes that were sent."""
    for entry in journal:
        trip = str(entry.trip) if entry.trip else None
        if entry.outcome is Outcome.KEPT:
            yield f"a kept {entry.op} of {entry.row} waits still", trip
        elif entry.key is not None and entry.op in _REMEMBERED:
            remembered = (str(entry.who), str(entry.key)) in picture.delivered[_REMEMBERED[entry.op]]
            if remembered != (entry.outcome is Outcome.DONE):
                yield f"a kept {entry.op} of {entry.row} was {entry.outcome}, and its silo has it: {remembered}", trip


def sent_in_order(picture: Picture, consoles: Sequence[Entry]) -> Found:
    """What a console asked for, kept or not, came to pass in the order in which it was asked for; silo by silo.

    `consoles`: the journals of people who work at one console each, no two at the same.
    """
    came = _came(picture)
    last: dict[tuple[UUID, Silo], tuple[str, Entry]] = {}
    for entry in sorted(consoles, key=lambda entry: entry.at):
        silo = _MADE[entry.op][0] if entry.op in _MADE else _REMEMBERED.get(entry.op)
        at = came.get(_thing(entry)) if entry.outcome is Outcome.DONE else None
        if silo is None or at is None:
            continue
        before, earlier = last.get((entry.who, silo), ("", entry))
        if at < before:
            said = f"{entry.op} of {entry.row} came to pass at {at}, before {earlier.op} of {earlier.row} at {before}"
            yield said, str(entry.trip) if entry.trip else None
        last[entry.who, silo] = max((at, entry), (before, earlier), key=lambda pair: pair[0])


def _thing(entry: Entry) -> str:
    """By what `_came` knows it: the key of a change, the text of a note, the id of anything else that was made."""
    if entry.op in _REMEMBERED:
        return f"{entry.who} {entry.key}"
    return entry.facts["text"] if entry.op is Op.NOTE else f"{entry.op} {entry.row}"


def _came(picture: Picture) -> dict[str, str]:
    """When each thing came to pass, by the clock of its silo."""
    logged = {
        (row["source_database"], row["entity_type"], row["entity_id"]): row["timestamp"]
        for silo in (Silo.HOSPITAL, Silo.EMS)
        for row in picture.audit[silo]
        if row["action"] == "INSERT"
    }
    texts = {note["id"]: note["text"] for note in picture.notes}
    came = {
        f"{person} {key}": at for delivered in picture.delivered.values() for (person, key), at in delivered.items()
    }
    for op, (silo, table) in _MADE.items():
        for (at_silo, of, row), at in logged.items():
            if (at_silo, of) == (silo, table):
                came[texts.get(row, "") if op is Op.NOTE else f"{op} {row}"] = at
    return came
