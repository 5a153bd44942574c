"""Events that cross one another, awards that come too late: one outcome, the same in every silo."""

import pytest

from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, CENTER, C, E, H, World, refused
from tests.support import until


def test_an_award_of_a_withdrawn_bid_comes_back_refused(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    with world.cut_off(E, H):
        award = world.award(trip, bid, settle=False)
        world.person(BEDFORD, E).execute("update transport_bid set status = 'WITHDRAWN' where id = %s", [bid])
    world.settle()
    told = world.row(H, "select * from trip_award where id = %s", award)
    assert told is not None
    assert (told["outcome"], told["refusal_reason"]) == (
        "REFUSED",
        "Bedford demo EMS withdrew its bid a moment before.",
    )
    assert world.request(trip)["status"] == "PENDING"
    assert world.board(trip)["status"] == "PENDING"
    again = world.bid(trip, "blair")
    world.award(trip, again, "blair")
    assert world.request(trip)["status"] == "ACCEPTED"


def test_an_award_of_an_expired_bid_comes_back_refused_without_a_tick(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    world.run(E, "update transport_bid set expires_at = now() where id = %s", bid, quietly=True)
    award = world.award(trip, bid)
    told = world.row(H, "select * from trip_award where id = %s", award)
    assert told is not None
    assert (told["outcome"], told["refusal_reason"]) == ("REFUSED", "The bid had expired.")
    assert world.live_assignments(trip) == 0


def test_an_award_after_the_trip_has_gone_comes_back_refused(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    with world.cut_off(E, H):
        award = world.award(trip, bid, settle=False)
        # The center gives it to somebody else at that moment: a fault that the indexes must catch.
        world.run(E, "update available_trip set status = 'TAKEN' where trip_id = %s", trip, quietly=True)
    world.settle()
    assert world.value(H, "select refusal_reason from trip_award where id = %s", award) == (
        "The trip was no longer on offer."
    )


def test_an_award_of_a_bid_that_does_not_exist_comes_back_refused(world: World) -> None:
    trip, other = world.trip(), world.trip()
    elsewhere = world.bid(other)
    award = world.award(trip, elsewhere)
    assert world.value(H, "select refusal_reason from trip_award where id = %s", award) == "That bid does not exist."
    assert world.bid_status(elsewhere) == "PENDING"


def test_an_award_that_names_another_agency_than_its_bid_comes_back_refused(world: World) -> None:
    """Else the hospital would wait for one agency and another would drive."""
    trip = world.trip()
    bid = world.bid(trip, "blair")
    award = world.award(trip, bid, "bedford")
    assert world.value(H, "select refusal_reason from trip_award where id = %s", award) == "That bid does not exist."
    assert world.bid_status(bid) == "PENDING"


def test_an_award_to_a_suspended_agency_comes_back_refused(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    center = world.person(CENTER, E)
    center.execute("update ems_agency set status = 'SUSPENDED' where id = %s", [agency("bedford").id])
    try:
        award = world.award(trip, bid)
        with refused("MP006"):
            world.bid(trip)
        offered = world.trip(award_mode="FIRST_ACCEPT")
        with refused("MP006"):
            world.accept(offered)
        assert not world.value(C, "select is_active from agency_directory where id = %s", agency("bedford").id)
    finally:
        center.execute("update ems_agency set status = 'ACTIVE' where id = %s", [agency("bedford").id])
    assert world.value(H, "select refusal_reason from trip_award where id = %s", award) == (
        "Bedford demo EMS is suspended."
    )


@pytest.mark.parametrize("first", ["cancel", "acceptance"])
def test_a_cancel_that_crosses_an_acceptance_wins(world: World, first: str) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    slow, quick = ((H, E), (E, H)) if first == "cancel" else ((E, H), (H, E))
    with world.cut_off(*slow):
        with world.cut_off(*quick):
            world.cancel(trip, settle=False)
            assignment = world.accept(trip, unit=unit, settle=False)
        told = "trip.cancelled" if first == "cancel" else "trip.accepted"
        event = world.event(quick[1], told, trip)["id"]
        until(lambda: world.value(quick[0], "select true from events.handled where event_id = %s", event))
    world.settle()
    assert world.request(trip)["status"] == "CANCELLED"
    assert world.assignment(assignment)["status"] == "CANCELLED"
    assert (world.unit_status(unit), world.board(trip)["status"]) == ("AVAILABLE", "CLOSED")
    assert world.event(H, "trip.acceptance_refused", trip)["payload"]["status"] == "CANCELLED"
    assert world.metrics(trip)["trip_acceptance_refused"] == 1


def test_a_cancel_that_crosses_an_award_wins(world: World) -> None:
    trip, unit = world.trip(), world.unit()
    bid = world.bid(trip, unit=unit)
    with world.cut_off(E, H):
        award = world.award(trip, bid, settle=False)
        world.cancel(trip, settle=False)
    world.settle()
    assert world.request(trip)["status"] == "CANCELLED"
    assert world.live_assignments(trip) == 0
    assert world.unit_status(unit) == "AVAILABLE"
    assert world.value(H, "select outcome from trip_award where id = %s", award) == "REFUSED"


def test_a_cancel_that_crosses_a_release_wins(world: World) -> None:
    trip, assignment = world.held_trip()
    with world.cut_off(E, H):
        world.cancel(trip, settle=False)
        world.person(BEDFORD, E).execute(
            "update assignment set status = 'PENDING', end_reason = 'NO_CREW' where id = %s", [assignment]
        )
    world.settle()
    assert world.request(trip)["status"] == "CANCELLED"
    assert world.board(trip)["status"] == "CLOSED"
