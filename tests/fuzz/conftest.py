"""The demo region on servers of its own: what is thrown at it would be in the way of every other test."""

from collections.abc import Iterator

import pytest

from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.embedded import EmbeddedSilos
from medport_desktop.silos.provision import provision
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.fuzz.scene import Scene
from tests.silos.world import World


@pytest.fixture(scope="session")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """Three servers that no other test uses."""
    silos = EmbeddedSilos(tmp_path_factory.mktemp("fuzz"), scram_iterations=TEST_SCRAM_ITERATIONS, fsync=False)
    try:
        urls = silos.start()
        provision(urls)
        accounts = {account.email: account for account in seed(urls)}
        yield Trio(silos, urls, accounts)
    finally:
        silos.remove()


@pytest.fixture(scope="session")
def world(trio: Trio) -> Iterator[World]:
    """The silos, with a superuser's connections."""
    with stage(trio.urls) as silos:
        made = World(trio, silos)
        yield made
        made.forget_people()


@pytest.fixture(scope="session")
def scene(world: World) -> Iterator[Scene]:
    """People at their services."""
    made = Scene(world)
    yield made
    made.close()
