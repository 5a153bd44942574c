"""Rows of a table, kept fresh: what changed is read again and merged, and what that changed is told."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.runtime.changes import ChangeHub, Changes, Topic

R = TypeVar("R")
Ids = frozenset[UUID] | None
"""Which rows were read; None for all."""


@dataclass(frozen=True, slots=True)
class Delta(Generic[R]):
    """What one read changed. A row that is as before is in none of the lists."""

    added: list[R] = field(default_factory=list)
    changed: list[tuple[R, R]] = field(default_factory=list)
    """Each as it was and as it is."""
    removed: list[R] = field(default_factory=list)
    is_first: bool = False
    """Whether no full read came before."""
    is_full: bool = False
    """Whether all rows were read: the first load, F5, a silo that is back, the safety re-read."""
    is_news: bool = False
    """Whether it happened just now. Not what a first read brings, nor a full one after the silo was not live."""

    @property
    def fresh(self) -> list[R]:
        """The added and the changed rows, as they are."""
        return [*self.added, *(after for _, after in self.changed)]

    @property
    def touched(self) -> list[R]:
        """Every row that the read concerned, as it was and as it is."""
        return [*self.fresh, *(before for before, _ in self.changed), *self.removed]


class LiveRows(QObject, Generic[R]):
    """Rows by key. `changed` carries the `Delta` of each read, also of one that found everything as it was.

    Everything here runs on the GUI thread, but `read`.
    """

    changed = Signal(object)

    def __init__(
        self,
        hub: ChangeHub,
        parent: QObject,
        topics: Iterable[Topic],
        read: Callable[[Sequence[UUID] | None], list[R]],
        *,
        key: Callable[[R], Hashable],
        group: Callable[[R], Hashable] | None = None,
        told_by_group: bool = False,
        read_all_on: Iterable[Topic] = (),
    ) -> None:
        """Listens until `parent` is deleted; `refresh()` of `subscription` loads it.

        `read` is called in a worker with the ids that changed, or with None for all rows. `group` is what rows are
        also looked up by (`of`); `told_by_group` where the ids of a change are those of groups and not of rows: bids
        are notified by their trip. A change of the tables in `read_all_on` names no rows of this one.
        """
        super().__init__(parent)
        self._key, self._group = key, group
        self._told_by_group = told_by_group
        self._rows: dict[Hashable, R] = {}
        self._groups: dict[Hashable, dict[Hashable, R]] = {}
        self._read = read
        self._read_all_on = frozenset(read_all_on)
        self._is_loaded = self._was_interrupted = False
        every_topic = frozenset(topics) | self._read_all_on
        self._silos = {silo for silo, _ in every_topic}
        self.by_key: Mapping[Hashable, R] = MappingProxyType(self._rows)
        """The rows, always as they are now."""
        self.subscription = hub.subscribe(self, every_topic, self._reading, self._merge)
        hub.state_changed.connect(self._follow_silo)

    @property
    def is_loaded(self) -> bool:
        """Whether all rows have been read once."""
        return self._is_loaded

    def of(self, group: Hashable) -> list[R]:
        """The rows of a group, in the order in which they came."""
        return list(self._groups.get(group, {}).values())

    def put(self, rows: Iterable[R]) -> None:
        """Show these rows, which a call of ours has just returned, before their notification comes."""
        self._replace((), rows, Delta(is_first=not self._is_loaded, is_news=self._is_loaded))

    # -- reading ----------------------------------------------------------------------------------------
    def _reading(self, changes: Changes) -> Callable[[], tuple[Ids, list[R]]]:
        ids = None if self._read_all_on & changes.rows.keys() else changes.ids()
        return lambda: (ids, self._read(None if ids is None else sorted(ids)))

    def _merge(self, answer: tuple[Ids, list[R]]) -> None:
        ids, rows = answer
        is_full, is_first = ids is None, not self._is_loaded
        is_news = not (is_first or (is_full and self._was_interrupted))
        delta: Delta[R] = Delta(is_first=is_first, is_full=is_full, is_news=is_news)
        if is_full:
            self._is_loaded, self._was_interrupted = True, False
        self._replace(self._keys_of(ids), rows, delta)

    def _keys_of(self, ids: Ids) -> list[Hashable]:
        """The keys of the rows that were read again."""
        if ids is None:
            return list(self._rows)
        if self._told_by_group:
            return [key for group in ids for key in self._groups.get(group, ())]
        return [key for key in ids if key in self._rows]

    def _replace(self, keys: Iterable[Hashable], rows: Iterable[R], delta: Delta[R]) -> None:
        """Have `rows` in the place of those with `keys`; tell what that changed."""
        gone = {key: self._drop(key) for key in keys}
        for row in rows:
            key = self._key(row)
            before = gone.pop(key, None) or self._drop(key)
            self._rows[key] = row
            if self._group is not None:
                self._groups.setdefault(self._group(row), {})[key] = row
            if before is None:
                delta.added.append(row)
            elif before != row:
                delta.changed.append((before, row))
        delta.removed.extend(row for row in gone.values() if row is not None)
        self.changed.emit(delta)

    def _drop(self, key: Hashable) -> R | None:
        row = self._rows.pop(key, None)
        if row is not None and self._group is not None:
            group = self._group(row)
            del self._groups[group][key]
            if not self._groups[group]:
                del self._groups[group]
        return row

    @Slot(object)
    def _follow_silo(self, state: SiloState) -> None:
        if state.silo in self._silos and state.freshness is not Freshness.LIVE:
            self._was_interrupted = True
