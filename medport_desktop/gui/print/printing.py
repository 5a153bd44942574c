"""Printing the trip sheet of a board's current trip, or saving it as PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QObject, Qt, Slot
from PySide6.QtGui import QAction, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from medport_desktop.domain.people import Person
from medport_desktop.gui.kit.actions import make_action
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.export import ask_for_file, write_whole
from medport_desktop.gui.print.form import draw_sheet
from medport_desktop.gui.print.sheet import TripSheet
from medport_desktop.runtime import Runtime

MARGIN_PT = 36.0
PDF_DPI = 600
GROUP = "Trip sheet"


class SheetPrinting(QObject):
    """Two actions on a board: print, and save as PDF. The trip is read when the person has said where it goes,
    because each reading of a patient's details is recorded."""

    def __init__(
        self,
        scope: QWidget,
        view: BoardView,
        runtime: Runtime,
        person: Person,
        read: Callable[[Any], TripSheet],
        *,
        trip_of: Callable[[Any], Any] = lambda row: row,
    ) -> None:
        """`scope`: where the keys work; `trip_of` gives a row's trip, `read` its sheet, in a worker thread."""
        super().__init__(scope)
        self._scope = scope
        self._view = view
        self._runtime = runtime
        self._person = person
        self._read = read
        self._trip_of = trip_of
        self.print = make_action(scope, "Print trip sheet…", "Ctrl+P", self._ask_printer, icon="printer", group=GROUP)
        self.save = make_action(scope, "Save trip sheet as PDF…", "Ctrl+Shift+P", self._ask_where, group=GROUP)
        self.print.setObjectName("print_sheet")
        self.save.setObjectName("save_sheet")
        view.current_changed.connect(self._enable)
        self._enable()

    def actions(self) -> list[QAction]:
        """Both, for a menu."""
        return [self.print, self.save]

    def _current(self) -> Any:
        row = self._view.current_row()
        return None if row is None else self._trip_of(row)

    @Slot()
    def _enable(self) -> None:
        chosen = self._current() is not None
        for action in self.actions():
            action.setEnabled(chosen)

    # -- PDF --------------------------------------------------------------------------------------------
    def _ask_where(self) -> None:
        trip = self._current()
        if trip is None:
            return
        ask_for_file(
            self._scope.window(),
            title=f"Save the sheet of {trip.trip_number} as PDF",
            name=f"trip-sheet-{trip.trip_number}.pdf",
            kind="PDF",
            suffix="pdf",
            then=partial(self._save, trip),
        )

    def _save(self, trip: Any, path: Path) -> None:
        self._runtime.tasks.run(self._read, trip, then=partial(self._write, path), owner=self)

    def _write(self, path: Path, sheet: TripSheet) -> None:
        content = pdf_of(sheet, self._person.name)
        told = f"The sheet of {sheet.number} was saved as {path}."
        self._runtime.tasks.run(write_whole, path, content, then=lambda _none: self._runtime.messages.info(told))

    # -- paper ------------------------------------------------------------------------------------------
    def _ask_printer(self) -> None:
        trip = self._current()
        if trip is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            hint = "Save the sheet as PDF instead (Ctrl Shift P)."
            self._runtime.messages.warn("This workstation has no printer.", hint)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(f"Trip sheet {trip.trip_number}")
        dialog = QPrintDialog(printer, self._scope.window())
        dialog.setObjectName("print_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOptions(QPrintDialog.PrintDialogOption.PrintShowPageSize)
        dialog.finished.connect(partial(self._print, trip, printer))
        QDialog.open(dialog)

    def _print(self, trip: Any, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        self._runtime.tasks.run(self._read, trip, then=partial(self.put_on, printer), owner=self)

    def put_on(self, printer: QPrinter, sheet: TripSheet) -> None:
        """Draw the sheet on a printer and tell what became of it."""
        painter = QPainter()
        if not painter.begin(printer):
            name = printer.printerName() or "The printer"
            told = f"{name} did not take the sheet of {sheet.number}."
            self._runtime.messages.error(told, "See to the printer and try again.")
            return
        draw_sheet(painter, sheet, self._person.name)
        painter.end()
        self._runtime.messages.info(f"The sheet of {sheet.number} went to {printer.printerName() or 'the printer'}.")


def page_layout() -> QPageLayout:
    """US Letter, upright, half an inch of margin: what the region's printers hold."""
    margins = QMarginsF(MARGIN_PT, MARGIN_PT, MARGIN_PT, MARGIN_PT)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, margins)


def pdf_of(sheet: TripSheet, printed_by: str) -> bytes:
    """The sheet as a PDF of one page. Its properties name the trip, never the patient."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout())
    writer.setResolution(PDF_DPI)
    writer.setTitle(f"Trip sheet {sheet.number}")
    writer.setCreator("MedPort")
    painter = QPainter(writer)
    draw_sheet(painter, sheet, printed_by)
    painter.end()
    return bytes(buffer.data().data())
