"""Ctrl+Z at a hospital's desk: an offer is scheduled again; an award and a cancel say why they stay."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from medport_desktop.domain.enums import Reason, Silo
from tests.gui_hospital.conftest import BEDFORD, COLLEAGUE, Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import facts, fill, stored
from tests.gui_hospital.test_board import ENTER, cancel_dialog, select
from tests.hands import CTRL


def undo(desk: Desk) -> str:
    """Press the key; returns what is told of it."""
    desk.until(lambda: desk.runtime.undo.last)
    desk.window.activateWindow()  # a window manager would do that when a dialog has closed
    desk.until(desk.window.isActiveWindow)
    before = len(desk.told)
    desk.window.trips.view.setFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.until(lambda: any("ndone" in message.text for message in desk.told[before:]))
    return "\n".join(message.text for message in desk.told[before:])


def test_an_offer_is_held_again_unless_an_agency_has_bid(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    with others.trio.connect(COLLEAGUE, Silo.HOSPITAL) as connection:
        held = "update transport_request set ready_at = now() + %s, status = 'SCHEDULED' where id = %s"
        connection.execute("update transport_request set ready_at = now() + %s where id = %s", (_LATER, trip_id))
        connection.execute(held, (_LATER, trip_id))
    select(desk, trip_id)
    desk.until(lambda: desk.window.feed.trips[trip_id].status == "SCHEDULED")
    desk.until(desk.window.trips.detail.offer_action.isEnabled)
    desk.press(Qt.Key.Key_O, CTRL)
    desk.until(lambda: others.status(trip_id) == "PENDING")
    assert f"{others.number(trip_id)} is scheduled for later again." in undo(desk)
    desk.until(lambda: others.status(trip_id) == "SCHEDULED")
    desk.until(desk.window.trips.detail.offer_action.isEnabled)
    desk.press(Qt.Key.Key_O, CTRL)
    desk.until(lambda: others.status(trip_id) == "PENDING")
    others.bid(trip_id, "bedford", dollars=300)
    assert "Agencies have bid" in undo(desk)
    assert others.status(trip_id) == "PENDING"


_LATER = timedelta(hours=9)


def test_an_award_and_a_cancel_say_why_they_stay(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=300)
    select(desk, trip_id)
    desk.until(desk.window.trips.detail.bids.can_award)
    desk.keys(ENTER, ENTER)
    desk.until(lambda: others.status(trip_id) == "ACCEPTED")
    assert f"Not undone: {BEDFORD} has been told" in undo(desk)
    select(desk, trip_id)
    cancel_dialog(desk, Reason.BED_LOST)
    desk.until(lambda: others.status(trip_id) == "CANCELLED")
    assert "Not undone: A cancelled trip stays cancelled. Copy it to enter it again." in undo(desk)


def test_a_trip_and_a_series_that_were_entered_are_cancelled(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    desk.press(ENTER, CTRL)
    desk.until(lambda: stored(others, typed["mrn"]))
    assert "is cancelled." in undo(desk)
    assert facts(others, typed["mrn"], "t.status", "t.cancellation_reason") == ("CANCELLED", "OTHER")
    typed = fill(desk)
    desk.press(Qt.Key.Key_R, CTRL)
    QTest.keyClicks(desk.find(QLineEdit, "series_rule"), "FREQ=DAILY;COUNT=2")
    line = desk.find(QLineEdit, "series_ready")
    line.clear()
    QTest.keyClicks(line, "6:30")
    QTest.mouseClick(desk.find(QPushButton, "series_create"), Qt.MouseButton.LeftButton)
    desk.until(lambda: len(stored(others, typed["mrn"])) == 2)
    assert "The trips of the series are cancelled." in undo(desk)
    ended = "select distinct t.status from medport.transport_request t join medport.patient p on p.id = t.patient_id"
    assert others.rows(Silo.HOSPITAL, f"{ended} where p.mrn = %s", typed["mrn"]) == [("CANCELLED",)]
