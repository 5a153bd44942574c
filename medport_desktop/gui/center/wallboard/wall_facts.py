"""What the wallboard shows, as plain functions of the facts and the time. Nothing on it could identify a patient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import HELD, Priority, TripStatus
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.center.board_views import Row, free_units, is_late
from medport_desktop.gui.center.columns import agency_tone, agency_words, due
from medport_desktop.gui.kit.board import Timer
from medport_desktop.gui.kit.board.cells import spoken_place
from medport_desktop.gui.kit.facts.route import public_destination
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, trip_status_look
from medport_desktop.gui.kit.style.tokens import Tone

_DRIVING = (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)


@dataclass(frozen=True, slots=True)
class WallRow:
    """A trip as a line that can be read from across the room."""

    number: str
    priority: Priority
    status: StatusLook
    level: str
    origin: str
    destination: str
    unit: str
    holder: str
    holder_tone: Tone
    due: Timer
    late: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A big number, and what it counts."""

    number: str
    words: str
    tone: Tone = Tone.TEXT


def wall_rows(rows: Iterable[Row], now: datetime, settings: Settings) -> list[WallRow]:
    """Trips under way or on offer: the late ones first, the longest late at the top, then whatever is due first."""
    shown = [row for row in rows if not row.trip.status.is_final and row.trip.status is not TripStatus.SCHEDULED]

    def order(row: Row) -> tuple[bool, datetime, int, str]:
        moment = due(row, settings).moment or row.trip.ready_at
        return not is_late(row.trip, now, settings), moment, row.trip.priority.rank, row.trip.trip_number

    return [_wall_row(row, now, settings) for row in sorted(shown, key=order)]


def _wall_row(row: Row, now: datetime, settings: Settings) -> WallRow:
    trip = row.trip
    return WallRow(
        number=trip.trip_number,
        priority=trip.priority,
        status=trip_status_look(trip.status),
        level=trip.transport_level.label,
        origin=spoken_place(trip.origin_name),
        destination=spoken_place(public_destination(trip)),
        unit=trip.assigned_unit_number,
        holder=trip.assigned_agency_name or agency_words(row),
        holder_tone=agency_tone(row, settings),
        due=due(row, settings),
        late=is_late(trip, now, settings),
    )


def tiles(trips: Sequence[Trip], units: Sequence[Unit], now: datetime, settings: Settings) -> list[Tile]:
    """The numbers at the top."""
    late = sum(is_late(trip, now, settings) for trip in trips)
    driving = _count(trips, _DRIVING)
    return [
        Tile(str(late), "late", Tone.RED if late else Tone.TEXT),
        Tile(str(_count(trips, (TripStatus.PENDING,))), "waiting", Tone.AMBER),
        Tile(str(driving), "on the way", Tone.BLUE),
        Tile(str(_count(trips, HELD) - driving), "with the patient", Tone.TEAL),
        Tile(str(_count(trips, (TripStatus.SCHEDULED,))), "scheduled", Tone.MUTED),
        Tile(str(free_units(units)), f"of {len(units)} units free", Tone.GREEN),
    ]


def _count(trips: Sequence[Trip], statuses: Iterable[TripStatus]) -> int:
    wanted = frozenset(statuses)
    return sum(trip.status in wanted for trip in trips)


def pages(rows: Sequence[WallRow], room: int) -> list[list[WallRow]]:
    """The rows in pages of `room` lines. The late ones stand at the top of every page while they leave half of it."""
    room = max(room, 1)
    if len(rows) <= room:
        return [list(rows)]
    late = [row for row in rows if row.late]
    pinned = late if len(late) <= room // 2 else []
    rest = rows[len(pinned) :]
    step = room - len(pinned)
    return [[*pinned, *rest[i : i + step]] for i in range(0, len(rest), step)]
