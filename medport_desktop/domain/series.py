"""Trips that repeat by a rule."""

from dataclasses import dataclass
from datetime import datetime

from medport_desktop.domain.trips import NewTrip
from medport_desktop.domain.written.limits import BETWEEN

MOST_OCCURRENCES = int(BETWEEN["trip_series.occurrences"][1])
MOST_MONTHS = 12
"""From the first to the last occurrence."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that the patient goes. Aware times; `back` is when they are ready to be brought back, if they are."""

    ready_at: datetime
    deliver_by: datetime | None = None
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewSeries:
    """What the desk enters: one trip, and when it happens. `rule` is an RFC 5545 recurrence rule without "RRULE:"."""

    trip: NewTrip
    rule: str
    zone: str
    occurrences: tuple[Occurrence, ...]
