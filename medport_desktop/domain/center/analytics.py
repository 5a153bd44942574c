"""The figures of analytics: what each is, for which period and whose trips. The SQL of the center computes them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from medport_desktop.domain.enums import Reason, TransportLevel


class Period(StrEnum):
    """Which days; each but the last ends with today."""

    TODAY = "TODAY"
    DAYS_7 = "DAYS_7"
    DAYS_30 = "DAYS_30"
    DAYS_90 = "DAYS_90"
    BETWEEN = "BETWEEN"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            "TODAY": "Today",
            "DAYS_7": "Last 7 days",
            "DAYS_30": "Last 30 days",
            "DAYS_90": "Last 90 days",
            "BETWEEN": "From – to…",
        }[self.value]

    @property
    def days(self) -> int:
        """How many days it has; 0 where the person says which."""
        return {"TODAY": 1, "DAYS_7": 7, "DAYS_30": 30, "DAYS_90": 90}.get(self.value, 0)


@dataclass(frozen=True, slots=True)
class AnalyticsFilter:
    """Facts from `since` (included) to `until` (not included); None does not restrict."""

    since: datetime
    until: datetime
    hospital_id: UUID | None = None
    agency_id: UUID | None = None
    level: TransportLevel | None = None


def days_between(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which the first day begins and the last one ends in that zone; the two in either order."""
    first, last = min(first, last), max(first, last)
    return _midnight(first, zone), _midnight(last + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything of the period. Waits are seconds from the request to the first acceptance."""

    requests: int = 0
    accepted: int = 0
    p50_seconds: float | None = None
    p90_seconds: float | None = None
    completed: int = 0
    miles: float = 0.0
    cancelled: int = 0
    invented: int = 0
    """How many of the requests are of the demo's history, which nobody made."""


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Requests entered within an hour of the day, on all days of the period together."""

    hour: int
    requests: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of the period in the site's zone. An acceptance counts on its own day, not on its request's."""

    day: date
    requests: int
    accepted: int
    p50_seconds: float | None
    p90_seconds: float | None
    completed: int
    miles: float


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """Requests and waits of one level of care."""

    level: TransportLevel
    requests: int
    accepted: int
    p50_seconds: float | None
    p90_seconds: float | None


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """One agency's last word to each trip that it answered, and what it carried."""

    agency_id: UUID
    name: str
    taken: int
    declined: int
    handed_back: int
    completed: int
    miles: float

    @property
    def answered(self) -> int:
        """Trips that it took, declined or handed back."""
        return self.taken + self.declined + self.handed_back

    @property
    def acceptance_rate(self) -> float | None:
        """The share of answered trips that it took and kept, 0 to 1; None where it answered none."""
        return self.taken / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class ReasonFigures:
    """Trips that were cancelled for one reason."""

    reason: Reason
    unheld: int
    """Before an agency had taken the trip."""
    held: int
    """After one had."""

    @property
    def cancelled(self) -> int:
        """All of them."""
        return self.unheld + self.held


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures for one filter."""

    totals: Totals = Totals()
    hours: tuple[HourFigures, ...] = ()
    days: tuple[DayFigures, ...] = ()
    levels: tuple[LevelFigures, ...] = ()
    agencies: tuple[AgencyFigures, ...] = ()
    reasons: tuple[ReasonFigures, ...] = ()
