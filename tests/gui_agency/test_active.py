"""Accepting a trip and running it to its end by keyboard; correcting, releasing, units and the crew sheet."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from medport_desktop.domain.enums import Reason, Silo, TripStatus
from medport_desktop.gui.agency.active.crew_sheet import CrewSheetView
from medport_desktop.gui.agency.units.unit_combo import UnitCombo
from medport_desktop.gui.kit.facts.milestones import MilestoneTrack
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from tests.gui_agency.conftest import DISPATCH, Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import DOWN, ENTER, open_bid
from tests.hands import ALT, CTRL, SHIFT

STEPS = ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")


def accept(console: Console, others: Others, *, level: str = "BLS") -> object:
    """Accept a new trip by keys; returns it with the Active page in view and the trip current."""
    trip_id = open_bid(console, others, award_mode="FIRST_ACCEPT", transport_level=level)
    console.keys(ENTER)
    held = console.until(lambda: console.window.feed.held(trip_id))
    console.press(Qt.Key.Key_3, ALT)
    view = console.window.active_page.view
    view.setFocus()
    while view.current_key() != held.assignment_id:
        console.press(DOWN)
    return trip_id


def test_a_trip_is_accepted_and_run_to_its_end_by_keyboard(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    held = console.window.feed.held(trip_id)
    assert held.unit_number
    assert others.holder(trip_id) == ("Bedford demo EMS", "ACCEPTED", held.unit_number)
    console.hears("is yours")
    assert console.window.active_page.view.hasFocus()
    for i, step in enumerate(STEPS[:-1]):
        word = TripStatus(step).label
        assert console.find(QPushButton, "next_step").text() == word
        console.press(Qt.Key.Key_F8 if i % 2 else Qt.Key.Key_Space)
        console.until(lambda: console.window.feed.held(trip_id).status == step)  # noqa: B023 - in this round alone
        console.until(lambda: others.status(trip_id) == step)  # noqa: B023
        console.until(console.window.active_page.panel.next_step.isEnabled)
    track = console.find(MilestoneTrack, "track").accessibleName()
    assert all(word in track for word in ("Accepted", "En route", "On scene", "In transit", "Arrived"))
    console.press(Qt.Key.Key_Space)
    console.until(lambda: console.window.feed.held(trip_id) is None)
    console.until(lambda: others.status(trip_id) == "COMPLETED")
    assert others.unit_status(held.unit_number) == "AVAILABLE"
    assert "was completed" not in console.said()
    assert not console.find(QPushButton, "next_step").isVisible()


def test_a_step_is_taken_back(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    panel = console.window.active_page.panel
    assert not panel.correct.isEnabled()
    console.press(Qt.Key.Key_F8)
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.EN_ROUTE)
    console.until(panel.correct.isEnabled)
    console.press(Qt.Key.Key_F8, SHIFT)
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.ACCEPTED)
    console.until(lambda: others.status(trip_id) == "ACCEPTED")
    console.hears("taken back")


def test_the_next_step_waits_until_the_last_one_is_seen(console: Console, others: Others) -> None:
    """Answered is not seen: a key pressed on a trip as it was before would be refused, and lost."""
    trip_id = accept(console, others)
    panel = console.window.active_page.panel
    while console.listeners:
        console.listeners.pop().stop()
    console.settle()
    console.press(Qt.Key.Key_F8)
    console.until(lambda: others.status(trip_id) == "EN_ROUTE")
    console.until(lambda: "en route" in console.said())
    assert console.window.feed.held(trip_id).status is TripStatus.ACCEPTED
    assert not panel.next_step.isEnabled()
    console.window.feed.refresh()
    console.until(panel.next_step.isEnabled)
    assert console.find(QPushButton, "next_step").text() == TripStatus.ON_SCENE.label


def test_a_click_on_the_step_leaves_the_focus_on_the_board(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    console.click("next_step")
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.EN_ROUTE)
    assert console.window.active_page.view.hasFocus()


def test_a_key_pressed_twice_takes_one_step(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    for _ in range(3):
        console.press(Qt.Key.Key_F8)
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.EN_ROUTE)
    console.settle()
    assert others.holder(trip_id)[1] == "EN_ROUTE"


def test_a_second_acceptance_is_refused_plainly_and_the_row_leaves(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, award_mode="FIRST_ACCEPT", transport_level="BLS")
    assert not console.find(QLineEdit, "bid_amount").isVisible()
    console.stop_listening()
    others.accept(trip_id, "blair")
    console.keys(ENTER)
    console.until(lambda: "taken by another agency" in console.notice())
    console.hears("taken by another agency")
    console.listen()
    console.until(lambda: not console.on_board(trip_id))
    console.until(lambda: "No longer on offer" in console.notice())
    console.until(lambda: "taken by another agency" in console.notice())
    assert others.holder(trip_id)[0] == "Blair demo Ambulance"


def test_an_acceptance_in_the_past_is_told_at_its_field(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, award_mode="FIRST_ACCEPT", transport_level="BLS")
    console.write("bid_pickup", f"{console.window.feed.now() - timedelta(hours=3):%H:%M}")
    console.keys(ENTER)
    assert "in the past" in console.error("pickup_field")
    assert others.holder(trip_id) is None


def test_a_unit_that_went_elsewhere_is_told_at_its_field(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, award_mode="FIRST_ACCEPT", transport_level="BLS")
    unit = console.find(UnitCombo, "bid_unit").currentText().split(" ")[0]
    console.stop_listening()
    others.set_unit(unit, "OUT_OF_SERVICE")
    try:
        console.keys(ENTER)
        console.until(lambda: "out of service just now" in console.error("unit_field"))
        assert others.holder(trip_id) is None
    finally:
        others.set_unit(unit, "AVAILABLE")


def test_a_trip_is_released_with_a_reason(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    unit = console.window.feed.held(trip_id).unit_number
    console.press(Qt.Key.Key_F9)
    dialog = console.until(QApplication.activeModalWidget)
    assert isinstance(dialog, ReasonDialog)
    console.keys(Qt.Key.Key_Escape)
    console.until(lambda: QApplication.activeModalWidget() is None)
    assert console.window.feed.held(trip_id)
    console.window.activateWindow()  # the offscreen platform has no window manager that would
    console.until(console.window.isActiveWindow)
    console.press(Qt.Key.Key_F9)
    dialog = console.until(QApplication.activeModalWidget)
    dialog.choose(Reason.NO_CREW)
    dialog.set_note("the relief is late")
    console.press(Qt.Key.Key_Return, CTRL)
    console.until(lambda: console.window.feed.held(trip_id) is None)
    console.until(lambda: console.on_board(trip_id))
    console.until(lambda: others.status(trip_id) == "PENDING")
    assert others.unit_status(unit) == "AVAILABLE"
    (ended,) = others.rows(Silo.EMS, "select end_reason, end_note from medport.assignment where trip_id = %s", trip_id)
    assert ended == ("NO_CREW", "the relief is late")
    console.hears("released and on offer again")
    assert "was released" not in console.said()


def test_a_trip_cancelled_by_its_hospital_is_told(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    others.cancel(trip_id)
    console.until(lambda: console.window.feed.held(trip_id) is None)
    console.hears(f"{others.number(trip_id)} was cancelled")


def test_the_unit_is_changed_until_it_is_on_scene(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    first = console.window.feed.held(trip_id).unit_number
    combo = console.find(UnitCombo, "active_unit")
    combo.setFocus()
    console.keys(DOWN)
    second = console.until(
        lambda: (unit := console.window.feed.held(trip_id).unit_number) != first and unit  # the board follows
    )
    assert (others.unit_status(first), others.unit_status(second)) == ("AVAILABLE", "COMMITTED")
    console.window.active_page.view.setFocus()
    for status in (TripStatus.EN_ROUTE, TripStatus.ON_SCENE):
        console.until(console.window.active_page.panel.next_step.isEnabled)
        console.press(Qt.Key.Key_F8)
        console.until(lambda: console.window.feed.held(trip_id).status is status)  # noqa: B023 - in this round alone
    console.until(lambda: not combo.isEnabled())
    assert not console.window.active_page.panel.release.isEnabled()


def test_an_award_whose_unit_is_out_asks_for_another(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS")
    console.keys(ENTER)
    mine = console.until(lambda: console.current().my_bid)
    others.set_unit(mine.unit_number, "OUT_OF_SERVICE")
    try:
        others.award_open(trip_id)
        held = console.until(lambda: console.window.feed.held(trip_id))
        assert held.unit_id is None
        console.window.show_active(held.assignment_id)
        console.press(Qt.Key.Key_Space)
        assert console.error("active_unit_field") == "Give this trip a unit first."
        assert console.find(UnitCombo, "active_unit").hasFocus()
        console.keys(DOWN)
        console.until(lambda: console.window.feed.held(trip_id).unit_id)
        assert console.error("active_unit_field") == ""
        console.until(console.window.active_page.panel.next_step.isEnabled)
        console.press(Qt.Key.Key_F8)
        console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.EN_ROUTE)
    finally:
        others.set_unit(mine.unit_number, "AVAILABLE")


def test_the_crew_sheet_comes_on_demand_and_each_look_is_recorded(console: Console, others: Others) -> None:
    def looks() -> int:
        found = others.rows(
            Silo.HOSPITAL,
            "select count(*) from audit.log where action = 'READ' and trip_id = %s"
            " and user_id = (select user_id from reference.account where email = %s)",
            trip_id,
            DISPATCH,
        )
        return int(found[0][0])

    other = console.window.feed.active.rows()[0].assignment_id
    trip_id = accept(console, others)
    sheet = console.find(CrewSheetView, "sheet")
    console.until(lambda: others.status(trip_id) == "ACCEPTED")
    assert not sheet.isVisible()
    assert looks() == 0
    console.press(Qt.Key.Key_F7)
    console.until(sheet.isVisible)
    assert {"Demo, Patient T", "ICU 4", "(814) 555-0100", "Keep the drip"} <= texts(sheet)
    assert looks() == 1
    console.window.active_page.view.select_key(other)
    assert not sheet.isVisible()
    assert "Demo, Patient T" not in texts(sheet)


def texts(sheet: CrewSheetView) -> set[str]:
    """Every text in the sheet."""
    return {label.text() for label in sheet.findChildren(QLabel)}
