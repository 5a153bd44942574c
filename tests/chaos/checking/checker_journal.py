"""What people were told against what the databases hold."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from medport_desktop.domain.enums import Silo
from tests.chaos.checking.journal import Entry, Op, Outcome, of_row
from tests.chaos.checking.picture import Picture, Row

_CHANGES = {
    Op.EDIT: (Silo.HOSPITAL, "transport_request"),
    Op.OFFER: (Silo.HOSPITAL, "transport_request"),
    Op.SCHEDULE: (Silo.HOSPITAL, "transport_request"),
    Op.CANCEL: (Silo.HOSPITAL, "transport_request"),
    Op.WITHDRAW: (Silo.EMS, "transport_bid"),
    Op.RELEASE: (Silo.EMS, "assignment"),
    Op.PROGRESS: (Silo.EMS, "assignment"),
    Op.REASSIGN: (Silo.EMS, "assignment"),
    Op.UNIT: (Silo.EMS, "unit"),
    Op.TAKE_BACK: (Silo.EMS, "trip_decline"),
}
"""Changes of a row, found again by what the audit log says of it."""
_HARMLESS_AGAIN = frozenset(
    {
        Op.EDIT,
        Op.PROGRESS,
        Op.REASSIGN,
        Op.UNIT,
        Op.CANCEL,
        Op.OFFER,
        Op.SCHEDULE,
        Op.WITHDRAW,
        Op.RELEASE,
        Op.TAKE_BACK,
    }
)
"""Where it is so already, nothing is written, and the person is told that it is done."""

Found = Iterator[tuple[str, str | None]]


def journal_holds(picture: Picture, journal: Sequence[Entry]) -> Found:
    """All that was done is there; nothing that was refused, or not sent, is."""
    yield from _made(picture, journal)
    yield from _changed(picture, journal)
    yield from _noted(picture, journal)


def _made(picture: Picture, journal: Sequence[Entry]) -> Found:
    """What was to be made is there, or not, and the log says by whom."""
    made = {op: look(picture) for op, (_, look) in _MADE.items()}
    makers = _makers(picture)
    by_row: dict[tuple[Op, str], list[Entry]] = defaultdict(list)
    for entry in journal:
        if entry.op in made:
            by_row[entry.op, f"{entry.row}/{entry.who}" if entry.op is Op.READ else str(entry.row)].append(entry)
    for (op, row), entries in by_row.items():
        there, outcome, trip = made[op], of_row(entries), _trip(entries)
        if outcome is Outcome.DONE and row not in there:
            yield f"{op} {row} was acknowledged and is not there", trip
        elif outcome in (Outcome.REFUSED, Outcome.AWAY) and row in there:
            yield f"{op} {row} is there, though the person was told: {entries[-1].said}", trip
        for who in {str(entry.who) for entry in entries if entry.outcome is Outcome.DONE}:
            if row in there and who not in {makers.get((_MADE[op][0], made_as)) for made_as in there[row]}:
                yield f"{op} {row} by {who} is not in the log as theirs", trip


def _ids(rows: Iterable[str]) -> dict[str, list[str]]:
    return {row: [row] for row in rows}


def _awards(picture: Picture) -> dict[str, list[str]]:
    of_bid: dict[str, list[str]] = defaultdict(list)
    for award in picture.awards:
        of_bid[award["bid_id"]].append(award["id"])
    return of_bid


def _receipts(picture: Picture) -> dict[str, list[str]]:
    keys = [f"{row['broadcast_id']}/{row['user_id']}" for row in picture.receipts]
    return _ids(keys)


_MADE: dict[Op, tuple[str, Callable[[Picture], Mapping[str, list[str]]]]] = {
    Op.ENTER: ("transport_request", lambda picture: _ids(picture.requests)),
    Op.BID: ("transport_bid", lambda picture: _ids(picture.bids)),
    Op.ACCEPT: ("assignment", lambda picture: _ids(picture.assignments)),
    Op.AWARD: ("trip_award", _awards),
    Op.DECLINE: ("trip_decline", lambda picture: _ids(picture.declines[Silo.EMS])),
    Op.SERIES: ("trip_series", lambda picture: _ids(picture.series)),
    Op.PLAN: ("unit_plan", lambda picture: _ids(picture.plans)),
    Op.MESSAGE: ("broadcast", lambda picture: _ids(picture.messages)),
    Op.READ: ("broadcast_receipt", _receipts),
    Op.HAND_OVER: ("shift_handoff", lambda picture: _ids(picture.sheets)),
}
"""The table, and what there is in it: the ids under which the log tells of its making, by what was to be made."""


def _makers(picture: Picture) -> dict[tuple[str, str], str | None]:
    """Who made each row, by table and id; a receipt's is its message's and its reader's."""
    makers: dict[tuple[str, str], str | None] = {}
    for entry in (*picture.audit[Silo.EMS], *picture.audit[Silo.HOSPITAL], *picture.center_audit):
        if entry["action"] == "INSERT":
            message = (entry["changes"].get("after") or {}).get("broadcast_id")
            row = f"{message}/{entry['entity_id']}" if message else entry["entity_id"]
            makers.setdefault((entry["entity_type"], row), entry["user_id"])
    return makers


def _trip(entries: Sequence[Entry]) -> str | None:
    return str(entries[0].trip) if entries[0].trip else None


def _changed(picture: Picture, journal: Sequence[Entry]) -> Found:
    """By row and value: at least as many changes as were acknowledged, at most as many as may have happened."""
    audited, begun = _audited(picture, "UPDATE"), _audited(picture, "INSERT")
    attempts: dict[tuple[Op, str, tuple[str, str]], list[Entry]] = defaultdict(list)
    for entry in journal:
        if entry.op in _CHANGES:
            ((name, value),) = entry.facts.items()
            attempts[entry.op, str(entry.row), (name, _plain(value))].append(entry)
    for (op, row, (name, value)), entries in attempts.items():
        silo, table = _CHANGES[op]
        people = {str(entry.who) for entry in entries}
        change = silo, table, row, name, value
        by_anybody = audited.get(change, [])
        by_them = [who for who in by_anybody if who in people]
        done = sum(entry.outcome is Outcome.DONE for entry in entries)
        perhaps = sum(entry.outcome is Outcome.UNKNOWN for entry in entries)
        trip = _trip(entries)
        was_so = op is Op.UNIT or change in audited or change in begun
        enough = was_so if op in _HARMLESS_AGAIN else len(by_them) >= done
        if done and not enough:
            yield f"{op} of {row} ({name} = {value}) was acknowledged and never happened", trip
        if len(by_them) > done + perhaps and op not in (Op.OFFER, Op.UNIT, Op.PROGRESS, Op.REASSIGN, Op.TAKE_BACK):
            yield (
                f"{op} of {row} ({name} = {value}) happened {len(by_them)} times, told {done} and perhaps {perhaps}",
                trip,
            )
        if by_them and not done and not perhaps and not _by_other_deeds(op):
            yield f"{op} of {row} ({name} = {value}) happened, though the person was told: {entries[-1].said}", trip


def _by_other_deeds(op: Op) -> bool:
    """Whether the same person brings the same value about otherwise: a release frees a unit, a bid ends a decline."""
    return op in (Op.UNIT, Op.OFFER, Op.TAKE_BACK)


def _audited(picture: Picture, action: str) -> dict[tuple[Silo, str, str, str, str], list[str]]:
    """The people of all updates, or inserts, by silo, table, row, column and new value."""
    found: dict[tuple[Silo, str, str, str, str], list[str]] = defaultdict(list)
    for silo in (Silo.HOSPITAL, Silo.EMS):
        for row in picture.audit[silo]:
            if row["action"] == action:
                for name, value in _after(row).items():
                    key = (silo, row["entity_type"], row["entity_id"], name, _plain(value))
                    found[key].append(row["user_id"] or "")
    return found


def _noted(picture: Picture, journal: Sequence[Entry]) -> Found:
    texts = Counter(row["text"] for row in picture.notes)
    for entry in journal:
        if entry.op is Op.NOTE:
            count = texts[entry.facts["text"]]
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
