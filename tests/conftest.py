"""What all tests share: the three servers with the demo region, and a guard against what tests leave behind."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from PySide6.QtWidgets import QApplication

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers import embedded
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from tests.gate import Gate
from tests.guards import leaves_nothing_behind
from tests.keyrings import MemoryKeyring
from tests.support import until

__all__ = ["leaves_nothing_behind"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TEST_SCRAM_ITERATIONS = 4096
_FIRST_PORT = 21_000
_PORTS_A_WORKER = 300
LAST_SEEDED_TRIP = 1039
_HERE = Path(__file__).parent
_LONGEST = {
    "fuzz/test_dialogs.py",
    "server/test_cli.py",
    "silos/events/test_histories.py",
    "test_tour.py",
    "gui_waiting/test_frozen.py",
}
"""Half a minute to a minute each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no worker has one to do when the others have ended."""
    items.sort(key=lambda item: item.path.relative_to(_HERE).as_posix() not in _LONGEST)


@dataclass(frozen=True)
class Trio:
    """The three silos with the demo region, and who may sign in. No keeper runs: call `tick`."""

    silos: EmbeddedSilos
    urls: SiloUrls
    accounts: Mapping[str, Any]
    """The demo's accounts by e-mail."""

    def account(self, user_type: UserType, *, manager: bool = False) -> Any:
        """Return the first demo account of that kind."""
        return next(
            account
            for account in self.accounts.values()
            if account.user_type == user_type and account.is_manager == manager
        )

    def connect(self, email: str, silo: Silo) -> psycopg.Connection:
        """Connect as a person of the demo; use it in a `with`."""
        login = {"user": scram.role_name(email), "password": self.accounts[email].password}
        return psycopg.connect(make_conninfo(self.urls.for_people()[silo], **login), autocommit=True)

    def superuser(self, silo: Silo) -> psycopg.Connection:
        """Connect as the server's superuser; use it in a `with`."""
        return psycopg.connect(self.urls[silo], autocommit=True)

    def port(self, silo: Silo) -> int:
        """Where that silo's server listens."""
        return int(self.urls[silo].rsplit(":", 1)[1].split("/")[0])

    def through(self, ways: Mapping[Silo, Any]) -> dict[Silo, str]:
        """The silos' addresses for people, some of them by a way with a `port` of its own."""
        urls = self.urls.for_people()
        return urls | {silo: urls[silo].replace(f":{self.port(silo)}", f":{way.port}") for silo, way in ways.items()}

    def tick(self) -> None:
        """Do in every silo what is due, as the keeper would."""
        for silo in Silo:
            with self.superuser(silo) as connection:
                connection.execute("select medport.tick()")

    def end_what_tests_began(self) -> None:
        """Cancel the trips that tests entered and that still hold units; returns once the units are free again.

        Nobody has to be told of what has ended so far.
        """
        with self.superuser(Silo.HOSPITAL) as hospital, self.superuser(Silo.EMS) as ems:
            ended = hospital.execute(
                "update medport.transport_request set status = 'CANCELLED', cancellation_reason = 'OTHER'"
                " where substr(trip_number, 3)::integer > %s and status in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE')"
                " returning id",
                [LAST_SEEDED_TRIP],
            ).fetchall()
            live = "select from medport.assignment where ended_at is null and trip_id = any(%s)"
            until(lambda: ems.execute(live, [[trip for (trip,) in ended]]).fetchone() is None)
            ems.execute(
                "update medport.assignment set acknowledged_at = now()"
                " where ended_at is not null and acknowledged_at is null"
            )
            hospital.execute("update medport.trip_notice set acknowledged_at = now() where acknowledged_at is null")


def ports_of_worker() -> range:
    """The ports that only this worker's servers listen on; no program gets one of them as the port of its own end."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = _FIRST_PORT + worker * _PORTS_A_WORKER
    return range(first, first + _PORTS_A_WORKER)


@pytest.fixture(scope="session", autouse=True)
def own_ports() -> Iterator[None]:
    """Each worker's servers have ports of their own, so that none takes what another's stopped server comes back to."""
    first = ports_of_worker()[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "DEFAULT_PORTS", (first, first + 1, first + 2))
        yield


@contextmanager
def demo_region(folder: Path) -> Iterator[Trio]:
    """Three servers with the demo region, removed at the end."""
    from medport_desktop.silos.demo.seed import seed

    silos = EmbeddedSilos(folder, scram_iterations=TEST_SCRAM_ITERATIONS, fsync=False)
    try:
        urls = silos.start()
        provision(urls)
        yield Trio(silos, urls, {account.email: account for account in seed(urls)})
    finally:
        silos.remove()


@pytest.fixture(scope="session")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """Made and seeded once a run (once a worker, with xdist)."""
    with demo_region(tmp_path_factory.mktemp("trio")) as made:
        yield made


@pytest.fixture
def hospital_gate(trio: Trio) -> Iterator[Gate]:
    """A way to the hospital silo that can be shut."""
    with Gate(trio.port(Silo.HOSPITAL)) as gate:
        yield gate


@pytest.fixture
def ems_gate(trio: Trio) -> Iterator[Gate]:
    """A way to the ems silo that can be shut."""
    with Gate(trio.port(Silo.EMS)) as gate:
        yield gate


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its theme."""
    from medport_desktop.gui.kit.style.theme import theme

    theme().install(qapp)
    return qapp


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """A keyring that works, in the place of this machine's own."""
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)
