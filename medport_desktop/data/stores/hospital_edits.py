"""What a desk changes of trips that are entered: the facts of one, a whole series at once."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Connection, Text, and_, exists, select, type_coerce, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from medport_desktop.data.stores.hospital_sql import facts_of, hospital_of, save_patient
from medport_desktop.data.tables.hospital import status_transition, transport_request, trip_series
from medport_desktop.domain.enums import Reason, TripStatus
from medport_desktop.domain.errors import ChangedMeanwhile
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import NewTrip, Patient, Trip

_trip = transport_request.c


def edit_trip(connection: Connection, was: Trip, patient: Patient | None, new: NewTrip) -> None:
    """Give a trip other facts. Harmless where it has them already.

    Raises ChangedMeanwhile where it is no longer as it was when `was` was read; Refused by the silo's rules.
    """
    values = facts_of(new)
    if patient is None or replace(new.patient, id=patient.id) != patient:
        values["patient_id"] = save_patient(connection, new.patient, was.hospital_id)
    as_it_was = _has(
        {
            "origin_facility_id": was.origin_facility_id,
            "destination_facility_id": was.destination_facility_id,
            "destination_text": was.destination_text,
            "pickup_location": was.pickup_location,
            "contact_phone": was.contact_phone,
            "transport_level": was.transport_level.value,
            "priority": was.priority.value,
            "special_requirements": [need.value for need in was.special_requirements],
            "special_requirements_note": was.special_requirements_note,
            "ready_at": was.ready_at,
            "deliver_by": was.deliver_by,
            "award_mode": was.award_mode.value,
            "patient_id": was.patient_id,
        }
    )
    change = update(transport_request).where(_trip.id == was.id, as_it_was).values(values)
    if connection.execute(change).rowcount:
        return
    del values["destination_coordinates"]  # they follow from the text
    if connection.execute(select(_trip.id).where(_trip.id == was.id, _has(values))).first() is None:
        raise ChangedMeanwhile(
            f"{was.trip_number} was changed by somebody else since you opened it.",
            "Take its present facts, or keep yours here and ask who changed it.",
        )


def _has(values: dict[str, Any]) -> ColumnElement[bool]:
    """Whether a trip has these facts; needs in whatever order they are kept."""
    kept, needs = type_coerce(_trip.special_requirements, ARRAY(Text)), values["special_requirements"]
    return and_(
        kept.contains(needs),
        kept.contained_by(needs),
        *(_trip[name].is_not_distinct_from(value) for name, value in values.items() if name != "special_requirements"),
    )


def insert_series(connection: Connection, series_id: UUID, new: NewSeries) -> None:
    """Write the patient, the rule and all its trips, the ones back too. Harmless where the series is there already."""
    if connection.execute(select(trip_series.c.id).where(trip_series.c.id == series_id)).first() is not None:
        return
    hospital_id = hospital_of(connection, new.trip)
    patient_id = save_patient(connection, new.trip.patient, hospital_id)
    connection.execute(
        insert(trip_series).values(
            id=series_id,
            hospital_id=hospital_id,
            rrule=new.rule,
            dtstart=new.occurrences[0].ready_at,
            zone=new.zone,
            occurrences=len(new.occurrences),
        )
    )
    common = {
        **facts_of(new.trip),
        "hospital_id": hospital_id,
        "patient_id": patient_id,
        "status": TripStatus.SCHEDULED.value,
        "series_id": series_id,
    }
    there, back = [], []
    for position, occurrence in enumerate(new.occurrences, 1):
        way_there = uuid5(series_id, f"{position} there")
        there.append(
            {
                **common,
                "id": way_there,
                "series_position": position,
                "ready_at": occurrence.ready_at,
                "deliver_by": occurrence.deliver_by,
                "return_of_id": None,
            }
        )
        if occurrence.back_at is not None:
            back.append(
                {
                    **common,
                    "id": uuid5(series_id, f"{position} back"),
                    "series_position": position,
                    "origin_facility_id": new.trip.destination_facility_id,
                    "destination_facility_id": new.trip.origin_facility_id,
                    "pickup_location": "",
                    "ready_at": occurrence.back_at,
                    "deliver_by": None,
                    "return_of_id": way_there,
                }
            )
    # One statement each: one notification, and the ways back find the trips that they belong to.
    for rows in (there, back):
        if rows:
            connection.execute(insert(transport_request).values(rows))


def cancel_from(connection: Connection, trip: Trip, reason: Reason, note: str) -> list[UUID]:
    """Cancel a trip of a series and all later ones of it that can still be cancelled; gives their ids."""
    rules = status_transition.c
    may = exists().where(rules.from_status == _trip.status, rules.kind == "cancel")
    change = (
        update(transport_request)
        .where(_trip.series_id == trip.series_id, _trip.ready_at >= trip.ready_at, may)
        .values(status=TripStatus.CANCELLED.value, cancellation_reason=reason.value, cancellation_note=note)
        .returning(_trip.id)
    )
    return list(connection.execute(change).scalars())
