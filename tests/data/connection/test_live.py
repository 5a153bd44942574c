"""From one person's commit to another person's board, through the database, the listener and the change hub.

Hospital silo → event → EMS silo → notification → listener's thread → hub → worker → GUI thread.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QObject

from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Reason, Silo
from medport_desktop.domain.session import Freshness
from medport_desktop.runtime import Runtime, loop
from medport_desktop.runtime.changes import Changes
from tests.data.world import DESK, DISPATCH, PASSWORD, World
from tests.support import until

SignIn = Callable[[str], DatabaseManager]
BOARD = (Silo.EMS, "available_trip")
TRIES = 5


class LiveBoard:
    """An agency's board, kept fresh as a window would."""

    def __init__(self, runtime: Runtime, manager: DatabaseManager) -> None:
        self.rows: set[UUID] = set()
        self.reads: list[Changes] = []
        self._database = manager.databases[Silo.EMS]
        self._runtime = runtime
        self._owner = QObject()
        self.store = EmsStore(self._database)
        self.changed = runtime.changes.changed
        self.subscription = runtime.changes.subscribe(self._owner, [BOARD], self._read, self._apply)
        self.listeners: list[Listener] = []
        self.may_read = threading.Event()
        """Clear it, and a read that has begun waits for it."""
        self.may_read.set()

    def listen(self) -> Listener:
        listener = Listener(self._database, self._runtime.changes)
        self.listeners.append(listener)
        listener.start()
        return listener

    def _read(self, changes: Changes) -> Callable[[], tuple[frozenset[UUID] | None, set[UUID]]]:
        self.reads.append(changes)
        return partial(self._work, changes.ids("available_trip"))

    def _work(self, ids: frozenset[UUID] | None) -> tuple[frozenset[UUID] | None, set[UUID]]:
        assert self.may_read.wait(30)
        return ids, {trip.trip_id for trip in self.store.board(None if ids is None else list(ids))}

    def _apply(self, result: tuple[Iterable[UUID] | None, set[UUID]]) -> None:
        assert loop.on_gui_thread()
        ids, found = result
        self.rows -= self.rows if ids is None else set(ids)
        self.rows |= found


@pytest.fixture
def board(world: World, qapp: object) -> Iterator[LiveBoard]:
    """The blue agency's, of a console that would refuse to touch a database on the GUI thread."""
    runtime = Runtime.build(safety_ms=0)
    manager = world.manager(forbidden_thread=loop.on_gui_thread)
    runtime.tasks.run(manager.sign_in, DISPATCH, PASSWORD)
    until(lambda: runtime.tasks.is_idle)
    live = LiveBoard(runtime, manager)
    live.listen()
    until(lambda: len(live.reads) == 1 and not live.subscription.is_reading)
    state = runtime.changes.state(Silo.EMS)
    assert state is not None
    assert state.freshness is Freshness.LIVE
    yield live
    live.may_read.set()
    for listener in live.listeners:
        listener.stop()
    runtime.close()
    manager.close()


@pytest.fixture
def desk(sign_in: SignIn) -> HospitalStore:
    return HospitalStore(sign_in(DESK).databases[Silo.HOSPITAL])


def in_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_trip_appears_and_leaves(
    board: LiveBoard,
    desk: HospitalStore,
    world: World,
    record_property: Callable[[str, object], None],
) -> None:
    latencies = []
    for _ in range(TRIES):
        key = uuid4()
        writer = in_thread(partial(desk.enter_trip, key, world.new_trip()))
        until(lambda writer=writer: not writer.is_alive())
        start = perf_counter()
        until(partial(board.rows.__contains__, key))
        latencies.append(perf_counter() - start)
    record_property("seen_ms", round(median(latencies) * 1000))
    assert median(latencies) < 1
    assert not any(changes.everything for changes in board.reads[1:])
    canceller = in_thread(partial(desk.cancel_trip, key, Reason.BED_LOST, ""))
    until(lambda: key not in board.rows)
    canceller.join()


def test_fifty_changes_are_few_reads(board: LiveBoard, desk: HospitalStore, world: World) -> None:
    """What comes while a read is under way is one more read, however fast or slow it comes."""
    keys, heard = [uuid4() for _ in range(50)], set[UUID]()
    board.changed.connect(lambda changes: heard.update(changes.ids("available_trip") or ()))
    board.may_read.clear()
    writer = in_thread(lambda: [desk.enter_trip(key, world.new_trip()) for key in keys])
    until(lambda: heard.issuperset(keys))
    writer.join()
    board.may_read.set()
    until(lambda: board.rows.issuperset(keys))
    assert len(board.reads) == 3  # the first of all, the one that was held, and one for the rest


def test_a_console_catches_up_on_what_happened_while_it_was_cut_off(
    board: LiveBoard, desk: HospitalStore, world: World
) -> None:
    board.listeners[0].stop()
    key = uuid4()
    desk.enter_trip(key, world.new_trip())
    in_thread(partial(until, lambda: board.store.board([key]))).join()
    assert key not in board.rows
    board.listen()
    until(partial(board.rows.__contains__, key))
