"""A shift is handed over: one dispatcher leaves a sheet, the next reads it trip by trip and takes over, by keyboard."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from medport_desktop.domain.center.handoff import Handoff, HandoffLine, HandoffStatus, UnitCount, Waiting
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo, TripStatus, UnitStatus
from medport_desktop.domain.places import OUTSIDE
from medport_desktop.gui.center.handoff.handoff_page import HandoffPage
from medport_desktop.gui.center.handoff.handoff_sheet import AHEAD, sheet_of
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.print.handoff_on_paper import handoff_pdf
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.gui_center.conftest import ADMIN, NASON, Region
from tests.hands import ALT, CTRL

K = Qt.Key


@pytest.fixture(autouse=True)
def no_handoff_left(trio: Trio) -> Iterator[None]:
    """What a test leaves open would keep the next from making one."""
    yield
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute("delete from medport.shift_handoff_trip")
        connection.execute("delete from medport.shift_handoff")


@pytest.fixture
def next_one(trio: Trio, dressed: QApplication) -> Iterator[Center]:
    """The administrator, who takes over."""
    with Center.open(trio, ADMIN) as opened:
        yield opened


def page(center: Center) -> HandoffPage:
    return center.window.handoff_page


def open_one(center: Center) -> Handoff | None:
    return page(center).feed.open_one()


def line_of(center: Center, trip_id: UUID) -> HandoffLine:
    handoff = open_one(center)
    assert handoff is not None
    return next(line for line in handoff.lines if line.trip_id == trip_id)


def read_by(center: Center) -> set[UUID]:
    """The trips of the open sheet that somebody has acknowledged."""
    handoff = open_one(center)
    return {line.trip_id for line in handoff.lines if line.acknowledged_at} if handoff is not None else set()


def leave(center: Center, note: str = "") -> Handoff:
    """Leave a sheet of everything by keyboard; returns it once it is open."""
    center.press(K.Key_F4)
    center.settle()
    if note:
        page(center).draft.note.setFocus()
        center.keys(note)
    center.press(K.Key_Return, CTRL)
    return center.until(lambda: open_one(center))


def test_from_one_dispatcher_to_the_next(center: Center, next_one: Center, region: Region, trio: Trio) -> None:
    first, _ = region.entered()
    second, number = region.entered()
    center.until(lambda: {first, second} <= {row.trip.id for row in center.window.trips_page.model.all_rows()})
    center.press(K.Key_F4)
    draft = page(center).draft
    assert center.window.current_page() is page(center)
    assert {line.trip_id for line in draft.model.rows()} >= {first, second}
    draft.board.select_key(second)
    center.press(K.Key_Return)
    center.keys("Call the desk at six.")
    center.press(K.Key_Return)  # to the next trip's note
    assert draft.line_note.text() == ""
    draft.note.setFocus()
    center.keys("Quiet night.")
    center.press(K.Key_Return, CTRL)
    center.until(lambda: open_one(center))
    left = line_of(center, second)
    assert (left.note, left.number, left.waits) == ("Call the desk at six.", number, frozenset({Waiting.NO_BIDS}))
    assert not page(center).take_over.isEnabled()  # not by whoever made it

    strip = next_one.find(QWidget, "handoff_strip")
    next_one.until(strip.isVisible)  # and nothing has popped up
    assert next_one.window.current_page() is next_one.window.trips_page
    QTest.mouseClick(next_one.find(QPushButton, "open_handoff"), Qt.MouseButton.LeftButton)
    assert next_one.window.current_page() is page(next_one)
    assert not strip.isVisible()
    region.bid(second, "bedford")
    handoff = open_one(next_one)
    assert handoff is not None
    total = len(handoff.lines)
    next_one.press(K.Key_Return, CTRL)  # too early: nothing happens
    assert not page(next_one).take_over.isEnabled()
    for key in (K.Key_Space, K.Key_Return, K.Key_Space):  # as fast as a person can
        next_one.press(key)
    next_one.until(lambda: (now := open_one(next_one)) and now.acknowledged() == 3)
    assert {line.trip_id for line in handoff.lines[:3]} == read_by(next_one)
    with trio.connect(ADMIN, Silo.CENTER) as connection:  # the others the same person has read elsewhere
        connection.execute("update shift_handoff_trip set acknowledged_at = now() where handoff_id = %s", [handoff.id])
    center.until(lambda: (now := open_one(center)) and now.acknowledged() == total)  # seen live by the first
    next_one.until(page(next_one).take_over.isEnabled)
    next_one.press(K.Key_Return, CTRL)
    next_one.until(lambda: open_one(next_one) is None)
    center.until(lambda: open_one(center) is None)
    taken = page(center).feed.all()[0]
    assert (taken.status, taken.ended_by) == (HandoffStatus.TAKEN, trio.accounts[ADMIN].name)
    assert {line.acknowledged_by for line in taken.lines} == {trio.accounts[ADMIN].name}
    next_one.hears("You have taken the shift over")


def test_what_has_changed_since_is_seen(center: Center, region: Region) -> None:
    trip, _ = region.accepted()
    center.until(lambda: trip in {row.trip.id for row in center.window.trips_page.model.all_rows()})
    center.until(lambda: (row := center.window._feed.row(trip)) and row.trip.assigned_agency_name)
    leave(center)
    row = center.until(lambda: page(center).sheet.model.row(trip))
    assert row.change == ""
    with region.trio.connect("desk@nason.example", Silo.HOSPITAL) as desk:
        desk.execute(
            "update transport_request set status = 'CANCELLED', cancellation_reason = 'BED_LOST' where id = %s", [trip]
        )
    center.until(lambda: page(center).sheet.model.row(trip).change == "now cancelled")
    later, _ = region.entered()
    new = center.until(lambda: page(center).sheet.model.row(later))
    assert new.is_new
    assert new.change == "new: pending"
    page(center).sheet.board.select_key(later)
    assert not page(center).acknowledge.isEnabled()  # it is not on the sheet


def test_a_home_address_is_not_written_down(center: Center, region: Region) -> None:
    trip, _ = region.entered()
    with region.trio.superuser(Silo.HOSPITAL) as hospital:
        hospital.execute(
            "update medport.transport_request set destination_facility_id = null,"
            " destination_text = '12 Demo Street, Hollidaysburg' where id = %s",
            [trip],
        )
    center.until(
        lambda: (row := center.window._feed.row(trip)) is not None and row.trip.destination_facility_id is None
    )
    leave(center)
    assert line_of(center, trip).destination == OUTSIDE
    kept = region.rows(Silo.CENTER, "select t::text from medport.shift_handoff_trip t where trip_id = %s", trip)
    assert "Demo Street" not in str(kept)


def test_all_are_acknowledged_at_once_after_the_list_was_seen(center: Center, next_one: Center, region: Region) -> None:
    entered = [region.entered()[0] for _ in range(3)]
    center.until(lambda: set(entered) <= {row.trip.id for row in center.window.trips_page.model.all_rows()})
    next_one.window.resize(1366, 420)  # the list is longer than the window
    leave(center)
    next_one.until(lambda: open_one(next_one))
    next_one.press(K.Key_4, ALT)
    assert next_one.window.minimumSizeHint().width() <= 1280  # a small screen, or a large one at 150 %
    board = page(next_one).sheet.board
    next_one.until(lambda: board.verticalScrollBar().maximum() > 0)
    assert not page(next_one).acknowledge_all.isEnabled()
    next_one.press(K.Key_End)
    next_one.until(page(next_one).acknowledge_all.isEnabled)
    many = len(page(next_one).sheet.unread())
    assert next_one.find(QPushButton, "acknowledge_all_trips_button").text() == f"Acknowledge {many} trips"
    next_one.press(K.Key_Space, CTRL)
    next_one.until(lambda: f"You have acknowledged {many} trips of the handoff." in next_one.said())
    next_one.until(page(next_one).take_over.isEnabled)
    next_one.press(K.Key_Return, CTRL)
    next_one.until(lambda: open_one(next_one) is None)
    handoff = page(next_one).feed.all()[0]
    audited = "select trip_id from medport.audit_log where action = 'UPDATE' and entity_id = %s"
    told = [trip for (trip,) in region.rows(Silo.CENTER, audited, str(handoff.id))]
    assert sorted(map(str, told)) == sorted(map(str, [None, *(line.trip_id for line in handoff.lines)]))


def test_units_off_duty_are_not_out_of_service(center: Center) -> None:
    unit = center.window._feed.units()[0]
    count = UnitCount.of(replace(unit, current_status=status) for status in UnitStatus)
    assert count.words == "1 units free, 1 on a trip, 2 out of service"


def test_put_back_and_withdraw(center: Center, next_one: Center) -> None:
    leave(center, "Nothing else.")
    next_one.until(lambda: open_one(next_one))
    next_one.press(K.Key_4, ALT)
    next_one.press(K.Key_Space)
    next_one.until(lambda: (now := open_one(next_one)) and now.acknowledged() == 1)
    read = next(line for line in open_one(next_one).lines if line.acknowledged_at)  # type: ignore[union-attr]
    page(next_one).sheet.board.select_key(read.trip_id)
    next_one.press(K.Key_Space)  # a second time: stays read
    next_one.press(K.Key_Backspace)
    next_one.until(lambda: (now := open_one(next_one)) and now.acknowledged() == 0)
    center.press(K.Key_F4)  # one is open: it is shown, and no other begun
    center.until(lambda: "still open" in center.said())
    assert not page(center).draft.is_begun
    center.press(K.Key_Delete, CTRL)
    center.find(AskDialog, "withdraw_handoff_dialog").accept()
    next_one.until(lambda: open_one(next_one) is None)
    assert page(next_one).feed.all()[0].status is HandoffStatus.WITHDRAWN


def test_a_draft_is_not_lost_by_a_slip(center: Center) -> None:
    center.press(K.Key_F4)
    center.settle()
    center.press(K.Key_Return)
    center.keys("Half a note")
    center.press(K.Key_Escape)  # back to the board
    center.press(K.Key_1, ALT)
    center.press(K.Key_4, ALT)
    assert page(center).draft.isVisible()
    center.press(K.Key_Escape)
    center.find(AskDialog, "discard_handoff_dialog").reject()
    center.until(lambda: center.window.findChild(AskDialog, "discard_handoff_dialog") is None)
    assert page(center).draft.line_note.text() == "Half a note"
    center.window.close()  # asks, and stays
    assert center.window.isVisible()
    center.find(AskDialog, "discard_handoff_dialog").reject()
    page(center).draft.note.setPlainText("x" * 2001)
    center.press(K.Key_Return, CTRL)
    center.until(lambda: page(center).draft._note_field.error() != "")
    assert page(center).draft.line_note.text() == "Half a note"
    page(center).draft.end()


def test_it_goes_on_paper_and_to_a_file(center: Center, region: Region, tmp_path: Path) -> None:
    region.entered(NASON)
    handoff = leave(center, "A word for the next one. " * 20)
    content = handoff_pdf(handoff, "Demo dispatcher")
    assert content.startswith(b"%PDF-")
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    assert pages >= 2  # the demo region's trips and the new one
    page(center).prints.save_as(handoff, tmp_path / "sheet.pdf")
    center.until((tmp_path / "sheet.pdf").exists)
    center.until(lambda: "was saved as" in center.said())


@pytest.mark.parametrize(("later", "on_sheet"), [(-timedelta(minutes=1), True), (timedelta(minutes=1), False)])
def test_a_trip_held_for_next_week_is_on_a_later_sheet(center: Center, later: timedelta, on_sheet: bool) -> None:
    now = site_clock().now()
    row = center.window.trips_page.model.all_rows()[0]
    held = replace(row.trip, status=TripStatus.SCHEDULED, ready_at=now + AHEAD + later)
    lines = sheet_of([replace(row, trip=held)], now, Settings(), {})
    assert [line.trip_id for line in lines] == ([held.id] if on_sheet else [])


def test_the_24_hours_of_a_sheet_are_24_where_the_clocks_go_forward(center: Center) -> None:
    now = datetime(2027, 3, 13, 20, tzinfo=ZoneInfo("America/New_York"))
    row = center.window.trips_page.model.all_rows()[0]
    ready = now.astimezone(UTC) + AHEAD - timedelta(minutes=1)  # 20:59 on the next day's clock
    held = replace(row.trip, status=TripStatus.SCHEDULED, ready_at=ready)
    assert [line.trip_id for line in sheet_of([replace(row, trip=held)], now, Settings(), {})] == [held.id]
