"""Editing a trip that is on offer or held, and the trip that brings its patient back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from medport_desktop import bootstrap
from medport_desktop.domain.enums import Priority, Silo, TransportLevel
from medport_desktop.gui.hospital.trip_words import waits_for
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from tests.gui_hospital.conftest import COLLEAGUE, Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import ENTER, ESC, fill
from tests.hands import CTRL, SHIFT


def column(others: Others, trip: UUID, name: str) -> object:
    """A column of the trip as the hospital silo has it."""
    return others.rows(Silo.HOSPITAL, f"select {name} from medport.transport_request where id = %s", trip)[0][0]


def select(desk: Desk, trip: UUID) -> None:
    """Make it the selected trip, with the focus on the board."""
    desk.until(lambda: trip in desk.window.feed.trips)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.window.trips.select(trip)
    desk.window.trips.view.setFocus()
    desk.settle()


def edit(desk: Desk, trip: UUID) -> None:
    """Open it in the form by key."""
    select(desk, trip)
    desk.press(Qt.Key.Key_E, CTRL)
    desk.until(lambda: desk.find(QLabel, "entry_title").text().startswith("Edit "))
    desk.settle()


def type_over(desk: Desk, name: str, text: str) -> None:
    """Put another text into a line."""
    line = getattr(desk.window.entry.form.ui, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_a_trip_is_edited_by_keyboard_and_the_agencies_see_it(desk: Desk, others: Others) -> None:
    trip = others.trip(special_requirements_note="Speaks Polish.")
    number = others.number(trip)
    others.bid(trip, "bedford", dollars=700)
    before = column(others, trip, "ready_at")
    edit(desk, trip)
    ui = desk.window.entry.form.ui
    assert ui.name.text() == "Demo, Patient T"
    assert (ui.destination.text(), ui.special_requirements_note.text()) == ("UPMC Altoona", "Speaks Polish.")
    assert not desk.window.entry.form.is_changed()
    assert desk.find(QPushButton, "send").text() == "Save changes"
    assert desk.find(QPushButton, "schedule").isHidden()
    ui.transport_level.setFocus()
    desk.keys("a")
    type_over(desk, "pickup_location", "ED 9")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert (column(others, trip, "transport_level"), column(others, trip, "pickup_location")) == ("ALS", "ED 9")
    assert column(others, trip, "ready_at") == before
    desk.hears(f"{number} was changed; the agencies see it at once.")
    level = "select transport_level from medport.available_trip where trip_id = %s"
    desk.until(lambda: others.rows(Silo.EMS, level, trip) == [("ALS",)])
    assert desk.find(QLabel, "entry_title").text() == "New trip"
    assert not desk.window.entry.form.is_changed()
    desk.until(lambda: [bid.trip_changed for bid in desk.window.feed.bids_of(trip)] == [True])
    desk.window.trips.view.setFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.until(lambda: column(others, trip, "transport_level") == "BLS")
    assert column(others, trip, "pickup_location") == ""


def test_the_mouse_does_as_well(desk: Desk, others: Others) -> None:
    trip = others.trip()
    select(desk, trip)
    desk.click("edit")
    desk.settle()
    type_over(desk, "contact_phone", "814-555-0142")
    desk.click("send")
    desk.settle()
    assert column(others, trip, "contact_phone") == "814-555-0142"


def test_a_held_trip_is_edited_and_stays_held(desk: Desk, others: Others) -> None:
    trip = others.trip()
    later = site_clock().now() + timedelta(days=2)
    others.rows(
        Silo.HOSPITAL,
        "update medport.transport_request set ready_at = %s, status = 'SCHEDULED' where id = %s returning 1",
        later,
        trip,
    )
    edit(desk, trip)
    type_over(desk, "ready_at", f"{later:%Y-%m-%d} 6:30")
    desk.press(ENTER, CTRL)
    desk.settle()
    ready = desk.window.feed.trips[trip].ready_at.astimezone(site_clock().zone)
    assert (f"{ready:%H:%M}", others.status(trip)) == ("06:30", "SCHEDULED")
    desk.hears("it stays scheduled")


def test_an_edit_over_a_colleagues_keeps_the_text_and_offers_the_new_facts(desk: Desk, others: Others) -> None:
    trip = others.trip()
    edit(desk, trip)
    type_over(desk, "pickup_location", "ICU 1")
    with others.trio.connect(COLLEAGUE, Silo.HOSPITAL) as connection:
        connection.execute("update transport_request set priority = 'URGENT' where id = %s", [trip])
    banner = desk.find(Banner, "entry_banner")
    desk.until(lambda: "has just been changed by somebody else" in banner.accessibleName())
    desk.press(ENTER, CTRL)
    desk.settle()
    assert banner.isVisible()
    assert "was changed by somebody else since you opened it" in banner.accessibleName()
    ui = desk.window.entry.form.ui
    assert ui.pickup_location.text() == "ICU 1"
    assert column(others, trip, "pickup_location") == ""
    desk.press(Qt.Key.Key_T, CTRL | SHIFT)
    desk.until(lambda: ui.priority.value() is Priority.URGENT)
    assert ui.pickup_location.text() == ""
    assert desk.find(QPushButton, "take_facts").isHidden()
    type_over(desk, "pickup_location", "ICU 1")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert (column(others, trip, "pickup_location"), column(others, trip, "priority")) == ("ICU 1", "URGENT")


def test_an_edit_of_a_trip_that_was_accepted_meanwhile_loses_nothing(desk: Desk, others: Others) -> None:
    trip = others.trip(award_mode="FIRST_ACCEPT")
    edit(desk, trip)
    others.accept(trip, "bedford")
    banner = desk.find(Banner, "entry_banner")
    desk.until(lambda: "was accepted meanwhile: what the agency agreed to stays" in banner.accessibleName())
    ui = desk.window.entry.form.ui
    ui.transport_level.setFocus()
    desk.keys("a")
    desk.press(ENTER, CTRL)
    desk.settle()
    assert "can no longer be edited" in desk.find(Banner, "entry_banner").accessibleName()
    assert desk.window.entry.form.is_changed()
    assert column(others, trip, "transport_level") == "BLS"
    desk.press(Qt.Key.Key_T, CTRL | SHIFT)
    desk.until(lambda: not ui.transport_level.isEnabled())
    assert ui.transport_level.value() is TransportLevel.BLS


def test_what_the_crew_must_know_is_corrected_while_an_agency_holds_the_trip(
    desk: Desk, others: Others, qapp: QApplication
) -> None:
    bootstrap.dress(qapp)
    trip, assignment = others.held_trip(destination_facility_id=None, destination_text="12 Oak Lane, Altoona PA")
    before = [column(others, trip, name) for name in ("ready_at", "revision", "special_requirements")]
    edit(desk, trip)
    form = desk.window.entry.form
    assert "Bedford demo EMS has T-" in desk.find(Banner, "entry_banner").accessibleName()
    assert form.ui.pickup_location.hasFocus()
    open_fields = {name for name in form.field_names() if form.field(name).isEnabled()}
    crew = {"name", "birth_date", "weight_kg", "mobility", "pickup_location", "contact_phone"}
    assert open_fields == crew | {"special_requirements_note"}
    for name, text in (("pickup_location", "ICU 9"), ("contact_phone", "8145550144"), ("weight_kg", "400 lb")):
        type_over(desk, name, text)
    desk.press(ENTER, CTRL)
    desk.hears("Bedford demo EMS is told that its crew sheet is another.")
    assert column(others, trip, "pickup_location") == "ICU 9"
    assert column(others, trip, "patient_weight_kg") == Decimal("181.4")
    assert [column(others, trip, name) for name in ("ready_at", "revision", "special_requirements")] == before
    told = "select sheet_corrected_at is not null from medport.assignment where id = %s"
    desk.until(lambda: others.rows(Silo.EMS, told, assignment) == [(True,)])
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.until(lambda: column(others, trip, "pickup_location") != "ICU 9")


def test_a_trip_that_is_over_is_not_edited(desk: Desk, others: Others) -> None:
    trip = others.trip()
    edit(desk, trip)
    others.cancel(trip)
    banner = desk.find(Banner, "entry_banner")
    desk.until(lambda: "is cancelled by now and can no longer be edited" in banner.accessibleName())
    desk.window.entry.form.clear()
    select(desk, trip)
    assert not desk.window.trips.detail.form_actions.edit.isEnabled()


def test_esc_on_a_changed_edit_asks(desk: Desk, others: Others) -> None:
    trip = others.trip()
    edit(desk, trip)
    desk.press(ESC)
    assert desk.find(QLabel, "entry_title").text() == "New trip"
    edit(desk, trip)
    type_over(desk, "pickup_location", "X")
    desk.press(ESC)
    dialog = desk.find(AskDialog, "ask_to_clear")
    assert "Leave" in dialog.windowTitle()
    QTest.keyClick(dialog, ESC)
    assert desk.window.entry.form.ui.pickup_location.text() == "X"


def test_opening_a_trip_asks_before_it_replaces_what_was_typed(desk: Desk, others: Others) -> None:
    trip = others.trip()
    fill(desk)
    select(desk, trip)
    desk.press(Qt.Key.Key_E, CTRL)
    dialog = desk.find(AskDialog, "ask_to_replace")
    yes = dialog.findChild(QPushButton, "yes")
    assert yes is not None
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.window.entry.form.ui.name.text() == "Demo, Patient T")


# -- the way back -------------------------------------------------------------------------------------------


def test_the_return_trip_goes_the_other_way_with_the_same_patient(desk: Desk, others: Others) -> None:
    trip = others.trip(special_requirements_note="Speaks Polish.")
    select(desk, trip)
    desk.press(Qt.Key.Key_T, CTRL)
    desk.until(lambda: desk.window.entry.form.ui.name.text() == "Demo, Patient T")
    ui = desk.window.entry.form.ui
    was = desk.window.feed.trips[trip]
    assert (ui.origin_facility_id.currentText(), ui.destination.text()) == (was.destination_name, was.origin_name)
    assert (ui.ready_at.text(), ui.pickup_location.text(), ui.special_requirements_note.text()) == (
        "",
        "",
        "Speaks Polish.",
    )
    focused = desk.window.focusWidget()
    assert focused is ui.ready_at
    desk.press(ENTER, CTRL)
    assert desk.error("ready_at") == "Say when the patient is ready to be brought back."
    desk.keys("tomorrow 11:00")
    desk.press(ENTER, CTRL)
    desk.settle()
    rows = others.rows(
        Silo.HOSPITAL,
        "select patient_id, distance_miles::float, origin_facility_id from medport.transport_request"
        " where return_of_id = %s",
        trip,
    )
    assert rows == [(was.patient_id, pytest.approx(was.distance_miles, abs=0.05), was.destination_facility_id)]
    assert ui.origin_facility_id.findText("UPMC Altoona") < 0


# -- an address outside the network -------------------------------------------------------------------------


def test_a_known_zip_code_in_an_address_gives_miles_and_price_before_it_is_sent(desk: Desk, others: Others) -> None:
    typed = fill(desk, destination="")
    line = desk.window.entry.form.ui.destination
    line.setFocus()
    desk.keys("12 Elm Street, Bedford", Qt.Key.Key_Down, ENTER)
    desk.settle()
    field = desk.window.entry.form.field("destination")
    assert field._suffix.text() == "add a ZIP code for miles and price"
    assert desk.find(QLabel, "price").text() == ""
    line.setFocus()
    line.selectAll()
    desk.keys("12 Elm Street, Bedford PA", Qt.Key.Key_Down, ENTER)
    desk.settle()
    assert field._suffix.text() == "agencies see: Bedford, PA · ZIP code for miles?"
    assert desk.find(QLabel, "price").text() == ""
    line.setFocus()
    line.selectAll()
    desk.keys("12 Elm Street, Bedford, PA 15522", Qt.Key.Key_Down, ENTER)
    desk.settle()
    assert field._suffix.text() == "agencies see: Bedford, PA"
    shown = desk.find(QLabel, "estimate").text()
    assert desk.find(QLabel, "price").text().startswith("about $")
    desk.press(ENTER, CTRL)
    desk.settle()
    saved = others.rows(
        Silo.HOSPITAL,
        "select t.distance_miles from medport.transport_request t join medport.patient p on p.id = t.patient_id"
        " where p.mrn = %s",
        typed["mrn"],
    )
    assert shown.startswith(f"{saved[0][0]} mi")


def test_the_facts_of_a_trip_survive_being_opened_and_saved(desk: Desk, others: Others) -> None:
    trip = others.trip()
    was = desk.until(lambda: desk.window.feed.trips.get(trip))
    edit(desk, trip)
    desk.press(ENTER, CTRL)
    desk.settle()
    now = desk.window.feed.trips[trip]
    assert replace(now, updated_at=was.updated_at) == was


def test_a_bid_from_before_a_change_is_not_awarded(desk: Desk, others: Others) -> None:
    trip = others.trip()
    others.bid(trip)
    others.person(COLLEAGUE, Silo.HOSPITAL).execute(
        "update transport_request set transport_level = 'ALS' where id = %s", [trip]
    )
    desk.until(lambda: [bid.trip_changed for bid in desk.window.feed.bids_of(trip)] == [True])
    select(desk, trip)
    (bid,) = desk.window.feed.bids_of(trip)
    desk.window._award(bid)
    banner = desk.window.trips.detail.bids._banner
    desk.until(lambda: "bid before the trip was changed" in banner.accessibleName())
    assert others.rows(Silo.HOSPITAL, "select from medport.trip_award where trip_id = %s", trip) == []


def test_a_bid_from_before_a_change_leaves_nothing_to_award(desk: Desk, others: Others) -> None:
    trip = others.trip()
    others.bid(trip)
    desk.until(lambda: desk.window.feed.trips.get(trip) and desk.window.feed.count_bids(desk.window.feed.trips[trip]))
    select(desk, trip)
    desk.until(desk.window.trips.detail.bids.can_award)
    others.person(COLLEAGUE, Silo.HOSPITAL).execute(
        "update transport_request set transport_level = 'ALS' where id = %s", [trip]
    )
    desk.until(lambda: [bid.trip_changed for bid in desk.window.feed.bids_of(trip)] == [True])
    now = desk.window.feed.trips[trip]
    assert waits_for(now, desk.window.feed.count_bids(now)) == "a bid"
    assert not desk.window.trips.detail.bids.can_award()
