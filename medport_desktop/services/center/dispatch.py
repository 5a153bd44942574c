"""What the transport center sees and does: every trip, every unit, and either side's actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from medport_desktop.domain.agencies import Unit, is_able
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.places import Coordinates, road_miles, travel_minutes
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import AvailableTrip, Trip
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.ports import EmsPort


@dataclass(frozen=True, slots=True)
class AbleUnit:
    """A free unit that could take a trip, with minutes to its origin (None where a place is unknown)."""

    unit: Unit
    minutes: int | None


class Dispatch:
    """The dispatch board's use cases: it reads all three silos and acts for a hospital or an agency."""

    def __init__(
        self, desk: TripEntry, agency: BidBoard, ems: EmsPort, broadcasts: Broadcasts, handoffs: Handoffs
    ) -> None:
        """`desk` acts for hospitals, `agency` for agencies; both audited as the center person that does it.

        `broadcasts` are the messages to them, `handoffs` the sheets from shift to shift.
        """
        self.desk = desk
        self.agency = agency
        self.broadcasts = broadcasts
        self.handoffs = handoffs
        self._ems = ems

    def trips(self, ids: Sequence[UUID] | None = None) -> list[Trip]:
        """Every trip."""
        return self.desk.trips(ids)

    def units(self, ids: Sequence[UUID] | None = None) -> list[Unit]:
        """Every agency's units."""
        return self._ems.units(ids)


def able_units(trip: AvailableTrip, units: Sequence[Unit], settings: Settings) -> list[AbleUnit]:
    """Free units able to run the trip, nearest first."""
    able = [
        AbleUnit(u, _minutes(u.coordinates, trip.origin_coordinates, settings))
        for u in units
        if u.current_status is UnitStatus.AVAILABLE and is_able(u.type, trip.transport_level)
    ]
    return sorted(able, key=lambda a: (a.minutes is None, a.minutes or 0, a.unit.unit_number))


def _minutes(start: Coordinates | None, end: Coordinates | None, settings: Settings) -> int | None:
    if start is None or end is None:
        return None
    return settings.turnout_minutes + travel_minutes(
        road_miles(start, end, settings.road_factor), settings.average_speed_mph
    )
