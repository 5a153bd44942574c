"""Ctrl+Z at an agency: steps, bids, units and hand-backs are taken back, or refused where the facts have moved."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from medport_desktop.domain.enums import Reason, Silo, TripStatus
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.gui_agency.test_active import accept
from tests.gui_agency.units.test_units import say_why
from tests.hands import ALT, CTRL


def undo(console: Console) -> str:
    """Press the key; returns what is told of it."""
    console.until(lambda: console.runtime.undo.last)
    console.window.activateWindow()  # a window manager would do that when a dialog has closed
    console.until(console.window.isActiveWindow)
    before = len(console.told)
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: any("ndone" in message.text for message in console.told[before:]))
    return "\n".join(message.text for message in console.told[before:])


def test_a_step_and_a_hand_back_are_taken_back(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    panel = console.window.active_page.panel
    console.press(Qt.Key.Key_F8)
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.EN_ROUTE)
    console.until(panel.next_step.isEnabled)
    undo(console)
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.ACCEPTED)
    unit = console.window.feed.held(trip_id).unit_number
    console.until(panel.release.isEnabled)
    console.press(Qt.Key.Key_F9)
    dialog = console.find(ReasonDialog, "release_dialog")
    dialog.choose(Reason.NO_CREW)
    QTest.keyClick(dialog, ENTER, CTRL)
    console.until(lambda: console.window.feed.held(trip_id) is None)
    undo(console)
    console.until(lambda: others.holder(trip_id) == ("Bedford demo EMS", "ACCEPTED", unit))


def test_a_hand_back_is_not_taken_back_from_another_agency(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    console.until(console.window.active_page.panel.release.isEnabled)
    console.press(Qt.Key.Key_F9)
    dialog = console.find(ReasonDialog, "release_dialog")
    dialog.choose(Reason.NO_CREW)
    QTest.keyClick(dialog, ENTER, CTRL)
    console.until(lambda: others.holder(trip_id) is None)
    others.accept(trip_id, "blair")
    assert "Not undone: " in undo(console)
    holder = others.holder(trip_id)
    assert holder is not None
    assert holder[0] == "Blair demo Ambulance"


def test_a_bid_is_withdrawn_and_a_withdrawn_one_made_again(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: [status for _, status, _ in others.bids(trip_id)] == ["PENDING"])
    console.until(lambda: console.runtime.undo.last)
    [link] = [b for b in console.window.messages.findChildren(QToolButton) if b.text() == "Undo (Ctrl Z)"]
    console.window.board_page.view.setFocus()
    undo(console)
    console.until(lambda: [status for _, status, _ in others.bids(trip_id)] == ["WITHDRAWN"])
    assert link is not None
    console.walk_to(trip_id)
    console.keys(ENTER)
    console.keys(ENTER)
    console.until(lambda: len(others.bids(trip_id)) == 2)
    console.press(Qt.Key.Key_2, ALT)
    page = console.window.bids_page
    rows = page._feed.bids.all_rows
    page.select(
        console.until(lambda: [b.id for b in rows() if b.transport_request_id == trip_id and b.status == "PENDING"])[0]
    )
    page.view.setFocus()
    console.press(Qt.Key.Key_F6)
    console.until(lambda: others.bids(trip_id)[-1][1] == "WITHDRAWN")
    undo(console)
    console.until(lambda: len(others.bids(trip_id)) == 3)
    again = others.bids(trip_id)
    assert again[-1] == (again[-2][0], "PENDING", again[-2][2])


def test_an_award_that_was_quicker_keeps_the_bid(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))
    console.until(lambda: console.runtime.undo.last)
    others.award_open(trip_id)
    console.window.board_page.view.setFocus()
    assert f"Not undone: The bid on {others.number(trip_id)} has won by now." in undo(console)


def test_a_unit_does_again_what_it_did_unless_it_was_sent_elsewhere(console: Console, others: Others) -> None:
    console.press(Qt.Key.Key_4, ALT)
    free = next(u for u in console.window.feed.fleet.units if u.current_status == "AVAILABLE")
    console.window.show_unit(free.id)
    console.press(Qt.Key.Key_M)
    say_why(console)
    console.until(lambda: others.unit_status(free.unit_number) == "MAINTENANCE")
    undo(console)
    console.until(lambda: others.unit_status(free.unit_number) == "AVAILABLE")
    console.until(lambda: console.window.feed.unit(free.id).current_status == "AVAILABLE")
    console.press(Qt.Key.Key_M)
    say_why(console)
    console.until(lambda: others.unit_status(free.unit_number) == "MAINTENANCE")
    with others.trio.connect("manager@bedford.example", Silo.EMS) as connection:
        connection.execute("update unit set current_status = 'OFF_DUTY' where id = %s", (free.id,))
    assert f"Not undone: {free.unit_number} is off duty by now." in undo(console)
    others.set_unit(free.unit_number, "AVAILABLE")
