"""Every window's words, measured in its picture: 7 to 1 and more in both themes, whatever a row stands on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.bootstrap import open_console
from medport_desktop.gui.center import DispatchWindow
from medport_desktop.gui.center.wallboard import wallboard
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.style.painting import RIGHT, draw_text
from medport_desktop.gui.kit.style.theme import Mode, theme
from tests.at_work import Seat
from tests.conftest import Trio
from tests.every_page import console_of, every_page
from tests.gui_contrast.legible import OF_WORDS, Place, Words, measured, measured_at
from tests.support import until

PEOPLE = ["desk@nason.example", "dispatch@bedford.example", "admin@center.example"]
THEMES = [Mode.DARK, Mode.LIGHT]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    bootstrap.dress(qapp, Mode.LIGHT)
    yield
    theme().set_mode(Mode.LIGHT)


def faint(page: str, words: list[Words]) -> list[str]:
    """What is too faint on the page in view."""
    assert len(words) > 10, page
    QApplication.processEvents()
    return [f"{theme().mode.value}, {page}: {w.where} “{w.text[:40]}” {w.ratio:.2f}" for w in words if w.is_faint]


def colour_rows(seat: Seat) -> None:
    """Let each board in view have a chosen row, one under the mouse and two that have just changed."""
    boards = [board for board in seat.window.findChildren(BoardView) if board.isVisible()]
    for board in boards:
        board.selectRow(0)
    seat.settle()
    for board in boards:
        board.hover_line = 1
        model = board.model()
        if isinstance(model, BoardModel):
            model.glow.light(key for key in [model.key_at(line) for line in (2, 3)] if key is not None)


@pytest.mark.parametrize("email", PEOPLE)
def test_words_stand_out_in_both_themes(trio: Trio, email: str) -> None:
    with console_of(trio, email) as seat:
        window = seat.window
        window.resize(1600, 940)
        found: list[str] = []
        seen = set()
        for mode in THEMES:  # a change of theme dresses every widget again: once for all pages
            theme().set_mode(mode)
            for page, _widget in every_page(seat):
                seen.add(page)
                colour_rows(seat)
                found += faint(page, measured(window))
        assert len(seen) >= 2
        assert not found, "\n".join(found)


def test_the_wallboard_stands_out_in_both_themes(trio: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    email = "dispatch@center.example"
    places: list[Place] = []

    def noted(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag) -> None:
        wide = QFontMetricsF(font).horizontalAdvance(text)
        left = rect.right() - wide if align & RIGHT == RIGHT else rect.left()
        places.append((text, text, QRectF(left, rect.top(), wide, rect.height()).toRect(), OF_WORDS))
        draw_text(painter, rect, text, font, colour, align)

    monkeypatch.setattr(wallboard, "draw_text", noted)
    with console_of(trio, email) as seat:
        window = seat.window
        assert isinstance(window, DispatchWindow)
        board = window.wallboard
        until(lambda: any(row.late for row in board.rows()))
        board.resize(1920, 1080)
        found: list[str] = []
        for mode in THEMES:
            theme().set_mode(mode)
            for _ in board.pages():
                places.clear()
                image = board.grab().toImage()
                found += faint("wallboard", measured_at(image, places))
                board.next_page()
        assert not found, "\n".join(found)


@pytest.mark.parametrize("mode", THEMES)
def test_the_sign_in_window_stands_out(trio: Trio, mode: Mode) -> None:
    theme().set_mode(mode)
    seat = Seat(open_console(trio.urls.for_people()))
    try:
        window = seat.console.sign_in_window
        assert window is not None
        seat.until(lambda: window.isVisible() and seat.runtime.tasks.is_idle)
        words = measured(window)
        assert {w.text for w in words} >= {"E-mail", "Password"}
        assert [w for w in words if w.is_faint] == []
    finally:
        seat.close()


@pytest.mark.parametrize(("ink", "ratio"), [("#000000", 21.0), ("#767676", 4.54), ("#999999", 2.85)])
def test_what_is_measured_is_what_the_rule_means(ink: str, ratio: float, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("Bedford", window)
    label.setStyleSheet(f"background: #FFFFFF; color: {ink}; font-size: 40px")
    QVBoxLayout(window).addWidget(label)
    window.show()
    (words,) = measured(window)
    assert words.ratio == pytest.approx(ratio, abs=0.02)
