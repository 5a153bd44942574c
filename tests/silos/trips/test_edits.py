"""A trip that is edited while it is on offer: nobody ends up with a trip that they have not agreed to."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.people import demo_id
from tests.silos.world import ALTOONA, BEDFORD, CENTER, DESK, NASON, OTHER_DESK, C, E, H, World, refused
from tests.support import until


def edit(world: World, trip: UUID, by: str = DESK) -> None:
    """The desk makes it a trip of another level, to another place."""
    world.person(by, H).execute(
        "update transport_request set transport_level = 'ALS', destination_facility_id = %s where id = %s",
        [demo_id("facility", ALTOONA), trip],
    )


def test_an_edit_reaches_the_board_and_marks_the_bids_before_it(world: World) -> None:
    trip = world.trip()
    before = world.bid(trip)
    edit(world, trip)
    world.settle()
    assert (world.board(trip)["transport_level"], world.board(trip)["destination_name"]) == ("ALS", ALTOONA)
    after = world.bid(trip, "blair")
    revisions = {
        bid: world.value(E, "select trip_revision from transport_bid where id = %s", bid) for bid in (before, after)
    }
    assert revisions == {before: 1, after: 2}
    assert world.board(trip)["revision"] == world.request(trip)["revision"] == 2


def test_what_only_the_crew_needs_is_no_new_offer(world: World) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    world.person(DESK, H).execute("update transport_request set pickup_location = 'ED 9' where id = %s", [trip])
    assert world.request(trip)["revision"] == 1
    world.accept(trip)
    assert world.request(trip)["status"] == "ACCEPTED"


@pytest.mark.parametrize(("first", "by"), [("edit", DESK), ("acceptance", DESK), ("acceptance", CENTER)])
def test_an_edit_that_crosses_an_acceptance_wins(world: World, first: str, by: str) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    slow, quick = ((H, E), (E, H)) if first == "edit" else ((E, H), (H, E))
    with world.cut_off(*slow):
        with world.cut_off(*quick):
            edit(world, trip, by)
            assignment = world.accept(trip, unit=unit, settle=False)
        told = "trip.updated" if first == "edit" else "trip.accepted"
        event = world.event(quick[1], told, trip)["id"]
        until(lambda: world.value(quick[0], "select true from events.handled where event_id = %s", event))
    world.settle()
    assert world.request(trip)["status"] == "PENDING"
    assert world.event(H, "trip.acceptance_refused", trip)["payload"]["status"] == "PENDING"
    ended = world.assignment(assignment)
    assert (ended["status"], world.unit_status(unit), world.live_assignments(trip)) == ("CANCELLED", "AVAILABLE", 0)
    assert ended["end_note"] == "The hospital had changed the trip a moment before it was accepted."
    assert (world.board(trip)["status"], world.board(trip)["transport_level"]) == ("PENDING", "ALS")
    assert world.metrics(trip)["trip_acceptance_refused"] == 1
    world.accept(trip)
    assert world.request(trip)["status"] == "ACCEPTED"


def test_an_edit_after_the_acceptance_is_refused(world: World) -> None:
    trip, _assignment = world.held_trip()
    with refused("MP001"):
        edit(world, trip)


def test_an_edit_of_an_awarded_trip_is_refused(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    with world.cut_off(E, H):
        world.award(trip, bid, settle=False)
        with refused("MP003"):
            edit(world, trip)
    world.settle()
    assert world.request(trip)["status"] == "ACCEPTED"


def test_an_older_version_that_is_replayed_brings_nothing_back(world: World) -> None:
    trip = world.trip()
    edit(world, trip)
    world.settle()
    old = world.event(H, "trip.created", trip)
    world.run(E, "delete from events.handled where event_id = %s", old["id"])
    world.run(
        E,
        "select events.deliver('hospital', id, kind, v, payload, actor_id) from events.hospital where id = %s",
        old["id"],
    )
    assert world.board(trip)["transport_level"] == "ALS"


def test_nobody_writes_a_revision_by_hand(world: World) -> None:
    trip = world.trip()
    for silo, statement in (
        (H, "update transport_request set revision = 9 where id = %s"),
        (E, "update transport_bid set trip_revision = 9 where transport_request_id = %s"),
    ):
        with refused("42501"):
            world.person(DESK if silo is H else BEDFORD, silo).execute(statement.encode(), [trip])


# The way back -------------------------------------------------------------------------------------------------------


def test_the_way_back_starts_where_the_trip_ended(world: World) -> None:
    there = world.trip()
    mercy, home = demo_id("facility", "UPMC Mercy"), demo_id("facility", NASON)
    back = world.trip(return_of_id=there, origin_facility_id=mercy, destination_facility_id=home)
    assert world.board(back)["origin_name"] == "UPMC Mercy"
    assert world.board(back)["distance_miles"] == world.board(there)["distance_miles"]
    elsewhere = demo_id("facility", ALTOONA)
    for of, origin, by in ((None, mercy, DESK), (there, elsewhere, DESK), (there, mercy, OTHER_DESK)):
        hospital = NASON if by == DESK else ALTOONA
        with refused("MP005", field_name="origin_facility_id"):
            world.trip(hospital=hospital, return_of_id=of, origin_facility_id=origin, destination_facility_id=home)


def test_the_patient_of_a_trip_is_read_by_its_own_desk_and_the_center(world: World) -> None:
    trip = world.trip()
    for who, found in ((DESK, 1), (CENTER, 1), (OTHER_DESK, 0)):
        assert len(world.look(who, "patient_of", trip)) == found, who
    with refused("42501"):
        world.person(BEDFORD, H).execute("select * from patient_of(%s)", [trip])
    read = "select count(*) from audit.log where trip_id = %s and action = 'READ' and changes ->> 'by' = 'trip form'"
    assert world.value(H, read, trip) == 2


def test_an_address_has_a_distance_by_its_zip_code_and_tells_no_place(world: World) -> None:
    trip = world.trip(
        destination_facility_id=None, destination_text="12 Elm St 16601", destination_coordinates="(-78.4,40.5)"
    )
    assert world.request(trip)["distance_miles"] == pytest.approx(world.board(trip)["distance_miles"])
    assert world.board(trip)["destination_coordinates"] is None
    assert world.board(trip)["distance_miles"] > 0
    for silo in (H, E, C):
        assert not world.value(
            silo,
            "select 1 from events.hospital where payload::text like '%%-78.4,40.5%%' and payload ->> 'trip_id' = %s",
            str(trip),
        )
    log = "select changes::text from audit.log where trip_id = %s and action = 'INSERT' and entity_type = %s"
    assert "-78.4,40.5" not in world.value(H, log, trip, "transport_request")


# Series -------------------------------------------------------------------------------------------------------------


def series(world: World, by: str = DESK, hospital: str = NASON, **facts: object) -> UUID:
    """A series of three, from tomorrow."""
    values = {
        "hospital_id": demo_id("hospital", hospital),
        "rrule": "FREQ=DAILY;COUNT=3",
        "dtstart": datetime.now(UTC) + timedelta(days=1),
        "zone": "America/New_York",
        "occurrences": 3,
        **facts,
    }
    marks = ", ".join(["%s"] * len(values))
    row = (
        world.person(by, H)
        .execute(
            f"insert into trip_series ({', '.join(values)}) values ({marks}) returning id".encode(),
            list(values.values()),
        )
        .fetchone()
    )
    assert row is not None
    made: UUID = row["id"]
    return made


def test_the_trips_of_a_series_are_held_and_bounded(world: World) -> None:
    made = series(world)
    soon = datetime.now(UTC) + timedelta(days=1)
    first = world.trip(series_id=made, series_position=1, status="SCHEDULED", ready_at=soon)
    assert world.board(first)["status"] == "SCHEDULED"
    with refused("MP001"):
        world.trip(series_id=made, series_position=2, ready_at=soon)
    for position, ready in ((4, soon), (2, soon + timedelta(days=400)), (2, soon - timedelta(days=3))):
        with refused("MP005"):
            world.trip(series_id=made, series_position=position, status="SCHEDULED", ready_at=ready)
    with refused("23505"):
        world.trip(series_id=made, series_position=1, status="SCHEDULED", ready_at=soon)
    with refused("23514"):
        world.trip(series_position=1, status="SCHEDULED", ready_at=soon)


def test_a_series_is_its_hospitals_own(world: World) -> None:
    made = series(world)
    soon = datetime.now(UTC) + timedelta(days=1)
    with refused("MP006"):
        world.trip(hospital=ALTOONA, series_id=made, series_position=1, status="SCHEDULED", ready_at=soon)
    with refused("42501"):
        series(world, by=OTHER_DESK)
    for who, seen in ((DESK, 1), (CENTER, 1), (OTHER_DESK, 0)):
        found = world.person(who, H).execute("select created_by_id from trip_series where id = %s", [made]).fetchall()
        assert len(found) == seen, who
    with refused("42501"):
        world.person(BEDFORD, H).execute("select * from trip_series")
    for statement in ("update trip_series set rrule = 'x'", "delete from trip_series"):
        with refused("42501"):
            world.person(DESK, H).execute(statement.encode())


@pytest.mark.parametrize("facts", [{"occurrences": 121}, {"occurrences": 0}, {"rrule": "x" * 501}, {"zone": ""}])
def test_a_series_out_of_bounds_is_refused(world: World, facts: dict[str, object]) -> None:
    with refused("23514"):
        series(world, **facts)


def test_the_clock_offers_each_trip_of_a_series_when_it_is_due(world: World) -> None:
    made = series(world, dtstart=datetime.now(UTC) + timedelta(minutes=20))
    due, later = (
        world.trip(
            series_id=made, series_position=n, status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(minutes=m)
        )
        for n, m in ((1, 20), (2, 1460))
    )
    world.run(H, "select tick()")
    world.settle()
    assert (world.request(due)["status"], world.request(later)["status"]) == ("PENDING", "SCHEDULED")
    assert (world.board(due)["status"], world.board(later)["status"]) == ("PENDING", "SCHEDULED")


@pytest.mark.parametrize("status", ["PENDING", "SCHEDULED"])
@pytest.mark.parametrize("ahead", [timedelta(minutes=-20), timedelta(days=401)])
def test_a_ready_time_is_neither_past_nor_years_ahead(world: World, status: str, ahead: timedelta) -> None:
    ready = datetime.now(UTC) + ahead
    with refused("MP005", field_name="ready_at"):
        world.trip(status=status, ready_at=ready)
    trip = world.trip(status=status, ready_at=datetime.now(UTC) + timedelta(hours=9))
    for who in (DESK, CENTER):
        with refused("MP005", field_name="ready_at"):
            world.person(who, H).execute("update transport_request set ready_at = %s where id = %s", [ready, trip])


def test_a_ready_time_that_has_passed_may_stay(world: World) -> None:
    trip = world.trip()
    past = "update transport_request set ready_at = now() - interval '1 h' where id = %s"
    world.run(H, past, trip, quietly=True)
    edit = "update transport_request set ready_at = ready_at, priority = 'HIGH' where id = %s"
    assert world.person(DESK, H).execute(edit, [trip]).rowcount == 1


@pytest.mark.parametrize("ahead", [timedelta(minutes=-20), timedelta(days=401)])
def test_a_series_begins_neither_in_the_past_nor_years_ahead(world: World, ahead: timedelta) -> None:
    with refused("MP005", field_name="ready_at"):
        series(world, dtstart=datetime.now(UTC) + ahead)


def test_a_way_back_begins_after_the_way_there(world: World) -> None:
    made, soon = series(world), datetime.now(UTC) + timedelta(days=1)
    home, mercy = demo_id("facility", NASON), demo_id("facility", "UPMC Mercy")
    held = {"series_id": made, "series_position": 1, "status": "SCHEDULED"}
    there = world.trip(ready_at=soon, **held)
    back = {"return_of_id": there, "origin_facility_id": mercy, "destination_facility_id": home, **held}
    with refused("MP005", field_name="back_at"):
        world.trip(ready_at=soon, **back)
    world.trip(ready_at=soon + timedelta(hours=4), **back)


def test_a_way_back_is_of_the_hospitals_own_trip(world: World) -> None:
    theirs = world.trip(hospital=ALTOONA)
    for of in (theirs, uuid4()):
        with refused("MP006"):
            world.trip(return_of_id=of)


def test_a_birth_date_is_not_in_the_future(world: World) -> None:
    save = "select save_patient(%s, 'Demo, Future', (now() at time zone site_zone())::date + %s, null, null)"
    for who in (DESK, OTHER_DESK):
        with refused("MP005", field_name="birth_date"):
            world.person(who, H).execute(save, [f"F-{uuid4().hex[:8]}", 2])
    world.person(DESK, H).execute(save, [f"F-{uuid4().hex[:8]}", 0])


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_a_birth_date_is_judged_on_the_sites_day(world: World, zone: str) -> None:
    """Somewhere it is tomorrow already, and somewhere it is today still."""
    ours = world.value(H, "select medport.site_zone()")
    setting = "update medport.system_configuration set value = %s where key = 'time_zone'"
    save = "select save_patient(%s, 'Demo, Newborn', (now() at time zone %s)::date + %s, null, null)"
    world.run(H, setting, zone)
    try:
        world.person(DESK, H).execute(save, [f"F-{uuid4().hex[:8]}", zone, 0])
        with refused("MP005", field_name="birth_date"):
            world.person(DESK, H).execute(save, [f"F-{uuid4().hex[:8]}", zone, 1])
    finally:
        world.run(H, setting, ours)


@pytest.mark.parametrize(("kg", "is_kept"), [("0.1", True), ("999.9", True), ("0.0", False), ("1000", False)])
def test_a_weight_is_one_that_a_person_can_have(world: World, kg: str, *, is_kept: bool) -> None:
    save = "select save_patient(%s, 'Demo, Weighed', null, %s::numeric, null)"
    values = [f"F-{uuid4().hex[:8]}", kg]
    if is_kept:
        world.person(DESK, H).execute(save, values)
    else:
        with refused("23514"):
            world.person(DESK, H).execute(save, values)


def test_a_bid_from_before_a_change_is_not_awarded(world: World) -> None:
    """Nobody holds what they have not agreed to."""
    trip = world.trip()
    bid = world.bid(trip)
    edit(world, trip)
    world.settle()
    award = world.award(trip, bid)
    assert world.value(H, "select refusal_reason from trip_award where id = %s", award) == (
        "Bedford demo EMS bid before the trip was changed."
    )
    assert (world.request(trip)["status"], world.live_assignments(trip)) == ("PENDING", 0)
    world.withdraw(bid)
    world.award(trip, world.bid(trip))
    assert world.request(trip)["status"] == "ACCEPTED"
