"""By when a trip is to be picked up is the trip's own: a change of the settings moves no trip that is on its way."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.silos.world import ADMIN, DESK, C, H, World
from tests.support import until

_KEY = "pickup_within_urgent_minutes"


def _set(world: World, minutes: int) -> None:
    """Change the setting by the administrator, and wait until the hospital silo has it."""
    world.person(ADMIN, C).execute("update system_configuration set value = %s where key = %s", [str(minutes), _KEY])
    held = "select value from medport.system_configuration where key = %s"
    until(lambda: world.value(H, held, _KEY) == str(minutes))


@pytest.fixture
def urgent_within(world: World) -> Iterator[None]:
    yield
    _set(world, 15)


def _due(world: World, trip: UUID) -> datetime:
    """By when, as hospital and agencies have it."""
    at_hospital = world.request(trip)["pickup_due"]
    until(lambda: world.board(trip)["pickup_due"] == at_hospital)
    assert isinstance(at_hospital, datetime)
    return at_hospital


@pytest.mark.usefixtures("urgent_within")
def test_a_change_of_the_setting_moves_no_trip_that_runs(world: World) -> None:
    ready = datetime.now(UTC) + timedelta(hours=1)
    trip = world.trip(priority="URGENT", ready_at=ready)
    assert _due(world, trip) == ready + timedelta(minutes=15)
    held, _ = world.held_trip(priority="URGENT", ready_at=ready)
    _set(world, 40)
    desk = world.person(DESK, H)
    desk.execute("update transport_request set pickup_location = 'Room 4' where id = %s", [trip])
    world.settle()
    assert _due(world, trip) == ready + timedelta(minutes=15)
    assert _due(world, held) == ready + timedelta(minutes=15)
    assert _due(world, world.trip(priority="URGENT", ready_at=ready)) == ready + timedelta(minutes=40)
    later = ready + timedelta(hours=1)  # what is told anew is due by what holds now
    desk.execute("update transport_request set ready_at = %s where id = %s", [later, trip])
    world.settle()
    assert _due(world, trip) == later + timedelta(minutes=40)
    desk.execute("update transport_request set priority = 'LOW' where id = %s", [trip])
    world.settle()
    assert _due(world, trip) == later + timedelta(minutes=60)


@pytest.mark.usefixtures("urgent_within")
def test_a_scheduled_trip_is_due_by_the_settings_of_its_offer(world: World) -> None:
    ready = datetime.now(UTC) + timedelta(hours=9)
    trip = world.trip(priority="URGENT", ready_at=ready, status="SCHEDULED")
    _set(world, 25)
    assert _due(world, trip) == ready + timedelta(minutes=15)
    world.person(DESK, H).execute("update transport_request set status = 'PENDING' where id = %s", [trip])
    world.settle()
    assert _due(world, trip) == ready + timedelta(minutes=25)
