"""The demo region on servers of its own: what is thrown at it would be in the way of every other test."""

from collections.abc import Iterator

import pytest

from tests.conftest import Trio, demo_region
from tests.fuzz.scene import Scene
from tests.silos.world import World


@pytest.fixture(scope="session")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """Three servers that no other test uses."""
    with demo_region(tmp_path_factory.mktemp("fuzz")) as made:
        yield made


@pytest.fixture(scope="session")
def world(trio: Trio) -> Iterator[World]:
    """The silos, with a superuser's connections."""
    with World.of(trio) as made:
        yield made


@pytest.fixture(scope="session")
def scene(world: World) -> Iterator[Scene]:
    """People at their services."""
    made = Scene(world)
    yield made
    made.close()
