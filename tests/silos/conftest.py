"""Three servers of their own for these tests, which poison events, cut subscriptions and disable people."""

from collections.abc import Iterator

import pytest

from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.embedded import EmbeddedSilos
from medport_desktop.silos.provision import provision
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.silos.world import World


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
