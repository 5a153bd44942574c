"""Contrast, fonts, scale and the switch between light and dark."""

from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from medport_desktop.domain.enums import BidStatus, Need, Priority, TripStatus, UnitStatus
from medport_desktop.gui.kit.controls.panel import Banner, Panel
from medport_desktop.gui.kit.facts import vocabulary
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.shell.bars import BottomBar, TopBar
from medport_desktop.gui.kit.shell.message_bar import MessageBar
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.icons import ICON_SIZE, pixmap
from medport_desktop.gui.kit.style.svg import svg_source
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.gui.kit.style.tokens import Tone, Type, tokens
from tests.hands import emitted

THEMES = {"light": tokens().light, "dark": tokens().dark}
SURFACES = (
    *(Tone.CANVAS, Tone.SURFACE, Tone.RAISED, Tone.HOVER, Tone.SELECT, Tone.GLOW),
    *(Tone.REDBG, Tone.AMBERBG),
)
MARKS = {"light": tokens().light_marks, "dark": tokens().dark_marks}
WORDS = (
    *(Tone.TEXT, Tone.MUTED, Tone.FAINT, Tone.ACCENT, Tone.RED, Tone.ORANGE),
    *(Tone.AMBER, Tone.TEAL, Tone.VIOLET, Tone.GREEN, Tone.BLUE, Tone.GREY),
)


def luminance(value: str) -> float:
    colour = QColor(value)

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("words", WORDS)
def test_words_reach_seven_to_one_on_every_surface(name: str, surface: Tone, words: Tone) -> None:
    assert contrast(THEMES[name][words], THEMES[name][surface]) >= 7


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
def test_what_cannot_be_used_can_still_be_read(name: str, surface: Tone) -> None:
    assert contrast(THEMES[name][Tone.OFF], THEMES[name][surface]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_marks_stand_out_and_keep_the_hue_of_their_words(name: str) -> None:
    for tone, mark in MARKS[name].items():
        assert all(contrast(mark, THEMES[name][surface]) >= 3 for surface in SURFACES), tone
        turn = abs(QColor(mark).hslHue() - QColor(THEMES[name][tone]).hslHue())
        assert min(turn, 360 - turn) <= 15, tone


def test_every_status_and_priority_is_told_in_one_of_these() -> None:
    looks = [vocabulary.trip_status_look(s) for s in TripStatus] + [vocabulary.unit_status_look(s) for s in UnitStatus]
    looks += [vocabulary.bid_status_look(s) for s in BidStatus]
    for look in (*looks, *(vocabulary.priority_look(p) for p in Priority)):
        assert look.tone in WORDS


@pytest.mark.parametrize("name", THEMES)
def test_buttons_are_legible(name: str) -> None:
    assert contrast(THEMES[name][Tone.ONACCENT], THEMES[name][Tone.ACCENT]) >= 7


def test_inter_is_loaded_with_figures_of_equal_width(dressed: QApplication) -> None:
    font = theme().font()
    assert QFontInfo(font).family() == "Inter"
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111111") == metrics.horizontalAdvance("8888888")


def test_the_style_sheet_keeps_the_equal_figures(qtbot: QtBot) -> None:
    widths = []
    for text in ("1111111111", "8888888888"):
        label = QLabel(text)
        qtbot.addWidget(label)
        label.setProperty("type", Type.TITLE.value)
        label.ensurePolished()
        widths.append(label.sizeHint().width())
    assert widths[0] == widths[1]


def test_mode_changes_palette_and_tells(dressed: QApplication) -> None:
    theme().set_mode(Mode.LIGHT)
    with emitted(theme().changed):
        theme().set_mode(Mode.DARK)
    assert dressed.palette().color(QPalette.ColorRole.Window).name().upper() == tokens().dark[Tone.CANVAS]
    theme().toggle()
    assert not theme().is_dark
    assert dressed.palette().color(QPalette.ColorRole.Window).name().upper() == tokens().light[Tone.CANVAS]


def test_scale_is_held_within_its_limits() -> None:
    theme().set_scale(3.0)
    assert theme().scale == 1.5
    assert theme().font().pixelSize() == 20
    theme().set_scale(0.1)
    assert theme().scale == 0.9


def test_plain_buttons_do_not_look_like_qt(qtbot: QtBot) -> None:
    theme().set_mode(Mode.DARK)
    button = QPushButton("Plain")
    qtbot.addWidget(button)
    button.resize(120, 34)
    image = button.grab().toImage()
    assert image.pixelColor(8, 17).name().upper() == tokens().dark[Tone.RAISED]


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_drawn_for_the_screens_pixels(dressed: Any, ratio: float) -> None:
    image = pixmap("printer", Tone.ACCENT, 16, ratio)
    assert image.width() == round(16 * ratio)
    assert image.devicePixelRatio() == ratio


def test_every_icon_that_words_refer_to_exists() -> None:
    for need in Need:
        assert "<svg" in svg_source(vocabulary.need_look(need).icon)
    assert {vocabulary.priority_look(p).shape for p in Priority} == set(vocabulary.Shape)


def test_a_part_that_is_gone_is_left_alone(dressed: QApplication) -> None:
    parts = [TopBar(), BottomBar(), Banner(title="Late"), Panel(flush=True), MessageBar(), Field(label="Weight")]
    for part in parts:
        shiboken6.delete(part)  # the Python objects live on, as they do in a reference cycle
    theme().toggle()
    theme().set_scale(1.2)
    assert not any(shiboken6.isValid(part) for part in parts)


def test_the_toggle_shows_the_theme_that_it_leads_to(qtbot: QtBot) -> None:
    shell = ConsoleShell()
    qtbot.addWidget(shell)
    action = shell.enable_theme_toggle()
    for _ in range(3):
        theme().toggle()
        wanted = pixmap("sun" if theme().is_dark else "moon", Tone.MUTED, theme().px(ICON_SIZE), 1.0)
        assert action.icon().pixmap(wanted.size(), 1.0).toImage() == wanted.toImage()
