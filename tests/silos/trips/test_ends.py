"""How a holding, or a bid, ended: said in its row, with who and when, and told to the side that did not end it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, BLAIR, CENTER, DESK, NASON, OTHER_DESK, E, H, Row, World, refused

DISPATCHER, THE_CENTER = "Demo dispatch, bedford", "The transport center"


def outcome(world: World, bid: UUID) -> tuple[Any, ...]:
    """Status and outcome of a bid."""
    return world.rows(E, "select status, outcome from medport.transport_bid where id = %s", bid)[0]


def end(world: World, assignment: UUID) -> tuple[Any, ...]:
    """How a holding ended, by whom, and whether the agency has to be told yet."""
    row = world.assignment(assignment)
    return row["outcome"], row["ended_by"], row["acknowledged_at"] is None


def notices(world: World, trip: UUID) -> list[tuple[Any, ...]]:
    """What the desk is told of a trip."""
    asked = (
        "select kind, agency_name, reason, told_by, acknowledged_at is null from medport.trip_notice where trip_id = %s"
    )
    return world.rows(H, asked + " order by told_at", trip)


def won(world: World) -> tuple[UUID, UUID, UUID, UUID]:
    """A trip that Bedford won over Blair: the trip, both bids and the assignment."""
    trip = world.trip()
    bid, other = world.bid(trip), world.bid(trip, "blair")
    world.award(trip, bid)
    return trip, bid, other, world.request(trip)["assignment_id"]


def test_not_chosen_is_said_where_another_bid_was(world: World) -> None:
    _trip, bid, other, _assignment = won(world)
    assert (outcome(world, bid), outcome(world, other)) == (("ACCEPTED", None), ("REJECTED", "NOT_CHOSEN"))


def test_a_bid_on_a_trip_that_is_cancelled_was_not_passed_over(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    world.cancel(trip)
    assert outcome(world, bid) == ("REJECTED", "CANCELLED")


@pytest.mark.parametrize(
    ("how", "expected", "by", "to_be_told"),
    [
        ("the desk cancels", "CANCELLED", NASON, True),
        ("the center cancels", "CANCELLED", THE_CENTER, True),
        ("the center takes it back", "TAKEN", THE_CENTER, True),
        ("the agency releases it", "RELEASED", DISPATCHER, False),
        ("the agency completes it", "COMPLETED", DISPATCHER, False),
        ("the center completes it", "COMPLETED", THE_CENTER, True),
    ],
)
def test_the_end_of_a_holding_says_how_and_by_whom(
    world: World, how: str, expected: str, by: str, to_be_told: bool
) -> None:
    trip, bid, _other, assignment = won(world)
    who, what = how.removeprefix("the ").split(" ", 1)
    if what == "cancels":
        world.cancel(trip, by=DESK if who == "desk" else CENTER)
    else:
        steps = (
            ["PENDING"]
            if "complete" not in what
            else ["EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED"]
        )
        for status in steps:
            world.person(BEDFORD if who == "agency" else CENTER, E).execute(
                "update assignment set status = %s, end_reason = %s where id = %s",
                [status, "NO_CREW" if status == "PENDING" else None, assignment],
            )
        world.settle()
    assert end(world, assignment) == (expected, by, to_be_told)
    assert outcome(world, bid) == ("ACCEPTED", expected)


@pytest.mark.parametrize(("change", "expected"), [("edit", "CHANGED"), ("hold", "SCHEDULED")])
def test_an_acceptance_that_met_another_trip_says_so(world: World, change: str, expected: str) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT", ready_at=datetime.now(UTC) + timedelta(hours=3))
    column = "priority = 'URGENT'" if change == "edit" else "status = 'SCHEDULED'"
    with world.cut_off(E, H), world.cut_off(H, E):
        world.person(DESK, H).execute(f"update transport_request set {column} where id = %s".encode(), [trip])
        assignment = world.accept(trip, settle=False)
    world.settle()
    assert end(world, assignment) == (expected, NASON, True)


def test_the_agency_acknowledges_an_end_once(world: World) -> None:
    trip, _bid, _other, assignment = won(world)
    acknowledge = "update assignment set acknowledged_at = now() where id = %s"
    world.cancel(trip)
    with refused("MP002"):
        world.person(BEDFORD, E).execute(
            "update assignment set end_note = 'x', acknowledged_at = now() where id = %s", [assignment]
        )
    with refused("MP006"):
        world.person(CENTER, E).execute(acknowledge.encode(), [assignment])
    assert world.person(BLAIR, E).execute(acknowledge.encode(), [assignment]).rowcount == 0
    world.person(BEDFORD, E).execute(acknowledge.encode(), [assignment])
    first = world.assignment(assignment)
    world.person(BEDFORD, E).execute(acknowledge.encode(), [assignment])
    assert world.assignment(assignment)["acknowledged_at"] == first["acknowledged_at"] is not None
    assert first["acknowledged_by"] == world.value(E, "select user_id from reference.account where email = %s", BEDFORD)


def test_a_live_holding_cannot_be_acknowledged(world: World) -> None:
    _trip, assignment = world.held_trip()
    world.person(BEDFORD, E).execute("update assignment set acknowledged_at = now() where id = %s", [assignment])
    assert world.assignment(assignment)["acknowledged_at"] is None


def test_nothing_newer_than_what_was_on_the_screen_is_acknowledged(world: World) -> None:
    """A console writes the time of the message that was read, as it was shown."""
    trip, assignment = world.held_trip()
    correct = "update medport.assignment set sheet_corrected_at = %s where id = %s"
    seen = "update assignment set acknowledged_at = %s where id = %s"
    shown = datetime.now(UTC)
    again = shown + timedelta(microseconds=1)
    world.run(E, correct, again, assignment, quietly=True)
    world.person(BEDFORD, E).execute(seen, [shown, assignment])
    assert world.assignment(assignment)["sheet_corrected_at"] == again
    world.person(BEDFORD, E).execute(seen, [again, assignment])
    assert world.assignment(assignment)["sheet_corrected_at"] is None
    world.cancel(trip)
    world.person(BEDFORD, E).execute(seen, [again, assignment])
    row = world.assignment(assignment)
    assert (row["outcome"], row["acknowledged_at"], row["acknowledged_by"]) == ("CANCELLED", None, None)
    world.person(BEDFORD, E).execute(seen, [row["ended_at"], assignment])
    assert world.assignment(assignment)["acknowledged_at"] > row["ended_at"]


@pytest.mark.parametrize(
    ("by", "told_by"), [(BEDFORD, "Bedford demo EMS"), (CENTER, THE_CENTER)], ids=["agency", "center"]
)
def test_the_desk_is_told_of_a_trip_that_was_handed_back(world: World, by: str, told_by: str) -> None:
    trip, assignment = world.held_trip()
    world.person(by, E).execute(
        "update assignment set status = 'PENDING', end_reason = 'NO_CREW', end_note = 'x' where id = %s", [assignment]
    )
    world.settle()
    assert notices(world, trip) == [("RELEASED", agency("bedford").name, "NO_CREW", told_by, True)]


def test_the_desk_is_told_of_a_cancel_that_is_not_its_own(world: World) -> None:
    ours, theirs = world.trip(), world.trip()
    world.cancel(ours)
    world.cancel(theirs, by=CENTER)
    assert notices(world, ours) == []
    assert notices(world, theirs) == [("CANCELLED", "", "BED_LOST", THE_CENTER, True)]


def test_a_notice_is_for_its_hospital_and_seen_once(world: World) -> None:
    trip = world.trip()
    world.cancel(trip, by=CENTER)
    notice = world.value(H, "select id from trip_notice where trip_id = %s", trip)
    seen = "update trip_notice set acknowledged_at = '1999-01-01Z' where id = %s"
    assert world.person(OTHER_DESK, H).execute(seen.encode(), [notice]).rowcount == 0
    with refused("42501"):
        world.person(CENTER, H).execute(seen.encode(), [notice])
    world.person(DESK, H).execute(seen.encode(), [notice])
    row: Row | None = world.row(H, "select * from trip_notice where id = %s", notice)
    assert row is not None
    assert row["acknowledged_at"] > row["told_at"]
    assert row["acknowledged_by"] == world.value(H, "select user_id from reference.account where email = %s", DESK)


def test_bids_that_come_back_are_as_open_as_before(world: World) -> None:
    """Also where an agency has touched an older bid of its own since: nothing changes by that."""
    trip = world.trip()
    older = world.bid(trip)
    world.award(trip, older)
    release = "update assignment set status = 'PENDING', end_reason = 'NO_CREW' where id = %s"
    world.person(BEDFORD, E).execute(release, [world.request(trip)["assignment_id"]])
    world.settle()
    newer, other = world.bid(trip), world.bid(trip, "blair")
    world.award(trip, other, "blair")
    world.person(BEDFORD, E).execute("update transport_bid set status = status where id = %s", [older])
    world.person(CENTER, E).execute("select undo_award(%s, '')", [world.request(trip)["assignment_id"]])
    world.settle()
    assert (outcome(world, newer), outcome(world, other)) == (("PENDING", None), ("PENDING", None))
    assert outcome(world, older) == ("ACCEPTED", "RELEASED")
    assert world.request(trip)["bid_count"] == 2
