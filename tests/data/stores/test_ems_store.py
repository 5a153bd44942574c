"""The EMS silo's store, and the way of a trip through all three, as real people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.agencies import Price
from medport_desktop.domain.enums import (
    AwardMode,
    AwardOutcome,
    BidStatus,
    Milestone,
    Reason,
    Silo,
    TransportLevel,
    TripStatus,
    UnitStatus,
)
from medport_desktop.domain.errors import NotAllowed, Refused
from medport_desktop.domain.trips import AvailableTrip, NewBid, Trip
from tests.data.world import CENTER, DESK, DESK_2, DISPATCH, DISPATCH_2, World
from tests.support import until

Hospital = Callable[[str], HospitalStore]
Ems = Callable[[str], EmsStore]
Center = Callable[[str], CenterStore]


def bid_for(trip_id: UUID, agency_id: UUID, unit_id: UUID, cents: int = 41_050) -> NewBid:
    now = datetime.now(UTC)
    return NewBid(
        transport_request_id=trip_id,
        agency_id=agency_id,
        bid_amount=cents,
        unit_id=unit_id,
        estimated_pickup=now + timedelta(minutes=40),
        estimated_arrival=now + timedelta(minutes=90),
        special_notes="two crew",
    )


def on_board(store: EmsStore, trip_id: UUID) -> AvailableTrip:
    return until(lambda: store.board([trip_id]))[0]


def status_of(store: HospitalStore, trip_id: UUID) -> TripStatus:
    return store.trips([trip_id])[0].status


@pytest.fixture
def fresh_units(world: World) -> None:
    """Every unit free, whatever an earlier test left."""
    world.execute(
        Silo.EMS, "update medport.assignment set status = 'CANCELLED', ended_at = now() where ended_at is null"
    )
    world.execute(Silo.EMS, "update medport.unit set current_status = 'AVAILABLE'")


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
    assert (bid.id, bid.agency_name, bid.bid_amount) == (bid_id, "Blue EMS", 41_050)
    assert bid.route == "UPMC Altoona → Conemaugh Memorial"
    assert (bid.unit_number, bid.status) == ("M21", BidStatus.PENDING)
    until(lambda: desk.trips([trip.id])[0].bid_count == 2)
    as_desk = ems_store(DESK)
    assert [b.id for b in as_desk.bids([trip.id])] == [other_bid, bid_id]
    assert on_board(blue, trip.id).bid_count == 2

    with pytest.raises(NotAllowed):  # another hospital's desk
        hospital_store(DESK_2).award(trip.id, bid_id, world.agency)
    desk.award(trip.id, bid_id, world.agency)
    until(lambda: status_of(desk, trip.id) is TripStatus.ACCEPTED)
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
        blue.set_unit_status([world.unit], UnitStatus.OFF_DUTY, "")
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
    until(lambda: status_of(desk, trip.id) is TripStatus.COMPLETED)
    assert blue.active_trips([active.assignment_id]) == []
    assert {u.current_status for u in blue.units([world.unit, world.unit_als])} == {UnitStatus.AVAILABLE}
    reached = [m.milestone for m in desk.milestones(trip.id)]
    assert reached[0] is Milestone.NOTIFIED
    assert reached[-1] is Milestone.TRANSFER_OF_CARE
    counted = "select metric_name from medport.system_analytics where metadata->>'trip_id' = %s order by metric_name"
    told = {("trip_created",), ("trip_accepted",)}
    until(lambda: told <= set(world.execute(Silo.CENTER, counted, str(trip.id))))


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
    until(lambda: status_of(desk, trip.id) is TripStatus.ACCEPTED)
    blue.release(key, Reason.NO_CREW, "flu")
    until(lambda: status_of(desk, trip.id) is TripStatus.PENDING)
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
    [({"bid_amount": 999_999_999}, "amount"), ({"bid_amount": 0}, "amount"), ({"unit_id": uuid4()}, "unit")],
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
    blue.set_unit_status([world.unit_als], UnitStatus.MAINTENANCE, "Oil")
    assert blue.units([world.unit_als])[0].current_status is UnitStatus.MAINTENANCE
    with pytest.raises(Refused):
        blue.set_unit_status([world.unit_2], UnitStatus.OFF_DUTY, "")  # another agency's
    profile = blue.profile(world.agency)
    assert profile.price_sheet == {TransportLevel.BLS: Price(20_000, 900)}
    assert profile.coordinates is not None


def test_a_row_that_cannot_be_read_hides_no_other(
    hospital_store: Hospital, ems_store: Ems, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """A list in a list, an unknown word: the board shows the rest, and the log says which field, not what is in it."""
    good, spoiled = uuid4(), uuid4()
    for trip in (good, spoiled):
        hospital_store(DESK).enter_trip(trip, world.new_trip())
    board = ems_store(DISPATCH)
    assert {on_board(board, trip).trip_id for trip in (good, spoiled)} == {good, spoiled}
    for spoil in ("special_requirements = '{{oxygen},{ventilator}}'", "special_requirements = '{of no meaning}'"):
        with world.superuser(Silo.EMS) as connection:
            connection.execute("set session_replication_role = replica")
            connection.execute(f"update medport.available_trip set {spoil} where trip_id = %s".encode(), [spoiled])
        assert [trip.trip_id for trip in board.board([good, spoiled])] == [good]
        assert "AvailableTrip" in caplog.text
        assert "of no meaning" not in caplog.text
