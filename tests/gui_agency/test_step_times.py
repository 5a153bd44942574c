"""When a step happened, by key and dialog; and the estimated arrival, red once it is past."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.trips import ActiveTrip
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.audit_words import Audited, words_for
from medport_desktop.gui.shared.step_time import StepTimeDialog
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER
from tests.gui_agency.test_active import accept
from tests.hands import CTRL, SHIFT


def held(console: Console, trip_id: object) -> ActiveTrip:
    return console.until(lambda: console.window.feed.held(trip_id))


def an_hour_ago(console: Console, others: Others, trip_id: object) -> None:
    """It was accepted an hour ago."""
    others.run(
        Silo.EMS,
        "update medport.assignment set status_since = now() - interval '1 h',"
        " milestones = jsonb_build_object('acknowledged', now() - interval '1 h') where trip_id = %s",
        trip_id,
        quietly=True,
    )
    console.window.feed.refresh()
    since = site_clock().now() - timedelta(minutes=50)
    console.until(lambda: held(console, trip_id).status_since < since)


def say(console: Console, text: str) -> None:
    console.until(lambda: console.is_shown("step_time_dialog"))
    console.find(QLineEdit, "step_time").setFocus()
    console.write("step_time", text)
    console.press(ENTER)


def test_a_step_is_taken_and_timed_again_by_key(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    an_hour_ago(console, others, trip_id)
    panel = console.window.active_page.panel
    assert not panel.step_time.isEnabled()
    console.press(Qt.Key.Key_F8, CTRL)
    say(console, "-20")
    console.until(lambda: held(console, trip_id).status is TripStatus.EN_ROUTE)
    ago = site_clock().now() - held(console, trip_id).status_since
    assert timedelta(minutes=19) < ago < timedelta(minutes=22)
    console.until(lambda: not console.is_shown("step_time_dialog"))
    console.until(panel.step_time.isEnabled)
    console.press(Qt.Key.Key_F8, CTRL | SHIFT)
    say(console, "-30")
    late = site_clock().now() - timedelta(minutes=29)
    console.until(lambda: held(console, trip_id).status_since < late)
    console.until(lambda: not console.is_shown("step_time_dialog"))
    console.until(panel.step_time.isEnabled)
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: held(console, trip_id).status_since > late)


def test_an_undo_leaves_another_time_that_somebody_said_meanwhile(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    an_hour_ago(console, others, trip_id)
    panel = console.window.active_page.panel
    console.press(Qt.Key.Key_F8, CTRL)
    say(console, "-20")
    console.until(lambda: held(console, trip_id).status is TripStatus.EN_ROUTE)
    console.until(lambda: not console.is_shown("step_time_dialog"))
    console.until(panel.step_time.isEnabled)
    console.press(Qt.Key.Key_F8, CTRL | SHIFT)
    say(console, "-30")
    console.until(lambda: not console.is_shown("step_time_dialog"))
    colleague = others.person("manager@bedford.example", Silo.EMS)
    colleague.execute(
        "update assignment set happened_at = now() - interval '25 min' where trip_id = %s and ended_at is null",
        [trip_id],
    )
    told = timedelta(minutes=24), timedelta(minutes=27)
    console.until(lambda: told[0] < site_clock().now() - held(console, trip_id).status_since < told[1])
    now = held(console, trip_id).status_since
    console.press(Qt.Key.Key_Z, CTRL)
    console.until(lambda: "Not undone: This trip, or the time of its last step, was changed by now." in console.said())
    assert held(console, trip_id).status_since == now


def test_a_time_that_cannot_be_is_told_at_its_line(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    an_hour_ago(console, others, trip_id)
    console.press(Qt.Key.Key_F8, CTRL)
    for text, words in (("+5", "still to come"), ("-90", "The step before it was at"), ("soon", "Enter a time")):
        say(console, text)
        dialog = console.shown(StepTimeDialog, "step_time_dialog")
        console.until(lambda: words in dialog.time.error())  # noqa: B023 - in this round alone
    assert held(console, trip_id).status is TripStatus.ACCEPTED
    console.find(QLineEdit, "step_time").clear()
    console.press(Qt.Key.Key_Escape)


def test_in_transit_the_arrival_is_an_estimate_and_red_once_it_is_past(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    number = held(console, trip_id).assignment_id
    others.move(number, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT")
    console.until(lambda: held(console, trip_id).status is TripStatus.IN_TRANSIT)
    grid = console.window.active_page.panel._ui.facts
    console.until(lambda: "arrival" in grid._rows)
    words = grid._rows["arrival"].value.accessibleName()
    assert "about" in words
    assert "mi at 45 mph" in words
    assert "overdue" not in words
    an_hour = "update medport.assignment set status_since = now() - interval '5 h' where id = %s"
    others.run(Silo.EMS, an_hour, number, quietly=True)
    console.window.feed.refresh()
    console.until(lambda: "overdue" in grid._rows["arrival"].value.accessibleName())
    board = console.window.feed.active
    column = next(i for i, one in enumerate(board.columns) if one.key == "due")
    assert board.columns[column].text(held(console, trip_id)).startswith("-")
    others.move(number, "AT_DESTINATION", "COMPLETED")


def test_an_arrival_that_is_not_known_is_not_shown(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    others.run(
        Silo.EMS, "update medport.available_trip set distance_miles = null where trip_id = %s", trip_id, quietly=True
    )
    number = held(console, trip_id).assignment_id
    others.move(number, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT")
    console.until(lambda: held(console, trip_id).status is TripStatus.IN_TRANSIT)
    console.window.feed.refresh()
    console.until(lambda: held(console, trip_id).distance_miles is None)
    assert "arrival" not in console.window.active_page.panel._ui.facts._rows
    others.move(number, "AT_DESTINATION", "COMPLETED")


def test_the_history_says_what_the_time_was_and_is(console: Console) -> None:
    clock = site_clock()
    at, was = clock.now() - timedelta(minutes=30), clock.now() - timedelta(minutes=10)
    sides = {"before": {"occurred_at": was.isoformat()}, "after": {"occurred_at": at.isoformat()}}
    row = Audited("trip_milestone", "UPDATE", **sides)
    assert words_for(row) == f"Time of the last step: {clock.short(was)} → {clock.short(at)}"
    held = Audited("assignment", "UPDATE", {"status_since": was.isoformat()}, {"status_since": at.isoformat()})
    assert words_for(held) == words_for(row)
