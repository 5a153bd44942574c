"""A test that leaves something running behind fails itself, and not one that comes later by chance.

Qt's warnings are watched by pytest-qt (`qt_log_level_fail` in pyproject.toml).
"""

import gc
import sys
import threading
from collections.abc import Iterator
from functools import cache
from time import monotonic, sleep
from typing import Any
from weakref import WeakSet

import pytest

gc.disable()

_GRACE_S = 15.0
"""How long a thread that was told to stop may take."""


@pytest.fixture(autouse=True)
def leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a running QTimer or a window behind."""
    before = set(threading.enumerate())
    windows_before = _windows()
    timers_before = _timers() if "qapp" in request.fixturenames else None
    yield
    left = [f"thread {thread.name}" for thread in _threads_since(before)]
    _delete_what_is_due()
    left += [f"window {window!r}" for window in _windows() if window not in windows_before]
    if timers_before is not None:
        left += [f"running timer {timer!r}" for timer in _timers() if timer not in timers_before]
    gc.collect(1)  # here, and not in a thread of a later test: see medport_desktop/runtime/garbage.py
    if left:
        pytest.fail(f"left behind: {', '.join(left)}")


def _threads_since(before: set[threading.Thread]) -> list[threading.Thread]:
    deadline = monotonic() + _GRACE_S
    while True:
        # A thread that Python did not start (Qt's own) shows up as a dummy once it has called into Python.
        new = [
            thread
            for thread in threading.enumerate()
            if thread not in before and not isinstance(thread, threading._DummyThread)
        ]
        if not new or monotonic() > deadline:
            return new
        sleep(0.01)


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return None if widgets is None else widgets.QApplication.instance()


def _windows() -> list[Any]:
    application = _application()
    if application is None:
        return []
    return [widget for widget in application.topLevelWidgets() if widget.isVisible() and widget.parent() is None]


def _timers() -> list[Any]:
    from shiboken6 import isValid

    return [timer for timer in _all_timers() if isValid(timer) and timer.isActive()]


@cache
def _all_timers() -> WeakSet[Any]:
    """Every QTimer of Python's that there is, and from now on each as it is made.

    To look for them among all objects takes 60 ms, twice a test: that was a third of the time of all tests.
    """
    from PySide6.QtCore import QTimer

    timers = WeakSet(thing for thing in gc.get_objects() if issubclass(type(thing), QTimer))
    make = QTimer.__init__

    def make_known(self: Any, *args: Any, **options: Any) -> None:
        make(self, *args, **options)
        timers.add(self)

    QTimer.__init__ = make_known  # type: ignore[method-assign]
    return timers


def _delete_what_is_due() -> None:
    application = _application()
    if application is not None:
        from PySide6.QtCore import QEvent

        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
