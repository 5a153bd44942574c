"""An account is edited, and sessions are ended, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.accounts.edit_account import EditDialog
from medport_desktop.gui.shared.accounts.signed_in import SignedInPage
from tests.conftest import Trio
from tests.gui_admin.test_accounts import PASSWORD, can_sign_in, connect, fill, has_ended, new_email, open_form, shown
from tests.gui_center.center import Center
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key


@pytest.fixture
def email(center: Center, page: AccountsPage, trio: Trio) -> str:
    """A new account of Altoona, which is in view and works everywhere."""
    email = new_email()
    open_form(center)
    fill(center, email)
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: email in shown(page))
    center.until(lambda: (row := page.ui.board.current_row()) and row.email == email)
    for silo in Silo:
        until(lambda silo=silo: can_sign_in(trio, email, PASSWORD, silo))
    page.ui.board.setFocus()
    return email


def open_edit(center: Center) -> EditDialog:
    center.press(KEY.Key_F2)
    dialog = center.find(EditDialog, "edit_dialog")
    assert center.focused() is dialog.name.edit
    return dialog


def test_name_email_organisation_and_rank(center: Center, page: AccountsPage, email: str, trio: Trio) -> None:
    other = new_email()
    dialog = open_edit(center)
    dialog.name.edit.selectAll()
    center.keys("Pat Renamed")
    center.press(KEY.Key_Return)
    dialog.email.edit.selectAll()
    center.keys(other)
    center.press(KEY.Key_Return)
    dialog.organisation.selectAll()
    center.keys("nason")
    center.press(KEY.Key_Return)
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Space)
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: other in shown(page))
    account = page.ui.board.current_row()
    assert (account.email, account.name, account.is_manager) == (other, "Pat Renamed", True)
    assert account.organisation == "Conemaugh Nason Medical Center"
    for silo in Silo:
        until(lambda silo=silo: can_sign_in(trio, other, PASSWORD, silo))
        until(lambda silo=silo: not can_sign_in(trio, email, PASSWORD, silo))


def test_wrong_entries_are_told_at_their_fields(center: Center, page: AccountsPage, email: str) -> None:
    dialog = open_edit(center)
    dialog.name.edit.clear()
    dialog.email.edit.setText("nobody")
    dialog.organisation.setFocus()
    dialog.organisation.selectAll()
    center.keys("Nowhere")
    center.press(KEY.Key_Return, CTRL)
    assert dialog.name.error() == "Enter the person's name."
    assert dialog.email.error() == "This is not an e-mail address, like name@hospital.example."
    assert center.focused() is dialog.name.edit
    dialog.reject()
    center.press(KEY.Key_Tab)
    center.press(KEY.Key_Space)
    center.until(lambda: not _is_open(center, "edit_dialog"))
    dialog = open_edit(center)
    dialog.email.edit.setText("desk@nason.example")
    center.press(KEY.Key_Return, CTRL)
    center.until(dialog.email.error)
    assert dialog.email.error() == "There is an account with this e-mail already."
    dialog.email.edit.setText(email)
    dialog.reject()
    center.until(lambda: not _is_open(center, "edit_dialog"))


def test_ones_own_email_stays(center: Center, page: AccountsPage) -> None:
    page.ui.board.select_key(center.manager.person.id)
    page.ui.board.setFocus()
    dialog = open_edit(center)
    dialog.email.edit.setText(new_email())
    center.press(KEY.Key_Return, CTRL)
    center.until(dialog.email.error)
    assert dialog.email.error().startswith("You are signed in with this e-mail, so it cannot be changed by you.")
    dialog.email.edit.setText(center.manager.person.email)
    dialog.reject()
    center.until(lambda: not _is_open(center, "edit_dialog"))


def _is_open(center: Center, name: str) -> bool:
    return any(dialog.isVisible() for dialog in center.window.findChildren(QDialog, name))


def test_sessions_are_seen_and_ended(center: Center, page: AccountsPage, email: str, trio: Trio) -> None:
    user_id = page.ui.board.current_key()
    opened = [connect(trio, email, PASSWORD, silo) for silo in Silo]
    center.press(KEY.Key_5, CTRL)
    people = center.find(SignedInPage, "signed_in_page")
    center.until(people.model.rows)
    people.board.select_key(center.manager.person.id)
    assert not people.end.isEnabled()
    people.board.select_key(user_id)
    person = people.board.current_row()
    assert (person.email, person.silos, person.connections) == (email, frozenset(Silo), 3)
    people.board.setFocus()
    center.press(KEY.Key_Delete, CTRL)
    assert email in center.find(QDialog, "end_dialog").windowTitle()
    center.press(KEY.Key_Tab)  # from "Go back", where Enter does no harm
    center.press(KEY.Key_Space)
    for connection in opened:
        until(lambda connection=connection: has_ended(connection))
        connection.close()
    center.until(lambda: people.model.row(user_id) is None)
    center.hears(f"The sessions of {email} have ended.")
