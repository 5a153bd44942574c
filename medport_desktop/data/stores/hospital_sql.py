"""The hospital silo's longer statements: trips with their places and awards, offers, a new trip."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Date, Numeric, Select, Text, cast, func, select
from sqlalchemy.dialects.postgresql import insert

from medport_desktop.data.tables.hospital import (
    hospital_facility,
    transport_request,
    trip_award,
    trip_decline,
    trip_note,
    trip_series,
)
from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.trips import NewTrip, Patient

OUTSIDE = "Address outside the network"
"""What an agency sees of a free-text destination before the award (as the offer in silos/schema/hospital says)."""

_origin = hospital_facility.alias("origin")
_destination = hospital_facility.alias("destination")
_trip = transport_request.c
_decline_count = (
    select(func.count(trip_decline.c.id))
    .where(trip_decline.c.trip_id == _trip.id)
    .correlate(transport_request)
    .scalar_subquery()
    .label("decline_count")
)


def trips_query() -> Select[Any]:
    """Trips with their places' names, the outcome of their latest award and how many agencies declined."""
    award = (
        select(trip_award.c.outcome, trip_award.c.refusal_reason)
        .where(trip_award.c.trip_id == _trip.id)
        .order_by(trip_award.c.awarded_at.desc())
        .limit(1)
        .lateral("award")
    )
    return (
        select(
            transport_request,
            _origin.c.name.label("origin_name"),
            _origin.c.city.label("origin_city"),
            func.coalesce(_destination.c.name, _trip.destination_text).label("destination_name"),
            func.coalesce(_destination.c.city, "").label("destination_city"),
            award.c.outcome.label("award_outcome"),
            award.c.refusal_reason.label("award_note"),
            trip_series.c.occurrences.label("series_total"),
            _decline_count,
        )
        .join(_origin, _origin.c.id == _trip.origin_facility_id)
        .outerjoin(_destination, _destination.c.id == _trip.destination_facility_id)
        .outerjoin(award, _trip.id.is_not(None))
        .outerjoin(trip_series, trip_series.c.id == _trip.series_id)
    )


def insert_trip(connection: Connection, trip_id: UUID, new: NewTrip) -> None:
    """Write patient, trip and first note."""
    hospital_id = hospital_of(connection, new)
    patient_id = save_patient(connection, new.patient, hospital_id)
    status = (TripStatus.SCHEDULED if new.hold else TripStatus.PENDING).value
    connection.execute(
        insert(transport_request).values(
            id=trip_id,
            hospital_id=hospital_id,
            patient_id=patient_id,
            status=status,
            return_of_id=new.return_of_id,
            **facts_of(new),
        )
    )
    if new.note.strip():
        insert_note(connection, trip_id, new.note.strip())


def hospital_of(connection: Connection, new: NewTrip) -> UUID:
    """Whose trip it will be. A desk enters for its own hospital; the center for the one that the patient is at, or
    for the one whose trip had brought them there. Raises Refused where the place is no hospital's."""
    facility = hospital_facility.c
    of_place = select(facility.hospital_id).where(facility.id == new.origin_facility_id).scalar_subquery()
    of_way_there = select(_trip.hospital_id).where(_trip.id == new.return_of_id).scalar_subquery()
    found = func.coalesce(func.medport.my_hospital_id(), of_way_there, of_place)
    hospital_id = connection.execute(select(found)).scalar_one()
    if hospital_id is None:
        raise Refused("The patient's place must be one of a hospital's own facilities.", field="origin_facility_id")
    return cast_uuid(hospital_id)


def save_patient(connection: Connection, patient: Patient, hospital_id: UUID) -> UUID:
    """Enter or correct a patient by record number; gives the id that trips refer to."""
    saved = func.medport.save_patient(
        patient.mrn,
        patient.name,
        cast(patient.birth_date, Date),
        cast(patient.weight_kg, Numeric),
        cast(patient.mobility.value if patient.mobility else None, Text),
        hospital_id,
    )
    return cast_uuid(connection.execute(select(saved)).scalar_one())


def facts_of(new: NewTrip) -> dict[str, Any]:
    """What a desk enters and may edit, by column."""
    in_network = new.destination_facility_id is not None
    return {
        "origin_facility_id": new.origin_facility_id,
        "destination_facility_id": new.destination_facility_id,
        "destination_text": "" if in_network else new.destination_text.strip(),
        "destination_coordinates": None if in_network else new.destination_coordinates,
        "pickup_location": new.pickup_location,
        "contact_phone": new.contact_phone,
        "transport_level": new.transport_level.value,
        "priority": new.priority.value,
        "special_requirements": sorted(need.value for need in new.special_requirements),
        "special_requirements_note": new.special_requirements_note,
        "ready_at": new.ready_at,
        "deliver_by": new.deliver_by,
        "award_mode": new.award_mode.value,
    }


def cast_uuid(value: Any) -> UUID:
    """The id as such, for the type checker."""
    assert isinstance(value, UUID)
    return value


def insert_note(connection: Connection, trip_id: UUID, text: str, note_id: UUID | None = None) -> None:
    """Append a note to a trip; `note_id` makes a repeat harmless."""
    note = insert(trip_note).values(id=note_id or uuid4(), trip_id=trip_id, text=text)
    connection.execute(note.on_conflict_do_nothing())
