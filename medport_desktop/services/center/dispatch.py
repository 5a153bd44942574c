"""What the transport center sees and does: every trip, every unit, and either side's actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.agencies import Unit, is_able
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.places import Coordinates, road_miles, travel_minutes
from medport_desktop.domain.trips import AvailableTrip
from medport_desktop.domain.written.matching import natural
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.hospital.trip_entry import TripEntry


@dataclass(frozen=True, slots=True)
class AbleUnit:
    """A free unit that could take a trip, with minutes to its origin (None where a place is unknown)."""

    unit: Unit
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What a dispatcher of the center works with: everything is read from the stores, and written for either side.

    Each act is audited as the person's own.
    """

    stores: Stores
    trip_entry: TripEntry
    """For hospitals."""
    bid_board: BidBoard
    """For agencies."""
    broadcasts: Broadcasts
    handoffs: Handoffs


def able_units(trip: AvailableTrip, units: Sequence[Unit], settings: Settings) -> list[AbleUnit]:
    """Free units able to run the trip, nearest first."""
    able = [
        AbleUnit(u, _minutes(u.coordinates, trip.origin_coordinates, settings))
        for u in units
        if u.current_status is UnitStatus.AVAILABLE and is_able(u.type, trip.transport_level)
    ]
    return sorted(able, key=lambda a: (a.minutes is None, a.minutes or 0, natural(a.unit.unit_number)))


def _minutes(start: Coordinates | None, end: Coordinates | None, settings: Settings) -> int | None:
    if start is None or end is None:
        return None
    return settings.turnout_minutes + travel_minutes(
        road_miles(start, end, settings.road_factor), settings.average_speed_mph
    )
