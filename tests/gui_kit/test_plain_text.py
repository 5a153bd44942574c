"""No text from a database is markup: what somebody has called a facility is shown as it is, and no file is read."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

import medport_desktop
from medport_desktop import bootstrap
from medport_desktop.gui.kit.style.text import SectionTitle, Text
from tests.conftest import Trio
from tests.every_page import console_of, every_page
from tests.silos.world import ADMIN, BEDFORD_MANAGER, CENTER, DESK_MANAGER
from tests.support import until

NAME = "<b>Mercy</b> <img src='file:///etc/hostname'> & Co"
MARKUP = re.compile(
    r"\b(setHtml|insertHtml|appendHtml|QTextDocument|QTextBrowser|QStaticText|QMessageBox|QErrorMessage|QSystemTrayIcon)\b"
)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    bootstrap.dress(qapp)


def tip() -> QLabel:
    """The tool tip that is in view."""
    tips = [w for w in QApplication.topLevelWidgets() if w.metaObject().className() == "QTipLabel" and w.isVisible()]
    assert len(tips) == 1
    assert isinstance(tips[0], QLabel)
    return tips[0]


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)
@pytest.mark.parametrize("email", [DESK_MANAGER, BEDFORD_MANAGER, CENTER, ADMIN])
def test_every_label_and_tool_tip_of_every_page_is_plain(trio: Trio, email: str) -> None:
    with console_of(trio, email) as seat:
        for name, page in every_page(seat):
            for one in page.findChildren(QWidget):
                assert not isinstance(one, QTextEdit), f"{name}: {one.objectName()} takes markup"
                if isinstance(one, QLabel) and one.text() and not isinstance(one, SectionTitle):
                    assert one.textFormat() is Qt.TextFormat.PlainText, f"{name}: {one.objectName()} {one.text()!r}"
            page.setToolTip(NAME)
            where = QPoint(2, 2)
            QApplication.sendEvent(page, QHelpEvent(QEvent.Type.ToolTip, where, page.mapToGlobal(where)))
            assert (tip().text(), tip().textFormat()) == (NAME, Qt.TextFormat.PlainText)
            QToolTip.hideText()
            until(lambda: not any(w.metaObject().className() == "QTipLabel" for w in QApplication.topLevelWidgets()))


def test_a_heading_says_what_it_is_given(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    title = SectionTitle(parent, text=NAME, hint=NAME)
    plain = Text(parent, text=NAME)
    assert "&lt;img" in title.text()
    assert "<img" not in title.text()
    assert plain.textFormat() is Qt.TextFormat.PlainText


def test_nothing_that_takes_markup_is_used() -> None:
    """Painted text, print and PDF go through QPainter.drawText, which takes none."""
    for file in Path(medport_desktop.__file__).parent.rglob("*.py"):
        found = MARKUP.search(file.read_text())
        assert found is None, f"{file.name} uses {found[0] if found else ''}"
