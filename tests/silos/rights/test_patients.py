"""Patients: in one silo, for whoever cares for them now, and every look is written down."""

from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, BLAIR, CENTER, DENIED, DESK, NASON, OTHER_DESK, C, E, H, World, refused


def _sheet(world: World, who: str, trip: UUID) -> list[dict[str, object]]:
    return world.look(who, "crew_sheet", trip)


def _reads(world: World, trip: UUID) -> int:
    count = world.value(
        H, "select count(*) from audit.log where trip_id = %s and action = 'READ' and entity_type = 'patient'", trip
    )
    assert isinstance(count, int)
    return count


def test_the_crew_sheet_is_for_who_holds_the_trip_while_it_does(world: World) -> None:
    trip = world.trip()
    won, lost = world.bid(trip), world.bid(trip, "blair")
    assert [_sheet(world, who, trip) for who in (BEDFORD, BLAIR, OTHER_DESK)] == [[], [], []]
    assert _reads(world, trip) == 0
    world.award(trip, won)
    assert world.bid_status(lost) == "REJECTED"
    (sheet,) = _sheet(world, BEDFORD, trip)
    assert sheet["patient_name"] == "Demo, Patient T"
    assert (sheet["pickup_location"], sheet["contact_phone"]) == ("ICU 4", "(814) 555-0199")
    assert "mrn" not in sheet
    assert _sheet(world, BLAIR, trip) == []
    read = world.row(H, "select * from audit.log where trip_id = %s and action = 'READ'", trip)
    assert read is not None
    assert (read["user_name"], read["entity_type"]) == ("Demo dispatch, bedford", "patient")
    assert read["ip_address"] is not None
    assert len(_sheet(world, DESK, trip)) == len(_sheet(world, CENTER, trip)) == 1
    assert _reads(world, trip) == 3
    world.settle()
    assert world.value(C, "select count(*) from audit_log where trip_id = %s and action = 'READ'", trip) == 3
    world.move(world.request(trip)["assignment_id"], "PENDING", reason="NO_CREW")
    assert _sheet(world, BEDFORD, trip) == []


@pytest.mark.parametrize("end", ["COMPLETED", "CANCELLED"])
def test_the_crew_sheet_closes_with_the_trip(world: World, end: str) -> None:
    trip, assignment = world.held_trip()
    assert len(_sheet(world, BEDFORD, trip)) == 1
    if end == "CANCELLED":
        world.cancel(trip)
    else:
        world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    assert _sheet(world, BEDFORD, trip) == []


def test_a_patient_is_looked_up_by_their_own_hospital_and_audited(world: World) -> None:
    mrn = f"F-{uuid4().hex[:8]}"
    desk = world.person(DESK, H)
    saved = desk.execute("select save_patient(%s, 'Demo, Patient F', null, null, null) as id", [mrn]).fetchone()
    assert saved is not None
    (found,) = world.look(DESK, "find_patient", mrn)
    assert (found["id"], found["name"]) == (saved["id"], "Demo, Patient F")
    assert (
        world.value(H, "select count(*) from audit.log where action = 'READ' and entity_id = %s", str(saved["id"])) == 1
    )
    assert world.look(OTHER_DESK, "find_patient", mrn) == []
    nason = demo_id("hospital", NASON)
    for statement in ("select announce_patient(%s, %s)", "select * from find_patient(%s, %s)"):
        with refused("MP006"):
            world.person(OTHER_DESK, H).execute(statement.encode(), [mrn, nason])
    with refused("MP006"):
        world.person(OTHER_DESK, H).execute("select save_patient(%s, 'x', null, null, null, %s)", [mrn, nason])
    assert len(world.look(CENTER, "find_patient", mrn, nason)) == 1
    for statement in ("select announce_patient(%s)", "select * from find_patient(%s)"):
        with refused(DENIED):
            world.person(BEDFORD, H).execute(statement.encode(), [mrn])


def test_no_log_holds_what_identifies_a_patient(world: World) -> None:
    desk = world.person(DESK, H)
    mrn, name = f"S-{uuid4().hex[:8]}", f"Demo, Secret {uuid4().hex[:8]}"
    row = desk.execute("select save_patient(%s, %s, '1944-05-06', 71.5, 'BED') as id", [mrn, name]).fetchone()
    assert row is not None
    room, note = f"Room {uuid4().hex[:8]}", f"Note {uuid4().hex[:8]}"
    trip = world.trip(patient_id=row["id"], pickup_location=room, special_requirements_note=note)
    desk.execute("insert into trip_note (trip_id, text) values (%s, %s)", [trip, f"{name} {note}"])
    desk.execute("update transport_request set pickup_location = %s where id = %s", [f"{room} b", trip])
    world.cancel(trip)
    held = {
        H: ("audit.log", "events.hospital"),
        E: ("audit.log", "events.hospital", "medport.available_trip"),
        C: ("medport.audit_log", "events.hospital", "medport.system_analytics"),
    }
    for silo, tables in held.items():
        for table in tables:
            for secret in (mrn, name, room, note):
                found = world.value(silo, f"select count(*) from {table} t where t::text like %s", f"%{secret}%")
                assert found == 0, (silo, table, secret)
    said = world.row(H, "select changes from audit.log where entity_id = %s and action = 'INSERT'", str(row["id"]))
    assert said is not None
    assert said["changes"]["after"]["name"] == "(not shown)"


@pytest.mark.parametrize("other", ["{}\u200b", "\u00ad{}", "{}\u200e", " {} ", "\uff26{}", "f{}", "{}\u202e"])
def test_a_record_number_is_the_same_however_it_is_typed(world: World, other: str) -> None:
    desk, rest = world.person(DESK, H), f"-{uuid4().hex[:8]}"
    save = "select save_patient(%s, 'Demo, Patient F', null, null, null) as id"
    saved = desk.execute(save, [f"F{rest}"]).fetchone()
    assert saved is not None
    typed = other.format(rest) if "\uff26" in other or other.startswith("f") else other.format(f"F{rest}")
    (found,) = world.look(DESK, "find_patient", typed)
    assert (found["id"], found["mrn"]) == (saved["id"], f"F{rest}")
    assert desk.execute(save, [typed]).fetchone() == saved


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u0007", "\u009b"])
def test_what_would_change_how_a_text_is_read_is_kept_nowhere(world: World, control: str) -> None:
    desk = world.person(DESK, H)
    with refused("MP005", field_name="name"):
        desk.execute("select save_patient('F-1', %s, null, null, null)", [f"Demo{control}, Patient"])
    trip = world.trip()
    with refused("MP005", field_name="pickup_location"):
        desk.execute("update transport_request set pickup_location = %s where id = %s", [f"4{control}", trip])
    with refused("MP005", field_name="text"):
        desk.execute("insert into trip_note (trip_id, text) values (%s, %s)", [trip, f"a{control}b"])
    with refused("MP005", field_name="note"):
        world.person(BEDFORD, E).execute(
            "insert into trip_decline (trip_id, agency_id, reason, note) values (%s, %s, 'WEATHER', %s)",
            [trip, agency("bedford").id, f"a{control}b"],
        )


def _facts(world: World, mrn: str) -> tuple[object, ...]:
    row = world.row(
        H, "select name, birth_date::text, weight_kg::float, mobility from medport.patient where mrn = %s", mrn
    )
    assert row is not None
    return tuple(row.values())


def test_a_value_that_is_not_given_erases_nothing(world: World) -> None:
    desk, mrn = world.person(DESK, H), f"F-{uuid4().hex[:8]}"
    desk.execute("select save_patient(%s, 'Demo, Alice', '1951-03-08', 218, 'BED')", [mrn])
    desk.execute("select save_patient(%s, 'demo,  Alice', null, null, null)", [mrn])
    assert _facts(world, mrn)[1:] == ("1951-03-08", 218.0, "BED")
    desk.execute("select save_patient(%s, 'Demo, Alice', null, 92, null)", [mrn])
    assert _facts(world, mrn) == ("Demo, Alice", "1951-03-08", 92.0, "BED")
    desk.execute("select save_patient(%s, 'Demo, Alice', null, null, null, corrected => true)", [mrn])
    assert _facts(world, mrn) == ("Demo, Alice", None, 92.0, "BED")


def test_another_name_or_birth_date_is_refused_unless_the_record_is_corrected(world: World) -> None:
    mrn = f"F-{uuid4().hex[:8]}"
    for who in (DESK, CENTER):
        person, nason = world.person(who, H), demo_id("hospital", NASON)
        save = "select save_patient(%s, %s, %s, null, null, %s, %s)"
        person.execute(save, [mrn, "Demo, Alice", "1951-03-08", nason, True])
        with refused("MP005", field_name="name"):
            person.execute(save, [mrn, "Demo, Bob", "1951-03-08", nason, False])
        with refused("MP005", field_name="birth_date"):
            person.execute(save, [mrn, "Demo, Alice", "1961-03-08", nason, False])
        assert _facts(world, mrn)[:2] == ("Demo, Alice", "1951-03-08")
        person.execute(save, [mrn, "Demo, Bob", "1961-03-08", nason, True])
        assert _facts(world, mrn)[:2] == ("Demo, Bob", "1961-03-08")
