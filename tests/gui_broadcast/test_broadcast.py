"""A message from the center's dialog to the windows of those whom it is for, and their receipts back."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock, site_clock
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.broadcast.compose import BroadcastDialog
from medport_desktop.gui.shared.broadcast.receiver import BroadcastReceiver
from medport_desktop.gui.shared.broadcast.sent import SentDialog
from tests.at_work import Seat
from tests.conftest import Trio
from tests.gui_broadcast.conftest import ADMIN, AGENCY, DESK, OTHER_DESK, Open
from tests.gui_center.center import Center
from tests.hands import CTRL, SHIFT

K = Qt.Key
W = TypeVar("W", bound=QWidget)


def receiver(console: Seat) -> BroadcastReceiver:
    found = console.window.findChild(BroadcastReceiver)
    assert found is not None
    return found


def said(console: Seat) -> list[str]:
    return [message.text for message in console.window.messages.history()]


def write(center: Center, text: str, *, important: bool = False) -> BroadcastDialog:
    """Open the dialog by its key and write, by keyboard alone; for everyone."""
    center.press(K.Key_I, CTRL)
    dialog = center.find(BroadcastDialog, "broadcast_dialog")
    center.press(K.Key_Tab)
    center.keys(text)
    if important:
        center.press(K.Key_Tab)
        center.press(K.Key_End)
    return dialog


def send(center: Center) -> None:
    center.press(K.Key_Return, CTRL)
    center.until(lambda: center.window.findChild(QDialog, "broadcast_dialog") is None)


def rows(trio: Trio, statement: str) -> list[tuple[object, ...]]:
    with trio.superuser(Silo.CENTER) as connection:
        return connection.execute(statement.encode()).fetchall()


def test_an_information_is_said_everywhere_without_taking_the_focus(
    center: Center, console_of: Open, trio: Trio
) -> None:
    consoles = [console_of(who) for who in (DESK, AGENCY, ADMIN)]
    desk = consoles[0].window
    mrn = desk.findChild(QWidget, "mrn")
    assert mrn is not None
    mrn.setFocus()
    QTest.keyClicks(mrn, "4711")
    write(center, "Snow on Route 30.")
    send(center)
    for console in consoles:
        center.until(lambda console=console: any("Snow on Route 30." in text for text in said(console)))
        assert not receiver(console).strip.isVisible()
    for other in consoles[:2]:
        assert not any(action.objectName() == "write_broadcast" for action in other.window.actions())
    assert desk.focusWidget() is mrn
    assert "Snow on Route 30." not in " ".join(m.text for m in center.told)  # not told to who wrote it
    center.until(lambda: len(rows(trio, "select 1 from medport.broadcast_receipt")) >= 3)
    names = {str(name) for (name,) in rows(trio, "select user_name from medport.broadcast_receipt")}
    assert names == {trio.accounts[who].name for who in (DESK, AGENCY, ADMIN)}


def test_important_ones_stay_one_after_the_other_until_they_are_acknowledged(
    center: Center, console_of: Open, trio: Trio
) -> None:
    desk = console_of(DESK)
    for text in ("The east lift is out.", "The west lift too."):
        write(center, text, important=True)
        send(center)
    center.until(lambda: len(receiver(desk).waiting()) == 2)
    assert "The east lift is out." in receiver(desk).strip.words()
    assert rows(trio, "select 1 from medport.broadcast_receipt") == []
    desk.window.activateWindow()
    center.until(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, K.Key_F12)
    center.until(lambda: "The west lift too." in receiver(desk).strip.words())
    desk.close()
    again = console_of(DESK)  # signed in once more: the second is still not acknowledged
    center.until(receiver(again).strip.isVisible)
    assert "The west lift too." in receiver(again).strip.words()
    assert not any("east" in text for text in said(again))
    button = again.window.findChild(QPushButton, "acknowledge_broadcast_button")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    center.until(lambda: not receiver(again).strip.isVisible())
    assert len(rows(trio, "select 1 from medport.broadcast_receipt")) == 2


def test_an_important_one_goes_when_it_has_expired(center: Center, console_of: Open) -> None:
    desk = console_of(DESK)
    write(center, "The bridge is closed until six.", important=True)
    send(center)
    center.until(receiver(desk).strip.isVisible)
    before = site_clock()
    set_site_clock(SiteClock(before.zone, now=lambda: datetime.now(UTC) + timedelta(hours=13)))
    try:
        center.until(lambda: not receiver(desk).strip.isVisible())
        assert not receiver(desk).action.isEnabled()
    finally:
        set_site_clock(before)


def test_one_hospital_by_its_name_and_nobody_else(center: Center, console_of: Open) -> None:
    desk, other = console_of(DESK), console_of(OTHER_DESK)
    center.press(K.Key_I, CTRL)
    dialog = center.find(BroadcastDialog, "broadcast_dialog")
    center.settle()
    center.press(K.Key_End)  # one of them
    center.press(K.Key_Tab)
    center.keys("nason")
    center.press(K.Key_Down)
    center.press(K.Key_Return)
    dialog.text.setFocus()
    center.keys("Call us about T-1037.")
    send(center)
    center.until(lambda: any("T-1037" in text for text in said(desk)))
    center.until(lambda: other.runtime.tasks.is_idle)
    assert not any("T-1037" in text for text in said(other))


def test_what_was_typed_is_never_lost(center: Center, trio: Trio) -> None:
    dialog = write(center, "x" * 281)
    center.press(K.Key_Return, CTRL)
    center.until(lambda: dialog._text_field.error() != "")
    assert "280" in dialog._text_field.error()
    assert len(dialog.text.toPlainText()) == 281
    center.press(K.Key_Escape)
    ask = dialog.findChild(AskDialog)
    assert ask is not None
    ask.reject()
    assert dialog.isVisible()
    dialog.text.setPlainText("")
    center.press(K.Key_End)
    dialog.to.setFocus()
    center.press(K.Key_End)
    center.press(K.Key_Return, CTRL)
    center.until(lambda: dialog._recipient_field.error() != "")
    assert dialog._text_field.error() == "Write the message first."
    assert rows(trio, "select 1 from medport.broadcast") == []
    dialog.to.setFocus()
    center.press(K.Key_Home)
    center.press(K.Key_Escape)
    center.until(lambda: center.window.findChild(QDialog, "broadcast_dialog") is None)


def test_the_sender_sees_who_has_read_it_and_takes_it_back(center: Center, console_of: Open) -> None:
    desk = console_of(DESK)
    write(center, "Diversion at Altoona.", important=True)
    send(center)
    center.until(receiver(desk).strip.isVisible)
    center.press(K.Key_I, CTRL | SHIFT)
    dialog = center.find(SentDialog, "sent_broadcasts")
    center.until(dialog.readers.rows)
    everybody = len(dialog.readers.rows())
    assert f"0 of {everybody} have acknowledged it." in dialog.state.text()
    center.hears("The message was sent.")
    receiver(desk).acknowledge()
    center.until(lambda: f"1 of {everybody} have acknowledged it." in dialog.state.text())
    center.until(lambda: [r.name for r in dialog.readers.rows() if r.read_at] == ["Demo desk, nason"])
    write_again = console_of(AGENCY).window
    strip = write_again.findChild(BroadcastReceiver)
    assert strip is not None
    center.until(strip.strip.isVisible)
    center.press(K.Key_Delete, CTRL)
    center.find(AskDialog, "withdraw_dialog").accept()
    center.until(lambda: not strip.strip.isVisible())
    center.until(lambda: "Withdrawn at" in dialog.state.text())
    center.press(K.Key_Escape)


@pytest.mark.qt_log_ignore("grabbing the keyboard|raise", extend=True)
def test_from_a_trips_menu_to_its_hospital(center: Center) -> None:
    row = center.window.trips_page.model.rows()[0]
    center.choose_trip(row.trip.trip_number)
    board = center.window.trips_page.ui.board
    board.menu_asked.emit(row.trip.id, board.mapToGlobal(board.rect().center()))
    menu = center.window.trips_page.findChildren(QMenu)[-1]
    action = next(a for a in menu.actions() if a.objectName() == "message_hospital")
    assert action.text() == f"Message {row.trip.hospital_name}…"
    assert {"write_broadcast", "show_sent_broadcasts"} <= {a.objectName() for a in menu.actions()}
    menu.close()
    center.press(K.Key_H, CTRL | SHIFT)
    dialog = center.find(BroadcastDialog, "broadcast_dialog")
    assert dialog.recipient.text() == row.trip.hospital_name
    assert QApplication.focusWidget() is dialog.text or dialog.focusWidget() is dialog.text
    center.press(K.Key_Escape)
    center.until(lambda: center.window.findChild(QDialog, "broadcast_dialog") is None)


def test_a_locked_window_tells_when_it_is_open_again(center: Center, console_of: Open, trio: Trio) -> None:
    desk = console_of(DESK)
    assert desk.console._lock is not None
    desk.console._lock.lock()
    write(center, "Said behind the cover.")
    send(center)
    center.until(lambda: receiver(desk)._unread())
    assert not any("cover" in text for text in said(desk))
    assert rows(trio, "select 1 from medport.broadcast_receipt") == []
    desk.console._lock._uncover()
    center.until(lambda: any("cover" in text for text in said(desk)))
