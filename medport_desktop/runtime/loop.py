"""The one event loop: asyncio on Qt by qasync, started and cleaned up here and nowhere else."""

import asyncio
import logging
import signal
import socket
import sys
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

import qasync
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QSocketNotifier,
    QThread,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.messages import Messages
from medport_desktop.runtime.no_window import end_without_window

_OF_NO_SCREEN = "This plugin does not support propagateSizeHints"
"""What Qt's offscreen platform says whenever a window with a least size is shown."""
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_log = logging.getLogger(__name__)


def on_gui_thread() -> bool:
    """Whether the calling thread is the one that paints: give it to the engines as their forbidden thread."""
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() is app.thread()


def run(app: QApplication, main: Callable[[], Awaitable[int]]) -> int:
    """Run `main` on the Qt loop until it returns the exit code; then cancel what is left and close the loop.

    The application does not end with its last window: `main` awaits what it waits for (`signal_once`), cleans
    up, and returns.
    """
    app.setQuitOnLastWindowClosed(False)

    async def outer() -> int:
        return await main()

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        return runner.run(outer())


async def signal_once(signal: Any) -> Any:
    """Await a Qt signal of a QObject of the GUI thread; its argument, a tuple of several, or None.

    For dialogs: `dialog.open(); result = await signal_once(dialog.finished)`, never `exec()`.
    """
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def arrived(*args: Any) -> None:
        if not future.done():
            future.set_result(args[0] if len(args) == 1 else args or None)

    connection = signal.connect(arrived)
    try:
        return await future
    finally:
        signal.disconnect(connection)


def catch_bugs(messages: Messages) -> Callable[[], None]:
    """Send every uncaught exception, of any thread, to the log and the message bar; returns the undo."""
    before = sys.excepthook, threading.excepthook

    def uncaught(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            before[0](kind, error, tb)
            return
        messages.failure(Fault.of(error))

    def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            messages.failure(Fault.of(args.exc_value))

    def undo() -> None:
        sys.excepthook, threading.excepthook = before

    sys.excepthook, threading.excepthook = uncaught, uncaught_in_thread
    return undo


def on_stop_signal(stop: Callable[[], object]) -> Callable[[], None]:
    """Call `stop` on the GUI thread at Ctrl-C and SIGTERM; returns the undo.

    Python runs a signal's handler between two of its own instructions, of which an idle Qt loop has none: so the
    signal also writes to a socket that Qt watches.
    """
    read, write = socket.socketpair()
    for end in (read, write):
        end.setblocking(False)
    notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: read.recv(64))
    fd_before = signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, lambda *_: QTimer.singleShot(0, stop)) for number in _STOP_SIGNALS}

    def undo() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(fd_before)
        notifier.setEnabled(False)
        notifier.deleteLater()
        read.close()
        write.close()

    return undo


def log_qt_messages() -> None:
    """Qt's own warnings into Python's log, but for the one that says that there is no screen."""
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def handler(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if text.startswith(_OF_NO_SCREEN):
            return
        _log.log(levels.get(kind, logging.WARNING), "Qt: %s", text)
        if kind is QtMsgType.QtFatalMsg:
            end_without_window(text)

    qInstallMessageHandler(handler)
