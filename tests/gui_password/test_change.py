"""Changing the password by keyboard in the running window; the first password before it opens."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.controls.buttons import PrimaryButton
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.session.password import ChangePasswordDialog
from tests.conftest import Trio
from tests.gui_password.conftest import ADMIN, FIRST, SECOND, New, Open, Seat, opens
from tests.hands import ALT, CTRL, emitted
from tests.keyrings import MemoryKeyring
from tests.support import until

KEY = Qt.Key
Make = Callable[..., New]


def fill(seat: Seat, old: str, new: str, again: str = "") -> None:
    """From the field that has the focus when the dialog opens: Enter goes on to the next, and sends at the last."""
    seat.shown(QLineEdit, "old_password").setFocus()
    for text in (old, new, again or new):
        field = seat.focused()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        seat.keys(text)
        seat.press(KEY.Key_Return)


def dialog_is_open(seat: Seat) -> bool:
    return seat.is_shown("password_change_dialog")


def error(seat: Seat, name: str) -> str:
    return seat.shown(Field, f"{name}_field").error()


def test_a_change_by_keyboard_and_the_console_goes_on(
    trio: Trio, sit_down: Open, make_person: Make, memory_keyring: MemoryKeyring
) -> None:
    person = make_person(must_change=False)
    seat = sit_down()
    seat.shown(QCheckBox, "keep").setChecked(True)
    seat.shown(QLineEdit, "email").setText(person.email)
    seat.shown(QLineEdit, "password").setText(FIRST)
    seat.shown(PrimaryButton, "sign_in").click()
    seat.ready()
    kept = dict(memory_keyring.entries)
    listeners = list(seat.console._listeners)

    seat.press(KEY.Key_P, CTRL | ALT)
    dialog = seat.shown(ChangePasswordDialog, "password_change_dialog")
    assert dialog.focusWidget() is seat.shown(QLineEdit, "old_password")
    fill(seat, FIRST, SECOND)
    seat.until(lambda: not dialog_is_open(seat))
    until(lambda: opens(trio, person.email, SECOND) == list(Silo))
    until(lambda: opens(trio, person.email, FIRST) == [])
    seat.hears("Your password is changed.")
    assert seat.is_live()
    assert seat.console._listeners == listeners
    assert memory_keyring.entries.keys() == kept.keys()
    assert memory_keyring.entries != kept

    seat.console.close()
    again = sit_down(resume=True)
    again.ready()
    assert again.console.manager.person.email == person.email


def test_what_is_wrong_is_told_at_its_field(trio: Trio, sit_down: Open, make_person: Make) -> None:
    person = make_person(must_change=False)
    seat = sit_down(person.email, FIRST)
    seat.ready()
    seat.press(KEY.Key_P, CTRL | ALT)
    fill(seat, FIRST, SECOND, "gravel otter lantern 24")
    assert "not the same" in error(seat, "new_password_again")
    assert seat.focused().objectName() == "new_password_again"
    fill(seat, FIRST, "too short")
    seat.until(lambda: "at least 12" in error(seat, "new_password"))
    assert seat.focused().objectName() == "new_password"
    assert error(seat, "new_password_again") == ""
    fill(seat, FIRST, person.email)
    seat.until(lambda: "e-mail" in error(seat, "new_password"))
    fill(seat, FIRST, FIRST)
    seat.until(lambda: "that you have now" in error(seat, "new_password"))
    fill(seat, "not the password", SECOND)
    seat.until(lambda: "wrong" in error(seat, "old_password"))
    assert seat.shown(QLineEdit, "new_password").text() == SECOND  # nothing typed is lost
    assert seat.focused().objectName() == "old_password"
    seat.press(KEY.Key_Escape)
    seat.until(lambda: not dialog_is_open(seat))
    assert opens(trio, person.email, FIRST) == list(Silo)


def test_a_center_that_is_away_is_told_in_the_dialog(
    sit_down: Open, make_person: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medport_desktop.data.stores.center import CenterStore
    from medport_desktop.domain.errors import SiloAway

    seat = sit_down(make_person(must_change=False).email, FIRST)
    seat.ready()

    def away(*_: object) -> None:
        raise SiloAway(Silo.CENTER)

    monkeypatch.setattr(CenterStore, "change_my_password", away)
    seat.press(KEY.Key_P, CTRL | ALT)
    fill(seat, FIRST, SECOND)
    seat.until(lambda: seat.is_shown("password_trouble"))
    assert seat.shown(QLineEdit, "new_password").text() == SECOND


def test_a_first_password_is_changed_before_the_window_opens(trio: Trio, sit_down: Open, make_person: Make) -> None:
    person = make_person()
    seat = sit_down(person.email, FIRST)
    dialog = seat.shown(ChangePasswordDialog, "password_change_dialog")
    assert dialog.windowTitle() == "Choose your own password"
    assert seat.console.window is None
    assert not seat.shown(PrimaryButton, "sign_in").isEnabled()
    fill(seat, FIRST, SECOND)
    seat.ready()
    assert opens(trio, person.email, FIRST) == []
    seat.console.close()
    again = sit_down(person.email, SECOND)
    again.ready()


def test_there_is_no_way_round_it(trio: Trio, sit_down: Open, make_person: Make) -> None:
    person = make_person()
    seat = sit_down(person.email, FIRST)
    seat.shown(QDialog, "password_change_dialog")
    seat.press(KEY.Key_Escape)
    seat.until(lambda: not dialog_is_open(seat) and seat.console.session.signed_in is None)
    seat.settle()
    assert seat.console.window is None
    assert seat.shown(QLineEdit, "password").text() == ""
    with trio.superuser(Silo.CENTER) as connection:
        row = connection.execute("select must_change_password from app_user where id = %s", [person.id]).fetchone()
    assert row == (True,)

    seat.console.sign_in_window.sign_in(person.email, FIRST)  # type: ignore[union-attr]
    seat.shown(QDialog, "password_change_dialog")
    with emitted(seat.console.ended):  # closing the window behind it leaves, and opens nothing
        seat.console.leave()
    assert seat.console.window is None


def test_kept_keys_of_a_first_password_lead_to_the_same_question(sit_down: Open, make_person: Make) -> None:
    person = make_person()
    seat = sit_down()
    seat.shown(QCheckBox, "keep").setChecked(True)
    seat.shown(QLineEdit, "email").setText(person.email)
    seat.shown(QLineEdit, "password").setText(FIRST)
    seat.shown(PrimaryButton, "sign_in").click()
    seat.shown(QDialog, "password_change_dialog")
    seat.console.close()
    again = sit_down(resume=True)
    again.shown(QDialog, "password_change_dialog")
    assert again.console.window is None
    fill(again, FIRST, SECOND)
    again.ready()


def test_nobody_of_the_demo_is_asked(trio: Trio, sit_down: Open) -> None:
    seat = sit_down(ADMIN, trio.accounts[ADMIN].password)
    seat.ready()
    action = seat.console.window.findChild(QAction, "change_my_password")  # type: ignore[union-attr]
    assert action is not None
    assert action.isEnabled()
