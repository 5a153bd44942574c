"""Places, distances, travel times and the arrivals that follow from them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from medport_desktop.domain.enums import FacilityType

EARTH_RADIUS_MILES = 3958.8
OUTSIDE = "Address outside the network"
"""What the silos call a destination that is no facility."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Facility:
    """A place of the network that trips start from and end at."""

    id: UUID
    hospital_id: UUID | None
    name: str
    type: FacilityType
    address: str
    city: str
    state: str
    zip_code: str
    coordinates: Coordinates
    phone: str = ""
    is_active: bool = True


def road_miles(origin: Coordinates, destination: Coordinates, road_factor: float) -> float:
    """Great-circle (haversine) miles times `road_factor`, rounded to 0.1."""
    lat1, lat2 = radians(origin.latitude), radians(destination.latitude)
    half_dlat = (lat2 - lat1) / 2
    half_dlon = radians(destination.longitude - origin.longitude) / 2
    h = sin(half_dlat) ** 2 + cos(lat1) * cos(lat2) * sin(half_dlon) ** 2
    return round(2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(h))) * road_factor, 1)


def travel_minutes(miles: float, speed_mph: float) -> int:
    """Whole minutes to drive `miles`, at least 1."""
    return max(1, round(miles / speed_mph * 60))


@dataclass(frozen=True, slots=True)
class Arrival:
    """An estimate. `source` says in a few words what it is made from."""

    at: datetime
    source: str


def arrival(left_at: datetime, miles: float | None, speed_mph: float, told: timedelta | None = None) -> Arrival | None:
    """From when the crew left, by the loaded miles at `speed_mph`; where the miles are not known, by the time between
    pick-up and arrival that the agency told. None where neither is known."""
    if miles is not None:
        minutes = timedelta(minutes=travel_minutes(miles, speed_mph))
        return Arrival(left_at + minutes, f"estimate: {miles:.1f} mi at {speed_mph:.0f} mph")
    if told is not None and told > timedelta(0):
        return Arrival(left_at + told, "estimate: the driving time of the agency's bid")
    return None
