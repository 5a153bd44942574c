"""A crew that has finished before the cancel reaches it: what was done is done, in every silo."""

from uuid import UUID

import pytest

from tests.silos.world import BEDFORD, BLAIR, DESK, C, E, H, World
from tests.support import until

_TO_THE_END = ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")


def _drive(world: World, assignment: UUID) -> None:
    dispatcher = world.person(BEDFORD, E)
    for status in _TO_THE_END:
        dispatcher.execute("update assignment set status = %s where id = %s", [status, assignment])


def _is_completed_everywhere(world: World, trip: UUID, assignment: UUID, unit: UUID) -> None:
    told = world.request(trip)
    held = world.assignment(assignment)
    assert (told["status"], held["status"]) == ("COMPLETED", "COMPLETED")
    assert told["assignment_id"] == assignment
    assert (told["assigned_agency_id"], told["assigned_agency_name"]) == (held["agency_id"], held["agency_name"])
    assert (told["assigned_unit_id"], told["assigned_unit_number"]) == (unit, held["unit_number"])
    assert None not in (told["accepted_timestamp"], told["pickup_timestamp"], told["completion_timestamp"])
    assert told["cancellation_reason"] == "BED_LOST"
    assert world.milestones(trip) == [
        "notified",
        "acknowledged",
        "en_route",
        "at_scene",
        "left_scene",
        "at_destination",
        "transfer_of_care",
    ]
    assert (world.board(trip)["status"], world.unit_status(unit)) == ("CLOSED", "AVAILABLE")
    assert world.event(H, "trip.overtaken", trip)["payload"]["assignment_id"] == str(assignment)
    metrics = world.metrics(trip)
    assert (metrics["trip_cancelled"], metrics["trip_completed"], metrics["trip_overtaken"]) == (1, 1, 1)
    assert world.value(H, "select text from trip_note where trip_id = %s", trip) == (
        "The cancellation came too late: the crew had finished the run."
    )
    assert [world.dead_letters(silo) for silo in (H, E, C)] == [world.dead_after_seeding[silo] for silo in (H, E, C)]


@pytest.mark.parametrize("both_ways", [False, True], ids=["the crew not told", "neither told"])
def test_a_cancel_that_comes_after_the_end_of_the_drive_does_not_undo_it(world: World, both_ways: bool) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    assignment = world.accept(trip, unit=unit)
    world.move(assignment, "EN_ROUTE", "ON_SCENE")
    with world.cut_off(E, H):
        world.cancel(trip, settle=False)
        for status in _TO_THE_END[2:]:
            world.person(BEDFORD, E).execute("update assignment set status = %s where id = %s", [status, assignment])
        if not both_ways:
            until(lambda: world.request(trip)["status"] == "COMPLETED")
    world.settle()
    _is_completed_everywhere(world, trip, assignment, unit)


def test_a_whole_run_between_a_cancel_and_its_arrival_counts(world: World) -> None:
    """The hospital never saw the acceptance before it cancelled, and the crew never saw the cancel."""
    trip = world.trip(award_mode="FIRST_ACCEPT")
    unit = world.unit()
    with world.cut_off(E, H), world.cut_off(H, E):
        world.cancel(trip, settle=False)
        assignment = world.accept(trip, unit=unit, settle=False)
        _drive(world, assignment)
    world.settle()
    _is_completed_everywhere(world, trip, assignment, unit)


def test_an_award_that_a_cancel_seemed_to_undo_was_carried_out(world: World) -> None:
    trip, unit = world.trip(), world.unit()
    bid = world.bid(trip, unit=unit)
    with world.cut_off(H, E):
        award = world.award(trip, bid, settle=False)
        assignment = until(lambda: world.value(E, "select id from assignment where bid_id = %s", bid))
        with world.cut_off(E, H):
            world.cancel(trip, settle=False)
            _drive(world, assignment)
    world.settle()
    _is_completed_everywhere(world, trip, assignment, unit)
    assert world.value(H, "select outcome from trip_award where id = %s", award) == "ACCEPTED"


def test_who_finished_the_drive_is_named(world: World) -> None:
    trip = world.trip(award_mode="FIRST_ACCEPT")
    with world.cut_off(E, H), world.cut_off(H, E):
        world.cancel(trip, settle=False)
        _drive(world, world.accept(trip, settle=False))
    world.settle()
    who = "select user_name from audit.log where trip_id = %s and changes -> 'after' ->> 'status' = 'COMPLETED'"
    assert world.value(H, who, trip) == "Demo dispatch, bedford"
    assert world.value(H, "select author from trip_note where trip_id = %s", trip) == "Demo dispatch, bedford"


def test_a_run_that_was_finished_before_a_change_came_counts(world: World) -> None:
    """The hospital changed the trip and refused the acceptance; the crew heard of neither."""
    trip = world.trip(award_mode="FIRST_ACCEPT")
    with world.cut_off(E, H), world.cut_off(H, E):
        assignment = world.accept(trip, settle=False)
        world.person(DESK, H).execute("update transport_request set priority = 'URGENT' where id = %s", [trip])
        _drive(world, assignment)
    world.settle()
    told = world.request(trip)
    assert (told["status"], told["assignment_id"]) == ("COMPLETED", assignment)
    assert (world.assignment(assignment)["status"], world.board(trip)["status"]) == ("COMPLETED", "CLOSED")
    assert world.event(H, "trip.overtaken", trip)["payload"]["was"] == "PENDING"
    assert world.value(H, "select text from trip_note where trip_id = %s", trip) == (
        "The change came too late: the crew had finished the run."
    )


def test_the_times_are_those_of_the_crew_that_finished(world: World) -> None:
    """An earlier agency had handed the trip back, and the hospital had not heard of that either."""
    trip = world.trip(award_mode="FIRST_ACCEPT")
    first = world.accept(trip, "blair")
    with world.cut_off(E, H), world.cut_off(H, E):
        world.person(BLAIR, E).execute(
            "update assignment set status = 'PENDING', end_reason = 'NO_CREW' where id = %s", [first]
        )
        second = world.accept(trip, settle=False)
        world.cancel(trip, settle=False)
        _drive(world, second)
    world.settle()
    assert world.request(trip)["assignment_id"] == second
    times = "select jsonb_object_agg(milestone, occurred_at) from trip_milestone where trip_id = %s"
    told = world.value(H, times, trip)
    assert {**told, **world.assignment(second)["milestones"]} == told
