"""What every kind of test may use."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

T = TypeVar("T")


def eventually(check: Callable[[], T], timeout: float = 30) -> T:
    """Wait until `check()` gives something true and return it; an assertion fails after `timeout` seconds."""
    deadline = monotonic() + timeout
    while not (result := check()):
        assert monotonic() < deadline, f"it did not happen within {timeout:g} s"
        sleep(0.01)
    return result
