"""With type at 150 % every window and dialog still fits a screen of 1366 x 768: nothing is cut off or out of reach."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QWidget

from medport_desktop import bootstrap
from medport_desktop.bootstrap import open_console
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.tabs import CountTab
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.theme import LARGEST_SCALE, Mode, theme
from tests.at_work import Seat
from tests.conftest import Trio
from tests.every_page import console_of, every_page

WIDTH, HEIGHT = 1366, 768 - 37  # the window's title bar
PEOPLE = ["manager@nason.example", "manager@bedford.example", "admin@center.example"]
BUSY = 125
"""What each tab that counts shows."""
LINE = ("T-1042 was not stopped", "The patient is already aboard with Bedford demo EMS, unit M-21. Call the crew.")
"""What each line across the window says, all of them at once."""


@pytest.fixture(autouse=True)
def large_type(qapp: QApplication) -> Iterator[None]:
    bootstrap.dress(qapp, Mode.LIGHT)
    theme().set_scale(LARGEST_SCALE)
    yield
    theme().set_scale(1.0)


def parts(seat: Seat) -> Iterator[tuple[str, QWidget]]:
    """Each page, or tab of a page, in view with the first row of its boards chosen."""
    for name, page in every_page(seat):
        for board in page.findChildren(BoardView):
            if board.isVisible() and board.currentIndex().row() < 0:
                board.selectRow(0)
        seat.settle()
        yield name, page


def out_of_reach(window: QWidget) -> list[str]:
    """Buttons and fields in view that lie outside the window or what they are on; what scrolls can be brought in."""
    found = []
    for part in [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]:
        above = part.parentWidget()
        if not part.isVisibleTo(window) or above is None or scrolls(part, window):
            continue
        in_window = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
        if not window.rect().contains(in_window) or not above.rect().contains(part.geometry()):
            found.append(f"{part.objectName() or part.accessibleName()} at {in_window.getRect()}")
    return found


def least_size(dialog: KitDialog) -> tuple[int, int]:
    """How small a dialog can be where its screen is: wrapped sentences are as high as that width makes them."""
    layout, width = dialog.layout(), max(dialog.minimumSizeHint().width(), dialog.minimumWidth())
    assert layout is not None
    return width, max(dialog.minimumSizeHint().height(), layout.totalMinimumHeightForWidth(width))


def scrolls(part: QWidget, window: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


@pytest.mark.parametrize("email", PEOPLE)
def test_every_page_fits_a_small_screen_with_large_type(trio: Trio, email: str) -> None:
    with console_of(trio, email) as seat:
        window = seat.window
        too_large, lost = [], []
        for name, _page in parts(seat):
            for tab in window.findChildren(CountTab):
                if tab.count() is not None:
                    tab.set_count(BUSY)
            for strip in window.findChildren(NoticeStrip):
                strip.set_words(*LINE)
                strip.show()
            QApplication.processEvents()
            least = window.minimumSizeHint()
            if least.width() > WIDTH or least.height() > HEIGHT:
                too_large.append(f"{name}: {least.width()} x {least.height()}")
            window.resize(WIDTH, HEIGHT)
            QApplication.processEvents()
            lost += [f"{name}: {part}" for part in out_of_reach(window)]
        assert not too_large, "\n".join(too_large)
        assert not lost, "\n".join(lost)


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)  # a choice drops down
@pytest.mark.parametrize("email", PEOPLE)
def test_every_dialog_fits_a_small_screen_with_large_type(trio: Trio, email: str) -> None:
    with console_of(trio, email) as seat:
        window = seat.window
        window.resize(WIDTH, HEIGHT)
        sizes: dict[str, tuple[int, int]] = {}
        for _name, page in parts(seat):
            for action in [*window.actions(), *page.findChildren(QAction)]:
                if action.text().endswith("…") and action.isEnabled() and action.text() not in sizes:
                    action.trigger()
                    seat.settle()
                    for dialog in window.findChildren(KitDialog):
                        if dialog.isVisible():
                            sizes[action.text()] = least_size(dialog)
                            dialog.done(KitDialog.DialogCode.Rejected)
                            dialog.deleteLater()
        assert len(sizes) >= 3, sizes
        assert all(width <= WIDTH and height <= HEIGHT for width, height in sizes.values()), sizes


def test_the_sign_in_window_fits_a_small_screen_with_large_type(trio: Trio) -> None:
    seat = Seat(open_console(trio.urls.for_people()))
    try:
        window = seat.console.sign_in_window
        assert window is not None
        seat.settle()
        assert window.minimumSizeHint().width() <= WIDTH
        assert window.minimumSizeHint().height() <= HEIGHT
        assert not out_of_reach(window)
    finally:
        seat.close()
