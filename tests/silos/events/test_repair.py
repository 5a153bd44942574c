"""Trips go on after a slot was lost: what happened meanwhile is delivered, with all its effects."""

import pytest

from medport_desktop.silos import replication
from medport_desktop.silos.repair import repair
from tests.silos.world import C, E, H, World


def _lose(world: World, name: str) -> None:
    lost = next(link for link in replication.links() if link.subscription == name)
    replication.disable(lost, world.stage[lost.subscriber])
    replication.drop_slot(lost, world.stage[lost.publisher])


def test_trips_of_the_time_without_a_slot_come_to_the_board(world: World) -> None:
    held, assignment = world.held_trip()
    unit = world.assignment(assignment)["unit_id"]
    world.settle()
    _lose(world, "ems_events_from_hospital")
    trip = world.trip(settle=False)
    world.run(H, "update transport_request set priority = 'URGENT' where id = %s", trip)
    world.cancel(held, settle=False)
    said = repair(world.trio.urls)
    world.settle()
    assert said[1].startswith("3 row(s) of events.hospital") or said[1].startswith("4 row(s)"), said
    assert (world.board(trip)["status"], world.board(trip)["priority"]) == ("PENDING", "URGENT")
    assert world.assignment(assignment)["status"] == "CANCELLED"
    assert (world.board(held)["status"], world.unit_status(unit)) == ("CLOSED", "AVAILABLE")
    who = "select user_name from audit.log where trip_id = %s and changes -> 'after' ->> 'status' = 'CANCELLED'"
    assert world.value(E, who, held) == "Demo desk, nason"
    assert repair(world.trio.urls) == []
    world.award(trip, world.bid(trip))
    assert world.request(trip)["status"] == "ACCEPTED"


@pytest.mark.parametrize("name", ["hospital_events_from_ems", "center_events_from_ems"])
def test_a_drive_of_the_time_without_a_slot_is_told(world: World, name: str) -> None:
    trip, assignment = world.held_trip()
    world.settle()
    _lose(world, name)
    for status in ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED"):
        world.person("dispatch@bedford.example", E).execute(
            "update assignment set status = %s where id = %s", [status, assignment]
        )
    repair(world.trio.urls)
    world.settle()
    assert world.request(trip)["status"] == "COMPLETED"
    assert world.metrics(trip)["trip_completed"] == 1
    assert {silo: world.dead_letters(silo) for silo in (H, E, C)} == world.dead_after_seeding
