"""Accounts by keyboard: one row in the center is an account in all three silos."""

from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit

from medport_desktop.data.connection.scram import role_name
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.accounts.account_dialog import AccountDialog
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.services.accounts import initial_password
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.hands import CTRL, SHIFT
from tests.support import until

KEY = Qt.Key
PASSWORD = "a demo pass phrase"


def connect(trio: Trio, email: str, password: str, silo: Silo) -> psycopg.Connection:
    login = make_conninfo(trio.urls.for_people()[silo], user=role_name(email), password=password)
    return psycopg.connect(login, autocommit=True)


def can_sign_in(trio: Trio, email: str, password: str, silo: Silo) -> bool:
    try:
        connect(trio, email, password, silo).close()
    except psycopg.OperationalError:
        return False
    return True


def open_form(center: Center) -> AccountDialog:
    center.press(KEY.Key_N, CTRL)
    return center.find(AccountDialog, "account_dialog")


def fill(center: Center, email: str, *, password: str = PASSWORD, organisation: str = "UPMC Alt") -> None:
    """Fill the form for a hospital's person, from the field that has the focus when it opens."""
    center.keys(email)
    center.press(KEY.Key_Tab)
    center.keys("Pat Demo")
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Home)
    center.press(KEY.Key_Tab)
    center.keys(organisation)
    center.press(KEY.Key_Return)
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Tab)
    center.keys(password)


def new_email() -> str:
    return f"pat-{uuid4().hex[:8]}@altoona.example"


def shown(page: AccountsPage) -> list[str]:
    return [account.email for account in page.model.rows()]


def test_create_by_keyboard_signs_in_everywhere_then_disable(center: Center, page: AccountsPage, trio: Trio) -> None:
    email = new_email()
    open_form(center)
    fill(center, email)
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: email in shown(page))
    center.until(lambda: not dialog_is_open(center))
    for silo in Silo:
        until(lambda silo=silo: can_sign_in(trio, email, PASSWORD, silo))
    account = page.ui.board.current_row()
    assert (account.email, account.name, account.organisation) == (email, "Pat Demo", "UPMC Altoona")

    opened = [connect(trio, email, PASSWORD, silo) for silo in Silo]
    center.press(KEY.Key_Delete, CTRL)
    assert email in center.find(QDialog, "active_dialog").windowTitle()
    center.press(KEY.Key_Tab)  # from "Go back", where Enter does no harm
    center.press(KEY.Key_Space)
    center.until(lambda: (row := page.model.row(account.id)) and not row.is_active)
    for silo, connection in zip(Silo, opened, strict=True):
        until(lambda silo=silo: not can_sign_in(trio, email, PASSWORD, silo))
        until(lambda connection=connection: has_ended(connection))
        connection.close()

    center.press(KEY.Key_E, CTRL | SHIFT)
    center.press(KEY.Key_Return)
    for silo in Silo:
        until(lambda silo=silo: can_sign_in(trio, email, PASSWORD, silo))


def dialog_is_open(center: Center) -> bool:
    found = center.window.findChild(AccountDialog, "account_dialog")
    return found is not None and found.isVisible()


def has_ended(connection: psycopg.Connection) -> bool:
    try:
        connection.execute("select 1")
    except psycopg.OperationalError:
        return True
    return False


def test_a_generated_password_is_shown_once_and_can_be_copied(center: Center, page: AccountsPage, trio: Trio) -> None:
    email = new_email()
    dialog = open_form(center)
    fill(center, email, password="")
    center.press(KEY.Key_Tab)  # to Generate
    center.press(KEY.Key_Space)
    password = dialog.ui.password.text()
    assert len(password) >= 20
    assert dialog.ui.password.edit.echoMode() is QLineEdit.EchoMode.Normal
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: center.window.findChild(QDialog, "password_dialog"))
    assert center.find(QLineEdit, "initial_password").text() == password
    center.press(KEY.Key_Tab, SHIFT)
    center.press(KEY.Key_Space)
    assert QGuiApplication.clipboard().text() == password
    center.press(KEY.Key_Escape)
    until(lambda: can_sign_in(trio, email, password, Silo.EMS))
    QGuiApplication.clipboard().clear()


def test_generated_passwords_differ() -> None:
    assert len({initial_password() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("a" * 290 + "@x.example", "An e-mail address has at most 254 characters; this one has 300."),
        ("o'brien@", "This is not an e-mail address, like name@hospital.example."),
        ('"quoted"@altoona.example', "This is not an e-mail address, like name@hospital.example."),
        ("'; drop table app_user; --", "This is not an e-mail address, like name@hospital.example."),
        ("pat@altoona", "This is not an e-mail address, like name@hospital.example."),
        ("", "Enter an e-mail address."),
    ],
)
def test_a_bad_email_is_told_at_its_field(center: Center, page: AccountsPage, email: str, sentence: str) -> None:
    before = shown(page)
    dialog = open_form(center)
    fill(center, email)
    center.press(KEY.Key_Return, CTRL)
    assert dialog.ui.email.error() == sentence
    assert center.focused() is dialog.ui.email.edit
    assert dialog.ui.password.text() == PASSWORD
    assert dialog.organisation.text() == "UPMC Altoona"
    assert shown(page) == before


def test_a_duplicate_email_is_told_at_its_field(center: Center, page: AccountsPage) -> None:
    dialog = open_form(center)
    fill(center, "DESK@altoona.example")
    center.press(KEY.Key_Return, CTRL)
    center.until(dialog.ui.email.error)
    assert dialog.ui.email.error() == "There is an account with this e-mail already."
    assert dialog.ui.name.text() == "Pat Demo"
    center.keys(new_email())  # corrected in place: the field has the focus


def test_short_password_name_and_organisation_are_told_together(center: Center, page: AccountsPage) -> None:
    dialog = open_form(center)
    center.keys(new_email())
    for _ in range(3):
        center.press(KEY.Key_Tab)
    center.keys("No Such Hospital")
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Tab)
    center.keys("short")
    center.press(KEY.Key_Return, CTRL)
    assert dialog.ui.name.error() == "Enter the person's name."
    sentence = "No hospital “No Such Hospital” was chosen. Choose one from the list."
    assert dialog.ui.organisation_field.error() == sentence
    assert dialog.ui.password.error() == "Use at least 12 characters."
    assert center.focused() is dialog.ui.name.edit


def test_escape_asks_before_it_throws_a_form_away(center: Center, page: AccountsPage) -> None:
    dialog = open_form(center)
    center.press(KEY.Key_Escape)
    center.until(lambda: not dialog_is_open(center))
    dialog = open_form(center)
    center.keys("pat@")
    center.press(KEY.Key_Escape)
    center.press(KEY.Key_Escape)  # no
    assert dialog.isVisible()
    assert dialog.ui.email.text() == "pat@"


def test_the_kind_decides_the_organisations(center: Center, page: AccountsPage) -> None:
    dialog = open_form(center)
    dialog.kind.setFocus()
    center.press(KEY.Key_Right)
    center.press(KEY.Key_Tab)
    center.keys("bedford")
    assert dialog.organisation.rows() == ["Bedford demo EMS"]
    dialog.kind.setFocus()
    center.press(KEY.Key_End)
    assert not dialog.ui.organisation_field.isVisible()


def test_one_cannot_disable_oneself(center: Center, page: AccountsPage) -> None:
    page.ui.board.select_key(center.manager.person.id)
    assert not page.disable.isEnabled()
    assert page.ui.self_note.isVisible()


def test_another_administrators_change_appears_by_itself(center: Center, page: AccountsPage, trio: Trio) -> None:
    name = f"Renamed {uuid4().hex[:6]}"
    account = next(a for a in page.model.rows() if a.email == "manager@somerset.example")
    page.ui.board.select_key(account.id)
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute("update medport.app_user set name = %s where id = %s", (name, account.id))
    center.until(lambda: (row := page.model.row(account.id)) and row.name == name)
    assert page.ui.board.current_key() == account.id
    assert page.ui.name.text() == name
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute("update medport.app_user set name = %s where id = %s", (account.name, account.id))


def test_filter_by_keyboard(center: Center, page: AccountsPage) -> None:
    center.press(KEY.Key_F, CTRL)
    center.keys("bedford")
    assert {"dispatch@bedford.example", "manager@bedford.example"} <= set(shown(page))
    for account in page.model.rows():
        assert "bedford" in f"{account.email} {account.name} {account.organisation}".lower()
    center.press(KEY.Key_Escape)
    assert len(shown(page)) >= 12
