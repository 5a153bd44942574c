"""The loop starts, awaits signals, cleans up, and no uncaught exception is lost."""

import asyncio
import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal, qInstallMessageHandler, qWarning

from medport_desktop.runtime import loop
from medport_desktop.runtime.messages import Message, Messages
from tests.support import until


class Sender(QObject):
    nothing = Signal()
    one = Signal(int)
    two = Signal(int, str)


def test_run_returns_what_main_returns_and_cancels_what_is_left(qapp: Any) -> None:
    cleaned: list[str] = []

    async def left_over() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            cleaned.append("left over")

    tasks: list[asyncio.Task[None]] = []

    async def main() -> int:
        tasks.append(asyncio.create_task(left_over()))
        await asyncio.sleep(0)
        return 7

    assert loop.run(qapp, main) == 7
    assert cleaned == ["left over"]
    assert not qapp.quitOnLastWindowClosed()


def test_the_loop_can_be_run_again(qapp: Any) -> None:
    async def main() -> int:
        return 1

    assert [loop.run(qapp, main), loop.run(qapp, main)] == [1, 1]


def test_an_exception_of_main_comes_out(qapp: Any) -> None:
    async def main() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        loop.run(qapp, main)


@pytest.mark.parametrize(
    ("name", "args", "expected"), [("nothing", (), None), ("one", (4,), 4), ("two", (4, "x"), (4, "x"))]
)
def test_a_signal_can_be_awaited(qapp: Any, name: str, args: tuple[Any, ...], expected: object) -> None:
    async def main() -> int:
        sender = Sender()
        signal = getattr(sender, name)
        QTimer.singleShot(0, sender, lambda: (signal.emit(*args), signal.emit(*args)))
        assert await loop.signal_once(signal) == expected
        return 0

    assert loop.run(qapp, main) == 0


def test_only_the_main_thread_is_the_gui_thread(qapp: Any) -> None:
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(loop.on_gui_thread()))
    thread.start()
    thread.join()
    assert loop.on_gui_thread()
    assert seen == [False]


def test_uncaught_exceptions_of_any_thread_become_numbered_messages(qapp: Any) -> None:
    messages, shown = Messages(), list[Message]()
    messages.attach(shown.append)
    before = sys.excepthook, threading.excepthook
    undo = loop.catch_bugs(messages)
    try:
        sys.excepthook(ValueError, ValueError("secret"), None)

        def broken() -> None:
            raise ZeroDivisionError

        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
        until(lambda: len(shown) == 2)
    finally:
        undo()
    assert all(message.reference for message in shown)
    assert "secret" not in shown[0].details
    assert (sys.excepthook, threading.excepthook) == before


def test_qt_is_heard_but_for_what_it_says_without_a_screen(caplog: pytest.LogCaptureFixture) -> None:
    before = qInstallMessageHandler(None)
    try:
        loop.log_qt_messages()
        qWarning("This plugin does not support propagateSizeHints()")
        qWarning("A layout has no widget")
    finally:
        qInstallMessageHandler(before)
    assert [record.getMessage() for record in caplog.records] == ["Qt: A layout has no widget"]
