"""What tells lateness, amounts, names of agencies and verbs of buttons is whole, at the sizes at which people work."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from medport_desktop import bootstrap
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.board.columnar import BoardColumns
from medport_desktop.gui.kit.board.columns import Paint
from medport_desktop.gui.kit.board.delegate import words_width
from medport_desktop.gui.kit.controls.chips import ToggleChip
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import Mode, theme
from tests.conftest import Trio
from tests.every_page import console_of, every_page

SIZES = {"1366x768": (1366, 768, 1.0), "1600x940": (1600, 940, 1.0), "1920x1080 at 150 %": (1920, 1080, 1.5)}
TITLE_BAR = 37
PEOPLE = ["manager@nason.example", "manager@bedford.example", "admin@center.example"]


@pytest.fixture(params=SIZES)
def size(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    """A window's size, with type of the size that belongs to it."""
    bootstrap.dress(qapp, Mode.LIGHT)
    width, height, scale = SIZES[request.param]
    theme().set_scale(scale)
    yield width, height - TITLE_BAR
    theme().set_scale(1.0)


def cut(view: BoardView) -> list[str]:
    """The cells in view that must be whole and are not; and columns that must stay and have gone."""
    model, found = view.model(), []
    assert isinstance(model, BoardModel)
    for i in view.findChildren(BoardColumns)[0].wanted():
        column = model.columns[i]
        if column.yields or column.paint is Paint.ROUTE:
            continue
        left, width = view.columnViewportPosition(i), view.columnWidth(i)
        if view.isColumnHidden(i) or left + width > view.viewport().width():
            found.append(f"{view.accessibleName()}: {column.title} is beyond the edge")
        for line in view._lines_in_view():
            row = model.row_at(line)
            if row is not None and words_width(column, row) > width:
                found.append(f"{view.accessibleName()}: {column.title} {column.text(row)!r}")
    return found


def is_busy(view: BoardView) -> bool:
    """Whether the board measures its columns again and again."""
    looking = view.findChildren(BoardColumns)[0]._looking
    for _turn in range(20):
        QApplication.processEvents()
        if not looking.isActive():
            return False
    return True


def cut_buttons(page: QWidget) -> list[str]:
    """The buttons whose words have no room."""
    return [
        f"{button.objectName() or button.text()}: {button.width()} of {button.sizeHint().width()}"
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and not isinstance(button, ToggleChip)
        if button.width() < button.sizeHint().width()
    ]


def cut_choices(page: QWidget) -> list[str]:
    """The drop-downs that would cut their words without a sign."""
    boxes = page.findChildren(QComboBox)
    return [box.accessibleName() for box in boxes if not isinstance(box, DropDown) and not box.isEditable()]


def cut_words(page: QWidget) -> list[str]:
    """The words of panels and cards that have no room: a label cuts them without a sign."""
    found = []
    for label in page.findChildren(Text):
        if label.isVisible() and label.text():
            room, needed = label.contentsRect(), label.sizeHint()
            if label.wordWrap():
                needed = QSize(room.width(), label.heightForWidth(label.width()))
            if room.width() < needed.width() - 1 or room.height() < needed.height() - 1:
                found.append(f"{label.text()!r}: {room.size().toTuple()} of {needed.toTuple()}")
    return found


@pytest.mark.parametrize("email", PEOPLE)
def test_what_matters_is_whole(trio: Trio, size: tuple[int, int], email: str) -> None:
    with console_of(trio, email) as seat:
        seat.window.resize(*size)
        found: list[str] = []
        for name, page in every_page(seat):
            for board in page.findChildren(BoardView):
                if board.isVisible() and board.currentIndex().row() < 0:
                    board.selectRow(0)
            seat.settle()
            seat.until(lambda: seat.window.size().width() == size[0])
            boards = [board for board in page.findChildren(BoardView) if board.isVisible()]
            QApplication.processEvents()
            found += [f"{name}: {board.accessibleName()} does not come to rest" for board in boards if is_busy(board)]
            found += [f"{name}: {words}" for board in boards for words in cut(board)]
            found += [f"{name}: {words}" for words in [*cut_buttons(page), *cut_choices(page), *cut_words(page)]]
    assert found == []


@pytest.mark.parametrize("title", ["Needs", "Miles", "Picks up", "Last note"])
def test_each_column_that_a_dispatcher_asks_for_has_room_on_a_small_screen(
    qapp: QApplication, trio: Trio, title: str
) -> None:
    bootstrap.dress(qapp, Mode.LIGHT)
    with console_of(trio, "admin@center.example") as seat:
        seat.window.resize(1366, 768 - TITLE_BAR)
        (board,) = [view for view in seat.window.findChildren(BoardView) if view.isVisible()]
        menu = board.columns_menu()
        next(action for action in menu.actions() if action.text().startswith(title)).trigger()
        menu.deleteLater()
        seat.settle()
        seat.until(lambda: seat.window.size().width() == 1366)
        shown = [column.title for i, column in enumerate(board.model().columns) if not board.isColumnHidden(i)]
        assert {"Priority", "Trip", "Status", "From → To", "Since", "Agency · unit", "Due", title} <= set(shown)
        assert cut(board) == []
