"""The locked window: nothing of it shows or works, nothing of it is lost, and the password opens it again."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.session.lock import ScreenLock
from medport_desktop.gui.session.lock.screen_lock import TRIES
from tests.conftest import Trio
from tests.gui_lock.conftest import Clock
from tests.gui_password.conftest import Open, Seat
from tests.hands import ALT, CTRL, SHIFT, emitted

KEY = Qt.Key
DESK = "desk@nason.example"


@pytest.fixture
def password(trio: Trio) -> str:
    return str(trio.accounts[DESK].password)


@pytest.fixture
def desk(clock: Clock, sit_down: Open, password: str) -> Seat:
    """The desk at its window; the clock stands still."""
    seat = sit_down(DESK, password)
    seat.ready()
    return seat


def lock_of(seat: Seat) -> ScreenLock:
    found = seat.window.findChild(ScreenLock)
    assert found is not None
    return found


def lock_error(seat: Seat) -> str:
    return seat.shown(Field, "unlock_password_field").error()


def locked(seat: Seat) -> bool:
    return lock_of(seat).is_locked


def lock_now(seat: Seat) -> None:
    seat.press(KEY.Key_L, CTRL | ALT)
    assert locked(seat)


def unlock(seat: Seat, password: str) -> None:
    field = seat.shown(QLineEdit, "unlock_password")
    field.setFocus()
    seat.keys(password)
    seat.press(KEY.Key_Return)
    seat.until(lambda: not locked(seat))


def visible_parts(seat: Seat) -> set[str]:
    """The object names of what can be seen of the console, its windows included, outside the cover."""
    cover = seat.window.findChild(QWidget, "lock_screen")
    parts: set[str] = set()
    for window in [seat.window, *QApplication.topLevelWidgets()]:
        for part in [window, *window.findChildren(QWidget)]:
            if part.isVisible() and part not in (cover, seat.window) and not (cover and cover.isAncestorOf(part)):
                parts.add(part.objectName() or type(part).__name__)
    return parts


def test_it_locks_after_the_configured_time_without_activity(clock: Clock, desk: Seat) -> None:
    minutes = desk.console.settings.idle_logoff_minutes
    clock.minutes(minutes - 0.1)
    QTest.keyClick(desk.window.windowHandle(), KEY.Key_Shift)
    clock.minutes(minutes - 0.1)
    lock_of(desk)._look()
    assert not locked(desk)
    clock.minutes(0.2)
    desk.until(lambda: locked(desk))
    assert visible_parts(desk) == set()


def test_what_is_done_in_a_dialog_is_activity(clock: Clock, desk: Seat) -> None:
    minutes = desk.console.settings.idle_logoff_minutes
    desk.press(KEY.Key_P, CTRL | ALT)
    dialog = desk.shown(QDialog, "password_change_dialog")
    dialog.activateWindow()
    desk.until(dialog.isActiveWindow)
    clock.minutes(minutes - 0.1)
    QTest.keyClick(dialog.windowHandle(), KEY.Key_Shift)
    clock.minutes(minutes - 0.1)
    lock_of(desk)._look()
    assert not locked(desk)


def test_another_time_is_followed_without_a_new_sign_in(trio: Trio, clock: Clock, desk: Seat) -> None:
    key = "idle_logoff_minutes"
    with trio.superuser(Silo.CENTER) as connection:
        row = connection.execute("select value from system_configuration where key = %s", [key]).fetchone()
        assert row is not None
        try:
            connection.execute("update system_configuration set value = '7' where key = %s", [key])
            desk.until(lambda: lock_of(desk)._idle_s == 7 * 60)
        finally:
            connection.execute("update system_configuration set value = %s where key = %s", [row[0], key])
    desk.until(lambda: lock_of(desk)._idle_s == int(row[0]) * 60)
    desk.settle()


def test_wrong_passwords_sign_the_person_out_at_last(desk: Seat) -> None:
    lock_now(desk)
    field = desk.shown(QLineEdit, "unlock_password")
    for _ in range(TRIES - 1):
        desk.keys("a guess at the password")
        desk.press(KEY.Key_Return)
        desk.until(lambda: field.isEnabled() and bool(lock_error(desk)))
        assert locked(desk)
        field.clear()
        desk.shown(Field, "unlock_password_field").clear_error()
    desk.keys("a guess at the password")
    desk.press(KEY.Key_Return)
    desk.until(lambda: desk.console.sign_in_window is not None)
    assert desk.console.window is None


def test_nothing_shows_and_all_comes_back(desk: Seat, password: str) -> None:
    mrn = desk.shown(QLineEdit, "mrn")
    mrn.setFocus()
    desk.keys("40021877")
    board = desk.shown(BoardView, "trips")
    before = visible_parts(desk)
    current = board.current_key()
    lock_now(desk)
    assert visible_parts(desk) == set()
    assert desk.focused() is desk.shown(QLineEdit, "unlock_password")
    unlock(desk, password)
    assert visible_parts(desk) == before
    assert mrn.text() == "40021877"
    assert board.current_key() == current
    assert desk.focused() is mrn
    desk.settle()
    mrn.clear()


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)  # the offscreen platform and menus
def test_open_dialogs_and_menus_are_hidden_too_and_dialogs_come_back(desk: Seat, password: str) -> None:
    desk.press(KEY.Key_P, CTRL | ALT)
    desk.shown(QLineEdit, "old_password").setFocus()
    desk.keys("half a pass")
    dialog = desk.shown(QDialog, "password_change_dialog")
    upper = AskDialog(dialog, title="On top", yes="Yes", no="No")
    upper.open()
    menu = QMenu(desk.window)
    menu.addAction("Trip T-1")
    menu.popup(desk.window.mapToGlobal(desk.window.rect().center()))
    lock_of(desk).lock()
    assert visible_parts(desk) == set()
    assert not menu.isVisible()
    unlock(desk, password)
    assert dialog.isVisible()
    assert upper.isVisible()
    assert desk.shown(QLineEdit, "old_password").text() == "half a pass"
    assert QApplication.activeModalWidget() is upper
    upper.reject()
    dialog.reject()


def test_what_opens_by_itself_waits_until_it_is_unlocked(desk: Seat, password: str) -> None:
    lock_now(desk)
    late = AskDialog(desk.window, title="Award T-1042 to Bedford?", yes="Award", no="Go back")
    late.open()
    desk.until(lambda: not late.isVisible())
    unlock(desk, password)
    assert late.isVisible()
    late.reject()


def test_no_key_of_the_window_works(desk: Seat, password: str) -> None:
    window = desk.window
    fired: list[str] = []
    for action in window.findChildren(QAction):
        action.triggered.connect(lambda _checked=False, action=action: fired.append(action.text()))
    page = window.current_page()
    lock_now(desk)
    fired.clear()
    for widget in (desk.shown(QLineEdit, "unlock_password"), desk.shown(QPushButton, "unlock"), window):
        widget.setFocus()
        for key, modifiers in (
            (KEY.Key_2, ALT),
            (KEY.Key_K, CTRL),
            (KEY.Key_P, CTRL | ALT),
            (KEY.Key_L, CTRL | ALT),
            (KEY.Key_Q, CTRL),
            (KEY.Key_Q, CTRL | SHIFT),
            (KEY.Key_S, CTRL | SHIFT),
            (KEY.Key_F1, Qt.KeyboardModifier.NoModifier),
            (KEY.Key_F5, Qt.KeyboardModifier.NoModifier),
            (KEY.Key_Escape, Qt.KeyboardModifier.NoModifier),
        ):
            QTest.keyClick(widget, key, modifiers)
    assert fired == []
    assert window.current_page() is page
    assert visible_parts(desk) == set()
    desk.shown(QLineEdit, "unlock_password").clear()
    unlock(desk, password)


def test_tab_stays_on_the_cover(desk: Seat) -> None:
    lock_now(desk)
    seen = []
    for _ in range(6):
        desk.press(KEY.Key_Tab)
        seen.append(desk.focused().objectName())
    assert seen == ["unlock", "locked_sign_out", "unlock_password"] * 2
    desk.press(KEY.Key_Backtab)
    assert desk.focused().objectName() == "locked_sign_out"


def test_a_wrong_password_leaves_it_locked_and_says_so(desk: Seat, password: str) -> None:
    lock_now(desk)
    desk.press(KEY.Key_Return)
    error = desk.shown(Field, "unlock_password_field").error
    assert error() == "Enter your password."
    desk.keys("not the password")
    assert error() == ""
    desk.press(KEY.Key_Return)
    desk.until(lambda: "wrong" in error())
    assert locked(desk)
    assert visible_parts(desk) == set()
    unlock(desk, password)


def test_boards_go_on_behind_it(trio: Trio, desk: Seat, password: str) -> None:
    board = desk.shown(BoardView, "trips")
    model = board.model()
    rows = {row.id: row for row in model.all_rows()}  # type: ignore[attr-defined]
    lock_now(desk)
    trip: UUID = next(key for key, row in rows.items() if row.status.name == "PENDING")
    with trio.superuser(Silo.HOSPITAL) as connection:
        before = connection.execute("select pickup_location from transport_request where id = %s", [trip]).fetchone()
        assert before is not None
        connection.execute("update transport_request set pickup_location = 'Ward 9' where id = %s", [trip])
        desk.until(
            lambda: any(row.pickup_location == "Ward 9" for row in model.all_rows()),  # type: ignore[attr-defined]
            timeout=10_000,
        )
        connection.execute("update transport_request set pickup_location = %s where id = %s", [before[0], trip])
    assert visible_parts(desk) == set()
    unlock(desk, password)
    desk.settle()


def test_nobody_at_a_locked_window_keeps_the_session_alive(
    clock: Clock, desk: Seat, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    touches: list[bool] = []
    touch = desk.console.session.touch
    monkeypatch.setattr(desk.console.session, "touch", lambda: (touches.append(True), touch()))
    lock_now(desk)
    clock.minutes(2)
    QTest.keyClick(desk.window.windowHandle(), KEY.Key_Shift)
    desk.settle()
    assert touches == []
    unlock(desk, password)
    desk.settle()
    assert len(touches) == 1


def test_signing_out_of_a_locked_window_asks_once_and_needs_no_answer_of_what_is_hidden(desk: Seat) -> None:
    mrn = desk.shown(QLineEdit, "mrn")
    mrn.setFocus()
    desk.keys("unsent")
    lock_now(desk)
    desk.shown(QPushButton, "locked_sign_out").click()
    desk.press(KEY.Key_Escape)
    assert locked(desk)
    desk.shown(QPushButton, "locked_sign_out").click()
    desk.shown(QPushButton, "yes").click()
    desk.until(lambda: desk.console.sign_in_window is not None)
    desk.until(lambda: desk.console.session.signed_in is None)
    desk.settle()
    assert desk.console.window is None


def test_the_close_button_of_a_locked_window_asks(desk: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    lock_now(desk)
    monkeypatch.setattr(QCloseEvent, "spontaneous", lambda _event: True, raising=False)
    desk.window.close()
    assert desk.is_shown("locked_sign_out_dialog")
    assert locked(desk)
    monkeypatch.undo()
    with emitted(desk.console.ended):  # a stop from outside does not ask
        desk.console.leave()


def test_a_lock_that_is_locked_leaves_nothing_behind(desk: Seat) -> None:
    lock_now(desk)
    lock_of(desk).lock()
    assert len(desk.window.findChildren(QWidget, "lock_screen")) == 1
    desk.console.close()


def test_another_person_of_the_same_process_works_on(trio: Trio, desk: Seat, sit_down: Open) -> None:
    other = sit_down("dispatch@bedford.example", trio.accounts["dispatch@bedford.example"].password)
    other.ready()
    lock_now(desk)
    other.press(KEY.Key_2, ALT)
    pages = other.window
    other.press(KEY.Key_P, CTRL | ALT)
    dialog = other.shown(QDialog, "password_change_dialog")
    QApplication.processEvents()  # whatever the other lock may have asked to be hidden
    assert dialog.isVisible()
    assert pages.isVisible()
    dialog.reject()
