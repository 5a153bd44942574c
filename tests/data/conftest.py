"""Three real servers for the tests of the data layer, started once a run."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from tests.data.world import ITERATIONS, PASSWORD, World


@pytest.fixture(scope="session")
def silos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSilos]:
    """Embedded servers of this directory's own: some of its tests stop and start them."""
    folder: Path = tmp_path_factory.mktemp("silos")
    servers = EmbeddedSilos(folder, scram_iterations=ITERATIONS, fsync=False)
    try:
        provision(servers.start())
        yield servers
    finally:
        servers.remove()


@pytest.fixture(scope="session")
def world(silos: EmbeddedSilos) -> World:
    """The small region."""
    return World(silos.urls()).build()


SignIn = Callable[[str], DatabaseManager]


@pytest.fixture
def sign_in(world: World) -> Iterator[SignIn]:
    """Signs a person of the region in; signed out afterwards."""
    with ExitStack() as stack:

        def do(email: str) -> DatabaseManager:
            manager = world.manager()
            stack.callback(manager.close)
            manager.sign_in(email, PASSWORD)
            return manager

        yield do


@pytest.fixture
def hospital_store(sign_in: SignIn) -> Callable[[str], HospitalStore]:
    return lambda email: HospitalStore(sign_in(email).databases[Silo.HOSPITAL])


@pytest.fixture
def ems_store(sign_in: SignIn) -> Callable[[str], EmsStore]:
    return lambda email: EmsStore(sign_in(email).databases[Silo.EMS])


@pytest.fixture
def center_store(sign_in: SignIn) -> Callable[[str], CenterStore]:
    return lambda email: CenterStore(sign_in(email).databases[Silo.CENTER])


@pytest.fixture
def center_superuser(world: World) -> Iterator[psycopg.Connection]:
    with world.superuser(Silo.CENTER) as connection:
        yield connection


@pytest.fixture(scope="session")
def one_iteration(world: World) -> Iterator[psycopg.Connection]:
    """A connection for which libpq makes verifiers of one iteration, quick enough for hundreds."""
    with world.superuser(Silo.CENTER) as connection:
        connection.execute("set scram_iterations = 1")
        yield connection
