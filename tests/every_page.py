"""Somebody's console as the program opens it, page by page, for tests that look at all of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.bootstrap import Console, open_session
from medport_desktop.gui.kit.controls.tabbed import TabbedPage
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from tests.conftest import Trio


@contextmanager
def console_of(trio: Trio, email: str, qtbot: QtBot) -> Iterator[tuple[Console, ConsoleShell]]:
    """Sign in and wait for the window; everything is closed at the end."""
    console = open_session(trio.urls.for_people(), email, trio.accounts[email].password)
    try:
        qtbot.waitUntil(lambda: console.window is not None, timeout=15_000)
        assert console.window is not None
        yield console, console.window
        settle(console, qtbot)
    finally:
        console.close()


def settle(console: Console, qtbot: QtBot) -> None:
    """Wait until everything that was asked for is shown."""
    qtbot.waitUntil(lambda: console.runtime.tasks.is_idle, timeout=15_000)
    QApplication.processEvents()


def every_page(console: Console, window: ConsoleShell, qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Bring each page, or each tab of a page, into view by its own key's action, and settle."""
    for action in [a for a in window.actions() if a.property("kit_group") == "Pages"]:
        action.trigger()
        page = window.current_page()
        assert page is not None
        for tab in (page.actions() if isinstance(page, TabbedPage) else []) or [action]:
            tab.trigger()
            settle(console, qtbot)
            yield action.text() if tab is action else f"{action.text()}, {tab.text()}", page
