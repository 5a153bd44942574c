"""The figures of analytics against the facts of the other two silos, for trips that went through the real events."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import ADMIN, ALTOONA, BEDFORD, CENTER, DENIED, DESK, NASON, OTHER_DESK, C, E, H, World, refused

ZONE = ZoneInfo("America/New_York")
SINCE = datetime(2025, 3, 8, tzinfo=ZONE)
"""A week that nothing else is dated in; the clocks of the zone go forward in its second night."""
UNTIL = SINCE + timedelta(days=7)
ALL = (SINCE, UNTIL, None, None, None)


@dataclass
class Played:
    """Trips that ran through the real flow after `since`."""

    since: datetime
    trips: list[UUID] = field(default_factory=list)

    @property
    def window(self) -> tuple[object, ...]:
        return (self.since, datetime.now(UTC), None, None, None)


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    """Six trips: completed twice, cancelled before and after an agency, handed back and taken again, waiting."""
    since = world.value(C, "select clock_timestamp()")
    story = Played(since)
    near = demo_id("facility", "UPMC Somerset")
    done, first = world.held_trip(transport_level="ALS")
    world.move(first, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    outside, second = world.held_trip(destination_facility_id=None, destination_text="12 Elm St")
    world.move(second, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    lost = world.trip(hospital=ALTOONA, transport_level="CCT")
    world.cancel(lost, by=OTHER_DESK)
    held, _ = world.held_trip()
    world.cancel(held)
    back, third = world.held_trip("blair")
    world.move(third, "PENDING", of="blair", reason="NO_CREW")
    fourth = world.accept(back, "bedford")
    edited = world.trip()
    world.person(DESK, H).execute(
        "update transport_request set destination_facility_id = %s, transport_level = 'ALS' where id = %s",
        [near, edited],
    )
    bid = world.bid(edited)
    world.award(edited, bid)
    fifth = world.request(edited)["assignment_id"]
    for assignment in (fourth, fifth):
        world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    world.settle()
    story.trips = [done, outside, lost, held, back, edited]
    return story


def rows(world: World, name: str, *window: object) -> list[dict[str, Any]]:
    """What a person of the center gets."""
    marks = "%s::timestamptz, %s::timestamptz, %s::uuid, %s::uuid, %s::text"
    return world.person(CENTER, C).execute(f"select * from {name}({marks})".encode(), list(window)).fetchall()


def requests(world: World, played: Played) -> list[dict[str, Any]]:
    """The trips as the hospital silo has them."""
    return [world.request(trip) for trip in played.trips]


def test_totals_are_those_of_the_silos(world: World, played: Played) -> None:
    (totals,) = rows(world, "analytics_totals", *played.window)
    trips = requests(world, played)
    completed = [trip for trip in trips if trip["status"] == "COMPLETED"]
    assert len(completed) == 4
    assert totals["requests"] == len(trips)
    assert totals["completed"] == len(completed)
    assert totals["cancelled"] == sum(trip["status"] == "CANCELLED" for trip in trips) == 2
    assert totals["miles"] == pytest.approx(float(sum(trip["distance_miles"] or 0 for trip in completed)))
    assert totals["miles"] > 0
    assert totals["accepted"] == 5
    assert totals["invented"] == 0


def test_the_wait_for_an_agency_is_that_of_the_first_acceptance(world: World, played: Played) -> None:
    query = (
        "select distinct on (a.trip_id) extract(epoch from a.accepted_at - t.request_timestamp)::float"
        " from assignment a join available_trip t using (trip_id) where a.trip_id = any(%s)"
        " order by a.trip_id, a.accepted_at"
    )
    waits = [row[0] for row in world.stage[E].execute(query, [played.trips])]
    (totals,) = rows(world, "analytics_totals", *played.window)
    cuts = quantiles(waits, n=10, method="inclusive")
    assert totals["p50_seconds"] == pytest.approx(cuts[4], abs=1)
    assert totals["p90_seconds"] == pytest.approx(cuts[8], abs=1)


def test_hours_and_days_are_the_sites(world: World, played: Played) -> None:
    entered = [trip["created_at"].astimezone(ZONE) for trip in requests(world, played)]
    hours = {row["hour"]: row["requests"] for row in rows(world, "analytics_hours", *played.window)}
    assert list(hours) == list(range(24))
    assert {hour: many for hour, many in hours.items() if many} == Counter(moment.hour for moment in entered)
    days = {row["day"]: row["requests"] for row in rows(world, "analytics_days", *played.window) if row["requests"]}
    assert days == Counter(moment.date() for moment in entered)


def test_levels_and_miles_are_those_that_were_run(world: World, played: Played) -> None:
    """A trip that was edited counts as what it was taken as, with the miles that were driven."""
    levels = {row["transport_level"]: row for row in rows(world, "analytics_levels", *played.window)}
    assert {level: row["requests"] for level, row in levels.items()} == {"ALS": 1, "BLS": 4, "CCT": 1}
    assert {level: row["accepted"] for level, row in levels.items()} == {"ALS": 2, "BLS": 3, "CCT": 0}
    assert levels["CCT"]["p50_seconds"] is None


def test_agencies_are_judged_by_their_last_word_to_each_trip(world: World, played: Played) -> None:
    known = {row["agency_name"]: row for row in rows(world, "analytics_agencies", *played.window)}
    assert set(known) == {"Bedford demo EMS", "Blair demo Ambulance"}
    bedford, blair = known["Bedford demo EMS"], known["Blair demo Ambulance"]
    assert (bedford["taken"], bedford["declined"], bedford["handed_back"], bedford["completed"]) == (5, 0, 0, 4)
    assert (blair["taken"], blair["declined"], blair["handed_back"], blair["completed"]) == (0, 0, 1, 0)
    driven = [trip["distance_miles"] or 0 for trip in requests(world, played) if trip["status"] == "COMPLETED"]
    assert bedford["miles"] == pytest.approx(float(sum(driven)))
    assert bedford["agency_id"] == agency("bedford").id


def test_cancellations_tell_whether_an_agency_held_the_trip(world: World, played: Played) -> None:
    assert rows(world, "analytics_cancellations", *played.window) == [{"reason": "BED_LOST", "unheld": 1, "held": 1}]


def test_filters_hold_for_every_figure(world: World, played: Played) -> None:
    since, until, *_ = played.window
    altoona = demo_id("hospital", ALTOONA)
    (theirs,) = rows(world, "analytics_totals", since, until, altoona, None, None)
    assert (theirs["requests"], theirs["accepted"], theirs["cancelled"]) == (1, 0, 1)
    (als,) = rows(world, "analytics_totals", since, until, None, None, "ALS")
    assert (als["requests"], als["accepted"], als["completed"]) == (1, 2, 2)
    (blair,) = rows(world, "analytics_totals", since, until, None, agency("blair").id, None)
    assert (blair["requests"], blair["accepted"], blair["completed"], blair["cancelled"]) == (1, 1, 0, 0)
    (bedford,) = rows(world, "analytics_totals", since, until, None, agency("bedford").id, None)
    assert (bedford["requests"], bedford["completed"], bedford["cancelled"]) == (5, 4, 1)
    (nobody,) = rows(world, "analytics_totals", since, until, uuid4(), None, None)
    assert (nobody["requests"], nobody["p50_seconds"], nobody["miles"]) == (0, None, 0)
    assert rows(world, "analytics_agencies", since, until, uuid4(), None, None) == []


# -- facts that the flow cannot make in a test's time ------------------------------------------------------------


@pytest.fixture
def planted(world: World) -> Iterator[Any]:
    """Writes rows of analytics as the handlers do; they are gone afterwards."""
    made: list[UUID] = []

    def plant(metric: str, at: datetime, trip: UUID, value: float = 1, **facts: object) -> None:
        row = world.value(
            C,
            "insert into system_analytics (metric_name, metric_value, category, metadata, timestamp)"
            " values (%s, %s, 'test', jsonb_strip_nulls(jsonb_build_object('trip_id', %s::text, 'agency_id', %s::text,"
            " 'reason', %s::text, 'was', %s::text, 'hospital_id', %s::text, 'transport_level', %s::text)), %s)"
            " returning id",
            metric,
            value,
            trip,
            facts.get("agency_id"),
            facts.get("reason"),
            facts.get("was"),
            facts.get("hospital_id"),
            facts.get("level"),
            at,
        )
        made.append(row)

    yield plant
    world.run(C, "delete from system_analytics where id = any(%s)", made)


def test_the_night_of_the_clock_change_has_its_hours(world: World, planted: Any) -> None:
    """On 9 March 2025 the zone has no 2 o'clock; the day has 23 hours and is one day."""
    for utc_hour in (4, 5, 6, 7, 8):  # 23:00 and 0:00, 1:00 EST; then 3:00 and 4:00 EDT
        planted("trip_created", datetime(2025, 3, 9, utc_hour, 30, tzinfo=UTC), uuid4())
    hours = {row["hour"]: row["requests"] for row in rows(world, "analytics_hours", *ALL)}
    assert {hour for hour, many in hours.items() if many} == {23, 0, 1, 3, 4}
    days = rows(world, "analytics_days", *ALL)
    assert len(days) == 7
    assert [(row["day"].day, row["requests"]) for row in days[:3]] == [(8, 1), (9, 4), (10, 0)]


def test_an_overtaken_cancellation_is_none(world: World, planted: Any) -> None:
    trip, other, at = uuid4(), uuid4(), SINCE + timedelta(hours=5)
    for each in (trip, other):
        planted("trip_cancelled", at, each, reason="WEATHER", was="ON_SCENE")
    planted("trip_overtaken", at + timedelta(minutes=1), trip)
    assert rows(world, "analytics_cancellations", *ALL) == [{"reason": "WEATHER", "unheld": 0, "held": 1}]


def test_a_word_of_a_later_version_counts_as_another(world: World, planted: Any) -> None:
    at = SINCE + timedelta(hours=5)
    for reason in ("STRIKE", "OTHER", "WEATHER"):
        planted("trip_cancelled", at, uuid4(), reason=reason, was="PENDING")
    found = {row["reason"]: row["unheld"] for row in rows(world, "analytics_cancellations", *ALL)}
    assert found == {"OTHER": 2, "WEATHER": 1}
    for level in ("HELICOPTER", "OTHER", "BLS"):
        planted("trip_created", at, uuid4(), level=level)
    levels = {row["transport_level"]: row["requests"] for row in rows(world, "analytics_levels", *ALL)}
    assert levels == {"OTHER": 2, "BLS": 1}


def test_a_decline_that_was_taken_back_is_no_answer(world: World, planted: Any) -> None:
    who, at = agency("bedford").id, SINCE + timedelta(hours=5)
    minute = timedelta(minutes=1)
    kept, undone, later = uuid4(), uuid4(), uuid4()
    for trip in (kept, undone, later):
        planted("trip_declined", at, trip, agency_id=who, reason="NO_CREW")
    planted("trip_decline_withdrawn", at + minute, undone, agency_id=who)
    planted("trip_accepted", at + 2 * minute, later, 120, agency_id=who)
    (said,) = rows(world, "analytics_agencies", *ALL)
    assert (said["taken"], said["declined"], said["handed_back"]) == (1, 1, 0)


def test_a_trip_keeps_the_hospital_it_was_entered_by(world: World, planted: Any) -> None:
    trip, at, home = uuid4(), SINCE + timedelta(hours=5), demo_id("hospital", NASON)
    planted("trip_created", at, trip, hospital_id=home)
    planted("trip_declined", at, trip, agency_id=agency("bedford").id)
    (said,) = rows(world, "analytics_agencies", SINCE, UNTIL, home, None, None)
    assert said["declined"] == 1
    assert rows(world, "analytics_agencies", SINCE, UNTIL, demo_id("hospital", ALTOONA), None, None) == []


def test_a_metric_is_dated_by_its_event_and_not_by_its_arrival(world: World) -> None:
    with world.cut_off(C, H):
        trip = world.trip(settle=False)
    world.settle()
    told = world.event(H, "trip.created", trip)
    query = "select timestamp from system_analytics where metadata ->> 'trip_id' = %s::text"
    assert world.value(C, query, trip) == told["occurred_at"]


def test_only_the_center_reads_figures(world: World) -> None:
    call = "select * from analytics_totals(now() - interval '1 day', now(), null, null, null)"
    for person in (CENTER, ADMIN):
        assert world.person(person, C).execute(call).fetchone() is not None
    for person in (BEDFORD, DESK):
        with refused(DENIED):
            world.person(person, C).execute(call)
        with refused(DENIED):
            world.person(person, C).execute("select * from trip_fact")


def test_waits_are_percentiles_over_the_trips(world: World, planted: Any) -> None:
    at, again = SINCE + timedelta(hours=30), uuid4()
    for number, seconds in enumerate((60, 120, 180, 240, 1200)):
        planted("trip_accepted", at + timedelta(minutes=number), again if not number else uuid4(), seconds)
    planted("trip_accepted", at + timedelta(hours=1), again, 9000)  # taken again: it has waited once
    (totals,) = rows(world, "analytics_totals", *ALL)
    assert (totals["accepted"], totals["p50_seconds"], round(totals["p90_seconds"])) == (5, 180, 816)
    (day,) = [row for row in rows(world, "analytics_days", *ALL) if row["accepted"]]
    assert (day["day"].day, day["accepted"], day["p50_seconds"], round(day["p90_seconds"])) == (9, 5, 180, 816)
