"""Editing a trip, its way back and a series, through the store against a real server."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Mobility, Priority, Reason, Silo, TripStatus
from medport_desktop.domain.errors import ChangedMeanwhile, Refused
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.series import NewSeries, Occurrence
from medport_desktop.domain.trips import NewBid
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.undo import edited
from tests.data.conftest import SignIn
from tests.data.world import DESK, DISPATCH, World
from tests.support import until

Hospital = Callable[[str], HospitalStore]
Ems = Callable[[str], EmsStore]


def test_an_edit_is_written_once_and_repeatable(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    new = world.new_trip()
    was = store.enter_trip(uuid4(), new)
    patient = store.patient_of(was.id)
    assert patient is not None
    assert (patient.mrn, patient.name, patient.weight_kg) == (new.patient.mrn, "Test Patient", 81.5)
    other = replace(
        new,
        priority=Priority.URGENT,
        patient=replace(new.patient, name="Test Other"),
        special_requirements=frozenset(),
        corrects_record=True,
    )
    now = store.edit_trip(was, patient, other)
    assert (now.priority, now.special_requirements, now.patient_id) == (Priority.URGENT, frozenset(), was.patient_id)
    again = store.patient_of(was.id)
    assert again is not None
    assert again.name == "Test Other"
    assert store.edit_trip(was, patient, other).updated_at == now.updated_at


def test_an_edit_over_somebody_elses_is_refused_and_writes_nothing(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    new = world.new_trip()
    was = store.enter_trip(uuid4(), new)
    patient = store.patient_of(was.id)
    store.edit_trip(was, patient, replace(new, contact_phone="814-555-0177"))
    mine = replace(new, priority=Priority.LOW, patient=replace(new.patient, name="Lost Name"), corrects_record=True)
    with pytest.raises(ChangedMeanwhile, match="changed by somebody else"):
        store.edit_trip(was, patient, mine)
    now = store.trips([was.id])[0]
    assert (now.priority, now.contact_phone) == (Priority.HIGH, "814-555-0177")
    kept = store.patient_of(was.id)
    assert kept is not None
    assert kept.name == "Test Patient"


def test_an_edit_writes_nothing_of_the_patient_that_it_did_not_touch(hospital_store: Hospital, world: World) -> None:
    """Nobody may read weights and mobility in the same breath, so a correction by somebody else cannot be seen."""
    store = hospital_store(DESK)
    new = world.new_trip()
    was = store.enter_trip(uuid4(), new)
    patient = store.patient_of(was.id)
    corrected = replace(new, patient=replace(new.patient, weight_kg=240.0, mobility=Mobility.BED))
    store.edit_trip(was, patient, corrected)
    told = (240.0, Mobility.BED)
    phone = replace(new, contact_phone="814-555-0177")
    now = store.edit_trip(was, patient, phone)
    name = replace(phone, patient=replace(new.patient, name="Test Other"), corrects_record=True)
    now = store.edit_trip(now, patient, name)
    birth_date = replace(name, patient=replace(name.patient, birth_date=date(1950, 2, 3)))
    now = store.edit_trip(now, name.patient, birth_date)
    one = replace(birth_date, patient=replace(birth_date.patient, mobility=Mobility.AMBULATORY))
    for edit, expected in ((birth_date, told), (one, (240.0, Mobility.AMBULATORY))):
        store.edit_trip(now, birth_date.patient, edit)
        for known in (store.patient_of(was.id), store.find_patient(new.patient.mrn)):
            assert known is not None
            assert (known.weight_kg, known.mobility) == expected
            assert (known.name, known.birth_date) == ("Test Other", date(1950, 2, 3))


def test_an_undone_edit_leaves_what_somebody_corrected_since(sign_in: SignIn, world: World) -> None:
    desk = sign_in(DESK)
    trip_entry = TripEntry(desk.person, Stores.of(desk), lambda: datetime.now(UTC))
    new = world.new_trip()
    was = trip_entry.enter(uuid4(), new)
    patient = trip_entry.stores.hospital.patient_of(was.id)
    phone = replace(new, contact_phone="814-555-0177")
    now = trip_entry.edit(was, patient, phone)
    undo = edited(trip_entry, was, patient, now, phone.patient)
    trip_entry.edit(now, phone.patient, replace(phone, patient=replace(phone.patient, weight_kg=240.0)))
    undo.undo()
    found = trip_entry.stores.hospital.patient_of(was.id)
    assert found is not None
    assert (found.weight_kg, trip_entry.stores.hospital.trips([was.id])[0].contact_phone) == (240.0, new.contact_phone)


def test_a_bid_is_no_change_of_the_trip(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    new = world.new_trip()
    was = store.enter_trip(uuid4(), new)
    world.execute(Silo.HOSPITAL, "update medport.transport_request set bid_count = 3 where id = %s", was.id)
    assert (
        store.edit_trip(
            was, store.patient_of(was.id), replace(new, deliver_by=None, special_requirements_note="x")
        ).bid_count
        == 3
    )


def test_a_cancelled_trip_is_not_edited(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    new = world.new_trip()
    was = store.enter_trip(uuid4(), new)
    store.cancel_trip(was.id, Reason.DUPLICATE, "")
    with pytest.raises(Refused, match="can no longer be edited") as caught:
        store.edit_trip(was, store.patient_of(was.id), replace(new, priority=Priority.LOW))
    assert caught.value.code == "MP001"


def test_a_bid_from_before_an_edit_says_so(hospital_store: Hospital, ems_store: Ems, world: World) -> None:
    store, agency = hospital_store(DESK), ems_store(DISPATCH)
    new = world.new_trip()
    was = store.enter_trip(uuid4(), new)
    until(lambda: agency.board([was.id]))
    pickup = datetime.now(UTC) + timedelta(minutes=40)
    agency.submit_bid(uuid4(), NewBid(was.id, world.agency, 40_000, world.unit, pickup, pickup + timedelta(hours=1)))
    assert [bid.trip_changed for bid in agency.bids([was.id])] == [False]
    store.edit_trip(was, store.patient_of(was.id), replace(new, priority=Priority.LOW))
    until(lambda: [bid.trip_changed for bid in agency.bids([was.id])] == [True])


def test_an_address_with_a_known_zip_code_has_a_distance(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    address = replace(world.new_trip(), destination_facility_id=None, destination_text="12 Elm St, Bedford 15522")
    near = store.enter_trip(uuid4(), replace(address, destination_coordinates=Coordinates(40.02, -78.5)))
    assert near.distance_miles == pytest.approx(43.5, abs=1.5)
    assert near.destination_coordinates == Coordinates(40.02, -78.5)
    unknown = store.enter_trip(uuid4(), address)
    assert (unknown.distance_miles, unknown.destination_text) == (None, "12 Elm St, Bedford 15522")
    facility = store.edit_trip(near, store.patient_of(near.id), replace(address, destination_facility_id=world.tyrone))
    assert (facility.destination_coordinates, facility.destination_text) == (None, "")


def test_a_series_is_written_whole_or_not_at_all(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    first = datetime.now(UTC) + timedelta(days=2)
    times = tuple(
        Occurrence(first + timedelta(days=n), first + timedelta(days=n, hours=1), first + timedelta(days=n, hours=5))
        for n in range(12)
    )
    new = NewSeries(world.new_trip(), "FREQ=DAILY;COUNT=12", "America/New_York", times)
    trips = store.enter_series(key, new)
    assert len(trips) == 24
    assert {trip.status for trip in trips} == {TripStatus.SCHEDULED}
    assert {(trip.series_id, trip.series_total) for trip in trips} == {(key, 12)}
    there, back = trips[0], trips[1]
    assert (there.series_position, back.series_position, back.return_of_id) == (1, 1, there.id)
    assert (back.origin_name, back.destination_name) == (there.destination_name, there.origin_name)
    assert (there.ready_at, there.deliver_by, back.ready_at) == (
        times[0].ready_at,
        times[0].deliver_by,
        times[0].back_at,
    )
    assert [trip.id for trip in store.enter_series(key, new)] == [trip.id for trip in trips]
    too_late = (*times, Occurrence(first + timedelta(days=400)))
    with pytest.raises(Refused):
        store.enter_series(uuid4(), replace(new, occurrences=too_late))
    count = "select count(*) from medport.trip_series where occurrences = 13"
    assert world.execute(Silo.HOSPITAL, count)[0][0] == 0


def test_this_and_all_later_ones_are_cancelled(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    first = datetime.now(UTC) + timedelta(days=2)
    times = tuple(Occurrence(first + timedelta(days=n)) for n in range(5))
    trips = store.enter_series(uuid4(), NewSeries(world.new_trip(), "FREQ=DAILY;COUNT=5", "UTC", times))
    store.cancel_trip(trips[3].id, Reason.DUPLICATE, "")
    ended = store.cancel_series(trips[2], Reason.PATIENT_CONDITION, "Died")
    assert set(ended) == {trips[2].id, trips[4].id}
    now = {trip.id: trip for trip in store.trips([trip.id for trip in trips])}
    assert [now[trip.id].status for trip in trips[:2]] == [TripStatus.SCHEDULED] * 2
    assert [now[trip.id].cancellation_reason for trip in trips[2:]] == [
        Reason.PATIENT_CONDITION,
        Reason.DUPLICATE,
        Reason.PATIENT_CONDITION,
    ]
