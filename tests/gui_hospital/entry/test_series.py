"""A trip that repeats: its dates before they are written, its trips on the board, and its end."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.hospital.columns import since_timer
from medport_desktop.gui.hospital.series.series_dialog import SeriesDialog
from medport_desktop.gui.hospital.series.series_draft import SeriesDraft, dates_told, read_series
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.cancelling import CancelDialog
from medport_desktop.silos.demo.people import demo_id
from tests.gui_hospital.conftest import Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import ENTER, ESC, TAB, fill
from tests.hands import CTRL
from tests.silos.world import NASON

SPACE, RIGHT = Qt.Key.Key_Space, Qt.Key.Key_Right
ZONE = ZoneInfo("America/New_York")


def trips_of(others: Others, mrn: str) -> list[tuple[Any, ...]]:
    """Status, position and local time of that patient's trips, by time."""
    return others.rows(
        Silo.HOSPITAL,
        """select t.status, t.series_position, to_char(t.ready_at at time zone 'America/New_York', 'Dy HH24:MI'),
                  t.return_of_id is not null
           from medport.transport_request t join medport.patient p on p.id = t.patient_id
           where p.mrn = %s order by t.ready_at""",
        mrn,
    )


def repeat(desk: Desk) -> SeriesDialog:
    """Open the dialog by key."""
    desk.press(Qt.Key.Key_R, CTRL)
    dialog = desk.find(SeriesDialog, "series_dialog")
    desk.until(dialog.isActiveWindow)
    return dialog


def keys(dialog: QWidget, *what: str | Qt.Key) -> None:
    """Type where the focus is."""
    for item in what:
        target = dialog.focusWidget() or dialog
        QTest.keyClicks(target, item) if isinstance(item, str) else QTest.keyClick(target, item)


def enter_series(desk: Desk, *, ends: str = "5", back: str = "11:00") -> None:
    """Every Monday, Wednesday and Friday from next Monday, by keyboard alone."""
    dialog = repeat(desk)
    keys(dialog, SPACE, RIGHT, RIGHT, SPACE, RIGHT, RIGHT, SPACE, TAB)
    assert dialog.focusWidget() is dialog.line("ready")
    keys(dialog, "6:30", TAB, back, TAB, "tomorrow", TAB, ends)
    assert desk.find(QLabel, "series_preview").text() != ""
    keys(dialog, ENTER)
    desk.settle()
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)


def test_a_dialysis_and_its_way_back_by_keyboard_alone(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    enter_series(desk)
    found = trips_of(others, typed["mrn"])
    assert [row[1] for row in found] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert {row[0] for row in found} == {"SCHEDULED"}
    assert {row[2][4:] for row in found if not row[3]} == {"06:30"}
    assert {row[2][4:] for row in found if row[3]} == {"11:00"}
    assert {row[2][:3] for row in found} == {"Mon", "Wed", "Fri"}
    desk.hears("5 trips to UPMC Presbyterian, and as many back, are scheduled")
    assert not desk.window.entry.form.is_changed()
    row = desk.window.trips.view.current_row()
    assert row is not None
    texts = {column.key: column.text(row) for column in desk.window.trips.board.columns}
    assert texts["series"] == "1 of 5"
    offered = row.ready_at - timedelta(minutes=desk.window.feed.settings.offer_lead_minutes)
    assert texts["since"] == f"offers {site_clock().short(offered)}"
    assert since_timer(row, desk.window.feed.settings).moment == offered


def test_this_and_all_later_ones_are_cancelled_with_one_reason(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    enter_series(desk, ends="4", back="")
    trips = sorted((t for t in desk.window.feed.trips.values() if t.series_total == 4), key=lambda t: t.ready_at)
    desk.window.trips.select(trips[-3].id)
    desk.window.trips.view.setFocus()
    desk.press(Qt.Key.Key_Delete, CTRL)
    dialog = desk.find(CancelDialog, "cancel_dialog")
    scope = desk.find(QWidget, "cancel_scope")
    scope.setFocus()
    QTest.keyClick(scope, RIGHT)
    reason = next(b for b in dialog.findChildren(QRadioButton) if "condition" in b.text().lower())
    reason.click()
    QTest.keyClick(dialog, ENTER, CTRL)
    desk.settle()
    assert [row[0] for row in trips_of(others, typed["mrn"])] == ["SCHEDULED", "CANCELLED", "CANCELLED", "CANCELLED"]
    desk.hears("3 trips of the series")


def test_one_trip_of_a_series_is_cancelled_alone(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    enter_series(desk, ends="2", back="12:00")
    first = desk.window.trips.view.current_row()
    assert first is not None
    desk.window.trips.view.setFocus()
    desk.press(Qt.Key.Key_Delete, CTRL)
    dialog = desk.find(CancelDialog, "cancel_dialog")
    dialog.findChildren(QRadioButton)[0].click()
    QTest.keyClick(dialog, ENTER, CTRL)
    desk.settle()
    assert [row[0] for row in trips_of(others, typed["mrn"])] == ["CANCELLED", "SCHEDULED", "SCHEDULED", "SCHEDULED"]
    desk.hears("its way back, is not")


def test_a_rule_of_ones_own_and_what_is_wrong_with_it(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    dialog = repeat(desk)
    dialog.line("ready").setFocus()
    keys(dialog, "7 am")
    rule = dialog.line("rule")
    rule.setFocus()
    keys(dialog, "FREQ=DAILY", ENTER)
    assert dialog.isVisible()
    assert "Say when it ends" in dialog.fields["rule"].error()
    keys(dialog, ";COUNT=200", ENTER)
    assert "at most 120 trips" in dialog.fields["rule"].error()
    rule.clear()
    keys(dialog, "freq=daily;interval=2;count=3", ENTER)
    desk.settle()
    assert [row[1] for row in trips_of(others, typed["mrn"])] == [1, 2, 3]
    kept = "select rrule, zone, occurrences from medport.trip_series order by created_at desc limit 1"
    assert others.rows(Silo.HOSPITAL, kept) == [("FREQ=DAILY;INTERVAL=2;COUNT=3", "America/New_York", 3)]


def test_esc_asks_and_keeps_the_trip_in_the_form(desk: Desk) -> None:
    typed = fill(desk)
    dialog = repeat(desk)
    keys(dialog, SPACE, ESC)
    ask = desk.find(AskDialog, "discard_dialog")
    QTest.keyClick(ask, ESC)
    assert dialog.isVisible()
    keys(dialog, SPACE, ESC)  # as it was: nothing to lose
    desk.until(lambda: desk.window.findChild(SeriesDialog, "series_dialog") is None)
    assert desk.window.entry.form.ui.mrn.text() == typed["mrn"]


def test_a_form_with_errors_is_not_repeated(desk: Desk) -> None:
    fill(desk, weight_kg="0")
    desk.click("repeat")
    assert desk.window.findChild(SeriesDialog, "series_dialog") is None
    assert "kg" in desk.error("weight_kg")
    assert desk.find(Banner, "entry_banner").isHidden()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("ready", "", "Write a time of day"),
        ("ready", "now", "Write a time of day"),
        ("back", "soon", "Write a time of day"),
        ("first", "someday", "Write a day"),
        ("ends", "", "how many times"),
        ("ends", "later", "how many times"),
        ("ends", "121", "at most 120 trips"),
        ("days", "", "at least one day"),
    ],
)
def test_what_is_missing_is_told_at_its_field(field: str, text: str, sentence: str) -> None:
    written: dict[str, Any] = {
        "days": frozenset({0}),
        "first": "",
        "ready": "6:30",
        "back": "",
        "ends": "3",
        "rule": "",
    }
    written[field] = frozenset() if field == "days" else text
    reading = read_series(SeriesDraft(**written), datetime(2026, 11, 23, 9, tzinfo=ZONE), ZONE, None)
    assert sentence in reading.errors[field]
    assert reading.occurrences == ()


@pytest.mark.parametrize(("ends", "trips"), [("36", 36), ("after 36", 36), ("36 times", 36), ("on 12/4", 2)])
def test_an_end_is_read_as_people_write_it(ends: str, trips: int) -> None:
    draft = SeriesDraft(frozenset({2, 4}), "12/1", "6:30", "", ends, "")
    reading = read_series(draft, datetime(2026, 11, 23, 9, tzinfo=ZONE), ZONE, None)
    assert reading.errors == {}
    assert len(reading.occurrences) == trips


@pytest.mark.parametrize(
    ("back", "meant"), [("11", "11:00"), (" 14", "14:00"), ("7", "07:00"), ("2", ""), ("2 pm", "14:00")]
)
def test_an_hour_alone_is_a_time_unless_it_may_be_of_the_afternoon(back: str, meant: str) -> None:
    draft = SeriesDraft(frozenset({0}), "", "6:30", back, "1", "")
    reading = read_series(draft, datetime(2026, 11, 23, 9, tzinfo=ZONE), ZONE, None)
    assert [f"{each.back_at:%H:%M}" for each in reading.occurrences] == ([meant] if meant else [])
    assert ("like 6:30 or 2 pm" in reading.errors.get("back", "")) is not bool(meant)


def test_the_day_of_the_form_is_where_the_series_begins(desk: Desk) -> None:
    fill(desk)
    desk.window.entry.form.ui.ready_at.setText("tomorrow 6:30")
    dialog = repeat(desk)
    tomorrow = site_clock().now().date() + timedelta(days=1)
    assert dialog.line("first").text() == f"{tomorrow.month}/{tomorrow.day}/{tomorrow.year}"
    assert dialog.line("ready").text() == "06:30"
    assert "RFC" not in " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_preview_tells_the_next_dates_and_that_the_clocks_change() -> None:
    now = datetime(2026, 10, 19, 7, tzinfo=ZONE)  # a Monday, after 06:30
    draft = SeriesDraft(frozenset({0, 2, 4}), "", "6:30", "11:00", "11/6", "")
    reading = read_series(draft, now, ZONE, None)
    assert reading.rule == "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261106"
    assert dates_told(reading.occurrences, ZONE) == [
        "Wed 21 Oct 06:30 EDT, back at 11:00",
        "Fri 23 Oct 06:30 EDT, back at 11:00",
        "Mon 26 Oct 06:30 EDT, back at 11:00",
        "Wed 28 Oct 06:30 EDT, back at 11:00",
        "Fri 30 Oct 06:30 EDT, back at 11:00",
        "…",
        "Fri 6 Nov 06:30 EST, back at 11:00",
        "The clocks change before Mon 2 Nov; the time of day stays.",
    ]


def test_trips_for_later_fold_into_a_line_for_each_series(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    enter_series(desk)
    board, view = desk.window.trips.board, desk.window.trips.view
    current = view.current_row()
    assert current is not None  # what has just been entered is shown
    series = [trip for trip in desk.window.feed.trips.values() if trip.series_id == current.series_id]
    later = others.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(days=2))
    desk.until(lambda: board.row(later) is not None and desk.window.feed.patient_of(current) is not None)
    heads = {found.title: i for i in range(board.rowCount()) if (found := board.head_at(i)) is not None}
    head = heads[str(current.series_id)]
    assert typed["name"] in board.data(board.index(head, 0))
    view.setCurrentIndex(board.index(head, 0))
    view.setFocus()
    desk.keys(ENTER)
    assert [board.line_of(trip.id) for trip in series] == [-1] * len(series)
    soonest = site_clock().short(min(trip.ready_at for trip in series))
    folded = board.data(board.index(head, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert folded == f"{board.data(board.index(head, 0))}, {len(series)}, next {soonest}, folded"
    assert board.line_of(later) == -1
    desk.window.trips.filter.setText(others.number(later))
    assert board.line_of(later) == 0
    desk.window.trips.filter.clear()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(board.index(head, 0)).center())
    assert all(board.line_of(trip.id) > head for trip in series)
    desk.window.trips.select(later)
    assert view.current_key() == later


def test_series_stand_in_the_order_of_their_next_trips_and_a_filter_arranges_once(desk: Desk, others: Others) -> None:
    now = datetime.now(UTC)
    by_id = sorted((uuid4() for _ in range(3)), key=str)
    trips = {}
    for series_id, days in zip(by_id, (9, 6, 3), strict=True):
        others.run(
            Silo.HOSPITAL,
            "insert into medport.trip_series (id, hospital_id, rrule, dtstart, zone, occurrences)"
            " values (%s, %s, 'FREQ=DAILY;COUNT=2', %s, 'UTC', 2)",
            series_id,
            demo_id("hospital", NASON),
            now + timedelta(days=days),
        )
        trips[series_id] = others.trip(
            status="SCHEDULED", ready_at=now + timedelta(days=days), series_id=series_id, series_position=1
        )
    board = desk.window.trips.board

    def order() -> list[UUID]:
        titles = [head.title for i in range(board.rowCount()) if (head := board.head_at(i)) is not None]
        return [series_id for title in titles for series_id in by_id if str(series_id) == title]

    desk.until(lambda: order() == by_id[::-1])
    move = "update medport.transport_request set ready_at = %s where id = %s"
    others.run(Silo.HOSPITAL, move, now + timedelta(days=2), trips[by_id[0]])
    desk.until(lambda: order() == [by_id[0], by_id[2], by_id[1]])
    arranged: list[bool] = []
    board.arranged.connect(arranged.append)
    desk.window.trips.filter.setText("x")
    desk.window.trips.filter.clear()
    assert arranged == [False, False]
