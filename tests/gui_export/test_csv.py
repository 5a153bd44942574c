"""CSV of any table: exactly what is on the screen, harmless in a spreadsheet, and never a lost or half-written file."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import medport_desktop
from medport_desktop.domain.errors import Refused
from medport_desktop.gui.kit.board import BoardModel, BoardView, columns
from medport_desktop.gui.kit.board.export import Table, TableExport, csv_bytes, guarded, shown_table, write_whole
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from tests.support import until

pytestmark = [
    pytest.mark.qt_log_ignore("^This plugin does not support", extend=True),
    pytest.mark.usefixtures("dressed"),
]


@dataclass(frozen=True)
class Line:
    key: int
    name: str
    miles: float


LINES = [Line(1, "Altoona", 12.5), Line(2, "=1+1", -3.0), Line(3, "Bedford", 40.0)]


def _board(parent: QWidget, name: str, lines: list[Line]) -> BoardView:
    view = BoardView(parent)
    view.setAccessibleName(name)
    model: BoardModel[Line] = BoardModel(
        [
            columns.plain("name", "Name", lambda line: line.name),
            columns.number("miles", "Miles", lambda line: line.miles, digits=1),
            columns.plain("button", "", lambda _line: "Award"),
        ],
        key=lambda line: line.key,
        parent=view,
    )
    model.apply(lines)
    view.set_board(model)
    return view


class Window(ConsoleShell):
    """Two boards on a page, one on another, none on the third."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[tuple[Path, bytes, str]] = []
        self.export = TableExport(self, lambda *call: self.written.append(call))
        self.trips, self.bids = _board(self, "Our trips", LINES), _board(self, "Bids", LINES[:1])
        self.trips.setMinimumHeight(400)
        self.units = _board(self, "Units", LINES)
        self.pages = [QWidget(self), QWidget(self), QWidget(self)]
        for page, views in zip(self.pages, ([self.trips, self.bids], [self.units], []), strict=True):
            column = QVBoxLayout(page)
            for view in views:
                column.addWidget(view)
            self.add_page(page, "Page")


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _dialog(window: Window) -> QFileDialog:
    return next(d for d in window.findChildren(QFileDialog) if d.isVisible())


def _save_as(window: Window, path: Path) -> None:
    dialog = _dialog(window)
    edit = next(e for e in dialog.findChildren(QLineEdit) if e.isVisible())
    edit.setText(str(path))
    QTest.keyClick(edit, Qt.Key.Key_Return)


def _ask(window: Window) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_S, modifiers)


def test_what_is_on_the_screen_is_what_is_in_the_file(window: Window) -> None:
    view, board = window.units, window.units.model()
    assert isinstance(board, BoardModel)
    board.sort_by("miles", descending=True)
    board.set_filter(lambda line: line.miles > 0)
    view.horizontalHeader().moveSection(1, 0)
    table = shown_table(view)
    assert table == Table("Units", ("Miles", "Name"), (("40.0", "Bedford"), ("12.5", "Altoona")))
    window.show_page(window.pages[1])
    view.setFixedWidth(100)  # no room for both
    QApplication.processEvents()
    assert view.isColumnHidden(0)
    assert shown_table(view) == table
    view.setFixedWidth(600)
    QApplication.processEvents()
    assert not view.isColumnHidden(0)
    view.horizontalHeader().setSectionHidden(1, True)
    assert shown_table(view).titles == ("Name",)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t1", " =1+1", "-0:27"])
def test_no_cell_begins_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a; +1", "a;' +1"),
        ("a\t=1+1", "a\t'=1+1"),
        ("\t=1+1", "'\t'=1+1"),
        ("\r=1", "'\r'=1"),
        ("a\n@SUM(A1)", "a\n'@SUM(A1)"),
        ("a|-2+3", "a|'-2+3"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b1", "'\uff0b1"),
        ("a;\u200b\uff20x", "a;'\u200b\uff20x"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u00a0=1", "'\u00a0=1"),
    ],
)
def test_no_part_of_a_cell_begins_a_formula(text: str, safe: str) -> None:
    """Another program may end the cell at a semicolon or a tab, and knows signs in full width."""
    assert guarded(text) == safe


def test_every_cell_is_quoted() -> None:
    assert csv_bytes(Table("T", ("A",), (("x",),))).endswith(b'"A"\r\n"x"\r\n')


@pytest.mark.parametrize("text", ["", "Bedford", "-3.0", "-1,234.50", "-$12", "$412", "50 %", "a=b", "3 - 4"])
def test_plain_words_and_numbers_stay(text: str) -> None:
    assert guarded(text) == text


def test_quotes_commas_and_lines_come_back_as_they_were() -> None:
    awkward = 'Say "now", then\nwait; naïve — 3 → 4'
    content = csv_bytes(Table("T", ("A", "=B"), ((awkward, "x"),)))
    assert _read(content) == [["A", "'=B"], [awkward, "x"]]
    assert b"\r\n" in content


def test_a_page_with_one_board_asks_only_where(window: Window, tmp_path: Path) -> None:
    window.show_page(window.pages[1])
    _ask(window)
    _save_as(window, tmp_path / "units.csv")
    [(path, content, what)] = window.written
    assert path == tmp_path / "units.csv"
    assert what == "the table “Units” (3 rows)"
    assert _read(content)[1:] == [["Altoona", "12.5"], ["'=1+1", "-3.0"], ["Bedford", "40.0"]]


def test_the_name_gets_its_ending_and_an_old_file_is_not_replaced_unasked(window: Window, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("old")
    window.show_page(window.pages[1])
    _ask(window)
    _save_as(window, tmp_path / "units")
    assert not window.written
    ask = next(d for d in window.findChildren(QDialog, "ask_to_replace") if d.isVisible())
    QTest.keyClick(ask, Qt.Key.Key_Return)  # Enter keeps the file
    assert not window.written
    _ask(window)
    _save_as(window, tmp_path / "units.csv")
    ask = next(d for d in window.findChildren(QDialog, "ask_to_replace") if d.isVisible())
    yes = ask.findChild(QPushButton, "yes")
    assert yes is not None
    yes.click()
    assert [path for path, _, _ in window.written] == [tmp_path / "units.csv"]


def test_a_page_with_several_boards_asks_which_beginning_with_the_one_in_use(window: Window) -> None:
    window.activateWindow()
    window.bids.setFocus()
    until(window.bids.hasFocus)
    _ask(window)
    menu = next(m for m in window.findChildren(QMenu, "csv_tables") if m.isVisible())
    assert [action.text() for action in menu.actions()] == ["Bids, 1 row", "Our trips, 3 rows"]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    dialog = _dialog(window)
    assert dialog.windowTitle() == "Save “Bids” as CSV"
    assert Path(dialog.selectedFiles()[0]).name.startswith("medport-bids-")
    dialog.reject()
    assert not window.written


def test_a_page_without_rows_says_so(window: Window) -> None:
    told: list[str] = []
    window.messages.posted.connect(lambda message: told.append(message.text))
    window.show_page(window.pages[2])
    _ask(window)
    assert told == ["There is no table with rows on this page."]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    with pytest.raises(Refused, match=r"the folder .* is not there"):
        write_whole(tmp_path / "none" / "t.csv", b"x")
    (tmp_path / "dir.csv").mkdir()
    with pytest.raises(Refused, match=r"dir\.csv was not saved"):
        write_whole(tmp_path / "dir.csv", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dir.csv", "t.csv"]


def test_a_place_that_cannot_be_looked_at_is_left_to_the_writing_which_says_why(window: Window, tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 300}.csv"
    window.show_page(window.pages[1])
    _ask(window)
    dialog = _dialog(window)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert [asked for asked, _, _ in window.written] == [path]
    with pytest.raises(Refused, match="File name too long"):
        write_whole(path, b"x")


def test_one_function_writes_what_a_person_asked_for() -> None:
    """In a worker, with a sentence at the end, whichever window it is."""
    gui = Path(medport_desktop.__file__).parent / "gui"
    writes = re.compile(r"\b(write_whole|write_bytes|write_text|fdopen|getSaveFileName)\b")
    found = {path.relative_to(gui).as_posix() for path in gui.rglob("*.py") if writes.search(path.read_text("utf-8"))}
    assert found == {"kit/board/export.py", "shared/saving.py", "kit/style/stylesheet.py"}
