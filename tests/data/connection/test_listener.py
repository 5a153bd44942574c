"""Listening through commits, forgeries, restarts, half-open connections and stops."""

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.address import CONNECT_TIMEOUT_S
from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from tests.data.world import DESK, DISPATCH, PASSWORD, World
from tests.support import until

SignIn = Callable[[str], DatabaseManager]
ALL = "everything"


@dataclass
class Told:
    """A sink that remembers, in order."""

    events: list[object] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def post(self, silo: Silo, table: str, ids: Iterable[UUID] | None) -> None:
        self.threads.add(threading.current_thread().name)
        self.events.append((table, None if ids is None else frozenset(ids)))

    def post_everything(self, silo: Silo) -> None:
        self.events.append(ALL)

    def post_state(self, state: SiloState) -> None:
        self.events.append(state)

    @property
    def states(self) -> list[Freshness]:
        return [event.freshness for event in self.events if isinstance(event, SiloState)]

    def last(self) -> SiloState:
        return [event for event in self.events if isinstance(event, SiloState)][-1]


class Proxy:
    """Passes TCP on to a server until it is frozen: then it keeps connections and says nothing."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._frozen = threading.Event()
        self._stop = threading.Event()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._thread = threading.Thread(target=self._run, name="proxy")
        self._thread.start()

    def freeze(self) -> None:
        self._frozen.set()

    def thaw(self) -> None:
        """Go on; what was frozen is dropped, as a firewall does."""
        self._frozen.clear()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector, self._server:
            selector.register(self._server, selectors.EVENT_READ)
            while not self._stop.is_set():
                for key, _ in selector.select(0.02):
                    if self._frozen.is_set():
                        self._stop.wait(0.01)
                    elif key.fileobj is self._server:
                        self._accept(selector)
                    else:
                        self._pass_on(selector, key.fileobj)
            for pair in list(self._pairs):
                pair.close()

    def _accept(self, selector: selectors.BaseSelector) -> None:
        client, _ = self._server.accept()
        server = socket.create_connection(self._target)
        for one, other in ((client, server), (server, client)):
            self._pairs[one] = other
            selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, selector: selectors.BaseSelector, source: object) -> None:
        assert isinstance(source, socket.socket)
        if source not in self._pairs:
            return
        with contextlib.suppress(OSError):
            data = source.recv(65536)
            if data:
                self._pairs[source].sendall(data)
                return
        for one in (source, self._pairs[source]):
            selector.unregister(one)
            self._pairs.pop(one)
            one.close()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def listen(sign_in: SignIn, told: Told) -> Iterator[Callable[..., Listener]]:
    listeners: list[Listener] = []

    def start(silo: Silo = Silo.HOSPITAL, manager: DatabaseManager | None = None, **times: float) -> Listener:
        listener = Listener((manager or sign_in(DESK)).databases[silo], told, **times)
        listeners.append(listener)
        listener.start()
        until(lambda: ALL in told.events)
        return listener

    yield start
    for listener in listeners:
        listener.stop()


Listen = Callable[..., Listener]


def backends(world: World, silo: Silo, email: str) -> list[int]:
    rows = world.execute(
        silo,
        "select pid from pg_stat_activity where usename = %s and application_name like 'medport listener%%'",
        scram.role_name(email),
    )
    return [pid for (pid,) in rows]


def test_first_it_listens_then_everything_is_read_then_each_change(
    listen: Listen, told: Told, sign_in: SignIn, world: World
) -> None:
    listen()
    assert told.states == [Freshness.LIVE]
    assert isinstance(told.events[0], SiloState)
    assert told.events[1] == ALL
    key = uuid4()
    HospitalStore(sign_in(DESK).databases[Silo.HOSPITAL]).enter_trip(key, world.new_trip())
    until(lambda: ("transport_request", frozenset({key})) in told.events)
    assert told.threads == {"medport-listen-hospital"}


def test_forgeries_are_ignored_or_merely_read(listen: Listen, told: Told, world: World) -> None:
    listen()
    with world.superuser(Silo.HOSPITAL) as connection:
        for payload in ("", "{", "[1]", '{"t": 1}', '{"t": "x; drop"}', "x" * 7999, '{"t": "unit", "ids": ["no"]}'):
            connection.execute("select pg_notify('medport', %s)", (payload,))
    until(lambda: ("unit", None) in told.events)
    assert [event for event in told.events if isinstance(event, tuple)] == [("unit", None)]


def test_a_quiet_connection_stays_live_by_its_heartbeat(listen: Listen, told: Told, world: World) -> None:
    def last_query() -> datetime:
        (pid,) = backends(world, Silo.HOSPITAL, DESK)
        return world.execute(Silo.HOSPITAL, "select state_change from pg_stat_activity where pid = %s", pid)[0][0]

    listen(heartbeat_s=0.02)
    first = last_query()
    until(lambda: last_query() > first)
    assert told.states == [Freshness.LIVE]


def test_a_backend_that_is_ended_is_replaced_and_everything_read(listen: Listen, told: Told, world: World) -> None:
    listen()
    (pid,) = backends(world, Silo.HOSPITAL, DESK)
    world.execute(Silo.HOSPITAL, "select pg_terminate_backend(%s)", pid)
    until(lambda: told.events.count(ALL) == 2)
    assert told.states == [Freshness.LIVE, Freshness.STALE, Freshness.LIVE]


def test_a_silo_that_stops_is_away_and_comes_back(
    listen: Listen, told: Told, world: World, silos: EmbeddedSilos
) -> None:
    listen(Silo.EMS)
    silos.stop([Silo.EMS])
    try:
        until(lambda: told.states[-1] is Freshness.AWAY)
        away = told.last()
        assert "cannot be reached" in away.reason
        assert away.since <= datetime.now(UTC)
    finally:
        silos.start()
    until(lambda: told.states[-1] is Freshness.LIVE)
    until(lambda: told.events[-1] == ALL)


def test_a_half_open_connection_is_found_told_and_left(listen: Listen, told: Told, world: World) -> None:
    """The peer is gone and nobody says so: no FIN, no RST, as behind a firewall that forgot us."""
    proxy = Proxy(int(psycopg.conninfo.conninfo_to_dict(world.urls.hospital)["port"]))
    urls = dict(world.urls.items()) | {Silo.HOSPITAL: f"postgresql://127.0.0.1:{proxy.port}/hospital"}
    manager = DatabaseManager(urls)
    try:
        manager.sign_in(DESK, PASSWORD)
        listen(manager=manager, heartbeat_s=0.1, stale_after_s=0.1, dead_after_s=0.4)
        proxy.freeze()
        until(lambda: told.states[-1] is Freshness.STALE)
        assert "does not answer" in told.last().reason
        until(lambda: told.states[-1] is Freshness.AWAY)
        proxy.thaw()
        until(lambda: told.states[-1] is Freshness.LIVE)
        until(lambda: told.events.count(ALL) == 2)
    finally:
        proxy.close()
        manager.close()


def test_a_disabled_account_says_so(listen: Listen, told: Told, world: World) -> None:
    email = "soon-gone@altoona.example"
    key = world.add_person(email, "hospital", world.hospital)
    manager = world.manager()
    manager.sign_in(email, PASSWORD)
    listener = listen(manager=manager)
    world.execute(Silo.CENTER, "update medport.app_user set is_active = false where id = %s", key)
    until(lambda: told.states[-1] is Freshness.REFUSED)
    assert told.last().reason.startswith("This account is disabled.")
    assert Freshness.AWAY not in told.states
    listener.stop()
    manager.close()


def test_it_stops_at_once_listening_or_waiting(listen: Listen, told: Told, world: World, silos: EmbeddedSilos) -> None:
    listening = listen(Silo.HOSPITAL)
    start = monotonic()
    listening.stop()
    assert monotonic() - start < CONNECT_TIMEOUT_S
    until(lambda: not backends(world, Silo.HOSPITAL, DESK))

    waiting = listen(Silo.EMS)
    silos.stop([Silo.EMS])
    try:
        until(lambda: told.states[-1] is Freshness.AWAY)
        start = monotonic()
        waiting.stop()
        assert monotonic() - start < CONNECT_TIMEOUT_S
    finally:
        silos.start()
    assert told.states[-1] is Freshness.AWAY  # a stop is no news


def test_agencies_hear_without_seeing(listen: Listen, told: Told, sign_in: SignIn, world: World) -> None:
    """Anybody who is connected hears ids; what may be seen is for the re-read to say."""
    dispatch = sign_in(DISPATCH)
    listen(manager=dispatch)
    key = uuid4()
    HospitalStore(sign_in(DESK).databases[Silo.HOSPITAL]).enter_trip(key, world.new_trip(scheduled=True))
    until(lambda: ("transport_request", frozenset({key})) in told.events)
    with dispatch.databases[Silo.HOSPITAL].read() as connection:
        seen = connection.exec_driver_sql("select count(*) from transport_request where id = %s", (key,)).scalar()
    assert seen == 0
