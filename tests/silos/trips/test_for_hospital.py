"""What the center enters and looks up for a hospital: of that hospital alone, of no disabled one, and told as such."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.people import demo_id
from tests.silos.world import ALTOONA, CENTER, DESK, NASON, C, H, World, refused
from tests.support import until

_NASON = demo_id("hospital", NASON)


def _disabled(world: World) -> tuple[UUID, UUID]:
    """A hospital that was disabled, known to the hospital silo, and its building."""
    hospital, building, name = uuid4(), uuid4(), f"Closed demo hospital {uuid4().hex[:6]}"
    world.run(C, "insert into hospital (id, name, city, state) values (%s, %s, 'Bedford', 'PA')", hospital, name)
    world.run(C, "update hospital set is_active = false where id = %s", hospital)
    known = "select true from reference.hospital where id = %s and not is_active"
    until(lambda: world.value(H, known, hospital))
    world.run(
        H,
        "insert into hospital_facility (id, hospital_id, name, type, city, state, zip_code)"
        " values (%s, %s, %s, 'HOSPITAL', 'Bedford', 'PA', '15522')",
        building,
        hospital,
        name,
    )
    return hospital, building


def test_the_center_enters_for_a_hospital_and_the_log_says_for_whom(world: World) -> None:
    trip = world.trip(by=CENTER)
    assert world.request(trip)["hospital_id"] == _NASON
    [(who, acting)] = world.stage[H].execute(
        "select user_name, changes ->> 'acting_for' from audit.log"
        " where trip_id = %s and entity_type = 'transport_request' and action = 'INSERT'",
        [trip],
    )
    assert (who, acting) == (world.trio.accounts[CENTER].name, "hospital")


def test_the_center_enters_for_no_hospital_that_is_disabled_or_unknown(world: World) -> None:
    closed, building = _disabled(world)
    for hospital in (closed, uuid4()):
        with refused("MP005", field_name="origin_facility_id") as caught:
            world.trip(by=CENTER, hospital_id=hospital, origin_facility_id=building, patient_id=None)
        assert "disabled" in str(caught.value)
    with refused("MP005", field_name="origin_facility_id"):
        world.person(CENTER, H).execute(
            "insert into trip_series (hospital_id, rrule, dtstart, zone, occurrences)"
            " values (%s, 'FREQ=DAILY', %s, 'UTC', 2)",
            [closed, datetime.now(UTC) + timedelta(days=1)],
        )


@pytest.mark.parametrize("place", [ALTOONA, "Demo Nursing Home"])
def test_the_center_enters_from_the_hospitals_own_facilities_alone(world: World, place: str) -> None:
    building = demo_id("facility", place)
    if place != ALTOONA:
        building = uuid4()
        world.run(
            H,
            "insert into hospital_facility (id, name, type, city, state, zip_code)"
            " values (%s, %s, 'NURSING_HOME', 'Bedford', 'PA', '15522')",
            building,
            f"{place} {building.hex[:6]}",
        )
    with refused("MP005", field_name="origin_facility_id"):
        world.trip(by=CENTER, origin_facility_id=building)


def test_a_patient_of_no_hospital_is_neither_kept_nor_looked_up(world: World) -> None:
    person = world.person(CENTER, H)
    for named in (None, uuid4()):
        with refused("MP006"):
            person.execute("select save_patient('C-1', 'Demo, Nowhere', null, null, null, %s)", [named])
        with refused("MP006"):
            person.execute("select * from find_patient('C-1', %s)", [named])


def test_each_look_is_logged_as_the_centers_for_that_hospital(world: World) -> None:
    trip = world.trip()
    patient = world.request(trip)["patient_id"]
    mrn = world.value(H, "select mrn from patient where id = %s", patient)
    for who in (DESK, CENTER):
        assert len(world.look(who, "find_patient", mrn, _NASON)) == 1
        assert len(world.look(who, "patient_of", trip)) == 1
    altoona = demo_id("hospital", ALTOONA)
    assert world.look(CENTER, "find_patient", mrn, altoona) == []
    looks = (
        world.stage[H]
        .execute(
            "select changes from audit.log where action = 'READ' and entity_type = 'patient'"
            " and entity_id in (%s, '') order by id desc limit 5",
            [str(patient)],
        )
        .fetchall()
    )
    for_nason = {"acting_for": "hospital", "subject": NASON}
    assert [look for (look,) in reversed(looks)] == [
        {"by": "record number"},
        {"by": "trip form"},
        {"by": "record number", **for_nason},
        {"by": "trip form", **for_nason},
        {"by": "record number", "acting_for": "hospital", "subject": ALTOONA},
    ]
