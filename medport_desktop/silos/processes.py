"""Small things about processes and files that the embedded servers need: identity, a lock, private files."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from medport_desktop.silos.problem import ServerProblem

_POLL_S = 0.05


def is_server(pid: int, folder: Path) -> bool:
    """Whether `pid` is a live PostgreSQL server of that data folder: a number alone may since be another's."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return False
        return Path(process.cwd()) == folder.resolve()
    except psutil.AccessDenied:
        return True  # a postgres of another account, which only we would have started there
    except psutil.Error:
        return False


def has_argument(pid: int, argument: str) -> bool:
    """Whether `pid` is a live process that was started with this argument."""
    try:
        return argument in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def end(pid: int, argument: str, timeout_s: float = 10) -> None:
    """Ask the process that was started with `argument` to end (SIGTERM); kill it if it has not after `timeout_s`."""
    if not has_argument(pid, argument):
        return
    try:
        process = psutil.Process(pid)
        process.terminate()
        if not _ends(process, timeout_s):
            process.kill()
            _ends(process, timeout_s)
    except psutil.NoSuchProcess:
        return


def _ends(process: psutil.Process, timeout_s: float) -> bool:
    """Wait until the process has ended. A zombie has: its parent, a console say, may live on without asking for it."""
    deadline = time.monotonic() + timeout_s
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_S)
    return True


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable by its owner alone (0600) from its first moment."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


@contextmanager
def exclusive(path: Path, what: str, timeout_s: float = 120) -> Iterator[None]:
    """Hold a lock file; the system lets go of it when the process ends, however it ends.

    Raises ServerProblem (`what` is being done by someone else) after `timeout_s`.
    """
    deadline = time.monotonic() + timeout_s
    with path.open("a+b") as file:
        while not _try_lock(file.fileno()):
            if time.monotonic() > deadline:
                raise ServerProblem(f"Another program has been busy with {what} for {timeout_s:.0f} seconds.")
            time.sleep(_POLL_S)
        try:
            yield
        finally:
            _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
