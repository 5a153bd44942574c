"""Whether the GUI thread ever waits: for a socket, a lock, another thread, or anything else that is not its own work.

Two measures. A thread samples the GUI thread's stack every few milliseconds; a sample in which code of ours has called
into a database driver, a socket, a lock, a keyring or a sleep is a wait, however short, and fails at once: that does
not depend on the machine. And a timer in the event loop tells how long each turn took. A long turn is no wait while the
thread computes (its own CPU time), nor while it could run and another program has the processor (the kernel counts that
time for each thread), nor while the whole program stands still (a second thread that does little but sleep 4 ms sees
the same delay): what is left over is a wait that no sample has caught, and has a limit.
"""

import faulthandler
import re
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, QTimer, Slot

LIMIT_S = 0.050
"""The longest that the GUI thread may wait in one turn of its loop."""
_TURN_MS = 2
_SCHEDSTAT = Path("/proc/thread-self/schedstat")
_SAMPLE_S = 0.004
_FRAME = re.compile(r'^  File "(.*)", line (\d+|\?\?\?) in (.*)$', re.MULTILINE)
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
    """How long others had the processor, how much longer than asked the sleeping thread slept, and its own work."""

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
        with tempfile.TemporaryFile() as file:
            last = time.monotonic()
            while not self._ended.wait(_SAMPLE_S):
                now = time.monotonic()
                self._overslept += max(0.0, now - last - _SAMPLE_S)
                where = _wait_of_ours(_stack(self._thread_id, file))
                self.samples += 1
                if where and (not self.waits or self.waits[-1] != where):
                    self.waits.append(where)
                last = time.monotonic()
                self._overslept += last - now  # nobody else runs while a stack is written


def _queued_s() -> float:
    """How long this thread has been ready to run without a processor (Linux, proc_pid_schedstat); 0.0 elsewhere."""
    try:
        return int(_SCHEDSTAT.read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def _wait_of_ours(stack: Iterable[tuple[str, str, str]]) -> str:
    """The stack, innermost first, where the code that waits was called by ours and not by the test's; '' otherwise."""
    seen: list[str] = []
    waits = False
    for file, line, name in stack:
        seen.append(f"  {file}:{line} {name}")
        if name in _NO_WAIT or file.startswith(_TESTS):
            return ""
        if file.startswith(_OURS):
            return "\n".join(reversed(seen)) if waits else ""
        calls = _WAITING_CALLS.get(file.rsplit("/", 1)[-1], set()) if "/site-packages/" not in file else set()
        waits = waits or name in calls or any(part in file for part in _WAITING)
    return ""


def _stack(thread_id: int, file: IO[bytes]) -> list[tuple[str, str, str]]:
    """File, line and function of each of a thread's frames, innermost first; `file` is for the sampler alone.

    As text: whoever held the frames would keep what they hold, a widget or a timer, and end it in the wrong thread.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file, all_threads=True)
    file.seek(0)
    for block in file.read().decode("ascii", "replace").split("\n\n"):
        head, _, frames = block.partition("\n")
        if f"hread 0x{thread_id:016x}" in head:
            return _FRAME.findall(frames)
    return []
