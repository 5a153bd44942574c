"""The hospital silo's store against a real server, as real people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import (
    Milestone,
    Mobility,
    Reason,
    Silo,
    TripStatus,
)
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.trips import AvailableTrip, NewTrip
from tests.data.world import CENTER, DESK, DESK_2, DISPATCH, World
from tests.support import until

Hospital = Callable[[str], HospitalStore]
Ems = Callable[[str], EmsStore]
Center = Callable[[str], CenterStore]


def on_board(store: EmsStore, trip_id: UUID) -> AvailableTrip:
    return until(lambda: store.board([trip_id]))[0]


def status_of(store: HospitalStore, trip_id: UUID) -> TripStatus:
    return store.trips([trip_id])[0].status


def test_the_last_note_is_read_for_those_who_show_it(hospital_store: Hospital, world: World) -> None:
    trip = hospital_store(DESK).enter_trip(uuid4(), replace(world.new_trip(), note="Family is informed."))
    hospital_store(DESK).add_note(trip.id, "Room changed.")
    [listed] = hospital_store(DESK).trips([trip.id])
    [shown] = hospital_store(CENTER).noted_trips([trip.id])
    assert (listed.last_note, shown.last_note) == ("", "Room changed.")
    assert replace(shown, last_note="") == listed


def test_a_trip_is_entered_with_its_patient_and_note(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    new = replace(world.new_trip(), note="Family is informed.", pickup_location="4 West 12")
    trip = store.enter_trip(key, new)
    assert trip.id == key
    assert trip.trip_number.startswith("T-")
    assert trip.hospital_name == "UPMC Altoona"
    assert (trip.origin_city, trip.destination_name) == ("Altoona", "Conemaugh Memorial")
    assert trip.status is TripStatus.PENDING
    assert trip.special_requirements == new.special_requirements
    assert trip.special_requirements_note == "2 L/min"
    assert trip.ready_at == new.ready_at
    assert trip.distance_miles == pytest.approx(38.3, abs=0.5)
    assert trip.award_outcome is None
    assert [note.text for note in store.notes(key)] == ["Family is informed."]
    assert store.notes(key)[0].author == "Ann Lee"
    assert [m.milestone for m in store.milestones(key)] == [Milestone.NOTIFIED]
    sheet = store.crew_sheet(key)
    assert sheet is not None
    assert (sheet.patient_name, sheet.patient_weight_kg) == ("Test Patient", 81.5)
    assert sheet.patient_mobility is Mobility.STRETCHER
    assert key in {t.id for t in store.trips()}


def test_sending_a_trip_again_changes_nothing(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    new = replace(world.new_trip(), note="once")
    assert store.enter_trip(key, new) == store.enter_trip(key, new)
    assert len(store.notes(key)) == 1


def test_a_trip_held_for_later_outside_the_network(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    new = world.new_trip(
        destination_facility_id=None,
        destination_text=" 12 Elm St, Bedford ",
        scheduled=True,
        patient=replace(world.new_trip().patient, birth_date=None, weight_kg=None, mobility=None),
    )
    trip = store.enter_trip(key, new)
    assert trip.status is TripStatus.SCHEDULED
    assert (trip.destination_facility_id, trip.destination_name) == (None, "12 Elm St, Bedford")
    assert trip.distance_miles is None
    store.offer_trip(key)
    store.offer_trip(key)
    assert status_of(store, key) is TripStatus.PENDING


def test_patients_are_found_by_their_own_hospital_alone(hospital_store: Hospital, world: World) -> None:
    desk = hospital_store(DESK)
    new = world.new_trip()
    desk.enter_trip(uuid4(), new)
    found = desk.find_patient(f" {new.patient.mrn} ")
    assert found is not None
    assert replace(found, id=None) == new.patient
    assert desk.find_patient("nobody") is None
    assert hospital_store(DESK_2).find_patient(new.patient.mrn) is None
    looked = world.execute(
        Silo.HOSPITAL, "select count(*) from audit.log where action = 'READ' and entity_id = %s", str(found.id)
    )
    assert looked == [(1,)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ready_at": datetime.now(UTC) - timedelta(hours=2)}, "ready_at"),
        ({"destination_facility_id": uuid4()}, "destination"),
        ({"deliver_by": datetime.now(UTC)}, "deliver_by"),
        ({"pickup_location": "x" * 1000}, "pickup_location"),
        ({"origin_facility_id": uuid4()}, "origin_facility_id"),
    ],
)
def test_what_the_database_refuses_names_the_field_and_writes_nothing(
    hospital_store: Hospital, world: World, change: dict[str, object], field: str
) -> None:
    store, key = hospital_store(DESK), uuid4()
    new: NewTrip = world.new_trip(**change)
    with pytest.raises(Refused) as refused:
        store.enter_trip(key, new)
    assert refused.value.field == field
    assert refused.value.sentence.endswith(".")
    assert store.trips([key]) == []
    assert store.find_patient(new.patient.mrn) is None


def test_another_hospitals_place_is_refused_with_a_sentence(hospital_store: Hospital, world: World) -> None:
    with pytest.raises(Refused, match="own facilities"):
        hospital_store(DESK).enter_trip(uuid4(), world.new_trip(origin_facility_id=world.tyrone))


def test_the_center_enters_for_the_hospital_the_patient_is_at(hospital_store: Hospital, world: World) -> None:
    key = uuid4()
    trip = hospital_store(CENTER).enter_trip(key, world.new_trip(origin_facility_id=world.tyrone))
    assert trip.hospital_id == world.hospital_2
    assert hospital_store(DESK_2).trips([key])[0].id == key
    assert hospital_store(DESK).trips([key]) == []


def test_a_cancelled_trip_stays_cancelled(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    store.enter_trip(key, world.new_trip())
    store.cancel_trip(key, Reason.BED_LOST, "full")
    store.cancel_trip(key, Reason.BED_LOST, "full")  # sent again
    (trip,) = store.trips([key])
    assert (trip.status, trip.cancellation_reason) == (TripStatus.CANCELLED, Reason.BED_LOST)
    with pytest.raises(Refused) as refused:
        store.offer_trip(key)
    assert refused.value.code == "MP001"
    assert "cancelled" in refused.value.sentence


def test_what_is_not_there_is_refused(hospital_store: Hospital, ems_store: Ems) -> None:
    with pytest.raises(Refused):
        hospital_store(DESK).offer_trip(uuid4())
    with pytest.raises(Refused):
        ems_store(DISPATCH).withdraw_bid(uuid4())
    with pytest.raises(Refused):
        ems_store(DISPATCH).progress(uuid4(), TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
    with pytest.raises(Refused):
        ems_store(DISPATCH).profile(uuid4())


def test_ended_trips_leave_the_board_after_a_day_but_are_found_by_id(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    store.enter_trip(key, world.new_trip())
    store.cancel_trip(key, Reason.DUPLICATE, "")
    assert key in {trip.id for trip in store.trips()}
    world.execute(Silo.HOSPITAL, "alter table medport.transport_request disable trigger a_rules_of_change")
    world.execute(
        Silo.HOSPITAL,
        "update medport.transport_request set updated_at = now() - interval '25 hours' where id = %s",
        key,
    )
    world.execute(Silo.HOSPITAL, "alter table medport.transport_request enable trigger a_rules_of_change")
    assert key not in {trip.id for trip in store.trips()}
    assert [trip.id for trip in store.trips([key, uuid4()])] == [key]
    assert store.trips([]) == []


def test_transitions_and_facilities_are_read(hospital_store: Hospital, world: World) -> None:
    store = hospital_store(DESK)
    table = store.transitions()
    assert table.forward(TripStatus.ACCEPTED) is TripStatus.EN_ROUTE
    assert table.correction(TripStatus.EN_ROUTE) is TripStatus.ACCEPTED
    assert not table.may(TripStatus.IN_TRANSIT, "cancel")
    by_id = {facility.id: facility for facility in store.facilities()}
    assert by_id[world.johnstown].coordinates.latitude == pytest.approx(40.3267)
    assert by_id[world.johnstown].coordinates.longitude == pytest.approx(-78.9220)
    assert [f.name for f in store.facilities()] == sorted(f.name for f in store.facilities())


def test_the_audit_trail_tells_who_and_hides_what_identifies(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    store.enter_trip(key, world.new_trip(pickup_location="room 4711"))
    entries = store.audit_of(key)
    assert {entry.who for entry in entries} == {"Ann Lee"}
    assert entries == sorted(entries, key=lambda e: e.timestamp, reverse=True)
    assert "4711" not in repr(entries)


def test_an_offer_on_the_board_is_the_trip_without_its_patient(
    hospital_store: Hospital, ems_store: Ems, world: World
) -> None:
    key = uuid4()
    trip = hospital_store(DESK).enter_trip(
        key, world.new_trip(destination_facility_id=None, destination_text="12 Elm St")
    )
    offer = on_board(ems_store(DISPATCH), key)
    alike = (
        "trip_number hospital_id hospital_name origin_name origin_city transport_level priority special_requirements"
        " ready_at deliver_by request_timestamp award_mode distance_miles bid_count"
    )
    for name in alike.split():
        assert getattr(offer, name) == getattr(trip, name), name
    assert "Elm" not in repr(offer)


def test_the_center_enters_nothing_from_a_place_of_no_hospital(hospital_store: Hospital, world: World) -> None:
    [(home,)] = world.execute(
        Silo.HOSPITAL,
        "insert into medport.hospital_facility (name, type, city, state, zip_code)"
        " values ('Nursing home of no hospital', 'NURSING_HOME', 'Tyrone', 'PA', '16686') returning id",
    )
    for place in (home, uuid4()):
        with pytest.raises(Refused, match="own facilities") as refused:
            hospital_store(CENTER).enter_trip(uuid4(), world.new_trip(origin_facility_id=place))
        assert refused.value.field == "origin_facility_id"


def test_the_center_looks_up_the_patients_of_one_hospital(hospital_store: Hospital, world: World) -> None:
    new, center = world.new_trip(), hospital_store(CENTER)
    hospital_store(DESK).enter_trip(uuid4(), new)
    assert center.find_patient(new.patient.mrn, world.hospital) is not None
    assert center.find_patient(new.patient.mrn, world.hospital_2) is None
