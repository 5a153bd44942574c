"""Words that were wrong: "-0:00", a message that is no longer so, the × of an emptied filter."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

import medport_desktop
from medport_desktop import bootstrap
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.gui.agency.offers.filter_strip import FilterStrip
from medport_desktop.gui.kit.clock import overdue_text
from medport_desktop.gui.kit.shell.message_bar import MessageBar
from tests.support import until


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    bootstrap.dress(qapp)


@pytest.mark.parametrize(("seconds", "words"), [(0, "now"), (59, "now"), (60, "-0:01"), (3600, "-1:00")])
def test_the_first_minute_past_due_is_now(seconds: int, words: str) -> None:
    assert overdue_text(timedelta(seconds=seconds)) == words


def test_a_message_that_is_no_longer_so_leaves_the_bar(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.error(f"T-1042: {SiloAway(Silo.EMS).sentence} Try again.")
    bar.retract(SiloAway(Silo.CENTER).sentence)
    assert bar.shown() is not None
    bar.retract(SiloAway(Silo.EMS).sentence)
    assert bar.shown() is None
    assert len(bar.history()) == 1


def test_no_sentence_says_that_something_is_since_then() -> None:
    """What goes on "has been" so; what was done is told by its time. A question ends a title, not its middle."""
    stumbles = re.compile(
        r"\b(is|are|waits|wait) (\{\} )?(back )?since\b|\bsince then again\b|: when it was\b|^Undo: \{\}\?"
    )
    package = Path(medport_desktop.__file__).parent
    found = [
        f"{path.name}: {words}"
        for part in ("gui", "services", "runtime")
        for path in (package / part).rglob("*.py")
        for words in _said(ast.parse(path.read_text("utf-8")))
        if stumbles.search(words)
    ]
    assert found == []


def _said(tree: ast.AST) -> list[str]:
    """The texts of a module, with {} for what is put into them."""
    said = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said.append("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            said.append(node.value)
    return said


def test_an_emptied_filter_has_no_cross(qtbot: QtBot) -> None:
    strip = FilterStrip()
    qtbot.addWidget(strip)
    strip.resize(1400, 80)
    strip.show()
    strip.text.setText("altoona")
    told: list[object] = []
    strip.changed.connect(told.append)
    (cross,) = strip.text.findChildren(QToolButton)
    strip.show_all()
    until(lambda: not cross.isEnabled() or cross.property("opacity") == 0 or not cross.isVisible())
    assert len(told) >= 1
