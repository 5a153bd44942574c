"""What stands on a trip sheet, and how each side reads it. Reading it is audited: only when it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.enums import Milestone, Need, Priority, Reason, TransportLevel, TripStatus
from medport_desktop.domain.patients import CrewSheet
from medport_desktop.domain.trips import ActiveTrip, Trip, TripNote
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.hospital.trip_entry import TripEntry


@dataclass(frozen=True, slots=True)
class TripSheet:
    """One trip as its sheet shows it. Empty texts and missing times are left blank, to be written by hand."""

    trip_id: UUID
    number: str
    hospital: str
    priority: Priority
    level: TransportLevel
    status: TripStatus
    special_requirements: frozenset[Need]
    origin: str
    origin_city: str
    destination: str
    destination_city: str
    miles: float | None
    ready_at: datetime
    requested_at: datetime | None = None
    deliver_by: datetime | None = None
    agency: str = ""
    unit: str = ""
    cancelled_for: Reason | None = None
    times: Mapping[Milestone, datetime] = field(default_factory=dict)
    notes: tuple[TripNote, ...] = ()
    crew: CrewSheet | None = None
    """The patient and the room; None where the person may not have them, or not any more."""


def read_desk_sheet(trip_entry: TripEntry, trip: Trip) -> TripSheet:
    """The sheet of a trip for its hospital or the center. For a worker thread; audited."""
    detail = trip_entry.detail(trip.id)
    return TripSheet(
        trip_id=trip.id,
        number=trip.trip_number,
        hospital=trip.hospital_name,
        priority=trip.priority,
        level=trip.transport_level,
        status=trip.status,
        special_requirements=trip.special_requirements,
        origin=trip.origin_name,
        origin_city=trip.origin_city,
        destination=trip.destination_name,
        destination_city=trip.destination_city,
        miles=trip.distance_miles,
        ready_at=trip.ready_at,
        requested_at=trip.request_timestamp,
        deliver_by=trip.deliver_by,
        agency=trip.assigned_agency_name,
        unit=trip.assigned_unit_number,
        cancelled_for=trip.cancellation_reason,
        times={record.milestone: record.occurred_at for record in detail.milestones},
        notes=detail.notes,
        crew=trip_entry.stores.hospital.crew_sheet(trip.id),
    )


def read_held_sheet(service: BidBoard, trip: ActiveTrip) -> TripSheet:
    """The sheet of a trip for the agency that holds it. For a worker thread; audited."""
    return TripSheet(
        trip_id=trip.trip_id,
        number=trip.trip_number,
        hospital=trip.hospital_name,
        priority=trip.priority,
        level=trip.transport_level,
        status=trip.status,
        special_requirements=trip.special_requirements,
        origin=trip.origin_name,
        origin_city=trip.origin_city,
        destination=trip.destination_name,
        destination_city=trip.destination_city,
        miles=trip.distance_miles,
        ready_at=trip.ready_at,
        agency=trip.agency_name,
        unit=trip.unit_number,
        times=dict(trip.milestones),
        crew=service.stores.hospital.crew_sheet(trip.trip_id),
    )
