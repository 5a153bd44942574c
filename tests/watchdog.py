"""Whether the GUI thread ever waits: for a socket, a lock, another thread, or anything else that is not its own work.

Two measures. A thread samples the GUI thread's stack every few milliseconds; a sample in which code of ours has called
into a database driver, a socket, a lock, a keyring or a sleep is a wait, however short, and fails at once: that does
not depend on the machine. And a timer in the event loop tells how long each turn took. A long turn is no wait while the
thread computes (its own CPU time), nor while it could run and another program has the processor (the kernel counts that
time for each thread), nor while the whole program stands still (a second thread that does nothing but sleep 2 ms sees
the same delay): what is left over is a wait that no sample has caught, and has a limit.
"""

import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QTimer, Slot

LIMIT_S = 0.050
"""The longest that the GUI thread may wait in one turn of its loop."""
_TURN_MS = 2
_SCHEDSTAT = Path("/proc/thread-self/schedstat")
_SAMPLE_S = 0.002
_OURS = f"{Path(__file__).parent.parent / 'medport_desktop'}/"
_TESTS = f"{Path(__file__).parent}/"
_WAITING = ("/psycopg/", "/psycopg_binary/", "/sqlalchemy/pool/", "/sqlalchemy/engine/", "/keyring/", "/secretstorage/")
"""Packages that wait for something outside of the thread, whatever of theirs is called."""
_WAITING_CALLS = {
    "threading.py": {"wait", "wait_for", "join", "_wait_for_tstate_lock"},
    "_base.py": {"result", "exception", "wait", "as_completed"},
    "thread.py": {"shutdown"},
    "queue.py": {"get", "join"},
    "socket.py": {"create_connection", "readinto", "getaddrinfo"},
    "selectors.py": {"select"},
    "subprocess.py": {"wait", "communicate", "_communicate", "run"},
    "ssl.py": {"do_handshake", "recv", "send", "read"},
}
"""Calls of Python's own library that do."""
_NO_WAIT = {"_adjust_thread_count", "__del__"}
"""A pool that gets one more thread waits until it runs: microseconds, and not for anything outside. A connection that
is garbage is closed without waiting for an answer (libpq's PQfinish)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the event loop that took long, in seconds."""

    wall: float
    computing: float
    noise: float
    """How long others had the processor, and how much longer than asked the sleeping thread slept meanwhile."""

    @property
    def waiting(self) -> float:
        """What neither work nor the machine explains."""
        return self.wall - self.computing - self.noise


class Watchdog(QObject):
    """Watches the thread that it is made on, between `start` and `stop`; keep the event loop turning meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []
        """Those of more than LIMIT_S."""
        self.waits: list[str] = []
        """Where the thread was seen to wait, innermost last."""
        self.samples = 0
        self._thread_id = threading.get_ident()
        self._overslept = 0.0
        self._ended = threading.Event()
        self._sampler = threading.Thread(target=self._sample, name="watchdog-sampler")
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self._turn)
        self._last = (0.0, 0.0, 0.0)

    def __enter__(self) -> "Watchdog":
        self._last = self._now()
        self._sampler.start()
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._turn()
        self._timer.stop()
        self._ended.set()
        self._sampler.join()

    def verdict(self) -> str:
        """What is wrong, '' if nothing is."""
        told = [f"the GUI thread waited:\n{where}" for where in self.waits[:3]]
        told += [f"a turn of the loop waited for something: {turn}" for turn in self.turns if turn.waiting > LIMIT_S]
        return "\n".join(told)

    def _now(self) -> tuple[float, float, float]:
        return time.monotonic(), time.thread_time(), self._overslept + _queued_s()

    @Slot()
    def _turn(self) -> None:
        before, self._last = self._last, self._now()
        wall, computing, noise = (after - was for was, after in zip(before, self._last, strict=True))
        if wall > LIMIT_S:
            self.turns.append(Turn(wall, computing, noise))

    def _sample(self) -> None:
        last = time.monotonic()
        while not self._ended.wait(_SAMPLE_S):
            now = time.monotonic()
            self._overslept += max(0.0, now - last - _SAMPLE_S)
            frame = sys._current_frames().get(self._thread_id)
            self.samples += 1
            where = _wait_of_ours(frame)
            if where and (not self.waits or self.waits[-1] != where):
                self.waits.append(where)
            last = time.monotonic()


def _queued_s() -> float:
    """How long this thread has been ready to run without a processor (Linux, proc_pid_schedstat); 0.0 elsewhere."""
    try:
        return int(_SCHEDSTAT.read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def _wait_of_ours(frame: FrameType | None) -> str:
    """The stack, where the code that waits was called by ours and not by the test's; '' otherwise."""
    stack: list[str] = []
    waits = False
    while frame is not None:
        file = frame.f_code.co_filename
        name = frame.f_code.co_name
        stack.append(f"  {file}:{frame.f_lineno} {name}")
        if name in _NO_WAIT:
            return ""
        if file.startswith(_TESTS):
            return ""
        if file.startswith(_OURS):
            return "\n".join(reversed(stack)) if waits else ""
        calls = _WAITING_CALLS.get(file.rsplit("/", 1)[-1], set()) if "/site-packages/" not in file else set()
        waits = waits or name in calls or any(part in file for part in _WAITING)
        frame = frame.f_back
    return ""
