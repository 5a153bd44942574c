"""Databases of release 1.0.0, made again for each test that upgrades them."""

from collections.abc import Iterator

import pytest

from medport_desktop.silos.servers.embedded import EmbeddedSilos
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.releases.restore import FrozenTrio


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
    if frozen.is_touched:
        frozen.remake()
    frozen.is_touched = True
    return frozen
