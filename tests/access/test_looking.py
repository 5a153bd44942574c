"""Attacks on the promise that every look at a patient is in the audit log."""

from uuid import UUID, uuid4

import pytest

from tests.silos.world import BEDFORD, CENTER, DENIED, DESK, NASON, OTHER_DESK, H, World, refused

_LOOKS = {
    "find_patient": ("announce_patient", DESK),
    "patient_of": ("announce_patient_of", DESK),
    "crew_sheet": ("announce_crew_sheet", BEDFORD),
}
looks = pytest.mark.parametrize("look", _LOOKS)


def _lines(world: World, patient: object) -> int:
    count = "select count(*) from audit.log where action = 'READ' and entity_type = 'patient' and entity_id = %s"
    lines = world.value(H, count, str(patient))
    assert isinstance(lines, int)
    return lines


def _mrn(world: World, patient: object) -> str:
    return str(world.value(H, "select mrn from medport.patient where id = %s", patient))


def _subject(world: World, look: str, trip: UUID) -> object:
    return _mrn(world, world.request(trip)["patient_id"]) if look == "find_patient" else trip


@looks
@pytest.mark.parametrize("within", ["", "savepoint a", "savepoint a; release a"])
def test_a_look_that_is_rolled_back_shows_nothing(world: World, look: str, within: str) -> None:
    trip, _ = world.held_trip()
    patient, subject = world.request(trip)["patient_id"], _subject(world, look, trip)
    announcement, who = _LOOKS[look]
    with world.open(who, H) as thief:
        for level in ("read committed", "repeatable read", "serializable"):
            thief.execute(f"begin isolation level {level}".encode())
            begin, _, end = within.partition("; ")
            if begin:
                thief.execute(begin.encode())
            thief.execute(f"select {announcement}(%s)".encode(), [subject])
            if end:
                thief.execute(end.encode())
            with refused("MP008"):
                thief.execute(f"select * from {look}(%s)".encode(), [subject])
            thief.execute("rollback")
        assert _lines(world, patient) == 0
        with refused("MP008"):
            thief.execute(f"select * from {look}(%s)".encode(), [subject])
    assert len(world.look(who, look, subject)) == 1
    assert _lines(world, patient) == 1


@looks
def test_a_look_is_announced_by_who_looks_and_for_one_patient(world: World, look: str) -> None:
    trip, _ = world.held_trip()
    other, _ = world.held_trip()
    announcement, who = _LOOKS[look]
    world.person(who, H).execute(f"select {announcement}(%s)".encode(), [_subject(world, look, trip)])
    with refused("MP008"):
        world.person(who, H).execute(f"select * from {look}(%s)".encode(), [_subject(world, look, other)])
    if look != "find_patient":
        with refused("MP008"):
            world.person(CENTER, H).execute(f"select * from {look}(%s)".encode(), [trip])
    world.run(H, "update audit.look set made_at = made_at - interval '3 minutes'")
    with refused("MP008"):
        world.person(who, H).execute(f"select * from {look}(%s)".encode(), [_subject(world, look, trip)])


def test_an_announced_trip_shows_no_other_patient(world: World) -> None:
    """Its own desk puts another patient on it, looks, and rolls back."""
    mine, hidden = world.patient(), world.patient()
    trip = world.trip(patient_id=mine)
    assert len(world.look(DESK, "patient_of", trip)) == 1
    with world.open(DESK, H) as thief:
        for look in ("patient_of", "crew_sheet"):
            thief.execute(f"select announce_{look}(%s)".encode(), [trip])
            thief.execute("begin")
            thief.execute("update transport_request set patient_id = %s where id = %s", [hidden, trip])
            with refused("MP008"):
                thief.execute(f"select * from {look}(%s)".encode(), [trip])
            thief.execute("rollback")
    assert _lines(world, hidden) == 0


def test_whether_there_is_a_record_number_is_a_look_too(world: World) -> None:
    mrn = _mrn(world, world.patient(NASON))
    desk = world.person(DESK, H)
    assert world.look(DESK, "find_patient", f"none-{uuid4().hex[:8]}") == []
    for number in (mrn, f"none-{uuid4().hex[:8]}"):
        with refused("MP008"):
            desk.execute("select * from find_patient(%s)", [number])
    assert world.look(OTHER_DESK, "find_patient", mrn) == []


def test_announcements_are_forgotten_and_their_lines_are_not(world: World) -> None:
    patient = world.patient()
    mrn = _mrn(world, patient)
    world.look(DESK, "find_patient", mrn)
    assert mrn not in str(world.row(H, "select * from audit.look where patient_id = %s", patient))
    world.run(H, "update audit.look set made_at = made_at - interval '2 hours' where patient_id = %s", patient)
    world.run(H, "select medport.tick()")
    assert world.value(H, "select count(*) from audit.look where patient_id = %s", patient) == 0
    assert _lines(world, patient) == 1


def _list_lines(world: World, trips: list[UUID]) -> int:
    """The audit lines of looks at lists that show the patients of all of these trips."""
    patients = [str(world.request(trip)["patient_id"]) for trip in trips]
    count = """
        select count(*) from audit.log
        where action = 'READ' and trip_id is null and changes -> 'after' -> 'patients' ?& %s::text[]
        """
    lines = world.value(H, count, patients)
    assert isinstance(lines, int)
    return lines


def test_a_look_at_a_list_is_one_line_that_says_whom_it_shows(world: World) -> None:
    trips = [world.trip(patient_id=world.patient()) for _ in range(3)]
    foreign = world.trip(hospital="UPMC Altoona")
    rows = world.look(DESK, "patients_of", [*trips, foreign, uuid4()])
    assert {row["trip_id"] for row in rows} == set(trips)
    assert {row["mrn"] for row in rows} == {_mrn(world, world.request(trip)["patient_id"]) for trip in trips}
    assert _list_lines(world, trips) == 1
    assert sum(_lines(world, world.request(trip)["patient_id"]) for trip in trips) == 0
    assert world.look(OTHER_DESK, "patients_of", trips) == []
    assert _list_lines(world, trips) == 1
    logged = world.row(H, "select changes::text as said from audit.log where action = 'READ' order by id desc limit 1")
    assert logged is not None
    assert not any(str(row[fact]) in str(logged["said"]) for row in rows for fact in ("mrn", "name"))
    for who in (BEDFORD, CENTER):
        with refused(DENIED):
            world.person(who, H).execute("select announce_patients_of(%s)", [trips])
        with refused(DENIED):
            world.person(who, H).execute("select * from patients_of(%s)", [trips])


def test_a_list_shows_nobody_of_trips_that_were_over_a_week_ago(world: World) -> None:
    """Else a script would go through all patients that the hospital has had, 500 a line of the log."""
    live, ended, long_ended = trips = [world.trip(patient_id=world.patient()) for _ in range(3)]
    for trip, days in ((live, 30), (ended, 6), (long_ended, 8)):
        change = """
            update medport.transport_request set updated_at = now() - make_interval(days => %s),
                status = case when id = %s then status else 'CANCELLED' end where id = %s
            """
        world.run(H, change, days, live, trip, quietly=True)
    assert {row["trip_id"] for row in world.look(DESK, "patients_of", trips)} == {live, ended}
    assert world.look(DESK, "patients_of", [long_ended]) == []
    assert _list_lines(world, [live, ended]) == 1
    assert _list_lines(world, [long_ended]) == 0


def test_a_list_that_is_rolled_back_or_not_announced_shows_nobody(world: World) -> None:
    mine, hidden = world.patient(), world.patient()
    trip, other = world.trip(patient_id=mine), world.trip(patient_id=world.patient())
    with world.open(DESK, H) as thief:
        thief.execute("begin")
        thief.execute("select announce_patients_of(%s)", [[trip]])
        with refused("MP008"):
            thief.execute("select * from patients_of(%s)", [[trip]])
        thief.execute("rollback")
        thief.execute("select announce_patients_of(%s)", [[trip]])
        with refused("MP008"):  # another list
            thief.execute("select * from patients_of(%s)", [[trip, other]])
        thief.execute("begin")
        thief.execute("update transport_request set patient_id = %s where id = %s", [hidden, trip])
        with refused("MP008"):  # the same trip, with another patient
            thief.execute("select * from patients_of(%s)", [[trip]])
        thief.execute("rollback")
        with refused("MP005"):
            thief.execute("select announce_patients_of(%s)", [[uuid4()] * 501])
