"""A board of 5,000 rows: sorting it, and applying rows of which all have changed, beside `list.sort` itself.

Then one changed trip on the dispatch board of 1,000 and of 10,000: taken as all rows, and as the one.

python -m benchmarks.boards
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from PySide6.QtWidgets import QApplication

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, Priority, TransportLevel, TripStatus
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.center import board_views
from medport_desktop.gui.center.columns import trip_columns
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
    for count in (1_000, 10_000):
        _one_changed_trip(count, chance)
    return 0


def _one_changed_trip(count: int, chance: random.Random) -> None:
    now = datetime.now(UTC)
    statuses = (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE, TripStatus.IN_TRANSIT)
    there = [_trip(f"T-{n}", chance.choice(statuses), now + timedelta(minutes=n % 600)) for n in range(count)]
    trips = {trip.id: trip for trip in there}
    board: BoardModel[board_views.Row] = BoardModel(
        trip_columns(Settings), key=lambda row: row.trip.id, order=board_views.board_order
    )
    board.group_by(lambda row: board_views.group_of(board_views.Grouping.STATUS, row.trip))
    view = BoardView()
    view.set_board(board)
    view.show()

    def change() -> Trip:
        before = chance.choice(there)
        later = now + timedelta(minutes=chance.randrange(600))
        trips[before.id] = replace(before, status=chance.choice(statuses), ready_at=later)
        return trips[before.id]

    def all_rows() -> None:
        change()
        board.apply(sorted(map(board_views.Row, trips.values()), key=board_views.board_order))

    all_rows()
    before = _median(all_rows)
    _tell(f"all of {count:,}", before, before, "all")
    _tell(f"one of {count:,}", _median(lambda: board.update_rows([board_views.Row(change())])), before, "all")
    view.close()


def _trip(number: str, status: TripStatus, ready_at: datetime) -> Trip:
    return Trip(
        id=uuid4(), trip_number=number, hospital_id=uuid4(), hospital_name="H", patient_id=None,
        origin_facility_id=uuid4(), origin_name="A", origin_city="", destination_facility_id=None,
        destination_name="B", destination_city="", pickup_location="", contact_phone="",
        transport_level=TransportLevel.BLS, priority=Priority.HIGH, status=status,
        special_requirements=frozenset(), special_requirements_note="", ready_at=ready_at, deliver_by=None,
        request_timestamp=ready_at, accepted_timestamp=None, pickup_timestamp=None, completion_timestamp=None,
        assigned_agency_id=None, assigned_agency_name="", assigned_unit_id=None, assigned_unit_number="",
        award_mode=AwardMode.BIDDING, award_outcome=None, award_note="", distance_miles=None, bid_count=0,
        cancellation_reason=None, updated_at=ready_at,
    )  # fmt: skip


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _tell(name: str, ms: float, base: float, base_name: str = "list.sort") -> None:
    sys.stdout.write(f"{name:<20} {ms:8.2f} ms   {ms / base:7.4g} × {base_name}\n")


if __name__ == "__main__":
    sys.exit(main())
