"""The agency's profile and price sheet: a manager's, live in the directory and in bids, and lost by no slip."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from medport_desktop.domain.enums import Silo, TransportLevel
from medport_desktop.gui.agency.office.office_page import OfficePage
from medport_desktop.gui.kit.controls.chips import ToggleChips
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from tests.conftest import Trio
from tests.gui_agency.conftest import MANAGER, Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER
from tests.hands import CTRL

BEDFORD = "Bedford demo EMS"
FACTS = (
    "contact_name, phone, email, address, city, state, zip_code, coordinates, service_area, operating_hours,"
    " capabilities, pricing_structure"
)


@pytest.fixture
def manager(trio: Trio, dressed: QApplication, others: Others) -> Iterator[Console]:
    """The manager of Bedford, live; the agency's record is as before afterwards."""
    assert dressed is not None
    columns = FACTS.split(", ")
    before = others.rows(
        Silo.EMS, f"select {', '.join(f'{c}::text' for c in columns)} from medport.ems_agency where name = %s", BEDFORD
    )[0]
    with Console.open(trio, MANAGER) as opened:
        yield opened
    casts = {"coordinates": "point", "capabilities": "text[]"}
    sets = ", ".join(
        f"{c} = %s::{casts.get(c, 'jsonb' if c.endswith(('area', 'hours', 'structure')) else 'text')}" for c in columns
    )
    others.run(Silo.EMS, f"update medport.ems_agency set {sets} where name = %s", *before, BEDFORD)


def show(console: Console, page: OfficePage) -> None:
    console.window.show_page(page)
    console.until(lambda: page.lines and any(line.text() for line in page.lines.values()))


def directory(others: Others) -> tuple[object, ...]:
    return others.rows(
        Silo.CENTER, "select phone, city, state, capabilities from medport.agency_directory where name = %s", BEDFORD
    )[0]


def test_a_manager_edits_the_profile_and_hospitals_see_it(manager: Console, others: Others) -> None:
    page = manager.window.profile_page
    show(manager, page)
    assert not page.save.isEnabled()
    manager.write("profile_phone", "(814) 555-0177")
    manager.write("profile_zip_code", "16601")
    manager.write("profile_hours", "Mon-Fri 06:00-22:00")
    manager.write("profile_service_area", "Bedford,  Blair")
    chips = manager.find(ToggleChips, "profile_levels")
    chips.set_values(chips.values() - {TransportLevel.CCT})
    manager.press(Qt.Key.Key_S, CTRL)
    manager.until(lambda: "profile is saved" in manager.said())
    manager.until(lambda: directory(others)[:3] == ("(814) 555-0177", "Altoona", "PA"))
    assert "CCT" not in directory(others)[3]  # type: ignore[operator]
    kept = others.rows(
        Silo.EMS,
        "select service_area, operating_hours, coordinates[1] from medport.ems_agency where name = %s",
        BEDFORD,
    )[0]
    assert kept[0] == {"counties": ["Bedford", "Blair"]}
    assert set(kept[1].values()) == {"06:00-22:00"}
    assert 40.4 < kept[2] < 40.7
    manager.until(lambda: page.lines["service_area"].text() == "Bedford, Blair")
    assert not page.is_changed()


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(manager: Console, others: Others) -> None:
    page = manager.window.profile_page
    show(manager, page)
    manager.write("profile_phone", "call us")
    manager.write("profile_zip_code", "00000")
    manager.write("profile_hours", "sometimes")
    manager.press(Qt.Key.Key_S, CTRL)
    assert "phone number" in page.fields["phone"].error()
    assert "not a day" in page.fields["hours"].error()
    manager.write("profile_phone", "(814) 555-0100")
    manager.write("profile_hours", "24 hours")
    manager.press(Qt.Key.Key_S, CTRL)
    manager.until(lambda: "no such ZIP" in page.fields["zip_code"].error())
    assert (page.lines["phone"].text(), page.lines["zip_code"].text()) == ("(814) 555-0100", "00000")
    others.run(Silo.EMS, "update medport.ems_agency set contact_name = 'Demo, Someone' where name = %s", BEDFORD)
    manager.until(lambda: page.lines["contact_name"].text() == "Demo, Someone")  # live, where nobody types
    assert page.lines["zip_code"].text() == "00000"
    manager.press(Qt.Key.Key_Escape)
    manager.find(AskDialog, "ask_take_back")
    manager.press(Qt.Key.Key_Escape)
    assert page.lines["zip_code"].text() == "00000"
    page.take_back()
    assert page.lines["zip_code"].text() == "15522"


def test_bids_start_from_new_prices_at_once(manager: Console, others: Others) -> None:
    trip_id = others.trip(transport_level="BLS")
    manager.until(lambda: manager.on_board(trip_id))
    manager.walk_to(trip_id)
    miles = manager.current().trip.distance_miles
    assert miles is not None
    assert manager.find(QLineEdit, "bid_amount").text() == f"${120 + 6.5 * miles:,.2f}"
    page = manager.window.prices_page
    show(manager, page)
    manager.write("prices_base_BLS", "$130")
    manager.keys(ENTER)
    assert manager.find(QLineEdit, "prices_mile_BLS").hasFocus()
    assert "20 miles: $260" in page.examples[TransportLevel.BLS].text()
    manager.press(Qt.Key.Key_S, CTRL)
    manager.until(lambda: "price sheet is saved" in manager.said())
    manager.until(lambda: manager.find(QLineEdit, "bid_amount").text() == f"${130 + 6.5 * miles:,.2f}")
    assert page.lines["base_BLS"].text() == "$130"
    with others.trio.connect(MANAGER, Silo.EMS) as colleague:  # and from elsewhere
        colleague.execute(
            "update ems_agency set pricing_structure = jsonb_set(pricing_structure, '{BLS,base_cents}', '9900')"
        )
    manager.until(lambda: manager.find(QLineEdit, "bid_amount").text() == f"${99 + 6.5 * miles:,.2f}")
    assert page.lines["base_BLS"].text() == "$99"


def test_prices_that_make_no_sense_are_told_at_their_line(manager: Console, others: Others) -> None:
    page = manager.window.prices_page
    show(manager, page)
    for line, text in (("base_BLS", "abc"), ("mile_ALS", "7.255"), ("mile_CCT", ""), ("base_OTHER", "99999999")):
        manager.write(f"prices_{line}", text)
    manager.press(Qt.Key.Key_S, CTRL)
    errors = {name: field.error() for name, field in page.fields.items() if field.error()}
    assert set(errors) == {"base_BLS", "mile_ALS", "mile_CCT", "base_OTHER"}
    assert "two decimals" in errors["mile_ALS"]
    assert page.lines["base_BLS"].text() == "abc"
    kept = others.rows(Silo.EMS, "select pricing_structure from medport.ems_agency where name = %s", BEDFORD)[0][0]
    assert kept["BLS"] == {"base_cents": 12000, "per_mile_cents": 650}
    manager.window.close()
    assert manager.window.isVisible()
    manager.press(Qt.Key.Key_Escape)
    assert page.lines["base_BLS"].text() == "abc"
    manager.window.activateWindow()
    manager.until(manager.window.isActiveWindow)
    page.take_back()
    for name in ("base_CCT", "mile_CCT"):  # a level that is not run any more
        manager.write(f"prices_{name}", "")
    manager.press(Qt.Key.Key_S, CTRL)
    manager.until(lambda: TransportLevel.CCT not in manager.window.feed.fleet.profile.price_sheet)


def test_a_dispatcher_has_no_such_pages(console: Console) -> None:
    assert console.window.office_pages == ()
    assert console.window.findChild(QWidget, "prices") is None
