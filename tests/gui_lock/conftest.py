"""Consoles on the real silos, as the tests of passwords have them, with a clock that the tests move."""

from dataclasses import dataclass

import pytest

from medport_desktop.gui.session import activity
from medport_desktop.gui.session.lock import screen_lock
from tests.gui_password.conftest import at_hand, make_person, sit_down

__all__ = ["at_hand", "make_person", "sit_down"]


@dataclass
class Clock:
    """The clock by which activity is judged."""

    now: float = 1000.0

    def minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.now += minutes * 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replaces the computer's own, and has it looked at often."""
    made = Clock()
    monkeypatch.setattr(activity, "monotonic", lambda: made.now)
    monkeypatch.setattr(screen_lock, "CHECK_EVERY_MS", 10)
    return made
