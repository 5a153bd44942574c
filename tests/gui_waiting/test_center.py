"""The center enters for a hospital while that silo is away: the trip waits, and is the hospital's when it arrives."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import Freshness
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.shared.cancelling import CancelDialog
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_center.center import Center
from tests.gui_center.conftest import DISPATCHER, NASON, Region, region
from tests.gui_center.test_entering import choose, entry, fill, stored
from tests.gui_waiting.conftest import Keeps
from tests.hands import CTRL, SHIFT

__all__ = ["region"]


@pytest.fixture
def center(trio: Trio, dressed: object, hospital_gate: Gate, keeps: Keeps) -> Iterator[Center]:
    urls = trio.through({Silo.HOSPITAL: hospital_gate})
    with Center.open(trio, DISPATCHER, urls=urls, keeps=keeps) as opened:
        yield opened


def away(center: Center, gate: Gate) -> None:
    gate.shut()
    center.until(lambda: center.runtime.changes.state(Silo.HOSPITAL).freshness is not Freshness.LIVE)


def test_a_trip_for_a_hospital_waits_and_arrives_once(center: Center, hospital_gate: Gate, region: Region) -> None:
    mrn = f"W{uuid4().hex[:8]}"
    choose(center, "nas")
    fill(center, mrn)
    away(center, hospital_gate)
    center.press(Qt.Key.Key_Return, CTRL)
    strip = center.find(NoticeStrip, "waiting_strip")
    center.until(lambda: strip.isVisible() and strip.words().startswith("1 change waits"))
    assert not entry(center).is_changed()
    hospital_gate.open()
    center.until(lambda: stored(region, mrn))
    assert [(hospital, status) for _, _, hospital, status in stored(region, mrn)] == [(NASON, "PENDING")]


def test_a_trip_that_was_refused_comes_back_into_the_form_for_its_hospital(
    center: Center, hospital_gate: Gate, region: Region
) -> None:
    mrn = f"R{uuid4().hex[:8]}"
    choose(center, "nas")
    fill(center, mrn)
    away(center, hospital_gate)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: center.find(NoticeStrip, "waiting_strip").isVisible())
    closed = "update medport.hospital set is_active = %s where name = %s returning 1"
    region.rows(Silo.CENTER, closed, False, NASON)
    try:
        known = "select 1 from reference.hospital where name = %s and not is_active"
        center.until(lambda: region.rows(Silo.HOSPITAL, known, NASON))
        choose(center, "upmc alt")
        hospital_gate.open()
        center.until(lambda: "No trip can be entered for this hospital" in center.said())
    finally:
        region.rows(Silo.CENTER, closed, True, NASON)
    center.until(lambda: entry(center).feed.suggestions(NASON))
    center.press(Qt.Key.Key_W, CTRL | SHIFT)
    center.settle()
    center.press(Qt.Key.Key_E, CTRL)
    center.until(lambda: entry(center).entry.form.ui.mrn.text() == mrn)
    assert entry(center).hospital.text() == NASON
    center.settle()
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: [hospital for _, _, hospital, _ in stored(region, mrn)] == [NASON])


def test_a_note_and_a_cancellation_for_a_hospital_wait_and_are_no_errors(
    center: Center, hospital_gate: Gate, region: Region
) -> None:
    trip_id, number = region.entered()
    center.choose_trip(number)
    away(center, hospital_gate)
    panel = center.window.trips_page.panel
    panel.show_tab(1)
    panel.ui.note_field.edit.setFocus()
    center.keys("The daughter rides along")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: center.strip().startswith("1 change waits"))
    center.until(lambda: panel.ui.note_field.text() == "")
    assert not panel.ui.note_field.error()
    center.window.trips_page.ui.board.setFocus()
    center.press(Qt.Key.Key_Delete, CTRL)
    dialog = center.find(CancelDialog, "cancel_dialog")
    center.press(Qt.Key.Key_Space)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: center.strip().startswith("2 changes wait"))
    center.until(lambda: not isValid(dialog))
    hospital_gate.open()
    center.until(lambda: region.status(trip_id) == "CANCELLED")


def strip_words(center: Center) -> str:
    return center.find(NoticeStrip, "waiting_strip").words()
