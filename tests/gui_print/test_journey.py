"""Each side saves the sheet of a trip; each reading of the patient is recorded, and none is made before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.board import BoardView
from tests.conftest import Trio
from tests.gui_agency.console import Console
from tests.gui_center.center import Center
from tests.gui_hospital.desk import Desk
from tests.hands import CTRL, SHIFT

pytestmark = [
    pytest.mark.qt_log_ignore("^This plugin does not support", extend=True),
    pytest.mark.usefixtures("dressed"),
]


@pytest.fixture
def desk(trio: Trio) -> Iterator[Desk]:
    email = "desk@nason.example"
    with Desk.open(trio, email) as opened:
        yield opened


def _readings(trio: Trio, trip_id: object) -> int:
    with trio.superuser(Silo.HOSPITAL) as connection:
        query = "select count(*) from audit.log where trip_id = %s and action = 'READ' and entity_type = 'patient'"
        row = connection.execute(query, (trip_id,)).fetchone()
    assert row is not None
    return int(row[0])


def _save(opened: Any, view: BoardView, path: Path) -> None:
    """Ctrl+Shift+P on the board, a path, Enter; waits until it is told."""
    view.window().activateWindow()
    opened.until(view.isActiveWindow)
    QTest.keyClick(view, Qt.Key.Key_P, CTRL | SHIFT)
    dialog = opened.until(lambda: next((d for d in opened.window.findChildren(QFileDialog) if d.isVisible()), None))
    edit = next(e for e in dialog.findChildren(QLineEdit) if e.isVisible())
    edit.setText(str(path))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    opened.until(path.is_file)
    opened.until(lambda: str(path) in opened.said())


def _held(view: BoardView) -> Any:
    """The board's first trip that an agency drives, made current."""
    model: Any = view.model()
    row = next(row for row in model.rows() if getattr(row, "trip", row).status.is_held)
    assert view.select_key(getattr(row, "trip", row).id if not hasattr(row, "assignment_id") else row.assignment_id)
    view.setFocus()
    return getattr(row, "trip", row)


def test_the_desk_saves_a_sheet_and_its_reading_is_recorded(trio: Trio, desk: Desk, tmp_path: Path) -> None:
    view = desk.window.trips.view
    trip: Trip = _held(view)
    before = _readings(trio, trip.id)
    QTest.keyClick(view, Qt.Key.Key_P, CTRL | SHIFT)
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    assert Path(dialog.selectedFiles()[0]).name == f"trip-sheet-{trip.trip_number}.pdf"
    dialog.reject()
    desk.settle()
    assert _readings(trio, trip.id) == before  # nothing was printed, so nobody was read
    path = tmp_path / "sheet.pdf"
    _save(desk, view, path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert _readings(trio, trip.id) == before + 1


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    view = desk.window.trips.view
    _held(view)
    (tmp_path / "gone").mkdir()
    desk.window.trips.sheets.save.trigger()
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    (tmp_path / "gone").rmdir()
    dialog.fileSelected.emit(str(tmp_path / "gone" / "sheet.pdf"))
    dialog.reject()
    desk.until(lambda: "sheet.pdf was not saved: the folder" in desk.said())


def test_without_a_printer_the_way_out_is_named(trio: Trio, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    view = desk.window.trips.view
    trip = _held(view)
    before = _readings(trio, trip.id)
    QTest.keyClick(view, Qt.Key.Key_P, CTRL)
    desk.hears("This workstation has no printer. Save the sheet as PDF instead")
    assert _readings(trio, trip.id) == before


def test_printing_reads_when_the_printer_is_chosen(
    trio: Trio, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Desk printer"]))
    view = desk.window.trips.view
    trip = _held(view)
    before = _readings(trio, trip.id)
    QTest.keyClick(view, Qt.Key.Key_P, CTRL)
    dialog = next(d for d in desk.window.findChildren(QPrintDialog) if d.isVisible())
    printer = dialog.printer()
    assert printer.docName() == f"Trip sheet {trip.trip_number}"  # the queue's list names no patient
    dialog.reject()
    desk.settle()
    assert _readings(trio, trip.id) == before
    desk.window.trips.sheets.print.trigger()
    dialog = next(d for d in desk.window.findChildren(QPrintDialog) if d.isVisible())
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)  # in place of paper
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    dialog.done(QDialog.DialogCode.Accepted)
    desk.until(lambda: f"The sheet of {trip.trip_number} went to" in desk.said())
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")
    assert _readings(trio, trip.id) == before + 1


def test_nothing_is_offered_without_a_trip(desk: Desk) -> None:
    desk.window.trips.view.select_key(None)
    sheets = desk.window.trips.sheets
    assert not any(action.isEnabled() for action in sheets.actions())
    _held(desk.window.trips.view)
    assert all(action.isEnabled() for action in sheets.actions())


def test_the_context_menu_offers_the_sheet(desk: Desk) -> None:
    view = desk.window.trips.view
    _held(view)
    at = view.visualRect(view.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at)))
    menu = next(menu for menu in desk.window.findChildren(QMenu) if menu.isVisible())
    assert {"Print trip sheet…", "Save trip sheet as PDF…"} <= {action.text() for action in menu.actions()}
    menu.close()


def test_an_agency_saves_the_sheet_of_a_trip_that_it_holds(trio: Trio, tmp_path: Path) -> None:
    email = "dispatch@bedford.example"
    with Console.open(trio, email) as console:
        console.window.show_page(console.window.active_page)
        trip = _held(console.window.active_page.view)
        before = _readings(trio, trip.trip_id)
        _save(console, console.window.active_page.view, tmp_path / "held.pdf")
    assert _readings(trio, trip.trip_id) == before + 1


def test_the_center_saves_the_sheet_of_any_trip(trio: Trio, tmp_path: Path) -> None:
    email = "dispatch@center.example"
    with Center.open(trio, email) as center:
        trip = _held(center.window.trips_page.ui.board)
        before = _readings(trio, trip.id)
        _save(center, center.window.trips_page.ui.board, tmp_path / "any.pdf")
    assert _readings(trio, trip.id) == before + 1
