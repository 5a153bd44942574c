"""The record of a longer time: what ended in it, whole dates, the agency's own alone, as a file."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.agency.ended.ended_record import periods
from medport_desktop.gui.kit.board.columnar import BoardColumns
from medport_desktop.gui.kit.board.export import shown_table
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.hands import ALT

STEPS = ("En route", "At scene", "Left scene", "At destination", "Transfer of care")
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


def test_the_periods_are_the_sites_days_also_where_the_clocks_change() -> None:
    now = datetime(2026, 11, 2, 9, 30, tzinfo=ZoneInfo("America/New_York"))  # a day after the clocks went back
    spans = {words: (since, until) for words, since, until in periods(now)}
    assert [at.isoformat() for at in spans["Yesterday"]] == ["2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"]
    assert [at.isoformat() for at in spans["Last month"]] == ["2026-10-01T00:00:00-04:00", "2026-11-01T00:00:00-04:00"]
    assert spans["This month"][0].isoformat() == "2026-11-01T00:00:00-04:00"


@pytest.mark.parametrize(
    ("now", "day_ago"),
    [
        ("2026-11-01T12:00:00-05:00", "2026-10-31T13:00:00-04:00"),
        ("2026-11-01T01:30:00-05:00", "2026-10-31T02:30:00-04:00"),
        ("2027-03-14T12:00:00-04:00", "2027-03-13T11:00:00-05:00"),
    ],
)
def test_the_last_24_hours_are_24_also_on_a_day_of_23_or_25(now: str, day_ago: str) -> None:
    here = datetime.fromisoformat(now).astimezone(ZoneInfo("America/New_York"))
    _, since, until = next(periods(here))
    assert (since.isoformat(), until.isoformat()) == (day_ago, now)


@pytest.mark.parametrize(
    ("now", "hours"),
    [("2026-11-02T09:00:00-05:00", 25), ("2027-03-15T09:00:00-04:00", 23), ("2027-03-15T00:30:00-04:00", 23)],
)
def test_a_day_across_a_change_of_the_clocks_is_whole(now: str, hours: int) -> None:
    _, since, until = list(periods(datetime.fromisoformat(now).astimezone(ZoneInfo("America/New_York"))))[1]
    assert until.astimezone(UTC) - since.astimezone(UTC) == timedelta(hours=hours)


def test_the_record_of_a_week_is_saved_with_all_times(console: Console, others: Others, tmp_path: Path) -> None:
    trip_id = others.trip()
    others.award(trip_id, others.bid(trip_id))
    assignment = others.request(trip_id)["assignment_id"]
    others.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    foreign, other = others.held_trip("blair")
    others.move(other, "PENDING", of="blair", reason="NO_CREW")
    ended = datetime.now(UTC) - timedelta(days=3)
    others.run(Silo.EMS, "update medport.assignment set ended_at = %s where id = %s", ended, assignment, quietly=True)
    console.press(Qt.Key.Key_5, ALT)
    console.click("save_a_record")
    menu = console.shown(QMenu, "record_periods")
    next(action for action in menu.actions() if action.text() == "The last 7 days").trigger()
    menu.close()
    dialog = console.shown(QFileDialog, "save_file")
    path = tmp_path / "record.csv"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    console.until(path.is_file)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    mine = next(row for row in rows if row["Trip"] == others.number(trip_id))
    assert mine["How it ended"] == "Completed"
    assert datetime.fromisoformat(mine["Ended"]) == ended.replace(second=0, microsecond=0)
    assert mine["Amount"]
    steps = [datetime.fromisoformat(mine[title]) for title in ("Accepted", *STEPS)]
    assert steps == sorted(steps)
    assert all(step.tzinfo is not None for step in steps)
    assert others.number(foreign) not in {row["Trip"] for row in rows}


def test_the_lists_columns_of_steps_go_into_its_file_with_dates(console: Console, others: Others) -> None:
    trip_id = others.trip()
    others.award(trip_id, others.bid(trip_id))
    assignment = others.request(trip_id)["assignment_id"]
    others.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
    view = console.window.ended_page.view
    console.until(lambda: console.window.feed.ended.row(assignment))
    menu = view.findChildren(BoardColumns)[0].menu()
    for action in menu.actions():
        if action.text() in STEPS:
            action.trigger()
    menu.deleteLater()
    table = shown_table(view)
    titles = [title.partition(" (")[0] for title in table.titles]  # which name the zone of the times
    mine = next(row for row in table.rows if row[0] == others.number(trip_id))
    steps = [datetime.fromisoformat(mine[titles.index(title)]) for title in STEPS]
    assert steps == sorted(steps)
