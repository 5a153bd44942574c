"""Where a unit is, as a dispatcher says it: by a key, by the command field; with its age, and taken back."""

import pytest
from PySide6.QtCore import Qt

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.facts.duty import place_words
from medport_desktop.gui.shared.units.place_dialog import PlaceDialog
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import DOWN, ENTER
from tests.gui_agency.units.test_units import UNIT, go_to
from tests.hands import CTRL


def unit_now(console: Console) -> Unit:
    return next(unit for unit in console.window.feed.fleet.units if unit.unit_number == UNIT)


def dialog_of(console: Console) -> PlaceDialog:
    console.until(lambda: console.is_shown("place_dialog"))
    dialog = console.shown(PlaceDialog, "place_dialog")
    console.until(lambda: dialog._facilities)
    dialog.place.setFocus()
    return dialog


def test_a_facility_is_chosen_and_the_place_is_shown_with_its_age_and_taken_back(console: Console) -> None:
    go_to(console.window, UNIT)
    was = unit_now(console)
    console.press(Qt.Key.Key_W)
    dialog_of(console)
    console.keys("upmc alt", ENTER)
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: unit_now(console).place_since != was.place_since)
    now = unit_now(console)
    assert now.current_location == "UPMC Altoona"
    assert now.coordinates is not None
    assert now.place_since is not None
    assert place_words(now).startswith("UPMC Altoona, ")
    console.until(lambda: not console.is_shown("place_dialog"))
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: unit_now(console).place_since == was.place_since)
    now = unit_now(console)
    assert (now.current_location, now.coordinates) == (was.current_location, was.coordinates)


@pytest.mark.parametrize(("typed", "has_miles"), [("12 Oak Lane, Everett, PA 15537", True), ("Everett garage", False)])
def test_an_address_or_a_town_is_taken_as_it_is_typed(console: Console, typed: str, has_miles: bool) -> None:
    go_to(console.window, UNIT)
    console.press(Qt.Key.Key_W)
    dialog = dialog_of(console)
    console.keys(typed)
    console.press(DOWN)
    console.until(lambda: any(typed in row for row in dialog.place.rows()))
    while dialog.place.choice() is None:
        console.press(ENTER)
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: unit_now(console).current_location == typed)
    assert (unit_now(console).coordinates is not None) is has_miles
    console.until(lambda: ("not known without a ZIP" in console.said()) is not has_miles)
    console.until(lambda: not console.is_shown("place_dialog"))
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: unit_now(console).current_location != typed)


def test_an_undo_leaves_what_somebody_said_meanwhile(console: Console, others: Others) -> None:
    go_to(console.window, UNIT)
    console.press(Qt.Key.Key_W)
    dialog_of(console)
    console.keys("conemaugh nason", ENTER)
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: "Nason" in unit_now(console).current_location)
    colleague = others.person("manager@bedford.example", Silo.EMS)
    colleague.execute("update unit set current_location = 'Garage' where unit_number = %s", [UNIT])
    console.until(lambda: unit_now(console).current_location == "Garage")
    console.until(lambda: not console.is_shown("place_dialog"))
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: f"{UNIT} is elsewhere by now" in console.said())
    assert unit_now(console).current_location == "Garage"


def test_an_undo_leaves_the_same_place_that_somebody_said_again(console: Console, others: Others) -> None:
    """It is known since then, and the place before it is not."""
    go_to(console.window, UNIT)
    console.press(Qt.Key.Key_W)
    dialog_of(console)
    console.keys("conemaugh nason", ENTER)
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: "Nason" in unit_now(console).current_location)
    console.until(lambda: not console.is_shown("place_dialog"))
    colleague = others.person("manager@bedford.example", Silo.EMS)
    colleague.execute("update unit set place_since = now() where unit_number = %s", [UNIT])
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: f"Not undone: {UNIT} is elsewhere by now" in console.said())
    assert "Nason" in unit_now(console).current_location


def test_the_command_field_opens_it_with_the_place_typed(console: Console) -> None:
    console.press(Qt.Key.Key_K, CTRL)
    console.keys("u m34 at altoona", ENTER)
    console.until(lambda: console.is_shown("place_dialog"))
    dialog = console.shown(PlaceDialog, "place_dialog")
    assert dialog.place.text() == "altoona"
    dialog.place.clear()
    console.press(Qt.Key.Key_Escape)
    console.until(lambda: not console.is_shown("place_dialog"))
