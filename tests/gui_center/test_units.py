"""The units page: every agency's units, and what the center says of them for their agency."""

from uuid import UUID

from PySide6.QtCore import Qt

from medport_desktop.domain.enums import Silo, UnitStatus
from medport_desktop.gui.shared.units.place_dialog import PlaceDialog
from tests.gui_center.center import Center
from tests.gui_center.conftest import BEDFORD, BLAIR, Region
from tests.hands import ALT, CTRL


def shown(center: Center) -> list[UUID]:
    return [unit.id for unit in center.window.units_page.model.rows()]


def test_units_of_all_agencies_by_agency(center: Center, region: Region) -> None:
    center.press(Qt.Key.Key_2, ALT)
    assert center.window.current_page() is center.window.units_page
    ours = {region.unit("bedford"), region.unit("blair")}
    center.until(lambda: ours <= set(shown(center)))
    model = center.window.units_page.model
    heads = [head.title for line in range(model.rowCount()) if (head := model.head_at(line)) is not None]
    assert {BEDFORD, BLAIR} <= set(heads)
    assert heads == sorted(heads, key=str.casefold)


def test_set_a_units_status_for_its_agency(center: Center, region: Region) -> None:
    unit_id = region.unit("bedford")
    center.press(Qt.Key.Key_2, ALT)
    center.until(lambda: unit_id in shown(center))
    page = center.window.units_page
    page.show_unit(unit_id)
    center.press(Qt.Key.Key_2, CTRL)
    center.until(lambda: center.is_shown("status_dialog"))
    center.keys("Ice storm", Qt.Key.Key_Return)
    center.until(lambda: (u := page.model.row(unit_id)) and u.current_status is UnitStatus.OUT_OF_SERVICE)
    center.until(lambda: "for Bedford demo EMS" in center.said())
    who = region.rows(
        Silo.EMS,
        """select user_name from audit.log where entity_id = %s and action = 'UPDATE' order by "timestamp" desc""",
        str(unit_id),
    )
    assert who[0][0] == center.manager.person.name


def test_a_committed_unit_is_left_to_its_trip_and_leads_to_it(center: Center, region: Region) -> None:
    trip_id, number = region.accepted("blair")
    found = region.rows(Silo.EMS, "select unit_id from medport.assignment where trip_id = %s", trip_id)
    unit_id = UUID(str(found[0][0]))
    center.press(Qt.Key.Key_2, ALT)
    page = center.window.units_page
    center.until(lambda: (u := page.model.row(unit_id)) and u.trip_number == number)
    page.show_unit(unit_id)
    assert not any(action.isEnabled() for action in page._status_actions.values())
    assert f"is on {number}" in page.ui.set_status.toolTip()
    center.press(Qt.Key.Key_Return)
    assert center.window.current_page() is center.window.trips_page
    panel = center.window.trips_page.panel
    center.until(lambda: panel.row is not None and panel.row.trip.id == trip_id)


def test_say_where_a_unit_is_for_its_agency(center: Center, region: Region) -> None:
    unit_id = region.unit("bedford")
    center.press(Qt.Key.Key_2, ALT)
    page = center.window.units_page
    center.until(lambda: unit_id in shown(center))
    page.show_unit(unit_id)
    center.press(Qt.Key.Key_W)
    center.until(lambda: center.is_shown("place_dialog"))
    dialog = center.shown(PlaceDialog, "place_dialog")
    center.until(lambda: dialog._facilities)
    center.keys("conemaugh nason", Qt.Key.Key_Return)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: (u := page.model.row(unit_id)) and u.current_location == "Conemaugh Nason Medical Center")
    center.until(lambda: not center.is_shown("place_dialog"))
    center.press(Qt.Key.Key_Z, CTRL)
    center.until(lambda: (u := page.model.row(unit_id)) and u.current_location != "Conemaugh Nason Medical Center")
