"""A manager runs the accounts of the own organisation by keyboard, and reaches no other."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.errors import NotAllowed
from medport_desktop.domain.people import NewAccount
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.shared.accounts.account_dialog import AccountDialog
from medport_desktop.gui.shared.accounts.edit_account import EditDialog
from medport_desktop.gui.shared.accounts.manager_page import ManagerAccountsPage
from medport_desktop.gui.shared.accounts.signed_in import SignedInPage
from medport_desktop.silos.demo.people import demo_id
from tests.conftest import Trio
from tests.gui_accounts.conftest import Manager
from tests.gui_admin.test_accounts import PASSWORD, can_sign_in, connect, has_ended
from tests.gui_agency.console import Console
from tests.gui_hospital.desk import Desk
from tests.hands import CTRL, SHIFT
from tests.support import until

KEY = Qt.Key


def make(manager: Manager) -> str:
    """A new colleague, by keyboard; returns the e-mail once the account is in view and works everywhere."""
    email = f"pat-{uuid4().hex[:8]}@manager.example"
    manager.press(KEY.Key_N, CTRL | SHIFT)
    dialog = manager.dialog("account_dialog")
    assert isinstance(dialog, AccountDialog)
    assert not dialog.kind.isVisible()
    assert not dialog.organisation.isVisible()
    manager.keys(email)
    manager.press(KEY.Key_Return)
    manager.keys("Pat Demo")
    manager.press(KEY.Key_Return)
    manager.press(KEY.Key_Tab)
    manager.keys(PASSWORD)
    manager.press(KEY.Key_Return, CTRL)
    manager.until(lambda: email in manager.emails())
    manager.until(manager.no_dialog)
    manager.until(lambda: (row := manager.page.ui.board.current_row()) and row.email == email)
    return email


def works(trio: Trio, email: str, password: str = PASSWORD) -> None:
    for silo in Silo:
        until(lambda silo=silo: can_sign_in(trio, email, password, silo))


def test_the_own_organisation_is_in_view_and_another_refused_whatever_the_client_sends(at_accounts: Manager) -> None:
    rows = at_accounts.page.model.rows()
    assert {at_accounts.email, at_accounts.colleague} <= {row.email for row in rows}
    assert {row.organisation for row in rows} == {at_accounts.organisation}
    assert [column.key for column in at_accounts.page.model.columns] == [
        "name",
        "email",
        "manager",
        "active",
        "changed",
    ]
    service = at_accounts.page._service
    for kind, hospital, agency in (
        (UserType.CENTER, None, None),
        (UserType.HOSPITAL, demo_id("hospital", "UPMC Altoona"), None),
        (UserType.EMS, None, demo_id("agency", "Blair demo Ambulance")),
    ):
        new = NewAccount(f"x-{uuid4().hex[:6]}@x.example", "X", kind, True, hospital, agency, PASSWORD)
        with pytest.raises(NotAllowed, match="your own organisation only"):
            service.stores.center.create_account(uuid4(), new)
    other = demo_id("account", "desk@altoona.example")
    for attempt in (
        lambda: service.stores.center.set_account_active(other, False),
        lambda: service.reset_password(other, PASSWORD),
        lambda: service.stores.system.end_sessions(other),
    ):
        with pytest.raises(NotAllowed, match="your own organisation only"):
            attempt()
    assert [account.email for account in service.stores.center.accounts([other])] == []


def test_a_colleague_is_made_renamed_disabled_and_enabled(at_accounts: Manager, trio: Trio) -> None:
    manager, email = at_accounts, make(at_accounts)
    works(trio, email)
    account = manager.page.ui.board.current_row()
    assert (account.name, account.organisation, account.is_manager) == ("Pat Demo", manager.organisation, False)

    manager.press(KEY.Key_F2)
    dialog = manager.dialog("edit_dialog")
    assert isinstance(dialog, EditDialog)
    assert not dialog.organisation.isVisible()
    manager.press(KEY.Key_A, CTRL)
    manager.keys("Pat Renamed")
    manager.press(KEY.Key_Return, CTRL)
    manager.until(lambda: (row := manager.page.model.row(account.id)) and row.name == "Pat Renamed")
    manager.until(manager.no_dialog)

    opened = [connect(trio, email, PASSWORD, silo) for silo in Silo]
    manager.press(KEY.Key_Delete, CTRL)
    assert email in manager.dialog("active_dialog").windowTitle()
    manager.press(KEY.Key_Tab)  # from "Go back", where Enter does no harm
    manager.press(KEY.Key_Space)
    manager.until(lambda: (row := manager.page.model.row(account.id)) and not row.is_active)
    for connection in opened:
        until(lambda connection=connection: has_ended(connection))
        connection.close()
    manager.press(KEY.Key_E, CTRL | SHIFT)
    manager.dialog("active_dialog")
    manager.press(KEY.Key_Return)
    works(trio, email)


def test_a_forgotten_password_is_reset_and_shown_once(at_accounts: Manager, trio: Trio) -> None:
    manager, email = at_accounts, make(at_accounts)
    works(trio, email)
    manager.press(KEY.Key_R, CTRL | SHIFT)
    manager.dialog("reset_dialog")
    manager.press(KEY.Key_Tab)
    manager.press(KEY.Key_Space)
    manager.dialog("password_dialog")
    password = manager.find(QLineEdit, "initial_password").text()
    manager.press(KEY.Key_Return)
    manager.until(manager.no_dialog)
    works(trio, email, password)
    for silo in Silo:
        assert not can_sign_in(trio, email, PASSWORD, silo)


def test_who_is_signed_in_and_their_sessions_end(at_accounts: Manager, trio: Trio) -> None:
    manager, email = at_accounts, make(at_accounts)
    works(trio, email)
    user_id = manager.page.ui.board.current_key()
    opened = [connect(trio, email, PASSWORD, silo) for silo in Silo]
    other = connect(trio, "desk@altoona.example", trio.accounts["desk@altoona.example"].password, Silo.CENTER)
    manager.press(KEY.Key_2, CTRL)
    people = manager.find(SignedInPage, "signed_in_page")
    manager.settle()
    people.refresh()
    manager.until(lambda: people.model.row(user_id))
    assert demo_id("account", "desk@altoona.example") not in {person.user_id for person in people.model.rows()}
    other.close()
    people.board.setFocus()
    people.board.select_key(demo_id("account", manager.email))
    assert not people.end.isEnabled()
    people.board.select_key(user_id)
    manager.press(KEY.Key_Delete, CTRL)
    assert email in manager.dialog("end_dialog").windowTitle()
    manager.press(KEY.Key_Tab)
    manager.press(KEY.Key_Space)
    for connection in opened:
        until(lambda connection=connection: has_ended(connection))
        connection.close()
    manager.until(lambda: people.model.row(user_id) is None)
    manager.hears(f"The sessions of {email} have ended.")
    manager.press(KEY.Key_1, CTRL)
    assert manager.page.isVisible()


def test_the_own_account_is_safe_and_the_windows_keys_keep_their_meaning(at_accounts: Manager) -> None:
    manager = at_accounts
    manager.page.ui.board.select_key(demo_id("account", manager.email))
    assert not manager.page.disable.isEnabled()
    assert not manager.page.reset_password.action.isEnabled()
    manager.press(KEY.Key_F2)
    dialog = manager.dialog("edit_dialog")
    assert isinstance(dialog, EditDialog)
    dialog.manager.setChecked(False)
    manager.press(KEY.Key_Return, CTRL)
    manager.settle()
    assert dialog.isVisible()
    assert any("your own rank" in text for text in _banner_words(dialog))
    dialog.done(0)
    read: list[bool] = []
    manager.runtime.tasks.idle.connect(lambda: read.append(True))
    manager.press(KEY.Key_F5)  # reads again: two actions on one key would do nothing
    manager.until(lambda: read)
    if not manager.agency:
        manager.press(KEY.Key_N, CTRL)
        assert manager.window.current_page() is not manager.find(ManagerAccountsPage, "manager_accounts_page")
    assert manager.no_dialog()


def _banner_words(dialog: EditDialog) -> list[str]:
    return [banner.accessibleName() for banner in dialog.findChildren(Banner) if banner.isVisible()]


@pytest.mark.parametrize(("email", "kind"), [("desk@nason.example", Desk), ("dispatch@bedford.example", Console)])
def test_a_member_has_no_such_page(
    trio: Trio, dressed: QApplication, email: str, kind: type[Desk] | type[Console]
) -> None:
    with kind.open(trio, email) as console:
        assert console.window.findChild(ManagerAccountsPage) is None
