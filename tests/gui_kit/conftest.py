"""The theme, the fonts and a clock that stands still, for every test of the kit."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from medport_desktop.gui.kit.clock import set_site_clock, site_clock
from medport_desktop.gui.kit.style.theme import Mode, theme
from tests.gui_kit.samples import CLOCK


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme().install(qapp)
    return qapp


@pytest.fixture(autouse=True)
def still_clock(dressed: QApplication) -> Iterator[None]:
    before = site_clock()
    set_site_clock(CLOCK)
    yield
    set_site_clock(before)
    theme().set_mode(Mode.LIGHT)
    theme().set_scale(1.0)
