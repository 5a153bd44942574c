"""What people may not write, as plain SQL on their own connection, as psql would send it."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import (
    ADMIN,
    ALTOONA,
    BEDFORD,
    BEDFORD_MANAGER,
    BLAIR,
    CENTER,
    DENIED,
    DESK,
    DESK_MANAGER,
    NASON,
    OTHER_DESK,
    C,
    E,
    Facts,
    H,
    World,
    refused,
)

_BID = (
    "insert into transport_bid"
    " (agency_id, transport_request_id, bid_amount, estimated_pickup, estimated_arrival, unit_id)"
    " values (%s, %s, 100, now(), now() + interval '1 h', %s)"
)
_AWARD = "insert into trip_award (trip_id, bid_id, agency_id) values (%s, %s, %s)"
_FACILITY = "insert into hospital_facility (hospital_id, name, type) values (%s, 'x', 'HOSPITAL')"
_ACCEPT = "insert into assignment (trip_id, agency_id, unit_id) values (%s, %s, %s)"
_TRIP = (
    "insert into transport_request (hospital_id, patient_id, origin_facility_id, destination_facility_id,"
    " transport_level, priority, status, ready_at) values (%s, %s, %s, %s, 'BLS', 'LOW', 'PENDING', now())"
)
_NASON, _ALTOONA = demo_id("hospital", NASON), demo_id("hospital", ALTOONA)
_PLACE, _THEIR_PLACE = demo_id("facility", NASON), demo_id("facility", ALTOONA)
_BEDFORD, _BLAIR = agency("bedford").id, agency("blair").id

Values = Callable[[Facts], list[object]]

_REFUSED: list[tuple[str, str, Silo, str, Values, str]] = [
    ("trip for another hospital", DESK, H, _TRIP, lambda f: [_ALTOONA, None, _THEIR_PLACE, _PLACE], "MP006"),
    ("trip from another's place", DESK, H, _TRIP, lambda f: [_NASON, None, _THEIR_PLACE, _PLACE], "MP005"),
    ("trip of another's patient", DESK, H, _TRIP, lambda f: [_NASON, f.their_patient, _PLACE, _THEIR_PLACE], "23503"),
    ("trip to where it is", DESK, H, _TRIP, lambda f: [_NASON, None, _PLACE, _PLACE], "MP005"),
    ("trip by an agency", BEDFORD, H, _TRIP, lambda f: [_NASON, None, _PLACE, _THEIR_PLACE], DENIED),
    ("award of another's trip", OTHER_DESK, H, _AWARD,
     lambda f: [f.trip, f.bid, _BEDFORD], "MP006"),
    ("award by an agency", BEDFORD, H, _AWARD,
     lambda f: [f.trip, f.bid, _BEDFORD], DENIED),
    ("award written as accepted", DESK, H,
     "insert into trip_award (trip_id, bid_id, agency_id, outcome) values (%s, %s, %s, 'ACCEPTED')",
     lambda f: [f.trip, f.bid, _BEDFORD], DENIED),
    ("note on another's trip", DESK, H, "insert into trip_note (trip_id, text) values (%s, 'x')",
     lambda f: [f.theirs], DENIED),
    ("note in another's name", DESK, H, "insert into trip_note (trip_id, text, author) values (%s, 'x', 'y')",
     lambda f: [f.trip], DENIED),
    ("note changed", DESK, H, "update trip_note set text = 'x'", lambda f: [], DENIED),
    ("note deleted", CENTER, H, "delete from trip_note", lambda f: [], DENIED),
    ("milestone by hand", DESK, H, "insert into trip_milestone values (%s, 'at_scene', now())",
     lambda f: [f.trip], DENIED),
    ("trip deleted", CENTER, H, "delete from transport_request", lambda f: [], DENIED),
    ("trip given to an agency by hand", CENTER, H, "update transport_request set assigned_agency_id = %s",
     lambda f: [_BEDFORD], DENIED),
    ("trip moved to another hospital", DESK, H, "update transport_request set hospital_id = %s",
     lambda f: [_ALTOONA], DENIED),
    ("trip's number", DESK, H, "update transport_request set trip_number = 'T-1'", lambda f: [], DENIED),
    ("patient by hand", DESK, H, "insert into patient (hospital_id, mrn, name) values (%s, '1', 'x')",
     lambda f: [_NASON], DENIED),
    ("facility by a member", DESK, H, _FACILITY,
     lambda f: [_NASON], DENIED),
    ("facility for another hospital", DESK_MANAGER, H,
     _FACILITY,
     lambda f: [_ALTOONA], DENIED),
    ("preference by a member", DESK, H,
     "insert into hospital_agency_preference (hospital_id, agency_id, preference_order) values (%s, %s, 9)",
     lambda f: [_NASON, uuid4()], DENIED),
    ("preference for another hospital", DESK_MANAGER, H,
     "insert into hospital_agency_preference (hospital_id, agency_id, preference_order) values (%s, %s, 9)",
     lambda f: [_ALTOONA, uuid4()], DENIED),
    ("transitions", ADMIN, H, "delete from status_transition", lambda f: [], DENIED),
    ("settings outside of the center", ADMIN, H, "update system_configuration set value = '1'", lambda f: [], DENIED),
    ("bid for another agency", BLAIR, E, _BID, lambda f: [_BEDFORD, f.trip, f.unit], "MP006"),
    ("bid by a hospital", DESK, E, _BID, lambda f: [_BEDFORD, f.trip, f.unit], DENIED),
    ("bid's amount changed", BEDFORD, E, "update transport_bid set bid_amount = 1", lambda f: [], DENIED),
    ("bid's end put off", BEDFORD, E, "update transport_bid set expires_at = now() + interval '9 h'",
     lambda f: [], DENIED),
    ("bid deleted", BEDFORD, E, "delete from transport_bid", lambda f: [], DENIED),
    ("acceptance for another agency", BLAIR, E, _ACCEPT, lambda f: [f.trip, _BEDFORD, f.unit], "MP006"),
    ("acceptance of an award by hand", BEDFORD, E,
     "insert into assignment (trip_id, agency_id, unit_id, bid_id) values (%s, %s, %s, %s)",
     lambda f: [f.trip, _BEDFORD, f.unit, f.bid], DENIED),
    ("acceptance of what is bid on", BEDFORD, E, _ACCEPT, lambda f: [f.trip, _BEDFORD, f.unit], "MP002"),
    ("acceptance by a hospital", DESK, E, _ACCEPT, lambda f: [f.trip, _BEDFORD, f.unit], DENIED),
    ("board by hand", BEDFORD, E, "update available_trip set status = 'PENDING'", lambda f: [], DENIED),
    ("board entry by hand", CENTER, E, "delete from available_trip", lambda f: [], DENIED),
    ("unit committed by hand", BEDFORD, E, "update unit set current_status = 'COMMITTED' where id = %s",
     lambda f: [f.unit], "MP007"),
    ("unit made committed", BEDFORD_MANAGER, E,
     "insert into unit (agency_id, unit_number, type, current_status) values (%s, 'X-1', 'BLS', 'COMMITTED')",
     lambda f: [_BEDFORD], "MP007"),
    ("unit by a member", BEDFORD, E, "insert into unit (agency_id, unit_number, type) values (%s, 'X-1', 'BLS')",
     lambda f: [_BEDFORD], DENIED),
    ("unit for another agency", BEDFORD_MANAGER, E,
     "insert into unit (agency_id, unit_number, type) values (%s, 'X-1', 'BLS')", lambda f: [_BLAIR], DENIED),
    ("unit's type by a member", BEDFORD, E, "update unit set type = 'CCT'", lambda f: [], DENIED),
    ("unit given away", BEDFORD_MANAGER, E, "update unit set agency_id = %s", lambda f: [_BLAIR], DENIED),
    ("price sheet by a member", BEDFORD, E, "update ems_agency set pricing_structure = '{}'", lambda f: [], DENIED),
    ("agency freed from suspension", BEDFORD_MANAGER, E, "update ems_agency set status = 'ACTIVE'",
     lambda f: [], DENIED),
    ("agency's name", BEDFORD_MANAGER, E, "update ems_agency set name = 'x'", lambda f: [], DENIED),
    ("agency by hand", ADMIN, E, "insert into ems_agency (name) values ('x')", lambda f: [], DENIED),
    ("route of another agency", BEDFORD, E, "insert into ems_route (agency_id, route_name) values (%s, 'x')",
     lambda f: [_BLAIR], DENIED),
    ("own kind", BEDFORD, C, "update app_user set user_type = 'center', agency_id = null", lambda f: [], DENIED),
    ("own rank", DESK, C, "update app_user set is_manager = true", lambda f: [], DENIED),
    ("account by hand", ADMIN, C,
     "insert into app_user (email, password, name, user_type) values ('a@b.cd', '', 'x', 'center')",
     lambda f: [], DENIED),
    ("account deleted", ADMIN, C, "delete from app_user", lambda f: [], DENIED),
    ("hospital by a dispatcher", CENTER, C, "insert into hospital (name) values ('x')", lambda f: [], DENIED),
    ("service by a dispatcher", CENTER, C,
     "insert into service_registry (service_name, service_type) values ('x', 'EMS_AGENCY')",
     lambda f: [], DENIED),
    ("settings by a dispatcher", CENTER, C, "update system_configuration set value = '1'", lambda f: [], DENIED),
    ("settings by a manager", DESK_MANAGER, C, "update system_configuration set value = '1'", lambda f: [], DENIED),
    ("directory", ADMIN, C, "update agency_directory set trips_accepted = 99", lambda f: [], DENIED),
    ("analytics", ADMIN, C, "insert into system_analytics (metric_name, metric_value, category) values ('x', 1, 'x')",
     lambda f: [], DENIED),
    ("references", ADMIN, C, "delete from database_references", lambda f: [], DENIED),
]  # fmt: skip


@pytest.mark.parametrize("line", _REFUSED, ids=lambda line: line[0])
def test_what_is_refused(world: World, facts: Facts, line: tuple[str, str, Silo, str, Values, str]) -> None:
    _, who, silo, statement, values, code = line
    with refused(code):
        world.person(who, silo).execute(statement.encode(), values(facts))


_OUT_OF_REACH: list[tuple[str, str, Silo, str, Values]] = [
    ("another's trip", DESK, H, "update transport_request set priority = 'LOW' where id = %s", lambda f: [f.theirs]),
    ("another's bid", BLAIR, E, "update transport_bid set status = 'WITHDRAWN' where id = %s", lambda f: [f.bid]),
    ("another's assignment", BEDFORD, E, "update assignment set status = 'EN_ROUTE' where id = %s",
     lambda f: [f.their_assignment]),
    ("another's unit", BEDFORD, E, "update unit set current_status = 'OFF_DUTY' where id = %s",
     lambda f: [f.their_unit]),
    ("another's agency", BEDFORD_MANAGER, E, "update ems_agency set phone = '1' where id = %s", lambda f: [_BLAIR]),
    ("another's facility", DESK_MANAGER, H, "update hospital_facility set phone = '1' where id = %s",
     lambda f: [_THEIR_PLACE]),
    ("another's preference", DESK_MANAGER, H, "delete from hospital_agency_preference where hospital_id = %s",
     lambda f: [_ALTOONA]),
]  # fmt: skip


@pytest.mark.parametrize("line", _OUT_OF_REACH, ids=lambda line: line[0])
def test_what_is_out_of_reach(world: World, facts: Facts, line: tuple[str, str, Silo, str, Values]) -> None:
    _, who, silo, statement, values = line
    assert world.person(who, silo).execute(statement.encode(), values(facts)).rowcount == 0


def test_what_managers_may(world: World) -> None:
    manager = world.person(DESK_MANAGER, H)
    with manager.transaction(force_rollback=True):
        manager.execute(
            "insert into hospital_facility (hospital_id, name, type, city, state, zip_code)"
            " values (%s, 'Demo clinic', 'SPECIALTY_CLINIC', 'Bedford', 'PA', '15522')",
            [_NASON],
        )
        assert manager.execute("update hospital_facility set address = '1' where id = %s", [_PLACE]).rowcount == 1
        changed = manager.execute("delete from hospital_agency_preference where hospital_id = %s", [_NASON])
        assert changed.rowcount == 3
    manager = world.person(BEDFORD_MANAGER, E)
    with manager.transaction(force_rollback=True):
        manager.execute("insert into unit (agency_id, unit_number, type) values (%s, 'X-1', 'BLS')", [_BEDFORD])
        manager.execute("insert into ems_route (agency_id, route_name) values (%s, 'x')", [_BEDFORD])
        assert manager.execute("update ems_agency set pricing_structure = '{}'").rowcount == 1


def test_a_unit_on_a_trip_is_freed_by_the_trip_alone(world: World) -> None:
    unit = world.unit()
    world.accept(world.trip(award_mode="FIRST_ACCEPT"), unit=unit)
    for who, change in (
        (BEDFORD, "current_status = 'AVAILABLE'"),
        (CENTER, "current_status = 'OFF_DUTY'"),
        (BEDFORD_MANAGER, "is_active = false"),
        (BEDFORD_MANAGER, "type = 'WHEELCHAIR'"),
    ):
        with refused("MP007"):
            world.person(who, E).execute(f"update unit set {change} where id = %s".encode(), [unit])
    with refused("MP007", field_name="unit"):
        world.accept(world.trip(award_mode="FIRST_ACCEPT"), unit=unit)


def test_a_unit_must_be_able_and_the_agency_s_own(world: World, facts: Facts) -> None:
    with refused("MP007", field_name="unit"):
        world.bid(world.trip(), unit=facts.their_unit)
    with refused("MP007", field_name="unit"):
        world.accept(world.trip(award_mode="FIRST_ACCEPT"), unit=facts.their_unit)
    wheelchair_van = world.unit(kind="WHEELCHAIR")
    with refused("MP007", field_name="unit"):
        world.accept(world.trip(award_mode="FIRST_ACCEPT", transport_level="ALS"), unit=wheelchair_van)
    with refused("MP007", field_name="unit"):
        world.bid(world.trip(transport_level="CCT"), unit=world.unit(kind="ALS"))
    assert world.accept(world.trip(award_mode="FIRST_ACCEPT", transport_level="WHEELCHAIR"), unit=wheelchair_van)
