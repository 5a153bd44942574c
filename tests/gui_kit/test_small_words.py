"""Words that were wrong: "-0:00", a message that is no longer so, the × of an emptied filter."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

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
