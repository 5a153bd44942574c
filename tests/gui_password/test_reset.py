"""An administrator resets a password: shown once, changed by the person at the next sign-in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.conftest import Trio
from tests.gui_password.conftest import ADMIN, FIRST, SECOND, New, Open, Seat, opens
from tests.hands import ALT, CTRL, SHIFT
from tests.support import until

KEY = Qt.Key


def accounts_page(seat: Seat) -> AccountsPage:
    seat.press(KEY.Key_3, ALT)
    page = seat.shown(AccountsPage, "accounts_page")
    seat.until(lambda: len(page.model.rows()) > 1)
    return page


def test_a_reset_by_keyboard_and_the_person_chooses_anew(
    trio: Trio, sit_down: Open, make_person: Callable[..., New]
) -> None:
    person = make_person(must_change=False)
    seat = sit_down(ADMIN, trio.accounts[ADMIN].password)
    seat.ready()
    page = accounts_page(seat)
    seat.until(lambda: page.ui.board.select_key(person.id))
    page.ui.board.setFocus()
    seat.press(KEY.Key_R, CTRL | SHIFT)
    assert person.email in seat.shown(QDialog, "reset_dialog").windowTitle()
    seat.press(KEY.Key_Return)  # the safe answer has the focus
    seat.until(lambda: not seat.is_shown("reset_dialog"))
    assert opens(trio, person.email, FIRST) == list(Silo)

    seat.shown(QPushButton, "reset_password").click()
    seat.shown(QPushButton, "yes").click()
    given = seat.shown(QLineEdit, "initial_password").text()
    assert len(given) >= 20
    assert given not in seat.said()
    until(lambda: opens(trio, person.email, given) == list(Silo))
    assert opens(trio, person.email, FIRST) == []
    seat.press(KEY.Key_Escape)

    theirs = sit_down(person.email, given)
    theirs.shown(QDialog, "password_change_dialog")
    assert theirs.console.window is None
    for name, text in (("old_password", given), ("new_password", SECOND), ("new_password_again", SECOND)):
        theirs.shown(QLineEdit, name).setText(text)
    theirs.shown(QPushButton, "change_password").click()
    theirs.ready()


def test_ones_own_account_is_not_reset_here(trio: Trio, sit_down: Open) -> None:
    seat = sit_down(ADMIN, trio.accounts[ADMIN].password)
    seat.ready()
    page = accounts_page(seat)
    others = next(account.id for account in page.model.rows() if account.email != ADMIN)
    button = page.reset_password.action
    page.ui.board.select_key(others)
    assert button.isEnabled()
    page.ui.board.select_key(seat.console.manager.person.id)
    assert not button.isEnabled()
    assert not seat.shown(QPushButton, "reset_password").isEnabled()
