"""Window, boards, splitters, colours and type come back for each person, on the pages where they were."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.data.workstation.settings_file import PersonLayout, WorkstationFile
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.gui.session import type_size
from medport_desktop.gui.session.layout_memory import LayoutMemory, dress_for
from medport_desktop.gui.session.type_size import offer_type_sizes
from tests.support import until


@dataclass(frozen=True)
class Line:
    key: int
    name: str


class Window(ConsoleShell):
    """A board in a splitter on the first page; on the second one, a board that is made when its tab is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QWidget(self), QWidget(self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self.first)
        self.board = self.make_board(self.split, "trips")
        self.split.addWidget(self.board)
        self.split.addWidget(QWidget(self.split))
        QVBoxLayout(self.first).addWidget(self.split)
        self.stack = QStackedWidget(self.second)
        self.stack.addWidget(QWidget())
        QVBoxLayout(self.second).addWidget(self.stack)
        self.add_page(self.first, "First")
        self.add_page(self.second, "Second")
        self.resize(700, 500)

    def make_board(self, parent: QWidget, name: str) -> BoardView:
        view = BoardView(parent)
        view.setObjectName(name)
        made: list[Column[Line]] = [
            columns.plain(key, key.title(), lambda line: line.name, width=100) for key in ("a", "b", "c")
        ]
        model: BoardModel[Line] = BoardModel(made, key=lambda line: line.key, parent=view)
        model.apply([Line(1, "x"), Line(2, "y")])
        view.set_board(model)
        return view

    def show_late(self) -> BoardView:
        view = self.make_board(self.stack, "late")
        self.stack.setCurrentIndex(self.stack.addWidget(view))
        return view


Open = Callable[[str], Window]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme().install(qapp)
    yield
    theme().set_mode(Mode.LIGHT)
    theme().set_scale(1.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "workstation.json"


@pytest.fixture
def open_for(file: Path, qtbot: QtBot) -> Iterator[Open]:
    """Open the window for a person; an earlier one is closed, as at a sign-out."""
    opened: list[Window] = []

    def close_all() -> None:
        while opened:
            window = opened.pop()
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

    def open_one(person: str) -> Window:
        close_all()
        memory = PersonLayout(WorkstationFile(file), person)
        dress_for(memory)
        window = Window()
        LayoutMemory(window, memory)
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        _looked(window)
        return window

    yield open_one
    close_all()


def _looked(window: Window) -> None:
    """Wait until what has come into view was looked for."""
    memory = window.findChild(LayoutMemory)
    assert memory is not None

    def is_done() -> bool:
        QApplication.processEvents()
        return not memory._look_soon.isActive()

    until(is_done)


def _order(view: BoardView) -> list[str]:
    state: dict[str, Any] = view.layout_state()
    return [column["key"] for column in state["columns"]]


def _hidden(view: BoardView) -> set[str]:
    state: dict[str, Any] = view.layout_state()
    return {column["key"] for column in state["columns"] if column["hidden"]}


def _drag_handle(split: QSplitter, by: int) -> None:
    handle = split.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(handle, middle + QPoint(by, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle + QPoint(by, 0))


def _arrange(window: Window) -> None:
    """As a person does it: a column dragged, another made wider, a click on a header, the handle dragged."""
    header = window.board.horizontalHeader()
    header.moveSection(2, 0)
    header.resizeSection(1, 173)
    header.sectionClicked.emit(0)
    window.board.columns_menu().actions()[1].trigger()
    _drag_handle(window.split, -120)


def test_everything_comes_back(open_for: Open) -> None:
    window = open_for("mp_one")
    _arrange(window)
    window.resize(760, 560)
    sizes = window.split.sizes()
    state = window.board.layout_state()
    theme().set_mode(Mode.DARK)
    theme().set_scale(1.2)
    again = open_for("mp_one")
    assert (again.width(), again.height()) == (760, 560)
    assert theme().mode is Mode.DARK
    assert theme().scale == 1.2
    assert _order(again.board) == ["c", "a", "b"]
    assert _hidden(again.board) == {"b"}
    assert again.board.layout_state()["sort"] == state["sort"] == ["a", False]
    assert abs(again.split.sizes()[0] - sizes[0]) < 40  # the handle is wider at a larger size of type


def test_each_person_has_their_own(open_for: Open) -> None:
    _arrange(open_for("mp_one"))
    theme().set_scale(1.4)
    other = open_for("mp_two")
    assert _order(other.board) == ["a", "b", "c"]
    assert theme().scale == 1.0  # not that of whoever sat here before
    assert _order(open_for("mp_one").board) == ["c", "a", "b"]
    assert theme().scale == 1.4


def test_a_board_that_is_made_later_is_found(open_for: Open) -> None:
    window = open_for("mp_one")
    window.show_page(window.second)
    late = window.show_late()
    _looked(window)
    late.horizontalHeader().moveSection(2, 0)
    window = open_for("mp_one")
    window.show_page(window.second)
    late = window.show_late()
    _looked(window)
    assert _order(late) == ["c", "a", "b"]
    assert _order(window.board) == ["a", "b", "c"]


def test_a_board_that_moves_to_another_page_has_a_layout_on_each(open_for: Open) -> None:
    window = open_for("mp_one")
    window.board.horizontalHeader().moveSection(2, 0)
    layout = window.second.layout()
    assert layout is not None
    layout.addWidget(window.board)
    window.show_page(window.second)
    _looked(window)
    window.board.horizontalHeader().moveSection(0, 1)
    assert _order(window.board) == ["a", "c", "b"]
    window.split.insertWidget(0, window.board)
    window.show_page(window.first)
    _looked(window)
    assert _order(window.board) == ["c", "a", "b"]


def test_a_change_is_written_soon_after_and_not_only_at_the_end(open_for: Open, file: Path) -> None:
    window = open_for("mp_one")
    window.board.horizontalHeader().moveSection(2, 0)
    until(lambda: file.is_file() and '"boards": {}' not in file.read_text())
    assert list(json.loads(file.read_text())["layouts"]["mp_one"]["boards"]) == ["0/trips"]


@pytest.mark.parametrize(
    "layout",
    [
        "text",
        {"window": 3, "theme": ["dark"], "scale": "big", "boards": 7, "splitters": []},
        {"window": "%%%", "theme": "pink", "scale": 1e9, "boards": {"0/trips": 5}, "splitters": {"0/QSplitter": "x"}},
        {"window": "AAAA", "scale": float("nan"), "boards": {"0/trips": {"columns": [1], "sort": ["a", False]}}},
        {"boards": {"0/trips": {"columns": [{"key": [], "width": 1, "hidden": False}], "sort": ["a", False]}}},
        {"boards": {"0/trips": {"columns": [{"key": "a", "width": 10**12, "hidden": False}], "sort": ["a", False]}}},
        {"boards": {"0/trips": {"columns": [{"key": "a", "width": 5, "hidden": True}], "sort": ["a", False]}}},
        {"boards": {"0/trips": {"columns": [], "sort": 3}}, "splitters": {"0/QSplitter": [10**12, 1]}},
        {"splitters": {"0/QSplitter": [0, 0]}},
        {"splitters": {"0/QSplitter": [1, 2, 3]}},
    ],
)
def test_a_file_that_somebody_broke_changes_nothing(open_for: Open, file: Path, layout: object) -> None:
    fresh = open_for("mp_two")
    sizes, state = fresh.split.sizes(), fresh.board.layout_state()
    file.write_text(json.dumps({"email": "a@b.example", "layouts": {"mp_one": layout}}))
    window = open_for("mp_one")
    assert theme().scale == 1.0
    assert window.split.sizes() == sizes
    assert window.board.layout_state() == state
    window.hide()
    assert WorkstationFile(file).get("email") == "a@b.example"
    assert "boards" in WorkstationFile(file).layout("mp_one")


def test_type_grows_and_shrinks_by_keys_within_limits(open_for: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_size, "_fits", lambda _shell: True)  # the tests' screen is a small one
    window = open_for("mp_one")
    offer_type_sizes(window)
    told: list[str] = []
    window.messages.posted.connect(lambda message: told.append(message.text))
    window.activateWindow()
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(7):
        QTest.keyClick(window, Qt.Key.Key_Equal, control)
    assert theme().scale == 1.5
    assert told[0] == "Type at 110 %."
    assert told[-1] == "Type at 150 %, the largest."
    for _ in range(9):
        QTest.keyClick(window, Qt.Key.Key_Minus, control)
    assert theme().scale == 0.9
    assert told[-1] == "Type at 90 %, the smallest."


def test_type_grows_only_as_far_as_the_screen_has_room(open_for: Open) -> None:
    window = open_for("mp_one")
    offer_type_sizes(window)
    told: list[str] = []
    window.messages.posted.connect(lambda message: told.append(message.text))
    window.first.setMinimumWidth(window.screen().availableSize().width() + 100)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert theme().scale == 1.0
    assert told == ["Type at 100 %, the largest for which this screen has room."]
