"""The ports against real servers, as real people: one way through each, and the refusals that people meet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from medport_desktop.data.stores.center import CenterStore, settings_from
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.agencies import AgencyProfile, Price
from medport_desktop.domain.enums import (
    AwardMode,
    AwardOutcome,
    BidStatus,
    Milestone,
    Mobility,
    Priority,
    Reason,
    Silo,
    TransportLevel,
    TripStatus,
    UnitStatus,
    UserType,
)
from medport_desktop.domain.errors import NotAllowed, Refused
from medport_desktop.domain.people import NewAccount
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import AvailableTrip, NewBid, NewTrip, Trip, TripFilters
from medport_desktop.services.ports import CenterPort, EmsPort, HospitalPort
from tests.data.world import ADMIN, CENTER, DESK, DESK_2, DISPATCH, DISPATCH_2, PASSWORD, World
from tests.support import eventually

Hospital = Callable[[str], HospitalStore]
Ems = Callable[[str], EmsStore]
Center = Callable[[str], CenterStore]


def bid_for(trip_id: UUID, agency_id: UUID, unit_id: UUID, cents: int = 41_050) -> NewBid:
    now = datetime.now(UTC)
    return NewBid(
        trip_id=trip_id,
        agency_id=agency_id,
        amount_cents=cents,
        unit_id=unit_id,
        estimated_pickup=now + timedelta(minutes=40),
        estimated_arrival=now + timedelta(minutes=90),
        special_notes="two crew",
    )


def on_board(store: EmsStore, trip_id: UUID) -> AvailableTrip:
    return eventually(lambda: store.board([trip_id]))[0]


def status_of(store: HospitalStore, trip_id: UUID) -> TripStatus:
    return store.trips([trip_id])[0].status


@pytest.fixture
def fresh_units(world: World) -> None:
    """Every unit free, whatever an earlier test left."""
    world.execute(
        Silo.EMS, "update medport.assignment set status = 'CANCELLED', ended_at = now() where ended_at is null"
    )
    world.execute(Silo.EMS, "update medport.unit set current_status = 'AVAILABLE'")


def test_the_stores_are_the_ports(hospital_store: Hospital, ems_store: Ems, center_store: Center) -> None:
    hospital: HospitalPort = hospital_store(DESK)
    ems: EmsPort = ems_store(DESK)
    center: CenterPort = center_store(DESK)
    assert all((hospital, ems, center))


# --- the hospital silo


def test_a_trip_is_entered_with_its_patient_and_note(hospital_store: Hospital, world: World) -> None:
    store, key = hospital_store(DESK), uuid4()
    new = replace(world.new_trip(), note="Family is informed.", pickup_location="4 West 12")
    trip = store.enter_trip(key, new)
    assert trip.id == key
    assert trip.trip_number.startswith("T-")
    assert trip.hospital_name == "UPMC Altoona"
    assert (trip.origin_city, trip.destination_name) == ("Altoona", "Conemaugh Memorial")
    assert trip.status is TripStatus.PENDING
    assert trip.needs == new.needs
    assert trip.needs_note == "2 L/min"
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
        hold=True,
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


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (TripFilters(), True),
        (TripFilters(levels=frozenset({TransportLevel.ALS})), False),
        (TripFilters(levels=frozenset({TransportLevel.ALS, TransportLevel.BLS})), True),
        (TripFilters(priorities=frozenset({Priority.URGENT})), False),
        (TripFilters(ready_within_hours=0.1), False),
        (TripFilters(ready_within_hours=3), True),
        (TripFilters(text="conemaugh altoona"), True),
        (TripFilters(text="pittsburgh"), False),
        (TripFilters(text="%"), False),
        (TripFilters(text="_'\\;"), False),
        (TripFilters(within_miles=50), True),
    ],
)
def test_filters(hospital_store: Hospital, world: World, filters: TripFilters, expected: bool) -> None:
    key = uuid4()
    hospital_store(DESK).enter_trip(key, world.new_trip())
    profile = AgencyProfile(world.agency, "Blue EMS", "Altoona", None)
    found = hospital_store(DISPATCH).available_trips(filters, profile, Settings())
    assert (key in {trip.trip_id for trip in found}) is expected


def test_what_an_agency_reads_of_an_offer_is_the_same_in_both_silos(
    hospital_store: Hospital, ems_store: Ems, world: World
) -> None:
    key = uuid4()
    hospital_store(DESK).enter_trip(key, world.new_trip(destination_facility_id=None, destination_text="12 Elm St"))
    copy = on_board(ems_store(DISPATCH), key)
    profile = AgencyProfile(world.agency, "Blue EMS", "Altoona", None)
    offers = hospital_store(DISPATCH).available_trips(TripFilters(), profile, Settings())
    original = next(trip for trip in offers if trip.trip_id == key)
    assert replace(copy, updated_at=original.updated_at) == original
    assert "Elm" not in repr(original)


# --- the ems silo, and the way of a trip


def test_bid_award_run_and_complete(  # noqa: PLR0915 - one trip's whole way
    hospital_store: Hospital, ems_store: Ems, center_store: Center, world: World, fresh_units: None
) -> None:
    desk, blue, red = hospital_store(DESK), ems_store(DISPATCH), ems_store(DISPATCH_2)
    trip: Trip = desk.enter_trip(uuid4(), world.new_trip())
    on_board(blue, trip.id)
    bid_id, other_bid = uuid4(), uuid4()
    blue.submit_bid(bid_id, bid_for(trip.id, world.agency, world.unit))
    blue.submit_bid(bid_id, bid_for(trip.id, world.agency, world.unit))  # sent again
    red.submit_bid(other_bid, bid_for(trip.id, world.agency_2, world.unit_2, 50_000))
    (bid,) = blue.bids([trip.id])
    assert bid in blue.bids()
    assert (bid.id, bid.agency_name, bid.amount_cents) == (bid_id, "Blue EMS", 41_050)
    assert bid.route == "UPMC Altoona → Conemaugh Memorial"
    assert (bid.unit_number, bid.status) == ("M21", BidStatus.PENDING)
    eventually(lambda: desk.trips([trip.id])[0].bid_count == 2)
    as_desk = ems_store(DESK)
    assert [b.id for b in as_desk.bids([trip.id])] == [other_bid, bid_id]
    assert on_board(blue, trip.id).bid_count == 2

    with pytest.raises(NotAllowed):  # another hospital's desk
        hospital_store(DESK_2).award(trip.id, bid_id, world.agency)
    desk.award(trip.id, bid_id, world.agency)
    eventually(lambda: status_of(desk, trip.id) is TripStatus.ACCEPTED)
    (awarded,) = desk.trips([trip.id])
    assert awarded.award_outcome is AwardOutcome.ACCEPTED
    assert (awarded.assigned_agency_name, awarded.assigned_unit_number) == ("Blue EMS", "M21")
    assert red.bids([trip.id])[0].status is BidStatus.REJECTED
    assert red.board([trip.id]) == []

    (active,) = [a for a in blue.active_trips() if a.trip_id == trip.id]
    assert active.status is TripStatus.ACCEPTED
    assert active.milestones == ((Milestone.ACKNOWLEDGED, active.accepted_at),)
    assert blue.transitions() == desk.transitions()
    unit = next(u for u in blue.units() if u.id == world.unit)
    assert unit.current_status is UnitStatus.COMMITTED
    assert (unit.trip_number, unit.trip_status) == (trip.trip_number, "ACCEPTED")
    assert hospital_store(DISPATCH).crew_sheet(trip.id) is not None
    assert hospital_store(DISPATCH_2).crew_sheet(trip.id) is None

    with pytest.raises(Refused, match="free"):
        blue.set_unit_status(world.unit, UnitStatus.OFF_DUTY)
    blue.progress(active.assignment_id, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
    blue.progress(active.assignment_id, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)  # sent again
    with pytest.raises(Refused, match="en route by now"):
        blue.progress(active.assignment_id, TripStatus.ACCEPTED, TripStatus.PENDING)
    blue.assign_unit(active.assignment_id, world.unit_als)
    with pytest.raises(Refused):
        blue.progress(active.assignment_id, TripStatus.EN_ROUTE, TripStatus.COMPLETED)
    way = [
        TripStatus.EN_ROUTE,
        TripStatus.ON_SCENE,
        TripStatus.IN_TRANSIT,
        TripStatus.AT_DESTINATION,
        TripStatus.COMPLETED,
    ]
    for before, after in pairwise(way):
        blue.progress(active.assignment_id, before, after)
    eventually(lambda: status_of(desk, trip.id) is TripStatus.COMPLETED)
    assert blue.active_trips([active.assignment_id]) == []
    assert {u.current_status for u in blue.units([world.unit, world.unit_als])} == {UnitStatus.AVAILABLE}
    reached = [m.milestone for m in desk.milestones(trip.id)]
    assert reached[0] is Milestone.NOTIFIED
    assert reached[-1] is Milestone.TRANSFER_OF_CARE
    counted = center_store(CENTER).analytics_count
    eventually(lambda: (counted("trip_created", trip.id), counted("trip_accepted", trip.id)) == (1, 1))


def test_first_accept_release_and_the_agency_that_was_too_late(
    hospital_store: Hospital, ems_store: Ems, world: World, fresh_units: None
) -> None:
    desk, blue, red = hospital_store(DESK), ems_store(DISPATCH), ems_store(DISPATCH_2)
    trip = desk.enter_trip(uuid4(), world.new_trip(award_mode=AwardMode.FIRST_ACCEPT))
    on_board(blue, trip.id)
    key, pickup = uuid4(), datetime.now(UTC) + timedelta(minutes=20)
    blue.accept_trip(key, world.agency, trip.id, world.unit, pickup)
    blue.accept_trip(key, world.agency, trip.id, world.unit, pickup)  # sent again: not "another agency"
    with pytest.raises(Refused) as late:
        red.accept_trip(uuid4(), world.agency_2, trip.id, world.unit_2, pickup)
    assert late.value.code == "MP003"
    with pytest.raises(NotAllowed):
        red.accept_trip(uuid4(), world.agency, trip.id, world.unit_2, pickup)
    eventually(lambda: status_of(desk, trip.id) is TripStatus.ACCEPTED)
    blue.release(key, Reason.NO_CREW, "flu")
    eventually(lambda: status_of(desk, trip.id) is TripStatus.PENDING)
    assert on_board(red, trip.id).trip_number == trip.trip_number
    assert blue.units([world.unit])[0].current_status is UnitStatus.AVAILABLE


def test_a_bid_is_withdrawn_once_and_expires_by_its_own_time(
    hospital_store: Hospital, ems_store: Ems, world: World, fresh_units: None
) -> None:
    blue = ems_store(DISPATCH)
    trip = hospital_store(DESK).enter_trip(uuid4(), world.new_trip())
    on_board(blue, trip.id)
    first, second = uuid4(), uuid4()
    blue.submit_bid(first, bid_for(trip.id, world.agency, world.unit))
    with pytest.raises(Refused) as twice:
        blue.submit_bid(second, bid_for(trip.id, world.agency, world.unit))
    assert twice.value.code == "MP004"
    blue.withdraw_bid(first)
    blue.withdraw_bid(first)  # sent again
    assert blue.bids([trip.id])[0].status is BidStatus.WITHDRAWN
    blue.submit_bid(second, bid_for(trip.id, world.agency, world.unit))
    world.execute(Silo.EMS, "update medport.transport_bid set expires_at = now() where id = %s", second)
    assert blue.bids([trip.id])[0].status is BidStatus.EXPIRED  # though no clock has ticked


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"amount_cents": 999_999_999}, "amount"), ({"amount_cents": 0}, "amount"), ({"unit_id": uuid4()}, "unit")],
)
def test_a_bid_that_cannot_be(
    hospital_store: Hospital, ems_store: Ems, world: World, changes: dict[str, object], field: str
) -> None:
    blue = ems_store(DISPATCH)
    trip = hospital_store(DESK).enter_trip(uuid4(), world.new_trip())
    on_board(blue, trip.id)
    with pytest.raises(Refused) as refused:
        blue.submit_bid(uuid4(), replace(bid_for(trip.id, world.agency, world.unit), **changes))
    assert refused.value.field == field


def test_the_center_bids_for_an_agency(
    hospital_store: Hospital, ems_store: Ems, world: World, fresh_units: None
) -> None:
    center, key = ems_store(CENTER), uuid4()
    trip = hospital_store(DESK).enter_trip(uuid4(), world.new_trip())
    on_board(center, trip.id)
    center.submit_bid(key, bid_for(trip.id, world.agency_2, world.unit_2))
    assert center.bids([trip.id])[0].agency_name == "Red EMS"
    assert {unit.agency_name for unit in center.units()} == {"Blue EMS", "Red EMS"}


def test_units_and_profile(ems_store: Ems, world: World, fresh_units: None) -> None:
    blue = ems_store(DISPATCH)
    assert [unit.unit_number for unit in blue.units()] == ["M21", "M22"]
    blue.set_unit_status(world.unit_als, UnitStatus.MAINTENANCE)
    assert blue.units([world.unit_als])[0].current_status is UnitStatus.MAINTENANCE
    with pytest.raises(Refused):
        blue.set_unit_status(world.unit_2, UnitStatus.OFF_DUTY)  # another agency's
    profile = blue.profile(world.agency)
    assert profile.price_sheet == {TransportLevel.BLS: Price(20_000, 900)}
    assert profile.coordinates is not None


# --- the center


def test_accounts(center_store: Center, world: World) -> None:
    admin, key = center_store(ADMIN), uuid4()
    new = NewAccount(
        email=f"new{key.hex[:6]}@altoona.example",
        name="New Nurse",
        user_type=UserType.HOSPITAL,
        is_manager=False,
        hospital_id=world.hospital,
        agency_id=None,
        password="a long enough one",
    )
    assert new.password not in repr(new)
    admin.create_account(key, new)
    admin.create_account(key, new)  # sent again
    with pytest.raises(Refused) as twice:
        admin.create_account(uuid4(), new)
    assert twice.value.field == "email"
    (account,) = admin.accounts([key])
    assert (account.name, account.organisation, account.is_active) == ("New Nurse", "UPMC Altoona", True)
    manager = world.manager()
    eventually(lambda: not manager.sign_in(new.email, new.password).away)
    manager.close()
    admin.set_account_active(key, False)
    assert not admin.accounts([key])[0].is_active
    assert {organisation.id for organisation in admin.hospitals()} == {world.hospital, world.hospital_2}


def test_who_is_no_manager_makes_no_accounts(center_store: Center, world: World) -> None:
    key = uuid4()
    new = NewAccount("x@y.example", "X", UserType.CENTER, True, None, None, PASSWORD)
    for email in (DESK, CENTER):
        with pytest.raises(NotAllowed):
            center_store(email).create_account(key, new)
        with pytest.raises(NotAllowed):
            center_store(email).set_account_active(key, True)


def test_settings_are_read_and_nonsense_is_passed_over(center_store: Center, world: World) -> None:
    world.execute(
        Silo.CENTER,
        "insert into medport.system_configuration (key, value) values ('road_factor', '1.3'), ('site_name', 'Here'),"
        " ('time_zone', 'America/Chicago') on conflict (key) do update set value = excluded.value",
    )
    found = center_store(DESK).settings()
    assert (found.road_factor, found.site_name, found.time_zone) == (1.3, "Here", "America/Chicago")
    nonsense = {"road_factor": "far", "turnout_minutes": "1.5", "time_zone": "Mars/Olympus", "unknown": "1"}
    assert settings_from(nonsense) == Settings()
