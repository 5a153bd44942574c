"""Whether the GUI thread ever waits, or computes for too long: judged by what it does and not by the clock on the wall.

A thread looks at the GUI thread every few milliseconds. A look that finds code of ours inside a database driver, a
socket, a lock, a keyring or a sleep is a wait, however short, and fails at once. And the kernel says in which system
call the thread is blocked (Linux, proc_pid_syscall): what adds up in one turn of the event loop has a limit, whoever
made the call. How long the thread computes is its own CPU time. On a busy machine a turn may take long for neither
reason: the thread has no processor, or waits until another has given Python's lock back. That is no fault.
"""

import faulthandler
import platform
import re
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, QTimer, Slot

WAITING_LIMIT_S = 0.050
"""The longest that the GUI thread may wait in one turn of its loop."""
COMPUTING_LIMIT_S = 2.0
"""The most CPU time that one turn may take: a change of theme dresses every widget, which is most of it."""
_TURN_MS = 2
_FUTEX = {"x86_64": "202", "aarch64": "98"}.get(platform.machine(), "")
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
    """One turn of the event loop, in seconds."""

    wall: float
    computing: float
    waiting: float
    """How long the thread was seen blocked in a system call."""


class Watchdog(QObject):
    """Watches the thread that it is made on, between `start` and `stop`; keep the event loop turning meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []
        """Those that took more than WAITING_LIMIT_S by the clock on the wall."""
        self.waits: list[str] = []
        """Where the thread was seen to wait, innermost last."""
        self.samples = 0
        self._thread_id = threading.get_ident()
        self._task = Path(f"/proc/self/task/{threading.get_native_id()}")
        self._blocked = 0.0
        self._turns = 0
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
        told += [f"a turn of the loop waited: {turn}" for turn in self.turns if turn.waiting > WAITING_LIMIT_S]
        told += [f"a turn of the loop computed: {turn}" for turn in self.turns if turn.computing > COMPUTING_LIMIT_S]
        return "\n".join(told)

    def _now(self) -> tuple[float, float, float]:
        return time.monotonic(), time.thread_time(), self._blocked

    @Slot()
    def _turn(self) -> None:
        before, self._last = self._last, self._now()
        self._turns += 1
        wall, computing, waiting = (after - was for was, after in zip(before, self._last, strict=True))
        if wall > WAITING_LIMIT_S:
            self.turns.append(Turn(wall, computing, waiting))

    def _sample(self) -> None:
        """The time between two looks that found the thread blocked in the same turn was a wait.

        Where it was not the same wait, and the second look came late, nobody saw most of that time: it does not count.
        """
        with tempfile.TemporaryFile() as file:
            last, turn_before, wait_before = time.monotonic(), 0, ""
            while not self._ended.wait(_SAMPLE_S):
                now, turn, wait = time.monotonic(), self._turns, self._blocked_in()
                stack = _stack(self._thread_id, file)
                if _is_idle(stack):
                    wait = ""
                if wait and wait_before and turn == turn_before:
                    self._blocked += now - last if wait == wait_before else min(now - last, 2 * _SAMPLE_S)
                last, turn_before, wait_before = now, turn, wait
                where = _wait_of_ours(stack)
                self.samples += 1
                if where and (not self.waits or self.waits[-1] != where):
                    self.waits.append(where)

    def _blocked_in(self) -> str:
        """The system call that the thread is blocked in, told from any other; '' if none, or the kernel does not say.

        The wait for Python's own lock, which has a timeout as that for no other lock has, is none.
        """
        try:
            call = (self._task / "syscall").read_text("ascii")
            switches = (self._task / "status").read_text("ascii").partition("\nvoluntary_ctxt_switches:")[2]
        except OSError:
            return ""
        number, *arguments = call.split()
        if number in ("running", "-1") or (number == _FUTEX and int(arguments[3], 16) != 0):
            return ""
        return call + switches


def _is_idle(stack: Sequence[tuple[str, str, str]]) -> bool:
    """Whether the event loop itself waits, for the next event."""
    return not stack or stack[0][0].endswith("/hands.py")


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
