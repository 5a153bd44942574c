"""Shift handoff: the sheet of open trips that one dispatcher of the center leaves to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import Priority, TransportLevel, TripStatus, UnitStatus


class HandoffStatus(StrEnum):
    """What became of a sheet."""

    OPEN = "OPEN"
    TAKEN = "TAKEN"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"OPEN": "Open", "TAKEN": "Taken over", "WITHDRAWN": "Withdrawn"}[self.value]


class Waiting(StrEnum):
    """What a trip waits for, worst first."""

    LATE = "LATE"
    PICKUP_DUE = "PICKUP_DUE"
    NO_BIDS = "NO_BIDS"
    ANSWER = "ANSWER"
    NO_UNIT = "NO_UNIT"
    UNIT_OUT = "UNIT_OUT"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            "LATE": "late",
            "PICKUP_DUE": "pick-up due",
            "NO_BIDS": "no bids",
            "ANSWER": "agency's answer",
            "NO_UNIT": "no unit named",
            "UNIT_OUT": "unit out",
        }[self.value]


@dataclass(frozen=True, slots=True)
class UnitCount:
    """What the units of the region were doing."""

    free: int = 0
    on_trip: int = 0
    out: int = 0
    """Out of service or in maintenance; a unit that is off duty is neither."""

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "UnitCount":
        """Count them."""
        states = [unit.current_status for unit in units]
        free, on_trip = states.count(UnitStatus.AVAILABLE), states.count(UnitStatus.COMMITTED)
        return cls(free, on_trip, states.count(UnitStatus.OUT_OF_SERVICE) + states.count(UnitStatus.MAINTENANCE))

    @property
    def words(self) -> str:
        """ "4 units free, 3 on a trip, 2 out of service"."""
        return f"{self.free} units free, {self.on_trip} on a trip, {self.out} out of service"


@dataclass(frozen=True, slots=True)
class HandoffLine:
    """An open trip as it was when the sheet was made; nothing of the patient."""

    trip_id: UUID
    number: str
    hospital: str
    origin: str
    destination: str
    """A facility; an address outside of the network is not written down."""
    level: TransportLevel
    priority: Priority
    status: TripStatus
    holder: str
    """Agency and unit; '' for none."""
    since: datetime
    due_at: datetime | None
    waits: frozenset[Waiting]
    note: str = ""
    acknowledged_by_id: UUID | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None

    @property
    def waits_words(self) -> str:
        """What it waited for, worst first."""
        return ", ".join(waiting.label for waiting in Waiting if waiting in self.waits)


def sheet_order(line: HandoffLine) -> tuple[int, datetime, str]:
    """The most urgent first, then what is due first: the order in which a sheet is written, read and printed."""
    return line.priority.rank, line.due_at or line.since, line.number


def in_order(lines: Iterable[HandoffLine]) -> list[HandoffLine]:
    """The lines in the order of a sheet."""
    return sorted(lines, key=sheet_order)


@dataclass(frozen=True, slots=True)
class NewHandoff:
    """What a dispatcher leaves. `for_id`: the one it is meant for; None for the next dispatcher who comes."""

    note: str
    for_id: UUID | None
    units: UnitCount
    lines: tuple[HandoffLine, ...]


@dataclass(frozen=True, slots=True)
class Handoff:
    """A sheet with what has become of it."""

    id: UUID
    status: HandoffStatus
    note: str
    for_name: str
    units: UnitCount
    made_by_id: UUID | None
    made_by: str
    made_at: datetime
    ended_by: str
    """Who took over, or withdrew it."""
    ended_at: datetime | None
    lines: tuple[HandoffLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to take over."""
        return self.status is HandoffStatus.OPEN

    def acknowledged(self, by: UUID | None = None) -> int:
        """How many trips have been acknowledged; of `by` alone where given."""
        return sum(line.acknowledged_at is not None and by in (None, line.acknowledged_by_id) for line in self.lines)
