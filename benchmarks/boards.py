"""A board of 5,000 rows: sorting it, and applying rows of which all have changed, beside `list.sort` itself.

python -m benchmarks.boards
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QApplication

from medport_desktop.gui.kit.board import BoardModel, BoardView, columns
from medport_desktop.gui.kit.style.theme import theme

ROWS = 5_000
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something to sort by."""

    key: int
    name: str
    weight: float


def main() -> int:
    """Run it and print medians in milliseconds, and the ratio to `list.sort`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    theme().install(app)
    chance = random.Random(1)  # nosec B311 # noqa: S311  (rows for a timing)
    rows = [Row(n, f"n{chance.randrange(ROWS)}", chance.random()) for n in range(ROWS)]
    board: BoardModel[Row] = BoardModel(
        [columns.plain("name", "Name", lambda r: r.name), columns.number("weight", "Weight", lambda r: r.weight)],
        key=lambda r: r.key,
    )
    view = BoardView()
    view.set_board(board)
    view.resize(1000, 800)
    view.show()
    board.apply(rows)
    turns = iter(range(10_000))
    base = _median(lambda: sorted(rows, key=lambda r: r.weight, reverse=bool(next(turns) % 2)))
    _tell("list.sort", base, base)
    _tell("sort", _median(lambda: board.sort_by("weight", descending=bool(next(turns) % 2))), base)
    _tell("apply, all changed", _median(lambda: board.apply([replace(r, weight=chance.random()) for r in rows])), base)
    _tell("repaint", _median(view.grab), base)
    view.close()
    return 0


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _tell(name: str, ms: float, base: float) -> None:
    sys.stdout.write(f"{name:<20} {ms:8.1f} ms   {ms / base:6.1f} × list.sort\n")


if __name__ == "__main__":
    sys.exit(main())
