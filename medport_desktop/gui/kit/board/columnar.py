"""The columns of a board as a person arranges them: widths, order, which are shown, the sort."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QToolTip

from medport_desktop.gui.kit.board.columns import RIGHT, Paint
from medport_desktop.gui.kit.board.delegate import words_width
from medport_desktop.gui.kit.board.header import BoardHeader
from medport_desktop.gui.kit.board.layout import apply_layout, saved_layout
from medport_desktop.gui.kit.board.model import BoardModel
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.theme import theme

NARROWEST_STRETCH = 0.55  # a stretching column keeps this share of its own width before the board scrolls sideways


class BoardColumns(QObject):
    """Runs a board's header. `changed` follows what a person changed, not what the program did."""

    changed = Signal()

    def __init__(self, view: QTableView, in_view: Callable[[], range]) -> None:
        """`in_view` are the lines that can be seen."""
        super().__init__(view)
        self._in_view = in_view
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())
        self._view = view
        self._board: BoardModel[Any] | None = None
        self._busy = False
        self._scale = theme().scale
        self._own: dict[int, int] = {}
        self._words: dict[int, int] = {}
        """How wide the words in view are, with times in brief."""
        self._full: dict[int, int] = {}
        """How wide columns of times would be with their day and hour."""
        self.header = BoardHeader(view)
        view.setHorizontalHeader(self.header)
        self.header.sectionClicked.connect(self._clicked)
        self.header.sectionResized.connect(self._resized)
        self.header.sectionMoved.connect(self._moved)
        self.header.customContextMenuRequested.connect(self._menu_asked)

    def set_board(self, board: BoardModel[Any]) -> None:
        """Lay out this board's columns as they are declared."""
        self._board = board
        self._busy = True
        for i, column in enumerate(board.columns):
            self.header.resizeSection(i, theme().px(column.width))
            self.header.setSectionHidden(i, column.hidden)
        self._take_over()
        self._busy = False
        board.sort_changed.connect(self._show_sorting)
        board.arranged.connect(lambda _new_facts: self._looking.start())
        self._show_sorting(*board.sorting)
        self.fit()

    def layout_state(self) -> dict[str, object]:
        """Order, widths and visibility of the columns and the sort, as plain JSON values."""
        if self._board is None:
            return {}
        return saved_layout(self.header, self._board.columns, self._board.sorting, self._own)

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Put a saved layout back; anything in it that no longer exists is passed over."""
        if self._board is None:
            return
        self._busy = True
        self._show_all()
        apply_layout(self.header, self._board.columns, state)
        self._take_over()
        self._busy = False
        key, descending = (state.get("sort") or ["", False])[:2]
        if any(column.key == key for column in self._board.columns):
            self._board.sort_by(key, descending=bool(descending))
        self.fit()

    def wanted(self) -> frozenset[int]:
        """The sections that the person wants to see, whether or not there is room for all."""
        return frozenset(self._own)

    def menu(self) -> QMenu:
        """A menu that shows and hides columns; the caller pops it up."""
        menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        for i, column in enumerate(self._board.columns if self._board is not None else ()):
            no_room = i in self._own and self.header.isSectionHidden(i)
            action = QAction(label(f"{column.title} (no room now)" if no_room else column.title), menu)
            action.setCheckable(True)
            action.setChecked(i in self._own)
            action.toggled.connect(lambda shown, section=i: self._show_column(section, shown))
            menu.addAction(action)
        return menu

    def fit(self) -> None:
        """Give what is left of the width to the columns that stretch. Where there is not enough for all, those that
        yield most leave, from the right, until there is room again; what stays is as wide as its words. What a person
        has asked for besides the board's own columns stays longer than these."""
        if self._board is None or self._busy:
            return
        columns, room = self._board.columns, self._view.viewport().width()
        least = {i: self._least(i) for i in self._own}
        may_leave = sorted(
            (i for i in least if columns[i].yields),
            key=lambda i: (not columns[i].hidden, columns[i].yields, self.header.visualIndex(i)),
        )
        left = []
        while may_leave and sum(least.values()) > room:
            left.append((may_leave[-1], least.pop(may_leave.pop())))
        for i, width in reversed(left):  # a narrow one may have left for a wide one that left after it
            if sum(least.values()) + width <= room:
                least[i] = width
        elastic = [i for i in least if columns[i].stretch]
        spare = room - sum(least.values())
        comfort = sum(max(0, theme().px(columns[i].width) - least[i]) for i in elastic)
        for i in least.keys() & self._full.keys():
            more = max(0, min(self._full[i] - least[i], spare - comfort))
            least[i], spare = least[i] + more, spare - more
        self._busy = True
        for i in self._own:
            self.header.setSectionHidden(i, i not in least)
        for i, width in least.items():
            share = max(0, spare) // len(elastic) if i in elastic else 0
            rest = max(0, spare) % len(elastic) if elastic and i == elastic[-1] else 0
            self.header.resizeSection(i, width + share + rest)
        self._busy = False
        self._looking.start()

    def _least(self, section: int) -> int:
        """The least width of a column that is shown."""
        assert self._board is not None
        column = self._board.columns[section]
        if column.stretch:
            narrowest = theme().px(column.width * NARROWEST_STRETCH)
            return narrowest if column.paint is Paint.ROUTE else max(narrowest, self._words.get(section, 0))
        return max(self._own[section], self._words.get(section, 0))

    @Slot()
    def _look(self) -> None:
        """Make columns that stay as wide as their words in the lines in view."""
        if self._board is None:
            return
        lines, grown = self._in_view(), False
        for i in self._own:
            column = self._board.columns[i]
            if column.paint is Paint.ROUTE or (column.yields and column.align is not RIGHT):
                continue  # may be cut; numbers and times may not
            for line in lines:
                row = self._board.row_at(line)
                if row is None:
                    continue
                width = min(words_width(column, row), self._view.viewport().width() // 2)
                self._words[i] = max(self._words.get(i, 0), width)
                full = words_width(column, row, brief=False) if column.paint is Paint.TIMER else 0
                if full > self._full.get(i, 0):
                    self._full[i], grown = full, True
            if not self.header.isSectionHidden(i):  # of one that has left for lack of room no width is enough
                grown = grown or self._words.get(i, 0) > self.header.sectionSize(i)
        if grown:
            self.fit()

    def _take_over(self) -> None:
        """What is shown now, and how wide it is, is how the person wants it."""
        shown = (i for i in range(self.header.count()) if not self.header.isSectionHidden(i))
        self._own = {i: self.header.sectionSize(i) for i in shown}

    def _show_all(self) -> None:
        for i, width in self._own.items():
            self.header.setSectionHidden(i, False)
            self.header.resizeSection(i, width)

    def rescale(self) -> None:
        """Follow a change of the theme's scale."""
        ratio, self._scale = theme().scale / self._scale, theme().scale
        self.header.setMinimumSectionSize(theme().px(40))
        if ratio != 1.0:
            self._words, self._full = {}, {}
            self._own = {i: round(width * ratio) for i, width in self._own.items()}
        self.fit()
        self.header.viewport().update()

    def _show_column(self, section: int, shown: bool) -> None:
        if not shown and len(self._own) == 1:
            return  # a board without columns could not be put right by hand
        if shown:
            assert self._board is not None
            self._own[section] = theme().px(self._board.columns[section].width)
        else:
            self._own.pop(section, None)  # it may have left already, for lack of room
            self.header.setSectionHidden(section, True)
        self.fit()
        if shown and self.header.isSectionHidden(section):
            words = "No room for this column now: it comes in a wider window, or once another is switched off."
            QToolTip.showText(self._view.mapToGlobal(QPoint(0, self.header.height())), words, self._view)
        self.changed.emit()

    @Slot(QPoint)
    def _menu_asked(self, at: QPoint) -> None:
        self.menu().popup(self.header.mapToGlobal(at))

    @Slot(int)
    def _clicked(self, section: int) -> None:
        if self._board is not None:
            key, descending = self._board.sorting
            same = self._board.columns[section].key == key
            self._board.sort_by(self._board.columns[section].key, descending=same and not descending)
            self.changed.emit()

    @Slot(str, bool)
    def _show_sorting(self, key: str, descending: bool) -> None:
        self.header.sorted = (key, descending)
        self.header.viewport().update()

    @Slot(int, int, int)
    def _resized(self, section: int, _old: int, new: int) -> None:
        if not self._busy:
            if new:
                self._own[section] = new
            else:
                self._own.pop(section, None)
            self.fit()
            self.changed.emit()

    @Slot(int, int, int)
    def _moved(self, _section: int, _old: int, _new: int) -> None:
        if not self._busy:
            self.changed.emit()
