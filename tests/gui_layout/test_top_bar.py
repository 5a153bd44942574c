"""The top bar's parts never lie on each other: the command field gives way, then who is signed in."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.gui.kit.shell.bars import CommandField, TopBar
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.theme import theme
from tests.support import until


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> ConsoleShell:
    theme().install(qapp)
    made = ConsoleShell()
    qtbot.addWidget(made)
    for title in ("Board", "Bids", "Active"):
        made.add_page(QWidget(made), title, count=0)
    made.set_command_source(lambda _text: [], lambda _chosen: None)
    made.set_who("An agency with a long name · Somebody with a longer one")
    made.resize(780, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_command_field_leaves_the_tabs_alone_when_counts_come(window: ConsoleShell) -> None:
    top, command = window.findChild(TopBar), window.findChild(CommandField)
    assert top is not None
    assert command is not None
    page = window.current_page()
    assert page is not None
    before = top.tabs.width()
    window.set_count(page, 12_345)
    until(lambda: top.tabs.width() > before)
    until(lambda: command.x() > top.tabs.geometry().right())


def test_who_is_signed_in_gives_way_to_the_command_field(window: ConsoleShell) -> None:
    top, command = window.findChild(TopBar), window.findChild(CommandField)
    assert top is not None
    assert command is not None
    assert command.width() >= 160
    assert command.geometry().right() < top.clock.x()
    assert top.who.width() < top.who.sizeHint().width()
    assert top.who.toolTip() == top.who.text()


def test_many_tabs_make_the_bar_tight_and_the_command_field_opens_over_them(window: ConsoleShell) -> None:
    top, command = window.findChild(TopBar), window.findChild(CommandField)
    assert top is not None
    assert command is not None
    page = QWidget(window)
    for title in ("Units", "Accounts", "Profile"):
        window.add_page(QWidget(window), title, count=0)
    window.add_page(page, "Prices")
    until(lambda: not top.who.isVisible())
    assert window.width() <= 800
    window.resize(window.minimumSizeHint())
    until(lambda: command.width() < 170)
    assert command.x() > top.tabs.geometry().right()
    assert command.geometry().right() < top.clock.x()
    window.activateWindow()
    until(window.isActiveWindow)
    command.setFocus()
    assert command.width() >= 300
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show_page(page)
    assert command.width() < 170
    window.resize(1400, 400)
    until(top.who.isVisible)
    assert command.width() >= 170
    requests = Requests(top)
    top.installEventFilter(requests)
    for _ in range(50):
        QApplication.processEvents()
    assert requests.count < 10, "the bar keeps asking for another layout"
    top.removeEventFilter(requests)


class Requests(QObject):
    """Counts how often a widget is asked to lay itself out again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False
