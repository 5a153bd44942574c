"""The hospital's own places: its manager keeps them, and every form offers what there is now."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget

from medport_desktop.domain.enums import FacilityType, Silo
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord
from medport_desktop.gui.hospital.places.facility_dialog import FacilityDialog
from medport_desktop.gui.hospital.places.own_facilities import OwnFacilitiesPage
from medport_desktop.gui.kit.board import BoardView
from tests.conftest import Trio
from tests.gui_hospital.conftest import COLLEAGUE, Others
from tests.gui_hospital.desk import Desk
from tests.hands import ALT, CTRL, NONE, SHIFT

KEY = Qt.Key


@pytest.fixture
def manager(trio: Trio, dressed: QApplication) -> Iterator[Desk]:
    """The manager of Conemaugh Nason, on the page of the own facilities."""
    with Desk.open(trio, COLLEAGUE) as opened:
        opened.press(KEY.Key_4, ALT)
        opened.press(KEY.Key_2, CTRL)
        opened.until(lambda: rows(opened))
        opened.settle()
        yield opened


@pytest.fixture
def name(trio: Trio) -> Iterator[str]:
    """A name for a new place, which is not offered any more after the test."""
    name = f"Demo clinic {uuid4().hex[:6]}"
    yield name
    with trio.superuser(Silo.HOSPITAL) as connection:
        connection.execute("update hospital_facility set is_active = false where name = %s", [name])


def page(desk: Desk) -> OwnFacilitiesPage:
    found = [p for p in desk.window.findChildren(QWidget) if isinstance(p, OwnFacilitiesPage)]
    return found[0]


def rows(desk: Desk) -> list[FacilityRecord]:
    return page(desk).board.rows()


def row(desk: Desk, name: str) -> FacilityRecord | None:
    return next((record for record in rows(desk) if record.name == name), None)


def focused(desk: Desk) -> QWidget:
    top = QApplication.activeModalWidget() or desk.window
    if not top.isActiveWindow():  # a window manager would do that when a dialog has closed
        top.activateWindow()
        desk.until(top.isActiveWindow)
    return top.focusWidget() or top


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focused(desk), key, modifiers)
    QApplication.processEvents()


def write(desk: Desk, text: str) -> None:
    QTest.keyClicks(focused(desk), text)
    QApplication.processEvents()


def open_form(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> FacilityDialog:
    press(desk, key, modifiers)
    dialog = shown(desk)
    assert dialog is not None
    assert focused(desk) is dialog.lines["name"].edit
    return dialog


def shown(desk: Desk) -> FacilityDialog | None:
    found = desk.window.findChildren(FacilityDialog, "facility_dialog")
    return next((dialog for dialog in found if dialog.isVisible()), None)


def add(desk: Desk, name: str) -> FacilityRecord:
    """A new place in Bedford, by keyboard alone."""
    dialog = open_form(desk, KEY.Key_N, CTRL | SHIFT)
    write(desk, name)
    press(desk, KEY.Key_Tab)
    write(desk, "Reh")  # a combo box finds by letters
    press(desk, KEY.Key_Tab)
    write(desk, "1 Demo Road")
    press(desk, KEY.Key_Return)
    write(desk, "15522")
    desk.until(lambda: dialog.lines["city"].text() == "Bedford")
    assert dialog.lines["state"].text() == "PA"
    for text in ("", "", "(814) 555-0123", "clinic@nason.example", "mon-fri 7:00-17:00"):
        press(desk, KEY.Key_Return)
        write(desk, text)
    press(desk, KEY.Key_Return, CTRL)
    desk.until(lambda: shown(desk) is None)
    return desk.until(lambda: row(desk, name))


def test_a_place_is_added_and_every_form_offers_it(manager: Desk, desk: Desk, name: str, others: Others) -> None:
    record = add(manager, name)
    assert (record.type, record.city, record.state, record.zip_code) == (
        FacilityType.REHAB_FACILITY, "Bedford", "PA", "15522")  # fmt: skip
    assert (record.phone, record.email) == ("(814) 555-0123", "clinic@nason.example")
    assert record.hours == dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "07:00-17:00")
    at = "select coordinates[1]::float between 39.8 and 40.2 from hospital_facility where name = %s"
    assert others.rows(Silo.HOSPITAL, at, name) == [(True,)]
    origins = desk.find(QComboBox, "origin_facility_id")
    desk.until(lambda: origins.findText(name) >= 0)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    destination = desk.window.entry.form.ui.destination
    destination.setFocus()
    desk.keys(name[:18])
    assert any(name in told for told in destination.rows())


def test_a_place_is_edited_and_offered_no_longer_and_again(manager: Desk, name: str) -> None:
    record = add(manager, name)
    view = manager.find(BoardView, "own_facilities")
    view.setFocus()
    view.select_key(record.id)
    dialog = open_form(manager, KEY.Key_F2)
    dialog.lines["phone"].edit.setFocus()
    press(manager, KEY.Key_A, CTRL)
    write(manager, "814-555-0155")
    dialog.capabilities.set_values([FacilityCapability.DIALYSIS])
    press(manager, KEY.Key_Return, CTRL)
    manager.until(lambda: (now := row(manager, name)) and now.phone == "814-555-0155")
    now = row(manager, name)
    assert now is not None
    assert now.capabilities == {FacilityCapability.DIALYSIS}
    assert now.hours == record.hours
    press(manager, KEY.Key_Delete, CTRL)
    assert name in manager.find(QDialog, "active_dialog").windowTitle()
    press(manager, KEY.Key_Tab)  # from "Go back", where Enter does no harm
    press(manager, KEY.Key_Space)
    manager.until(lambda: (now := row(manager, name)) and not now.is_active)
    manager.until(lambda: all(place.name != name for place in manager.window.feed.facilities))
    assert manager.find(QComboBox, "origin_facility_id").findText(name) < 0
    focused(manager)
    QTest.mouseClick(manager.find(QPushButton, "activate_facility_button"), Qt.MouseButton.LeftButton)
    manager.until(lambda: any(place.name == name for place in manager.window.feed.facilities))


def test_what_is_wrong_is_told_at_its_field_and_kept(manager: Desk) -> None:
    dialog = open_form(manager, KEY.Key_N, CTRL | SHIFT)
    for field, text in (
        ("zip_code", "1552"),
        ("state", "Penn"),
        ("phone", "call Pat"),
        ("email", "nobody"),
        ("hours", "whenever"),
    ):
        dialog.lines[field].set_text(text)
    press(manager, KEY.Key_Return, CTRL)
    told = {field: line.error() for field, line in dialog.lines.items() if line.error()}
    assert told == {
        "name": "Enter the facility's name.",
        "city": "Enter the city.",
        "state": "Enter the state's two letters, like PA.",
        "zip_code": "Enter a ZIP code of five digits.",
        "phone": "This is not a phone number, like (814) 555-0100.",
        "email": "This is not an e-mail address, like name@hospital.example.",
        "hours": told["hours"],
    }
    assert told["hours"].startswith("“whenever” is not a day.")
    assert focused(manager) is dialog.lines["name"].edit
    dialog.lines["zip_code"].set_text("00000")
    manager.until(lambda: dialog.lines["zip_code"].error() == "There is no such ZIP code.")
    press(manager, KEY.Key_Escape)
    press(manager, KEY.Key_Escape)  # the question whether to throw it away: no
    assert dialog.isVisible()
    assert dialog.lines["email"].text() == "nobody"
    dialog.done(0)


def test_a_zip_code_of_another_state_and_a_name_that_is_taken(manager: Desk, name: str) -> None:
    dialog = open_form(manager, KEY.Key_N, CTRL | SHIFT)
    dialog.lines["name"].set_text("UPMC Altoona")
    dialog.lines["zip_code"].set_text("16601")
    manager.until(lambda: dialog.lines["city"].text() == "Altoona")
    dialog.lines["state"].set_text("OH")
    press(manager, KEY.Key_Return, CTRL)
    manager.until(lambda: dialog.lines["state"].error() == "The ZIP code 16601 is in PA.")
    dialog.lines["state"].set_text("pa")
    press(manager, KEY.Key_Return, CTRL)
    taken = "A facility of this name is at this ZIP code already; it may be another hospital's."
    manager.until(lambda: dialog.lines["name"].error() == taken)
    assert dialog.isVisible()
    dialog.done(0)


def test_city_and_state_follow_the_zip_code_until_they_are_written(manager: Desk) -> None:
    dialog = open_form(manager, KEY.Key_N, CTRL | SHIFT)
    zip_code, city = dialog.lines["zip_code"], dialog.lines["city"]
    zip_code.set_text("16601")
    manager.until(lambda: city.text() == "Altoona")
    zip_code.set_text("15522")
    manager.until(lambda: city.text() == "Bedford")
    city.set_text("Bedford Township")
    zip_code.set_text("16602")
    manager.settle()
    assert city.text() == "Bedford Township"
    dialog.done(0)


def test_a_desk_has_the_network_alone(desk: Desk) -> None:
    desk.press(KEY.Key_4, ALT)
    assert desk.find(BoardView, "facilities").isVisible()
    assert desk.window.findChild(QWidget, "facilities_tabs") is None
    assert desk.window.findChild(QWidget, "manager_accounts_page") is None
