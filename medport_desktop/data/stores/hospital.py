"""The hospital silo: trips, patients, facilities. Row-level security decides whose."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID, uuid4

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, first_time, insert, knows, require_one, run
from medport_desktop.data.stores.hospital_writes import (
    cancel_from,
    edit_trip,
    insert_note,
    insert_series,
    insert_trip,
)
from medport_desktop.data.stores.transitions import read_transitions
from medport_desktop.domain.enums import Reason, TripStatus
from medport_desktop.domain.patients import CrewSheet, ListedPatient, Patient
from medport_desktop.domain.places import Facility
from medport_desktop.domain.preferences import Preference
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import (
    AuditEntry,
    MilestoneRecord,
    NewTrip,
    TransitionTable,
    Trip,
    TripDecline,
    TripNote,
    TripNotice,
)

_Read = TypeVar("_Read", Patient, CrewSheet)

FINAL = [status for status in TripStatus if status.is_final]

TRIPS = Query(
    Trip,
    """
    medport.transport_request r
    join medport.hospital_facility origin on origin.id = r.origin_facility_id
    left join medport.hospital_facility destination on destination.id = r.destination_facility_id
    left join medport.trip_series series on series.id = r.series_id
    left join lateral (
        select latest.outcome, latest.refusal_reason
        from medport.trip_award latest
        where latest.trip_id = r.id
        order by latest.awarded_at desc
        limit 1
    ) award on true
    """,
    {
        "origin_name": "origin.name",
        "origin_city": "origin.city",
        "destination_name": "coalesce(destination.name, r.destination_text)",
        "destination_city": "coalesce(destination.city, '')",
        "award_outcome": "award.outcome",
        "award_note": "coalesce(award.refusal_reason, '')",
        "last_note": "''",
        "decline_count": "(select count(*) from medport.trip_decline d where d.trip_id = r.id)",
        "status_since": """(
            select max(reached.occurred_at) from medport.trip_milestone reached
            where reached.trip_id = r.id and reached.milestone = medport.milestone_of(r.status)
        )""",
        "series_position": "coalesce(r.series_position, 0)",
        "series_total": "coalesce(series.occurrences, 0)",
    },
)
NOTED_TRIPS = replace(
    TRIPS,
    computed={
        **TRIPS.computed,
        "last_note": """coalesce((
            select note.text from medport.trip_note note where note.trip_id = r.id order by note.created_at desc limit 1
        ), '')""",
    },
)
FACILITIES = Query(Facility, "medport.hospital_facility r")
PREFERENCES = Query(Preference, "medport.hospital_agency_preference r", {"order": "r.preference_order"})
# With names for the columns, since a silo of release 1.0.0 calls two of them otherwise.
FOUND_PATIENT = Query(
    Patient, "medport.find_patient(%(mrn)s, %(hospital_id)s) r(id, mrn, name, birth_date, weight_kg, mobility)"
)
PATIENT_OF = Query(Patient, "medport.patient_of(%(trip_id)s) r(id, mrn, name, birth_date, weight_kg, mobility)")
LISTED_PATIENTS = Query(ListedPatient, "medport.patients_of(%(trips)s) r")
MOST_LISTED = 500
"""Trips whose patients the silo shows in one look."""
CREW_SHEET = Query(
    CrewSheet,
    "medport.crew_sheet(%(trip_id)s) r(pickup_location, contact_phone, destination_text, special_requirements_note,"
    " patient_name, patient_birth_date, patient_weight_kg, patient_mobility)",
    {"trip_id": "%(trip_id)s::uuid", "patient_name": "coalesce(r.patient_name, '')"},
)
MILESTONES = Query(MilestoneRecord, "medport.trip_milestone r")
NOTES = Query(TripNote, "medport.trip_note r")
DECLINES = Query(TripDecline, "medport.trip_decline r", {"note": "''"})
NOTICES = Query(
    TripNotice,
    "medport.trip_notice r join medport.transport_request trip on trip.id = r.trip_id",
    {"trip_number": "trip.trip_number"},
)
AUDIT = Query(AuditEntry, "medport.audit_log r", {"who": "r.user_name"})


class HospitalStore:
    """The hospital silo. Row-level security decides whose trips a person sees."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the hospital silo."""
        self._database = database

    def trips(self, ids: Sequence[UUID] | None = None) -> list[Trip]:
        """Open trips and those ended within the last 24 hours; only `ids` where given (whatever their age)."""
        return self._trips(TRIPS, ids)

    def noted_trips(self, ids: Sequence[UUID] | None = None) -> list[Trip]:
        """As `trips`, with the last note of each."""
        return self._trips(NOTED_TRIPS, ids)

    def facilities(self) -> list[Facility]:
        """Active facilities of the network whose place is known, by name."""
        shown = "where r.is_active and r.coordinates is not null order by r.name, r.zip_code"
        return FACILITIES.read(self._database, shown)

    def preferences(self) -> list[Preference]:
        """Which agencies the person's hospital prefers, in order; the center sees every hospital's."""
        return PREFERENCES.read(self._database, "order by r.preference_order, r.agency_id")

    def transitions(self) -> TransitionTable:
        """The transition table that the database enforces."""
        return read_transitions(self._database)

    def find_patient(self, mrn: str, hospital_id: UUID | None = None) -> Patient | None:
        """The hospital's patient with that record number; the look-up is audited. None: the person's own hospital;
        the center names the one that it acts for."""
        return self._audited(
            FOUND_PATIENT, "announce_patient(%(mrn)s, %(hospital_id)s)", mrn=mrn, hospital_id=hospital_id
        )

    def enter_trip(self, trip_id: UUID, new: NewTrip) -> Trip:
        """Write patient, trip and note in one transaction. `trip_id` makes a repeat harmless. Raises Refused."""
        with self._database.write() as connection:
            found = TRIPS.on(connection, "where r.id = %(id)s", id=trip_id)
            if not found:
                insert_trip(connection, trip_id, new)
                found = TRIPS.on(connection, "where r.id = %(id)s", id=trip_id)
        return found[0]

    def patient_of(self, trip_id: UUID) -> Patient | None:
        """The patient of the hospital's own trip, or None; audited."""
        return self._audited(PATIENT_OF, "announce_patient_of(%(trip_id)s)", trip_id=trip_id)

    def patients_of(self, trip_ids: Sequence[UUID], *, as_file: bool = False) -> list[ListedPatient]:
        """The patients of the desk's own trips, for a list or a file of them; audited as one look at the list.

        None where the silo is of an older release, which has no such list.
        """
        found: list[ListedPatient] = []
        for first in range(0, len(trip_ids), MOST_LISTED):
            trips = list(trip_ids[first : first + MOST_LISTED])
            with self._database.write() as connection:
                if not knows(connection, "medport.patients_of(uuid[])"):
                    return []
                run(
                    connection,
                    "select medport.announce_patients_of(%(trips)s, %(as_file)s)",
                    trips=trips,
                    as_file=as_file,
                )
            with self._database.write() as connection:
                found += LISTED_PATIENTS.on(connection, trips=trips)
        return found

    def edit_trip(self, was: Trip, patient: Patient | None, new: NewTrip) -> Trip:
        """Give a trip that was read as `was` (with its `patient`) other facts, in one transaction; repeatable.

        Raises ChangedMeanwhile where it is not as it was; Refused where it can no longer be edited.
        """
        with self._database.write() as connection:
            edit_trip(connection, was, patient, new)
            return TRIPS.on(connection, "where r.id = %(id)s", id=was.id)[0]

    def enter_series(self, series_id: UUID, new: NewSeries) -> list[Trip]:
        """Write a series and all its trips in one transaction, by time. `series_id` makes a repeat harmless."""
        with self._database.write() as connection:
            insert_series(connection, series_id, new)
            return TRIPS.on(connection, "where r.series_id = %(id)s order by r.ready_at", id=series_id)

    def cancel_series(self, trip: Trip, reason: Reason, note: str) -> list[UUID]:
        """Cancel a trip of a series and all later ones that can still be; gives their ids. Raises Refused."""
        with self._database.write() as connection:
            return cancel_from(connection, trip, reason, note)

    def offer_trip(self, trip_id: UUID) -> None:
        """SCHEDULED → PENDING now. Raises Refused."""
        self._change_trip(trip_id, status=TripStatus.PENDING)

    def schedule_trip(self, trip_id: UUID) -> None:
        """PENDING → SCHEDULED again, while nobody has answered and it is not due. Raises Refused."""
        self._change_trip(trip_id, status=TripStatus.SCHEDULED)

    def cancel_trip(self, trip_id: UUID, reason: Reason, note: str, key: UUID | None = None) -> None:
        """Cancel with a coded reason; `key` makes a repeat harmless. Raises Refused when the trip has gone too far."""
        values = {"status": TripStatus.CANCELLED, "cancellation_reason": reason, "cancellation_note": note}
        self._change_trip(trip_id, key, **values)

    def award(self, trip_id: UUID, bid_id: UUID, agency_id: UUID) -> None:
        """Award a bid; the EMS silo confirms or refuses by an event. Raises Refused."""
        award = {"id": uuid4(), "trip_id": trip_id, "bid_id": bid_id, "agency_id": agency_id}
        with self._database.write() as connection:
            insert(connection, "trip_award", award)

    def add_note(self, trip_id: UUID, text: str, note_id: UUID | None = None) -> None:
        """Append a note; `note_id` makes a repeat harmless."""
        with self._database.write() as connection:
            insert_note(connection, trip_id, text, note_id)

    def milestones(self, trip_id: UUID) -> list[MilestoneRecord]:
        """In the order in which they happened."""
        of_trip = "where r.trip_id = %(trip_id)s order by r.occurred_at"
        return MILESTONES.read(self._database, of_trip, trip_id=trip_id)

    def notes(self, trip_id: UUID) -> list[TripNote]:
        """Oldest first."""
        of_trip = "where r.trip_id = %(trip_id)s order by r.created_at, r.id"
        return NOTES.read(self._database, of_trip, trip_id=trip_id)

    def notices(self, ids: Sequence[UUID] | None = None) -> list[TripNotice]:
        """What others did to the hospital's trips and nobody there has acknowledged, oldest first; all, or of `ids`."""
        with self._database.read() as connection:
            if not knows(connection, "medport.trip_notice"):
                return []
            only = "" if ids is None else "and r.id = any(%(ids)s)"
            shown = f"where r.acknowledged_at is null {only} order by r.told_at, r.id"
            return NOTICES.on(connection, shown, ids=list(ids or ()))

    def acknowledge(self, notice_id: UUID) -> None:
        """Say that the desk has seen a notice; harmless again. Raises Refused."""
        with self._database.write() as connection:
            seen = "update medport.trip_notice set acknowledged_at = now() where id = %(id)s"
            require_one(run(connection, seen, id=notice_id), "This is no longer there.")

    def declines(self, trip_id: UUID) -> list[TripDecline]:
        """The agencies that will not run a trip, oldest first; never their notes."""
        of_trip = "where r.trip_id = %(trip_id)s order by r.declined_at"
        return DECLINES.read(self._database, of_trip, trip_id=trip_id)

    def audit_of(self, trip_id: UUID) -> list[AuditEntry]:
        """Audited changes of one trip, newest first; at most 500."""
        of_trip = 'where r.trip_id = %(trip_id)s order by r."timestamp" desc, r.id desc limit 500'
        return AUDIT.read(self._database, of_trip, trip_id=trip_id)

    def crew_sheet(self, trip_id: UUID) -> CrewSheet | None:
        """The minimum necessary of a trip that the person's agency was awarded, or None; audited."""
        return self._audited(CREW_SHEET, "announce_crew_sheet(%(trip_id)s)", trip_id=trip_id)

    def _trips(self, query: Query[Trip], ids: Sequence[UUID] | None) -> list[Trip]:
        if ids is not None:
            return query.read(self._database, "where r.id = any(%(ids)s)", ids=list(ids))
        shown = "where r.status <> all(%(final)s) or r.updated_at > now() - interval '24 hours'"
        return query.read(self._database, shown, final=FINAL)

    def _audited(self, query: Query[_Read], announcement: str, **values: Any) -> _Read | None:
        """The one row of a look at a patient, or None: announced, and committed, before the silo shows anything.

        A silo of release 1.0.0 has no announcements: there the look itself writes the line in the log.
        """
        with self._database.write() as connection:
            if knows(connection, "audit.require_announced(text, uuid)"):
                run(connection, f"select medport.{announcement}", **values)
        with self._database.write() as connection:
            return next(iter(query.on(connection, **values)), None)

    def _change_trip(self, trip_id: UUID, key: UUID | None = None, **values: str) -> None:
        with self._database.write() as connection:
            if first_time(connection, key):
                change(connection, "transport_request", trip_id, "This trip is not there any more.", **values)
