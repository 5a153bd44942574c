"""Calls run in worker threads; their outcomes arrive on the GUI thread, once, and only where they are wanted."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError, Refused, SiloAway
from medport_desktop.runtime import Runtime, loop
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.messages import Message
from tests.support import WAIT_S, until


@pytest.fixture
def shown(runtime: Runtime) -> list[Message]:
    messages: list[Message] = []
    runtime.messages.attach(messages.append)
    return messages


def raising(error: Exception) -> Callable[[], None]:
    def call() -> None:
        raise error

    return call


def settle(runtime: Runtime) -> None:
    until(lambda: runtime.tasks.is_idle)


def test_the_call_runs_in_a_worker_and_the_result_arrives_on_the_gui_thread(runtime: Runtime) -> None:
    threads: list[threading.Thread] = []

    def call(a: int, b: int) -> int:
        threads.append(threading.current_thread())
        assert not loop.on_gui_thread()
        return a + b

    def then(result: int) -> None:
        threads.append(threading.current_thread())
        assert loop.on_gui_thread()
        assert result == 5

    runtime.tasks.run(call, 2, 3, then=then)
    settle(runtime)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_domain_error_goes_to_failed_and_is_not_shown_twice(runtime: Runtime, shown: list[Message]) -> None:
    failures: list[MedPortError] = []
    refused = Refused("The trip was taken.", "Choose another.", "status", "MP003")
    runtime.tasks.run(raising(refused), failed=failures.append)
    settle(runtime)
    assert failures == [refused]
    assert shown == []


def test_a_domain_error_that_nobody_handles_is_shown(runtime: Runtime, shown: list[Message]) -> None:
    runtime.tasks.run(raising(SiloAway(Silo.EMS)))
    settle(runtime)
    assert [message.sentence for message in shown] == ["The EMS database cannot be reached."]
    assert shown[0].hint


def test_a_bug_is_numbered_shown_and_logged_without_what_a_person_typed(
    runtime: Runtime, shown: list[Message], caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[MedPortError] = []
    runtime.tasks.run(raising(KeyError("Jane Doe 1950-01-01")), failed=failures.append)
    settle(runtime)
    (failure,) = failures
    assert isinstance(failure, Fault)
    (message,) = shown
    assert message.reference == failure.reference
    assert failure.reference in message.sentence
    assert "KeyError" in message.details
    assert failure.reference in caplog.text
    assert "Jane" not in caplog.text + message.details + message.sentence


def test_a_deleted_owner_is_not_called_back(runtime: Runtime) -> None:
    owner, go_on, results = QObject(), threading.Event(), []
    runtime.tasks.run(lambda: go_on.wait(WAIT_S), then=results.append, owner=owner)
    shiboken6.delete(owner)
    go_on.set()
    settle(runtime)
    assert results == []


def test_a_cancelled_task_is_not_delivered(runtime: Runtime, shown: list[Message]) -> None:
    results: list[Any] = []
    task = runtime.tasks.run(raising(Refused("no")), then=results.append)
    task.cancel()
    settle(runtime)
    assert results == []
    assert shown == []


def test_only_the_latest_of_a_key_is_delivered_whichever_ends_first(runtime: Runtime) -> None:
    go_on, results = threading.Event(), []

    def slow_first() -> str:
        go_on.wait(WAIT_S)
        return "first"

    runtime.tasks.run(slow_first, then=results.append, key="search")
    runtime.tasks.run(lambda: "second", then=results.append, key="search")
    runtime.tasks.run(lambda: "other", then=results.append, key="another")
    until(lambda: sorted(results) == ["other", "second"])
    go_on.set()
    settle(runtime)
    assert sorted(results) == ["other", "second"]


def test_slow_calls_say_so_and_quick_ones_do_not(runtime: Runtime) -> None:
    told: list[bool] = []
    runtime.tasks.slow_changed.connect(told.append)
    runtime.tasks.run(lambda: None)
    settle(runtime)
    assert told == []
    go_on = threading.Event()
    runtime.tasks.run(lambda: go_on.wait(WAIT_S))
    until(lambda: told == [True])
    assert runtime.tasks.is_slow
    go_on.set()
    settle(runtime)
    assert told == [True, False]


def test_a_bug_in_a_callback_does_not_stop_the_others(runtime: Runtime, qtbot: QtBot) -> None:
    results: list[str] = []

    def broken(_: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as exceptions:
        runtime.tasks.run(lambda: "a", then=broken)
        runtime.tasks.run(lambda: "b", then=results.append)
        settle(runtime)
    assert [kind for kind, *_ in exceptions] == [ZeroDivisionError]
    assert results == ["b"]


def test_after_close_nothing_runs_and_nothing_arrives(qapp: object) -> None:
    runtime, results, go_on = Runtime.build(safety_ms=0), [], threading.Event()
    runtime.tasks.run(lambda: go_on.wait(WAIT_S), then=results.append)
    go_on.set()
    runtime.close()
    assert runtime.tasks.run(lambda: 1, then=results.append).cancelled
    QApplication.processEvents()  # whatever a worker sent before it ended
    assert results == []
    assert not [t for t in threading.enumerate() if t.name.startswith("medport-worker")]
