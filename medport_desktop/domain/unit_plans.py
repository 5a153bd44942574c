"""What an agency plans for its units, and what its units did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.written.wall_clock import on

PLAN_AHEAD = timedelta(days=60)
"""How far ahead a plan may begin; the EMS silo enforces the same."""
PLAN_BACK = timedelta(hours=24)
"""How long ago it may have begun."""


class PlanKind(StrEnum):
    """What is planned. A break is time out of service; all but a shift are absences."""

    SHIFT = "SHIFT"
    BREAK = "BREAK"
    OUT_OF_SERVICE = "OUT_OF_SERVICE"
    MAINTENANCE = "MAINTENANCE"
    OFF_DUTY = "OFF_DUTY"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return self.value.replace("_", " ").capitalize()

    @property
    def needs_end(self) -> bool:
        """Whether its end must be known; the others last until somebody says otherwise."""
        return self in (PlanKind.SHIFT, PlanKind.BREAK)

    @property
    def needs_reason(self) -> bool:
        """Whether others must be told why; the EMS silo enforces it."""
        return self in (PlanKind.OUT_OF_SERVICE, PlanKind.MAINTENANCE)

    @property
    def longest(self) -> timedelta:
        """How long one may be; the EMS silo enforces the same."""
        return _LONGEST.get(self, timedelta(days=366))


_LONGEST = {PlanKind.BREAK: timedelta(hours=4), PlanKind.SHIFT: timedelta(hours=48)}


class PlanState(StrEnum):
    """How far a plan is; only these two are shown as plans, the rest is history."""

    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A plan that has not ended. `end` is None for one that lasts until further notice."""

    id: UUID
    unit_id: UUID
    kind: PlanKind
    state: PlanState
    start: datetime
    end: datetime | None
    notes: str
    planned_by: str
    """A name, or ''."""

    def has_begun(self, now: datetime) -> bool:
        """Whether its time has come; a break put off to the end of a trip has begun too."""
        return self.state is PlanState.ACTIVE or self.start <= now


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan to make. `start` is None for "now", by the database's clock."""

    id: UUID
    unit_id: UUID
    agency_id: UUID
    kind: PlanKind
    start: datetime | None
    end: datetime | None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What a plan is to say from now on. `start` is None for "now", by the database's clock."""

    plan: UnitPlan
    """As it was when the change was begun: another's change since then is not overwritten."""
    start: datetime | None
    end: datetime | None
    notes: str


@dataclass(frozen=True, slots=True)
class UnitPast:
    """A stretch of a unit's history: what it was, from when to when (None: still), by whom and why."""

    id: UUID
    status: UnitStatus
    start: datetime
    end: datetime | None
    kind: PlanKind | None
    """The plan's kind, where a plan made it so."""
    notes: str
    changed_by: str
    """A person's or a hospital's name; '' for the clock."""
    trip_number: str
    """The trip that it was on, while committed."""

    @property
    def word(self) -> str:
        """What it was, in words: a break is not just "out of service"."""
        return self.kind.label if self.kind is not None else self.status.label

    @property
    def why(self) -> str:
        """The trip or the note, or ''."""
        return self.trip_number or self.notes


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What the side panel shows of one unit: its plans, soonest first, and its history, newest first."""

    plans: tuple[UnitPlan, ...] = ()
    past: tuple[UnitPast, ...] = ()


def shifts(days: Iterable[date], start: time, end: time, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """A shift on each day, by the site's wall clock: one that ends before it starts ends on the next day.

    Across a change of daylight-saving time the wall clock holds, so that a shift is an hour longer or shorter.
    Raises NoSuchTime where the clocks leave its beginning or its end out.
    """
    spans = []
    for day in sorted(days):
        last = day if end > start else day + timedelta(days=1)
        spans.append((on(day, start, zone), on(last, end, zone)))
    return spans
