"""The center enters and edits trips for a hospital: by keyboard alone, with that hospital's patients, told as such."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QToolButton

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Priority, Silo
from medport_desktop.gui.hospital.entry.entry_for_hospital import HospitalEntry
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.history import happenings
from medport_desktop.silos.demo.people import demo_id
from tests.gui_center.center import Center
from tests.gui_center.conftest import ADMIN, ALTOONA, DESKS, NASON, Region
from tests.hands import ALT, CTRL, SHIFT
from tests.support import until

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def entry(center: Center) -> HospitalEntry:
    """The page."""
    page = center.window.entry_page
    assert isinstance(page, HospitalEntry)
    return page


def keys(center: Center, *what: str | Qt.Key) -> None:
    """Type texts and press keys where the focus is."""
    for item in what:
        center.keys(item) if isinstance(item, str) else center.press(item)


def choose(center: Center, hospital: str) -> None:
    """Begin a trip, for the first hospital that is offered for those letters."""
    page = entry(center)
    center.press(Qt.Key.Key_N, CTRL)
    center.until(page.hospital.hasFocus)
    keys(center, hospital)
    center.until(page.hospital.is_open)
    keys(center, ENTER)
    center.settle()


def fill(center: Center, mrn: str) -> None:
    """What the nurse tells, from field to field."""
    keys(center, mrn, TAB, "Demo, Caller", TAB, "3/8/1951", TAB, "92", TAB)
    keys(center, "s", TAB, TAB, "ICU 4", TAB, "8145550199", TAB, "somer", TAB, "b", TAB, "h")
    center.settle()


def stored(region: Region, mrn: str) -> list[tuple[Any, ...]]:
    """The trips of that patient: id, number, hospital, status."""
    return region.rows(
        Silo.HOSPITAL,
        "select t.id, t.trip_number, t.hospital_name, t.status from medport.transport_request t"
        " join medport.patient p on p.id = t.patient_id where p.mrn = %s",
        mrn,
    )


def column(region: Region, trip: UUID, name: str) -> object:
    """A column of the trip as the hospital silo has it."""
    return region.rows(Silo.HOSPITAL, f"select {name} from medport.transport_request where id = %s", trip)[0][0]


def on_board(center: Center) -> None:
    """Back to the dispatch board, with the focus on it."""
    center.press(Qt.Key.Key_1, ALT)
    center.window.trips_page.ui.board.setFocus()


def looks(region: Region, me: str) -> list[tuple[Any, ...]]:
    """How the dispatcher has looked patients up, and for which hospital, oldest first."""
    return region.rows(
        Silo.HOSPITAL,
        "select changes ->> 'by', changes ->> 'acting_for', changes ->> 'subject' from audit.log"
        " where action = 'READ' and entity_type = 'patient' and user_name = %s order by id",
        me,
    )


def test_a_trip_is_entered_for_a_hospital_by_keyboard_alone(center: Center, region: Region, me: str) -> None:
    mrn = f"C{uuid4().hex[:8]}"
    choose(center, "nas")
    assert entry(center).hospital.text() == NASON
    assert center.find(QLabel, "entry_title").text() == "New trip"
    fill(center, mrn)
    center.press(ENTER, CTRL)
    center.until(lambda: stored(region, mrn))
    [(trip, number, hospital, status)] = stored(region, mrn)
    assert (hospital, status) == (NASON, "PENDING")
    center.until(lambda: f"{number} to UPMC Somerset was sent to the agencies, for {NASON}." in center.said())
    until(lambda: region.rows(Silo.EMS, "select 1 from medport.available_trip where trip_id = %s", trip))
    page = entry(center)
    assert (page.hospital.text(), page.is_changed()) == (NASON, False)  # the same nurse may have another
    assert page.trips.view.current_key() == trip
    assert region.audited(Silo.HOSPITAL, "transport_request", trip)[0] == me
    # Its own desk reads who entered it.
    manager = DatabaseManager(region.trio.urls.for_people())
    manager.sign_in(DESKS[NASON], region.trio.accounts[DESKS[NASON]].password)
    try:
        trail = HospitalStore(manager.databases[Silo.HOSPITAL]).audit_of(trip)
    finally:
        manager.close()
    [entered] = [line.words for line in happenings(trail, ()) if line.words.startswith("Entered the trip")]
    assert entered == "Entered the trip and offered it, by the transport center"


def test_patients_are_the_chosen_hospitals_alone_and_each_look_says_for_which(
    center: Center, region: Region, me: str
) -> None:
    mrn = f"L{uuid4().hex[:8]}"
    with region.trio.connect(DESKS[ALTOONA], Silo.HOSPITAL) as desk:
        desk.execute("select medport.save_patient(%s, 'Demo, Altoona', '1950-01-01', 80, 'STRETCHER')", (mrn,))
    before = len(looks(region, me))
    form = entry(center).entry.form
    choose(center, "upmc alt")
    keys(center, mrn, TAB)
    center.until(lambda: form.ui.name.text() == "Demo, Altoona")
    form.ui.pickup_location.setFocus()
    keys(center, "ICU 9")
    entry(center).hospital.setFocus()
    entry(center).hospital.selectAll()
    keys(center, "nason")
    assert form.ui.name.text() == ""  # what the record told is another hospital's
    center.until(entry(center).hospital.is_open)
    keys(center, ENTER)
    center.settle()
    assert (form.ui.mrn.text(), form.ui.pickup_location.text(), form.ui.name.text()) == (mrn, "ICU 9", "")
    origin = form.origin()
    assert origin is not None
    assert origin.hospital_id == demo_id("hospital", NASON)
    assert looks(region, me)[before:] == [
        ("record number", "hospital", ALTOONA),
        ("record number", "hospital", NASON),
    ]
    form.clear()


def test_without_a_hospital_nobody_is_looked_up_and_nothing_is_sent(center: Center, region: Region, me: str) -> None:
    before = len(looks(region, me))
    center.press(Qt.Key.Key_N, CTRL)
    entry(center).entry.begin()
    fill(center, "X-1")
    center.press(ENTER, CTRL)
    center.settle()
    assert entry(center).entry.form.field("origin_facility_id").error() == "Choose the hospital first."
    assert len(looks(region, me)) == before
    assert not stored(region, "X-1")
    entry(center).entry.form.clear()


def test_a_hospital_that_is_disabled_or_has_no_building_is_not_offered(center: Center, region: Region) -> None:
    page, hospital, name = entry(center), uuid4(), f"Quiet demo hospital {uuid4().hex[:6]}"
    add = "insert into medport.hospital (id, name, city, state) values (%s, %s, 'Bedford', 'PA') returning 1"
    building = (
        "insert into medport.hospital_facility (hospital_id, name, type, city, state, zip_code, coordinates)"
        " values (%s, %s, 'HOSPITAL', 'Bedford', 'PA', '15522', '(-78.5,40.0)') returning 1"
    )
    region.rows(Silo.CENTER, add, hospital, name)
    center.until(lambda: page.feed.hospital(hospital))
    assert page.feed.suggestions("quiet demo") == []
    region.rows(Silo.HOSPITAL, building, hospital, name)
    center.until(lambda: [s.title for s in page.feed.suggestions("quiet demo bed")] == [name])
    region.rows(Silo.CENTER, "update medport.hospital set is_active = false where id = %s returning 1", hospital)
    center.until(lambda: page.feed.suggestions("quiet demo") == [])
    region.rows(Silo.HOSPITAL, "delete from medport.hospital_facility where hospital_id = %s returning 1", hospital)


def test_a_trip_is_edited_from_the_board_and_the_edit_undone(center: Center, region: Region, me: str) -> None:
    trip, number = region.entered(ALTOONA)
    before = len(looks(region, me))
    center.choose_trip(number)
    center.press(Qt.Key.Key_E, CTRL)
    center.until(lambda: center.find(QLabel, "entry_title").text() == f"Edit {number}")
    center.settle()
    page = entry(center)
    assert (page.hospital.text(), page.hospital.isReadOnly()) == (ALTOONA, True)
    assert page.entry.form.ui.name.text() == "Demo, Patient T"
    assert looks(region, me)[before:] == [("trip form", "hospital", ALTOONA)]
    page.entry.form.ui.pickup_location.setFocus()
    keys(center, "ED 9")
    page.entry.form.ui.transport_level.setFocus()
    keys(center, "a")
    center.press(ENTER, CTRL)
    center.until(lambda: f"{number} was changed, for {ALTOONA}; the agencies see it at once." in center.said())
    assert (column(region, trip, "transport_level"), column(region, trip, "pickup_location")) == ("ALS", "ED 9")
    assert not page.hospital.isReadOnly()
    on_board(center)
    center.press(Qt.Key.Key_Z, CTRL)
    center.until(lambda: column(region, trip, "transport_level") == "BLS")
    acting = """select distinct changes ->> 'acting_for' from audit.log where trip_id = %s and action = 'UPDATE'
                and entity_type = 'transport_request' and user_name = %s"""
    assert region.rows(Silo.HOSPITAL, acting, trip, me) == [("hospital",)]


def test_an_edit_over_the_desks_own_keeps_the_text_and_offers_the_new_facts(center: Center, region: Region) -> None:
    trip, number = region.entered(NASON)
    center.choose_trip(number)
    center.press(Qt.Key.Key_E, CTRL)
    center.until(lambda: center.find(QLabel, "entry_title").text() == f"Edit {number}")
    center.settle()
    ui = entry(center).entry.form.ui
    ui.pickup_location.setFocus()
    keys(center, "ICU 1")
    with region.trio.connect(DESKS[NASON], Silo.HOSPITAL) as desk:
        desk.execute("update transport_request set priority = 'URGENT' where id = %s", [trip])
    banner = center.find(Banner, "entry_banner")
    center.until(lambda: "has just been changed by somebody else" in banner.accessibleName())
    center.press(ENTER, CTRL)
    center.until(lambda: "was changed by somebody else since you opened it" in banner.accessibleName())
    assert (ui.pickup_location.text(), column(region, trip, "pickup_location")) == ("ICU 1", "")
    center.press(Qt.Key.Key_T, CTRL | SHIFT)
    center.until(lambda: ui.priority.value() is Priority.URGENT)
    assert ui.pickup_location.text() == ""


def test_the_price_stands_beside_the_button_where_there_is_room(center: Center, region: Region) -> None:
    _trip, number = region.entered(ALTOONA)
    center.window.resize(1366, 768)
    center.choose_trip(number)
    center.press(Qt.Key.Key_E, CTRL)
    center.until(lambda: center.find(QLabel, "entry_title").text() == f"Edit {number}")
    center.settle()
    price, send = (center.find(kind, name) for kind, name in ((QLabel, "price"), (QPushButton, "send")))
    middles = [part.mapTo(center.window, part.rect().center()).y() for part in (price, send)]
    assert middles[0] == pytest.approx(middles[1], abs=2)


def test_the_way_back_and_a_copy_stay_the_hospitals(center: Center, region: Region) -> None:
    trip, number = region.entered(NASON)
    center.choose_trip(number)
    center.press(Qt.Key.Key_T, CTRL)
    page = entry(center)
    center.until(lambda: page.entry.form.ui.name.text() == "Demo, Patient T")
    assert (page.hospital.text(), page.hospital.isReadOnly()) == (NASON, True)
    assert page.entry.form.ui.origin_facility_id.currentText() == "UPMC Somerset"
    keys(center, "tomorrow 11:00")
    center.press(ENTER, CTRL)
    back = "select hospital_name from medport.transport_request where return_of_id = %s"
    center.until(lambda: region.rows(Silo.HOSPITAL, back, trip) == [(NASON,)])
    center.settle()
    page.trips.view.select_key(trip)
    page.trips.view.setFocus()
    center.press(Qt.Key.Key_C, CTRL | SHIFT)
    center.settle()
    ui = page.entry.form.ui
    assert (ui.destination.text(), ui.name.text(), page.hospital.isReadOnly()) == ("UPMC Somerset", "", False)
    ui.name.setFocus()
    keys(center, "Demo, Other")
    on_board(center)
    center.choose_trip(number)
    QTest.mouseClick(icon(center, "edit_trip"), Qt.MouseButton.LeftButton)
    assert "Replace the form" in center.find(AskDialog, "ask_to_replace").windowTitle()
    keys(center, ESC)
    assert ui.name.text() == "Demo, Other"
    page.entry.form.clear()


def test_the_mouse_and_tab_do_as_well(center: Center, region: Region) -> None:
    trip, number = region.entered(NASON)
    page = entry(center)
    center.press(Qt.Key.Key_5, ALT)
    assert page.hospital.hasFocus()
    keys(center, "nas")
    center.until(page.hospital.is_open)
    keys(center, TAB)  # takes the marked one
    center.until(page.entry.form.ui.mrn.hasFocus)
    center.until(lambda: page.trips.board.row(trip))
    page.hospital.setFocus()
    keys(center, TAB)
    assert page.entry.form.ui.mrn.hasFocus()
    center.press(Qt.Key.Key_F6)
    assert page.trips.view.hasFocus()
    page.trips.view.select_key(trip)
    QTest.mouseClick(center.find(QToolButton, "edit"), Qt.MouseButton.LeftButton)
    center.until(lambda: center.find(QLabel, "entry_title").text() == f"Edit {number}")
    page.trips.view.setFocus()
    keys(center, ENTER)  # the whole of it is on the board
    center.until(lambda: center.window.current_page() is center.window.trips_page)
    center.until(lambda: center.window.trips_page.ui.board.current_key() == trip)
    center.press(Qt.Key.Key_N, CTRL)  # leaves an edit that was only looked at
    assert (center.find(QLabel, "entry_title").text(), page.hospital.hasFocus()) == ("New trip", True)


def test_a_series_is_held_for_the_hospital(center: Center, region: Region, me: str) -> None:
    mrn = f"S{uuid4().hex[:8]}"
    choose(center, "nas")
    fill(center, mrn)
    center.press(Qt.Key.Key_R, CTRL)
    for name, text in (("series_ready", "6:30"), ("series_rule", "FREQ=DAILY;COUNT=2")):
        line = center.find(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        keys(center, text)
    keys(center, ENTER)
    center.until(lambda: len(stored(region, mrn)) == 2)
    assert {(hospital, status) for _, _, hospital, status in stored(region, mrn)} == {(NASON, "SCHEDULED")}
    center.until(lambda: f"2 trips to UPMC Somerset are scheduled, for {NASON}, the first for" in center.said())
    made_by = """select l.user_name, l.changes ->> 'acting_for' from audit.log l
                 join medport.transport_request t on l.entity_id = t.series_id::text where t.id = %s"""
    assert region.rows(Silo.HOSPITAL, made_by, stored(region, mrn)[0][0]) == [(me, "hospital")]


def icon(center: Center, name: str) -> QToolButton:
    """The icon of that action on the panel of the trip."""
    buttons = center.window.trips_page.panel.findChildren(QToolButton)
    return next(b for b in buttons if (action := b.defaultAction()) is not None and action.objectName() == name)


@pytest.mark.parametrize("bid", [False, True])
def test_an_entry_is_undone_unless_an_agency_has_answered(center: Center, region: Region, bid: bool) -> None:
    mrn = f"U{uuid4().hex[:8]}"
    choose(center, "nas")
    fill(center, mrn)
    center.press(ENTER, CTRL)
    center.until(lambda: stored(region, mrn) and center.runtime.undo.last)
    [(trip, number, *_)] = stored(region, mrn)
    if bid:
        until(lambda: region.rows(Silo.EMS, "select 1 from medport.available_trip where trip_id = %s", trip))
        region.bid(trip, "bedford")
    on_board(center)
    center.press(Qt.Key.Key_Z, CTRL)
    center.until(lambda: "ndone" in center.said())
    said = f"Not undone: Agencies have bid on {number} by now." if bid else f"Undone. {number} is cancelled."
    center.hears(said)
    assert region.status(trip) == ("PENDING" if bid else "CANCELLED")


def test_closing_over_a_half_entered_trip_asks(center: Center) -> None:
    choose(center, "nas")
    keys(center, "C-9")
    on_board(center)
    assert not center.window.close()
    ask = center.find(AskDialog, "ask_to_close")
    assert center.window.current_page() is center.window.entry_page
    no = ask.findChild(QPushButton, "no")
    assert no is not None
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert entry(center).entry.form.ui.mrn.text() == "C-9"
    entry(center).entry.form.clear()


def test_the_key_adds_a_row_on_the_administrators_page(region: Region, dressed: object) -> None:
    with Center.open(region.trio, ADMIN) as center:
        center.press(Qt.Key.Key_3, ALT)
        center.settle()
        center.press(Qt.Key.Key_N, CTRL)
        assert center.window.current_page() is center.admin
        assert center.find(QDialog, "account_dialog").isVisible()
        center.press(ESC)
