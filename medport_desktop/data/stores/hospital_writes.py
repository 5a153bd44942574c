"""What a desk writes of trips: a new one, the facts of one that is entered, a whole series at once."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from psycopg.sql import SQL, Composed, Identifier, Placeholder
from sqlalchemy import Connection

from medport_desktop.data.records import facts_for, insert, lacking, run, values_of
from medport_desktop.domain.enums import Reason, TripStatus
from medport_desktop.domain.errors import ChangedMeanwhile, Refused
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import NewTrip, Trip

_TOLD = ("weight_kg", "mobility")
"""What is told of a patient for a trip, and stays with the trip."""


def insert_trip(connection: Connection, trip_id: UUID, new: NewTrip) -> None:
    """Write patient, trip and first note."""
    hospital_id = _hospital_of(connection, new)
    trip = {
        "id": trip_id,
        "hospital_id": hospital_id,
        "patient_id": _save_patient(connection, new, hospital_id),
        "status": TripStatus.SCHEDULED if new.scheduled else TripStatus.PENDING,
        "return_of_id": new.return_of_id,
    }
    insert(connection, "transport_request", {**_facts_of(connection, new), **trip})
    if new.note.strip():
        insert_note(connection, trip_id, new.note.strip())


def insert_note(connection: Connection, trip_id: UUID, text: str, note_id: UUID | None = None) -> None:
    """Append a note to a trip; `note_id` makes a repeat harmless."""
    note = {"id": note_id or uuid4(), "trip_id": trip_id, "text": text}
    insert(connection, "trip_note", note, otherwise="on conflict do nothing")


def edit_trip(connection: Connection, was: Trip, patient: Patient | None, new: NewTrip) -> None:
    """Give a trip other facts. Harmless where it has them already. What of `patient` is as it was read is not written:
    nobody can see whether somebody else has corrected it since.

    Raises ChangedMeanwhile where it is no longer as it was when `was` was read; Refused by the silo's rules.
    """
    as_read = {"destination_text": was.destination_text, "patient_id": was.patient_id}
    before = _facts_of(connection, NewTrip.like(was, new.patient)) | as_read
    after = _facts_of(connection, new)
    if all(after[name] == getattr(was, name) for name in ("destination_text", "destination_facility_id")):
        for follows in ("destination_town", "destination_coordinates"):  # an agency has agreed to what they were
            after.pop(follows, None)
    of_trip = _told_of_patient(connection, patient, new)
    if patient is None or replace(new.patient, id=patient.id) != patient:
        after["patient_id"] = _save_patient(connection, new, was.hospital_id, of_trip)
    told = after | {f"patient_{name}": value for name, value in (of_trip or {}).items()}
    changes = SQL(", ").join(SQL("{} = {}").format(Identifier(name), Placeholder(name)) for name in told)
    change = SQL("update medport.transport_request r set {} where r.id = %(id)s and {}")
    values = told | {f"before_{name}": value for name, value in before.items()}
    if run(connection, change.format(changes, _has(before, "before_")).as_string(), id=was.id, **values).rowcount:
        return
    found = SQL("select from medport.transport_request r where r.id = %(id)s and {}").format(_has(after))
    if run(connection, found.as_string(), id=was.id, **after).first() is None:
        raise ChangedMeanwhile(
            f"{was.trip_number} was changed by somebody else since you opened it.",
            "Take its present facts, or keep yours here and ask who changed it.",
        )


def insert_series(connection: Connection, series_id: UUID, new: NewSeries) -> None:
    """Write the patient, the rule and all its trips, the ones back too. Harmless where the series is there already."""
    if run(connection, "select from medport.trip_series where id = %(id)s", id=series_id).first() is not None:
        return
    hospital_id = _hospital_of(connection, new.trip)
    common = {
        **_facts_of(connection, new.trip),
        "hospital_id": hospital_id,
        "patient_id": _save_patient(connection, new.trip, hospital_id),
        "status": TripStatus.SCHEDULED,
        "series_id": series_id,
    }
    series = {
        "id": series_id,
        "hospital_id": hospital_id,
        "rrule": new.rule,
        "dtstart": new.occurrences[0].ready_at,
        "zone": new.zone,
        "occurrences": len(new.occurrences),
    }
    insert(connection, "trip_series", series)
    there, back = [], []
    for position, occurrence in enumerate(new.occurrences, 1):
        way_there = {
            **common,
            "id": uuid5(series_id, f"{position} there"),
            "series_position": position,
            "ready_at": occurrence.ready_at,
            "deliver_by": occurrence.deliver_by,
            "return_of_id": None,
        }
        there.append(way_there)
        if occurrence.back_at is not None:
            way_back = {
                "id": uuid5(series_id, f"{position} back"),
                "origin_facility_id": new.trip.destination_facility_id,
                "destination_facility_id": new.trip.origin_facility_id,
                "pickup_location": "",
                "ready_at": occurrence.back_at,
                "deliver_by": None,
                "return_of_id": way_there["id"],
            }
            back.append(way_there | way_back)
    # One statement each: one notification, and the ways back find the trips that they belong to.
    insert(connection, "transport_request", *there)
    if back:
        insert(connection, "transport_request", *back)


def cancel_from(connection: Connection, trip: Trip, reason: Reason, note: str) -> list[UUID]:
    """Cancel a trip of a series and all later ones of it that can still be cancelled; gives their ids."""
    change = """
        update medport.transport_request r
        set status = 'CANCELLED', cancellation_reason = %(reason)s, cancellation_note = %(note)s
        where r.series_id = %(series_id)s and r.ready_at >= %(ready_at)s
            and exists (select from medport.status_transition t where t.from_status = r.status and t.kind = 'cancel')
        returning r.id
        """
    values = {"reason": reason, "note": note, "series_id": trip.series_id, "ready_at": trip.ready_at}
    return list(run(connection, change, **values).scalars())


def _hospital_of(connection: Connection, new: NewTrip) -> UUID:
    """Whose trip it will be. A desk enters for its own hospital; the center for the one that the patient is at, or
    for the one whose trip had brought them there. Raises Refused where the place is no hospital's."""
    found = """
        select coalesce(
            medport.my_hospital_id(),
            (select t.hospital_id from medport.transport_request t where t.id = %(return_of_id)s),
            (select f.hospital_id from medport.hospital_facility f where f.id = %(origin_facility_id)s)
        )
        """
    hospital_id: UUID | None = run(
        connection, found, return_of_id=new.return_of_id, origin_facility_id=new.origin_facility_id
    ).scalar()
    if hospital_id is None:
        raise Refused("The patient's place must be one of a hospital's own facilities.", field="origin_facility_id")
    return hospital_id


def _save_patient(connection: Connection, new: NewTrip, hospital_id: UUID, only: dict[str, Any] | None = None) -> UUID:
    """Enter or correct a patient by record number; gives the id that trips refer to. `only`: what is told of weight and
    mobility, where that is not all."""
    facts = "%(mrn)s, %(name)s, %(birth_date)s, %(weight_kg)s::numeric, %(mobility)s, %(hospital_id)s"
    if new.corrects_record:  # said only where it is so: a silo of release 1.0.0 does not know the word
        facts += ", corrected => true"
    saved = f"select medport.save_patient({facts})"
    values = values_of(new.patient) | ({} if only is None else dict.fromkeys(_TOLD) | only)
    patient_id: UUID = run(connection, saved, **values, hospital_id=hospital_id).scalar_one()
    return patient_id


def _told_of_patient(connection: Connection, read: Patient | None, new: NewTrip) -> dict[str, Any] | None:
    """The trip's own facts of its patient that are others than were read, which nobody may read here; all of another
    patient. None where the silo is of an older release, which has them in the record alone."""
    if lacking(connection, "medport.transport_request", frozenset(f"patient_{name}" for name in _TOLD), "update"):
        return None
    is_same = read is not None and read.mrn == new.patient.mrn
    return {
        name: told for name in _TOLD if (told := getattr(new.patient, name)) != getattr(read, name, None) or not is_same
    }


def _facts_of(connection: Connection, new: NewTrip) -> dict[str, Any]:
    """What a desk enters and may edit, by column."""
    apart = ("patient", "scheduled", "note", "return_of_id", "corrects_record", "destination_town")
    facts = facts_for(connection, "transport_request", new, *apart)
    if not lacking(connection, "medport.transport_request", frozenset({"destination_town"}), "insert"):
        facts["destination_town"] = new.destination_town  # for agencies alone: a silo of an older release does without
    if new.destination_facility_id is not None:
        return facts | {"destination_text": "", "destination_coordinates": None}
    return facts | {"destination_text": new.destination_text.strip()}


def _has(facts: dict[str, Any], prefix: str = "") -> Composed:
    """SQL for whether `r` has these facts, each a value of the name with that prefix. Requirements in whatever order
    they are kept; coordinates follow from the text."""
    plain = SQL("r.{0} is not distinct from {1}")
    compared = {
        "special_requirements": SQL("r.{0} @> {1} and r.{0} <@ {1}"),
        "destination_coordinates": SQL("true"),
    }
    return SQL(" and ").join(
        compared.get(name, plain).format(Identifier(name), Placeholder(f"{prefix}{name}")) for name in facts
    )
