"""When a patient who is on the way will probably arrive: an estimate, and from what it is made."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from medport_desktop.domain.places import travel_minutes


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
