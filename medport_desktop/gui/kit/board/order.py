"""Which rows a board shows and in what order: filter, sort and group over plain lists."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Group:
    """The group that a row belongs to: groups stand in the order of `order`, then of their title."""

    order: Any
    title: str


@dataclass(frozen=True)
class GroupHead:
    """A full-width header row."""

    title: str
    count: int
    collapsed: bool


@dataclass(frozen=True)
class Entry:
    """One visible line: a row by its key, or a group's header by its title."""

    is_group: bool
    key: Hashable


@dataclass(frozen=True)
class Arrangement:
    """The visible lines in order, and what each header says."""

    entries: list[Entry]
    heads: dict[Hashable, GroupHead]


@dataclass(frozen=True)
class Rules(Generic[R]):
    """How a board is arranged at the moment."""

    key: Callable[[R], Hashable]
    sort: Callable[[R], Any] | None = None
    descending: bool = False
    keep: Callable[[R], bool] | None = None
    group: Callable[[R], Group] | None = None
    collapsed: Collection[str] = ()


def sorted_rows(rows: Iterable[R], sort: Callable[[R], Any], *, descending: bool) -> list[R]:
    """Stable in both directions; rows without a value come last in both."""
    present: list[tuple[Any, R]] = []
    absent: list[R] = []
    for row in rows:
        value = sort(row)
        if value is None:
            absent.append(row)
        else:
            present.append((value, row))
    present.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in present] + absent


def arrange(rows: Iterable[R], rules: Rules[R]) -> Arrangement:
    """The visible lines for these rows."""
    kept = [row for row in rows if rules.keep(row)] if rules.keep is not None else list(rows)
    if rules.sort is not None:
        kept = sorted_rows(kept, rules.sort, descending=rules.descending)
    if rules.group is None:
        return Arrangement([Entry(False, rules.key(row)) for row in kept], {})
    members: dict[Group, list[R]] = {}
    for row in kept:
        members.setdefault(rules.group(row), []).append(row)
    entries: list[Entry] = []
    heads: dict[Hashable, GroupHead] = {}
    for group in sorted(members, key=lambda group: (group.order, group.title)):
        collapsed = group.title in rules.collapsed
        heads[group.title] = GroupHead(group.title, len(members[group]), collapsed)
        entries.append(Entry(True, group.title))
        if not collapsed:
            entries.extend(Entry(False, rules.key(row)) for row in members[group])
    return Arrangement(entries, heads)


def ranges(indexes: list[int]) -> list[tuple[int, int]]:
    """Ascending indexes as inclusive runs: [1, 2, 5] → [(1, 2), (5, 5)]."""
    result: list[tuple[int, int]] = []
    for index in indexes:
        if result and result[-1][1] == index - 1:
            result[-1] = (result[-1][0], index)
        else:
            result.append((index, index))
    return result
