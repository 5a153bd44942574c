"""A shift handoff on paper and as PDF: as it was left, with a box to tick and what was acknowledged."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.center.handoff import Handoff, HandoffLine, HandoffStatus
from medport_desktop.domain.people import Person
from medport_desktop.gui.kit.board.export import ask_for_file
from medport_desktop.gui.kit.clock import MONTHS, site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.shared.print.output import Draw, as_pdf, ask_for_printer, print_on
from medport_desktop.gui.shared.print.paper import INK, SOFT, Paper
from medport_desktop.gui.shared.saving import save_file
from medport_desktop.runtime import Runtime

HEAD, FOOT, GAP, TICK = 46.0, 22.0, 6.0, 9.0
SMALL, BODY = 8.0, 9.5
LEFT = TICK + 8
GROUP = "Shift handoff"
_WHAT = "the handoff"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
NO_PATIENTS = "For the transport center. The sheet names trips by their numbers and no patient."


def draw_handoff(painter: QPainter, handoff: Handoff, printed_by: str, next_page: Callable[[], object]) -> int:
    """Draw it on the painter's device, as many pages as it takes; returns how many. `next_page` begins another."""
    sheet = _Sheet(painter, handoff, printed_by, next_page)
    sheet.draw()
    return sheet.page


class _Sheet:
    """Draws line after line; `_y` is where the next one begins, in points from the top."""

    def __init__(self, painter: QPainter, handoff: Handoff, printed_by: str, next_page: Callable[[], object]) -> None:
        self._paper = Paper(painter)
        self._handoff = handoff
        self._printed_by = printed_by
        self._next_page = next_page
        self._y = 0.0
        self.page = 1

    def draw(self) -> None:
        self._head()
        self._paragraph(self._handoff.note or "No note on the shift.", BODY, left=0.0)
        units = f"Then: {self._handoff.units.words}, {len(self._handoff.lines)} trips open."
        self._paragraph(units, SMALL, left=0.0)
        self._y += GAP
        for line in self._handoff.lines:
            self._line(line)
        self._end()
        self._foot()

    def _head(self) -> None:
        paper, handoff = self._paper, self._handoff
        paper.write(QRectF(0, 0, paper.width, 24), "Shift handoff", 18, strong=True)
        paper.write(QRectF(0, 0, paper.width, 24), _moment(handoff.made_at), 14, strong=True, align=RIGHT)
        to = f" for {handoff.for_name}" if handoff.for_name else ""
        paper.write(QRectF(0, 25, paper.width, 13), f"Left by {handoff.made_by}{to}", 10, color=SOFT)
        paper.rule(0, paper.width, HEAD - 6, line=1.4, color=INK)
        self._y = HEAD

    def _line(self, line: HandoffLine) -> None:
        """One trip, kept together on a page."""
        paper = self._paper
        width = paper.width - LEFT
        notes = paper.wrapped(line.note, width, BODY)
        read = (
            f"Acknowledged by {line.acknowledged_by}, {_moment(line.acknowledged_at)}" if line.acknowledged_at else ""
        )
        height = 14 + 12 + len(notes) * paper.line_height(BODY) + (11 if read else 0) + GAP + 3
        self._room_for(height)
        paper.rule(0, paper.width, self._y, line=0.4)
        self._y += 4
        paper.tick_box(0, self._y + 1.5, TICK, ticked=line.acknowledged_at is not None)
        state = f"{line.priority.label} · {line.level.label} · {line.status.label}"
        paper.write(
            QRectF(LEFT, self._y, width, 13), f"{line.number}   {line.origin} → {line.destination}", 10, strong=True
        )
        self._y += 14
        due = f"due {_moment(line.due_at)}" if line.due_at else ""
        facts = " · ".join(
            word for word in (state, line.holder or "no agency", due, line.waits_words, line.hospital) if word
        )
        paper.write(QRectF(LEFT, self._y, width, 11), facts, SMALL, color=SOFT)
        self._y += 12
        paper.write_lines(QRectF(LEFT, self._y, width, 400), notes, BODY)
        self._y += len(notes) * paper.line_height(BODY)
        if read:
            paper.write(QRectF(LEFT, self._y, width, 10), read, SMALL, color=SOFT)
            self._y += 11
        self._y += GAP - 1

    def _end(self) -> None:
        """What became of it, or where the next dispatcher signs."""
        paper, handoff = self._paper, self._handoff
        self._room_for(44)
        paper.rule(0, paper.width, self._y, line=0.8, color=INK)
        self._y += 6
        if handoff.status is HandoffStatus.OPEN:
            words = "Taken over by, date and time:"
            paper.write(QRectF(0, self._y + 12, paper.width, 12), words, BODY, color=SOFT)
            paper.rule(paper.width_of(words, BODY) + 8, paper.width, self._y + 24, color=INK)
            self._y += 32
            return
        words = f"{handoff.status.label} by {handoff.ended_by}, {_moment(handoff.ended_at)}"
        self._paragraph(words, BODY, left=0.0)

    def _paragraph(self, words: str, size: float, left: float) -> None:
        for line in self._paper.wrapped(words, self._paper.width - left, size):
            self._room_for(self._paper.line_height(size))
            self._paper.write(QRectF(left, self._y, self._paper.width - left, size * 1.4), line, size)
            self._y += self._paper.line_height(size)

    def _room_for(self, height: float) -> None:
        if self._y + height <= self._paper.height - FOOT:
            return
        self._foot()
        self._next_page()
        self.page += 1
        self._y = 0.0

    def _foot(self) -> None:
        paper, clock = self._paper, site_clock()
        top = paper.height - FOOT + 6
        paper.rule(0, paper.width, top - 4, line=0.4)
        printed = f"MedPort · printed {clock.full(clock.now())} by {self._printed_by}"
        paper.write(QRectF(0, top, paper.width * 0.85, 9), printed, 6.5, color=SOFT)
        paper.write(QRectF(0, top, paper.width, 9), f"Page {self.page}", 6.5, color=SOFT, align=RIGHT)
        paper.write(QRectF(0, top + 8, paper.width, 9), NO_PATIENTS, 6.5, color=SOFT)


def handoff_pdf(handoff: Handoff, printed_by: str) -> bytes:
    """The sheet as a PDF."""
    return as_pdf(f"Shift handoff {_moment(handoff.made_at)}", _drawing(handoff, printed_by))


def _drawing(handoff: Handoff, printed_by: str) -> Draw:
    return lambda painter, next_page: draw_handoff(painter, handoff, printed_by, next_page)


class HandoffPrinting(QObject):
    """Two actions of a page: print the handoff in view, and save it as PDF."""

    def __init__(self, scope: QWidget, runtime: Runtime, person: Person, current: Callable[[], Handoff | None]) -> None:
        """`scope`: where the keys work; `current` gives the handoff in view."""
        super().__init__(scope)
        self._scope = scope
        self._runtime = runtime
        self._person = person
        self._current = current
        self.print = make_action(scope, "Print the handoff…", "Ctrl+P", self._ask_printer, icon="printer", group=GROUP)
        self.save = make_action(
            scope, "Save the handoff as PDF…", "Ctrl+Shift+P", self._ask_where, icon="download", group=GROUP
        )
        self.print.setObjectName("print_handoff")
        self.save.setObjectName("save_handoff")

    def actions(self) -> list[QAction]:
        """Both."""
        return [self.print, self.save]

    def _ask_where(self) -> None:
        if (handoff := self._current()) is not None:
            ask_for_file(
                self._scope.window(),
                title="Save the handoff as PDF",
                name=f"handoff-{site_clock().local(handoff.made_at):%Y-%m-%d-%H%M}.pdf",
                kind="PDF",
                suffix="pdf",
                then=partial(self.save_as, handoff),
            )

    def save_as(self, handoff: Handoff, path: Path) -> None:
        """Write the PDF, in a worker; tells what became of it."""
        save_file(self._runtime, path, handoff_pdf(handoff, self._person.name), _WHAT)

    def _ask_printer(self) -> None:
        if (handoff := self._current()) is not None:
            print_it = partial(self.put_on, handoff)
            ask_for_printer(self._scope.window(), self._runtime, "Shift handoff", _WHAT, print_it)

    def put_on(self, handoff: Handoff, printer: QPrinter) -> None:
        """Draw it on a printer and tell what became of it."""
        print_on(printer, self._runtime, _WHAT, _drawing(handoff, self._person.name))


def _moment(moment: datetime | None) -> str:
    """ "23 Nov 14:32": always with the day, because paper is read later."""
    if moment is None:
        return ""
    local = site_clock().local(moment)
    return f"{local.day} {MONTHS[local.month - 1]} {local:%H:%M}"
