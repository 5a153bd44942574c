"""The checker sees what is wrong: a good picture passes, and each promise that is broken in it is told."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from medport_desktop.domain.enums import Silo
from tests.chaos.checking.checker import check, directory_agrees, directory_totals
from tests.chaos.checking.journal import Entry, JournalFile, Op, Outcome, read_journal
from tests.chaos.checking.picture import Picture, Row
from tests.chaos.checking.story import tell

H, E, C = Silo.HOSPITAL, Silo.EMS, Silo.CENTER
TRIP, HELD, UNIT, BID, AGENCY = (str(UUID(int=number)) for number in range(1, 6))
DESK, CREW = str(UUID(int=11)), str(UUID(int=12))
AT = "2026-01-05T14:00:00+00:00"
_OFFER: Row = {
    "trip_number": "T-1",
    "transport_level": "BLS",
    "priority": "HIGH",
    "special_requirements": [],
    "ready_at": AT,
    "deliver_by": None,
    "request_timestamp": AT,
    "award_mode": "BIDDING",
    "origin_facility_id": "o",
    "destination_facility_id": "d",
}


def event(number: int, kind: str, actor: str | None, **payload: Any) -> Row:
    key = str(UUID(int=100 + number))
    return {
        "id": key,
        "kind": kind,
        "v": 1,
        "payload": {"trip_id": TRIP, **payload},
        "actor_id": actor,
        "occurred_at": AT,
    }


def audit(table: str, key: str, who: str | None, after: Row, before: Row | None = None) -> Row:
    changes: Row = {"after": after} | ({} if before is None else {"before": before})
    return {
        "id": str(uuid4()),
        "user_id": who,
        "action": "INSERT" if before is None else "UPDATE",
        "entity_type": table,
        "entity_id": key,
        "trip_id": None if table == "unit" else TRIP,
        "changes": changes,
        "timestamp": AT,
        "source_database": "hospital" if table.startswith("trip") or table == "transport_request" else "ems",
    }


@pytest.fixture
def good() -> Picture:
    """A trip that was entered, bid on, awarded and accepted."""
    told = {
        H: [event(1, "trip.created", DESK), event(2, "trip.awarded", DESK)],
        E: [event(3, "bid.submitted", CREW, agency_id=AGENCY), event(4, "trip.accepted", DESK, agency_id=AGENCY)],
        C: [],
    }
    request = {
        **_OFFER,
        "return_of_id": None,
        "series_id": None,
        "id": TRIP,
        "status": "ACCEPTED",
        "assignment_id": HELD,
        "bid_count": 0,
    }
    request |= {"assigned_agency_id": AGENCY, "assigned_unit_id": UNIT}
    board = {**_OFFER, "trip_id": TRIP, "status": "TAKEN"}
    bid = {"id": BID, "transport_request_id": TRIP, "status": "ACCEPTED"}
    award = {"id": str(UUID(int=7)), "trip_id": TRIP, "bid_id": BID, "outcome": "ACCEPTED"}
    held: Row = {"id": HELD, "trip_id": TRIP, "bid_id": BID, "agency_id": AGENCY, "agency_name": "A", "unit_id": UNIT}
    held |= {"status": "ACCEPTED", "ended_at": None, "milestones": {"acknowledged": AT}}
    unit = {"id": UNIT, "unit_number": "M-1", "current_status": "COMMITTED"}
    picture = Picture(
        requests={TRIP: request},
        boards={TRIP: board},
        bids={BID: bid},
        assignments={HELD: held},
        awards=[award],
        milestones=[{"trip_id": TRIP, "milestone": "acknowledged", "occurred_at": AT}],
        units={UNIT: unit},
        live_units=[UNIT],
        stretches=[{"unit_id": UNIT, "status": "COMMITTED", "start_time": AT, "end_time": None}],
        analytics=[
            {"metric_name": name, "metadata": {"trip_id": TRIP}}
            for name in ("trip_created", "bid_submitted", "trip_accepted")
        ],
        directory={AGENCY: {"trips_accepted": 1, "trips_completed": 0, "trips_released": 0}},
    )
    for at in Silo:
        picture.logs[at] = {of: {row["id"]: deepcopy(row) for row in rows} for of, rows in told.items()}
        picture.handled[at] = {row["id"] for of, rows in told.items() if of is not at for row in rows}
        picture.dead[at] = set()
    picture.audit = {
        H: [
            audit("transport_request", TRIP, DESK, {"status": "PENDING", "bid_count": 0}),
            audit("trip_award", award["id"], DESK, {"outcome": "PENDING"}),
            audit("trip_award", award["id"], DESK, {"outcome": "ACCEPTED"}, {"outcome": "PENDING"}),
            audit(
                "transport_request",
                TRIP,
                DESK,
                {"status": "ACCEPTED", "assignment_id": HELD, "assigned_unit_id": UNIT},
                {"status": "PENDING"},
            ),
        ],
        E: [
            audit("available_trip", TRIP, DESK, {"status": "PENDING"}),
            audit("transport_bid", BID, CREW, {"status": "PENDING"}),
            audit("transport_bid", BID, DESK, {"status": "ACCEPTED"}, {"status": "PENDING"}),
            audit("available_trip", TRIP, DESK, {"status": "TAKEN"}, {"status": "PENDING"}),
            audit("assignment", HELD, DESK, {"status": "ACCEPTED", "unit_id": UNIT}),
        ],
    }
    picture.audit[C] = deepcopy(picture.audit[H] + picture.audit[E])
    return picture


def done(op: Op, row: str, who: str = DESK, **facts: str) -> Entry:
    return Entry(UUID(who), op, UUID(row), UUID(TRIP), Outcome.DONE, facts)


JOURNAL = [done(Op.ENTER, TRIP), done(Op.BID, BID, CREW), done(Op.AWARD, BID)]


def test_a_good_picture_has_nothing_wrong(good: Picture) -> None:
    assert check(good, JOURNAL, {}) == []
    assert directory_agrees({}, good) == []


def _second_holder(p: Picture) -> None:
    p.assignments["other"] = {**p.assignments[HELD], "id": "other", "bid_id": None}


def _drop_request_change(p: Picture) -> None:
    for silo in (H, C):
        p.audit[silo] = [row for row in p.audit[silo] if (row["changes"]["after"]).get("assignment_id") is None]


def _wrong_person(p: Picture) -> None:
    for row in p.audit[H] + p.audit[C]:
        if row["changes"]["after"].get("status") == "ACCEPTED" and row["entity_type"] == "transport_request":
            row["user_id"] = CREW


def _nobody(p: Picture) -> None:
    for row in p.audit[E] + p.audit[C]:
        if row["entity_type"] == "assignment":
            row["user_id"] = None


def _stop_dead(p: Picture) -> None:
    p.dead[H].add(str(UUID(int=103)))


BROKEN: dict[str, tuple[str, Callable[[Picture], Any]]] = {
    "a copy lacks an event": ("every event is in all three logs", lambda p: p.logs[E][H].popitem()),
    "a log has an event of nobody": ("every event is in all three logs", lambda p: p.logs[H][H].popitem()),
    "a copy differs": (
        "every event is in all three logs",
        lambda p: p.logs[E][H][str(UUID(int=101))].update(kind="trip.updated"),
    ),
    "an event was not handled": ("every event was handled once", lambda p: p.handled[C].pop()),
    "a dead letter": ("dead letters are the planted ones", _stop_dead),
    "no stream": ("subscriptions stream", lambda p: p.not_streaming.append("it does not")),
    "two holders": ("one holder a trip, one trip a unit", _second_holder),
    "a unit on two trips": ("one holder a trip, one trip a unit", lambda p: p.live_units.append(UNIT)),
    "no board": ("the silos agree on a trip", lambda p: p.boards.clear()),
    "cancelled here, held there": ("the silos agree on a trip", lambda p: p.requests[TRIP].update(status="CANCELLED")),
    "another unit": ("the silos agree on a trip", lambda p: p.requests[TRIP].update(assigned_unit_id=None)),
    "another offer": ("the silos agree on a trip", lambda p: p.boards[TRIP].update(priority="LOW")),
    "an open award": ("bids, awards and assignments agree", lambda p: p.awards[0].update(outcome="PENDING")),
    "an open bid on a held trip": (
        "bids, awards and assignments agree",
        lambda p: p.bids.update(x={"id": "x", "transport_request_id": TRIP, "status": "PENDING"}),
    ),
    "an accepted bid of nobody": (
        "bids, awards and assignments agree",
        lambda p: p.bids.update(x={"id": "x", "transport_request_id": TRIP, "status": "ACCEPTED"}),
    ),
    "a decline the hospital does not know": (
        "the silos agree on declines",
        lambda p: p.declines[E].update(x={"id": "x", "trip_id": TRIP, "status": "LIVE"}),
    ),
    "a free unit on a trip": (
        "units are committed by live assignments alone",
        lambda p: p.units[UNIT].update(current_status="AVAILABLE"),
    ),
    "a unit whose history says otherwise": (
        "what units did is whole",
        lambda p: p.stretches[0].update(status="AVAILABLE"),
    ),
    "a bid of somebody else": (
        "what was acknowledged is there, and nothing else",
        lambda p: next(row for row in p.audit[E] if row["entity_type"] == "transport_bid").update(user_id=DESK),
    ),
    "a milestone too few": ("milestones agree", lambda p: p.milestones.clear()),
    "counted twice": ("analytics are the facts", lambda p: p.analytics.append(p.analytics[0])),
    "not counted": ("analytics are the facts", lambda p: p.analytics.pop()),
    "a change without a line": ("the audit log has every change", _drop_request_change),
    "a line too few at the center": ("the center has the audit logs", lambda p: p.audit[C].pop()),
    "the wrong person": ("the audit log names the right person", _wrong_person),
    "nobody": ("the audit log names the right person", _nobody),
    "an acknowledged bid is gone": (
        "what was acknowledged is there, and nothing else",
        lambda p: (p.bids.pop(BID), p.assignments[HELD].update(bid_id=None)),
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told(good: Picture, what: str) -> None:
    promise, damage = BROKEN[what]
    damage(good)
    assert promise in {violation.promise for violation in check(good, JOURNAL, {})}


def test_the_directory_counts_what_happened(good: Picture) -> None:
    before = {AGENCY: (0, 0, 0)}
    assert directory_agrees(before, good) == []
    good.directory[AGENCY]["trips_accepted"] = 2
    assert directory_totals(good) == {AGENCY: (2, 0, 0)}
    assert len(directory_agrees(before, good)) == 1


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.AWAY])
def test_what_was_not_done_must_not_be_there(good: Picture, outcome: Outcome) -> None:
    told = Entry(UUID(CREW), Op.BID, UUID(BID), UUID(TRIP), outcome, said="no")
    assert [v.said for v in check(good, [told], {})] == [f"bid {BID} is there, though the person was told: no"]
    unknown = Entry(UUID(CREW), Op.BID, UUID(BID), UUID(TRIP), Outcome.UNKNOWN)
    assert check(good, [unknown], {}) == check(good, [unknown, told], {}) == []


def test_an_acknowledged_change_must_be_in_the_log(good: Picture) -> None:
    cancel = done(Op.CANCEL, TRIP, status="CANCELLED")
    assert "was acknowledged and never happened" in check(good, [cancel], {})[0].said


def test_what_was_so_from_the_beginning_may_be_acknowledged_without_a_change(good: Picture) -> None:
    assert check(good, [done(Op.REASSIGN, HELD, unit_id=UNIT)], {}) == []
    assert len(check(good, [done(Op.REASSIGN, HELD, unit_id=AGENCY)], {})) == 1


def test_planted_poison_must_be_dead_and_is_no_violation(good: Picture) -> None:
    poison = UUID(int=999)
    row = {**event(0, "trip.poisoned", None), "id": str(poison), "payload": {"v": 1}}
    for at in Silo:
        good.logs[at][H][str(poison)] = row
    for at in (E, C):
        good.handled[at].add(str(poison))
    assert {v.promise for v in check(good, JOURNAL, {poison: H})} == {"dead letters are the planted ones"}
    good.dead[E].add(str(poison))
    good.dead[C].add(str(poison))
    assert check(good, JOURNAL, {poison: H}) == []


def test_a_story_names_what_each_silo_did(good: Picture) -> None:
    story = "\n".join(tell(good, JOURNAL, TRIP))
    for part in (
        "person    enter",
        "hospital  tells trip.created",
        "ems       inserts assignment",
        "at the end: hospital",
    ):
        assert part in story


def test_the_journal_of_a_killed_console_says_what_was_begun(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "journal")
    begun = Entry(UUID(DESK), Op.NOTE, UUID(TRIP), UUID(TRIP), Outcome.UNKNOWN, {"text": "x"}, at=datetime.now(UTC))
    finished = Entry(UUID(DESK), Op.BID, UUID(BID), UUID(TRIP), Outcome.UNKNOWN)
    for entry in (
        begun,
        finished,
        Entry(finished.who, finished.op, finished.row, finished.trip, Outcome.DONE, id=finished.id),
    ):
        file.write(entry)
    with (tmp_path / "journal").open("a") as torn:
        torn.write('{"who": "')
    assert [entry.outcome for entry in read_journal(tmp_path / "journal")] == [Outcome.UNKNOWN, Outcome.DONE]
    assert read_journal(tmp_path / "journal")[0] == begun
