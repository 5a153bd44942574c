"""What the board shows: rows, views, groups and head figures, as plain functions of the facts and the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import TripStatus, UnitStatus
from medport_desktop.domain.trips import ActiveTrip, Trip
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.board import Group


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board: a trip, with its live assignment if the EMS silo has one."""

    trip: Trip
    held: ActiveTrip | None = None
    expired: int = 0
    """How many agencies have let a bid on it expire, while it is on offer."""

    @property
    def since(self) -> datetime:
        """When the trip became what it is. Without its assignment: the nearest time that the trip itself tells."""
        trip = self.trip
        if trip.status in (TripStatus.SCHEDULED, TripStatus.PENDING):
            return trip.request_timestamp
        if self.held is not None and self.held.status is trip.status:
            return self.held.status_since
        return trip.status_since or trip.updated_at


class View(StrEnum):
    """The chips over the board."""

    OPEN = "open"
    LATE = "late"
    NO_BIDS = "no_bids"
    SCHEDULED = "scheduled"
    DONE_TODAY = "done_today"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return self.value.replace("_", " ").capitalize()


class Grouping(StrEnum):
    """What the board's groups are."""

    STATUS = "status"
    HOSPITAL = "hospital"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The word after "Group by"."""
        return self.value


def is_late(trip: Trip, now: datetime, settings: Settings) -> bool:
    """Past due: nobody is with the patient by the time that its priority allows, or it is not delivered in time."""
    if trip.status in (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE):
        return settings.due_of(trip) < now
    if trip.status in (TripStatus.ON_SCENE, TripStatus.IN_TRANSIT):
        return trip.deliver_by is not None and trip.deliver_by < now
    return False


def in_view(view: View, trip: Trip, now: datetime, settings: Settings) -> bool:
    """Whether a view shows the trip; `now` is in the site's zone, whose day "today" is."""
    match view:
        case View.OPEN:
            return not trip.status.is_final
        case View.LATE:
            return is_late(trip, now, settings)
        case View.NO_BIDS:
            return trip.status is TripStatus.PENDING and trip.bid_count == 0
        case View.SCHEDULED:
            return trip.status is TripStatus.SCHEDULED
        case View.DONE_TODAY:
            ended = trip.completion_timestamp or trip.updated_at
            return trip.status.is_final and ended.astimezone(now.tzinfo).date() == now.date()


def matches(trip: Trip, text: str) -> bool:
    """Whether every typed word is somewhere in what a dispatcher calls the trip by."""
    places = (trip.hospital_name, trip.origin_name, trip.origin_city, trip.destination_name, trip.destination_city)
    holder = (trip.assigned_agency_name, trip.assigned_unit_number)
    looks = (trip.transport_level.label, trip.priority.label, trip.status.label)
    return matching.has_all(text, trip.trip_number, trip.pickup_location, *places, *holder, *looks)


_STATUS_GROUPS = {
    TripStatus.PENDING: Group(0, "Waiting for an agency"),
    TripStatus.ACCEPTED: Group(1, "Accepted"),
    TripStatus.EN_ROUTE: Group(1, "Accepted"),
    TripStatus.ON_SCENE: Group(2, "With the patient"),
    TripStatus.IN_TRANSIT: Group(2, "With the patient"),
    TripStatus.AT_DESTINATION: Group(2, "With the patient"),
    TripStatus.SCHEDULED: Group(3, "Scheduled"),
    TripStatus.COMPLETED: Group(4, "Completed"),
    TripStatus.CANCELLED: Group(5, "Cancelled"),
}


def group_of(grouping: Grouping, trip: Trip) -> Group:
    """The group that a trip belongs to. Not for Grouping.NOTHING, which has none."""
    if grouping is Grouping.HOSPITAL:
        return Group(trip.hospital_name.casefold(), trip.hospital_name)
    return _STATUS_GROUPS[trip.status]


def board_order(row: Row) -> tuple[int, datetime, object]:
    """The order of a board that nobody has sorted: the most urgent first, then what is due first."""
    return row.trip.priority.rank, row.trip.ready_at, matching.natural(row.trip.trip_number)


class HeadCounts:
    """Which trips are open, late, or accepted today: what stands over the board, kept trip by trip."""

    def __init__(self, trips: Iterable[Trip], now: datetime, settings: Settings) -> None:
        self.open: set[UUID] = set()
        self.late: set[UUID] = set()
        self._seconds_to_accept: dict[UUID, float] = {}
        for trip in trips:
            self.count(trip, now, settings)

    def count(self, trip: Trip, now: datetime, settings: Settings) -> None:
        """Count a trip as it is; `now` is in the site's zone, whose day "today" is."""
        self.leave_out(trip.id)
        if not trip.status.is_final:
            self.open.add(trip.id)
        if is_late(trip, now, settings):
            self.late.add(trip.id)
        accepted = trip.accepted_timestamp
        if accepted is not None and accepted.astimezone(now.tzinfo).date() == now.date():
            self._seconds_to_accept[trip.id] = (accepted - trip.request_timestamp).total_seconds()

    def leave_out(self, trip_id: UUID) -> None:
        """Count a trip no longer."""
        self.open.discard(trip_id)
        self.late.discard(trip_id)
        self._seconds_to_accept.pop(trip_id, None)

    def median_to_accept(self) -> timedelta | None:
        """Median time from request to acceptance of the trips accepted today, None without any."""
        seconds = self._seconds_to_accept.values()
        return timedelta(seconds=median(seconds)) if seconds else None


def free_units(units: Iterable[Unit]) -> int:
    """How many units could take a trip now."""
    return sum(unit.current_status is UnitStatus.AVAILABLE for unit in units)
