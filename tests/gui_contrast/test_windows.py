"""Every window's words, measured in its picture: 4.5 to 1 and more in both themes."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.bootstrap import Console, open_console, open_session
from medport_desktop.gui.kit.shell import ConsoleShell
from medport_desktop.gui.kit.tabbed import TabbedPage
from medport_desktop.gui.kit.theme import Mode, theme
from tests.conftest import Trio
from tests.gui_contrast.legible import measured

PEOPLE = ["desk@nason.example", "dispatch@bedford.example", "admin@center.example"]
THEMES = [Mode.DARK, Mode.LIGHT]
LEAST = 4.5


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    bootstrap.dress(qapp, Mode.LIGHT)
    yield
    theme().set_mode(Mode.LIGHT)


def pages(window: ConsoleShell, console: Console, qtbot: QtBot) -> Iterator[str]:
    """Bring each page and each tab on it into view, by its own key's action."""
    for action in [a for a in window.actions() if a.property("kit_group") == "Pages"]:
        _open(action, console, qtbot)
        page = window.current_page()
        tabs = page.actions() if isinstance(page, TabbedPage) else []
        if not tabs:
            yield action.text()
        for tab in tabs:
            _open(tab, console, qtbot)
            yield f"{action.text()}, {tab.text()}"


def _open(action: QAction, console: Console, qtbot: QtBot) -> None:
    action.trigger()
    qtbot.waitUntil(lambda: console.runtime.tasks.is_idle, timeout=10_000)


def faint(window: ConsoleShell, page: str) -> list[str]:
    """What is too faint on the page in view."""
    words = measured(window)
    assert len(words) > 10, page
    QApplication.processEvents()
    return [f"{theme().mode.value}, {page}: {w.where} “{w.text[:40]}” {w.ratio:.2f}" for w in words if w.ratio < LEAST]


@pytest.mark.parametrize("email", PEOPLE)
def test_words_stand_out_in_both_themes(trio: Trio, email: str, qtbot: QtBot) -> None:
    console = open_session(trio.urls.for_people(), email, trio.accounts[email].password)
    try:
        qtbot.waitUntil(lambda: console.window is not None, timeout=10_000)
        window = console.window
        assert window is not None
        window.resize(1600, 940)
        found: list[str] = []
        seen = set()
        for mode in THEMES:  # a change of theme dresses every widget again: once for all pages
            theme().set_mode(mode)
            for page in pages(window, console, qtbot):
                seen.add(page)
                found += faint(window, page)
        assert len(seen) >= 2
        assert not found, "\n".join(found)
        qtbot.waitUntil(lambda: console.runtime.tasks.is_idle, timeout=10_000)
    finally:
        console.close()


@pytest.mark.parametrize("mode", THEMES)
def test_the_sign_in_window_stands_out(trio: Trio, mode: Mode, qtbot: QtBot) -> None:
    theme().set_mode(mode)
    console = open_console(trio.urls.for_people())
    try:
        window = console.sign_in_window
        assert window is not None
        qtbot.waitUntil(lambda: window.isVisible() and console.runtime.tasks.is_idle, timeout=10_000)
        words = measured(window)
        assert {w.text for w in words} >= {"E-mail", "Password"}
        assert [w for w in words if w.ratio < LEAST] == []
    finally:
        console.close()


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
