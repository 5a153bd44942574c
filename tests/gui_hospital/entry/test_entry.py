"""Entering a trip: by keyboard alone, and what cannot be sent told at its field with nothing lost."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from medport_desktop.domain.enums import Need, Priority, Silo, TransportLevel
from medport_desktop.gui.hospital.entry.schedule_dialog import ScheduleDialog
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from tests.gui_hospital.conftest import Others
from tests.gui_hospital.desk import Desk
from tests.hands import CTRL

TAB, ENTER, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape
SQL = "Robert'); drop table medport.patient; --"


def fill(desk: Desk, **texts: str) -> dict[str, str]:
    """Fill the form by keyboard, from field to field with Tab; gives what was typed."""
    typed = {
        "mrn": f"M{uuid4().hex[:10]}",
        "name": "Demo, Patient T",
        "birth_date": "3/8/1951",
        "weight_kg": "203 lb",
        "pickup_location": "ICU 4",
        "contact_phone": "814-555-0199",
        "destination": "Presby",
        "ready_at": "Now",
        "special_requirements_note": "Speaks Polish.",
        **texts,
    }
    desk.window.entry.begin()
    for name in ("mrn", "name", "birth_date", "weight_kg"):
        desk.keys(typed[name], TAB)
    desk.keys("s", TAB, TAB)  # mobility: stretcher; origin stays
    desk.keys(typed["pickup_location"], TAB, typed["contact_phone"], TAB)
    desk.keys(typed["destination"], TAB)  # Tab takes the marked facility
    desk.keys("c", TAB, "u", TAB)  # level CCT, priority urgent
    for _ in range(1 + sum(1 for _ in Need)):
        focused = desk.window.focusWidget()
        if focused is not None and focused.objectName() == "ready_at":
            break
        desk.keys(TAB)
    desk.press(Qt.Key.Key_A, CTRL)
    desk.keys(typed["ready_at"], TAB, TAB, TAB, typed["special_requirements_note"])
    desk.settle()
    return typed


def stored(others: Others, mrn: str) -> list[tuple[Any, ...]]:
    """The trips of that patient."""
    return others.rows(
        Silo.HOSPITAL,
        """select t.*, p.name as patient_name from medport.transport_request t
           join medport.patient p on p.id = t.patient_id where p.mrn = %s""",
        mrn,
    )


def facts(others: Others, mrn: str, *columns: str) -> tuple[Any, ...]:
    """Columns of the one trip of that patient."""
    found = others.rows(
        Silo.HOSPITAL,
        f"select {', '.join(columns)} from medport.transport_request t join medport.patient p on p.id = t.patient_id"
        " where p.mrn = %s",
        mrn,
    )
    assert len(found) == 1
    return found[0]


def test_a_trip_by_keyboard_alone(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    assert desk.find(QLabel, "price").text().startswith("about $")
    assert "mi" in desk.find(QLabel, "estimate").text()
    desk.press(ENTER, CTRL)
    desk.settle()
    assert facts(
        others,
        typed["mrn"],
        "p.name",
        "p.birth_date::text",
        "p.weight_kg::float",
        "p.mobility",
        "t.transport_level",
        "t.priority",
        "t.status",
        "t.pickup_location",
        "t.contact_phone",
        "t.special_requirements_note",
    ) == (
        "Demo, Patient T",
        "1951-03-08",
        92.1,
        "STRETCHER",
        "CCT",
        "URGENT",
        "PENDING",
        "ICU 4",
        "814-555-0199",
        "Speaks Polish.",
    )
    assert facts(others, typed["mrn"], "t.special_requirements") == (["stretcher"],)
    number = facts(others, typed["mrn"], "t.trip_number")[0]
    desk.hears(f"{number} to UPMC Presbyterian was sent to the agencies.")
    selected = desk.window.trips.view.current_row()
    assert selected is not None
    assert selected.trip_number == number
    assert not desk.window.entry.form.is_changed()
    focused = desk.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "mrn"


def test_the_mouse_does_as_well(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    desk.click("send")
    desk.settle()
    assert facts(others, typed["mrn"], "t.status") == ("PENDING",)


def test_an_address_outside_the_network(desk: Desk, others: Others) -> None:
    typed = fill(desk, destination="")
    line = desk.window.entry.form.ui.destination
    line.setFocus()
    desk.keys("12 Elm Street, Altoona", Qt.Key.Key_Down, ENTER)
    desk.press(ENTER, CTRL)
    desk.settle()
    assert facts(others, typed["mrn"], "t.destination_text", "t.destination_facility_id") == (
        "12 Elm Street, Altoona",
        None,
    )


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("weight_kg", "0", "from 0.1 to 999.9 kg"),
        ("weight_kg", "2000", "from 0.1 to 999.9 kg"),
        ("weight_kg", "heavy", "203 lb"),
        ("weight_kg", "٣", "203 lb"),
        ("birth_date", "31/31/1951", "does not exist"),
        ("birth_date", "3/8/2190", "in the future"),
        ("mrn", " ", "record number"),
        ("name", " ", "patient's name"),
        ("ready_at", "soon", "tomorrow 6:30"),
        ("deliver_by", "tomorrow", "tomorrow 6:30"),
        ("mrn", "9" * 41, "has at most 40 characters"),
        ("pickup_location", "x" * 201, "has at most 200 characters"),
        ("special_requirements_note", "x" * 2001, "has at most 2,000 characters"),
    ],
)
def test_what_cannot_be_sent_is_told_at_its_field(
    desk: Desk, others: Others, field: str, text: str, sentence: str
) -> None:
    typed = fill(desk)
    line = getattr(desk.window.entry.form.ui, field)
    line.setFocus()
    line.selectAll()
    line.insert(text)
    before = others.rows(Silo.HOSPITAL, "select count(*) from medport.transport_request")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert sentence in desk.error(field)
    assert line.text().strip() == text.strip()
    focused = desk.window.focusWidget()
    assert focused is line
    assert desk.window.entry.form.ui.contact_phone.text() == typed["contact_phone"]
    assert others.rows(Silo.HOSPITAL, "select count(*) from medport.transport_request") == before
    assert not stored(others, typed["mrn"])


def test_a_ready_time_in_the_past(desk: Desk, others: Others) -> None:
    past = site_clock().now() - timedelta(hours=2)
    typed = fill(desk, ready_at=f"{past:%Y-%m-%d %H:%M}")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert "has passed" in desk.error("ready_at")
    assert not stored(others, typed["mrn"])


def test_a_destination_that_was_typed_and_not_chosen(desk: Desk, others: Others) -> None:
    typed = fill(desk, destination="Nowhere General")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert "“Nowhere General” is not chosen yet" in desk.error("destination")
    assert desk.window.entry.form.ui.destination.text() == "Nowhere General"
    assert not stored(others, typed["mrn"])


def test_editing_a_chosen_destination_withdraws_the_choice(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    desk.window.entry.form.ui.destination.setFocus()
    desk.keys(Qt.Key.Key_End, "x", ESC)
    desk.press(ENTER, CTRL)
    desk.settle()
    assert "is not chosen yet" in desk.error("destination")
    assert desk.find(QLabel, "price").text() == ""
    assert not stored(others, typed["mrn"])


def test_a_level_must_be_chosen(desk: Desk) -> None:
    fill(desk)
    desk.window.entry.form.ui.transport_level.set_value(None)
    desk.press(ENTER, CTRL)
    assert desk.error("transport_level") == "Choose the level of care."


def test_sql_is_just_text(desk: Desk, others: Others) -> None:
    typed = fill(desk, name=SQL, pickup_location=SQL, contact_phone="';--", special_requirements_note="%s {0} $1 \\")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert facts(
        others, typed["mrn"], "p.name", "t.pickup_location", "t.contact_phone", "t.special_requirements_note"
    ) == (
        SQL,
        SQL,
        "';--",
        "%s {0} $1 \\",
    )


def test_a_known_record_fills_in_the_rest(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    desk.press(ENTER, CTRL)
    desk.settle()
    desk.keys(typed["mrn"], TAB)
    desk.settle()
    ui = desk.window.entry.form.ui
    assert (ui.name.text(), ui.birth_date.text(), ui.weight_kg.text()) == ("Demo, Patient T", "1951-03-08", "92.1 kg")
    assert Need.STRETCHER in ui.special_requirements.values()


def test_another_records_name_is_told_before_it_is_overwritten(desk: Desk) -> None:
    typed = fill(desk)
    desk.press(ENTER, CTRL)
    desk.settle()
    ui = desk.window.entry.form.ui
    ui.name.setFocus()
    desk.keys("Demo, Somebody Else")
    ui.mrn.setFocus()
    desk.keys(typed["mrn"], TAB)
    desk.settle()
    assert ui.name.text() == "Demo, Somebody Else"
    assert "says “Demo, Patient T”" in desk.error("name")


def test_esc_asks_before_a_changed_form_is_thrown_away(desk: Desk) -> None:
    typed = fill(desk)
    desk.press(ESC)
    dialog = desk.find(AskDialog, "ask_to_clear")
    QTest.keyClick(dialog, ENTER)  # the default keeps
    desk.until(lambda: desk.window.findChild(AskDialog, "ask_to_clear") is None)
    assert desk.window.entry.form.ui.mrn.text() == typed["mrn"]
    desk.window.activateWindow()  # as a window manager does
    desk.until(desk.window.isActiveWindow)
    desk.window.entry.form.ui.special_requirements_note.setFocus()
    desk.press(ESC)
    dialog = desk.find(AskDialog, "ask_to_clear")
    QTest.mouseClick(
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Throw away"), Qt.MouseButton.LeftButton
    )
    assert not desk.window.entry.form.is_changed()
    assert desk.window.entry.form.ui.mrn.text() == ""


def test_esc_on_an_untouched_form_asks_nothing(desk: Desk) -> None:
    desk.window.entry.begin()
    desk.press(ESC)
    assert desk.window.findChild(AskDialog, "ask_to_clear") is None


def test_closing_asks_while_a_trip_is_half_entered(desk: Desk) -> None:
    desk.window.entry.begin()
    desk.keys("77")
    assert not desk.window.close()
    desk.until(lambda: desk.find(AskDialog, "ask_to_close").isActiveWindow())
    QTest.keyClick(desk.find(AskDialog, "ask_to_close"), ESC)
    desk.until(lambda: desk.window.findChild(AskDialog, "ask_to_close") is None)
    assert desk.window.isVisible()
    assert desk.window.entry.form.ui.mrn.text() == "77"


def test_held_for_later_and_offered_now(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    desk.press(Qt.Key.Key_L, CTRL)
    dialog = desk.find(ScheduleDialog, "schedule_dialog")
    line = desk.find(QLineEdit, "schedule_ready")
    QTest.keyClicks(line, "2 o'clock")
    QTest.keyClick(line, ENTER)
    assert dialog.isVisible()
    line.clear()
    QTest.keyClicks(line, "tomorrow 6:30")
    QTest.keyClick(line, ENTER)
    desk.settle()
    status, ready = facts(others, typed["mrn"], "t.status", "t.ready_at")
    assert status == "SCHEDULED"
    assert ready.astimezone(site_clock().zone).strftime("%H:%M") == "06:30"
    assert ready > datetime.now(UTC)
    desk.hears("is scheduled")
    desk.window.trips.view.setFocus()
    desk.click("offer")
    desk.until(lambda: facts(others, typed["mrn"], "t.status") == ("PENDING",))
    desk.until(lambda: "is now on offer" in desk.said())


def test_a_form_with_errors_is_not_held(desk: Desk) -> None:
    fill(desk, weight_kg="0")
    desk.press(Qt.Key.Key_L, CTRL)
    assert desk.window.findChild(ScheduleDialog, "schedule_dialog") is None
    assert "kg" in desk.error("weight_kg")


def test_copying_leaves_the_patient_out(desk: Desk, others: Others) -> None:
    fill(desk)
    desk.press(ENTER, CTRL)
    desk.settle()
    desk.window.trips.view.setFocus()
    desk.press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    ui = desk.window.entry.form.ui
    assert (ui.mrn.text(), ui.name.text()) == ("", "")
    assert ui.destination.text() == "UPMC Presbyterian"
    assert ui.priority.value() is Priority.URGENT
    assert ui.pickup_location.text() == "ICU 4"
    focused = desk.window.focusWidget()
    assert focused is ui.mrn


def test_every_control_of_the_form_says_what_it_is(desk: Desk) -> None:
    for field in desk.window.entry.form._fields.values():
        editor = field.editor()
        assert isinstance(editor, QWidget)
        assert editor.accessibleName()
    assert desk.find(Banner, "entry_banner").isHidden()


def test_deliver_by_is_the_first_such_time_after_ready(desk: Desk) -> None:
    ui, clock = desk.window.entry.form.ui, site_clock()
    for ready, deliver, days in (("tomorrow 6:30", "8:00", 1), ("tomorrow 6:30", "6:00", 2)):
        for line, text in ((ui.ready_at, ready), (ui.deliver_by, deliver)):
            line.clear()
            QTest.keyClicks(line, text)
        reading = desk.window.entry.form.read()
        assert not {"ready_at", "deliver_by"} & set(reading.errors)
        assert reading.trip.deliver_by is not None
        assert clock.hm(reading.trip.deliver_by) == f"0{deliver}"
        assert clock.local(reading.trip.deliver_by).date() == clock.now().date() + timedelta(days=days)
    desk.window.entry.form.clear()


def test_an_unlikely_weight_is_sent_only_after_a_question(desk: Desk, others: Others) -> None:
    typed = fill(desk, weight_kg="1,345 lb")
    assert desk.window.entry.form.ui.weight_kg.text() == "610.1 kg"
    desk.press(ENTER, CTRL)
    dialog = desk.find(AskDialog, "ask_if_right")
    assert any("610.1 kg" in label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, ENTER)  # Enter sends nothing unlikely
    desk.until(lambda: desk.window.findChild(AskDialog, "ask_if_right") is None)
    desk.settle()
    assert others.rows(Silo.HOSPITAL, "select from medport.patient where mrn = %s", typed["mrn"]) == []
    desk.window.entry.send()
    yes = desk.find(AskDialog, "ask_if_right").findChild(QPushButton, "yes")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    desk.settle()
    assert facts(others, typed["mrn"], "p.weight_kg::float") == (610.1,)


def test_a_name_typed_over_a_record_is_sent_only_after_a_question(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    desk.press(ENTER, CTRL)
    desk.settle()
    number = facts(others, typed["mrn"], "t.trip_number")[0]
    desk.keys(f" {typed['mrn'].lower()}", TAB)
    desk.settle()
    form = desk.window.entry.form
    assert desk.find(QPushButton, "show_open_trip").text() == f"Show {number}"
    form.ui.name.setFocus()
    form.ui.name.selectAll()
    desk.keys("Demo, Bob")
    form.ui.destination.setFocus()
    desk.keys(typed["destination"], TAB)
    form.ui.transport_level.set_value(TransportLevel.CCT)
    names = "select name from medport.patient where mrn = %s"
    for answer, kept in (("no", "Demo, Patient T"), ("yes", "Demo, Bob")):
        desk.window.entry.send()
        dialog = desk.find(AskDialog, "ask_if_right")
        told = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "says “Demo, Patient T”, not “Demo, Bob”" in told
        assert f"{number} of this patient is not over yet" in told
        QTest.mouseClick(dialog.findChild(QPushButton, answer), Qt.MouseButton.LeftButton)
        desk.until(lambda: desk.window.findChild(AskDialog, "ask_if_right") is None)
        desk.settle()
        assert others.rows(Silo.HOSPITAL, names, typed["mrn"]) == [(kept,)]
