"""Each event with its effects in the other silos, and each chain of them to its end."""

from datetime import UTC, datetime, timedelta

import pytest

from medport_desktop.domain.places import OUTSIDE
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import ADMIN, BEDFORD, CENTER, DESK, C, E, H, World, refused


def test_a_new_trip_is_on_the_board_and_counted(world: World) -> None:
    trip = world.trip(special_requirements=["oxygen"], priority="URGENT", transport_level="CCT")
    board, request = world.board(trip), world.request(trip)
    assert board["status"] == "PENDING"
    same = ("trip_number", "hospital_id", "transport_level", "priority", "special_requirements", "ready_at",
            "deliver_by", "pickup_due", "request_timestamp", "award_mode", "distance_miles",
            "origin_facility_id")  # fmt: skip
    assert {name: board[name] for name in same} == {name: request[name] for name in same}
    assert board["destination_city"] == "Pittsburgh"
    counted = world.row(C, "select * from system_analytics where metadata ->> 'trip_id' = %s", str(trip))
    assert counted is not None
    assert (counted["metric_name"], counted["metric_value"]) == ("trip_created", 1)
    assert counted["category"] == "hospital_operations"
    refers = world.row(C, "select * from database_references where entity_id = %s", trip)
    assert refers is not None
    assert (refers["entity_type"], refers["source_database"], refers["target_database"], refers["reference_id"]) == (
        "transport_request",
        "hospital",
        "ems",
        trip,
    )
    assert world.milestones(trip) == ["notified"]


def test_the_offer_holds_nothing_that_could_identify_a_patient(world: World) -> None:
    trip = world.trip(destination_facility_id=None, destination_text="12 Elm St, with her sister")
    request = world.request(trip)
    told = str(world.event(H, "trip.created", trip)["payload"]) + str(world.board(trip))
    for secret in ("pickup_location", "contact_phone", "special_requirements_note", "destination_text", "patient_id"):
        assert str(request[secret])
        assert str(request[secret]) not in told
    assert world.board(trip)["destination_name"] == OUTSIDE


def test_an_edit_changes_the_board(world: World) -> None:
    trip = world.trip()
    ready = datetime.now(UTC) + timedelta(hours=3)
    world.person(DESK, H).execute(
        "update transport_request set priority = 'URGENT', transport_level = 'ALS', ready_at = %s,"
        " award_mode = 'FIRST_ACCEPT', destination_facility_id = %s where id = %s",
        [ready, demo_id("facility", "UPMC Somerset"), trip],
    )
    world.settle()
    board = world.board(trip)
    assert (board["priority"], board["transport_level"], board["ready_at"]) == ("URGENT", "ALS", ready)
    assert (board["award_mode"], board["destination_name"]) == ("FIRST_ACCEPT", "UPMC Somerset")
    assert board["distance_miles"] == world.request(trip)["distance_miles"]


def test_what_agencies_may_not_know_is_not_told_when_it_changes(world: World) -> None:
    trip = world.trip()
    before = world.value(H, "select count(*) from events.hospital")
    world.person(DESK, H).execute("update transport_request set pickup_location = 'ED 2' where id = %s", [trip])
    assert world.value(H, "select count(*) from events.hospital") == before


def test_a_held_trip_is_not_offered_until_it_is_time(world: World) -> None:
    trip = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(hours=9))
    assert world.board(trip)["status"] == "SCHEDULED"
    assert world.person(BEDFORD, E).execute("select from available_trip where trip_id = %s", [trip]).fetchone() is None
    with refused("MP002"):
        world.bid(trip)
    asked = world.request(trip)["request_timestamp"]
    world.person(DESK, H).execute("update transport_request set status = 'PENDING' where id = %s", [trip])
    world.settle()
    assert world.board(trip)["status"] == "PENDING"
    assert world.request(trip)["request_timestamp"] > asked
    assert world.board(trip)["request_timestamp"] == world.request(trip)["request_timestamp"]
    assert world.milestones(trip) == ["notified"]


def test_bids_are_counted_as_they_come_and_go(world: World) -> None:
    trip = world.trip()
    first, second = world.bid(trip), world.bid(trip, "blair")
    assert world.request(trip)["bid_count"] == 2
    assert world.value(E, "select medport.open_bids(%s)", trip) == 2
    world.person(BEDFORD, E).execute("update transport_bid set status = 'WITHDRAWN' where id = %s", [first])
    world.settle()
    assert world.request(trip)["bid_count"] == 1
    world.run(E, "update transport_bid set expires_at = now() where id = %s", second, quietly=True)
    world.trio.tick()
    world.settle()
    assert world.bid_status(second) == "EXPIRED"
    assert world.request(trip)["bid_count"] == 0
    assert world.metrics(trip) == {"trip_created": 1, "bid_submitted": 2, "bid_withdrawn": 1, "bid_expired": 1}


def test_an_award_is_accepted_and_confirmed(world: World) -> None:
    trip, unit = world.trip(), world.unit()
    bid, lost = world.bid(trip, unit=unit), world.bid(trip, "blair")
    award = world.award(trip, bid)
    request = world.request(trip)
    assert (request["status"], request["bid_count"]) == ("ACCEPTED", 0)
    assert (request["assigned_agency_id"], request["assigned_unit_id"]) == (agency("bedford").id, unit)
    assert request["assigned_agency_name"] == "Bedford demo EMS"
    assert request["assigned_unit_number"]
    held = world.row(E, "select * from assignment where trip_id = %s", trip)
    assert held is not None
    assert (held["id"], held["bid_id"], held["accepted_at"]) == (
        request["assignment_id"],
        bid,
        request["accepted_timestamp"],
    )
    assert (world.bid_status(bid), world.bid_status(lost)) == ("ACCEPTED", "REJECTED")
    assert (world.unit_status(unit), world.board(trip)["status"]) == ("COMMITTED", "TAKEN")
    assert world.value(H, "select outcome from trip_award where id = %s", award) == "ACCEPTED"
    assert world.milestones(trip) == ["notified", "acknowledged"]
    seconds = (held["accepted_at"] - request["request_timestamp"]).total_seconds()
    assert world.metrics(trip)["trip_accepted"] == pytest.approx(seconds, abs=1)


@pytest.mark.parametrize(
    "change", ["current_status = 'MAINTENANCE'", "is_active = false", "type = 'WHEELCHAIR'"], ids=str.split
)
def test_an_award_whose_unit_is_gone_is_accepted_without_it(world: World, change: str) -> None:
    trip, unit = world.trip(transport_level="ALS"), world.unit()
    bid = world.bid(trip, unit=unit)
    world.run(E, f"update unit set {change} where id = %s", unit)
    world.award(trip, bid)
    request = world.request(trip)
    assert (request["status"], request["assigned_unit_id"]) == ("ACCEPTED", None)
    with refused("MP007"):
        world.move(request["assignment_id"], "EN_ROUTE")
    spare = world.unit()
    world.person(BEDFORD, E).execute(
        "update assignment set unit_id = %s where id = %s", [spare, request["assignment_id"]]
    )
    world.move(request["assignment_id"], "EN_ROUTE")
    assert world.request(trip)["assigned_unit_id"] == spare
    assert world.unit_status(spare) == "COMMITTED"


def test_a_run_to_its_end(world: World) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    assignment = world.accept(trip, unit=unit)
    assert world.request(trip)["status"] == "ACCEPTED"
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT")
    request = world.request(trip)
    assert request["status"] == "IN_TRANSIT"
    assert request["pickup_timestamp"] is not None
    world.move(assignment, "AT_DESTINATION", "COMPLETED")
    request = world.request(trip)
    assert request["status"] == "COMPLETED"
    assert request["completion_timestamp"] == world.assignment(assignment)["ended_at"]
    steps = ["notified", "acknowledged", "en_route", "at_scene", "left_scene", "at_destination", "transfer_of_care"]
    assert world.milestones(trip) == steps
    assert (world.unit_status(unit), world.board(trip)["status"]) == ("AVAILABLE", "CLOSED")
    assert world.metrics(trip)["trip_completed"] == 1
    recorded = world.row(H, "select * from trip_milestone where trip_id = %s and milestone = 'en_route'", trip)
    assert recorded is not None
    assert recorded["recorded_by"] == "Demo dispatch, bedford"


def test_a_correction_takes_the_last_step_back(world: World) -> None:
    trip, assignment = world.held_trip()
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "ON_SCENE")
    assert world.request(trip)["status"] == "ON_SCENE"
    assert world.request(trip)["pickup_timestamp"] is None
    assert world.milestones(trip) == ["notified", "acknowledged", "en_route", "at_scene"]
    assert "left_scene" not in world.assignment(assignment)["milestones"]


def test_another_unit_frees_the_first(world: World) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    first, second = world.unit(), world.unit()
    assignment = world.accept(trip, unit=first)
    world.person(BEDFORD, E).execute("update assignment set unit_id = %s where id = %s", [second, assignment])
    world.settle()
    assert (world.unit_status(first), world.unit_status(second)) == ("AVAILABLE", "COMMITTED")
    assert world.request(trip)["assigned_unit_id"] == second
    assert world.request(trip)["status"] == "ACCEPTED"
    world.move(assignment, "EN_ROUTE", "ON_SCENE")
    with refused("MP001", field_name="unit"):
        world.person(BEDFORD, E).execute("update assignment set unit_id = %s where id = %s", [first, assignment])


@pytest.mark.parametrize("driven", [(), ("EN_ROUTE",)], ids=["accepted", "en route"])
def test_a_released_trip_is_on_offer_again(world: World, driven: tuple[str, ...]) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    assignment = world.accept(trip, unit=unit)
    world.move(assignment, *driven)
    with refused("MP005", field_name="end_reason"):
        world.move(assignment, "PENDING")
    world.move(assignment, "PENDING", reason="NO_CREW")
    request = world.request(trip)
    gone = ("accepted_timestamp", "assigned_agency_id", "assigned_unit_id", "assignment_id")
    assert request["status"] == "PENDING"
    assert [request[name] for name in gone] == [None] * 4
    assert world.milestones(trip) == ["notified"]
    assert (world.board(trip)["status"], world.unit_status(unit)) == ("PENDING", "AVAILABLE")
    assert world.metrics(trip)["trip_released"] == 1
    world.accept(trip, "blair")
    assert world.request(trip)["assigned_agency_name"] == "Blair demo Ambulance"
    assert world.milestones(trip) == ["notified", "acknowledged"]
    with refused("MP002"):
        world.move(assignment, "EN_ROUTE")


def test_a_released_award_can_be_bid_on_again(world: World) -> None:
    trip = world.trip()
    world.award(trip, world.bid(trip))
    world.move(world.request(trip)["assignment_id"], "PENDING", reason="NO_UNIT")
    again = world.bid(trip)
    assert world.request(trip)["bid_count"] == 1
    world.award(trip, again)
    assert world.request(trip)["status"] == "ACCEPTED"


@pytest.mark.parametrize("driven", [(), ("EN_ROUTE",), ("EN_ROUTE", "ON_SCENE")], ids=lambda steps: str(len(steps)))
def test_a_cancel_frees_what_the_trip_held(world: World, driven: tuple[str, ...]) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    assignment = world.accept(trip, unit=unit)
    world.move(assignment, *driven)
    with refused("MP005", field_name="cancellation_reason"):
        world.person(DESK, H).execute("update transport_request set status = 'CANCELLED' where id = %s", [trip])
    world.cancel(trip)
    ended = world.assignment(assignment)
    assert (ended["status"], ended["end_reason"]) == ("CANCELLED", "BED_LOST")
    assert ended["ended_at"] is not None
    assert (world.unit_status(unit), world.board(trip)["status"]) == ("AVAILABLE", "CLOSED")
    assert world.milestones(trip)[-1] == "cancelled"
    assert world.metrics(trip)["trip_cancelled"] == 1


def test_a_cancel_ends_the_bids(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    world.cancel(trip)
    assert (world.bid_status(bid), world.request(trip)["bid_count"]) == ("REJECTED", 0)
    assert world.value(E, "select decline_reason from transport_bid where id = %s", bid) == (
        "The hospital cancelled the trip."
    )
    with refused("MP002"):
        world.bid(trip, "blair")


def test_the_center_may_do_it_all_for_them(world: World) -> None:
    trip = world.trip(by=CENTER, patient_id=None)
    unit = world.unit("juniata")
    pickup = datetime.now(UTC) + timedelta(minutes=20)
    row = (
        world.person(CENTER, E)
        .execute(
            "insert into transport_bid (agency_id, transport_request_id, bid_amount, estimated_pickup,"
            " estimated_arrival, unit_id) values (%s, %s, 100, %s, %s, %s) returning id",
            [agency("juniata").id, trip, pickup, pickup + timedelta(hours=1), unit],
        )
        .fetchone()
    )
    assert row is not None
    world.award(trip, row["id"], "juniata", by=CENTER)
    assignment = world.request(trip)["assignment_id"]
    for status in ("EN_ROUTE", "ON_SCENE"):
        world.person(CENTER, E).execute("update assignment set status = %s where id = %s", [status, assignment])
    world.settle()
    assert world.request(trip)["status"] == "ON_SCENE"
    world.cancel(trip, by=CENTER)
    assert world.assignment(assignment)["status"] == "CANCELLED"
    who = world.stage[C].execute(
        "select distinct user_name from audit_log where trip_id = %s and user_name <> ''", [trip]
    )
    assert who.fetchall() == [("Demo dispatch, center",)]


def test_a_registered_service_is_an_agency_everywhere(world: World) -> None:
    row = (
        world.person(ADMIN, C)
        .execute(
            "insert into service_registry (service_name, service_type, configuration) values"
            " ('Perry demo EMS', 'EMS_AGENCY', %s::jsonb) returning id",
            ['{"city": "Newport", "capabilities": ["BLS"], "coordinates": "(-77.1,40.4)"}'],
        )
        .fetchone()
    )
    assert row is not None
    world.settle()
    made = world.row(E, "select * from ems_agency where id = %s", row["id"])
    assert made is not None
    assert (made["name"], made["city"], made["capabilities"]) == ("Perry demo EMS", "Newport", ["BLS"])
    assert made["added_by"] == demo_id("account", ADMIN)
    assert world.value(C, "select name from agency_directory where id = %s", row["id"]) == "Perry demo EMS"
    assert world.value(C, "select target_database from database_references where entity_id = %s", row["id"]) == "ems"
    world.run(E, "update ems_agency set phone = '(814) 555-0100' where id = %s", row["id"])
    world.settle()
    assert world.value(C, "select phone from agency_directory where id = %s", row["id"]) == "(814) 555-0100"


def test_settings_reach_every_silo(world: World) -> None:
    admin = world.person(ADMIN, C)
    admin.execute("update system_configuration set value = '37' where key = 'bid_valid_minutes'")
    world.settle()
    try:
        trip = world.trip()
        bid = world.row(E, "select * from transport_bid where id = %s", world.bid(trip))
        assert bid is not None
        assert bid["expires_at"] - bid["submitted_at"] == timedelta(minutes=37)
        assert world.value(H, "select value from system_configuration where key = 'bid_valid_minutes'") == "37"
    finally:
        admin.execute("update system_configuration set value = '30' where key = 'bid_valid_minutes'")
        world.settle()
    changed = world.row(C, "select * from system_configuration where key = 'bid_valid_minutes'")
    assert changed is not None
    assert changed["updated_by"] == demo_id("account", ADMIN)


def test_every_effect_names_who_caused_it(world: World) -> None:
    trip, assignment = world.held_trip()
    world.move(assignment, "EN_ROUTE")
    rows = world.stage[C].execute(
        "select source_database, entity_type, action, user_name from audit_log where trip_id = %s", [trip]
    )
    said = set(rows.fetchall())
    assert ("hospital", "transport_request", "INSERT", "Demo desk, nason") in said
    assert ("ems", "available_trip", "INSERT", "Demo desk, nason") in said
    assert ("ems", "assignment", "UPDATE", "Demo dispatch, bedford") in said
    assert ("hospital", "transport_request", "UPDATE", "Demo dispatch, bedford") in said
    assert {name for *_, name in said} == {"Demo desk, nason", "Demo dispatch, bedford"}
