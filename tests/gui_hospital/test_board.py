"""Following trips: live boards, awards and what becomes of them, cancelling, notes, look-ups."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.enums import Reason, Silo, TripStatus
from medport_desktop.domain.trips import Bid
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.shared.cancelling import CancelDialog
from tests.gui_hospital.conftest import BEDFORD, BLAIR, Others
from tests.gui_hospital.desk import Desk
from tests.hands import CTRL

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def select(desk: Desk, trip_id: UUID) -> None:
    """Wait for a trip to be on the board and go to it."""
    desk.until(lambda: desk.window.trips.board.row(trip_id))
    desk.window.trips.select(trip_id)
    desk.window.trips.view.setFocus()
    desk.settle()


def bids(desk: Desk) -> list[Bid]:
    """The bids as the table shows them."""
    return desk.window.trips.detail.bids.board.rows()


def standing(desk: Desk) -> str:
    """What the line above the bids says."""
    banner = desk.find(Banner, "award_banner")
    return banner.accessibleName() if banner.isVisible() else ""


def cancel_dialog(desk: Desk, code: Reason, note: str = "") -> None:
    """Ask to cancel, mark a reason, and go through with it, by keyboard."""
    desk.press(Qt.Key.Key_Delete, CTRL)
    dialog = desk.find(ReasonDialog, "cancel_dialog")
    dialog.choose(code)
    if note:
        dialog.set_note(note)
    decide(desk, dialog)


def decide(desk: Desk, dialog: ReasonDialog) -> None:
    """Go through with it."""
    QTest.keyClick(dialog, ENTER, CTRL)
    desk.settle()


def test_what_a_colleague_enters_appears_and_disturbs_nothing(desk: Desk, others: Others) -> None:
    view = desk.window.trips.view
    first = desk.window.trips.board.rows()[0]
    desk.window.trips.select(first.id)
    desk.window.entry.begin()
    desk.keys("4002")
    trip_id = others.trip()
    desk.until(lambda: desk.window.trips.board.row(trip_id))
    focused = desk.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "mrn"
    desk.keys("1877")
    assert desk.window.entry.form.ui.mrn.text() == "40021877"
    assert view.current_key() == first.id


def test_award_by_keyboard_alone(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=412)
    others.bid(trip_id, "blair", dollars=398, minutes=20)
    desk.until(lambda: len(desk.window.feed.open_bids(trip_id)) == 2)
    desk.window.trips.filter.setFocus()
    desk.keys(others.number(trip_id))
    desk.press(Qt.Key.Key_F6)
    desk.press(Qt.Key.Key_F6)
    view = desk.find(BoardView, "trips")
    view.setFocus()
    desk.keys(Qt.Key.Key_Down)
    assert view.current_key() == trip_id
    desk.keys(ENTER)
    assert desk.window.focusWidget() is desk.find(BoardView, "bids")
    ranked = [BEDFORD, BLAIR]  # the hospital's first choice, though dearer
    desk.until(lambda: [bid.agency_name for bid in bids(desk)] == ranked)  # its preferences may come after the bids
    desk.keys(ENTER)
    desk.until(lambda: others.status(trip_id) == "ACCEPTED")
    desk.until(lambda: f"{others.number(trip_id)} accepted by {BEDFORD}, unit" in desk.said())
    trip = desk.window.feed.trips[trip_id]
    assert trip.assigned_agency_name == BEDFORD
    desk.hears(f"awarded to {BEDFORD} for $412, waiting for its answer")
    assert standing(desk) == ""


def test_bids_come_and_go_live(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    select(desk, trip_id)
    assert bids(desk) == []
    bid_id = others.bid(trip_id, "bedford", dollars=350)
    desk.until(lambda: f"New bid on {others.number(trip_id)}: {BEDFORD}, $350" in desk.said())
    desk.until(lambda: [bid.id for bid in bids(desk)] == [bid_id])
    desk.until(lambda: desk.window.feed.trips[trip_id].bid_count == 1)
    others.withdraw(bid_id, "bedford")
    desk.until(lambda: not desk.window.feed.open_bids(trip_id))
    assert not desk.window.trips.detail.bids.can_award()


def test_the_award_button_of_the_row(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "blair", dollars=377)
    select(desk, trip_id)
    desk.until(lambda: bids(desk))
    button, view = desk.find(QWidget, "award"), desk.window.trips.detail.bids.view
    desk.until(button.isVisible)
    assert abs(button.geometry().center().y() - view.visualRect(view.currentIndex()).center().y()) <= 1
    desk.click("award")
    desk.until(lambda: others.status(trip_id) == "ACCEPTED")


def test_an_award_to_a_unit_that_is_out_of_service_says_so(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=391)
    select(desk, trip_id)
    desk.until(lambda: bids(desk))
    unit = bids(desk)[0].unit_id
    others.run(Silo.EMS, "update medport.unit set current_status = 'OUT_OF_SERVICE' where id = %s", unit, quietly=True)
    desk.keys(ENTER, ENTER)
    desk.until(lambda: others.status(trip_id) == "ACCEPTED")
    desk.until(lambda: f"accepted by {BEDFORD}. Unit" in desk.said())
    assert "is out of service. Bedford demo EMS names another before it drives" in desk.said()
    desk.until(lambda: "is out of service" in standing(desk))


def test_a_bid_withdrawn_a_moment_ago_is_refused_and_told(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    bid_id = others.bid(trip_id, "bedford", dollars=390)
    select(desk, trip_id)
    desk.until(lambda: bids(desk))
    desk.window.feed._subscriptions[1].pause()  # the desk does not see the withdrawal in time
    others.withdraw(bid_id, "bedford")
    desk.keys(ENTER, ENTER)
    desk.until(lambda: "The award was refused" in standing(desk))
    assert f"{BEDFORD} withdrew its bid a moment before." in standing(desk)
    assert "still on offer" in standing(desk)
    assert others.status(trip_id) == "PENDING"
    desk.until(lambda: f"The award of {others.number(trip_id)} was refused" in desk.said())


def test_an_award_without_an_answer_is_not_called_accepted(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=365)
    select(desk, trip_id)
    desk.until(lambda: bids(desk))
    with others.trio.superuser(Silo.EMS) as connection:
        connection.execute("alter subscription ems_events_from_hospital disable")
        try:
            desk.keys(ENTER, ENTER)
            desk.until(lambda: "waiting for the agency's answer" in standing(desk))
            desk.settle()
            status = desk.window.trips.board.column_index("status")
            line = desk.window.trips.board.line_of(trip_id)
            assert desk.window.trips.board.index(line, status).data() == "Awarded…"
            assert not desk.window.trips.detail.bids.can_award()
        finally:
            connection.execute("alter subscription ems_events_from_hospital enable")
    desk.until(lambda: desk.window.feed.trips[trip_id].status is TripStatus.ACCEPTED)


def test_cancelling_needs_a_reason(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    select(desk, trip_id)
    cancel_dialog(desk, Reason.BED_LOST)
    assert others.status(trip_id) == "CANCELLED"
    assert others.rows(
        Silo.HOSPITAL, "select cancellation_reason from medport.transport_request where id = %s", trip_id
    ) == [("BED_LOST",)]
    desk.until(lambda: "is cancelled: bed lost at the destination" in desk.said())


def test_going_back_cancels_nothing(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    select(desk, trip_id)
    desk.press(Qt.Key.Key_Delete, CTRL)
    dialog = desk.find(ReasonDialog, "cancel_dialog")
    QTest.keyClick(dialog, ESC)
    desk.until(lambda: desk.window.findChild(ReasonDialog, "cancel_dialog") is None)
    assert others.status(trip_id) == "PENDING"


def test_a_cancel_that_crosses_an_acceptance_ends_cancelled(desk: Desk, others: Others) -> None:
    trip_id = others.trip(award_mode="FIRST_ACCEPT")
    select(desk, trip_id)
    desk.press(Qt.Key.Key_Delete, CTRL)
    dialog = desk.find(ReasonDialog, "cancel_dialog")
    dialog.choose(Reason.PATIENT_CONDITION)
    others.accept(trip_id, "bedford")
    desk.until(lambda: others.status(trip_id) == "ACCEPTED")
    decide(desk, dialog)
    assert others.status(trip_id) == "CANCELLED"
    desk.hears(f"{BEDFORD} had accepted it a moment before and is told to stand down.")
    desk.until(
        lambda: (
            others.rows(Silo.EMS, "select 1 from medport.assignment where trip_id = %s and ended_at is null", trip_id)
            == []
        )
    )


def test_what_has_gone_too_far_cannot_be_cancelled(desk: Desk, others: Others) -> None:
    trip = next(t for t in desk.window.trips.board.all_rows() if t.status is TripStatus.IN_TRANSIT)
    select(desk, trip.id)
    assert not desk.window.trips.detail.cancel_action.isEnabled()
    assert not desk.window.trips.detail.award_action.isEnabled()


def test_notes_are_added_and_kept(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    select(desk, trip_id)
    desk.keys("n")
    line = desk.find(QLineEdit, "note")
    assert desk.window.focusWidget() is line
    desk.keys(ENTER)
    assert line.accessibleDescription() == "Write the note first."
    desk.keys("Family rides along; <b>bring</b> the chart", ENTER)
    desk.until(lambda: line.text() == "")
    assert others.rows(Silo.HOSPITAL, "select text from medport.trip_note where trip_id = %s", trip_id) == [
        ("Family rides along; <b>bring</b> the chart",)
    ]
    shown = desk.window.trips.detail.notes
    desk.until(lambda: "Family rides along; <b>bring</b> the chart" in [t.text() for t in shown.findChildren(Text)])


def test_a_note_is_written_for_the_trip_that_it_was_begun_for(desk: Desk, others: Others) -> None:
    first, second = others.trip(), others.trip()
    select(desk, first)
    desk.keys("n", "Latex allergy")
    line = desk.find(QLineEdit, "note")
    select(desk, second)
    assert line.text() == ""
    desk.keys("n", "Wheelchair at the door", ENTER)
    desk.until(lambda: others.rows(Silo.HOSPITAL, "select 1 from medport.trip_note where trip_id = %s", second))
    select(desk, first)
    assert line.text() == "Latex allergy"
    assert not others.rows(Silo.HOSPITAL, "select 1 from medport.trip_note where trip_id = %s", first)


def test_history_and_milestones_of_a_trip(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=444)
    select(desk, trip_id)
    desk.until(lambda: bids(desk))
    desk.keys(ENTER, ENTER)
    desk.until(lambda: desk.window.feed.trips[trip_id].status is TripStatus.ACCEPTED)
    history = desk.window.trips.detail.history.board
    desk.until(lambda: any("Pending → Accepted" in line.words for line in history.rows()))
    told = [line.words for line in history.rows()]
    assert any(f"Awarded {BEDFORD} for $444" in words for words in told)
    [accepted] = [words for words in told if "The agency accepted the award" in words]
    assert f"Status: Pending → Accepted, {BEDFORD}" in accepted  # the rows of one change are one line
    assert told[-1] == "Entered the trip and offered it"
    assert "transport_request" in history.rows()[0].details
    track = desk.window.trips.detail.milestones.track
    desk.until(lambda: "Accepted" in track.accessibleName())


def test_the_directory_of_agencies_comes_from_the_center(desk: Desk, others: Others) -> None:
    desk.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    table = desk.find(BoardView, "agencies").model()
    assert isinstance(table, BoardModel)
    names = {row.agency.name for row in table.rows()}
    active = others.rows(Silo.CENTER, "select name from medport.agency_directory where is_active")
    assert names == {name for (name,) in active}


def test_the_filter_and_the_wide_page_share_one_board(desk: Desk, others: Others) -> None:
    trip_id = others.trip(transport_level="ALS")
    select(desk, trip_id)
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    view = desk.find(BoardView, "trips")
    assert view.isVisible()
    assert view.current_key() == trip_id
    assert not view.isColumnHidden(desk.window.trips.board.column_index("priority"))
    desk.window.trips.filter.setFocus()
    desk.keys("no such trip")
    assert desk.window.trips.board.rows() == []
    desk.keys(ESC)
    assert desk.window.trips.board.rows() != []
    desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert view.isColumnHidden(desk.window.trips.board.column_index("priority"))
    assert desk.window.entry.isVisible()


def test_a_verb_without_its_object_offers_the_objects(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    desk.until(lambda: desk.window.trips.board.row(trip_id))
    desk.press(Qt.Key.Key_K, CTRL)
    desk.keys(f"cancel {others.number(trip_id)}", ENTER)
    assert desk.window.findChild(CancelDialog) is not None
    assert desk.window.trips.view.current_key() == trip_id


def test_the_command_bar_finds_a_trip(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    desk.until(lambda: desk.window.trips.board.row(trip_id))
    desk.press(Qt.Key.Key_K, CTRL)
    desk.keys(others.number(trip_id), ENTER)
    assert desk.window.trips.view.current_key() == trip_id


def test_letters_filter_the_trips_once_ctrl_f_was_pressed(desk: Desk, others: Others) -> None:
    trip_id, other = others.trip(), others.trip()
    desk.until(lambda: {trip_id, other} <= desk.window.feed.trips.keys())
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    desk.window.trips.view.setFocus()
    desk.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.keys(others.number(trip_id))
    assert [row.id for row in desk.window.trips.board.rows()] == [trip_id]
