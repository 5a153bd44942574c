"""The board's difference: whatever arrives, the lines end as wanted, by legal model signals, and nothing is reset."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from medport_desktop.gui.kit.board import BoardModel, Group, HeadWords, columns


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    weight: int | None = None
    group: str = "a"


COLUMNS = [
    columns.plain("name", "Name", lambda r: r.name),
    columns.number("weight", "Weight", lambda r: r.weight),
]


def make(rows: list[Row] = [], order: Callable[[Row], int] | None = None) -> BoardModel[Row]:  # noqa: B006 - never changed
    board = BoardModel(COLUMNS, key=lambda r: r.key, order=order)
    board._tester = QAbstractItemModelTester(board, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    board.apply(rows)
    return board


def names(board: BoardModel[Row]) -> list[str]:
    return [row.name for row in board.rows()]


def rows_of(text: str) -> list[Row]:
    return [Row(ord(letter), letter) for letter in text]


def test_first_rows_stand_in_the_order_applied() -> None:
    assert names(make(rows_of("bca"))) == ["b", "c", "a"]


@given(
    before=st.lists(st.integers(0, 30), unique=True),
    after=st.lists(st.integers(0, 30), unique=True),
    weights=st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=31, max_size=31),
    sort=st.sampled_from(["", "name", "weight"]),
    descending=st.booleans(),
    grouped=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_any_change_ends_as_if_it_were_new(
    before: list[int],
    after: list[int],
    weights: list[int | None],
    sort: str,
    descending: bool,
    grouped: bool,
) -> None:
    def settled(board: BoardModel[Row]) -> BoardModel[Row]:
        if grouped:
            board.group_by(lambda r: Group(0, r.group))
        if sort:
            board.sort_by(sort, descending=descending)
        return board

    old = [Row(key, f"n{key}", 0, "ab"[key % 2]) for key in before]
    new = [Row(key, f"n{key}", weights[key], "abc"[key % 3]) for key in after]
    board = settled(make(old))
    resets: list[int] = []
    board.modelReset.connect(lambda: resets.append(1))
    board.apply(new)
    fresh = settled(make(new))
    lines = range(board.rowCount())
    assert [board.key_at(i) or board.head_at(i) for i in lines] == [fresh.key_at(i) or fresh.head_at(i) for i in lines]
    assert board.rowCount() == fresh.rowCount()
    assert not resets


@given(
    before=st.lists(st.integers(0, 30), unique=True),
    steps=st.lists(st.lists(st.integers(0, 30), unique=True, max_size=4), max_size=6),
    weights=st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=31, max_size=31),
    sort=st.sampled_from(["", "name", "weight"]),
    descending=st.booleans(),
    grouped=st.booleans(),
    folded=st.sampled_from(["", "a", "c"]),
    bare=st.sampled_from(["", "a", "b"]),
    starts_folded=st.booleans(),
    by_first_row=st.booleans(),
    ordered=st.booleans(),
    hides=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_any_rows_that_are_updated_end_as_if_all_were_arranged_anew(
    before: list[int],
    steps: list[list[int]],
    weights: list[int | None],
    sort: str,
    descending: bool,
    grouped: bool,
    folded: str,
    bare: str,
    starts_folded: bool,
    by_first_row: bool,
    ordered: bool,
    hides: bool,
) -> None:
    board = make([Row(key, f"n{key}", 0, "ab"[key % 2]) for key in before], order=_heaviest if ordered else None)
    if grouped:
        board.filter_and_group(
            None,
            lambda r: Group(0, "" if r.group == bare else r.group),
            by_first_row=by_first_row,
            starts_folded=starts_folded,
        )
        board.set_collapsed(folded, not starts_folded)
    if sort:
        board.sort_by(sort, descending=descending)
    if hides:
        board.set_filter(lambda r: r.weight != 1)
    kept = {board.key_at(line): QPersistentModelIndex(board.index(line, 0)) for line in range(board.rowCount())}
    for step in steps:
        gone = [key for key in step if key % 5 == 0]
        rows = [Row(key, f"n{key}", weights[key], "abc"[key % 3]) for key in step if key % 5]
        board.update_rows(rows, gone)
        lines = [board.key_at(line) or board.head_at(line) for line in range(board.rowCount())]
        for line, key in enumerate(lines):
            if isinstance(key, int):
                assert board.line_of(key) == line
        board._rearrange(board._rules)
        assert lines == [board.key_at(line) or board.head_at(line) for line in range(board.rowCount())]
    for key, index in kept.items():
        assert not index.isValid() or key is None or board.key_at(index.row()) == key


def _heaviest(row: Row) -> int:
    return -(row.weight or 0)


def test_a_row_that_is_updated_moves_alone() -> None:
    board = make([Row(n, f"n{n}", n) for n in range(10)])
    board.sort_by("weight")
    seen: list[str] = []
    board.rowsInserted.connect(lambda *_: seen.append("inserted"))
    board.rowsRemoved.connect(lambda *_: seen.append("removed"))
    board.layoutChanged.connect(lambda *_: seen.append("moved"))
    board.dataChanged.connect(lambda first, last, *_: seen.append(f"changed {first.row()}-{last.row()}"))
    board.update_rows([Row(3, "n3", 3, "b")])
    assert seen == ["changed 3-3"]
    board.update_rows([Row(3, "n3", 7)])
    assert seen[1:] == ["moved", "changed 6-6"]
    board.update_rows([Row(4, "n4", 4), Row(11, "n11", 0)], gone=[9, 12])
    assert seen[3:] == ["removed", "inserted"]
    board.update_rows([])
    assert len(seen) == 5


def test_only_what_changed_is_announced() -> None:
    board = make(rows_of("abcde"))
    seen: list[tuple[int, int]] = []
    board.dataChanged.connect(lambda first, last, *_: seen.append((first.row(), last.row())))
    rows = board.rows()
    board.apply([rows[0], replace(rows[1], name="B"), replace(rows[2], name="C"), rows[3], replace(rows[4], name="E")])
    assert seen == [(1, 2), (4, 4)]


def test_nothing_is_announced_when_nothing_changed() -> None:
    board = make(rows_of("abc"))
    seen: list[object] = []
    for signal in (board.dataChanged, board.rowsInserted, board.rowsRemoved, board.layoutChanged):
        signal.connect(lambda *_: seen.append(1))
    board.apply(rows_of("abc"))
    assert not seen


def test_sorting_is_stable_both_ways_and_rows_without_a_value_come_last() -> None:
    board = make([Row(1, "a", 2), Row(2, "b"), Row(3, "c", 1), Row(4, "d", 2), Row(5, "e", 1)])
    board.sort_by("weight")
    assert names(board) == ["c", "e", "a", "d", "b"]
    board.sort_by("weight", descending=True)
    assert names(board) == ["a", "d", "c", "e", "b"]


def test_persistent_indexes_follow_their_rows() -> None:
    board = make([Row(n, f"n{n}", n) for n in range(20)])
    kept = [QPersistentModelIndex(board.index(n, 1)) for n in range(20)]
    board.sort_by("weight", descending=True)
    board.apply([Row(n, f"n{n}", 100 - n) for n in range(0, 20, 2)] + [Row(99, "new", 1000)])
    for n, index in enumerate(kept):
        assert index.isValid() == (n % 2 == 0)
        if index.isValid():
            assert board.key_at(index.row()) == n
            assert index.column() == 1


def test_filter_hides_and_shows_again() -> None:
    board = make(rows_of("abcd"))
    board.set_filter(lambda r: r.name in "bd")
    assert names(board) == ["b", "d"]
    assert board.row(ord("a")) is not None
    assert board.line_of(ord("a")) == -1
    board.set_filter(None)
    assert names(board) == ["a", "b", "c", "d"]


def test_groups_count_fold_and_unfold() -> None:
    board = make([Row(1, "a", group="x"), Row(2, "b", group="y"), Row(3, "c", group="x")])
    board.group_by(lambda r: Group(0 if r.group == "x" else 1, r.group))
    heads = [board.head_at(i) for i in range(board.rowCount())]
    assert [(head.title, head.count) for head in heads if head is not None] == [("x", 2), ("y", 1)]
    board.set_collapsed("x", True)
    assert [board.key_at(i) for i in range(board.rowCount())] == [None, None, 2]
    board.apply([Row(1, "a", group="y"), Row(2, "b", group="y"), Row(3, "c", group="x")])
    assert [board.key_at(i) for i in range(board.rowCount())] == [None, None, 1, 2]
    board.set_collapsed("x", False)
    board.group_by(None)
    assert board.rowCount() == 3


def test_rows_without_a_header_stand_alone_and_a_folded_row_can_be_shown() -> None:
    rows = [Row(1, "a", 5), Row(2, "b", 3, "x"), Row(3, "c", 2, "x"), Row(4, "d", 4, "y")]
    board = make(rows)

    def least(rows: list[Row]) -> HeadWords:
        return HeadWords(rows[0].group.upper(), f"least {min(row.weight or 0 for row in rows)}")

    board.filter_and_group(
        None,
        lambda r: Group(1 if r.group in "xy" else 0, r.group if r.group in "xy" else ""),
        starts_folded=True,
        words=least,
    )
    assert [board.key_at(i) for i in range(board.rowCount())] == [1, None, None]
    assert board.head_words("x") == ("X", "least 2")
    spoken = board.data(board.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "X, 2, least 2, folded"
    board.unfold(3)
    assert [board.key_at(i) for i in range(board.rowCount())] == [1, None, 2, 3, None]
    board.update_rows([Row(2, "b", 1, "x")])
    assert board.head_words("x").beside == "least 1"
    board.set_collapsed("x", True)
    assert board.line_of(3) == -1
    assert [row[0] for row in board.table()[1]] == ["a", "b", "c", "d"]


def test_groups_stand_by_their_first_rows_and_follow_them() -> None:
    rows = [Row(1, "a", 5), Row(2, "b", 3, "x"), Row(3, "c", 2, "x"), Row(4, "d", 4, "y"), Row(5, "e", 9, "z")]
    board = make(rows, order=_heaviest)
    moves: list[bool] = []
    board.arranged.connect(moves.append)
    board.filter_and_group(
        lambda r: r.group != "z",
        lambda r: Group(1 if r.group in "xyz" else 0, r.group if r.group in "xyz" else ""),
        by_first_row=True,
        starts_folded=True,
    )
    assert moves == [False]

    def heads() -> list[str]:
        return [head.title for line in range(board.rowCount()) if (head := board.head_at(line)) is not None]

    assert heads() == ["y", "x"]
    board.update_rows([Row(3, "c", 6, "x")])
    assert heads() == ["x", "y"]
    board.update_rows([], gone=[3])
    assert heads() == ["y", "x"]
    board.sort_by("weight", descending=False)
    assert heads() == ["y", "x"]
    assert names(board)[:1] == ["a"]


def test_update_rows_leaves_the_others() -> None:
    board = make(rows_of("abc"))
    board.update_rows([Row(ord("b"), "B"), Row(ord("d"), "d")], gone=[ord("a")])
    assert names(board) == ["B", "c", "d"]


def test_only_new_and_changed_rows_glow_and_the_timer_stops() -> None:
    board = make(rows_of("ab"))
    assert not board.glow.is_running, "a first load does not glow"
    now = [10.0]
    board.glow._clock = lambda: now[0]
    board.apply([*rows_of("a"), Row(ord("b"), "B"), *rows_of("c")])
    assert board.glow.strength(ord("a")) == 0.0
    assert board.glow.strength(ord("b")) == 1.0
    now[0] = 11.0
    assert board.glow.strength(ord("c")) == pytest.approx(0.5)
    now[0] = 12.1
    board.glow._step()
    assert board.glow.strength(ord("c")) == 0.0
    assert not board.glow.is_running


def test_table_is_what_is_shown() -> None:
    board = make([Row(1, "b", 1200), Row(2, "a", None)])
    board.sort_by("name")
    assert board.table() == (["Name", "Weight"], [["a", ""], ["b", "1,200"]])


def test_accessible_text_names_the_column() -> None:
    from PySide6.QtCore import Qt

    board = make([Row(1, "b", 7)])
    assert board.data(board.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Weight 7"
    assert board.data(QModelIndex()) is None
