"""An administrator resets a password: shown once, changed by the person at the next sign-in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.conftest import Trio
from tests.gui_password.conftest import ADMIN, FIRST, SECOND, New, Open, Seat, opens
from tests.support import eventually

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def accounts_page(seat: Seat) -> AccountsPage:
    seat.press(KEY.Key_3, ALT)
    page = seat.find(AccountsPage, "accounts_page")
    seat.qtbot.waitUntil(lambda: len(page.model.rows()) > 1, timeout=10_000)
    return page


def test_a_reset_by_keyboard_and_the_person_chooses_anew(
    trio: Trio, sit_down: Open, make_person: Callable[..., New]
) -> None:
    person = make_person(must_change=False)
    seat = sit_down(ADMIN, trio.accounts[ADMIN].password)
    seat.opened()
    page = accounts_page(seat)
    seat.qtbot.waitUntil(lambda: page.ui.board.select_key(person.id), timeout=10_000)
    page.ui.board.setFocus()
    seat.press(KEY.Key_R, CTRL | SHIFT)
    assert person.email in seat.find(QDialog, "reset_dialog").windowTitle()
    seat.press(KEY.Key_Return)  # the safe answer has the focus
    seat.qtbot.waitUntil(lambda: not seat.is_shown("reset_dialog"))
    assert opens(trio, person.email, FIRST) == list(Silo)

    seat.find(QPushButton, "reset_password").click()
    seat.find(QPushButton, "yes").click()
    given = seat.find(QLineEdit, "initial_password").text()
    assert len(given) >= 20
    assert given not in seat.said()
    eventually(lambda: opens(trio, person.email, given) == list(Silo))
    assert opens(trio, person.email, FIRST) == []
    seat.press(KEY.Key_Escape)

    theirs = sit_down(person.email, given)
    theirs.find(QDialog, "password_change_dialog")
    assert theirs.console.window is None
    for name, text in (("old_password", given), ("new_password", SECOND), ("new_password_again", SECOND)):
        theirs.find(QLineEdit, name).setText(text)
    theirs.find(QPushButton, "change_password").click()
    theirs.opened()


def test_ones_own_account_is_not_reset_here(trio: Trio, sit_down: Open) -> None:
    seat = sit_down(ADMIN, trio.accounts[ADMIN].password)
    seat.opened()
    page = accounts_page(seat)
    others = next(account.id for account in page.model.rows() if account.email != ADMIN)
    button = page.reset_password.action
    page.ui.board.select_key(others)
    assert button.isEnabled()
    page.ui.board.select_key(seat.console.manager.person.id)
    assert not button.isEnabled()
    assert not seat.find(QPushButton, "reset_password").isEnabled()
