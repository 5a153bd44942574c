"""A silo that takes everything and says nothing, as behind a tunnel: nobody waits for it for ever."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.session import Freshness, SiloState
from tests.chaos.proxy import Mode, Proxies, Proxy
from tests.data.world import DESK, PASSWORD, World
from tests.support import until


class States:
    """What a listener tells."""

    def __init__(self) -> None:
        self.now: Freshness | None = None

    def post(self, *_values: object) -> None:
        pass

    def post_everything(self, silo: Silo) -> None:
        pass

    def post_state(self, state: SiloState) -> None:
        self.now = state.freshness


@pytest.fixture
def way(world: World) -> Iterator[Proxy]:
    """The way to the hospital silo."""
    with Proxies() as proxies:
        yield proxies.before(int(world.urls.hospital.rsplit(":", 1)[1].split("/")[0]))


@pytest.fixture
def manager(world: World, way: Proxy) -> Iterator[DatabaseManager]:
    """A person whose hospital silo is reached by that way."""
    urls = dict(world.urls.items())
    urls[Silo.HOSPITAL] = urls[Silo.HOSPITAL].replace(f":{way.target}", f":{way.port}")
    made = DatabaseManager(urls)
    made.sign_in(DESK, PASSWORD)
    yield made
    made.close()


def test_a_worker_is_told_when_the_heartbeat_has_no_answer(manager: DatabaseManager, way: Proxy) -> None:
    database = manager.databases[Silo.HOSPITAL]
    store, states = HospitalStore(database), States()
    listener = Listener(database, states, heartbeat_s=0.2, stale_after_s=0.2, dead_after_s=0.5)
    listener.start()
    try:
        until(lambda: states.now is Freshness.LIVE)
        store.trips()
        way.set(Mode.HALF_OPEN)
        with ThreadPoolExecutor(1) as worker:
            try:
                with pytest.raises(SiloAway):
                    worker.submit(store.trips).result(10)
            finally:
                way.set(Mode.PASS)  # or a worker that still waits would hold this test
        until(lambda: states.now is Freshness.LIVE)
        store.trips()
    finally:
        listener.stop()


def test_the_end_of_the_program_does_not_wait_for_a_silent_silo(manager: DatabaseManager, way: Proxy) -> None:
    store = HospitalStore(manager.databases[Silo.HOSPITAL])
    store.trips()
    way.set(Mode.HALF_OPEN)
    with ThreadPoolExecutor(1) as worker:
        waiting = worker.submit(store.trips)
        until(lambda: manager.databases[Silo.HOSPITAL].is_in_use)
        begun = monotonic()
        manager.close()
        try:
            with pytest.raises(SiloAway):
                waiting.result(10)
        finally:
            way.set(Mode.PASS)
    assert monotonic() - begun < 5
