"""The form: one page whatever is on it, nothing of the patient where it may not be, a sound PDF."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Reason, TripStatus
from medport_desktop.domain.trips import TripNote
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock, site_clock
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.gui.shared.print import TripSheet
from medport_desktop.gui.shared.print.output import page_layout
from medport_desktop.gui.shared.print.paper import Paper
from medport_desktop.gui.shared.print.printing import pdf_of
from medport_desktop.gui.shared.print.sheet_on_paper import draw_sheet
from tests.gui_print.samples import BARE, FULL, NOW, SHEET, at

LETTER = (612, 792)


@pytest.fixture(autouse=True)
def still_clock(qapp: QApplication) -> Iterator[None]:
    theme().install(qapp)
    before = site_clock()
    set_site_clock(SiteClock(ZoneInfo("America/New_York"), now=lambda: NOW))
    yield
    set_site_clock(before)
    theme().set_mode(Mode.LIGHT)


def _picture(sheet: TripSheet) -> QImage:
    image = QImage(*LETTER, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(72 / 0.0254))
    image.setDotsPerMeterY(round(72 / 0.0254))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_sheet(painter, sheet, "Demo desk")
    painter.end()
    return image


def _written(sheet: TripSheet, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the form writes."""
    texts: list[str] = []
    plain = Paper.write

    def noted(self: Paper, area: object, words: str, *args: object, **options: object) -> None:
        texts.append(words)
        plain(self, area, words, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Paper, "write", noted)
    _picture(sheet)
    return texts


@pytest.mark.parametrize("sheet", [SHEET, FULL, BARE])
def test_a_pdf_of_one_page(sheet: TripSheet) -> None:
    content = pdf_of(sheet, "Demo desk")
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    assert b"Inter" in content  # the face travels with the file
    box = re.search(rb"/MediaBox \[([\d. ]+)\]", content)
    assert box is not None
    assert [round(float(edge)) for edge in box[1].split()] == [0, 0, *LETTER]


def _copied(content: bytes) -> str:
    """The words of a PDF of Qt's as a viewer finds and copies them: glyphs read by each font's ToUnicode map."""
    parts = {}
    for number, body in re.findall(rb"(\d+) 0 obj(.*?)endobj", content, re.DOTALL):
        head, _, rest = body.partition(b"stream")
        packed = b"FlateDecode" in head
        parts[int(number)] = head, zlib.decompress(rest.lstrip(b"\r\n")) if packed else rest
    letters: dict[bytes, dict[int, str]] = {}
    for name, font in re.findall(rb"/(F\d+) (\d+) 0 R", b"".join(head for head, _ in parts.values())):
        told = re.search(rb"/ToUnicode (\d+) 0 R", parts[int(font)][0])
        assert told is not None
        letters[name] = {}
        for first, some in re.findall(rb"<(\w{4})> <\w{4}> \[(.*?)\]", parts[int(told[1])][1], re.DOTALL):
            codes = re.findall(rb"<(\w{4})>", some)
            letters[name] |= {int(first, 16) + i: chr(int(code, 16)) for i, code in enumerate(codes)}
    words, font_name = "", b""
    page = next(stream for _, stream in parts.values() if b" Tj" in stream)
    for name, glyph, end in re.findall(rb"/(F\d+) \S+ Tf|<(\w{4})> Tj|\b(ET)\b", page):
        font_name = name or font_name
        words += "\n" if end else letters[font_name].get(int(glyph, 16), "\N{REPLACEMENT CHARACTER}") if glyph else ""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_words_of_a_pdf_can_be_found_and_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = _copied(pdf_of(SHEET, "Demo desk"))
    lines = copied.split("\n")
    begun = {line[:30] for line in lines}  # what does not fit is cut later than that
    assert {words[:30] for words in _written(SHEET, monkeypatch)} - {""} <= begun
    assert SHEET.number in lines
    assert "\t" not in copied


def test_the_properties_of_the_pdf_tell_nothing_of_the_patient() -> None:
    content = pdf_of(SHEET, "Demo desk")
    info = content[: content.index(b"stream")] + content[content.rindex(b"endstream") :]
    assert "Trip sheet T-1037".encode("utf-16-be") in info
    for secret in ("Patient A", "ICU 3"):
        assert secret.encode() not in info
        assert secret.encode("utf-16-be") not in info


def test_everything_is_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _written(SHEET, monkeypatch)
    for expected in (
        "T-1037",
        "High priority · CCT · In transit",
        "Demo, Patient A",
        "31 Jan 1950, 76 years",
        "92.5 kg, 204 lb",
        "Stretcher",
        "ICU 3, bed 7",
        "+1 814 555 0142",
        "128.4 mi",
        "Bedford demo EMS",
        "M-22",
        "23 Nov 13:04",
        "23 Nov 13:00 Demo desk, nason: Family follows by car.",
        "MedPort · printed Mon 23 Nov 2026 14:32:00 EST by Demo desk",
    ):
        assert expected in texts
    assert {"Sending facility", "Crew", "Receiving facility"} <= set(texts)


def test_without_the_right_to_the_patient_the_sheet_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = " ".join(_written(BARE, monkeypatch))
    assert "not open to you" in texts
    assert "Protected health information" not in texts
    assert "Patient A" not in texts


def test_a_cancelled_trip_shows_why(monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = replace(SHEET, status=TripStatus.CANCELLED, cancelled_for=Reason.BED_LOST)
    assert "High priority · CCT · Cancelled: bed lost at the destination" in _written(cancelled, monkeypatch)


def test_what_does_not_fit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _written(FULL, monkeypatch)
    more = next(text for text in texts if text.endswith("notes are in MedPort."))
    assert 30 < int(more.split()[0]) < 40
    assert any("Person 39" in text for text in texts)  # the newest is there


def test_a_note_longer_than_its_box_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    long = replace(SHEET, notes=(TripNote("Desk", "on and on " * 400, at(3)),))
    texts = _written(long, monkeypatch)
    assert "… The rest of it is in MedPort." in texts
    assert any(text.startswith("23 Nov 14:29 Desk: on and on") for text in texts)


def test_a_word_without_end_stays_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = replace(SHEET, notes=(TripNote("Desk", "x" * 300, at(3)),), destination="y" * 300)
    texts = _written(endless, monkeypatch)
    assert sum(text.count("x") for text in texts if set(text) == {"x"}) == 300


def test_paper_is_the_same_in_the_dark() -> None:
    light = _picture(SHEET)
    theme().set_mode(Mode.DARK)
    theme().set_scale(1.3)
    try:
        assert _picture(SHEET) == light
    finally:
        theme().set_scale(1.0)


def test_a_printer_gets_the_same_page(tmp_path: object) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(f"{tmp_path}/out.pdf")
    printer.setPageLayout(page_layout())
    painter = QPainter(printer)
    paper = Paper(painter)
    assert (round(paper.width), round(paper.height)) == (612 - 72, 792 - 72)
    painter.end()
