"""Where a sheet goes: into a PDF, or onto a printer that the person chooses."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from medport_desktop.runtime import Runtime

MARGIN_PT = 36.0
PDF_DPI = 600
Draw = Callable[[QPainter, Callable[[], object]], object]
"""Draws a sheet on a painter's device; the second argument begins another page."""


def page_layout() -> QPageLayout:
    """US Letter, upright, half an inch of margin: what the region's printers hold."""
    margins = QMarginsF(MARGIN_PT, MARGIN_PT, MARGIN_PT, MARGIN_PT)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, margins)


def as_pdf(title: str, draw: Draw) -> bytes:
    """A sheet as a PDF with that title among its properties: never a patient's name."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout())
    writer.setResolution(PDF_DPI)
    writer.setTitle(title)
    writer.setCreator("MedPort")
    painter = QPainter(writer)
    draw(painter, writer.newPage)
    painter.end()
    return bytes(buffer.data().data())


def ask_for_printer(
    window: QWidget, runtime: Runtime, title: str, what: str, then: Callable[[QPrinter], object]
) -> None:
    """Let the person choose a printer for a document of that title, and give it to `then`; `what` is "the handoff".

    Where the workstation has none, say that a PDF can be saved.
    """
    if not QPrinterInfo.availablePrinterNames():
        runtime.messages.warn("This workstation has no printer.", f"Save {what} as PDF instead (Ctrl Shift P).")
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setDocName(title)
    dialog = QPrintDialog(printer, window)
    dialog.setObjectName("print_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOptions(QPrintDialog.PrintDialogOption.PrintShowPageSize)
    dialog.finished.connect(lambda result: then(printer) if result == QDialog.DialogCode.Accepted else None)
    QDialog.open(dialog)


def print_on(printer: QPrinter, runtime: Runtime, what: str, draw: Draw) -> None:
    """Draw it on a printer and tell what became of it; `what` is "the handoff"."""
    painter = QPainter()
    if not painter.begin(printer):
        told = f"{printer.printerName() or 'The printer'} did not take {what}."
        runtime.messages.error(told, "See to the printer and try again.")
        return
    draw(painter, printer.newPage)
    painter.end()
    runtime.messages.info(f"{what[0].upper()}{what[1:]} went to {printer.printerName() or 'the printer'}.")
