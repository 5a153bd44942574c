"""What the window says of a trip that the agency holds no more: a line until it is acknowledged, a row, the bid."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from medport_desktop.domain.enums import Outcome, Silo
from medport_desktop.gui.agency.ended.ended_words import sheet_notice
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.shared.notices import Notices
from tests.conftest import Trio
from tests.gui_agency.conftest import DESK, DISPATCH, Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.gui_agency.test_active import STEPS, accept
from tests.hands import CTRL
from tests.silos.world import CENTER

NASON = "Conemaugh Nason"


def strip(console: Console) -> str:
    """What stands across the window; '' for nothing."""
    notices: Notices = console.window.notices
    return notices.strip.words() if notices.strip.isVisible() else ""


def won(console: Console, others: Others) -> UUID:
    """Bid by keys; the desk awards it."""
    trip_id = open_bid(console, others, transport_level="BLS")
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    others.award_open(trip_id)
    console.until(lambda: console.window.feed.held(trip_id))
    return trip_id


def test_a_cancellation_stays_until_it_is_acknowledged_and_its_row_says_why(console: Console, others: Others) -> None:
    trip_id = won(console, others)
    number = others.number(trip_id)
    others.cancel(trip_id)
    console.until(lambda: f"{number} was cancelled" in strip(console))
    assert NASON in strip(console)
    assert "bed lost at the destination" in strip(console)
    assert "was cancelled" in console.said()
    bid = next(bid for bid in console.window.feed.bids.all_rows() if bid.transport_request_id == trip_id)
    console.until(lambda: console.window.feed.bids.row(bid.id).outcome is Outcome.CANCELLED)
    console.click("show_notice")
    page = console.window.ended_page
    assert console.window.current_page() is page
    assert page.view.current_row().trip_id == trip_id
    assert "bed lost" in console.find(Text, "ended_words").text()
    console.press(Qt.Key.Key_F12, CTRL)
    console.until(lambda: not strip(console))
    seen = "select acknowledged_at is not null from medport.assignment where trip_id = %s"
    assert others.rows(Silo.EMS, seen, trip_id) == [(True,)]
    assert any(row.trip_id == trip_id for row in console.window.feed.ended.all_rows())


@pytest.mark.usefixtures("dressed")
def test_an_end_that_came_while_nobody_was_there_is_told_at_the_next_sign_in(trio: Trio, others: Others) -> None:
    trip_id, _assignment = others.held_trip()
    others.cancel(trip_id)
    with Console.open(trio, DISPATCH) as console:
        console.until(lambda: others.number(trip_id) in strip(console))
        console.click("acknowledge_notice")
        console.until(lambda: not strip(console))


def test_what_the_center_takes_back_is_told(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    others.person(CENTER, Silo.EMS).execute(
        "update assignment set status = 'PENDING', end_reason = 'NO_CREW' where trip_id = %s and ended_at is null",
        [trip_id],
    )
    console.until(lambda: "was taken back" in strip(console))
    assert "The transport center took it back" in strip(console)
    console.press(Qt.Key.Key_F12, CTRL)
    console.until(lambda: not strip(console))


def test_a_trip_that_the_agency_completed_is_a_row_and_no_message(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    assignment = console.window.feed.held(trip_id).assignment_id
    others.move(assignment, *STEPS)
    row = console.until(lambda: console.window.feed.ended.row(assignment))
    assert (row.outcome, row.is_unseen, row.ended_by) == (Outcome.COMPLETED, False, "Demo dispatch, bedford")
    assert strip(console) == ""
    console.press(Qt.Key.Key_K, CTRL)
    console.keys(row.trip_number, ENTER)
    console.until(lambda: console.window.current_page() is console.window.ended_page)
    assert console.window.ended_page.view.current_key() == assignment


def test_not_chosen_is_said_only_where_another_bid_was(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS")
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    others.cancel(trip_id)
    console.until(lambda: "was cancelled, and your bid with it" in console.said())
    second = open_bid(console, others, transport_level="BLS")
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    others.award(second, others.bid(second, "blair"), "blair")
    console.until(lambda: "was not chosen" in console.said())
    assert strip(console) == ""


def test_a_change_after_a_bid_is_told_to_who_has_bid(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS")
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    others.person(DESK, Silo.HOSPITAL).execute(
        "update transport_request set priority = 'URGENT' where id = %s", [trip_id]
    )
    console.hears(f"{others.number(trip_id)} was changed: your bid cannot be awarded any more")


def test_a_corrected_crew_sheet_is_told_until_it_is_acknowledged_and_told_again(
    console: Console, others: Others
) -> None:
    trip_id = accept(console, others)
    patient = others.request(trip_id)["patient_id"]
    mrn = others.value(Silo.HOSPITAL, "select mrn from medport.patient where id = %s", patient)
    desk = others.person(DESK, Silo.HOSPITAL)
    correct = "select save_patient(%s, %s, null, null, null, corrected => true)"
    sheet = console.window.active_page.panel._ui.sheet
    for name in ("Demo, Alicia", "Demo, Alice"):
        console.press(Qt.Key.Key_F7)
        console.until(sheet.isVisible)
        desk.execute(correct, [mrn, name])
        console.until(lambda: "crew sheet corrected" in strip(console))
        assert name not in strip(console)
        console.until(lambda: not sheet.isVisible())  # it had the former name
        console.click("show_notice")
        assert console.window.current_page() is console.window.active_page
        console.press(Qt.Key.Key_F12, CTRL)
        console.until(lambda: not strip(console))
        seen = "select sheet_corrected_at is null from medport.assignment where trip_id = %s and ended_at is null"
        console.until(lambda: others.rows(Silo.EMS, seen, trip_id) == [(True,)])  # noqa: B023 - in this round alone
        console.until(lambda: not console.window.feed.corrected())


def correct(others: Others, trip_id: UUID, name: str) -> None:
    """The desk corrects the patient's name."""
    patient = others.request(trip_id)["patient_id"]
    mrn = others.value(Silo.HOSPITAL, "select mrn from medport.patient where id = %s", patient)
    others.person(DESK, Silo.HOSPITAL).execute(
        "select save_patient(%s, %s, null, null, null, corrected => true)", [mrn, name]
    )


def test_an_end_that_was_not_on_the_screen_is_not_acknowledged_with_a_correction(
    console: Console, others: Others
) -> None:
    trip_id = accept(console, others)
    correct(others, trip_id, "Demo, Alicia")
    (told,) = console.until(console.window.feed.corrected)
    others.cancel(trip_id)
    console.until(lambda: "was cancelled" in strip(console))
    console.window.notices.show_notices([sheet_notice(*told)])  # as if the end had not come yet
    console.press(Qt.Key.Key_F12, CTRL)
    console.until(lambda: "was cancelled" in strip(console))
    seen = "select acknowledged_at is not null from medport.assignment where trip_id = %s"
    assert others.rows(Silo.EMS, seen, trip_id) == [(False,)]


def test_messages_are_shown_as_they_happened_whatever_their_kind(console: Console, others: Others) -> None:
    (first, _), (second, _) = others.held_trip(), others.held_trip()
    others.cancel(first)
    console.until(lambda: "was cancelled" in strip(console))
    correct(others, second, "Demo, Alicia")
    console.until(console.window.feed.corrected)
    assert f"{others.number(first)} was cancelled" in strip(console)
    console.press(Qt.Key.Key_F12, CTRL)
    console.until(lambda: f"{others.number(second)}: crew sheet corrected" in strip(console))


def test_a_crew_sheet_that_is_open_stays_open_when_its_correction_is_acknowledged(
    console: Console, others: Others
) -> None:
    trip_id = accept(console, others)
    correct(others, trip_id, "Demo, Alicia")
    console.until(lambda: "crew sheet corrected" in strip(console))
    console.click("show_notice")
    console.press(Qt.Key.Key_F7)
    sheet = console.window.active_page.panel._ui.sheet
    console.until(sheet.isVisible)
    console.press(Qt.Key.Key_F12, CTRL)
    console.until(lambda: not console.window.feed.corrected())
    assert sheet.isVisible()
