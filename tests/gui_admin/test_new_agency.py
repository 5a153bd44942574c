"""A new agency, from its registration to its first completed trip, through the windows alone; and its fleet."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import TransportLevel, UnitStatus, UnitType
from medport_desktop.gui.admin.organisation_dialog import OrganisationDialog
from medport_desktop.gui.admin.organisations import AgenciesPage
from medport_desktop.gui.agency import BidBoardWindow
from medport_desktop.gui.center.units_page import UnitsPage
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.shared.accounts.account_dialog import AccountDialog
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.units.plan_dialog import PlanDialog
from medport_desktop.gui.shared.units.unit_dialog import UnitDialog
from tests.at_work import Seat
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.gui_hospital.desk import Desk
from tests.hands import ALT, CTRL, NONE, SHIFT, Hands

KEY = Qt.Key
FIRST, OWN = "a demo pass phrase", "gravel otter lantern 42"


def register(center: Center) -> str:
    """A new agency of the administrator; returns its name once it is in the EMS silo."""
    name = f"Demo Rescue {uuid4().hex[:6]}"
    center.press(KEY.Key_7, CTRL)
    agencies = center.find(AgenciesPage, "agency_page")
    center.until(agencies.model.rows)
    center.press(KEY.Key_N, CTRL)
    dialog = center.find(OrganisationDialog, "organisation_dialog")
    for text in (name, "Lee Demo", "9 Station Road", "15522", "(814) 555-0102", "chief@rescue.example"):
        center.keys(text, KEY.Key_Return)
    dialog.levels.set_values({TransportLevel.BLS, TransportLevel.ALS})
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: any(record.name == name for record in agencies.model.rows()))
    center.until(lambda: not center.is_shown("organisation_dialog"))
    return name


def give_account(center: Center, page: AccountsPage, agency: str) -> str:
    """An account for the agency's manager; returns the e-mail."""
    email = f"chief-{uuid4().hex[:8]}@rescue.example"
    center.press(KEY.Key_1, CTRL)
    center.until(lambda: any(known.name == agency for known in page._organisations.agencies))
    center.press(KEY.Key_N, CTRL)
    dialog = center.find(AccountDialog, "account_dialog")
    center.keys(email, KEY.Key_Tab, "Lee Demo", KEY.Key_Tab, KEY.Key_Right, KEY.Key_Tab, agency, KEY.Key_Return)
    dialog.ui.manager.setChecked(True)
    dialog.ui.password.edit.setFocus()
    center.keys(FIRST)
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: any(account.email == email for account in page.model.rows()))
    center.until(lambda: not center.is_shown("account_dialog"))
    return email


def fill_unit(at: Hands, number: str, kind: UnitType) -> None:
    """Fill and send the form of a unit, from its number on."""
    dialog = at.shown(UnitDialog, "unit_dialog")
    dialog.number.edit.setFocus()
    dialog.number.edit.selectAll()
    at.keys(number, KEY.Key_Return)
    dialog.type.set_value(kind)
    at.press(KEY.Key_Return, CTRL)
    at.until(lambda: not at.is_shown("unit_dialog"))


def first_sign_in(trio: Trio, email: str) -> Seat:
    """Somebody with a first password chooses their own."""
    seat = Seat.of(trio, email, FIRST)
    seat.shown(QDialog, "password_change_dialog")
    for name, text in (("old_password", FIRST), ("new_password", OWN), ("new_password_again", OWN)):
        seat.shown(QLineEdit, name).setText(text)
    seat.shown(QPushButton, "change_password").click()
    seat.ready()
    return seat


def enter_trip(desk: Desk) -> UUID:
    """A new trip of the desk; returns its id."""
    before = set(desk.window.feed.trips)
    desk.press(KEY.Key_N, CTRL)
    tab = KEY.Key_Tab
    desk.keys(f"9{uuid4().int % 10**8:08}", tab, "Roe, Jane", tab, "3/8/1951", tab, "92", tab)
    desk.keys("s", tab, tab, "ICU 4", tab, "8145550199", tab, "alto", tab, "b", tab, "h")
    desk.press(KEY.Key_Return, CTRL)
    return desk.until(lambda: next(iter(set(desk.window.feed.trips) - before), None))


def test_a_new_agency_runs_its_first_trip(trio: Trio, center: Center, page: AccountsPage) -> None:
    agency = register(center)
    email = give_account(center, page, agency)
    seat = first_sign_in(trio, email)
    try:
        window = seat.window
        assert isinstance(window, BidBoardWindow)
        seat.press(KEY.Key_4, ALT)
        window.units_page.view.setFocus()
        seat.press(KEY.Key_N, CTRL | SHIFT)
        fill_unit(seat, "R-1", UnitType.ALS)
        unit = seat.until(lambda: next(iter(window.feed.fleet.units), None))
        assert (unit.unit_number, unit.type, unit.current_status) == ("R-1", UnitType.ALS, UnitStatus.AVAILABLE)
        with Desk.open(trio, "desk@nason.example") as desk:
            trip_id = enter_trip(desk)
            seat.press(KEY.Key_1, ALT)
            seat.until(lambda: window.feed.offers.row(trip_id))
            window.show_offer(trip_id)
            seat.settle()
            seat.keys(KEY.Key_Return)
            seat.until(lambda: seat.find(QLineEdit, "bid_amount").hasFocus())
            seat.keys("512", KEY.Key_Return)
            seat.until(lambda: window.feed.offers.row(trip_id).my_bid)
            view = desk.window.trips.view
            view.select_key(trip_id)
            view.setFocus()
            desk.until(desk.window.trips.detail.bids.view.current_key)
            desk.keys(KEY.Key_Return, KEY.Key_Return)
            held = seat.until(lambda: window.feed.held(trip_id))
            assert held.unit_number == "R-1"
            window.show_active(held.assignment_id)
            panel = window.active_page.panel
            for step in ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION"):
                seat.until(panel.next_step.isEnabled)
                seat.press(KEY.Key_F8)
                seat.until(lambda: window.feed.held(trip_id).status == step)  # noqa: B023 - in this round alone
            seat.until(panel.next_step.isEnabled)
            seat.press(KEY.Key_F8)
            desk.until(lambda: (trip := desk.window.feed.trips.get(trip_id)) and trip.status == "COMPLETED")
    finally:
        seat.close()


@pytest.fixture
def units(trio: Trio, dressed: QApplication) -> Iterator[tuple[Center, UnitsPage, list[Unit]]]:
    """A dispatcher of the center at the units, with two new ones of one agency."""
    with Center.open(trio, "dispatch@center.example") as center:
        center.press(KEY.Key_2, ALT)
        board = center.window.units_page
        names = [f"Z-{uuid4().hex[:5]}" for _ in range(2)]
        for name in names:
            center.press(KEY.Key_N, CTRL | SHIFT)
            dialog = center.shown(UnitDialog, "unit_dialog")
            dialog.agency.setFocus()
            dialog.agency.selectAll()
            center.keys("Blair", KEY.Key_Return)
            fill_unit(center, name, UnitType.BLS)
        center.until(lambda: set(names) <= {unit.unit_number for unit in board.model.rows()})
        made = [next(unit for unit in board.model.rows() if unit.unit_number == name) for name in names]
        assert {unit.agency_name for unit in made} == {"Blair demo Ambulance"}
        yield center, board, made


def mark(center: Center, board: UnitsPage, made: list[Unit]) -> None:
    """Mark both units by keys: they stand side by side."""
    view = board.ui.board
    assert isinstance(view, BoardView)
    board.ui.filter.setText("Z-")
    rows = [unit.id for unit in board.model.rows() if unit.id in {one.id for one in made}]
    center.until(lambda: view.select_key(rows[0]))
    view.setFocus()
    while set(view.selected_keys()) < set(rows):
        center.press(KEY.Key_Down, SHIFT)


def test_the_center_changes_and_retires_units(units: tuple[Center, UnitsPage, list[Unit]]) -> None:
    center, board, made = units

    def row(unit: Unit) -> Unit | None:
        return board.model.row(unit.id)

    mark(center, board, made)
    center.press(KEY.Key_O, SHIFT)
    dialog = center.shown(PlanDialog, "plan_dialog")
    center.press(KEY.Key_Return, CTRL)
    assert dialog.notes.error() == "Say in a few words why."
    center.keys("Brakes")
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: all((now := row(unit)) and now.current_status is UnitStatus.OUT_OF_SERVICE for unit in made))
    center.until(lambda: not center.is_shown("plan_dialog"))
    mark(center, board, made)
    center.press(KEY.Key_1, CTRL)
    center.until(lambda: all((now := row(unit)) and now.current_status is UnitStatus.AVAILABLE for unit in made))

    first = made[0]
    board.show_unit(first.id)
    board.ui.board.setFocus()
    center.press(KEY.Key_F2, NONE)
    fill_unit(center, f"{first.unit_number}x", UnitType.CCT)
    center.until(lambda: (now := row(first)) and (now.unit_number, now.type) == (f"{first.unit_number}x", "CCT"))

    mark(center, board, made)
    center.press(KEY.Key_Delete, CTRL)
    center.shown(QPushButton, "yes").click()
    center.until(lambda: not any(map(row, made)))
    center.hears("retired")
    center.press(KEY.Key_Z, CTRL)
    center.until(lambda: all(map(row, made)))


def test_a_number_is_used_once_and_comes_back_with_its_history(units: tuple[Center, UnitsPage, list[Unit]]) -> None:
    center, board, made = units
    first = made[0]

    def again() -> UnitDialog:
        board.show_unit(made[1].id)
        board.ui.board.setFocus()
        center.press(KEY.Key_N, CTRL | SHIFT)
        dialog = center.shown(UnitDialog, "unit_dialog")
        dialog.number.edit.setFocus()
        center.keys(first.unit_number.lower())
        dialog.type.set_value(UnitType.ALS)
        center.press(KEY.Key_Return, CTRL)
        return dialog

    dialog = again()
    center.until(lambda: "already" in dialog.number.error())
    dialog.number.edit.clear()
    dialog.type.set_value(None)
    center.press(KEY.Key_Escape)
    if center.is_shown("yes"):
        center.shown(QPushButton, "yes").click()
    center.until(lambda: not center.is_shown("unit_dialog"))
    board.show_unit(first.id)
    board.ui.board.setFocus()
    center.press(KEY.Key_Delete, CTRL)
    center.shown(QPushButton, "yes").click()
    center.until(lambda: board.model.row(first.id) is None)
    again()
    center.until(lambda: (now := board.model.row(first.id)) and now.type is UnitType.ALS)


def test_the_administrator_edits_an_agency(center: Center, page: AccountsPage) -> None:
    name = register(center)
    agencies = center.find(AgenciesPage, "agency_page")
    record = next(record for record in agencies.model.rows() if record.name == name)
    agencies.board.select_key(record.id)
    agencies.board.setFocus()
    center.press(KEY.Key_F2)
    dialog = center.shown(OrganisationDialog, "organisation_dialog")
    assert not dialog.lines["name"].edit.isEnabled()
    assert dialog.levels.values() == record.levels
    dialog.lines["phone"].edit.setText("814 555 0177")
    dialog.lines["zip_code"].edit.setText("16601")
    dialog.levels.set_values({TransportLevel.CCT})
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: (now := agencies.model.row(record.id)) and now.levels == {TransportLevel.CCT})
    now = agencies.model.row(record.id)
    assert now is not None
    assert (now.city, now.phone, now.name) == ("Altoona", "814 555 0177", name)
