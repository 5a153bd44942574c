"""The model behind every board: a keyed list of frozen rows, updated by difference and never reset."""

from collections.abc import Callable, Hashable, Iterable
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from medport_desktop.gui.kit.board.columns import Column
from medport_desktop.gui.kit.board.glow import Glow
from medport_desktop.gui.kit.board.order import Arrangement, Entry, Group, GroupHead, Rules, arrange, ranges

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
KEY_ROLE = Qt.ItemDataRole.UserRole
BOARD_KEY_MIME = "application/x-medport-board-key"
MANY_RANGES = 48  # beyond so many separate runs one layout change is cheaper than signals for each

LAYOUT_SIGNATURE = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")
"""Of the layout signals that carry a hint; PySide emits the ones without it unless told."""


class BoardModel(QAbstractTableModel, Generic[R]):
    """Rows of one frozen dataclass, in the order, filter and groups of the moment.

    `apply()` is the only way in. Around every change of what is visible `about_to_arrange` and `arranged` are
    emitted, both with True if new facts caused it and False if the person rearranged the board.
    """

    about_to_arrange = Signal(bool)
    arranged = Signal(bool)
    sort_changed = Signal(str, bool)

    def __init__(
        self, columns: Iterable[Column[R]], *, key: Callable[[R], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self.glow = Glow(self)
        self._key = key
        self._rows: dict[Hashable, R] = {}
        self._rules: Rules[R] = Rules(key)
        self._sort_column = ""
        self._collapsed: set[str] = set()
        self._shown = Arrangement([], {})
        self._position: dict[Entry, int] = {}

    # -- new facts --------------------------------------------------------------------------------------
    def apply(self, rows: Iterable[R], *, glow: bool = True) -> None:
        """Make these the rows. What is new or changed glows, unless the board was empty or `glow` is False."""
        before = self._rows
        after = {self._key(row): row for row in rows}
        changed = [key for key, row in after.items() if (old := before.get(key)) is not row and old != row]
        with self._arranging(new_facts=True):
            self._rows = after
            self._show(arrange(after.values(), self._rules), [key for key in changed if key in before])
        if glow and before:
            self.glow.light(changed)

    def update_rows(self, rows: Iterable[R], gone: Iterable[Hashable] = ()) -> None:
        """Replace or add just these rows and drop the keys in `gone`; the others stay."""
        merged = dict(self._rows)
        for key in gone:
            merged.pop(key, None)
        for row in rows:
            merged[self._key(row)] = row
        self.apply(merged.values())

    # -- what the person arranges -----------------------------------------------------------------------
    def sort_by(self, column_key: str, *, descending: bool = False) -> None:
        """Sort by a column; an unknown key raises KeyError. The rows as applied decide between equals."""
        column = self.columns[self.column_index(column_key)]
        self._sort_column = column_key
        self._rearrange(replace(self._rules, sort=column.sort, descending=descending))
        self.sort_changed.emit(column_key, descending)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self.sort_by(self.columns[column].key, descending=order == Qt.SortOrder.DescendingOrder)

    @property
    def sorting(self) -> tuple[str, bool]:
        """The key of the column that the board is sorted by ("" for none) and whether descending."""
        return self._sort_column, self._rules.descending

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the rows that `keep` accepts; None shows all."""
        self._rearrange(replace(self._rules, keep=keep))

    def group_by(self, group: Callable[[R], Group] | None) -> None:
        """Put rows under collapsible headers; None takes the headers away."""
        self._rearrange(replace(self._rules, group=group))

    def set_collapsed(self, title: str, collapsed: bool) -> None:
        """Fold or unfold one group."""
        (self._collapsed.add if collapsed else self._collapsed.discard)(title)
        self._rearrange(replace(self._rules, collapsed=frozenset(self._collapsed)))

    def _rearrange(self, rules: Rules[R]) -> None:
        with self._arranging(new_facts=False):
            self._rules = rules
            self._show(arrange(self._rows.values(), rules), [])

    # -- questions --------------------------------------------------------------------------------------
    def row(self, key: Hashable) -> R | None:
        """The row with that key, shown or not."""
        return self._rows.get(key)

    def all_rows(self) -> list[R]:
        """Every row in the order applied, shown or not."""
        return list(self._rows.values())

    def rows(self) -> list[R]:
        """The visible rows in the order shown, without headers."""
        return [self._rows[entry.key] for entry in self._shown.entries if not entry.is_group]

    def row_at(self, line: int) -> R | None:
        """The row on a line; None for a group's header or outside."""
        key = self.key_at(line)
        return self._rows.get(key) if key is not None else None

    def key_at(self, line: int) -> Hashable | None:
        """The key of the row on a line; None for a group's header or outside."""
        entries = self._shown.entries
        return entries[line].key if 0 <= line < len(entries) and not entries[line].is_group else None

    def line_of(self, key: Hashable) -> int:
        """The line that shows a row, or -1."""
        return self._position.get(Entry(False, key), -1)

    def head_at(self, line: int) -> GroupHead | None:
        """What the header on a line says; None for a row."""
        entries = self._shown.entries
        return self._shown.heads[entries[line].key] if 0 <= line < len(entries) and entries[line].is_group else None

    def column_index(self, key: str) -> int:
        """The index of the column with that key. Raises KeyError."""
        for i, column in enumerate(self.columns):
            if column.key == key:
                return i
        raise KeyError(key)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Titles and texts of what is shown, in its order: for CSV and print."""
        titles = [column.title for column in self.columns]
        return titles, [[column.text(row) for column in self.columns] for row in self.rows()]

    # -- the difference ---------------------------------------------------------------------------------
    @contextmanager
    def _arranging(self, *, new_facts: bool) -> Any:
        self.about_to_arrange.emit(new_facts)
        yield
        self.arranged.emit(new_facts)

    def _show(self, target: Arrangement, changed: list[Hashable]) -> None:
        """Turn the visible lines into the target's: remove, reorder, insert, then say which stayed but changed."""
        wanted = set(target.entries)
        old_heads = self._shown.heads
        present = set(self._shown.entries)
        self._shown = Arrangement(list(self._shown.entries), {**old_heads, **target.heads})
        self._remove([i for i, entry in enumerate(self._shown.entries) if entry not in wanted])
        self._reorder([entry for entry in target.entries if entry in present])
        self._insert(target.entries, [i for i, entry in enumerate(target.entries) if entry not in present])
        self._shown = target
        self._position = {entry: i for i, entry in enumerate(target.entries)}
        stayed = [Entry(False, key) for key in changed]
        stayed += [
            Entry(True, title) for title, head in target.heads.items() if old_heads.get(title) not in (None, head)
        ]
        lines = sorted(self._position[entry] for entry in stayed if entry in self._position and entry in present)
        for first, last in ranges(lines):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _remove(self, lines: list[int]) -> None:
        entries = self._shown.entries
        runs = ranges(lines)
        if len(runs) > MANY_RANGES:  # push what goes to the end, then remove it in one run
            going = set(lines)
            rest = [entry for i, entry in enumerate(entries) if i not in going]
            self._reorder(rest + [entries[i] for i in lines])
            entries = self._shown.entries
            runs = [(len(rest), len(entries) - 1)]
        for first, last in reversed(runs):
            self.beginRemoveRows(NOWHERE, first, last)
            del entries[first : last + 1]
            self.endRemoveRows()

    def _insert(self, target: list[Entry], lines: list[int]) -> None:
        entries = self._shown.entries
        runs = ranges(lines)
        if len(runs) > MANY_RANGES:  # add them all at the end, then put them where they belong
            self.beginInsertRows(NOWHERE, len(entries), len(entries) + len(lines) - 1)
            entries.extend(target[i] for i in lines)
            self.endInsertRows()
            self._reorder(list(target))
            return
        for first, last in runs:
            self.beginInsertRows(NOWHERE, first, last)
            entries[first:first] = target[first : last + 1]
            self.endInsertRows()

    def _reorder(self, order: list[Entry]) -> None:
        """Move lines by one layout change; selection and current row follow by their persistent indexes."""
        entries = self._shown.entries
        if entries == order:
            return
        # Rows move and columns do not: without the hint a header takes its sections for moved, and shows hidden ones.
        hint = QAbstractItemModel.LayoutChangeHint.VerticalSortHint
        self.layoutAboutToBeChanged[LAYOUT_SIGNATURE].emit([], hint)  # type: ignore[index]
        held = self.persistentIndexList()
        moved_to = {entry: i for i, entry in enumerate(order)}
        new = [self.index(moved_to[entries[index.row()]], index.column()) for index in held]
        self._shown = Arrangement(order, self._shown.heads)
        self.changePersistentIndexList(held, new)
        self.layoutChanged[LAYOUT_SIGNATURE].emit([], hint)  # type: ignore[index]

    # -- QAbstractTableModel ----------------------------------------------------------------------------
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown.entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._shown.entries[index.row()]
        column = self.columns[index.column()]
        if entry.is_group:
            head = self._shown.heads[entry.key]
            spoken = f"{head.title}, {head.count}, {'folded' if head.collapsed else 'unfolded'}"
            texts = {Qt.ItemDataRole.DisplayRole: head.title, Qt.ItemDataRole.AccessibleTextRole: spoken}
            return texts.get(Qt.ItemDataRole(role)) if index.column() == 0 else None
        row = self._rows.get(entry.key)
        if row is None:  # between a change of the rows and the removal of their lines
            return None
        return self._row_data(row, entry, column, role)

    def _row_data(self, row: R, entry: Entry, column: Column[R], role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.spoken(row) if column.spoken is not None else f"{column.title} {column.text(row)}"
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip(row) if column.tooltip is not None else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case _:
                return entry.key if role == KEY_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return self.columns[section].align if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._shown.entries[index.row()].is_group:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return [BOARD_KEY_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = [self.key_at(line) for line in sorted({index.row() for index in indexes})]
        data.setData(BOARD_KEY_MIME, "\n".join(str(key) for key in keys if key is not None).encode())
        return data
