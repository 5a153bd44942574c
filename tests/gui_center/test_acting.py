"""Acting for a hospital or an agency: the databases do it, and their audit logs name the person of the center."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QRadioButton, QWidget

from medport_desktop.domain.enums import Reason, Silo, TripStatus, UnitStatus
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.shell.bars import CommandField
from tests.gui_center.center import Center
from tests.gui_center.conftest import BEDFORD, BLAIR, DESKS, NASON, Region
from tests.hands import CTRL, SHIFT


def to_the_cards(center: Center) -> None:
    """From the board into the panel, to the chosen card."""
    center.press(Qt.Key.Key_Return)


def test_award_by_keyboard_is_audited_as_the_center_person(center: Center, region: Region, me: str) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford", dollars=400, minutes=90)
    region.bid(trip_id, "blair", dollars=300, minutes=70)
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(lambda: len(panel.ui.bids.cards()) == 2)
    to_the_cards(center)
    bid = panel.chosen_bid()
    assert bid is not None
    assert bid.agency_name == BLAIR  # the earliest pick-up stands first
    center.press(Qt.Key.Key_Escape)
    assert center.window.trips_page.ui.board.hasFocus()
    to_the_cards(center)
    center.press(Qt.Key.Key_Down)
    assert panel.ui.act.text() == f"Award to {BEDFORD}"
    center.press(Qt.Key.Key_Return)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    assert region.audited(Silo.HOSPITAL, "trip_award", trip_id)[0] == me
    center.until(lambda: f"{number} was awarded to {BEDFORD} for {NASON}" in center.said())
    center.until(lambda: panel.row is not None and panel.row.trip.assigned_agency_name == BEDFORD)
    assert not panel.ui.act.isVisible()


def test_a_verb_without_its_object_offers_the_objects(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford", dollars=400, minutes=90)
    region.bid(trip_id, "blair", dollars=300, minutes=70)
    model, field = center.window.trips_page.model, center.window.findChild(CommandField)
    assert field is not None
    center.until(lambda: any(row.trip.id == trip_id and row.trip.bid_count == 2 for row in model.all_rows()))
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(f"award {number}")
    center.until(lambda: sum("Award" in row for row in field.rows()) == 2)
    offered = " / ".join(field.rows())
    assert all(words in offered for words in (BEDFORD, BLAIR, "$400", "$300"))
    center.press(Qt.Key.Key_Escape)
    for verb, dialog in (("bid", "bid_dialog"), ("cancel", "cancel_dialog")):
        center.press(Qt.Key.Key_K, CTRL)
        center.keys(f"{verb} {number}")
        center.press(Qt.Key.Key_Return)
        center.until(lambda name=dialog: center.window.findChild(QDialog, name))
        opened = center.window.findChild(QDialog, dialog)
        assert opened is not None
        opened.reject()
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(f"award {number} {BEDFORD.split()[0].lower()}")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    undo = center.window.findChild(QAction, "undo")
    assert undo is not None
    assert not isinstance(center.window.focusWidget(), CommandField)  # which would keep Ctrl+Z to itself


def test_a_verb_that_fits_nothing_says_why_not(center: Center, region: Region) -> None:
    none, number = region.entered()
    first, first_number = region.entered(award_mode="FIRST_ACCEPT")
    lapsed, lapsed_number = region.entered()
    held, held_number = region.accepted()
    region.withdraw(region.bid(lapsed, "bedford"))
    model, field = center.window.trips_page.model, center.window.findChild(CommandField)
    assert field is not None
    center.until(lambda: {none, first, lapsed, held} <= {row.trip.id for row in model.all_rows()})
    for text, words in (
        (f"award {number}", f"No bid on {number} is open."),
        (f"award {lapsed_number}", f"No bid on {lapsed_number} is open: 1 withdrawn."),
        (f"award {first_number}", f"{first_number} goes to the first agency that accepts it: there are no bids."),
        (f"bid {held_number}", f"{held_number} is accepted and cannot be bid on. {BEDFORD} has it."),
        ("cancel t-9999999", "There is no trip T-9999999 here."),
        ("u zz99", "There is no unit ZZ99 here."),
    ):
        center.press(Qt.Key.Key_K, CTRL)
        center.keys(text)
        center.until(lambda: "Reading" not in field.rows()[0])
        assert field.rows()[0].startswith(words)
        center.press(Qt.Key.Key_Escape)
    unit = center.window.units_page.model.rows()[0]
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(f"u {unit.unit_number}", Qt.Key.Key_Return)
    assert center.window.units_page.isVisible()


def test_a_bid_that_no_unit_can_run_says_so(center: Center, region: Region) -> None:
    trip, number = region.entered(transport_level="CCT")
    free = [unit for (unit,) in region.rows(Silo.EMS, _FREE_CCT)]
    region.run(Silo.EMS, "update medport.unit set current_status = 'OFF_DUTY' where id = any(%s)", free)
    model, field = center.window.trips_page.model, center.window.findChild(CommandField)
    assert field is not None
    try:
        center.until(lambda: trip in {row.trip.id for row in model.all_rows()})
        off = UnitStatus.OFF_DUTY
        center.until(lambda: all(u.current_status is off for u in center.window._feed.units() if u.id in free))
        center.press(Qt.Key.Key_K, CTRL)
        center.keys(f"bid {number}")
        assert field.rows() == ["No unit that can run CCT is free."]
    finally:
        region.run(Silo.EMS, "update medport.unit set current_status = 'AVAILABLE' where id = any(%s)", free)
    center.until(lambda: any(u.current_status == "AVAILABLE" for u in center.window._feed.units() if u.id in free))
    center.press(Qt.Key.Key_Escape)
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(f"bid {number}")
    assert field.rows()[0].startswith(f"Enter a bid on {number}")
    center.press(Qt.Key.Key_Escape)


_FREE_CCT = "select id from medport.unit where type = 'CCT' and is_active and current_status = 'AVAILABLE'"


def test_the_primary_key_awards_from_the_board(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford")
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.act.isEnabled)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")


def test_a_refused_award_is_told_with_its_reason(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    bid_id = region.bid(trip_id, "bedford")
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(panel.chosen_bid)
    bid = panel.chosen_bid()
    row = panel.row
    assert bid is not None
    assert row is not None
    region.withdraw(bid_id, "bedford")
    center.window.trips_page.actions_._acting.award(row.trip, bid)  # pressed just before the card went
    center.until(lambda: "The award was refused" in panel.ui.banner.accessibleName())
    assert "withdrew" in panel.ui.banner.accessibleName()
    assert region.status(trip_id) == "PENDING"


def test_accept_for_an_agency_and_run_the_trip(center: Center, region: Region, me: str) -> None:
    trip_id, number = region.entered(award_mode="FIRST_ACCEPT")
    region.unit("bedford")
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(lambda: panel.chosen_unit() is not None)
    to_the_cards(center)
    center.press(Qt.Key.Key_Return)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    assert region.audited(Silo.EMS, "assignment", trip_id)[0] == me
    for status, word in (("EN_ROUTE", "En route"), ("ON_SCENE", "On scene")):
        center.until(lambda word=word: panel.ui.step.text().startswith(f"{word}, for "))
        center.press(Qt.Key.Key_F8)
        center.until(lambda status=status: region.status(trip_id) == status)
    center.until(lambda: center.window.trips_page.actions_.correct.isEnabled() and "In transit" in panel.ui.step.text())
    center.press(Qt.Key.Key_F8, SHIFT)
    center.until(lambda: region.status(trip_id) == "EN_ROUTE")
    assert set(region.audited(Silo.EMS, "assignment", trip_id)) == {me}


def test_release_for_an_agency_with_a_reason(center: Center, region: Region) -> None:
    trip_id, number = region.accepted()
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.release.isEnabled)
    center.press(Qt.Key.Key_F9)
    labels = center.find(QDialog, "release_dialog").findChildren(QLabel)
    assert any("for Bedford demo EMS" in label.text() for label in labels)
    center.press(Qt.Key.Key_Space)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "PENDING")


def test_a_hand_back_that_is_refused_keeps_its_note(center: Center, region: Region) -> None:
    trip_id, number = region.accepted()
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.release.isEnabled)
    center.press(Qt.Key.Key_F9)
    dialog = center.find(ReasonDialog, "release_dialog")
    for status in ("EN_ROUTE", "ON_SCENE"):  # the crew was quicker
        region.rows(
            Silo.EMS, "update medport.assignment set status = %s where trip_id = %s returning 1", status, trip_id
        )
    dialog.choose(Reason.NO_CREW)
    dialog.set_note("The night crew is ill")
    center.press(Qt.Key.Key_Return, CTRL)
    problem = dialog.findChild(Banner, "problem")
    assert problem is not None
    center.until(problem.isVisible)
    assert problem.accessibleName()
    assert dialog._note.toPlainText() == "The night crew is ill"
    dialog.done(ReasonDialog.DialogCode.Rejected)


def test_cancel_for_a_hospital_with_a_reason(center: Center, region: Region, me: str) -> None:
    trip_id, number = region.entered()
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.cancel.isEnabled)
    center.press(Qt.Key.Key_Delete, CTRL)
    buttons = center.find(QDialog, "cancel_dialog").findChildren(QPushButton)
    assert [b.isEnabled() for b in buttons if b.text() == "Cancel trip"] == [False]  # not without a reason
    center.press(Qt.Key.Key_Space)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "CANCELLED")
    assert region.audited(Silo.HOSPITAL, "transport_request", trip_id)[-1] == me
    center.until(lambda: "Cancelled" in center.window.trips_page.panel.ui.banner.accessibleName())


def test_the_rest_of_a_series_is_cancelled_for_its_hospital(center: Center, region: Region) -> None:
    series = uuid4()
    with region.trio.connect(DESKS[NASON], Silo.HOSPITAL) as desk:
        desk.execute(
            "insert into trip_series (id, hospital_id, rrule, dtstart, zone, occurrences) values"
            " (%s, medport.my_hospital_id(), 'FREQ=DAILY;COUNT=3', now() + interval '1 day', 'UTC', 3)",
            (series,),
        )
        desk.execute(
            """insert into transport_request (hospital_id, origin_facility_id, destination_text, transport_level,
                                              priority, status, ready_at, series_id, series_position)
               select medport.my_hospital_id(), id, '1 Elm Street', 'BLS', 'LOW', 'SCHEDULED',
                      now() + n * interval '1 day', %s, n
               from hospital_facility, generate_series(1, 3) n where name = %s""",
            (series, NASON),
        )
    of_series = (
        "select trip_number, status from medport.transport_request where series_id = %s order by series_position"
    )
    center.choose_trip(str(region.rows(Silo.HOSPITAL, of_series, series)[1][0]))
    center.until(center.window.trips_page.actions_.cancel.isEnabled)
    center.press(Qt.Key.Key_Delete, CTRL)
    scope = center.find(QWidget, "cancel_scope")
    scope.setFocus()
    center.press(Qt.Key.Key_Right)
    center.find(QDialog, "cancel_dialog").findChildren(QRadioButton)[0].click()
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(
        lambda: (
            [status for _, status in region.rows(Silo.HOSPITAL, of_series, series)]
            == ["SCHEDULED", "CANCELLED", "CANCELLED"]
        )
    )
    center.until(lambda: f"all later trips of its series were cancelled for {NASON}." in center.said())


def test_offer_a_scheduled_trip_now(center: Center, region: Region) -> None:
    trip_id, number = region.entered(scheduled=True)
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.offer.isEnabled)
    center.press(Qt.Key.Key_O, CTRL | SHIFT)
    center.until(lambda: region.status(trip_id) == "PENDING")


def test_a_note_is_added_and_an_empty_one_is_told(center: Center, region: Region, me: str) -> None:
    _, number = region.entered()
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.press(Qt.Key.Key_N, CTRL | SHIFT)
    center.press(Qt.Key.Key_Return)
    assert panel.ui.note_field.error() == "Write the note first."
    center.keys("'; drop table trip_note; --")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: panel._trip_feed.detail.notes)
    note = panel._trip_feed.detail.notes[0]
    assert (note.author, note.text) == (me, "'; drop table trip_note; --")
    assert panel.ui.note_field.text() == ""


def test_award_and_set_a_unit_by_words(center: Center, region: Region, me: str) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford")
    feed = center.window._feed
    center.until(lambda: any(trip.id == trip_id and trip.bid_count for trip in feed.trips()))
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(f"award {number.removeprefix('T-')} bedford")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    assert region.audited(Silo.HOSPITAL, "trip_award", trip_id)[0] == me
    center.until(lambda: any(trip.id == trip_id and trip.status is TripStatus.ACCEPTED for trip in feed.trips()))
    center.press(Qt.Key.Key_K, CTRL)
    center.keys(f"award {number} blair")
    center.press(Qt.Key.Key_Return)
    field = center.window.findChild(CommandField)
    assert field is not None
    assert field.rows() == [f"{number} is accepted and cannot be awarded. {BEDFORD} has it."]
    unit = next(unit for unit in feed.units() if unit.current_status is UnitStatus.AVAILABLE)
    field.clear()
    center.keys(f"u {unit.unit_number} oos")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: center.is_shown("status_dialog"))
    center.keys("Stretcher lock", Qt.Key.Key_Return)
    center.until(lambda: f"{unit.unit_number} is out of service, for" in center.said())
    center.press(Qt.Key.Key_Z, CTRL)
    center.until(lambda: next(u for u in feed.units() if u.id == unit.id).current_status is UnitStatus.AVAILABLE)
    field.setFocus()
    center.keys("blair demo")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: center.window.units_page.ui.filter.text().startswith("Blair"))
    shown = {unit.agency_name for unit in center.window.units_page.model.rows()}
    assert len(shown) == 1
    center.window.units_page.ui.filter.clear()
