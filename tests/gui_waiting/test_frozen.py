"""No window ever waits: slow silos, silos that take a connection and say nothing, and people who go on working."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.style.theme import theme
from tests.chaos.proxy import Mode, Proxies, Proxy
from tests.conftest import Trio
from tests.gui_agency.conftest import DISPATCH
from tests.gui_agency.console import Console
from tests.gui_center.center import Center
from tests.gui_center.conftest import ADMIN, NASON, Region, region
from tests.gui_hospital.conftest import EMAIL
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import fill
from tests.gui_waiting.conftest import Keeps
from tests.hands import ALT, CTRL, SHIFT
from tests.watchdog import Watchdog

__all__ = ["region"]

SLOW_S = 0.2


@pytest.fixture
def ways(trio: Trio) -> Iterator[dict[Silo, Proxy]]:
    """A way to each silo that can be slow, or half-open."""
    with Proxies() as proxies:
        yield {silo: proxies.before(trio.port(silo)) for silo in Silo}


@pytest.fixture
def units_stay(trio: Trio) -> Iterator[None]:
    """Units are afterwards as they were: other tests go by what they do."""
    with trio.superuser(Silo.EMS) as silo:
        before = silo.execute("select id, current_status from medport.unit").fetchall()
        yield
        for unit, status in before:
            back = "update medport.unit set current_status = %s where id = %s and current_status <> %s"
            silo.execute(back, [status, unit, status])


def make(ways: dict[Silo, Proxy], mode: Mode, *silos: Silo) -> None:
    for silo in silos or tuple(Silo):
        ways[silo].set(mode, SLOW_S)


def at_the_desk(desk: Desk) -> None:
    """What somebody does at a desk, one thing after the other, without waiting for answers."""
    fill(desk)
    desk.press(Qt.Key.Key_Return, CTRL)
    for page in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_2):
        desk.press(page, ALT)
    view = desk.window.trips.view
    view.setFocus()
    for _ in range(3):
        desk.keys(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_K, CTRL)
    desk.keys("alto")
    theme().toggle()
    desk.press(Qt.Key.Key_W, CTRL | SHIFT)
    dialog = desk.window.findChild(QWidget, "waiting_dialog")
    assert dialog is not None
    dialog.close()
    desk.press(Qt.Key.Key_1, ALT)
    theme().toggle()


def at_the_agency(console: Console) -> None:
    """What somebody does at an agency's console, without waiting for answers."""
    view = console.window.board_page.view
    view.setFocus()
    for _ in range(3):
        console.keys(Qt.Key.Key_Down)
    console.keys(Qt.Key.Key_Return, "433", Qt.Key.Key_Return)
    for page in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        console.press(page, ALT)
    console.window.units_page.view.setFocus()
    console.press(Qt.Key.Key_Home, CTRL)
    console.press(Qt.Key.Key_O)
    console.press(Qt.Key.Key_3, ALT)
    console.window.active_page.view.setFocus()
    console.press(Qt.Key.Key_F7)
    console.window.feed.refresh()
    console.press(Qt.Key.Key_1, ALT)


def at_the_center(center: Center, trip: str) -> None:
    """What an administrator does at the center's console, without waiting for answers."""
    trips, admin = center.window.trips_page, center.admin
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(trip)
    center.press(Qt.Key.Key_Return)
    trips.ui.board.setFocus()
    center.press(Qt.Key.Key_Return, CTRL)  # accepts the trip for the unit that is chosen
    for _ in range(3):
        center.press(Qt.Key.Key_Down)
    center.press(Qt.Key.Key_G, ALT)
    center.press(Qt.Key.Key_F5)
    center.window.show_page(center.window.units_page)
    center.press(Qt.Key.Key_F5)
    center.window.show_page(admin)
    for digit in (2, 3, 4, 5, 6, 7, 8, 1):
        center.press(Qt.Key(Qt.Key.Key_0 + digit), CTRL)
        center.press(Qt.Key.Key_F5)
    assert all(admin.tab(index) is not None for index in range(8))
    center.window.show_page(center.window.handoff_page)
    center.press(Qt.Key.Key_F4)
    center.press(Qt.Key.Key_I, CTRL)
    dialog = center.find(QWidget, "broadcast_dialog")
    dialog.close()
    center.press(Qt.Key.Key_F11)
    assert center.window.wallboard.isVisible()
    theme().toggle()
    center.window.wallboard.toggle()
    center.window.show_page(trips)
    theme().toggle()


@pytest.mark.parametrize("mode", [Mode.DELAY, Mode.HALF_OPEN, Mode.DROP])
def test_the_desks_window_never_waits(
    trio: Trio, dressed: QApplication, ways: dict[Silo, Proxy], keeps: Keeps, mode: Mode
) -> None:
    with Desk.open(trio, EMAIL, urls=trio.through(ways), keeps=keeps) as desk:
        make(ways, mode)
        with Watchdog() as watchdog:
            at_the_desk(desk)
            make(ways, Mode.PASS)
            desk.until(lambda: all(desk.is_live(silo) for silo in Silo) and desk.runtime.tasks.is_idle)
        assert watchdog.samples > 50
        assert not watchdog.verdict(), watchdog.verdict()


@pytest.mark.parametrize("mode", [Mode.DELAY, Mode.HALF_OPEN])
def test_the_agencys_window_never_waits(
    trio: Trio, dressed: QApplication, ways: dict[Silo, Proxy], keeps: Keeps, units_stay: None, mode: Mode
) -> None:
    with Console.open(trio, DISPATCH, urls=trio.through(ways), keeps=keeps) as console:
        make(ways, mode)
        with Watchdog() as watchdog:
            at_the_agency(console)
            make(ways, Mode.PASS)
            console.until(lambda: console.is_live(Silo.EMS) and console.runtime.tasks.is_idle)
        assert watchdog.samples > 50
        assert not watchdog.verdict(), watchdog.verdict()


@pytest.mark.parametrize("mode", [Mode.DELAY, Mode.HALF_OPEN])
def test_the_centers_window_never_waits(
    trio: Trio, dressed: QApplication, ways: dict[Silo, Proxy], region: Region, mode: Mode
) -> None:
    _, number = region.entered(NASON, award_mode="FIRST_ACCEPT")
    with Center.open(trio, ADMIN, urls=trio.through(ways)) as center:
        make(ways, mode)
        with Watchdog() as watchdog:
            at_the_center(center, number)
            make(ways, Mode.PASS)
            center.until(lambda: all(center.is_live(silo) for silo in Silo) and center.runtime.tasks.is_idle)
        assert watchdog.samples > 50
        assert not watchdog.verdict(), watchdog.verdict()


def test_the_watchdog_sees_a_wait(trio: Trio, dressed: QApplication, ways: dict[Silo, Proxy]) -> None:
    """A use case that asks a silo on the GUI thread is seen."""
    with Desk.open(trio, EMAIL, urls=trio.through(ways)) as desk:
        make(ways, Mode.DELAY)
        with Watchdog() as watchdog:
            desk.window.entry._trip_entry.stores.hospital.trips()  # the test's engine forbids no thread
            QApplication.processEvents()
        make(ways, Mode.PASS)
        desk.until(lambda: desk.runtime.tasks.is_idle)
    assert any("/data/" in where for where in watchdog.waits), watchdog.waits
    assert "the GUI thread waited" in watchdog.verdict()
