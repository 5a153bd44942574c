"""Widgets that are garbage are destroyed on the GUI thread, whatever allocates in the workers."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from medport_desktop.runtime import Runtime
from medport_desktop.runtime.garbage import collector
from tests.support import until


@pytest.fixture
def collecting() -> Iterator[None]:
    """As outside the tests, which disable the collector for good."""
    gc.enable()
    yield
    gc.disable()


class Knot(QObject):
    """A QObject in a reference cycle, which tells where it ended."""

    ends: list[int]

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.me = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


def allocate() -> int:
    """Enough to have the collector run many times over."""
    return len([[number] for number in range(200_000)])


def test_cycles_end_on_the_gui_thread(qapp: QApplication, collecting: None) -> None:
    runtime = Runtime.build(safety_ms=0)
    try:
        ends: list[int] = []
        for _ in range(50):
            Knot(ends)
        made: list[int] = []
        runtime.tasks.run(allocate, then=made.append)
        until(lambda: bool(made))
        assert not ends
        held = [[number] for number in range(2 * gc.get_threshold()[0])]  # so that a collection is due
        collector().collect()
        assert held
        assert set(ends) == {threading.get_ident()}
    finally:
        runtime.close()


def test_the_last_runtime_gives_the_collector_back(qapp: QApplication, collecting: None) -> None:
    first, second = Runtime.build(safety_ms=0), Runtime.build(safety_ms=0)
    assert not gc.isenabled()
    first.close()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()
