"""What every kind of test may use."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QThread, QTimer

from medport_desktop.silos import health
from medport_desktop.silos.urls import SiloUrls, connect

T = TypeVar("T")
_TURN_MS = 5
WAIT_S = 30
"""A wait ends when what it waits for has happened: a long one costs nothing, and a busy machine needs it."""


def until(check: Callable[[], T], timeout: float = WAIT_S) -> T:
    """Wait until `check()` gives something true, and return it; an assertion fails after `timeout` seconds.

    On the thread of a Qt application its event loop runs meanwhile.
    """
    deadline = monotonic() + timeout
    pause = _sleep
    if _is_gui_thread():
        QCoreApplication.processEvents()  # what has happened already is seen by the window, too
        pause = _turn
    while not (result := check()):
        assert monotonic() < deadline, f"it did not happen within {timeout:g} s"
        pause()
    return result


def _is_gui_thread() -> bool:
    application = QCoreApplication.instance()
    return application is not None and QThread.currentThread() is application.thread()


def _turn() -> None:
    turn = QEventLoop()
    QTimer.singleShot(_TURN_MS, turn.quit)
    turn.exec()


def _sleep() -> None:
    sleep(2 * _TURN_MS / 1000)


def wrong(urls: SiloUrls) -> list[str]:
    """Call each silo's clock, as the keeper would, and return what the doctor then finds wrong, a word each."""
    for silo, url in urls.items():
        with connect(url, silo) as connection:
            connection.execute("select medport.tick()")
    return [complaint.code for silo in health.examine(urls) for complaint in silo.complaints]
