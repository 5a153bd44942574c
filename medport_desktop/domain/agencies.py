"""EMS agencies, their units and their prices."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.enums import TransportLevel, UnitStatus, UnitType
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.domain.written.opening_hours import Hours


@dataclass(frozen=True, slots=True)
class Price:
    """A price of one level, in integer cents: a base and an amount a loaded mile."""

    base_cents: int
    per_mile_cents: int


PriceSheet = dict[TransportLevel, Price]


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as the center's directory shows it to hospitals."""

    id: UUID
    name: str
    city: str
    state: str
    phone: str
    coordinates: Coordinates | None
    levels: frozenset[TransportLevel]
    is_active: bool
    trips_accepted: int = 0
    trips_completed: int = 0
    trips_released: int = 0

    @property
    def record(self) -> str:
        """The agency's record in one phrase, for a hospital choosing among bids."""
        if not self.trips_accepted:
            return "new here"
        return f"{self.trips_completed} of {self.trips_accepted} completed"


@dataclass(frozen=True, slots=True)
class AgencyProfile:
    """An agency's own record in the EMS silo, as far as a bid needs it."""

    id: UUID
    name: str
    city: str
    coordinates: Coordinates | None
    price_sheet: PriceSheet = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What an agency says of itself. The name is the transport center's; city, state and place follow the ZIP code."""

    id: UUID
    name: str
    contact_name: str
    phone: str
    email: str
    address: str
    zip_code: str
    city: str
    state: str
    service_area: tuple[str, ...]
    """Counties."""
    hours: Hours
    levels: frozenset[TransportLevel]


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to add to an agency's fleet, or what one is from now on."""

    id: UUID
    agency_id: UUID
    unit_number: str
    type: UnitType


@dataclass(frozen=True, slots=True)
class Unit:
    """A vehicle with its crew, and what it is doing."""

    id: UUID
    agency_id: UUID
    agency_name: str
    unit_number: str
    type: UnitType
    current_status: UnitStatus
    current_location: str
    coordinates: Coordinates | None
    shift_end: datetime | None
    trip_id: UUID | None
    trip_number: str
    trip_status: str
    updated_at: datetime
    shift_start: datetime | None = None
    away: PlanKind | None = None
    """The planned absence that runs; `current_status` says the same."""
    away_until: datetime | None = None
    next_plan: PlanKind | None = None
    """The next planned absence; a break whose time has passed waits for the end of the trip."""
    next_at: datetime | None = None
    place_since: datetime | None = None
    """Since when it is known to be at its place; None where that was never said."""
    status_reason: str = ""
    """Why it is out of service or in maintenance, where a person said so and not a plan."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where somebody says that a unit is; without coordinates no miles are counted from there."""

    current_location: str
    coordinates: Coordinates | None = None


_ABLE: dict[TransportLevel, frozenset[UnitType]] = {
    TransportLevel.WHEELCHAIR: frozenset({UnitType.WHEELCHAIR, UnitType.BLS, UnitType.ALS}),
    TransportLevel.BLS: frozenset({UnitType.BLS, UnitType.ALS, UnitType.CCT}),
    TransportLevel.ALS: frozenset({UnitType.ALS, UnitType.CCT}),
    TransportLevel.CCT: frozenset({UnitType.CCT}),
    TransportLevel.OTHER: frozenset(UnitType),
}


def is_able(unit_type: UnitType, level: TransportLevel) -> bool:
    """Whether a unit of that type may run a trip of that level (a higher level of care may run a lower one).

    The EMS silo enforces the same table (medport.unit_able).
    """
    return unit_type in _ABLE[level]


def price_cents(sheet: PriceSheet, level: TransportLevel, miles: float | None) -> int | None:
    """The sheet's price in cents for `miles` loaded miles; None without miles, or where the sheet has no such level."""
    price = sheet.get(level)
    if price is None or miles is None:
        return None
    return price.base_cents + round(price.per_mile_cents * miles)


def numbers(units: Sequence[Unit]) -> str:
    """ "M-34", "M-34 and M-35", "M-34 and 4 more"."""
    first = units[0].unit_number
    if len(units) == 2:
        return f"{first} and {units[1].unit_number}"
    return first if len(units) == 1 else f"{first} and {len(units) - 1} more"
