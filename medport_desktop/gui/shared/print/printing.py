"""Printing the trip sheet of a board's current trip, or saving it as PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.people import Person
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.board.export import ask_for_file
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.shared.print.output import Draw, as_pdf, ask_for_printer, print_on
from medport_desktop.gui.shared.print.sheet_on_paper import draw_sheet
from medport_desktop.gui.shared.print.trip_sheet import TripSheet
from medport_desktop.gui.shared.saving import save_file
from medport_desktop.runtime import Runtime

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
        save_file(self._runtime, path, pdf_of(sheet, self._person.name), _what(sheet.number))

    # -- paper ------------------------------------------------------------------------------------------
    def _ask_printer(self) -> None:
        trip = self._current()
        if trip is not None:
            title = _title(trip.trip_number)
            ask_for_printer(self._scope.window(), self._runtime, title, "the sheet", partial(self._print, trip))

    def _print(self, trip: Any, printer: QPrinter) -> None:
        self._runtime.tasks.run(self._read, trip, then=partial(self.put_on, printer), owner=self)

    def put_on(self, printer: QPrinter, sheet: TripSheet) -> None:
        """Draw the sheet on a printer and tell what became of it."""
        print_on(printer, self._runtime, _what(sheet.number), _drawing(sheet, self._person.name))


def pdf_of(sheet: TripSheet, printed_by: str) -> bytes:
    """The sheet as a PDF of one page. Its properties name the trip, never the patient."""
    return as_pdf(_title(sheet.number), _drawing(sheet, printed_by))


def _drawing(sheet: TripSheet, printed_by: str) -> Draw:
    return lambda painter, _next_page: draw_sheet(painter, sheet, printed_by)


def _title(number: str) -> str:
    return f"Trip sheet {number}"


def _what(number: str) -> str:
    return f"the sheet of {number}"
