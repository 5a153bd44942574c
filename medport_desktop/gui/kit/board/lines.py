"""The lines of a board, and how they become others by legal signals of a model: it is never reset."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

from medport_desktop.gui.kit.board.columns import Column
from medport_desktop.gui.kit.board.order import Arrangement, Entry, GroupHead, Place, Rules, head_of, ranges

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MANY_RANGES = 48  # beyond so many separate runs one layout change is cheaper than signals for each

LAYOUT_SIGNATURE = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")
"""Of the layout signals that carry a hint; PySide emits the ones without it unless told."""


class BoardLines(QAbstractTableModel, Generic[R]):
    """What is shown: a line for each visible row, and for each group's header."""

    def __init__(self, columns: Iterable[Column[R]], rules: Rules[R], parent: QObject | None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self._rules = rules
        self._shown = Arrangement([], {}, {})

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown.entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def line_of(self, key: Hashable) -> int:
        """The line that shows a row, or -1."""
        entry, entries = Entry(False, key), self._shown.entries
        if not self._shown.places:  # in the middle of a new arrangement
            return entries.index(entry) if entry in entries else -1
        place = self._shown.places.get(entry)
        return self._line(place) if place is not None and not self._is_folded(place) else -1

    # -- many lines -------------------------------------------------------------------------------------
    def _show(self, target: Arrangement, changed: list[Hashable]) -> None:
        """Turn the visible lines into the target's: remove, reorder, insert, then say which stayed but changed."""
        wanted = set(target.entries)
        old_heads = self._shown.heads
        present = set(self._shown.entries)
        self._shown = Arrangement(list(self._shown.entries), {**old_heads, **target.heads}, {})
        self._remove([i for i, entry in enumerate(self._shown.entries) if entry not in wanted])
        self._reorder([entry for entry in target.entries if entry in present])
        self._insert(target.entries, [i for i, entry in enumerate(target.entries) if entry not in present])
        self._shown = target
        stayed = {Entry(False, key) for key in changed} & present
        stayed |= {
            Entry(True, title) for title, head in target.heads.items() if old_heads.get(title) not in (None, head)
        }
        if stayed:
            self._say_changed([i for i, entry in enumerate(target.entries) if entry in stayed])

    def _say_changed(self, lines: list[int]) -> None:
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
        moved_to = {entry: i for i, entry in enumerate(order)}
        self._lay_out(order, lambda line: moved_to[entries[line]])

    def _lay_out(self, order: list[Entry], moved_to: Callable[[int], int]) -> None:
        # Rows move and columns do not: without the hint a header takes its sections for moved, and shows hidden ones.
        hint = QAbstractItemModel.LayoutChangeHint.VerticalSortHint
        self.layoutAboutToBeChanged[LAYOUT_SIGNATURE].emit([], hint)  # type: ignore[index]
        held = self.persistentIndexList()
        new = [self.index(moved_to(index.row()), index.column()) for index in held]
        self._shown = replace(self._shown, entries=order)
        self.changePersistentIndexList(held, new)
        self.layoutChanged[LAYOUT_SIGNATURE].emit([], hint)  # type: ignore[index]

    # -- one line ---------------------------------------------------------------------------------------
    def _line(self, place: Place) -> int:
        return self._shown.line(place, descending=self._rules.descending)

    def _is_folded(self, place: Place) -> bool:
        return self._rules.group is not None and self._rules.is_folded(place.group[2])

    def _move(self, entry: Entry, old: Place | None, new: Place | None) -> None:
        """Bring one row's line, which stood at `old`, to `new`; None where it is not shown."""
        if new is not None:
            self._count_in_head(new, 1)
        was = self._line(old) if old is not None and not self._is_folded(old) else -1
        line = self._line(new) if new is not None and not self._is_folded(new) else -1
        if was >= 0 and line >= 0:
            line -= line > was
            self._move_line(was, line)
            self._set_place(entry, new)
            self._say_changed([line])
        elif was >= 0:
            self._remove_line(was)
            self._set_place(entry, new)
        else:
            self._set_place(entry, new)
            if line >= 0:
                self._insert_line(line, entry)
        if old is not None:
            self._count_in_head(old, -1)

    def _set_place(self, entry: Entry, place: Place | None) -> None:
        if place is not None:
            self._shown.places[entry] = place
        else:
            self._shown.places.pop(entry, None)

    def _count_in_head(self, place: Place, more: int) -> None:
        """Count one row more or less in the header of its group, which comes with the first and goes with the last."""
        if self._rules.group is None or not place.group[2]:
            return
        at, title, heads = head_of(place), place.group[2], self._shown.heads
        entry, head = Entry(True, title), heads.get(title)
        if head is None:
            heads[title] = GroupHead(title, more, self._rules.is_folded(title))
            line = self._line(at)
            self._shown.places[entry] = at
            self._insert_line(line, entry)
        elif head.count + more == 0:
            self._remove_line(self._line(at))
            del heads[title], self._shown.places[entry]
        else:
            heads[title] = replace(head, count=head.count + more)
            self._say_changed([self._line(at)])

    def _insert_line(self, line: int, entry: Entry) -> None:
        self.beginInsertRows(NOWHERE, line, line)
        self._shown.entries.insert(line, entry)
        self.endInsertRows()

    def _remove_line(self, line: int) -> None:
        self.beginRemoveRows(NOWHERE, line, line)
        del self._shown.entries[line]
        self.endRemoveRows()

    def _move_line(self, old: int, new: int) -> None:
        def moved_to(line: int) -> int:
            return new if line == old else line - (line > old) + (new <= line - (line > old))

        if old != new:
            order = self._shown.entries.copy()
            order.insert(new, order.pop(old))
            self._lay_out(order, moved_to)
