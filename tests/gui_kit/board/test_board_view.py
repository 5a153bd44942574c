"""Rows hold still: selection, current row and scroll survive whatever arrives."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from medport_desktop.gui.kit.board import BoardModel, BoardView, Timer, columns
from medport_desktop.gui.kit.board.columnar import BoardColumns
from medport_desktop.gui.kit.board.delegate import words_width
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.style.theme import theme
from tests.gui_kit.samples import NOW, Trip, minutes, sample_trips, status_group, trip_board
from tests.support import until


def many(count: int, start: int = 0) -> list[Trip]:
    base = sample_trips()
    return [replace(base[n % len(base)], number=f"T-{start + n:04}") for n in range(count)]


@pytest.fixture
def board() -> BoardModel[Trip]:
    return trip_board(many(100))


@pytest.fixture
def view(qtbot: QtBot, board: BoardModel[Trip]) -> BoardView:
    view = BoardView()
    board.setParent(view)
    view.set_board(board)
    view.resize(1000, 400)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_rows_are_28_pixels_high(view: BoardView) -> None:
    assert view.rowHeight(0) == 28


def test_selection_and_current_row_survive_new_rows_and_a_sort(view: BoardView, board: BoardModel[Trip]) -> None:
    view.select_key("T-0040")
    changes: list[object] = []
    view.current_changed.connect(changes.append)
    board.apply(many(5, start=900) + board.all_rows())
    board.sort_by("trip", descending=True)
    assert view.current_key() == "T-0040"
    assert view.selected_keys() == ["T-0040"]
    assert set(changes) <= {"T-0040"}


def test_scrolled_view_does_not_move_when_rows_arrive_above(view: BoardView, board: BoardModel[Trip]) -> None:
    view.verticalScrollBar().setValue(1000)
    line = view.rowAt(0)
    key, top = board.key_at(line), view.rowViewportPosition(line)
    board.apply(many(7, start=900) + board.all_rows())
    line = view.rowAt(0)
    assert (board.key_at(line), view.rowViewportPosition(line)) == (key, top)


def test_new_rows_show_at_the_top_when_nobody_points_at_a_row(view: BoardView, board: BoardModel[Trip]) -> None:
    board.apply(many(3, start=900) + board.all_rows())
    assert view.verticalScrollBar().value() == 0
    assert board.key_at(view.rowAt(0)) == "T-0900"


def lines_hidden(view: BoardView, board: BoardModel[Trip]) -> int:
    """Lines above the view that would fit into the blank room below the last row."""
    blank = view.viewport().height() - (view.rowViewportPosition(board.rowCount() - 1) + view.rowHeight(0))
    return min(max(blank, 0) // view.rowHeight(0), view.rowAt(0))


@pytest.mark.parametrize("pointed", [True, False])
@pytest.mark.parametrize("left", [3, 40])
def test_no_row_stays_hidden_above_blank_room(
    view: BoardView, board: BoardModel[Trip], monkeypatch: pytest.MonkeyPatch, left: int, pointed: bool
) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    if pointed:
        monkeypatch.setattr(view.viewport(), "underMouse", lambda: True)
        view.hover_line = view.rowAt(200)
    board.update_rows([], [row.number for row in board.all_rows()[left:]])
    board.update_rows(many(2, start=900))
    until(lambda: lines_hidden(view, board) == 0)


def test_a_row_that_changes_its_group_is_not_followed(
    view: BoardView, board: BoardModel[Trip], monkeypatch: pytest.MonkeyPatch
) -> None:
    board.group_by(status_group)
    view.verticalScrollBar().setValue(28 * 4)
    monkeypatch.setattr(view.viewport(), "underMouse", lambda: True)
    for line in (view.rowAt(1), view.rowAt(200)):  # the first in view, and one in the middle
        view.hover_line = line
        key, value = board.key_at(line), view.verticalScrollBar().value()
        row = board.row(key) if key is not None else None
        assert row is not None
        other = next(one.status for one in reversed(board.rows()) if status_group(one) != status_group(row))
        board.update_rows([replace(row, status=other)])
        assert abs(view.verticalScrollBar().value() - value) <= 2 * 28


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)  # a tooltip, where it takes long
@pytest.mark.parametrize("count", [100, 4])
def test_row_under_the_pointer_stays_there(
    view: BoardView, board: BoardModel[Trip], monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    board.apply(many(count))
    at = QPoint(300, view.rowViewportPosition(2) + 5)
    QTest.mouseMove(view.viewport(), at)
    monkeypatch.setattr(view.viewport(), "underMouse", lambda: True)
    view.hover_line = view.rowAt(at.y())
    key = board.key_at(view.rowAt(at.y()))
    board.apply(many(6, start=900) + board.all_rows())
    assert board.key_at(view.rowAt(at.y())) == key


def test_a_row_that_goes_is_not_replaced_by_its_neighbour(view: BoardView, board: BoardModel[Trip]) -> None:
    view.select_key("T-0005")
    keys: list[object] = []
    view.current_changed.connect(keys.append)
    board.apply([row for row in board.all_rows() if row.number != "T-0005"])
    assert view.current_key() is None
    assert view.selected_keys() == []
    assert keys == [None]
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_key() == "T-0006"


def test_home_and_end_are_the_first_and_the_last_row(view: BoardView, board: BoardModel[Trip]) -> None:
    view.select_key("T-0005")
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == board.rowCount() - 1


def test_enter_and_double_click_open_the_row(view: BoardView) -> None:
    opened: list[object] = []
    view.opened.connect(opened.append)
    view.select_key("T-0001")
    QTest.keyClick(view, Qt.Key.Key_Return)
    at = QPoint(200, view.rowViewportPosition(3) + 5)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == ["T-0001", "T-0003"]


def test_group_headers_fold_by_mouse_and_key(view: BoardView, board: BoardModel[Trip]) -> None:
    board.group_by(status_group)
    shown = board.rowCount()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, view.rowViewportPosition(0) + 5))
    head = board.head_at(0)
    assert head is not None
    assert head.collapsed
    assert board.rowCount() == shown - head.count
    view.setCurrentIndex(board.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert board.rowCount() == shown


def test_header_click_sorts_and_then_reverses(view: BoardView, board: BoardModel[Trip]) -> None:
    header = view.horizontalHeader()
    section = board.column_index("trip")
    at = QPoint(header.sectionViewportPosition(section) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert board.sorting == ("trip", False)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert board.sorting == ("trip", True)


def test_layout_is_saved_and_restored(qtbot: QtBot, view: BoardView, board: BoardModel[Trip]) -> None:
    header = view.horizontalHeader()
    header.moveSection(header.visualIndex(board.column_index("pay")), 0)
    header.resizeSection(board.column_index("needs"), 120)
    header.setSectionHidden(board.column_index("empty"), True)
    board.sort_by("miles", descending=True)
    state = view.layout_state()
    other_board = trip_board(many(100))
    other = BoardView()
    qtbot.addWidget(other)
    other_board.setParent(other)
    other.set_board(other_board)
    other.resize(view.size())
    with qtbot.waitExposed(other):
        other.show()
    other.restore_layout(state | {"extra": 1})
    assert other.layout_state() == state
    other.restore_layout({"columns": [{"key": "gone"}], "sort": ["gone", True]})
    assert other_board.sorting == ("miles", True)


def test_stretching_column_takes_what_is_left(view: BoardView, board: BoardModel[Trip]) -> None:
    view.resize(1300, 400)
    assert view.horizontalHeader().length() == view.viewport().width()


def test_ticker_runs_only_while_a_board_is_visible(view: BoardView) -> None:
    assert ticker().is_running
    view.hide()
    until(lambda: not ticker().is_running)


def test_empty_state_shows_while_there_are_no_rows(view: BoardView, board: BoardModel[Trip]) -> None:
    empty = EmptyState(sentence="No trips are waiting.")
    view.set_empty(empty)
    assert empty.isHidden()
    board.apply([])
    assert empty.isVisible()
    board.apply(many(1))
    assert empty.isHidden()


def test_scale_changes_rows_and_columns(view: BoardView, board: BoardModel[Trip]) -> None:
    section = board.column_index("pay")
    before = view.columnWidth(section)
    theme().set_scale(1.5)
    assert view.rowHeight(0) == 42
    assert view.columnWidth(section) == pytest.approx(before * 1.5, abs=1)


def test_painting_covers_every_kind_of_cell(view: BoardView, board: BoardModel[Trip]) -> None:
    board.group_by(status_group)
    view.set_stale(True)
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 20


def test_a_sort_leaves_hidden_columns_hidden_and_widths_alone(view: BoardView, board: BoardModel[Trip]) -> None:
    header = view.horizontalHeader()
    layout = view.layout_state()
    layout["columns"] = [{**entry, "hidden": n in (1, 4)} for n, entry in enumerate(layout["columns"])]
    view.restore_layout(layout)
    before = [(header.isSectionHidden(i), header.sectionSize(i)) for i in range(header.count())]
    rows = board.all_rows()
    board.apply([*reversed(rows[:50]), *rows[50:]])
    board.sort_by("trip", descending=True)
    assert [(header.isSectionHidden(i), header.sectionSize(i)) for i in range(header.count())] == before
    assert header.length() == sum(header.sectionSize(i) for i in range(header.count()))


def test_a_column_that_left_for_lack_of_room_can_be_switched_off(view: BoardView) -> None:
    left: list[int] = []
    for width in range(900, 200, -20):
        view.resize(width, 400)
        wanted = [action.isChecked() for action in view.columns_menu().actions()]
        left = [i for i, is_wanted in enumerate(wanted) if is_wanted and view.isColumnHidden(i)]
        if left:
            break
    view.columns_menu().actions()[left[0]].trigger()
    view.resize(2000, 400)
    assert view.isColumnHidden(left[0])
    view.columns_menu().actions()[left[0]].trigger()
    assert not view.isColumnHidden(left[0])


def test_a_board_without_room_for_all_comes_to_rest(view: BoardView) -> None:
    """A column of numbers that had left was measured again and again, for ever."""
    looking = view.findChildren(BoardColumns)[0]._looking
    for width in range(900, 200, -20):
        view.resize(width, 400)
        until(lambda: not looking.isActive(), 5)


@pytest.mark.parametrize(("width", "is_whole"), [(1200, True), (330, False)])
def test_a_time_of_another_day_has_its_hour_where_there_is_room(qtbot: QtBot, width: int, is_whole: bool) -> None:
    later = NOW + minutes(20 * 60)
    offers = Timer.fixed(f"offers {site_clock().short(later)}", later)
    board: BoardModel[Trip] = BoardModel(
        [
            columns.plain("agency", "Agency", lambda r: r.agency, width=200, stretch=1),
            columns.timer("since", "Since", lambda _r: offers, width=60),
            columns.timer("due", "Due", lambda _r: Timer.due(later), width=60),
        ],
        key=lambda r: r.number,
    )
    board.apply(many(3))
    view = BoardView()
    board.setParent(view)
    view.set_board(board)
    view.resize(width, 300)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    looking = view.findChildren(BoardColumns)[0]._looking
    until(lambda: not looking.isActive())
    for i, column in enumerate(board.columns[1:], start=1):
        row = board.all_rows()[0]
        assert view.columnWidth(i) >= words_width(column, row)
        assert (view.columnWidth(i) >= words_width(column, row, brief=False)) is is_whole


def shown(view: BoardView) -> list[str]:
    """The columns that are shown, by key."""
    wanted = view.findChildren(BoardColumns)[0].wanted()
    return [view.model().columns[i].key for i in sorted(wanted) if not view.isColumnHidden(i)]


def ask_for(view: BoardView, title: str) -> None:
    """Switch a column on or off by its menu."""
    menu = view.columns_menu()
    next(action for action in menu.actions() if action.text().startswith(title)).trigger()
    menu.close()
    menu.deleteLater()


@pytest.fixture
def extras(qtbot: QtBot) -> BoardView:
    """A board of which two columns are hidden at first; at 400 pixels it has room for one column more."""
    view = BoardView()
    board: BoardModel[Trip] = BoardModel(
        [
            columns.strong("number", "Trip", lambda r: r.number, width=200),
            columns.level("level", "Level", lambda r: r.level, width=60),
            columns.plain("agency", "Agency", lambda r: r.agency, width=100),
            columns.muted("note", "Note", lambda r: r.agency, width=190, hidden=True),
            columns.muted("more", "More", lambda r: r.agency, width=400, hidden=True),
        ],
        key=lambda r: r.number,
        parent=view,
    )
    board.apply(many(3))
    view.set_board(board)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(400, 300)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_a_column_that_was_asked_for_stays_longer_than_those_that_were_there(extras: BoardView) -> None:
    assert shown(extras) == ["number", "level", "agency"]
    ask_for(extras, "Note")
    assert shown(extras) == ["number", "note"]
    ask_for(extras, "Note")
    assert shown(extras) == ["number", "level", "agency"]


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)
def test_where_there_is_no_room_for_it_that_is_said_and_nothing_else_has_to_leave(extras: BoardView) -> None:
    ask_for(extras, "More")
    assert shown(extras) == ["number", "level", "agency"]
    assert QToolTip.text().startswith("No room for this column now")
    QToolTip.hideText()
    extras.resize(1000, 300)
    until(lambda: "more" in shown(extras))
