"""What a handoff's sheet says of a trip, and what has changed since, as plain functions of the facts and the time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from medport_desktop.domain.center.handoff import Handoff, HandoffLine, Waiting, in_order
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, AwardOutcome, TripStatus
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.center.board_views import Row, is_late
from medport_desktop.gui.kit.facts.route import public_destination

AHEAD = timedelta(hours=24)
"""So far ahead a shift thinks of trips that are scheduled for later."""
_BEFORE_SCENE = (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
_OUT = (TripStatus.EN_ROUTE, TripStatus.ON_SCENE, TripStatus.IN_TRANSIT, TripStatus.AT_DESTINATION)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of a sheet beside the trip as it is now."""

    line: HandoffLine
    trip: Trip | None
    """None where the board does not know it (any more)."""
    is_new: bool = False
    """Not on the sheet: a trip that was entered since."""
    is_over: bool = False
    """Of a handoff that has ended: what is now has nothing to do with it."""

    @property
    def change(self) -> str:
        """What is different now; '' for nothing."""
        if self.is_over:
            return ""
        return f"new: {self.line.status.label.lower()}" if self.is_new else change_since(self.line, self.trip)


def line_of(row: Row, now: datetime, settings: Settings, note: str = "") -> HandoffLine:
    """A trip of the board as the sheet has it: nothing of the patient, no room, no home address."""
    trip = row.trip
    return HandoffLine(
        trip_id=trip.id,
        number=trip.trip_number,
        hospital=trip.hospital_name,
        origin=trip.origin_name,
        destination=public_destination(trip),
        level=trip.transport_level,
        priority=trip.priority,
        status=trip.status,
        holder=holder_of(trip),
        since=row.since,
        due_at=due_at(trip, settings),
        waits=waits_of(trip, now, settings),
        note=note,
    )


def sheet_of(rows: Iterable[Row], now: datetime, settings: Settings, notes: Mapping[UUID, str]) -> list[HandoffLine]:
    """Every open trip; of the scheduled ones, those of the next 24 hours: the others are for later sheets."""
    opened = (row for row in rows if not row.trip.status.is_final and not _is_far(row.trip, now))
    return in_order(line_of(row, now, settings, notes.get(row.trip.id, "")) for row in opened)


def _is_far(trip: Trip, now: datetime) -> bool:
    return trip.status is TripStatus.SCHEDULED and trip.ready_at > now.astimezone(UTC) + AHEAD


def holder_of(trip: Trip) -> str:
    """Agency and unit; '' for none."""
    return " · ".join(word for word in (trip.assigned_agency_name, trip.assigned_unit_number) if word)


def due_at(trip: Trip, settings: Settings) -> datetime | None:
    """When the pick-up is due; with the patient on board the delivery, if anyone said when."""
    if trip.status in _BEFORE_SCENE:
        return settings.due_of(trip)
    return trip.deliver_by if trip.status in (TripStatus.ON_SCENE, TripStatus.IN_TRANSIT) else None


def waits_of(trip: Trip, now: datetime, settings: Settings) -> frozenset[Waiting]:
    """What somebody who takes over must look at first."""
    found: set[Waiting] = set()
    if is_late(trip, now, settings):
        found.add(Waiting.LATE)
    elif trip.status in _BEFORE_SCENE:
        left = settings.due_of(trip) - now
        if left <= timedelta(minutes=settings.due_amber_minutes):
            found.add(Waiting.PICKUP_DUE)
    if trip.status is TripStatus.PENDING:
        if trip.award_outcome is AwardOutcome.PENDING:
            found.add(Waiting.ANSWER)
        elif trip.bid_count == 0 and trip.award_mode is AwardMode.BIDDING:
            found.add(Waiting.NO_BIDS)
    elif trip.assigned_agency_id is not None and not trip.assigned_unit_number:
        found.add(Waiting.NO_UNIT)
    elif trip.status in _OUT:
        found.add(Waiting.UNIT_OUT)
    return frozenset(found)


def rows_of(handoff: Handoff, rows: Iterable[Row], now: datetime, settings: Settings) -> list[SheetRow]:
    """The sheet's lines; for one that is still open beside the trips as they are, with those that came since."""
    if not handoff.is_open:
        return [SheetRow(line, None, is_over=True) for line in handoff.lines]
    live = {row.trip.id: row for row in rows}
    on_it = [SheetRow(line, live[line.trip_id].trip if line.trip_id in live else None) for line in handoff.lines]
    known = {row.line.trip_id for row in on_it}
    since = [row for row in live.values() if row.trip.id not in known]
    lines = sheet_of(since, now, settings, {})
    return [*on_it, *(SheetRow(line, live[line.trip_id].trip, is_new=True) for line in lines)]


def change_since(line: HandoffLine, trip: Trip | None) -> str:
    """What is different now: "now in transit; with Blair · A-7"; '' for nothing."""
    if trip is None:
        return "no longer on the board"
    words = []
    if trip.status is not line.status:
        words.append(f"now {trip.status.label.lower()}")
    holder = holder_of(trip)
    if holder != line.holder and not trip.status.is_final:
        words.append(f"with {holder}" if holder else "nobody has it any more")
    if trip.priority is not line.priority:
        words.append(f"priority {trip.priority.label.lower()}")
    return "; ".join(words)
