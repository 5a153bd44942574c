"""Three servers of their own for these tests, which poison events, cut subscriptions and disable people."""

from collections.abc import Iterator

import pytest

from tests.conftest import Trio, demo_region
from tests.silos.world import ALTOONA, DESK, OTHER_DESK, Facts, H, World


@pytest.fixture(scope="session")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """The demo region on servers that no other test uses."""
    with demo_region(tmp_path_factory.mktemp("silos")) as made:
        yield made


@pytest.fixture(scope="session")
def world(trio: Trio) -> Iterator[World]:
    """The silos, with connections that are opened once."""
    with World.of(trio) as made:
        yield made


@pytest.fixture(scope="session")
def facts(world: World) -> Facts:
    """Make them once; no test changes them."""
    patient, their_patient = world.patient(), world.patient(ALTOONA)
    trip = world.trip(patient_id=patient)
    bid = world.bid(trip)
    world.bid(trip, "blair")
    theirs = world.trip(hospital=ALTOONA, patient_id=their_patient)
    world.award(theirs, world.bid(theirs, "blair"), "blair", by=OTHER_DESK)
    for desk, of in ((DESK, trip), (OTHER_DESK, theirs)):
        world.person(desk, H).execute("insert into trip_note (trip_id, text) values (%s, 'Room 4')", [of])
    return Facts(
        trip,
        patient,
        bid,
        theirs,
        their_patient,
        world.request(theirs)["assignment_id"],
        world.unit(),
        world.unit("blair"),
    )
