"""The form: one page with the patient, the route, what is needed, who drives, the times, and room to sign."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from medport_desktop.domain.enums import Milestone, Need, TripStatus
from medport_desktop.gui.kit.clock import MONTHS, site_clock
from medport_desktop.gui.shared.print.paper import HAIR, INK, SOFT, Paper
from medport_desktop.gui.shared.print.trip_sheet import TripSheet

KG_PER_POUND = 0.45359237
GAP, PAD = 9.0, 5.0
LABEL, VALUE, NOTE = 6.5, 10.0, 8.5
ROW, PLACE_ROW, TIME_ROW, SIGN_ROW = 30.0, 60.0, 34.0, 62.0
HEAD, FOOT = 54.0, 24.0
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
TIMES = (
    ("Accepted", Milestone.ACKNOWLEDGED),
    ("En route", Milestone.EN_ROUTE),
    ("At scene", Milestone.AT_SCENE),
    ("At patient", Milestone.AT_PATIENT),
    ("Left scene", Milestone.LEFT_SCENE),
    ("At destination", Milestone.AT_DESTINATION),
    ("Transfer of care", Milestone.TRANSFER_OF_CARE),
    ("Back in service", Milestone.BACK_IN_SERVICE),
)
SIGNERS = ("Sending facility", "Crew", "Receiving facility")
WITHHELD = "The patient's details are not open to you for this trip. Write down here what the facility tells you."
CARE = "Protected health information. Give it only to those who care for this patient; shred it when done."

Cell = tuple[float, str, str]
"""A share of the width, a label, and a value ('' is left blank to be written by hand)."""


def draw_sheet(painter: QPainter, sheet: TripSheet, printed_by: str) -> None:
    """Draw the whole page on the painter's device, at the device's own resolution."""
    _Form(Paper(painter), sheet).draw(printed_by)


class _Form:
    """Draws section after section; `_y` is where the next one begins, in points from the top."""

    def __init__(self, paper: Paper, sheet: TripSheet) -> None:
        self._paper = paper
        self._sheet = sheet
        self._y = 0.0

    def draw(self, printed_by: str) -> None:
        self._head()
        self._patient()
        self._route()
        self._transport()
        self._agency()
        self._times()
        self._notes(bottom=self._paper.height - FOOT - SIGN_ROW - 2 * GAP - self._title_height)
        self._signatures()
        self._foot(printed_by)

    # -- sections ---------------------------------------------------------------------------------------
    def _head(self) -> None:
        paper, sheet = self._paper, self._sheet
        words = f"{sheet.priority.label} priority · {sheet.level.label} · {_status(sheet)}"
        room = paper.width - paper.width_of(words) - 2 * GAP
        paper.write(QRectF(0, 0, paper.width, 28), "Trip sheet", 21, strong=True)
        paper.write(QRectF(0, 28, room, 14), sheet.hospital, 10, color=SOFT)
        paper.write(QRectF(0, 0, paper.width, 28), sheet.number, 21, strong=True, align=RIGHT)
        paper.write(QRectF(0, 28, paper.width, 14), words, 10, align=RIGHT)
        paper.rule(0, paper.width, HEAD - 8, line=1.4, color=INK)
        self._y = HEAD

    def _patient(self) -> None:
        crew = self._sheet.crew
        self._title("Patient")
        if crew is None:
            height = ROW * 2
            area = QRectF(0, self._y, self._paper.width, height)
            self._paper.box(area)
            self._paper.write(area.adjusted(PAD, PAD, -PAD, 0), WITHHELD, NOTE, color=SOFT)
            self._y += height + GAP
            return
        self._cells([(6, "Name", crew.patient_name), (4, "Born", _born(crew.patient_birth_date))])
        weight = "" if crew.patient_weight_kg is None else _weight(crew.patient_weight_kg)
        moves = crew.patient_mobility.label if crew.patient_mobility is not None else ""
        self._cells([(3, "Weight", weight), (3, "Moves", moves), (4, "Allergies, precautions", "")])
        self._y += GAP

    def _route(self) -> None:
        sheet, crew = self._sheet, self._sheet.crew
        self._title("Route")
        half = self._paper.width / 2
        elsewhere = crew.destination_text if crew is not None and crew.destination_text != sheet.destination else ""
        self._place(QRectF(0, self._y, half, PLACE_ROW), "From", sheet.origin, sheet.origin_city)
        self._place(
            QRectF(half, self._y, half, PLACE_ROW), "To", sheet.destination, elsewhere or sheet.destination_city
        )
        self._y += PLACE_ROW
        room, phone = (crew.pickup_location, crew.contact_phone) if crew is not None else ("", "")
        miles = "" if sheet.miles is None else f"{sheet.miles:.1f} mi"
        self._cells([(3, "Unit and room", room), (2, "Contact phone", phone), (3, "To room", ""), (2, "Loaded", miles)])
        self._y += GAP

    def _place(self, area: QRectF, label: str, name: str, city: str) -> None:
        self._paper.box(area)
        inner = area.adjusted(PAD, PAD - 1, -PAD, 0)
        self._paper.write(inner, label, LABEL, color=SOFT)
        lines = self._paper.wrapped(name, inner.width(), 11, strong=True)
        lines = [*lines[:1], " ".join(lines[1:])] if len(lines) > 1 else lines
        self._paper.write_lines(inner.translated(0, 10), lines, 11, strong=True)
        below = 10 + max(1, len(lines)) * self._paper.line_height(11)
        self._paper.write(inner.translated(0, below), city, VALUE)

    def _transport(self) -> None:
        sheet = self._sheet
        self._title("Transport")
        asked = [] if sheet.requested_at is None else [(2.0, "Requested", _moment(sheet.requested_at))]
        by = _moment(sheet.deliver_by) if sheet.deliver_by is not None else ""
        level: list[Cell] = [(1.3, "Level", sheet.level.label), (1.3, "Priority", sheet.priority.label)]
        self._cells([*level, *asked, (2, "Ready", _moment(sheet.ready_at)), (2, "Deliver by", by)])
        self._needs()
        self._y += GAP

    def _needs(self) -> None:
        paper, columns, step, side = self._paper, 5, 15.0, 8.0
        rows = -(-len(Need) // columns)
        note = self._sheet.crew.special_requirements_note if self._sheet.crew is not None else ""
        lines = paper.wrapped(note, paper.width - 2 * PAD, NOTE)[:3]
        height = 12 + rows * step + len(lines) * paper.line_height(NOTE) + PAD
        paper.box(QRectF(0, self._y, paper.width, height))
        paper.write(QRectF(PAD, self._y + 4, 80, 10), "Needs", LABEL, color=SOFT)
        width = (paper.width - 2 * PAD) / columns
        for i, need in enumerate(Need):
            x, y = PAD + i % columns * width, self._y + 15 + i // columns * step
            needed = need in self._sheet.special_requirements
            paper.tick_box(x, y, side, ticked=needed)
            words = QRectF(x + side + 4, y - 2, width - side - 6, 13)
            paper.write(words, need.label, 9, strong=needed, color=INK if needed else SOFT)
        paper.write_lines(QRectF(PAD, self._y + 13 + rows * step, paper.width - 2 * PAD, 40), lines, NOTE)
        self._y += height

    def _agency(self) -> None:
        sheet = self._sheet
        self._title("Agency and unit")
        self._cells([(5, "Agency", sheet.agency), (2, "Unit", sheet.unit), (4, "Crew", "")])
        self._y += GAP

    def _times(self) -> None:
        clock = site_clock()
        self._title("Times", f"{clock.abbreviation(clock.now())}, 24 hours")
        per_row = len(TIMES) // 2
        for start in (0, per_row):
            row = TIMES[start : start + per_row]
            cells = [(1.0, words, _moment(self._sheet.times.get(milestone))) for words, milestone in row]
            self._cells(cells, TIME_ROW)
        self._y += GAP

    def _notes(self, bottom: float) -> None:
        """The newest notes that fit, then rules to write on down to `bottom`."""
        paper = self._paper
        self._title("Notes")
        area = QRectF(0, self._y, paper.width, bottom - self._y)
        paper.box(area)
        step = paper.line_height(NOTE) + 2.5
        room = int((area.height() - PAD) // step)
        lines = _fitting_notes(paper, self._sheet, area.width() - 2 * PAD, room)
        for i in range(room):
            y = area.top() + PAD + i * step
            if i < len(lines):
                paper.write(QRectF(PAD, y, area.width() - 2 * PAD, step), lines[i], NOTE)
            else:
                paper.rule(PAD, area.width() - PAD, y + step - 3, line=0.4)
        self._y = bottom + GAP

    def _signatures(self) -> None:
        paper = self._paper
        self._title("Signatures")
        width = paper.width / len(SIGNERS)
        for i, signer in enumerate(SIGNERS):
            area = QRectF(i * width, self._y, width, SIGN_ROW)
            paper.box(area)
            inner = area.adjusted(PAD, PAD - 1, -PAD, 0)
            paper.write(inner, signer, 8, strong=True)
            line = area.top() + SIGN_ROW - 14
            paper.rule(inner.left(), inner.right(), line, color=INK, line=0.7)
            paper.write(QRectF(inner.left(), line + 2, inner.width(), 10), "Name and signature", LABEL, color=SOFT)
            paper.write(
                QRectF(inner.left(), line + 2, inner.width(), 10), "Date and time", LABEL, color=SOFT, align=RIGHT
            )
        self._y += SIGN_ROW

    def _foot(self, printed_by: str) -> None:
        paper, clock = self._paper, site_clock()
        top = paper.height - FOOT + 6
        paper.rule(0, paper.width, top - 4, line=0.4, color=HAIR)
        printed = f"MedPort · printed {clock.full(clock.now())} by {printed_by}"
        paper.write(QRectF(0, top, paper.width * 0.8, 9), printed, LABEL, color=SOFT)
        paper.write(QRectF(0, top, paper.width, 9), "Page 1 of 1", LABEL, color=SOFT, align=RIGHT)
        if self._sheet.crew is not None:
            paper.write(QRectF(0, top + 9, paper.width, 9), CARE, LABEL, color=SOFT)

    # -- parts ------------------------------------------------------------------------------------------
    _title_height = 13.0

    def _title(self, words: str, hint: str = "") -> None:
        paper = self._paper
        paper.write(QRectF(0, self._y, paper.width, 12), words, 8.5, strong=True)
        if hint:
            left = paper.width_of(words, 8.5, strong=True) + 6
            paper.write(QRectF(left, self._y + 1.5, paper.width - left, 10), hint, LABEL + 0.5, color=SOFT)
        self._y += self._title_height

    def _cells(self, cells: Sequence[Cell], height: float = ROW) -> None:
        """A row of boxes over the whole width."""
        paper, total, x = self._paper, sum(share for share, _, _ in cells), 0.0
        for share, label, value in cells:
            area = QRectF(x, self._y, paper.width * share / total, height)
            paper.box(area)
            inner = area.adjusted(PAD, PAD - 1, -PAD, 0)
            paper.write(inner, label, LABEL, color=SOFT)
            paper.write(inner.translated(0, 10), value, VALUE, strong=True)
            x += area.width()
        self._y += height


def _fitting_notes(paper: Paper, sheet: TripSheet, width: float, room: int) -> list[str]:
    """Lines of the newest notes, oldest first; the first line says how many did not fit."""
    newest = sorted(sheet.notes, key=lambda note: note.created_at, reverse=True)
    kept: list[list[str]] = []
    used = 0
    for note in newest:
        words = f"{_moment(note.created_at)}  {note.author}: {note.text}"
        lines = paper.wrapped(words, width, NOTE)
        spare = 1 if len(kept) + 1 < len(newest) else 0
        if used + len(lines) + spare > room:
            if not kept and room > 1:  # longer than the box: as much of it as fits
                kept.append([*lines[: room - 1 - spare], "… The rest of it is in MedPort."])
            break
        kept.append(lines)
        used += len(lines)
    left = len(newest) - len(kept)
    told = [f"{left} more {'note is' if left == 1 else 'notes are'} in MedPort."] if left and room else []
    return [*told, *(line for lines in reversed(kept) for line in lines)]


def _status(sheet: TripSheet) -> str:
    if sheet.status is TripStatus.CANCELLED and sheet.cancelled_for is not None:
        return f"Cancelled: {sheet.cancelled_for.label.lower()}"
    return sheet.status.label


def _moment(moment: datetime | None) -> str:
    """ "23 Nov 14:32": always with the day, because paper is read later."""
    if moment is None:
        return ""
    local = site_clock().local(moment)
    return f"{local.day} {MONTHS[local.month - 1]} {local:%H:%M}"


def _born(born: date | None) -> str:
    if born is None:
        return ""
    today = site_clock().now().date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"{born.day} {MONTHS[born.month - 1]} {born.year}, {age} years"


def _weight(kilograms: float) -> str:
    return f"{kilograms:g} kg, {kilograms / KG_PER_POUND:.0f} lb"
