"""Hospitals and agencies by keyboard: one that is added can work."""

from uuid import uuid4

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from medport_desktop.domain.enums import Silo, TransportLevel
from medport_desktop.gui.admin.organisation_dialog import OrganisationDialog
from medport_desktop.gui.admin.organisations import AgenciesPage, HospitalsPage
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.hands import CTRL, SHIFT
from tests.support import until

KEY = Qt.Key


def rows(trio: Trio, silo: Silo, query: str, *values: object) -> list[tuple[object, ...]]:
    with trio.superuser(silo) as connection:
        return connection.execute(query.encode(), values).fetchall()


def open_form(center: Center) -> OrganisationDialog:
    center.press(KEY.Key_N, CTRL)
    dialog = center.find(OrganisationDialog, "organisation_dialog")
    assert center.focused() is dialog.lines["name"].edit
    return dialog


def closed(center: Center) -> bool:
    return not any(dialog.isVisible() for dialog in center.window.findChildren(QDialog, "organisation_dialog"))


@pytest.fixture
def hospitals(center: Center, page: AccountsPage) -> HospitalsPage:
    center.press(KEY.Key_6, CTRL)
    shown = center.find(HospitalsPage, "hospital_page")
    center.until(shown.model.rows)
    return shown


@pytest.fixture
def agencies(center: Center, page: AccountsPage) -> AgenciesPage:
    center.press(KEY.Key_7, CTRL)
    shown = center.find(AgenciesPage, "agency_page")
    center.until(shown.model.rows)
    return shown


def test_a_hospital_is_added_edited_and_disabled(center: Center, hospitals: HospitalsPage, trio: Trio) -> None:
    name = f"Demo Memorial {uuid4().hex[:6]}"
    open_form(center)
    for text in (name, "1 Hospital Drive", "15522", "(814) 555-0101", "office@memorial.example"):
        center.keys(text)
        center.press(KEY.Key_Return)
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: closed(center) and any(record.name == name for record in hospitals.model.rows()))
    record = next(record for record in hospitals.model.rows() if record.name == name)
    assert (record.city, record.state, record.is_active) == ("Bedford", "PA", True)
    query = "select name, city, type, coordinates is not null from medport.hospital_facility where hospital_id = %s"
    assert rows(trio, Silo.HOSPITAL, query, record.id) == [(name, "Bedford", "HOSPITAL", True)]
    copies = "select name from reference.hospital where id = %s and is_active"
    until(lambda: rows(trio, Silo.EMS, copies, record.id) == [(name,)])

    hospitals.board.select_key(record.id)
    hospitals.board.setFocus()
    center.press(KEY.Key_F2)
    dialog = center.find(OrganisationDialog, "organisation_dialog")
    dialog.lines["name"].edit.selectAll()
    center.keys(f"{name} North")
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: (row := hospitals.model.row(record.id)) and row.name == f"{name} North")
    center.until(lambda: closed(center))

    hospitals.board.setFocus()
    center.press(KEY.Key_Delete, CTRL)
    center.press(KEY.Key_Tab)  # from "Go back", where Enter does no harm
    center.press(KEY.Key_Space)
    center.until(lambda: (row := hospitals.model.row(record.id)) and not row.is_active)
    until(lambda: rows(trio, Silo.EMS, copies, record.id) == [])
    center.press(KEY.Key_E, CTRL | SHIFT)
    center.press(KEY.Key_Return)
    center.until(lambda: (row := hospitals.model.row(record.id)) and row.is_active)


def test_what_is_wrong_is_told_at_its_field(center: Center, hospitals: HospitalsPage) -> None:
    dialog = open_form(center)
    dialog.lines["email"].edit.setText("nobody")
    center.press(KEY.Key_Return, CTRL)
    assert dialog.lines["name"].error() == "Enter the hospital's name."
    assert dialog.lines["zip_code"].error().startswith("Enter a ZIP code of five digits")
    assert dialog.lines["email"].error() == "This is not an e-mail address, like name@hospital.example."
    dialog.lines["name"].edit.setText("UPMC Altoona")
    dialog.lines["email"].edit.clear()
    dialog.lines["zip_code"].edit.setText("00000")
    center.press(KEY.Key_Return, CTRL)
    center.until(dialog.lines["zip_code"].error)
    assert dialog.lines["zip_code"].error().startswith("There is no such ZIP code.")
    dialog.lines["zip_code"].edit.setText("16601")
    center.press(KEY.Key_Return, CTRL)
    center.until(dialog.lines["name"].error)
    assert dialog.lines["name"].error().startswith("That name exists already.")
    dialog.reject()
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Space)
    center.until(lambda: closed(center))


def test_an_agency_is_registered_and_exists_in_the_ems_silo(center: Center, agencies: AgenciesPage, trio: Trio) -> None:
    name = f"Demo Rescue {uuid4().hex[:6]}"
    dialog = open_form(center)
    for text in (name, "Lee Demo", "9 Station Road", "15522", "(814) 555-0102", "chief@rescue.example"):
        center.keys(text)
        center.press(KEY.Key_Return)
    center.press(KEY.Key_Return, CTRL)
    assert dialog.levels.isVisible()
    assert "Choose at least one level" in "".join(field.error() for field in dialog.fields.values())
    dialog.levels.set_values({TransportLevel.BLS, TransportLevel.ALS})
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: closed(center) and any(record.name == name for record in agencies.model.rows()))
    record = next(record for record in agencies.model.rows() if record.name == name)
    assert record.levels == {TransportLevel.BLS, TransportLevel.ALS}
    assert (record.contact_name, record.city, record.email) == ("Lee Demo", "Bedford", "chief@rescue.example")
    listed = "select is_active from medport.agency_directory where id = %s and coordinates is not null"
    until(lambda: rows(trio, Silo.CENTER, listed, record.id) == [(True,)])

    agencies.board.select_key(record.id)
    agencies.board.setFocus()
    center.press(KEY.Key_Delete, CTRL)
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Space)
    center.until(lambda: (row := agencies.model.row(record.id)) and not row.is_active)
    until(lambda: rows(trio, Silo.CENTER, listed, record.id) == [(False,)])


@pytest.mark.parametrize("email", ["dispatch@center.example", "manager@nason.example"])
def test_nobody_else_adds_one(trio: Trio, email: str) -> None:
    for statement in (
        "insert into hospital (name) values ('X')",
        "insert into service_registry (service_name, service_type) values ('X', 'EMS_AGENCY')",
    ):
        with trio.connect(email, Silo.CENTER) as connection, pytest.raises(psycopg.Error) as refused:
            connection.execute(statement.encode())
        assert refused.value.sqlstate == "42501"
