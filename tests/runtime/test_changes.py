"""Notifications become few reads: coalesced, one in flight a board, everything again when a silo is back."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from time import monotonic
from uuid import UUID, uuid4

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError, Refused, SiloAway
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import MOST_IDS, SPACING_MS, TOLD_ALL_SPACING_MS, ChangeHub, Changes
from medport_desktop.runtime.messages import Message
from tests.hands import emitted
from tests.support import WAIT_S, until

TRIPS = (Silo.HOSPITAL, "transport_request")
BIDS = (Silo.EMS, "transport_bid")


class Board:
    """Reads what the test lets it read and remembers what it was asked for."""

    def __init__(self, runtime: Runtime) -> None:
        self.owner = QObject()
        self.asked: list[Changes] = []
        self.began: list[float] = []
        self.applied: list[Changes] = []
        self.gate = threading.Event()
        self.gate.set()
        self.error: MedPortError | None = None
        self.in_flight = 0
        self.most_in_flight = 0
        self.subscription = runtime.changes.subscribe(
            self.owner, [TRIPS, BIDS], read=self.read, apply=self.applied.append
        )

    def read(self, changes: Changes) -> Callable[[], Changes]:
        self.asked.append(changes)
        self.began.append(monotonic())
        return partial(self.work, changes)

    def work(self, changes: Changes) -> Changes:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            assert self.gate.wait(WAIT_S)
            if self.error is not None:
                raise self.error
            return changes
        finally:
            self.in_flight -= 1


@pytest.fixture
def board(runtime: Runtime) -> Board:
    return Board(runtime)


@pytest.fixture
def hub(runtime: Runtime) -> ChangeHub:
    return runtime.changes


def post_from_a_thread(hub: ChangeHub, posts: list[tuple[Silo, str, list[UUID] | None]]) -> None:
    thread = threading.Thread(target=lambda: [hub.post(*post) for post in posts])
    thread.start()
    thread.join()


def test_a_burst_from_another_thread_is_one_read(hub: ChangeHub, board: Board) -> None:
    ids = [uuid4() for _ in range(20)]
    post_from_a_thread(hub, [(*TRIPS, [i]) for i in ids])
    until(lambda: len(board.applied) == 1)
    assert board.applied[0].ids("transport_request") == frozenset(ids)
    assert board.applied[0].ids() == frozenset(ids)
    assert not board.applied[0].touches("transport_bid")
    assert not board.applied[0].everything


def test_what_concerns_others_is_not_read(hub: ChangeHub, board: Board) -> None:
    hub.post(Silo.CENTER, "app_user", [uuid4()])
    hub.post(Silo.EMS, "transport_request", [uuid4()])  # that table of another silo
    with emitted(hub.changed):
        pass
    assert board.asked == []


def test_unknown_ids_mean_all_of_that_table(hub: ChangeHub, board: Board) -> None:
    hub.post(*TRIPS, [uuid4()])
    hub.post(*TRIPS, None)
    hub.post(*BIDS, [bid := uuid4()])
    until(lambda: len(board.applied) == 1)
    assert board.applied[0].ids("transport_request") is None
    assert board.applied[0].ids("transport_bid") == {bid}
    assert board.applied[0].ids() is None


def test_one_fetch_in_flight_and_what_came_meanwhile_is_next(hub: ChangeHub, board: Board) -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    board.gate.clear()
    hub.post(*TRIPS, [first])
    until(lambda: board.in_flight == 1)
    for later in (second, third):
        hub.post(*TRIPS, [later])
        with emitted(hub.changed):
            pass
    assert len(board.asked) == 1
    board.gate.set()
    until(lambda: len(board.applied) == 2)
    assert board.applied[1].ids() == {second, third}
    assert board.most_in_flight == 1


def test_a_storm_is_about_ten_reads_a_second(hub: ChangeHub, board: Board) -> None:
    posted: set[UUID] = set()

    def storm() -> bool:
        posted.add(one := uuid4())
        hub.post(*TRIPS, [one])
        return len(board.applied) == 5

    until(storm)
    until(lambda: posted == {one for changes in board.applied for one in changes.ids() or ()})
    took = board.began[4] - board.began[0]
    assert took > 4 * 0.9 * SPACING_MS / 1000  # QTimer's coarse kind may be early by a twentieth


def test_refresh_reads_everything_at_once_and_drops_the_fetch_in_flight(board: Board) -> None:
    board.gate.clear()
    board.subscription.refresh()
    until(lambda: board.in_flight == 1)
    board.subscription.refresh()
    board.gate.set()
    until(lambda: not board.subscription.is_reading)
    assert [changes.everything for changes in board.asked] == [True, True]
    assert len(board.applied) == 1


def test_a_silo_that_is_back_is_read_in_full(hub: ChangeHub, board: Board) -> None:
    hub.post_everything(Silo.EMS)
    until(lambda: len(board.applied) == 1)
    assert board.applied[0].rows == {BIDS: None}


def test_what_failed_because_a_silo_is_away_is_read_when_it_is_back(
    hub: ChangeHub, runtime: Runtime, board: Board
) -> None:
    shown: list[Message] = []
    runtime.messages.attach(shown.append)
    board.error = SiloAway(Silo.HOSPITAL)
    trip = uuid4()
    hub.post(*TRIPS, [trip])
    until(lambda: len(board.asked) == 1 and runtime.tasks.is_idle)
    assert shown == []  # the light tells
    board.error = None
    hub.post_everything(Silo.EMS)
    until(lambda: len(board.applied) == 1)
    assert board.applied[0].rows == {TRIPS: frozenset({trip}), BIDS: None}


def test_another_failure_is_shown_and_the_board_lives_on(hub: ChangeHub, runtime: Runtime, board: Board) -> None:
    shown: list[Message] = []
    runtime.messages.attach(shown.append)
    board.error = Refused("Not like this.")
    hub.post(*TRIPS, [uuid4()])
    until(lambda: len(shown) == 1)
    board.error = None
    hub.post(*TRIPS, [uuid4()])
    until(lambda: len(board.applied) == 1)


def test_a_paused_board_gathers(hub: ChangeHub, board: Board) -> None:
    board.subscription.pause()
    one, two = uuid4(), uuid4()
    for trip in (one, two):
        hub.post(*TRIPS, [trip])
        with emitted(hub.changed):
            pass
    assert board.asked == []
    board.subscription.go_on()
    until(lambda: len(board.applied) == 1)
    assert board.applied[0].ids() == {one, two}


def test_a_closed_or_orphaned_subscription_reads_nothing(hub: ChangeHub, runtime: Runtime, board: Board) -> None:
    orphan = Board(runtime)
    shiboken6.delete(orphan.owner)
    board.subscription.close()
    hub.post(*TRIPS, [uuid4()])
    with emitted(hub.changed):
        pass
    assert board.asked == orphan.asked == []
    assert not board.subscription.is_open
    assert not orphan.subscription.is_open


def test_an_owner_deleted_during_its_fetch_gets_nothing(hub: ChangeHub, runtime: Runtime, board: Board) -> None:
    board.gate.clear()
    hub.post(*TRIPS, [uuid4()])
    until(lambda: board.in_flight == 1)
    shiboken6.delete(board.owner)
    board.gate.set()
    until(lambda: runtime.tasks.is_idle)
    assert board.applied == []


def test_states_are_told_on_the_gui_thread_and_remembered(hub: ChangeHub) -> None:
    state = SiloState(Silo.EMS, Freshness.AWAY, datetime.now(UTC), "down")
    threads: list[threading.Thread] = []
    hub.state_changed.connect(lambda _: threads.append(threading.current_thread()))
    assert hub.state(Silo.EMS) is None
    with emitted(hub.state_changed) as told:
        thread = threading.Thread(target=hub.post_state, args=(state,))
        thread.start()
        thread.join()
    assert told == [(state,)]
    assert hub.state(Silo.EMS) == state
    assert threads == [threading.main_thread()]


def test_the_safety_read_covers_live_silos_only(qapp: object) -> None:
    runtime = Runtime.build(safety_ms=30)
    board = Board(runtime)
    now = datetime.now(UTC)
    runtime.changes.post_state(SiloState(Silo.EMS, Freshness.LIVE, now))
    runtime.changes.post_state(SiloState(Silo.HOSPITAL, Freshness.AWAY, now))
    until(lambda: len(board.applied) == 1)
    assert board.applied[0].rows == {BIDS: None}
    runtime.close()


def test_what_arrives_after_the_end_starts_nothing(runtime: Runtime) -> None:
    board = Board(runtime)
    listener = threading.Thread(target=runtime.changes.post, args=(*BIDS, [uuid4()]))
    listener.start()
    listener.join()
    runtime.changes.close()
    QApplication.processEvents()  # delivers what the other thread posted before the end
    runtime.changes.post(*BIDS, [uuid4()])
    QApplication.processEvents()
    assert not any(timer.isActive() for timer in runtime.changes.findChildren(QTimer))
    assert board.asked == []


def test_a_flood_of_forged_ids_is_one_read_of_everything(runtime: Runtime, board: Board) -> None:
    """Anybody may forge notifications: neither the set of ids nor the reading of the inbox may grow with them."""
    stop = threading.Event()

    def flood() -> None:
        while not stop.is_set():
            runtime.changes.post(*TRIPS, [uuid4()])

    def times_of_full_reads() -> list[float]:
        return [at for at, changes in zip(board.began, board.asked, strict=True) if changes.ids() is None]

    thread = threading.Thread(target=flood)
    beats: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(monotonic()))
    timer.start(20)
    thread.start()
    try:
        until(lambda: len(times_of_full_reads()) == 3)
    finally:
        stop.set()
        thread.join()
        timer.stop()
    gaps = [after - before for before, after in pairwise(beats)]
    assert len(beats) > 10
    assert max(gaps) < 1, "the GUI thread stood still"
    assert all(ids is None or len(ids) <= MOST_IDS for changes in board.asked for ids in changes.rows.values())
    between = [after - before for before, after in pairwise(times_of_full_reads())]
    assert min(between) > 0.9 * TOLD_ALL_SPACING_MS / 1000, "at most one a second"


def test_everything_that_is_asked_for_is_read_at_once(runtime: Runtime, board: Board) -> None:
    runtime.changes.post(*TRIPS, None)
    until(lambda: len(board.applied) == 1)
    began = monotonic()
    board.subscription.refresh()
    until(lambda: len(board.applied) == 2)
    runtime.changes.post(*TRIPS, [uuid4()])
    until(lambda: len(board.applied) == 3)
    assert monotonic() - began < 1
