"""The life of a trip: every pair of statuses, tried by every kind of person in the silo where they would try it."""

from itertools import pairwise
from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.domain.enums import TripStatus
from tests.silos.world import (
    BEDFORD,
    BEDFORD_MANAGER,
    CENTER,
    DENIED,
    DESK,
    OTHER_DESK,
    C,
    Connection,
    E,
    H,
    World,
    refused,
)

ALL = [status.value for status in TripStatus]
DRIVEN = ["ACCEPTED", "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED"]
OVER = {"COMPLETED", "CANCELLED"}

# What domain rules say, spelled out apart from the table that the databases enforce.
IN_HOSPITAL = {("SCHEDULED", "PENDING"), ("PENDING", "SCHEDULED")} | {
    (status, "CANCELLED") for status in ("SCHEDULED", "PENDING", "ACCEPTED", "EN_ROUTE", "ON_SCENE")
}
_KINDS = {"PENDING": "offer", "SCHEDULED": "schedule", "CANCELLED": "cancel"}
FORWARD = set(pairwise(DRIVEN))
CORRECT = {(later, earlier) for earlier, later in FORWARD if later != "COMPLETED"}
RELEASE = {("ACCEPTED", "PENDING"), ("EN_ROUTE", "PENDING")}
IN_EMS = FORWARD | CORRECT | RELEASE


@pytest.fixture(scope="module")
def trips(world: World) -> dict[str, tuple[UUID, UUID]]:
    """A trip and its assignment in each status, put there by force."""
    placed = {}
    for status in ALL:
        trip, assignment = world.held_trip()
        over = ", ended_at = now()" if status in OVER | {"PENDING"} else ""
        later = "now() + interval '9 h'"  # not due yet, so that it may be held again
        world.run(
            H, f"update transport_request set status = %s, ready_at = {later} where id = %s", status, trip, quietly=True
        )
        if status != "SCHEDULED":  # no agency ever holds one
            world.run(E, f"update assignment set status = %s {over} where id = %s", status, assignment, quietly=True)
        placed[status] = (trip, assignment)
    return placed


def _try(connection: Connection, statement: str, values: list[object]) -> str:
    """Return '' if the change is made, '00' if no row was in reach, or the SQLSTATE; nothing is kept."""
    try:
        with connection.transaction(force_rollback=True):
            changed = connection.execute(statement.encode(), values).rowcount
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return "" if changed else "00"


_HOSPITAL = """
update transport_request set status = %s, cancellation_reason = case %s when 'CANCELLED' then 'OTHER' end where id = %s
"""
_EMS = "update assignment set status = %s, end_reason = 'NO_CREW' where id = %s"


@pytest.mark.parametrize("was", ALL)
@pytest.mark.parametrize("becomes", ALL)
def test_in_the_hospital_silo(world: World, trips: dict[str, tuple[UUID, UUID]], was: str, becomes: str) -> None:
    trip, _ = trips[was]
    change = [becomes, becomes, trip]
    allowed = (was, becomes) in IN_HOSPITAL or was == becomes
    for person in (DESK, CENTER):
        said = _try(world.person(person, H), _HOSPITAL, change)
        if was == becomes == "CANCELLED":
            assert said == "MP005"  # a reason comes with the cancellation, not later
        else:
            assert said == ("" if allowed else "MP001"), person
    assert _try(world.person(BEDFORD, H), _HOSPITAL, change) == DENIED
    assert _try(world.person(OTHER_DESK, H), _HOSPITAL, change) == "00"


@pytest.mark.parametrize("was", ALL)
@pytest.mark.parametrize("becomes", ALL)
def test_in_the_ems_silo(world: World, trips: dict[str, tuple[UUID, UUID]], was: str, becomes: str) -> None:
    _, assignment = trips[was]
    change = [becomes, assignment]
    for person in (BEDFORD, BEDFORD_MANAGER, CENTER):
        said = _try(world.person(person, E), _EMS, change)
        if was == "SCHEDULED":
            was = "ACCEPTED"  # where `trips` left that assignment
        if was in OVER | {"PENDING"}:
            assert said == "MP002", person
        elif was == becomes or (was, becomes) in IN_EMS:
            assert said == "", person
        else:
            assert said == "MP001", person
    assert _try(world.person(DESK, E), _EMS, change) == DENIED
    assert _try(world.person("dispatch@blair.example", E), _EMS, change) == "00"


def test_the_table_says_what_the_domain_says(world: World) -> None:
    for silo, person in ((H, DESK), (E, BEDFORD), (C, CENTER)):
        rows = world.person(person, silo).execute("select * from status_transition").fetchall()
        said = {(row["from_status"], row["to_status"]): (row["side"], row["kind"]) for row in rows}
        expected = {
            **{pair: ("hospital", _KINDS[pair[1]]) for pair in IN_HOSPITAL},
            **dict.fromkeys(FORWARD, ("ems", "forward")),
            **dict.fromkeys(CORRECT, ("ems", "correct")),
            **dict.fromkeys(RELEASE, ("ems", "release")),
            ("PENDING", "ACCEPTED"): ("ems", "award"),
        }
        assert said == expected


@pytest.mark.parametrize("over", sorted(OVER))
def test_nothing_of_a_trip_that_is_over_can_be_changed(
    world: World, trips: dict[str, tuple[UUID, UUID]], over: str
) -> None:
    trip, _ = trips[over]
    for change in ("pickup_location = 'x'", "priority = 'LOW'", "cancellation_note = 'x'", "ready_at = now()"):
        for person in (DESK, CENTER):
            assert _try(world.person(person, H), f"update transport_request set {change} where id = %s", [trip]) == (
                "MP001"
            )


def test_what_the_agency_agreed_to_stays(world: World, trips: dict[str, tuple[UUID, UUID]]) -> None:
    trip, _ = trips["ACCEPTED"]
    desk = world.person(DESK, H)
    agreed = ("priority = 'LOW'", "transport_level = 'CCT'", "ready_at = now()", "deliver_by = now() + interval '9 h'",
              "special_requirements = '{oxygen}'", "destination_text = 'x'", "award_mode = 'BIDDING'")  # fmt: skip
    for change in agreed:
        assert _try(desk, f"update transport_request set {change} where id = %s", [trip]) == "MP001", change
    for change in ("pickup_location = 'ED 4'", "contact_phone = '1'", "special_requirements_note = 'x'"):
        assert _try(desk, f"update transport_request set {change} where id = %s", [trip]) == "", change


@pytest.mark.parametrize("status", [status for status in ALL if status not in ("SCHEDULED", "PENDING")])
def test_a_new_trip_is_offered_or_held(world: World, status: str) -> None:
    with refused("MP001", field_name="status"):
        world.trip(status=status)


@pytest.mark.parametrize("status", ["ACCEPTED", "REJECTED", "EXPIRED"])
def test_a_bid_can_only_be_withdrawn(world: World, status: str) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    change = "update transport_bid set status = %s where id = %s"
    for person in (BEDFORD, CENTER):
        assert _try(world.person(person, E), change, [status, bid]) == "MP004"
    world.run(E, "update transport_bid set status = %s where id = %s", status, bid, quietly=True)
    for person in (BEDFORD, CENTER):
        assert _try(world.person(person, E), change, ["WITHDRAWN", bid]) == "MP004"


def test_a_bid_may_follow_one_that_has_expired_unticked(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    with refused("MP004"):
        world.bid(trip)
    world.run(E, "update transport_bid set expires_at = now() where id = %s", bid, quietly=True)
    again = world.bid(trip)
    assert (world.bid_status(bid), world.bid_status(again)) == ("EXPIRED", "PENDING")
    assert world.request(trip)["bid_count"] == 1


@pytest.mark.parametrize("mode", ["BIDDING", "FIRST_ACCEPT"])
def test_a_trip_is_taken_in_the_way_that_the_hospital_chose(world: World, mode: str) -> None:
    trip = world.trip(award_mode=mode)
    if mode == "BIDDING":
        with refused("MP002"):
            world.accept(trip)
        return
    with refused("MP002"):
        world.bid(trip)
    with refused("MP002"):
        world.award(trip, uuid4())


def test_an_award_waits_for_its_answer(world: World) -> None:
    trip = world.trip()
    first, second = world.bid(trip), world.bid(trip, "blair")
    with world.cut_off(E, H):
        world.award(trip, first, settle=False)
        with refused("MP003"):
            world.award(trip, second, "blair", settle=False)
        with refused("MP003"):
            world.person(DESK, H).execute("update transport_request set transport_level = 'CCT' where id = %s", [trip])
        world.person(DESK, H).execute("update transport_request set pickup_location = 'ED 2' where id = %s", [trip])
    world.settle()
    with refused("MP002"):
        world.award(trip, second, "blair")


def test_an_award_and_an_acceptance_sent_again_change_nothing(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    award = world.award(trip, bid)
    row = world.request(trip)
    desk = world.person(DESK, H)
    again = desk.execute(
        "insert into trip_award (id, trip_id, bid_id, agency_id) values (%s, %s, %s, %s)",
        [award, trip, bid, row["assigned_agency_id"]],
    )
    assert again.rowcount == 0
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    assignment = world.accept(trip, unit=unit)
    again = world.person(BEDFORD, E).execute(
        "insert into assignment (id, trip_id, agency_id, unit_id) values (%s, %s, %s, %s)",
        [assignment, trip, row["assigned_agency_id"], unit],
    )
    assert again.rowcount == 0
    assert world.live_assignments(trip) == 1
