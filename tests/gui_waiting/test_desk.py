"""A hospital's desk while its own silo is away: trips, notes and cancellations wait, and arrive once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from shiboken6 import isValid

from medport_desktop.domain.enums import Reason, Silo
from medport_desktop.domain.ids import new_key
from medport_desktop.domain.kept_writes import AddNote, KeptWrite
from medport_desktop.domain.session import Freshness
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.session.waiting.waiting_list import WaitingDialog
from medport_desktop.gui.shared.cancelling import CancelDialog
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_hospital.conftest import EMAIL, Others, others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_away import banner, send
from tests.gui_hospital.entry.test_entry import facts, fill, stored
from tests.gui_waiting.conftest import Keeps
from tests.hands import CTRL, SHIFT

__all__ = ["others"]


def open_desk(trio: Trio, gate: Gate, keeps: Keeps | None) -> Desk:
    return Desk.open(trio, EMAIL, urls=trio.through({Silo.HOSPITAL: gate}), keeps=keeps)


@pytest.fixture
def desk(trio: Trio, dressed: QApplication, hospital_gate: Gate, keeps: Keeps) -> Iterator[Desk]:
    with open_desk(trio, hospital_gate, keeps) as opened:
        yield opened


def away(desk: Desk, gate: Gate) -> None:
    gate.shut()
    desk.until(lambda: desk.runtime.changes.state(Silo.HOSPITAL).freshness is not Freshness.LIVE)


def open_list(desk: Desk) -> WaitingDialog:
    desk.press(Qt.Key.Key_W, CTRL | SHIFT)
    return desk.until(lambda: desk.window.findChild(WaitingDialog, "waiting_dialog"))


def test_a_trip_waits_and_is_sent_once_when_the_silo_is_back(
    desk: Desk, hospital_gate: Gate, others: Others, tmp_path: Path
) -> None:
    typed = fill(desk)
    away(desk, hospital_gate)
    send(desk)
    desk.until(lambda: desk.strip().startswith("1 change waits"))
    desk.hears("kept on this workstation")
    assert not desk.window.entry.form.is_changed()
    assert not stored(others, typed["mrn"])
    files = list((tmp_path / "outbox").rglob("*.kept"))
    assert len(files) == 1
    for secret in (typed["mrn"], typed["name"], "ICU 4", "Polish"):
        assert secret.encode() not in files[0].read_bytes()
    second = fill(desk)
    send(desk)
    desk.until(lambda: desk.strip().startswith("2 changes wait"))
    hospital_gate.open()
    desk.until(lambda: stored(others, second["mrn"]))
    desk.until(lambda: desk.strip() == "")
    assert facts(others, typed["mrn"], "t.status", "t.pickup_location") == ("PENDING", "ICU 4")
    assert len(stored(others, second["mrn"])) == 1
    assert not list((tmp_path / "outbox").rglob("*.kept"))
    desk.hears("had waited are sent")


def test_what_waits_survives_the_console_and_is_sent_by_the_next(
    trio: Trio, dressed: QApplication, hospital_gate: Gate, keeps: Keeps, others: Others
) -> None:
    with open_desk(trio, hospital_gate, keeps) as desk:
        typed = fill(desk)
        away(desk, hospital_gate)
        send(desk)
        desk.until(desk.strip)
    assert not stored(others, typed["mrn"])
    hospital_gate.open()
    with open_desk(trio, hospital_gate, keeps) as again:
        again.until(lambda: stored(others, typed["mrn"]))
        again.until(lambda: "Sent, having waited: New trip to UPMC" in again.said())
    assert len(stored(others, typed["mrn"])) == 1


def test_without_a_keyring_nothing_is_kept_and_it_says_so(
    desk: Desk, hospital_gate: Gate, others: Others, tmp_path: Path
) -> None:
    keyring.set_keyring(NoKeyring())
    typed = fill(desk)
    before = desk.window.entry.form.snapshot()
    away(desk, hospital_gate)
    send(desk)
    assert "no keyring, so nothing is kept on it" in banner(desk)
    assert desk.window.entry.form.snapshot() == before
    assert desk.strip() == ""
    assert not (tmp_path / "outbox").exists()
    assert not stored(others, typed["mrn"])


def cancel(desk: Desk, trip: Trip, reason: Reason, note: str = "") -> CancelDialog:
    """Decide in the dialog; it is still there where that cannot be done."""
    dialog = desk.window.trips.detail._actions.ask_to_cancel(trip)
    dialog.choose(reason)
    dialog.set_note(note)
    dialog.findChildren(QPushButton)[-1].click()
    return dialog


def test_notes_and_a_cancellation_wait(desk: Desk, hospital_gate: Gate, others: Others) -> None:
    trip_id = others.trip()
    desk.until(lambda: desk.window.feed.trips.get(trip_id))
    desk.window.trips.select(trip_id)
    trip = desk.window.feed.trips[trip_id]
    away(desk, hospital_gate)
    desk.window.trips.detail.write_note()
    desk.keys("The daughter rides along", Qt.Key.Key_Return)
    desk.until(lambda: desk.strip().startswith("1 change waits"))
    assert desk.window.trips.detail.notes.line.text() == ""
    decided = cancel(desk, trip, Reason.BED_LOST)
    desk.until(lambda: desk.strip().startswith("2 changes wait"))
    desk.hears("is not cancelled yet")
    desk.until(lambda: not isValid(decided))
    again = cancel(desk, trip, Reason.OTHER, "again")
    desk.until(lambda: "same waits already" in desk.said())
    assert again.isVisible()
    again.done(CancelDialog.DialogCode.Rejected)
    assert desk.strip().startswith("2 changes wait")
    hospital_gate.open()
    desk.until(
        lambda: others.rows(
            Silo.HOSPITAL, "select 1 from medport.transport_request where id = %s and status = 'CANCELLED'", trip_id
        ),
        timeout=20,
    )
    desk.until(lambda: desk.strip() == "")
    notes = others.rows(Silo.HOSPITAL, "select text, author from medport.trip_note where trip_id = %s", trip_id)
    assert [text for text, _ in notes] == ["The daughter rides along"]


def test_what_the_facts_have_overtaken_is_looked_at_and_not_sent(
    desk: Desk, hospital_gate: Gate, others: Others
) -> None:
    trip_id = others.trip(award_mode="FIRST_ACCEPT")
    desk.until(lambda: desk.window.feed.trips.get(trip_id))
    away(desk, hospital_gate)
    trip = desk.window.feed.trips[trip_id]
    decided = cancel(desk, trip, Reason.BED_LOST)
    desk.until(lambda: not isValid(decided))
    desk.window.activateWindow()  # a window manager would do that when a dialog has closed
    desk.until(lambda: desk.strip().startswith("1 change waits"))
    with others.trio.connect("manager@nason.example", Silo.HOSPITAL) as colleague:
        colleague.execute(
            "update transport_request set status = 'CANCELLED', cancellation_reason = 'DUPLICATE' where id = %s",
            (trip_id,),
        )
    hospital_gate.open()
    desk.until(lambda: desk.strip().startswith("1 change needs you"))
    desk.hears(f"Not sent: Cancel {trip.trip_number}")
    dialog = open_list(desk)
    shown = dialog.board.current_row()
    assert shown.refused
    assert shown.refused in dialog._told.text()
    dialog.board.setFocus()
    desk.keys(Qt.Key.Key_Delete)  # without Ctrl: not meant
    assert dialog.findChild(AskDialog) is None
    dialog.delete.trigger()
    ask = desk.until(lambda: dialog.findChild(AskDialog, "delete_waiting_dialog"))
    ask.findChild(QPushButton, "yes").click()
    desk.until(lambda: desk.strip() == "")
    desk.until(lambda: dialog.board.current_row() is None)
    dialog.reject()
    reason = others.rows(
        Silo.HOSPITAL, "select cancellation_reason from medport.transport_request where id = %s", trip_id
    )
    assert reason == [("DUPLICATE",)]


def test_a_refused_trip_comes_back_into_the_form_and_keeps_its_id(
    desk: Desk, hospital_gate: Gate, others: Others
) -> None:
    typed = fill(desk)
    away(desk, hospital_gate)
    send(desk)
    (kept,) = desk.until(desk.window.entry._trip_entry._outbox.kept)
    with others.trio.superuser(Silo.HOSPITAL) as silo:
        silo.execute(
            "update medport.hospital_facility set is_active = false where id = %s",
            (kept.command.new.destination_facility_id,),
        )
        try:
            hospital_gate.open()
            desk.until(lambda: desk.strip().startswith("1 change needs you"))
        finally:
            silo.execute(
                "update medport.hospital_facility set is_active = true where id = %s",
                (kept.command.new.destination_facility_id,),
            )
    desk.until(lambda: desk.window.entry.form.facility(kept.command.new.destination_facility_id))
    dialog = open_list(desk)
    dialog.edit.trigger()
    desk.window.activateWindow()  # as a window manager does
    desk.until(desk.window.isActiveWindow)
    form = desk.window.entry.form
    assert (form.ui.mrn.text(), form.ui.pickup_location.text()) == (typed["mrn"], "ICU 4")
    form.ui.pickup_location.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.keys("ED 7")
    send(desk)
    assert [desk.error(name) for name in ("mrn", "destination", "ready_at")] == ["", "", ""]
    desk.until(lambda: desk.strip() == "")
    assert facts(others, typed["mrn"], "t.id", "t.pickup_location") == (kept.command.key, "ED 7")


def test_a_refused_note_is_changed_where_it_stands(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    note = AddNote(new_key(), "T-1042", trip_id, "Too long")
    desk.window.entry._trip_entry._outbox._write(KeptWrite(note, datetime.now(UTC), refused="The note is too long."))
    desk.until(lambda: desk.strip().startswith("1 change needs you"))
    dialog = open_list(desk)
    editor = dialog.findChild(QPlainTextEdit, "waiting_note")
    assert editor.isVisible()
    for wrong, words in (("x" * 4001, "at most 4,000"), ("a\x00b", "cannot be printed"), (" ", "Write the note")):
        editor.setPlainText(wrong)
        dialog.send.trigger()
        assert words in editor.accessibleDescription()
        assert editor.toPlainText() == wrong
    editor.setPlainText("Short enough")
    desk.window.entry._trip_entry._outbox.changed()  # something else has been sent meanwhile
    desk.settle()
    assert editor.toPlainText() == "Short enough"
    dialog.reject()
    ask = desk.until(lambda: dialog.findChild(AskDialog, "discard_dialog"))
    ask.findChild(QPushButton, "no").click()
    assert dialog.isVisible()
    dialog.send.trigger()
    desk.until(lambda: desk.strip() == "")
    dialog.reject()
    assert others.rows(Silo.HOSPITAL, "select text from medport.trip_note where trip_id = %s", trip_id) == [
        ("Short enough",)
    ]
