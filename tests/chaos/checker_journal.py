"""What people were told against what the databases hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from medport_desktop.domain.enums import Silo
from tests.chaos.journal import Entry, Op, Outcome, of_row
from tests.chaos.picture import Picture, Row

_CHANGES = {
    Op.EDIT: (Silo.HOSPITAL, "transport_request"),
    Op.OFFER: (Silo.HOSPITAL, "transport_request"),
    Op.HOLD: (Silo.HOSPITAL, "transport_request"),
    Op.CANCEL: (Silo.HOSPITAL, "transport_request"),
    Op.WITHDRAW: (Silo.EMS, "transport_bid"),
    Op.RELEASE: (Silo.EMS, "assignment"),
    Op.PROGRESS: (Silo.EMS, "assignment"),
    Op.REASSIGN: (Silo.EMS, "assignment"),
    Op.UNIT: (Silo.EMS, "unit"),
}
"""Changes of a row, found again by what the audit log says of it."""
_HARMLESS_AGAIN = frozenset({Op.PROGRESS, Op.REASSIGN, Op.UNIT, Op.CANCEL, Op.OFFER, Op.HOLD, Op.WITHDRAW, Op.RELEASE})
"""Where it is so already, nothing is written, and the person is told that it is done."""

Found = Iterator[tuple[str, str | None]]


def journal_holds(picture: Picture, journal: Sequence[Entry]) -> Found:
    """All that was done is there; nothing that was refused, or not sent, is."""
    yield from _made(picture, journal)
    yield from _changed(picture, journal)
    yield from _noted(picture, journal)


def _made(picture: Picture, journal: Sequence[Entry]) -> Found:
    awarded = {award["bid_id"] for award in picture.awards}
    tables: dict[Op, tuple[str, Iterable[str]]] = {
        Op.ENTER: ("trip", picture.requests),
        Op.BID: ("bid", picture.bids),
        Op.ACCEPT: ("assignment", picture.assignments),
        Op.AWARD: ("award of bid", awarded),
        Op.DECLINE: ("decline", picture.declines[Silo.EMS]),
    }
    by_row: dict[tuple[Op, str], list[Entry]] = defaultdict(list)
    for entry in journal:
        if entry.op in tables:
            by_row[entry.op, str(entry.row)].append(entry)
    for (op, row), entries in by_row.items():
        what, there = tables[op]
        outcome, trip = of_row(entries), str(entries[0].trip)
        if outcome is Outcome.DONE and row not in there:
            yield f"{what} {row} was acknowledged and is not there", trip
        elif outcome in (Outcome.REFUSED, Outcome.AWAY) and row in there:
            yield f"{what} {row} is there, though the person was told: {entries[-1].said}", trip


def _changed(picture: Picture, journal: Sequence[Entry]) -> Found:
    """By row and value: at least as many changes as were acknowledged, at most as many as may have happened."""
    audited = _audited(picture)
    attempts: dict[tuple[Op, str, tuple[str, str]], list[Entry]] = defaultdict(list)
    for entry in journal:
        if entry.op in _CHANGES:
            ((name, value),) = entry.facts.items()
            attempts[entry.op, str(entry.row), (name, _plain(value))].append(entry)
    for (op, row, (name, value)), entries in attempts.items():
        silo, table = _CHANGES[op]
        people = {str(entry.who) for entry in entries}
        by_anybody = audited.get((silo, table, row, name, value), [])
        by_them = [who for who in by_anybody if who in people]
        done = sum(entry.outcome is Outcome.DONE for entry in entries)
        perhaps = sum(entry.outcome is Outcome.UNKNOWN for entry in entries)
        trip = str(entries[0].trip) if entries[0].trip else None
        enough = op is Op.UNIT or bool(by_anybody) if op in _HARMLESS_AGAIN else len(by_them) >= done
        if done and not enough:
            yield f"{op} of {row} ({name} = {value}) was acknowledged and never happened", trip
        if len(by_them) > done + perhaps and op not in (Op.OFFER, Op.UNIT, Op.PROGRESS, Op.REASSIGN):
            yield (
                f"{op} of {row} ({name} = {value}) happened {len(by_them)} times, told {done} and perhaps {perhaps}",
                trip,
            )
        if by_them and not done and not perhaps and not _by_other_deeds(op):
            yield f"{op} of {row} ({name} = {value}) happened, though the person was told: {entries[-1].said}", trip


def _by_other_deeds(op: Op) -> bool:
    """Whether the same person brings the same value about in another way: a release frees a unit."""
    return op in (Op.UNIT, Op.OFFER)


def _audited(picture: Picture) -> dict[tuple[Silo, str, str, str, str], list[str]]:
    """The people of all updates by silo, table, row, column and new value."""
    found: dict[tuple[Silo, str, str, str, str], list[str]] = defaultdict(list)
    for silo in (Silo.HOSPITAL, Silo.EMS):
        for row in picture.audit[silo]:
            if row["action"] == "UPDATE":
                for name, value in _after(row).items():
                    key = (silo, row["entity_type"], row["entity_id"], name, _plain(value))
                    found[key].append(row["user_id"] or "")
    return found


def _noted(picture: Picture, journal: Sequence[Entry]) -> Found:
    texts = [row["text"] for row in picture.notes]
    for entry in journal:
        if entry.op is Op.NOTE:
            count = texts.count(entry.facts["text"])
            if entry.outcome is Outcome.DONE and count != 1:
                yield f"a note was acknowledged and is there {count} times", str(entry.trip)
            elif entry.outcome in (Outcome.REFUSED, Outcome.AWAY) and count:
                yield f"a note is there, though the person was told: {entry.said}", str(entry.trip)


def _after(row: Row) -> Row:
    after = row["changes"].get("after", {})
    return after if isinstance(after, dict) else {}


def _plain(value: object) -> str:
    """Return a value as text that compares: times in one form."""
    text = str(value)
    if len(text) > 10 and text[4:5] == "-" and text[10:11] == "T":
        return datetime.fromisoformat(text).isoformat()
    return text
