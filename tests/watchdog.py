"""Whether the GUI thread ever waits: for a socket, a lock, another thread, or anything else that is not its own work.

A second thread samples the GUI thread's stack every few milliseconds. A sample in which code of ours has called into a
database driver, a socket, a lock, a keyring or a sleep is a wait, however short. So the verdict does not depend on the
speed of the machine: a busy one gives fewer samples a second, and more seconds.
"""

import faulthandler
import re
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import IO

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


class Watchdog:
    """Watches the thread that it is made on, within its `with`; keep the event loop turning meanwhile."""

    def __init__(self) -> None:
        self.waits: list[str] = []
        """Where the thread was seen to wait, innermost last."""
        self.samples = 0
        self._thread_id = threading.get_ident()
        self._ended = threading.Event()
        self._sampler = threading.Thread(target=self._sample, name="watchdog-sampler")

    def __enter__(self) -> "Watchdog":
        self._sampler.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._sampler.join()

    def verdict(self) -> str:
        """What is wrong, '' if nothing is."""
        return "\n".join(f"the GUI thread waited:\n{where}" for where in self.waits[:3])

    def _sample(self) -> None:
        with tempfile.TemporaryFile() as file:
            while not self._ended.wait(_SAMPLE_S):
                where = _wait_of_ours(_stack(self._thread_id, file))
                self.samples += 1
                if where and (not self.waits or self.waits[-1] != where):
                    self.waits.append(where)


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
