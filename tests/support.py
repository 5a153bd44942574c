"""What every kind of test may use."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

T = TypeVar("T")
WAIT_S = 30
"""A wait ends when what it waits for has happened: a long one costs nothing, and a busy machine needs it."""


def eventually(check: Callable[[], T], timeout: float = WAIT_S) -> T:
    """Wait until `check()` gives something true and return it; an assertion fails after `timeout` seconds."""
    deadline = monotonic() + timeout
    while not (result := check()):
        assert monotonic() < deadline, f"it did not happen within {timeout:g} s"
        sleep(0.01)
    return result
