"""The board's rows: a trip on offer, seen with this agency's prices, units and bids; and which of them to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from medport_desktop.domain.agencies import AgencyProfile, Unit, is_able
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, Priority, TransportLevel, UnitStatus
from medport_desktop.domain.places import road_miles
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid, TripDecline
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.facts.route import Place
from medport_desktop.services.agency.bid_board import Proposal, empty_miles, propose

RETURN_WITHIN = 40.0
"""Road miles that a unit may drive empty to a return trip."""
RETURN_BEFORE, RETURN_AFTER = timedelta(minutes=30), timedelta(hours=3)
"""How long before and after the arrival a return trip may be ready."""


@dataclass(frozen=True, slots=True)
class TripFilters:
    """What an agency wants to see; an empty set or None means any."""

    levels: frozenset[TransportLevel] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    within_miles: float | None = None
    """Road miles from the agency's station to the origin."""
    ready_within_hours: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One trip on offer. Amounts in cents, distances in road miles; None where a price or a place is unknown."""

    trip: AvailableTrip
    pay_cents: int | None
    empty_miles: float | None
    """From the closest free and able unit, else from the station."""
    station_miles: float | None
    my_bid: Bid | None
    """This agency's open bid."""
    declined: TripDecline | None = None
    """Where this agency has said that it will not run it."""

    @property
    def cents_per_mile(self) -> float | None:
        """Pay for each loaded mile."""
        miles = self.trip.distance_miles
        return self.pay_cents / miles if self.pay_cents is not None and miles else None

    @property
    def is_first_accept(self) -> bool:
        """Whether the first agency to accept has it."""
        return self.trip.award_mode is AwardMode.FIRST_ACCEPT


@dataclass(frozen=True, slots=True)
class Fleet:
    """What a row is judged by: the agency's prices and station, its units and the site's settings."""

    profile: AgencyProfile
    units: tuple[Unit, ...]
    settings: Settings

    def row(
        self, trip: AvailableTrip, my_bid: Bid | None, now: datetime, declined: TripDecline | None = None
    ) -> BoardRow:
        """The board's row for a trip."""
        proposal = self.propose(trip, now)
        return BoardRow(
            trip=trip,
            pay_cents=proposal.bid_amount,
            empty_miles=proposal.empty_miles,
            station_miles=empty_miles(trip, None, self.profile, self.settings),
            my_bid=my_bid,
            declined=declined,
        )

    def propose(self, trip: AvailableTrip, now: datetime, chosen: Unit | None = None) -> Proposal:
        """What a bid starts from, with the closest free and able unit or the `chosen` one."""
        return propose(trip, self.profile, self.units, self.settings, now, chosen)

    def free_and_able(self, trip: AvailableTrip) -> list[tuple[Unit, float | None]]:
        """The units that could run the trip now, closest first, each with its empty miles."""
        units = [(u, self.empty_miles(trip, u)) for u in self.units if can_run(u, trip)]
        return sorted(units, key=lambda pair: (pair[1] is None, pair[1] or 0.0, matching.natural(pair[0].unit_number)))

    def able_for(self, level: TransportLevel) -> list[Unit]:
        """The free units that may run a level of care."""
        return [u for u in self.units if u.current_status is UnitStatus.AVAILABLE and is_able(u.type, level)]

    def empty_miles(self, trip: AvailableTrip, unit: Unit) -> float | None:
        """Road miles that a unit drives empty to the trip's origin."""
        return empty_miles(trip, unit, self.profile, self.settings)


def can_run(unit: Unit, trip: AvailableTrip) -> bool:
    """Whether a unit is free and able to run a trip."""
    return unit.current_status is UnitStatus.AVAILABLE and is_able(unit.type, trip.transport_level)


def why_not(unit: Unit, level: TransportLevel) -> str:
    """Why a unit cannot run a trip of that level just now, as a sentence; "" where it can."""
    if unit.current_status is not UnitStatus.AVAILABLE:
        within = "in " if unit.current_status is UnitStatus.MAINTENANCE else ""
        return f"{unit.unit_number} is {within}{unit.current_status.label.lower()} just now."
    if not is_able(unit.type, level):
        article = "an" if level.label[0] in "AO" else "a"
        return f"{unit.unit_number} is {unit.type.label} and cannot run {article} {level.label} trip."
    return ""


def passes(row: BoardRow, filters: TripFilters, now: datetime) -> bool:
    """Whether a row is to be shown.

    Where a place is unknown, its distance cannot rule a trip out.
    """
    trip = row.trip
    if filters.levels and trip.transport_level not in filters.levels:
        return False
    if filters.priorities and trip.priority not in filters.priorities:
        return False
    hours, miles = filters.ready_within_hours, filters.within_miles
    if hours is not None and trip.ready_at > now.astimezone(UTC) + timedelta(hours=hours):
        return False
    if miles is not None and row.station_miles is not None and row.station_miles > miles:
        return False
    places = (trip.origin_name, trip.origin_city, trip.destination_name, trip.destination_city)
    return matching.has_all(filters.text, trip.trip_number, trip.hospital_name, *places)


def return_trip(
    row: BoardRow, unit: Unit | None, arrival: datetime, others: Iterable[BoardRow], settings: Settings
) -> tuple[AvailableTrip, float] | None:
    """The trip on offer that starts closest to where this one ends, and how far that is; None where none fits."""
    end = row.trip.destination_coordinates
    found: list[tuple[float, str, AvailableTrip]] = []
    for other in others:
        trip = other.trip
        if end is None or trip.origin_coordinates is None or trip.trip_id == row.trip.trip_id:
            continue
        if unit is not None and not is_able(unit.type, trip.transport_level):
            continue
        if not arrival - RETURN_BEFORE <= trip.ready_at <= arrival + RETURN_AFTER:
            continue
        away = road_miles(end, trip.origin_coordinates, settings.road_factor)
        if away <= RETURN_WITHIN:
            found.append((away, trip.trip_number, trip))
    if not found:
        return None
    away, _, trip = min(found, key=lambda entry: entry[:2])
    return trip, away


def origin_place(trip: AvailableTrip | ActiveTrip) -> Place:
    """Where a trip starts, and for whom where that is not the same house."""
    whom = f" · for {trip.hospital_name}" if trip.hospital_name != trip.origin_name else ""
    return Place(trip.origin_name, f"{trip.origin_city}{whom}")
