"""Views, groups and head figures as functions of the facts and the time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, AwardOutcome, Priority, TransportLevel, TripStatus
from medport_desktop.domain.trips import ActiveTrip, Trip
from medport_desktop.gui.center.board_views import (
    HeadCounts,
    Row,
    View,
    board_order,
    in_view,
    is_late,
    matches,
)
from medport_desktop.gui.center.columns import due, due_tip
from medport_desktop.gui.center.trips.bid_dialog import minutes_of
from medport_desktop.gui.center.trips.panel_facts import notice
from medport_desktop.gui.center.wallboard.wall_facts import wall_rows
from medport_desktop.gui.kit.facts.pickup import waiting_timer
from medport_desktop.gui.kit.style.tokens import Tone

NOW = datetime(2026, 11, 23, 19, 32, tzinfo=UTC).astimezone(ZoneInfo("America/New_York"))
S = TripStatus
SETTINGS = Settings()
ALLOWED = timedelta(minutes=SETTINGS.pickup_within_high_minutes)
"""From a HIGH patient being ready to its pick-up being due."""


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


TRIP = Trip(
    id=uuid4(),
    trip_number="T-1041",
    hospital_id=uuid4(),
    hospital_name="Penn Highlands Tyrone",
    patient_id=None,
    origin_facility_id=uuid4(),
    origin_name="Penn Highlands Tyrone",
    origin_city="Tyrone",
    destination_facility_id=uuid4(),
    destination_name="UPMC Altoona",
    destination_city="Altoona",
    pickup_location="2W 11",
    contact_phone="",
    transport_level=TransportLevel.ALS,
    priority=Priority.HIGH,
    status=S.PENDING,
    special_requirements=frozenset(),
    special_requirements_note="",
    ready_at=NOW + minutes(30),
    deliver_by=None,
    request_timestamp=NOW - minutes(5),
    accepted_timestamp=None,
    pickup_timestamp=None,
    completion_timestamp=None,
    assigned_agency_id=None,
    assigned_agency_name="",
    assigned_unit_id=None,
    assigned_unit_number="",
    award_mode=AwardMode.BIDDING,
    award_outcome=None,
    award_note="",
    distance_miles=17.2,
    bid_count=0,
    cancellation_reason=None,
    updated_at=NOW - minutes(5),
)


@pytest.mark.parametrize(
    ("status", "due", "deliver_by", "late"),
    [
        (S.PENDING, -1, None, True),
        (S.PENDING, 1, None, False),
        (S.ACCEPTED, -1, None, True),
        (S.EN_ROUTE, -1, None, True),
        (S.ON_SCENE, -30, None, False),
        (S.IN_TRANSIT, -30, -1, True),
        (S.IN_TRANSIT, -30, 1, False),
        (S.AT_DESTINATION, -30, -1, False),
        (S.SCHEDULED, -1, None, False),
        (S.COMPLETED, -90, -30, False),
        (S.CANCELLED, -90, -30, False),
    ],
)
def test_what_is_late(status: TripStatus, due: float, deliver_by: float | None, late: bool) -> None:
    delivered = NOW + minutes(deliver_by) if deliver_by is not None else None
    trip = replace(TRIP, status=status, ready_at=NOW + minutes(due) - ALLOWED, deliver_by=delivered)
    assert is_late(trip, NOW, SETTINGS) is late
    assert HeadCounts([trip], NOW, SETTINGS).late == ({trip.id} if late else set())
    assert in_view(View.LATE, trip, NOW, SETTINGS) is late


def test_done_today_is_the_sites_day_and_not_utcs() -> None:
    just_after_midnight = NOW.replace(hour=0, minute=10)
    yesterday = NOW.replace(hour=0, minute=0) - minutes(20)
    before_midnight = replace(TRIP, status=S.COMPLETED, completion_timestamp=yesterday)
    after_midnight = replace(TRIP, status=S.COMPLETED, completion_timestamp=NOW.replace(hour=0, minute=5))
    assert not in_view(View.DONE_TODAY, before_midnight, just_after_midnight, SETTINGS)
    assert in_view(View.DONE_TODAY, after_midnight, just_after_midnight, SETTINGS)
    evening_in_utc_tomorrow = replace(TRIP, status=S.COMPLETED, completion_timestamp=NOW.replace(hour=21))
    assert in_view(View.DONE_TODAY, evening_in_utc_tomorrow, NOW.replace(hour=23), SETTINGS)


def test_median_to_accept_counts_todays_acceptances() -> None:
    def accepted(took: float, at: datetime) -> Trip:
        return replace(TRIP, id=uuid4(), request_timestamp=at - minutes(took), accepted_timestamp=at)

    trips = [accepted(4, NOW), accepted(6, NOW), accepted(20, NOW), accepted(500, NOW - timedelta(days=1)), TRIP]
    counts = HeadCounts(trips, NOW, SETTINGS)
    assert counts.median_to_accept() == minutes(6)
    assert HeadCounts([TRIP], NOW, SETTINGS).median_to_accept() is None
    counts.count(accepted(2, NOW), NOW, SETTINGS)
    assert counts.median_to_accept() == minutes(5)
    counts.leave_out(trips[1].id)
    counts.count(replace(trips[2], accepted_timestamp=None, status=S.CANCELLED), NOW, SETTINGS)
    assert counts.median_to_accept() == minutes(3)
    assert trips[1].id not in counts.open
    assert trips[2].id not in counts.open
    assert trips[0].id in counts.open


def test_order_is_urgency_then_due_time() -> None:
    urgent = replace(TRIP, priority=Priority.URGENT, ready_at=NOW + minutes(90))
    sooner = replace(TRIP, ready_at=NOW + minutes(10))
    assert [row.trip for row in sorted(map(Row, (TRIP, sooner, urgent)), key=board_order)] == [urgent, sooner, TRIP]


def test_every_typed_word_must_match() -> None:
    assert matches(TRIP, "tyrone altoona")
    assert matches(TRIP, "T-1041")
    assert matches(TRIP, "als high pending")
    assert not matches(TRIP, "tyrone bedford")
    assert matches(TRIP, "  ")


@pytest.mark.parametrize(
    ("changes", "tone", "words"),
    [
        ({}, None, ""),
        ({"ready_at": NOW - minutes(27) - ALLOWED}, Tone.RED, "27 min past due, no bids"),
        ({"ready_at": NOW - minutes(127) - ALLOWED, "bid_count": 2}, Tone.RED, "2 h 07 min past due, 2 bids"),
        ({"request_timestamp": NOW - minutes(18)}, Tone.AMBER, "Requested 18 min ago"),
        ({"award_outcome": AwardOutcome.PENDING}, Tone.ACCENT, "Awarded, waiting for the agency's answer"),
        ({"award_outcome": AwardOutcome.REFUSED}, Tone.AMBER, "The award was refused"),
        ({"status": S.ACCEPTED, "assigned_agency_name": "Bedford demo EMS"}, Tone.AMBER, "No unit yet"),
        ({"status": S.CANCELLED}, Tone.ACCENT, "Cancelled"),
        (
            {"award_mode": AwardMode.FIRST_ACCEPT, "ready_at": NOW - minutes(3) - ALLOWED},
            Tone.RED,
            "3 min past due, nobody has accepted",
        ),
    ],
)
def test_what_the_banner_says(changes: dict[str, object], tone: Tone | None, words: str) -> None:
    said = notice(Row(replace(TRIP, **changes)), NOW, SETTINGS)  # type: ignore[arg-type]
    assert (said.tone if said else None) is tone
    assert (said.title if said else "") == words


def test_the_boards_estimate_is_the_panels_also_where_the_bid_alone_tells_it() -> None:
    """Of a trip to a typed address the miles are not known, but its agency has said how long it drives."""
    left = NOW - minutes(20)
    trip = replace(TRIP, status=S.IN_TRANSIT, status_since=left, distance_miles=None, ready_at=NOW - minutes(60))
    row = Row(trip, held_of(trip, pickup=NOW - minutes(40), arrival=NOW + minutes(5)))
    assert due(row, SETTINGS).moment == left + minutes(45)
    assert "the driving time of the agency's bid" in due_tip(row, SETTINGS)
    assert [line.due.moment for line in wall_rows([row], NOW, SETTINGS)] == [left + minutes(45)]


def held_of(trip: Trip, *, pickup: datetime, arrival: datetime) -> ActiveTrip:
    """The assignment of a trip, with what its agency told."""
    return ActiveTrip(
        assignment_id=uuid4(),
        trip_id=trip.id,
        trip_number=trip.trip_number,
        agency_id=uuid4(),
        agency_name="Bedford demo EMS",
        hospital_name=trip.hospital_name,
        origin_name=trip.origin_name,
        origin_city=trip.origin_city,
        destination_name=trip.destination_name,
        destination_city=trip.destination_city,
        transport_level=trip.transport_level,
        priority=trip.priority,
        special_requirements=trip.special_requirements,
        ready_at=trip.ready_at,
        status=trip.status,
        unit_id=None,
        unit_number="",
        distance_miles=trip.distance_miles,
        accepted_at=trip.request_timestamp,
        status_since=trip.status_since or trip.updated_at,
        updated_at=trip.updated_at,
        estimated_pickup=pickup,
        estimated_arrival=arrival,
    )


@pytest.mark.parametrize(("text", "expected"), [("25", 25), ("0", 0), ("-3", None), ("9999", None), ("soon", None)])
def test_minutes_as_people_write_them(text: str, expected: int | None) -> None:
    assert minutes_of(text) == expected


def test_a_wait_is_red_only_once_the_trip_is_late() -> None:
    """A trip may have been entered long before its patient is ready: its wait is then no alarm."""
    early = replace(TRIP, request_timestamp=NOW - minutes(180), ready_at=NOW + minutes(60))
    timer = waiting_timer(early, SETTINGS)
    assert timer.tone(NOW) is Tone.AMBER
    assert timer.tone(early.ready_at + ALLOWED) is Tone.RED
