"""Units: what they are doing is said by key, by menu and in the command bar; a committed one is left alone."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.enums import Silo, UnitStatus
from medport_desktop.gui.agency.units.unit_status import status_menu
from medport_desktop.gui.agency.window import BidBoardWindow
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.shared.units.status_dialog import StatusDialog
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import DOWN, ENTER
from tests.gui_agency.test_active import accept
from tests.hands import ALT, CTRL

UNIT = "M-34"


@pytest.fixture
def free_unit(others: Others) -> Iterator[str]:
    """A unit that is free before and after the test."""
    others.set_unit(UNIT, "AVAILABLE")
    yield UNIT
    others.set_unit(UNIT, "AVAILABLE")


def go_to(window: BidBoardWindow, number: str) -> None:
    """Make a unit current on the Units page."""
    unit = next(unit for unit in window.feed.fleet.units if unit.unit_number == number)
    window.show_unit(unit.id)


def say_why(console: Console, why: str = "Stretcher lock") -> None:
    """In the dialog that opens."""
    console.until(lambda: console.is_shown("status_dialog"))
    console.keys(why, ENTER)
    console.until(lambda: not console.is_shown("status_dialog"))


def test_a_status_is_set_by_its_key(console: Console, others: Others, free_unit: str) -> None:
    console.press(Qt.Key.Key_4, ALT)
    view = console.window.units_page.view
    assert view.hasFocus()
    while view.current_row() is None or view.current_row().unit_number != free_unit:
        console.press(DOWN)
    for key, status in ((Qt.Key.Key_O, "OUT_OF_SERVICE"), (Qt.Key.Key_M, "MAINTENANCE"), (Qt.Key.Key_D, "OFF_DUTY")):
        console.press(key)
        if UnitStatus(status).needs_reason:
            say_why(console, f"Why {status.lower()}")
        console.until(lambda: view.current_row().current_status == status)  # noqa: B023 - in this round alone
        assert others.unit_status(free_unit) == status
        assert view.current_row().status_reason == (f"Why {status.lower()}" if status != "OFF_DUTY" else "")
    console.hears(f"{free_unit} is off duty")
    console.click("set_available")
    console.until(lambda: view.current_row().current_status is UnitStatus.AVAILABLE)


def test_a_status_is_set_by_the_menu(console: Console, others: Others, free_unit: str) -> None:
    go_to(console.window, free_unit)
    desk = console.window.feed
    menu = status_menu(desk, console.window.units_page.view.current_row(), console.window)
    words = {action.text(): action for action in menu.actions()}
    assert list(words) == ["Available", "Out of service…", "Maintenance…", "Off duty"]
    assert not words["Available"].isEnabled()
    words["Maintenance…"].trigger()
    say_why(console)
    console.until(lambda: others.unit_status(free_unit) == "MAINTENANCE")
    menu.deleteLater()


def test_a_committed_unit_is_left_to_its_trip(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    number = console.window.feed.held(trip_id).unit_number
    go_to(console.window, number)
    page = console.window.units_page
    console.until(lambda: page.view.current_row().current_status is UnitStatus.COMMITTED)
    assert page.view.current_row().trip_number == others.number(trip_id)
    assert not any(action.isEnabled() for action in page.actions_by_status.values())
    console.press(Qt.Key.Key_O)
    console.settle()
    assert others.unit_status(number) == "COMMITTED"


def test_a_unit_that_was_committed_meanwhile_is_refused_plainly(
    console: Console, others: Others, free_unit: str
) -> None:
    go_to(console.window, free_unit)
    console.stop_listening()
    trip_id = others.trip(transport_level="BLS", award_mode="FIRST_ACCEPT")
    others.colleague_accepts(trip_id, free_unit)
    console.press(Qt.Key.Key_D)
    console.until(lambda: "freed when the trip ends" in console.said())
    assert others.unit_status(free_unit) == "COMMITTED"
    others.cancel(trip_id)
    console.listen()


def test_several_units_are_one_change_with_one_reason_and_one_undo(console: Console, others: Others) -> None:
    console.press(Qt.Key.Key_4, ALT)
    page = console.window.units_page
    page.view.selectAll()
    able = [unit for unit in page.marked() if unit.current_status is UnitStatus.AVAILABLE]
    assert len(able) > 1
    console.press(Qt.Key.Key_O)
    console.until(lambda: console.is_shown("status_dialog"))
    console.press(ENTER)  # nothing is said yet
    assert "Say why" in console.shown(StatusDialog, "status_dialog").reason.error()
    say_why(console, "Ice storm")
    now = "select array_agg(distinct current_status || status_reason) from medport.unit where id = any(%s)"
    of_able = [unit.id for unit in able]
    console.until(lambda: others.value(Silo.EMS, now, of_able) == ["OUT_OF_SERVICEIce storm"])
    assert console.said().count("out of service") == 1
    told = "select distinct notes from medport.unit_availability where unit_id = any(%s) and end_time is null"
    assert others.rows(Silo.EMS, told, of_able) == [("Ice storm",)]
    console.until(lambda: console.runtime.undo.last)
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: _statuses(others, of_able) == dict.fromkeys(of_able, "AVAILABLE"))


def test_where_one_of_several_units_cannot_be_set_none_is(console: Console, others: Others) -> None:
    console.press(Qt.Key.Key_4, ALT)
    page = console.window.units_page
    page.view.selectAll()
    able = [unit.id for unit in page.marked() if unit.current_status is UnitStatus.AVAILABLE]
    console.stop_listening()
    others.run(Silo.EMS, "update medport.unit set current_status = 'COMMITTED' where id = %s", able[-1], quietly=True)
    console.press(Qt.Key.Key_O)
    console.until(lambda: console.is_shown("status_dialog"))
    console.keys("Ice storm", ENTER)
    dialog = console.shown(StatusDialog, "status_dialog")
    problem = dialog.findChild(Banner, "problem")
    assert problem is not None
    console.until(lambda: "freed when the trip ends" in problem.accessibleName())
    assert set(_statuses(others, able[:-1]).values()) == {"AVAILABLE"}
    others.run(Silo.EMS, "update medport.unit set current_status = 'AVAILABLE' where id = %s", able[-1], quietly=True)
    console.listen()
    dialog.reason.edit.clear()
    console.press(Qt.Key.Key_Escape)


def _statuses(others: Others, units: list[UUID]) -> dict[UUID, str]:
    return dict(others.rows(Silo.EMS, "select id, current_status from medport.unit where id = any(%s)", units))


def test_a_verb_without_its_object_offers_the_objects(console: Console, others: Others, free_unit: str) -> None:
    trip_id = others.trip()
    console.until(lambda: console.on_board(trip_id))
    bar = console.window.findChild(TypeAhead)
    assert bar is not None
    console.press(Qt.Key.Key_K, CTRL)
    console.keys("u m34")
    assert bar.rows()[0].startswith("M-34  "), bar.rows()
    assert len([row for row in bar.rows() if row.startswith("M-34: ")]) > 3, bar.rows()
    for text, words in (
        ("u m34 asleep", "“asleep” is not what a unit can be. Say avail,"),
        ("u zz9", "There is no unit ZZ9 here."),
        ("award t-1", "Hospitals and the transport center award trips."),
        ("bid t-9999999", "There is no trip T-9999999 here."),
    ):
        console.press(Qt.Key.Key_Escape)
        console.press(Qt.Key.Key_K, CTRL)
        console.keys(text)
        assert bar.rows()[0].startswith(words), bar.rows()
    console.press(Qt.Key.Key_Escape)
    console.press(Qt.Key.Key_K, CTRL)
    console.keys(f"bid {others.number(trip_id)}", ENTER)
    assert console.window.board_page.panel.trip_id == trip_id
    assert console.find(QLineEdit, "bid_amount").hasFocus()


def test_the_command_bar_finds_trips_and_sets_units(console: Console, others: Others, free_unit: str) -> None:
    trip_id = others.trip()
    console.until(lambda: console.on_board(trip_id))
    console.press(Qt.Key.Key_K, CTRL)
    bar = console.window.findChild(TypeAhead)
    assert bar is not None
    assert bar.hasFocus()
    console.keys(others.number(trip_id), ENTER)
    assert console.window.board_page.view.current_key() == trip_id
    assert console.window.board_page.view.hasFocus()
    console.press(Qt.Key.Key_K, CTRL)
    console.keys("u m34 oos", ENTER)
    say_why(console)
    console.until(lambda: others.unit_status(free_unit) == "OUT_OF_SERVICE")
    console.press(Qt.Key.Key_K, CTRL)
    console.keys("filter by", ENTER)
    assert console.find(QLineEdit, "filter_text").hasFocus()
