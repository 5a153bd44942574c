"""Three servers of their own for these tests, which poison events, cut subscriptions and disable people."""

from collections.abc import Iterator

import pytest

from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.embedded import EmbeddedSilos
from medport_desktop.silos.provision import provision
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.silos.world import ALTOONA, DESK, OTHER_DESK, Facts, H, World


@pytest.fixture(scope="session")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """The demo region on servers that no other test uses."""
    silos = EmbeddedSilos(tmp_path_factory.mktemp("silos"), scram_iterations=TEST_SCRAM_ITERATIONS, fsync=False)
    try:
        urls = silos.start()
        provision(urls)
        accounts = {account.email: account for account in seed(urls)}
        yield Trio(silos, urls, accounts)
    finally:
        silos.remove()


@pytest.fixture(scope="session")
def world(trio: Trio) -> Iterator[World]:
    """The silos, with connections that are opened once."""
    with stage(trio.urls) as silos:
        world = World(trio, silos)
        yield world
        world.forget_people()


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
