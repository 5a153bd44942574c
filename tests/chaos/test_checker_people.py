"""The checker sees what is wrong with series, plans, messages, shifts and kept writes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import keyring
import pytest

from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.domain.enums import Reason, Silo, UserType
from medport_desktop.domain.kept_writes import CancelTrip, KeptWrite
from medport_desktop.domain.people import Person
from tests.chaos.checking import checker_center, checker_kept, checker_plans
from tests.chaos.checking.journal import Entry, JournalFile, Op, Outcome, read_journal
from tests.chaos.checking.picture import Picture
from tests.chaos.people.keeping import Emptied, FileKeyring, entry_of, settled

MAKER, NEXT, OTHER, KEY = (UUID(int=number) for number in range(11, 15))
SERIES, FIRST, SECOND, UNIT, PLAN, SHEET, MESSAGE, TRIP = (str(UUID(int=number)) for number in range(1, 9))
AT, LATER = "2026-01-05T14:00:00+00:00", "2026-01-06T14:00:00+00:00"


def done(op: Op, row: str, who: UUID, trip: str | None = None, **facts: str) -> Entry:
    return Entry(who, op, UUID(row), UUID(trip) if trip else None, Outcome.DONE, facts)


JOURNAL = [
    done(Op.SERIES, SERIES, MAKER, trips="2"),
    done(Op.END_SERIES, SERIES, MAKER, SECOND, ready_at=LATER),
    done(Op.ENTER, TRIP, MAKER, TRIP, return_of_id=FIRST),
    done(Op.END_PLAN, PLAN, MAKER),
    done(Op.WITHDRAW_MESSAGE, MESSAGE, MAKER),
    done(Op.HAND_OVER, SHEET, MAKER, lines="1"),
    done(Op.READ_LINE, SHEET, NEXT, line=TRIP),
    done(Op.TAKE_OVER, SHEET, NEXT),
    replace(done(Op.CANCEL, TRIP, MAKER, TRIP, status="CANCELLED"), key=KEY),
]


@pytest.fixture
def good() -> Picture:
    """A series that was ended at its second trip, a way back, a unit that came and went, and a shift taken over."""
    way = {"series_id": SERIES, "return_of_id": None}
    return Picture(
        requests={
            FIRST: {**way, "id": FIRST, "ready_at": AT, "status": "PENDING"},
            SECOND: {**way, "id": SECOND, "ready_at": LATER, "status": "CANCELLED"},
            TRIP: {"id": TRIP, "series_id": None, "return_of_id": FIRST, "ready_at": LATER, "status": "CANCELLED"},
        },
        series={SERIES: {"id": SERIES, "occurrences": 2}},
        delivered={Silo.HOSPITAL: {(str(MAKER), str(KEY)): AT}, Silo.EMS: {}},
        units={UNIT: {"id": UNIT, "unit_number": "M-1", "current_status": "AVAILABLE"}},
        plans={PLAN: {"id": PLAN, "state": "OVER"}},
        stretches=[
            {"unit_id": UNIT, "status": "OFF_DUTY", "start_time": AT, "end_time": LATER},
            {"unit_id": UNIT, "status": "AVAILABLE", "start_time": LATER, "end_time": None},
        ],
        messages={MESSAGE: {"id": MESSAGE, "author_id": str(MAKER), "withdrawn_at": AT}},
        receipts=[{"broadcast_id": MESSAGE, "user_id": str(NEXT)}],
        sheets={SHEET: {"id": SHEET, "status": "TAKEN", "made_by_id": str(MAKER), "ended_by_id": str(NEXT)}},
        lines=[{"handoff_id": SHEET, "trip_id": TRIP, "number": "T-1", "acknowledged_by_id": str(NEXT)}],
        center_audit=[
            {
                "entity_type": "shift_handoff_trip",
                "action": "UPDATE",
                "entity_id": SHEET,
                "user_id": str(NEXT),
                "changes": {"after": {"acknowledged": ["T-1"]}},
            }
        ],
    )


def wrong(picture: Picture, journal: list[Entry]) -> set[str]:
    """Return which of the promises of this module are broken."""
    looks: dict[str, Iterator[tuple[str, str | None]]] = {
        "series": checker_plans.series_are_whole(picture, journal),
        "way back": checker_plans.ways_back_belong(picture, journal),
        "plan": checker_plans.plans_are_kept(picture, journal),
        "history": checker_plans.history_is_whole(picture),
        "message": checker_center.messages_are_right(picture, journal),
        "shift": checker_center.shifts_are_right(picture, journal),
        "kept": checker_kept.kept_are_sent(picture, journal),
    }
    return {name for name, found in looks.items() if list(found)}


def test_a_good_picture_has_nothing_wrong(good: Picture) -> None:
    assert wrong(good, JOURNAL) == set()


BROKEN: dict[str, tuple[str, Callable[[Picture], Any]]] = {
    "half a series": ("series", lambda p: p.requests.pop(SECOND)),
    "a way back too few": ("series", lambda p: p.requests[FIRST].update(return_of_id=TRIP)),
    "an ended series on offer": ("series", lambda p: p.requests[SECOND].update(status="PENDING")),
    "the way back of another trip": ("way back", lambda p: p.requests[TRIP].update(return_of_id=SECOND)),
    "an ended plan runs": ("plan", lambda p: p.plans[PLAN].update(state="ACTIVE")),
    "a unit does two things": ("history", lambda p: p.stretches[0].update(end_time="2026-01-07T00:00:00+00:00")),
    "a stretch without an end": ("history", lambda p: p.stretches[0].update(end_time=None)),
    "a history that stops": ("history", lambda p: p.stretches[1].update(end_time=LATER)),
    "a message taken back stands": ("message", lambda p: p.messages[MESSAGE].update(withdrawn_at=None)),
    "one's own message read": ("message", lambda p: p.receipts[0].update(user_id=str(MAKER))),
    "two open sheets": (
        "shift",
        lambda p: p.sheets.update(x={"status": "OPEN", "id": "x"}, y={"status": "OPEN", "id": "y"}),
    ),
    "a line too few": ("shift", lambda p: p.lines.clear()),
    "a line that another read": ("shift", lambda p: p.lines[0].update(acknowledged_by_id=str(OTHER))),
    "another took over": ("shift", lambda p: p.sheets[SHEET].update(ended_by_id=str(OTHER))),
    "the maker took over": ("shift", lambda p: p.sheets[SHEET].update(made_by_id=str(NEXT))),
    "a reading that the log lacks": ("shift", lambda p: p.center_audit.clear()),
    "a kept write that never came": ("kept", lambda p: p.delivered[Silo.HOSPITAL].clear()),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told(good: Picture, what: str) -> None:
    promise, damage = BROKEN[what]
    damage(good)
    assert promise in wrong(good, JOURNAL)


def test_what_waits_still_or_came_though_it_was_refused_is_told(good: Picture) -> None:
    kept = JOURNAL[-1]
    for outcome in (Outcome.KEPT, Outcome.REFUSED):
        assert wrong(good, [replace(kept, outcome=outcome)]) == {"kept"}


# -- what became of what was kept -----------------------------------------------------------------------
def kept(entry: Entry, refused: str = "") -> KeptWrite:
    return KeptWrite(CancelTrip(KEY, str(entry.id), UUID(TRIP), Reason.OTHER, ""), datetime.now(UTC), refused=refused)


def test_what_has_gone_from_the_workstation_was_sent_and_the_rest_was_not() -> None:
    gone, waits, refused, unknown, away = (
        replace(JOURNAL[-1], id=uuid4(), outcome=outcome)
        for outcome in (Outcome.KEPT, Outcome.KEPT, Outcome.KEPT, Outcome.UNKNOWN, Outcome.AWAY)
    )
    left = {waits.id: kept(waits), refused.id: kept(refused, "It is too late.")}
    found = settled([gone, waits, refused, unknown, away], [Emptied(frozenset(), left)])
    assert [entry.outcome for entry in found] == [
        Outcome.DONE,
        Outcome.KEPT,
        Outcome.REFUSED,
        Outcome.UNKNOWN,
        Outcome.AWAY,
    ]
    assert [entry.said for entry in found if entry.id == refused.id] == ["It is too late."]


def test_what_a_killed_console_had_kept_without_saying_so_is_known_by_its_sending() -> None:
    begun = replace(JOURNAL[-1], outcome=Outcome.UNKNOWN, key=None)
    (found,) = settled([begun], [Emptied(frozenset({begun.id}), {})])
    assert found.outcome is Outcome.DONE


def test_what_the_person_deleted_was_not_done() -> None:
    first = replace(JOURNAL[-1], outcome=Outcome.KEPT)
    (found,) = settled([first, replace(first, outcome=Outcome.REFUSED, said="no")], [])
    assert (found.outcome, found.said) == (Outcome.REFUSED, "no")


def test_a_workstation_of_a_run_outlives_its_processes(tmp_path: Path) -> None:
    before = keyring.get_keyring()
    person = Person(MAKER, "demo@desk.example", "Demo", UserType.HOSPITAL, False)
    entry = replace(JOURNAL[-1], outcome=Outcome.KEPT)
    try:
        for keys in (tmp_path / "keys", tmp_path / "keys"):
            keyring.set_keyring(FileKeyring(keys))
            folder = OutboxFolder(person, tmp_path / "kept")
            if not folder.load():
                folder.put(kept(entry))
        assert [entry_of(found) for found in folder.load()] == [entry.id]
    finally:
        keyring.set_keyring(before)
    JournalFile(tmp_path / "journal").write(entry)
    assert read_journal(tmp_path / "journal") == [entry]


# -- the order ------------------------------------------------------------------------------------------
def in_turn() -> tuple[Picture, list[Entry]]:
    """Somebody enters a trip and cancels it, then a note: the note is the last in the log, too."""
    entered = done(Op.ENTER, FIRST, MAKER, FIRST)
    cancelled = replace(done(Op.CANCEL, FIRST, MAKER, FIRST), key=KEY, at=entered.at + timedelta(seconds=1))
    noted = replace(done(Op.NOTE, FIRST, MAKER, FIRST, text="x"), at=entered.at + timedelta(seconds=2))
    log = [(FIRST, "transport_request", AT), (SECOND, "trip_note", LATER)]
    audit = [
        {"action": "INSERT", "source_database": "hospital", "entity_type": of, "entity_id": row, "timestamp": at}
        for row, of, at in log
    ]
    picture = Picture(notes=[{"id": SECOND, "text": "x"}], audit={Silo.HOSPITAL: audit, Silo.EMS: []})
    picture.delivered[Silo.HOSPITAL][str(MAKER), str(KEY)] = "2026-01-05T15:00:00+00:00"
    return picture, [entered, cancelled, noted]


def test_what_came_in_the_order_of_asking_is_right() -> None:
    picture, journal = in_turn()
    assert list(checker_kept.sent_in_order(picture, journal)) == []


@pytest.mark.parametrize("late", ["2026-01-05T13:00:00+00:00", "2026-01-07T00:00:00+00:00"])
def test_a_change_that_overtook_another_is_told(late: str) -> None:
    picture, journal = in_turn()
    picture.delivered[Silo.HOSPITAL][str(MAKER), str(KEY)] = late
    assert len(list(checker_kept.sent_in_order(picture, journal))) == 1
    others = [replace(entry, who=OTHER) if entry.key else entry for entry in journal]
    assert list(checker_kept.sent_in_order(picture, others)) == []
