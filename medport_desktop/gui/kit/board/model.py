"""The model behind every board: a keyed list of frozen rows, updated by difference and never reset."""

from collections.abc import Callable, Hashable, Iterable
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from medport_desktop.gui.kit.board.columns import Column
from medport_desktop.gui.kit.board.glow import Glow
from medport_desktop.gui.kit.board.lines import BoardLines, Index
from medport_desktop.gui.kit.board.order import Arrangement, Entry, Group, GroupHead, HeadWords, Place, Rules, arrange
from medport_desktop.gui.kit.clock import site_clock

R = TypeVar("R")
KEY_ROLE = Qt.ItemDataRole.UserRole
BOARD_KEY_MIME = "application/x-medport-board-key"
_HEAD_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
MANY_ROWS = 48  # beyond so many new facts at once the whole board is arranged instead of a line for each


class BoardModel(BoardLines[R]):
    """Rows of one frozen dataclass, in the order, filter and groups of the moment.

    `apply()` takes all rows, `update_rows()` those that changed. Around every change of what is visible
    `about_to_arrange` and `arranged` are emitted, both with True if new facts caused it and False if the person
    rearranged the board.
    """

    about_to_arrange = Signal(bool)
    arranged = Signal(bool)
    sort_changed = Signal(str, bool)

    def __init__(
        self,
        columns: Iterable[Column[R]],
        *,
        key: Callable[[R], Hashable],
        order: Callable[[R], Any] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`order` is what the rows stand by where no column sorts them; without it the order in which they came."""
        super().__init__(columns, Rules(key), parent)
        self.glow = Glow(self)
        self._key = key
        self._order = order
        self._count = count()
        self._rows: dict[Hashable, R] = {}
        self._bases: dict[Hashable, tuple[Any, int]] = {}
        self._sort_column = ""
        self._turned: set[str] = set()
        self._head_words: Callable[[list[R]], HeadWords] | None = None
        self.speaking = 0
        """The column whose cells speak for their whole row: the one that the view moves in."""

    # -- new facts --------------------------------------------------------------------------------------
    def apply(self, rows: Iterable[R], *, glow: bool = True) -> None:
        """Make these the rows. What is new or changed glows, unless the board was empty or `glow` is False."""
        before = self._rows
        after = {self._key(row): row for row in rows}
        changed = [key for key, row in after.items() if (old := before.get(key)) is not row and old != row]
        with self._arranging(new_facts=True):
            self._rows, self._bases = after, {}
            for key, row in after.items():
                self._bases[key] = self._base(row, next(self._count))
            self._show(self._arranged(), [key for key in changed if key in before])
        if glow and before:
            self.glow.light(changed)

    def update_rows(self, rows: Iterable[R], gone: Iterable[Hashable] = (), *, glow: bool = True) -> None:
        """Replace or add just these rows and drop the keys in `gone`; the others, and their lines, stay."""
        was_empty = not self._rows
        given = {self._key(row): row for row in rows}
        changed = {key: row for key, row in given.items() if self._rows.get(key) != row}
        dropped = [key for key in gone if key in self._rows and key not in given]
        if not changed and not dropped:
            return
        with self._arranging(new_facts=True):
            old = {key: self._shown.places.get(Entry(False, key)) for key in (*dropped, *changed)}
            known = [key for key in changed if key in self._rows]
            for key in dropped:
                del self._rows[key], self._bases[key]
            for key, row in changed.items():
                self._rows[key] = row
                self._bases[key] = self._base(row, self._bases[key][1] if key in self._bases else next(self._count))
            if len(old) > MANY_ROWS or self._rules.moves_groups([*old.values(), *map(self._place, changed)]):
                self._show(self._arranged(), known)
            else:
                for key, place in old.items():
                    self._move(Entry(False, key), place, self._place(key))
        if glow and not was_empty:
            self.glow.light(changed)

    def _base(self, row: R, came: int) -> tuple[Any, int]:
        return (self._order(row) if self._order is not None else 0), came

    def _place(self, key: Hashable) -> Place | None:
        row = self._rows.get(key)
        return self._rules.place(row, self._bases[key]) if row is not None else None

    def _arranged(self) -> Arrangement:
        return arrange(self._rows.values(), self._bases, self._rules)

    @contextmanager
    def _arranging(self, *, new_facts: bool) -> Any:
        self.about_to_arrange.emit(new_facts)
        yield
        self.arranged.emit(new_facts)

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
        """Put rows under headers that fold; None takes the headers away."""
        self.filter_and_group(self._rules.keep, group)

    def filter_and_group(
        self,
        keep: Callable[[R], bool] | None,
        group: Callable[[R], Group] | None,
        *,
        by_first_row: bool = False,
        starts_folded: bool = False,
        words: Callable[[list[R]], HeadWords] | None = None,
    ) -> None:
        """Do as `set_filter` and `group_by` at once. `by_first_row`: groups of the same order stand by the board's own
        order of their first rows. `words`: what a header says of its rows, where that is more than its title."""
        self._head_words = words
        self._rearrange(
            replace(self._rules, keep=keep, group=group, by_first_row=by_first_row, starts_folded=starts_folded)
        )

    def set_collapsed(self, title: str, collapsed: bool) -> None:
        """Fold or unfold one group."""
        (self._turned.add if collapsed != self._rules.starts_folded else self._turned.discard)(title)
        self._rearrange(replace(self._rules, turned=frozenset(self._turned)))

    def unfold(self, key: Hashable) -> None:
        """Show a row that is hidden in its group, if its group is what hides it."""
        place = self._shown.places.get(Entry(False, key))
        if place is not None and self._is_folded(place):
            self.set_collapsed(place.group[2], False)

    def _rearrange(self, rules: Rules[R]) -> None:
        with self._arranging(new_facts=False):
            self._rules = rules
            self._show(self._arranged(), [])

    # -- questions --------------------------------------------------------------------------------------
    def row(self, key: Hashable) -> R | None:
        """The row with that key, shown or not."""
        return self._rows.get(key)

    def all_rows(self) -> list[R]:
        """Every row, shown or not."""
        return list(self._rows.values())

    def rows(self) -> list[R]:
        """The visible rows in the order shown, without headers."""
        return [self._rows[entry.key] for entry in self._shown.entries if not entry.is_group]

    def kept_rows(self) -> list[R]:
        """The rows that the filter lets through, in the order shown, folded or not."""
        unfolded = arrange(self._rows.values(), self._bases, replace(self._rules, starts_folded=False, turned=()))
        return [self._rows[entry.key] for entry in unfolded.entries if not entry.is_group]

    def row_at(self, line: int) -> R | None:
        """The row on a line; None for a group's header or outside."""
        key = self.key_at(line)
        return self._rows.get(key) if key is not None else None

    def key_at(self, line: int) -> Hashable | None:
        """The key of the row on a line; None for a group's header or outside."""
        entries = self._shown.entries
        return entries[line].key if 0 <= line < len(entries) and not entries[line].is_group else None

    def head_at(self, line: int) -> GroupHead | None:
        """What the header on a line says; None for a row."""
        entries = self._shown.entries
        return self._shown.heads[entries[line].key] if 0 <= line < len(entries) and entries[line].is_group else None

    def head_words(self, title: str) -> HeadWords:
        """What the header of the group of that title says now."""
        if self._head_words is None:
            return HeadWords(title)
        of_group = (entry.key for entry, place in self._shown.places.items() if place.group[2] == title)
        rows = [self._rows[key] for key in of_group if key in self._rows]
        return self._head_words(rows) if rows else HeadWords("")  # in the middle of a new arrangement

    def column_index(self, key: str) -> int:
        """The index of the column with that key. Raises KeyError."""
        for i, column in enumerate(self.columns):
            if column.key == key:
                return i
        raise KeyError(key)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Titles and texts of `kept_rows`, as a file has them: times have a date, and their titles the zone."""
        zone, rows = site_clock().zone.key, self.kept_rows()
        titles = [f"{column.title} ({zone})" if column.written else column.title for column in self.columns]
        return titles, [[(column.written or column.text)(row) for column in self.columns] for row in rows]

    # -- QAbstractTableModel ----------------------------------------------------------------------------
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._shown.entries[index.row()]
        column = self.columns[index.column()]
        if entry.is_group:
            if index.column() != 0 or role not in _HEAD_ROLES:
                return None
            head = self._shown.heads[entry.key]
            words, folded = self.head_words(head.title), "folded" if head.collapsed else "unfolded"
            spoken = ", ".join(filter(None, (words.title, str(head.count), words.beside, folded)))
            texts = {Qt.ItemDataRole.DisplayRole: words.title, Qt.ItemDataRole.AccessibleTextRole: spoken}
            return texts[Qt.ItemDataRole(role)]
        row = self._rows.get(entry.key)
        if row is None:  # between a change of the rows and the removal of their lines
            return None
        return self._row_data(row, entry, column, role)

    def _row_data(self, row: R, entry: Entry, column: Column[R], role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row) if column is self.columns[self.speaking] else self._cell(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip(row) if column.tooltip is not None else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case _:
                return entry.key if role == KEY_ROLE else None

    def spoken(self, row: R) -> str:
        """A row as a person would read it out: what it is called, where it goes, how it stands, when it is due."""
        told = sorted((c for c in self.columns if not c.hidden), key=lambda column: column.reading_order)
        return ", ".join(words for column in told if (words := self._cell(row, column)))

    def _cell(self, row: R, column: Column[R]) -> str:
        if column.spoken is not None:
            return column.spoken(row)
        text = column.text(row)
        return f"{column.title} {text}" if text and not column.names_itself else text

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
