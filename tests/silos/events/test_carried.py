"""A patient who is aboard is carried: a cancel, or a refusal, that finds the crew on its way ends nothing."""

from uuid import UUID

import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.world import BEDFORD, CENTER, DESK, C, E, H, World, refused
from tests.support import until

_STEPS = ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
_ABOARD = "The cancellation came too late: the patient is aboard. Call the crew."


def step(world: World, assignment: UUID, *statuses: str) -> None:
    """The crew's steps, without waiting for what follows."""
    for status in statuses:
        world.person(BEDFORD, E).execute("update assignment set status = %s where id = %s", [status, assignment])


def on_scene(world: World) -> tuple[UUID, UUID, UUID]:
    """Return a trip whose crew is with the patient, its assignment and its unit."""
    trip, unit = world.trip(award_mode="FIRST_ACCEPT"), world.unit()
    assignment = world.accept(trip, unit=unit)
    world.move(assignment, "EN_ROUTE", "ON_SCENE")
    return trip, assignment, unit


def is_under_way(world: World, trip: UUID, assignment: UUID, status: str) -> None:
    """Every silo has the trip at that status, held by that assignment; nothing is left to be told."""
    told, held = world.request(trip), world.assignment(assignment)
    assert (told["status"], held["status"], held["ended_at"]) == (status, status, None)
    assert told["assignment_id"] == assignment
    assert (told["assigned_agency_id"], told["assigned_unit_id"]) == (held["agency_id"], held["unit_id"])
    assert (world.board(trip)["status"], world.unit_status(held["unit_id"])) == ("TAKEN", "COMMITTED")
    assert "cancelled" not in world.milestones(trip)
    assert held["carried_at"] is None
    assert [world.dead_letters(silo) for silo in Silo] == [world.dead_after_seeding[silo] for silo in Silo]


@pytest.mark.parametrize("reached", ["IN_TRANSIT", "AT_DESTINATION"])
@pytest.mark.parametrize("first", ["the cancel", "the step"])
def test_a_cancel_that_finds_the_patient_aboard_does_not_end_the_run(world: World, reached: str, first: str) -> None:
    trip, assignment, _unit = on_scene(world)
    slow, quick = ((H, E), (E, H)) if first == "the cancel" else ((E, H), (H, E))
    steps = _STEPS[2 : _STEPS.index(reached) + 1]
    with world.cut_off(*slow):
        with world.cut_off(*quick):
            world.cancel(trip, settle=False)
            step(world, assignment, *steps)
        told = "trip.cancelled" if first == "the cancel" else "trip.progressed"
        event = world.event(quick[1], told, trip)["id"]
        until(lambda: world.value(quick[0], "select true from events.handled where event_id = %s", event))
    world.settle()
    is_under_way(world, trip, assignment, reached)
    assert world.value(H, "select text from trip_note where trip_id = %s", trip) == _ABOARD
    assert world.rows(
        H, "select kind, agency_name, acknowledged_at from medport.trip_notice where trip_id = %s", trip
    ) == [("ABOARD", "Bedford demo EMS", None)]
    metrics = world.metrics(trip)
    assert (metrics["trip_cancelled"], metrics["trip_overtaken"]) == (1, 1)
    world.move(assignment, *_STEPS[_STEPS.index(reached) + 1 :])
    assert world.request(trip)["status"] == "COMPLETED"
    assert world.metrics(trip)["trip_overtaken"] == 1
    assert world.milestones(trip)[-2:] == ["at_destination", "transfer_of_care"]


def test_a_trip_that_was_cancelled_unaccepted_and_is_under_way_goes_on(world: World) -> None:
    """The hospital never saw the acceptance, and refuses it; the crew has left with the patient."""
    trip = world.trip(award_mode="FIRST_ACCEPT")
    with world.cut_off(E, H), world.cut_off(H, E):
        world.cancel(trip, settle=False)
        assignment = world.accept(trip, settle=False)
        step(world, assignment, *_STEPS[:3])
    world.settle()
    is_under_way(world, trip, assignment, "IN_TRANSIT")


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_refused_acceptance_that_finds_the_patient_aboard_ends_nothing(world: World, cancelled: bool) -> None:
    """The hospital had changed the trip, and may have cancelled it since, before it knew."""
    trip = world.trip(award_mode="FIRST_ACCEPT")
    with world.cut_off(E, H):
        with world.cut_off(H, E):
            world.person(DESK, H).execute("update transport_request set priority = 'URGENT' where id = %s", [trip])
            assignment = world.accept(trip, settle=False)
            step(world, assignment, *_STEPS[:3])
        until(
            lambda: world.value(
                H,
                "select true from events.hospital where kind = 'trip.acceptance_refused'"
                " and payload ->> 'trip_id' = %s",
                str(trip),
            )
        )
        if cancelled:
            world.cancel(trip, settle=False)
    world.settle()
    is_under_way(world, trip, assignment, "IN_TRANSIT")
    assert world.board(trip)["priority"] == "URGENT"


def test_the_step_is_not_taken_back_before_the_hospital_knows(world: World) -> None:
    trip, assignment, unit = on_scene(world)
    with world.cut_off(H, E):
        with world.cut_off(E, H):
            world.cancel(trip, settle=False)
            step(world, assignment, "IN_TRANSIT")
        event = world.event(H, "trip.cancelled", trip)["id"]
        until(lambda: world.value(E, "select true from events.handled where event_id = %s", event))
        with refused("MP001"):
            step(world, assignment, "ON_SCENE")
        step(world, assignment, "AT_DESTINATION")
        step(world, assignment, "IN_TRANSIT")
    world.settle()
    is_under_way(world, trip, assignment, "IN_TRANSIT")
    world.move(assignment, "ON_SCENE")
    world.cancel(trip)
    assert (world.request(trip)["status"], world.assignment(assignment)["status"]) == ("CANCELLED", "CANCELLED")
    assert world.unit_status(unit) == "AVAILABLE"


def test_what_was_done_with_the_patient_is_the_crews_deed(world: World) -> None:
    trip, assignment, _unit = on_scene(world)
    with world.cut_off(E, H):
        world.cancel(trip, settle=False)
        step(world, assignment, "IN_TRANSIT")
    world.settle()
    crew = "Demo dispatch, bedford"
    assert (
        world.value(H, "select recorded_by from trip_milestone where trip_id = %s and milestone = 'left_scene'", trip)
        == crew
    )
    who = "select user_name from audit.log where trip_id = %s and changes -> 'after' ->> 'status' = 'IN_TRANSIT'"
    assert world.value(H, who, trip) == crew
    assert (
        world.value(C, "select count(*) from events.dead_letter where resolved_at is null")
        == world.dead_after_seeding[C]
    )


def test_a_desk_that_knows_the_patient_is_aboard_is_told_to_call_the_crew(world: World) -> None:
    trip, assignment, _unit = on_scene(world)
    world.move(assignment, "IN_TRANSIT")
    with refused("MP001") as told:
        world.cancel(trip)
    assert told.value.diag.message_hint == "The patient is aboard. Call the crew."


def test_a_run_that_the_center_ended_before_the_hospital_answered_leaves_nothing_behind(world: World) -> None:
    trip, assignment, _unit = on_scene(world)
    carried = "select carried_at is not null from medport.assignment where id = %s"
    with world.cut_off(H, E):
        step(world, assignment, "IN_TRANSIT")
        world.cancel(trip, settle=False)
        until(lambda: world.value(E, carried, assignment))
        for status in ("AT_DESTINATION", "COMPLETED"):
            world.person(CENTER, E).execute("update assignment set status = %s where id = %s", [status, assignment])
    world.settle()
    assert world.request(trip)["status"] == "COMPLETED"
    assert [world.dead_letters(silo) for silo in Silo] == [world.dead_after_seeding[silo] for silo in Silo]
