"""What is told of a patient for a trip stays with the trip; a correction of the record is told to who holds it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.people import demo_id
from tests.silos.world import BEDFORD, BLAIR, CENTER, DENIED, DESK, NASON, E, H, World, refused
from tests.support import until

SHEET = "patient_name, patient_birth_date::text, patient_weight_kg::float, patient_mobility"


def save(
    world: World, mrn: str, name: str, born: str | None, kg: float | None, moves: str | None, **said: bool
) -> UUID:
    corrected = said.get("corrected", False)
    row = (
        world.person(DESK, H)
        .execute("select save_patient(%s, %s, %s, %s, %s, null, %s) as id", [mrn, name, born, kg, moves, corrected])
        .fetchone()
    )
    assert row is not None
    return row["id"]


@pytest.fixture
def held(world: World) -> tuple[str, UUID, UUID]:
    """A patient's record number, and a trip of theirs that Bedford holds, with its assignment."""
    mrn = f"S-{uuid4().hex[:8]}"
    patient = save(world, mrn, "Demo, Alice", "1951-03-08", 218, "BED")
    return mrn, *world.held_trip(patient_id=patient)


def sheet(world: World, trip: UUID, who: str = BEDFORD) -> tuple[Any, ...]:
    row = world.look(who, "crew_sheet", trip)[0]
    return row["patient_name"], str(row["patient_birth_date"]), float(row["patient_weight_kg"]), row["patient_mobility"]


def test_another_trip_of_the_patient_changes_nothing_on_the_sheet(world: World, held: tuple[str, UUID, UUID]) -> None:
    mrn, trip, _assignment = held
    patient = save(world, mrn, "Demo, Alice", None, 92, "AMBULATORY")
    other = world.trip(patient_id=patient)
    assert sheet(world, trip) == ("Demo, Alice", "1951-03-08", 218.0, "BED")
    assert sheet(world, other, DESK)[2:] == (92.0, "AMBULATORY")


def test_a_trip_can_be_told_another_weight_than_the_record(world: World, held: tuple[str, UUID, UUID]) -> None:
    mrn, _trip, _assignment = held
    patient = save(world, mrn, "Demo, Alice", None, None, None)
    other = world.trip(patient_id=patient, patient_weight_kg=90, patient_mobility="STRETCHER")
    assert sheet(world, other, DESK)[2:] == (90.0, "STRETCHER")
    third = world.trip(patient_id=patient)
    assert sheet(world, third, DESK)[2:] == (218.0, "BED")
    world.person(DESK, H).execute("update transport_request set patient_weight_kg = 95 where id = %s", [other])
    assert sheet(world, other, DESK)[2:] == (95.0, "STRETCHER")


def test_a_trip_that_gets_another_patient_has_their_facts(world: World) -> None:
    first = save(world, f"S-{uuid4().hex[:8]}", "Demo, Alice", None, 218, "BED")
    second = save(world, f"S-{uuid4().hex[:8]}", "Demo, Bob", None, 70, "AMBULATORY")
    trip = world.trip(patient_id=first)
    world.person(DESK, H).execute("update transport_request set patient_id = %s where id = %s", [second, trip])
    assert sheet(world, trip, DESK)[2:] == (70.0, "AMBULATORY")


@pytest.mark.parametrize("column", ["patient_weight_kg", "patient_mobility"])
@pytest.mark.parametrize("who", [DESK, CENTER, BEDFORD])
def test_nobody_reads_the_columns_themselves(world: World, who: str, column: str) -> None:
    for query in (f"select {column} from transport_request", "select to_jsonb(t) from transport_request t"):
        with refused(DENIED):
            world.person(who, H).execute(query.encode())


def test_a_corrected_name_is_told_to_who_holds_the_trip_until_they_have_seen_it(
    world: World, held: tuple[str, UUID, UUID]
) -> None:
    mrn, trip, assignment = held
    save(world, mrn, "Demo, Alicia", "1951-03-08", None, None, corrected=True)
    world.settle()
    assert world.assignment(assignment)["sheet_corrected_at"] is not None
    event = world.event(H, "trip.sheet_corrected", trip)
    assert set(event["payload"]) == {"v", "trip_id", "assignment_id", "agency_id"}
    assert "Alicia" not in str(event)
    assert sheet(world, trip)[0] == "Demo, Alicia"
    seen = "update assignment set acknowledged_at = now() where id = %s"
    assert world.person(BLAIR, E).execute(seen, [assignment]).rowcount == 0
    with refused("MP006"):
        world.person(CENTER, E).execute(seen, [assignment])
    world.person(BEDFORD, E).execute(seen, [assignment])
    row = world.assignment(assignment)
    assert (row["sheet_corrected_at"], row["acknowledged_at"], row["ended_at"]) == (None, None, None)
    audited = world.rows(
        H, "select action from audit.log where entity_type = 'patient' and changes ? 'after' and action = 'UPDATE'"
    )
    assert audited


@pytest.mark.parametrize(
    ("name", "born", "is_told"),
    [
        ("Demo, Alice", "1951-03-09", True),
        ("Demo, Alice", "1951-03-08", False),
        ("DEMO, ALICE", "1951-03-08", False),
    ],
)
def test_only_a_change_of_identity_is_told(
    world: World, held: tuple[str, UUID, UUID], name: str, born: str, *, is_told: bool
) -> None:
    mrn, _trip, assignment = held
    save(world, mrn, name, born, 92, "AMBULATORY", corrected=True)
    world.settle()
    assert (world.assignment(assignment)["sheet_corrected_at"] is not None) is is_told


def test_a_weight_that_is_changed_on_a_held_trip_is_told(world: World, held: tuple[str, UUID, UUID]) -> None:
    _mrn, trip, assignment = held
    world.person(DESK, H).execute("update transport_request set patient_weight_kg = 220 where id = %s", [trip])
    world.settle()
    assert world.assignment(assignment)["sheet_corrected_at"] is not None
    assert sheet(world, trip)[2] == 220.0


@pytest.mark.parametrize(
    ("column", "text"),
    [("pickup_location", "ICU 5"), ("contact_phone", "(814) 555-0111"), ("special_requirements_note", "Is deaf")],
)
def test_whatever_else_is_changed_on_the_sheet_of_a_held_trip_is_told(
    world: World, held: tuple[str, UUID, UUID], column: str, text: str
) -> None:
    _mrn, trip, assignment = held
    world.person(DESK, H).execute(f"update transport_request set {column} = %s where id = %s".encode(), [text, trip])
    world.settle()
    assert world.assignment(assignment)["sheet_corrected_at"] is not None
    assert world.look(BEDFORD, "crew_sheet", trip)[0][column] == text


def test_an_acceptance_that_is_under_way_is_waited_for_and_told(world: World, held: tuple[str, UUID, UUID]) -> None:
    mrn, trip, assignment = held
    world.run(H, "update transport_request set status = 'PENDING' where id = %s", trip, quietly=True)
    with world.trio.superuser(H) as acceptance, ThreadPoolExecutor(1) as pool:
        with acceptance.transaction():
            acceptance.execute("set local session_replication_role = replica")
            acceptance.execute("update medport.transport_request set status = 'ACCEPTED' where id = %s", [trip])
            correction = pool.submit(save, world, mrn, "Demo, Alicia", None, None, None, corrected=True)
            until(lambda: world.value(H, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"))
        correction.result()
    world.settle()
    assert world.assignment(assignment)["sheet_corrected_at"] is not None


@pytest.mark.parametrize("who", [DESK, CENTER])
@pytest.mark.parametrize(("column", "same"), [("patient_weight_kg", "218"), ("patient_mobility", "BED")])
def test_an_ended_trip_refuses_what_it_has_as_it_refuses_anything_else(
    world: World, held: tuple[str, UUID, UUID], who: str, column: str, same: str
) -> None:
    """Nobody reads these columns: what was taken for one value alone would tell it."""
    _mrn, trip, assignment = held
    world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    for value in (same, "90" if same == "218" else "STRETCHER"):
        with refused("MP001"):
            world.person(who, H).execute(
                f"update transport_request set {column} = %s where id = %s".encode(), [value, trip]
            )


def test_trips_that_nobody_holds_are_told_to_nobody(world: World) -> None:
    mrn = f"S-{uuid4().hex[:8]}"
    trip = world.trip(patient_id=save(world, mrn, "Demo, Alice", None, 80, None))
    save(world, mrn, "Demo, Alicia", None, None, None, corrected=True)
    kind = "select count(*) from events.hospital where kind = 'trip.sheet_corrected' and payload ->> 'trip_id' = %s"
    assert world.value(H, kind, str(trip)) == 0
    assert demo_id("hospital", NASON) == world.request(trip)["hospital_id"]
