"""Who the patients are: in the list of trips, its filter and the command field, for their own desk alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from medport_desktop.gui.hospital.feed import is_edited
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from tests.conftest import Trio
from tests.gui_hospital.conftest import BLAIR, Others
from tests.gui_hospital.desk import Desk
from tests.hands import CTRL
from tests.silos.world import DESK, H

TOMORROW = datetime.now(UTC) + timedelta(days=1)
READS = "select count(*) from audit.log where action = 'READ' and entity_type = 'patient' and user_name = %s"


def patient(others: Others, name: str, mrn: str = "") -> object:
    """Somebody of the hospital's, entered by the next desk."""
    row = (
        others.person("manager@nason.example", H)
        .execute("select save_patient(%s, %s, null, null, null) as id", [mrn or f"T-{uuid4().hex[:12]}", name])
        .fetchone()
    )
    assert row is not None
    return row["id"]


def shown(desk: Desk, trip_id: object, *keys: str) -> list[str]:
    """The texts of a trip's row."""
    board = desk.window.trips.board
    trip = board.row(trip_id)
    assert trip is not None
    return [board.columns[board.column_index(key)].text(trip) for key in keys]


def test_the_list_says_who_where_when_and_what_it_waits_for(desk: Desk, others: Others) -> None:
    surname = f"Doe{uuid4().hex[:6]}"
    trip_id = others.trip(patient_id=patient(others, f"{surname}, Jane", "mrn-77"), pickup_location="4 West 12")
    desk.until(lambda: desk.window.trips.board.row(trip_id) and shown(desk, trip_id, "patient") != [""])
    assert shown(desk, trip_id, "patient", "mrn", "room") == [f"{surname}, Jane", "mrn-77", "4 West 12"]
    assert shown(desk, trip_id, "waits") == ["a bid"]
    others.bid(trip_id, "blair", dollars=377)
    desk.until(lambda: shown(desk, trip_id, "waits") == ["award: 1 bid"])
    held, _ = others.held_trip()
    desk.until(lambda: desk.window.trips.board.row(held) and shown(desk, held, "waits") == ["crew to set out"])
    assert BLAIR not in shown(desk, held, "patient")


def test_a_trip_is_found_by_its_patients_name_and_record_number(desk: Desk, others: Others) -> None:
    mrn, surname = f"MRN{uuid4().hex[:6]}", f"Doe{uuid4().hex[:6]}"
    trip_id = others.trip(patient_id=patient(others, f"{surname}, Jane", mrn))
    others.trip()
    desk.until(lambda: desk.window.trips.board.row(trip_id) and shown(desk, trip_id, "patient") != [""])
    for typed in (surname.lower(), mrn.lower()):
        desk.window.trips.filter.setText(typed)
        assert [trip.id for trip in desk.window.trips.board.rows()] == [trip_id]
        desk.window.trips.filter.clear()
        desk.window.trips.view.select_key(None)
        desk.press(Qt.Key.Key_K, CTRL)
        desk.keys(typed)
        field = desk.window.focusWidget()
        assert isinstance(field, TypeAhead)
        desk.keys(Qt.Key.Key_Return)
        assert desk.window.trips.view.current_key() == trip_id


def test_a_list_is_one_look_and_what_is_known_is_not_read_again(trio: Trio, dressed: object, others: Others) -> None:
    for _ in range(3):
        others.trip(patient_id=patient(others, "Demo, Listed"))
    who = others.value(H, "select name from reference.account where email = %s", DESK)
    before = others.value(H, READS, who)
    assert isinstance(before, int)
    with Desk.open(trio, DESK) as desk:
        desk.until(lambda: any(shown(desk, trip.id, "patient")[0] for trip in desk.window.trips.board.rows()))
        desk.settle()
        assert others.value(H, READS, who) == before + 1
        desk.press(Qt.Key.Key_F5)
        desk.settle()
        assert others.value(H, READS, who) == before + 1
        trip_id = others.trip(patient_id=patient(others, "Demo, Later"))
        desk.until(lambda: desk.window.trips.board.row(trip_id) and shown(desk, trip_id, "patient") == ["Demo, Later"])
        others.bid(trip_id, "blair", dollars=377)
        desk.until(lambda: shown(desk, trip_id, "waits") == ["award: 1 bid"])
        desk.settle()
        assert others.value(H, READS, who) == before + 2


def test_a_record_that_is_corrected_is_shown_so(desk: Desk, others: Others) -> None:
    mrn = f"T-{uuid4().hex[:8]}"
    trip_id = others.trip(patient_id=patient(others, "Demo, Bob", mrn))
    desk.until(lambda: desk.window.trips.board.row(trip_id) and shown(desk, trip_id, "patient") == ["Demo, Bob"])
    colleague = others.person("manager@nason.example", H)
    colleague.execute("select save_patient(%s, 'Demo, Rob', null, null, null, corrected => true)", [mrn])
    colleague.execute("update transport_request set ready_at = ready_at + interval '1 minute' where id = %s", [trip_id])
    desk.until(lambda: shown(desk, trip_id, "patient") == ["Demo, Rob"])


def test_a_record_that_is_corrected_is_shown_so_on_all_its_trips(desk: Desk, others: Others) -> None:
    mrn = f"T-{uuid4().hex[:8]}"
    whose = patient(others, "Demo, Bob", mrn)
    trips = [others.trip(patient_id=whose) for _ in range(2)]
    board = desk.window.trips.board
    desk.until(lambda: all(board.row(trip) and shown(desk, trip, "patient") == ["Demo, Bob"] for trip in trips))
    colleague = others.person("manager@nason.example", H)
    colleague.execute("select save_patient(%s, 'Demo, Rob', null, null, null, corrected => true)", [mrn])
    colleague.execute("update transport_request set pickup_location = 'ED 1' where id = %s", [trips[0]])
    desk.until(lambda: [shown(desk, trip, "patient") for trip in trips] == [["Demo, Rob"]] * 2)


def test_what_makes_a_patient_be_read_again(desk: Desk, others: Others) -> None:
    trip_id = others.trip(patient_id=patient(others, "Demo, Bob"))
    was = desk.until(lambda: desk.window.feed.trips.get(trip_id))
    later = was.updated_at + timedelta(seconds=1)
    bid = {"bid_count": 1, "updated_at": later}
    assert not is_edited(was, replace(was, **bid))
    assert is_edited(was, replace(was, updated_at=later))  # the record was corrected by a save of the trip
    assert is_edited(was, replace(was, patient_id=uuid4(), **bid))  # both arrive in one read
    assert is_edited(was, replace(was, pickup_location="ED 1", **bid))


def test_the_patients_open_trips_are_named_as_they_are_now(desk: Desk, others: Others) -> None:
    mrn = f"T-{uuid4().hex[:8]}"
    whose = patient(others, "Demo, Alice", mrn)
    button = desk.find(QPushButton, "show_open_trip")
    desk.window.resize(1366, 731)
    desk.window.entry.begin()
    desk.keys(mrn, Qt.Key.Key_Tab)
    suffix = desk.window.entry.form.field("mrn")._suffix.text
    desk.until(lambda: suffix() == "on record")
    assert not button.isVisible()
    trip_id = others.trip(patient_id=whose)  # another desk enters it meanwhile
    desk.until(lambda: button.text() == f"Show {others.number(trip_id)}" and button.isVisible())
    assert suffix() == "1 open"
    ui = desk.window.entry.form.ui
    ui.birth_date.setText("1951-03-09")
    for line in (ui.mrn, ui.birth_date):  # who it is, is whole beside what is said of it
        assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width() - line.textMargins().right() - 24
    others.cancel(trip_id)
    desk.until(lambda: suffix() == "on record" and not button.isVisible())
    desk.press(Qt.Key.Key_G, CTRL)


def test_a_key_and_a_button_go_to_the_trip_that_the_patient_has_already(desk: Desk, others: Others) -> None:
    mrn = f"T-{uuid4().hex[:8]}"
    trip_id = others.trip(patient_id=patient(others, "Demo, Alice", mrn), status="SCHEDULED", ready_at=TOMORROW)
    number = others.number(trip_id)
    desk.until(lambda: desk.window.trips.board.row(trip_id) is not None)
    entry = desk.window.entry
    button = desk.find(QPushButton, "show_open_trip")
    assert not button.isVisible()
    for go in (lambda: desk.press(Qt.Key.Key_G, CTRL), lambda: desk.click("show_open_trip")):
        desk.window.trips.view.select_key(None)
        entry.begin()
        entry.form.ui.mrn.clear()
        desk.keys(mrn, Qt.Key.Key_Tab)
        desk.until(lambda: button.text() == f"Show {number}" and button.isVisible())
        go()
        assert desk.window.trips.view.current_key() == trip_id
        assert desk.window.focusWidget() is desk.window.trips.view
        assert entry.form.ui.mrn.text() == mrn
    entry.begin()
    entry.form.ui.mrn.clear()
    desk.keys("none-1", Qt.Key.Key_Tab)
    desk.until(lambda: not button.isVisible())
