"""Somebody's console as the program opens it, page by page, for tests that look at all of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.controls.tabbed import TabbedPage
from tests.at_work import Seat
from tests.conftest import Trio


@contextmanager
def console_of(trio: Trio, email: str) -> Iterator[Seat]:
    """Sign in and wait for the window; everything is closed at the end."""
    seat = Seat.of(trio, email)
    try:
        seat.ready()
        yield seat
        seat.settle()
    finally:
        seat.close()


def every_page(seat: Seat) -> Iterator[tuple[str, QWidget]]:
    """Bring each page, or each tab of a page, into view by its own key's action, and settle."""
    for action in [a for a in seat.window.actions() if a.property("kit_group") == "Pages"]:
        action.trigger()
        page = seat.window.current_page()
        assert page is not None
        for tab in (page.actions() if isinstance(page, TabbedPage) else []) or [action]:
            tab.trigger()
            seat.settle()
            yield action.text() if tab is action else f"{action.text()}, {tab.text()}", page
