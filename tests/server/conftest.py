"""Servers of this directory's own: its tests stop, crash and re-address them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos


def servers_in(folder: Path, **options: object) -> EmbeddedSilos:
    """Quick embedded servers: nothing here asks whether a power cut is survived."""
    return EmbeddedSilos(folder, scram_iterations=4096, fsync=False, **options)  # type: ignore[arg-type]


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[EmbeddedSilos]:
    """Servers of this test alone, not started."""
    silos = servers_in(tmp_path / "silos")
    yield silos
    silos.remove()


@pytest.fixture(scope="module")
def provisioned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSilos]:
    """Servers of this module, running and provisioned, without people."""
    silos = servers_in(tmp_path_factory.mktemp("provisioned"))
    try:
        provision(silos.start())
        yield silos
    finally:
        silos.remove()
