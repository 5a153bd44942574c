"""What a screen reader is told: rows as a person reads them, roles and names of controls, and sentences at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAction
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.controls.card import ChoiceCard
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.shell.lights import Light, SiloLights
from medport_desktop.gui.kit.shell.message_bar import MessageBar
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.tokens import Tone
from tests.conftest import Trio
from tests.every_page import console_of, every_page
from tests.gui_kit.samples import sample_trips, trip_board

PEOPLE = ["manager@nason.example", "manager@bedford.example", "admin@center.example"]
MEANINGLESS = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}
"""A reader calls these "filler", or nothing."""


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    bootstrap.dress(qapp)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced."""
    spoken: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        spoken.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return spoken


def test_messages_undo_and_lights_are_announced(said: list[str], qtbot: QtBot) -> None:
    bar, lights = MessageBar(), SiloLights()
    qtbot.addWidget(bar)
    qtbot.addWidget(lights)
    bar.warn("T-1042 was not cancelled")
    undo = QAction("Undo: T-1042 awarded", bar)
    undo.setToolTip("Undo: T-1042 awarded (Ctrl Z)")
    bar.offer(undo)
    lights.set_state("EMS", Light.LIVE)
    lights.set_state("EMS", Light.LIVE)
    lights.set_state("EMS", Light.AWAY)
    assert said == ["T-1042 was not cancelled", "Undo: T-1042 awarded (Ctrl Z)", "EMS: live", "EMS: away"]


def test_banners_and_strips_are_announced_when_they_come_and_when_they_say_something_else(
    said: list[str], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    banner, strip = Banner(window, tone=Tone.RED), NoticeStrip(window, tone=Tone.AMBER)
    strip.set_words("T-1042 was cancelled", "by Demo, Desk")
    banner.set_words("26 min past due, no bids", "Call an agency below.")
    window.show()
    assert said == ["26 min past due, no bids Call an agency below."]
    strip.show()
    banner.set_words("27 min past due, no bids", "Call an agency below.")  # the same, a minute later
    banner.set_words("27 min past due, 1 bid", "Award a bid below.")
    assert said[1:] == ["T-1042 was cancelled by Demo, Desk", "27 min past due, 1 bid Award a bid below."]
    banner.set_words("2 h 04 past due, 1 bid", "Award a bid below.")
    assert len(said) == 3
    banner.set_words("2 h 04 past due, 2 bids", "Award a bid below.")  # how many there are does not pass by itself
    assert said[3:] == ["2 h 04 past due, 2 bids Award a bid below."]
    strip.set_words("T-1043 was cancelled", "by Demo, Desk")
    assert said[-1] == "T-1043 was cancelled by Demo, Desk"  # another trip
    strip.set_words("T-1042 was cancelled", "by Demo, Desk")
    strip.hide()
    strip.show()
    assert said[-1] == "T-1042 was cancelled by Demo, Desk"


def test_a_choice_says_what_it_is_and_whether_it_is_chosen(qtbot: QtBot) -> None:
    card = ChoiceCard(title="Bedford Demo EMS", value="$400", text="picks up 14:30")
    qtbot.addWidget(card)
    card.set_selected(True)
    told = QAccessible.queryAccessibleInterface(card)
    assert told.role() == QAccessible.Role.RadioButton
    assert told.state().checked
    assert told.text(QAccessible.Text.Name) == "Bedford Demo EMS, $400, picks up 14:30"


def test_the_row_that_is_come_to_is_read_out_whole(qtbot: QtBot) -> None:
    view, board = BoardView(), trip_board(sample_trips())
    qtbot.addWidget(view)
    board.setParent(view)
    view.set_board(board)
    view.resize(1200, 300)
    view.show()
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert_reads_whole(view, board)


def assert_reads_whole(view: BoardView, board: BoardModel) -> None:  # type: ignore[type-arg]
    """The current cell's name, as a reader gets it, begins with the row's name and has its way, status and due time."""
    table, index, row = QAccessible.queryAccessibleInterface(view), view.currentIndex(), view.current_row()
    cell = table.tableInterface().cellAt(index.row(), index.column()) if hasattr(table, "tableInterface") else None
    name = cell.text(QAccessible.Text.Name) if cell is not None else index.data(Qt.ItemDataRole.AccessibleTextRole)
    wanted = [c.text(row) for c in board.columns if not c.hidden and (c.strong or c.reading_order in (1, 2, 3))]
    assert wanted
    assert all(words in name for words in wanted), (name, wanted)
    first = next((c.text(row) for c in board.columns if c.strong), "")
    assert name.startswith(first), name


@pytest.mark.parametrize("email", PEOPLE)
def test_every_page_speaks(trio: Trio, email: str) -> None:
    with console_of(trio, email) as seat:
        silent, boards = set(), 0
        for name, page in every_page(seat):
            for part in page.findChildren(QWidget):
                holds_others = type(part) in (QWidget, QScrollArea)  # scrolled by keys, and does nothing else
                if holds_others or not part.isVisible() or not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    continue
                told = QAccessible.queryAccessibleInterface(part)
                where = f"{name}: {type(part).__name__} {part.objectName()}"
                if told.role() in MEANINGLESS:
                    silent.add(f"{where} has no role")
                if not told.text(QAccessible.Text.Name):
                    silent.add(f"{where} has no name")
                if isinstance(part, BoardView) and part.model().rowCount():
                    part.selectRow(0)
                    if part.current_row() is not None:
                        boards += 1
                        board = part.model()
                        assert isinstance(board, BoardModel)
                        assert_reads_whole(part, board)
        assert boards
        assert not silent, "\n".join(sorted(silent))
