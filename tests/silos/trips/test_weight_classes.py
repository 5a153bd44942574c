"""Of a heavy patient bidders see the class of the weight, never the weight; a change of the class is a new offer."""

from uuid import UUID, uuid4

import pytest

from medport_desktop.domain.enums import WeightClass
from tests.silos.world import BEDFORD, BLAIR, DENIED, DESK, E, H, World, refused


def trip_of(world: World, kg: float | None, **facts: object) -> UUID:
    row = (
        world.person(DESK, H)
        .execute("select save_patient(%s, 'Demo, Alice', null, %s::numeric, null) as id", [f"W-{uuid4().hex[:8]}", kg])
        .fetchone()
    )
    assert row is not None
    return world.trip(patient_id=row["id"], **facts)


@pytest.mark.parametrize(
    ("kg", "known"),
    [
        (None, None),
        (92.3, None),
        (158.9, None),
        (159, "OVER_159"),
        (226.9, "OVER_159"),
        (227, "OVER_227"),
        (265.4, "OVER_227"),
        (317.9, "OVER_227"),
        (318, "OVER_318"),
        (999.9, "OVER_318"),
    ],
)
def test_bidders_see_the_class_and_console_and_silo_agree(world: World, kg: float | None, known: str | None) -> None:
    trip = trip_of(world, kg)
    row = (
        world.person(BLAIR, E).execute("select weight_class from available_trip where trip_id = %s", [trip]).fetchone()
    )
    assert row == {"weight_class": known}
    assert world.request(trip)["weight_class"] == known
    found = WeightClass.of(kg)
    assert (found.value if found is not None else None) == known


def test_the_weight_itself_leaves_the_hospital_by_no_way(world: World) -> None:
    trip = trip_of(world, 265.4)
    for silo, tables in {
        H: ("events.hospital", "audit.log"),
        E: ("events.hospital", "medport.available_trip", "audit.log"),
    }.items():
        for table in tables:
            found = f"select count(*) from {table} t where t::text like '%%265.4%%' and t::text like %s"
            assert world.value(silo, found, f"%{trip}%") == 0, (silo, table)
    for who in (BEDFORD, BLAIR):
        with refused(DENIED):
            world.person(who, H).execute("select patient_weight_kg from transport_request")
        assert world.person(who, H).execute("select * from crew_sheet(%s)", [trip]).fetchall() == []


def test_another_class_is_another_offer_and_another_weight_within_it_is_not(world: World) -> None:
    trip = trip_of(world, 165)
    bid = world.bid(trip)
    change = "update transport_request set patient_weight_kg = %s where id = %s"
    world.person(DESK, H).execute(change, [170, trip])
    world.settle()
    assert world.request(trip)["revision"] == 1
    world.person(DESK, H).execute(change, [265, trip])
    world.settle()
    assert world.request(trip)["revision"] == 2
    assert world.board(trip)["weight_class"] == "OVER_227"
    assert world.value(E, "select trip_revision from transport_bid where id = %s", bid) == 1


def test_a_correction_that_crosses_a_class_reaches_the_crew_of_a_held_trip(world: World) -> None:
    trip, assignment = world.held_trip(patient_id=world.request(trip_of(world, 150))["patient_id"])
    world.person(DESK, H).execute(
        "update transport_request set patient_weight_kg = 165, pickup_location = 'ICU 5' where id = %s", [trip]
    )
    world.settle()
    row = world.request(trip)
    assert (row["revision"], row["weight_class"], row["pickup_location"]) == (1, "OVER_159", "ICU 5")
    assert world.assignment(assignment)["sheet_corrected_at"] is not None
    assert float(world.look(BEDFORD, "crew_sheet", trip)[0]["patient_weight_kg"]) == 165


def test_nobody_writes_the_class(world: World) -> None:
    trip = trip_of(world, 90)
    with refused(DENIED):
        world.person(DESK, H).execute("update transport_request set weight_class = 'OVER_318' where id = %s", [trip])
