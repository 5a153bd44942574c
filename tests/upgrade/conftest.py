"""Databases of release 1.0.0, made again for each test that upgrades them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from medport_desktop.silos.demo.people import ACCOUNTS
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.embedded import EmbeddedSilos
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.releases.restore import FrozenTrio
from tests.silos.world import World


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrozenTrio]:
    """Three servers with release 1.0.0, as some test has left them."""
    silos = EmbeddedSilos(tmp_path_factory.mktemp("frozen"), scram_iterations=TEST_SCRAM_ITERATIONS, fsync=False)
    try:
        trio = FrozenTrio(silos, silos.start())
        trio.make()
        yield trio
    finally:
        silos.remove()


@pytest.fixture
def old(frozen: FrozenTrio) -> FrozenTrio:
    """The trio as 1.0.0 left it."""
    frozen.remake()
    return frozen


@contextmanager
def world_of(frozen: FrozenTrio) -> Iterator[World]:
    """The trio as its people see it."""
    trio = Trio(frozen.silos, frozen.urls, {account.email: account for account in ACCOUNTS})
    with stage(frozen.urls) as connections:
        world = World(trio, connections)
        yield world
        world.forget_people()
