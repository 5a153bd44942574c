"""The columns of a board as a person arranges them: widths, order, which are shown, the sort."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from medport_desktop.gui.kit.board.header import BoardHeader
from medport_desktop.gui.kit.board.layout import apply_layout, saved_layout
from medport_desktop.gui.kit.board.model import BoardModel
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.theme import theme

NARROWEST_STRETCH = 0.55  # a stretching column keeps this share of its own width before the board scrolls sideways


class BoardColumns(QObject):
    """Runs a board's header. `changed` follows what a person changed, not what the program did."""

    changed = Signal()

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._board: BoardModel[Any] | None = None
        self._busy = False
        self._scale = theme().scale
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
        self._busy = False
        board.sort_changed.connect(self._show_sorting)
        self._show_sorting(*board.sorting)
        self.fit()

    def layout_state(self) -> dict[str, object]:
        """Order, widths and visibility of the columns and the sort, as plain JSON values."""
        if self._board is None:
            return {}
        return saved_layout(self.header, self._board.columns, self._board.sorting)

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Put a saved layout back; anything in it that no longer exists is passed over."""
        if self._board is None:
            return
        self._busy = True
        apply_layout(self.header, self._board.columns, state)
        self._busy = False
        key, descending = (state.get("sort") or ["", False])[:2]
        if any(column.key == key for column in self._board.columns):
            self._board.sort_by(key, descending=bool(descending))
        self.fit()

    def menu(self) -> QMenu:
        """A menu that shows and hides columns; the caller pops it up."""
        menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        for i, column in enumerate(self._board.columns if self._board is not None else ()):
            action = QAction(label(column.title), menu)
            action.setCheckable(True)
            action.setChecked(not self.header.isSectionHidden(i))
            action.toggled.connect(lambda shown, section=i: self._show_column(section, shown))
            menu.addAction(action)
        return menu

    def fit(self) -> None:
        """Give what is left of the width to the columns that stretch."""
        if self._board is None or self._busy:
            return
        shown = [i for i in range(self.header.count()) if not self.header.isSectionHidden(i)]
        elastic = [i for i in shown if self._board.columns[i].stretch]
        if not elastic:
            return
        fixed = sum(self.header.sectionSize(i) for i in shown if i not in elastic)
        each, rest = divmod(self._view.viewport().width() - fixed, len(elastic))
        self._busy = True
        for i in elastic:
            narrowest = theme().px(self._board.columns[i].width * NARROWEST_STRETCH)
            self.header.resizeSection(i, max(each + (rest if i == elastic[-1] else 0), narrowest))
        self._busy = False

    def rescale(self) -> None:
        """Follow a change of the theme's scale."""
        ratio, self._scale = theme().scale / self._scale, theme().scale
        self.header.setMinimumSectionSize(theme().px(40))
        if ratio != 1.0:
            self._busy = True
            for i in range(self.header.count()):
                self.header.resizeSection(i, round(self.header.sectionSize(i) * ratio))
            self._busy = False
        self.fit()
        self.header.viewport().update()

    def _show_column(self, section: int, shown: bool) -> None:
        if not shown and self.header.count() - self.header.hiddenSectionCount() == 1:
            return  # a board without columns could not be put right by hand
        self.header.setSectionHidden(section, not shown)
        self.fit()
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
    def _resized(self, _section: int, _old: int, _new: int) -> None:
        if not self._busy:
            self.fit()
            self.changed.emit()

    @Slot(int, int, int)
    def _moved(self, _section: int, _old: int, _new: int) -> None:
        if not self._busy:
            self.changed.emit()
