"""A file of the desk's own trips: with patients, times with their dates, and in the log before it is there."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from medport_desktop.gui.kit.board import Timer
from medport_desktop.gui.kit.clock import site_clock
from tests.gui_hospital.conftest import Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.test_listed_patients import patient, shown
from tests.hands import CTRL, SHIFT
from tests.silos.world import DESK, H

FILES = """
    select count(*) from audit.log
    where action = 'READ' and changes ->> 'by' = 'file of trips' and changes -> 'after' -> 'patients' ? %s
      and user_name = (select name from reference.account where email = %s)
"""


def save(desk: Desk, path: Path) -> list[dict[str, str]]:
    """Save the trips as CSV, by keyboard; the rows as written."""
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    line = next(edit for edit in dialog.findChildren(QLineEdit) if edit.isVisible())
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.until(path.exists)
    desk.settle()
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_a_file_of_the_trips_has_patients_and_dates_and_is_a_look(desk: Desk, others: Others, tmp_path: Path) -> None:
    surname, who = f"Doe{uuid4().hex[:6]}", others.person("manager@nason.example", H)
    who_id = patient(others, f"{surname}, Jane", "mrn-file")
    ready = datetime.now(UTC) + timedelta(days=2)
    trip_id = others.trip(patient_id=who_id, pickup_location="4 West", status="SCHEDULED", ready_at=ready)
    desk.until(lambda: desk.window.trips.board.row(trip_id) and shown(desk, trip_id, "patient") == [f"{surname}, Jane"])
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert others.value(H, FILES, str(who_id), DESK) == 0
    (row,) = [row for row in save(desk, tmp_path / "trips.csv") if row["Trip"] == others.number(trip_id)]
    assert (row["Patient"], row["Record no."], row["Room"]) == (f"{surname}, Jane", "mrn-file", "4 West")
    zone = site_clock().zone.key
    assert row[f"Ready ({zone})"] == f"{site_clock().local(ready):%Y-%m-%d %H:%M}"
    offered = ready - timedelta(minutes=desk.window.feed.settings.offer_lead_minutes)
    assert row[f"Since ({zone})"] == f"offers {site_clock().local(offered):%Y-%m-%d %H:%M}"
    assert others.value(H, FILES, str(who_id), DESK) == 1
    who.execute(
        "update transport_request set status = 'CANCELLED', cancellation_reason = 'OTHER' where id = %s", [trip_id]
    )


def test_folded_rows_are_a_table_too(desk: Desk, others: Others, tmp_path: Path) -> None:
    trip_id = others.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(days=2))
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    desk.until(lambda: desk.window.trips.board.row(trip_id))
    desk.window.trips._views.set_values(("later",))
    desk.window.trips._refilter()
    assert desk.window.trips.board.rows() == []
    assert others.number(trip_id) in {row["Trip"] for row in save(desk, tmp_path / "later.csv")}


def test_a_time_in_a_file_has_its_date_whatever_the_screen_says() -> None:
    moment = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
    written = f"{site_clock().local(moment):%Y-%m-%d %H:%M}"
    for timer in (Timer.due(moment), Timer.since(moment), Timer.until(moment)):
        assert timer.dated() == written
    assert Timer.fixed(site_clock().short(moment), moment).dated() == written
    assert Timer.fixed(f"offers {site_clock().short(moment)}", moment).dated() == f"offers {written}"
    assert Timer.fixed("Withdrawn", moment).dated() == "Withdrawn"
    assert Timer.since(None).dated() == ""
