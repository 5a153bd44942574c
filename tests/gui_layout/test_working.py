"""A thin line runs while a call takes longer than a moment, and only then."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medport_desktop.gui.kit.controls.progress import ProgressLine
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.session.session_shell import WorkingLink
from medport_desktop.runtime import Runtime
from tests.support import until


@pytest.fixture
def runtime(qapp: QApplication) -> Iterator[Runtime]:
    theme().install(qapp)
    made = Runtime.build(safety_ms=0)
    yield made
    made.close()


def test_the_line_runs_while_a_call_is_slow(runtime: Runtime, qtbot: QtBot) -> None:
    window = ConsoleShell()
    WorkingLink(window, runtime)
    window.resize(700, 400)
    window.show()
    qtbot.waitExposed(window)
    line = window.findChild(ProgressLine)
    assert line is not None
    assert not line.isVisible()
    go_on = Event()
    runtime.tasks.run(go_on.wait)
    assert not line.isVisible()  # a moment is nothing to tell of
    try:
        until(line.isVisible)
        assert line.width() == window.width()
        before = line.grab().toImage()
        until(lambda: line.grab().toImage() != before)
    finally:
        go_on.set()
    until(lambda: not line.isVisible())
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def test_a_window_that_opens_meanwhile_shows_it_at_once(runtime: Runtime, qtbot: QtBot) -> None:
    go_on = Event()
    runtime.tasks.run(go_on.wait)
    try:
        until(lambda: runtime.tasks.is_slow)
        window = ConsoleShell()
        WorkingLink(window, runtime)
        qtbot.addWidget(window)
        window.show()
        line = window.findChild(ProgressLine)
        assert line is not None
        assert line.isVisible()
    finally:
        go_on.set()
    until(lambda: not line.isVisible())
