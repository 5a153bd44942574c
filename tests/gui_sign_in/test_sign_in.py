"""Signing in by keyboard against the real silos; each failure is told apart, at the right place."""

from uuid import uuid4

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from medport_desktop.data.stores.center import CenterStore
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.people import NewAccount
from medport_desktop.gui.kit.shell.lights import Light
from tests.conftest import Trio
from tests.gui_sign_in.conftest import Desk, OpenDesk
from tests.keyrings import LockedKeyring, MemoryKeyring
from tests.support import until

DESK = "desk@nason.example"


@pytest.fixture
def password(trio: Trio) -> str:
    return str(trio.accounts[DESK].password)


def type_in(desk: Desk, email: str, password: str) -> None:
    """As a person does: the e-mail, Tab, the password, Enter."""
    desk.email.setFocus()
    desk.email.selectAll()
    QTest.keyClicks(desk.email, email)
    QTest.keyClick(desk.email, Qt.Key.Key_Tab)
    assert desk.window.focusWidget() is desk.password
    desk.password.selectAll()
    QTest.keyClicks(desk.password, password)
    QTest.keyClick(desk.password, Qt.Key.Key_Return)


def wait_until_told(desk: Desk) -> None:
    until(lambda: desk.button.isEnabled() or bool(desk.signed_in))


def test_signs_in_by_keyboard_and_the_form_is_not_frozen_meanwhile(
    open_desk: OpenDesk, qapp: QApplication, password: str
) -> None:
    desk = open_desk()
    assert desk.window.focusWidget() is desk.email
    type_in(desk, DESK, password)
    assert not desk.button.isEnabled()  # it says that it is at work
    assert desk.email.isEnabled()
    assert desk.password.isEnabled()
    QTest.keyClick(desk.password, Qt.Key.Key_Return)  # impatience sends nothing twice
    until(lambda: bool(desk.signed_in))
    assert len(desk.signed_in) == 1
    outcome = desk.signed_in[0]
    assert outcome.person.email == DESK
    assert outcome.home is Silo.HOSPITAL
    assert not outcome.away
    assert desk.session.remembered_email() == DESK


def test_a_wrong_password_is_said_at_the_password_which_is_ready_to_be_typed_again(
    open_desk: OpenDesk, qapp: QApplication, password: str
) -> None:
    desk = open_desk()
    type_in(desk, DESK, "not the password")
    wait_until_told(desk)
    assert "password is wrong" in desk.error("password")
    assert not desk.error("email")
    assert desk.trouble.isHidden()
    assert desk.password.hasFocus()
    assert desk.password.selectedText()
    QTest.keyClicks(desk.password, password)
    assert not desk.error("password")
    QTest.keyClick(desk.password, Qt.Key.Key_Return)
    until(lambda: bool(desk.signed_in))


def test_an_unknown_e_mail_gives_nothing_away(open_desk: OpenDesk) -> None:
    desk = open_desk()
    type_in(desk, "nobody@nowhere.example", "some password")
    wait_until_told(desk)
    assert "password is wrong" in desk.error("password")


def test_a_disabled_account_is_told_from_a_wrong_password(trio: Trio, open_desk: OpenDesk) -> None:
    email, secret = f"left-{uuid4().hex[:8]}@center.example", "a password of theirs"
    admin = trio.account(UserType.CENTER, manager=True)
    helper = open_desk()
    helper.manager._forbidden_thread = lambda: False
    helper.manager.sign_in(admin.email, admin.password)
    center = CenterStore(helper.manager.databases[Silo.CENTER])
    account = uuid4()
    new = NewAccount(email, "Demo leaver", UserType.CENTER, False, None, None, secret)
    center.create_account(account, new)
    center.set_account_active(account, False)

    desk = open_desk()
    type_in(desk, email, secret)
    wait_until_told(desk)
    assert "disabled" in desk.error("email")
    assert not desk.error("password")
    assert desk.password.text() == secret


def test_the_center_away_is_no_fault_of_a_field_and_keeps_what_was_typed(
    open_desk: OpenDesk, qapp: QApplication
) -> None:
    desk = open_desk(away=(Silo.CENTER,))
    type_in(desk, DESK, "whatever it is")
    wait_until_told(desk)
    assert desk.trouble.isVisible()
    assert "cannot be reached" in desk.trouble.accessibleName()
    assert not desk.error("email")
    assert not desk.error("password")
    assert (desk.email.text(), desk.password.text()) == (DESK, "whatever it is")
    QTest.keyClicks(desk.password, "!")
    assert desk.trouble.isHidden()


@pytest.mark.parametrize("away", [Silo.HOSPITAL, Silo.EMS])
def test_another_silo_away_is_told_and_stops_nobody(
    open_desk: OpenDesk, qapp: QApplication, password: str, away: Silo
) -> None:
    desk = open_desk(away=(away,))
    type_in(desk, DESK, password)
    until(lambda: bool(desk.signed_in))
    assert desk.signed_in[0].away == {away}


def test_lights_tell_who_answers_before_anybody_signs_in(open_desk: OpenDesk) -> None:
    desk = open_desk(away=(Silo.EMS,))
    expected = {Silo.HOSPITAL: Light.LIVE, Silo.EMS: Light.AWAY, Silo.CENTER: Light.LIVE}
    until(lambda: {silo: desk.light(silo).state() for silo in Silo} == expected)
    assert desk.light(Silo.EMS).words() == "away"


@pytest.mark.parametrize(
    ("email", "secret", "field", "words"),
    [
        ("", "secret", "email", "Enter your e-mail."),
        ("not an address", "secret", "email", "not an e-mail address"),
        ("x" * 300 + "@example.org", "secret", "email", "at most"),
        ("robert'); drop table app_user;--", "secret", "email", "not an e-mail address"),
        (DESK, "", "password", "Enter your password."),
    ],
)
def test_what_cannot_be_right_is_said_at_once(
    open_desk: OpenDesk, email: str, secret: str, field: str, words: str
) -> None:
    desk = open_desk()
    type_in(desk, email, secret)
    assert words in desk.error(field)
    assert desk.button.isEnabled()
    assert desk.runtime.tasks.is_idle or not desk.signed_in
    assert desk.window.focusWidget() is (desk.email if field == "email" else desk.password)


def test_enter_in_the_e_mail_goes_on_to_the_empty_password(open_desk: OpenDesk) -> None:
    desk = open_desk()
    QTest.keyClicks(desk.email, DESK)
    QTest.keyClick(desk.email, Qt.Key.Key_Return)
    assert desk.window.focusWidget() is desk.password
    assert not desk.error("password")


def test_kept_keys_sign_in_by_themselves_and_hold_no_password(
    open_desk: OpenDesk, qapp: QApplication, password: str, memory_keyring: MemoryKeyring
) -> None:
    desk = open_desk()
    desk.keep.setFocus()
    QTest.keyClick(desk.keep, Qt.Key.Key_Space)
    type_in(desk, DESK, password)
    until(lambda: bool(desk.signed_in))
    assert desk.signed_in[0].kept
    assert memory_keyring.entries
    assert not any(password in secret for secret in memory_keyring.entries.values())

    again = open_desk()
    assert again.email.text() == DESK
    assert again.window.focusWidget() is again.password
    again.window.resume()
    assert not again.button.isEnabled()
    until(lambda: bool(again.signed_in))
    assert again.signed_in[0].person.email == DESK


def test_typing_takes_over_from_kept_keys(
    open_desk: OpenDesk, qapp: QApplication, password: str, memory_keyring: MemoryKeyring
) -> None:
    desk = open_desk()
    desk.keep.setChecked(True)
    type_in(desk, DESK, password)
    until(lambda: bool(desk.signed_in))

    again = open_desk()
    again.window.resume()
    type_in(again, "manager@nason.example", password)
    until(lambda: bool(again.signed_in))
    until(lambda: again.runtime.tasks.is_idle)
    assert [outcome.person.email for outcome in again.signed_in] == ["manager@nason.example"]
    assert again.manager.person.email == "manager@nason.example"


def test_without_kept_keys_the_form_is_simply_there(open_desk: OpenDesk, qapp: QApplication, password: str) -> None:
    desk = open_desk()
    type_in(desk, DESK, password)
    until(lambda: bool(desk.signed_in))
    again = open_desk()
    again.window.resume()
    wait_until_told(again)
    assert not again.signed_in
    assert again.trouble.isHidden()


def test_kept_keys_are_kept_while_the_center_is_away(
    open_desk: OpenDesk, qapp: QApplication, password: str, memory_keyring: MemoryKeyring
) -> None:
    desk = open_desk()
    desk.keep.setChecked(True)
    type_in(desk, DESK, password)
    until(lambda: bool(desk.signed_in))
    kept = dict(memory_keyring.entries)

    again = open_desk(away=(Silo.CENTER,))
    again.window.resume()
    wait_until_told(again)
    assert again.trouble.isVisible()
    assert memory_keyring.entries == kept


@pytest.mark.parametrize(("backend", "words"), [(NoKeyring, "no keyring"), (LockedKeyring, "locked")])
def test_a_sentence_says_when_keys_cannot_be_kept(
    open_desk: OpenDesk, qapp: QApplication, password: str, backend: type, words: str
) -> None:
    keyring.set_keyring(backend())
    desk = open_desk()
    desk.keep.setChecked(True)
    type_in(desk, DESK, password)
    until(lambda: bool(desk.signed_in))
    outcome = desk.signed_in[0]
    assert not outcome.kept
    assert words in outcome.kept_note
    assert "asked for your password next time" in outcome.kept_note


def test_the_password_can_be_looked_at_without_the_mouse(open_desk: OpenDesk) -> None:
    desk = open_desk()
    QTest.keyClicks(desk.password, "a question?")  # "?" is a key of the window, and text in a field
    assert desk.password.text() == "a question?"
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.password, Qt.Key.Key_P, modifiers)
    assert desk.password.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClick(desk.password, Qt.Key.Key_P, modifiers)
    assert desk.password.echoMode() == QLineEdit.EchoMode.Password


def test_says_what_it_is_to_a_screen_reader(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = QAccessible.queryAccessibleInterface(desk.window)
    assert desk.window.windowTitle() == "Sign in to MedPort"
    assert window.role() == QAccessible.Role.Window
    assert window.text(QAccessible.Text.Name) == "Sign in to MedPort"
    assert desk.email.accessibleName() == "E-mail"
    assert desk.password.accessibleName() == "Password"
    assert QAccessible.queryAccessibleInterface(desk.password).state().passwordEdit
    assert desk.keep.accessibleDescription()
    QTest.keyClick(desk.password, Qt.Key.Key_Return)
    assert desk.email.accessibleDescription() == "Enter your e-mail."
