"""What the watchdog of the GUI thread sees, and what it lets pass."""

import socket
import threading
from collections.abc import Callable
from time import monotonic, thread_time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests import watchdog
from tests.hands import until
from tests.watchdog import Watchdog

LONG_S = 0.5


def connect() -> None:
    """To a server that takes nobody in."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        queue = [socket.socket() for _ in range(2)]
        for one in queue:
            one.setblocking(False)
            one.connect_ex(server.getsockname())
        with socket.socket() as late:
            late.settimeout(LONG_S)
            with pytest.raises(TimeoutError):
                late.connect(server.getsockname())
        for one in queue:
            one.close()


def read() -> None:
    """From somebody who says nothing."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(LONG_S)
        with pytest.raises(TimeoutError):
            ours.recv(1)


def lock() -> None:
    """What another thread holds."""
    taken = threading.Lock()
    taken.acquire()
    other = threading.Timer(LONG_S, taken.release)
    other.start()
    taken.acquire()
    other.join()


def compute() -> None:
    """Work of this thread alone."""
    ends = thread_time() + LONG_S / 2
    while thread_time() < ends:
        pass


def crowd() -> None:
    """Other threads take the processor, and Python's own lock with it."""

    def work() -> None:
        ends = monotonic() + LONG_S
        while monotonic() < ends:
            sum(range(10_000_000))  # one call: nobody else has the lock meanwhile

    for _ in range(3):
        threading.Thread(target=work).start()


def watched(does: Callable[[], None]) -> Watchdog:
    """A GUI thread that does this in its loop."""
    ends = monotonic() + 2 * LONG_S
    with Watchdog() as dog:
        QTimer.singleShot(10, does)
        until(lambda: monotonic() > ends)
    return dog


@pytest.mark.parametrize("does", [connect, read, lock])
def test_a_wait_is_seen_whoever_made_it(qapp: QApplication, does: Callable[[], None]) -> None:
    assert "a turn of the loop waited" in watched(does).verdict()


def test_long_work_is_seen_by_its_own_time(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "COMPUTING_LIMIT_S", LONG_S / 4)
    assert "a turn of the loop computed" in watched(compute).verdict()


def test_a_crowd_is_no_wait(qapp: QApplication) -> None:
    dog = watched(crowd)
    assert dog.turns, "the loop turned as quickly as ever"
    assert dog.verdict() == ""
