"""Small things about processes and files that the embedded servers need: identity, private files."""

import os
import time
from pathlib import Path

import psutil

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
