"""Which rows a board shows and in what order: filter, sort and group over plain lists."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any, Generic, NamedTuple, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Group:
    """The group that a row belongs to: groups stand in the order of `order`, then of their first row where the board
    asks for that, then of their title. One without a title has no header, and so is never folded."""

    order: Any
    title: str


@dataclass(frozen=True)
class GroupHead:
    """A full-width header row."""

    title: str
    count: int
    collapsed: bool


class HeadWords(NamedTuple):
    """What a header says: what the group is, and what is said of its rows beside their number."""

    title: str
    beside: str = ""


class Entry(NamedTuple):
    """One line: a row by its key, or a group's header by its title."""

    is_group: bool
    key: Hashable


class Place(NamedTuple):
    """Where a line stands among the others; a group's header stands before the rows of the group."""

    group: tuple[Any, tuple[Any, ...], str]
    """Its group's order, first row if groups stand by that, and title."""
    is_row: bool
    has_no_value: bool
    value: Any
    base: Any
    """What decides between rows of equal value: the board's own order, and the order in which they came."""


@dataclass(frozen=True)
class Arrangement:
    """The visible lines in order, and what each header says; `places` also has the rows of folded groups."""

    entries: list[Entry]
    heads: dict[Hashable, GroupHead]
    places: dict[Entry, Place]

    def line(self, place: Place, *, descending: bool) -> int:
        """The line that has this place, or that a line of this place would have."""

        def compare(one: Place, other: Place) -> int:
            first, second = one[:3], other[:3]
            if first == second and not one.has_no_value:
                first, second = (other.value, one.value) if descending else (one.value, other.value)
            if first == second:
                first, second = one.base, other.base
            return -1 if first < second else int(second < first)

        as_key = cmp_to_key(compare)
        return bisect_left(self.entries, as_key(place), key=lambda entry: as_key(self.places[entry]))


@dataclass(frozen=True)
class Rules(Generic[R]):
    """How a board is arranged at the moment."""

    key: Callable[[R], Hashable]
    sort: Callable[[R], Any] | None = None
    descending: bool = False
    keep: Callable[[R], bool] | None = None
    group: Callable[[R], Group] | None = None
    by_first_row: bool = False
    """Whether groups of the same order stand by the board's own order of their first rows."""
    starts_folded: bool = False
    turned: Collection[str] = ()
    """The groups that a person has folded or unfolded, so that they are not as they start."""

    def is_folded(self, title: str) -> bool:
        """Whether the rows under that header are hidden."""
        return bool(title) and (title in self.turned) != self.starts_folded

    def place(self, row: R, base: Any) -> Place | None:
        """Where a row stands; None where it is not to be shown."""
        if self.keep is not None and not self.keep(row):
            return None
        group = self.group(row) if self.group is not None else _NO_GROUP
        value = self.sort(row) if self.sort is not None else None
        return Place((group.order, (), group.title), True, value is None, value, base)

    def moves_groups(self, places: Iterable[Place | None]) -> bool:
        """Whether a change of rows at these places may move whole groups."""
        return self.by_first_row and any(place is not None and place.group[2] for place in places)


_NO_GROUP = Group(0, "")


def head_of(place: Place) -> Place:
    """Where the header of a row's group stands."""
    return Place(place.group, False, False, 0, 0)


def arrange(rows: Iterable[R], bases: Mapping[Hashable, Any], rules: Rules[R]) -> Arrangement:
    """The lines for these rows. `bases` decide between rows of equal value, and alone on a board that is not sorted."""
    ordered: list[tuple[Entry, Place]] = []
    for row in rows:
        key = rules.key(row)
        place = rules.place(row, bases[key])
        if place is not None:
            ordered.append((Entry(False, key), place))
    ordered.sort(key=lambda pair: pair[1].base)
    if rules.sort is not None:  # stable in both directions; rows without a value come last in both
        present = [pair for pair in ordered if not pair[1].has_no_value]
        present.sort(key=lambda pair: pair[1].value, reverse=rules.descending)
        ordered = [*present, *(pair for pair in ordered if pair[1].has_no_value)]
    places = dict(ordered)
    if rules.group is None:
        return Arrangement([entry for entry, _ in ordered], {}, places)
    members: dict[tuple[Any, tuple[Any, ...], str], list[tuple[Entry, Place]]] = {}
    for pair in ordered:
        members.setdefault(pair[1].group, []).append(pair)
    if rules.by_first_row:
        members = dict(_by_first_row(group, found) for group, found in members.items())
        places = {entry: place for found in members.values() for entry, place in found}
    entries: list[Entry] = []
    heads: dict[Hashable, GroupHead] = {}
    for group in sorted(members):
        title, found = group[2], members[group]
        if title:
            head = Entry(True, title)
            heads[title] = GroupHead(title, len(found), rules.is_folded(title))
            places[head] = head_of(found[0][1])
            entries.append(head)
        if not rules.is_folded(title):
            entries.extend(entry for entry, _ in found)
    return Arrangement(entries, heads, places)


def _by_first_row(
    group: tuple[Any, tuple[Any, ...], str], found: list[tuple[Entry, Place]]
) -> tuple[tuple[Any, tuple[Any, ...], str], list[tuple[Entry, Place]]]:
    """A group with the place of its first row in the board's own order; rows without a header stay where they are."""
    if not group[2]:
        return group, found
    placed = group[0], (min(place.base for _, place in found),), group[2]
    return placed, [(entry, place._replace(group=placed)) for entry, place in found]


def ranges(indexes: list[int]) -> list[tuple[int, int]]:
    """Ascending indexes as inclusive runs: [1, 2, 5] → [(1, 2), (5, 5)]."""
    result: list[tuple[int, int]] = []
    for index in indexes:
        if result and result[-1][1] == index - 1:
            result[-1] = (result[-1][0], index)
        else:
            result.append((index, index))
    return result
