"""Declining: a coded reason, out of sight but not gone, and taken back by a key or by a bid."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from medport_desktop.domain.enums import Reason, Silo
from medport_desktop.gui.kit.controls.chips import ToggleChip
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from tests.gui_agency.conftest import RIVAL, Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.hands import CTRL, SHIFT

F9, DOWN = Qt.Key.Key_F9, Qt.Key.Key_Down


def declines(others: Others, trip_id: object) -> list[tuple[object, ...]]:
    """Reason, note and status of the declines of a trip, in the order given."""
    query = "select reason, note, status from medport.trip_decline where trip_id = %s order by declined_at"
    return others.rows(Silo.EMS, query, trip_id)


def decline(console: Console, others: Others) -> object:
    """A new trip, declined by keys alone: no crew."""
    trip_id = others.trip()
    console.until(lambda: console.on_board(trip_id))
    console.walk_to(trip_id)
    console.press(F9)
    console.until(lambda: console.window.findChild(ReasonDialog, "decline_dialog"))
    console.press(DOWN)
    console.press(Qt.Key.Key_Space)
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: trip_id in console.window.feed.declined)
    console.settle()
    console.window.activateWindow()  # no window manager does it here
    console.until(console.window.isActiveWindow)
    return trip_id


def test_a_declined_trip_leaves_the_board_and_can_be_seen_and_taken_back(console: Console, others: Others) -> None:
    page, board = console.window.board_page, console.window.feed.offers
    trip_id = decline(console, others)
    assert declines(others, trip_id) == [("NO_CREW", "", "LIVE")]
    assert board.line_of(trip_id) < 0
    console.until(page.view.hasFocus)
    assert others.status(trip_id) == "PENDING"
    console.hears("is declined")
    console.until(lambda: "Your agency declined this trip" in console.notice())
    console.until(lambda: "No crew" in console.notice())
    chip = console.find(ToggleChip, "declined")
    assert chip.isVisible()
    assert chip.text() == "Declined 1"
    console.click("declined")
    assert [row.trip.trip_id for row in board.rows()] == [trip_id]
    console.walk_to(trip_id)
    console.press(F9, SHIFT)
    console.until(lambda: trip_id not in console.window.feed.declined)
    console.settle()
    assert declines(others, trip_id) == [("NO_CREW", "", "WITHDRAWN")]
    assert board.line_of(trip_id) < 0  # the chip shows the declined ones alone
    console.press(Qt.Key.Key_0, CTRL)
    assert board.line_of(trip_id) >= 0
    assert not chip.isVisible()


def test_other_needs_a_note_and_the_note_stays_here(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.click("decline_button")
    dialog = console.until(lambda: console.window.findChild(ReasonDialog, "decline_dialog"))
    dialog.choose(Reason.OTHER)
    console.press(Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert declines(others, trip_id) == []
    note = dialog.findChild(QPlainTextEdit)
    assert note is not None
    note.setFocus()
    console.keys("The bridge at Everett is closed")
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: trip_id in console.window.feed.declined)
    console.settle()
    assert declines(others, trip_id) == [("OTHER", "The bridge at Everett is closed", "LIVE")]
    console.until(lambda: "Everett" in console.notice())
    seen = others.rows(Silo.HOSPITAL, "select * from medport.trip_decline where trip_id = %s", trip_id)
    assert "Everett" not in str(seen)


def test_esc_declines_nothing(console: Console, others: Others) -> None:
    trip_id = others.trip()
    console.until(lambda: console.on_board(trip_id))
    console.walk_to(trip_id)
    console.press(F9)
    console.until(lambda: console.window.findChild(ReasonDialog, "decline_dialog"))
    console.press(Qt.Key.Key_Escape)
    console.settle()
    assert declines(others, trip_id) == []
    assert console.window.feed.offers.line_of(trip_id) >= 0


def test_a_bid_takes_the_decline_back(console: Console, others: Others) -> None:
    trip_id = decline(console, others)
    console.click("declined")
    console.walk_to(trip_id)
    console.keys(ENTER, ENTER)
    console.until(lambda: others.bids(trip_id))
    console.until(lambda: trip_id not in console.window.feed.declined)
    console.settle()
    assert declines(others, trip_id)[0][2] == "WITHDRAWN"


def test_with_a_bid_there_is_nothing_to_decline(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id) and console.current().my_bid)
    console.settle()
    assert not console.window.board_page.panel.declining.decline.isEnabled()
    console.press(F9)
    assert console.window.findChild(ReasonDialog, "decline_dialog") is None


def test_a_trip_that_was_taken_meanwhile_is_refused_plainly(console: Console, others: Others) -> None:
    trip_id = others.trip(award_mode="FIRST_ACCEPT")
    console.until(lambda: console.on_board(trip_id))
    console.walk_to(trip_id)
    console.stop_listening()
    others.accept(trip_id, "blair")
    console.press(F9)
    dialog = console.until(lambda: console.window.findChild(ReasonDialog, "decline_dialog"))
    dialog.choose(Reason.PRICE)
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: "no longer on offer" in console.said())
    assert declines(others, trip_id) == []
    console.listen()


def test_a_colleagues_decline_is_seen_at_once_and_a_rivals_never(console: Console, others: Others) -> None:
    trip_id = others.trip()
    console.until(lambda: console.on_board(trip_id))
    statement = "insert into trip_decline (trip_id, agency_id, reason) values (%s, medport.my_agency_id(), 'WEATHER')"
    with others.trio.connect(RIVAL, Silo.EMS) as rival:
        rival.execute(statement, (trip_id,))
    with others.trio.connect("manager@bedford.example", Silo.EMS) as colleague:
        colleague.execute(statement, (trip_id,))
    console.until(lambda: trip_id in console.window.feed.declined)
    assert console.window.feed.declined[trip_id].agency_name == "Bedford demo EMS"
    assert console.window.feed.offers.line_of(trip_id) < 0


def test_the_command_bar_brings_a_declined_trip_into_view(console: Console, others: Others) -> None:
    trip_id = decline(console, others)
    console.press(Qt.Key.Key_K, CTRL)
    console.keys(others.number(trip_id), ENTER)  # type: ignore[arg-type]
    assert console.window.board_page.view.current_key() == trip_id
    assert console.find(QWidget, "declined").isVisible()


def test_ctrl_z_takes_it_back(console: Console, others: Others) -> None:
    trip_id = decline(console, others)
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: trip_id not in console.window.feed.declined)
    console.until(lambda: "on your board again" in console.said())
    assert declines(others, trip_id)[0][2] == "WITHDRAWN"
    assert console.window.feed.offers.line_of(trip_id) >= 0
