"""The command field gives the focus back, its text goes, and what cannot be taken back is read whole or asked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.suggestions import Suggestion, SuggestionList
from medport_desktop.gui.kit.shell.bars import CommandField
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key
SHORT = Suggestion("short", "Award T-1042 to Bedford Demo EMS", "$1,780.00 · pick-up 14:30", is_final=True)
LONG = Suggestion("long", f"Award T-1043 to {'Very Long Name of an Agency ' * 12}", "$2,075.00", is_final=True)


class Bench:
    """A window with a page that has a field and a board, and two rows to award."""

    def __init__(self, qtbot: QtBot) -> None:
        self.ran: list[object] = []
        self.window = ConsoleShell()
        page = QWidget()
        self.board, self.line = BoardView(page), QLineEdit(page)
        self.line.move(0, 300)
        self.window.add_page(page, "Trips")
        self.window.set_command_source(lambda text: [SHORT if "42" in text else LONG], self._run)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 700)
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow)
        self.field = self.window.findChild(CommandField) or CommandField()
        self.rows = self.window.findChild(SuggestionList) or self.field.findChild(SuggestionList)

    def _run(self, row: Suggestion) -> None:
        self.ran.append(row.value)

    def search(self, text: str) -> None:
        """Ctrl+K from where the focus is, and type."""
        QTest.keyClick(self.window.focusWidget(), KEY.Key_K, CTRL)
        QTest.keyClicks(self.field, text)
        QApplication.processEvents()


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Bench:
    bootstrap.dress(qapp)
    return Bench(qtbot)


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Escape])
@pytest.mark.parametrize("where", ["board", "line"])
def test_the_focus_is_back_and_the_text_gone(bench: Bench, where: str, key: Qt.Key) -> None:
    was: QWidget = getattr(bench, where)
    was.setFocus()
    bench.search("award 42")
    assert bench.field.hasFocus()
    QTest.keyClick(bench.field, key)
    assert was.hasFocus()
    assert bench.field.text() == ""
    assert bench.ran == (["short"] if key == KEY.Key_Return else [])


def test_a_row_is_as_wide_as_its_words(bench: Bench) -> None:
    bench.board.setFocus()
    bench.search("award 42")
    assert bench.rows is not None
    assert bench.field.shows_whole(SHORT)
    assert bench.window.rect().contains(bench.rows.geometry())


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_what_cannot_be_read_whole_is_asked_before_it_is_done(bench: Bench, answer: str) -> None:
    bench.board.setFocus()
    bench.search("award 43")
    assert not bench.field.shows_whole(LONG)
    QTest.keyClick(bench.field, KEY.Key_Return)
    ask = bench.window.findChild(AskDialog, "ask_final")
    assert ask is not None
    assert bench.ran == []
    button = ask.findChild(QPushButton, answer)
    assert button is not None
    button.click()
    assert bench.ran == (["long"] if answer == "yes" else [])
