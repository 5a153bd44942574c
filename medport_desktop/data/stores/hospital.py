"""The hospital silo: trips, patients, facilities. Row-level security decides whose."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Function, Row, Uuid, cast, func, select, update
from sqlalchemy.dialects.postgresql import insert

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.hospital_edits import cancel_from, edit_trip, insert_series
from medport_desktop.data.stores.hospital_manager import read_preferences
from medport_desktop.data.stores.hospital_sql import insert_note, insert_trip, trips_query
from medport_desktop.data.stores.rows import first_time, require_one, transitions_from, wanted
from medport_desktop.data.tables.hospital import (
    CREW_SHEET_COLUMNS,
    PATIENT_COLUMNS,
    audit_log,
    hospital_facility,
    status_transition,
    transport_request,
    trip_award,
    trip_decline,
    trip_milestone,
    trip_note,
)
from medport_desktop.domain.enums import (
    AwardMode,
    AwardOutcome,
    FacilityType,
    Milestone,
    Mobility,
    Need,
    Priority,
    Reason,
    TransportLevel,
    TripStatus,
)
from medport_desktop.domain.places import Facility
from medport_desktop.domain.preferences import Preference
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import (
    AuditEntry,
    CrewSheet,
    MilestoneRecord,
    NewTrip,
    Patient,
    TransitionTable,
    Trip,
    TripDecline,
    TripNote,
)

STILL_SHOWN = timedelta(hours=24)
"""How long an ended trip stays on the boards."""
AUDIT_LIMIT = 500

FINAL = [status.value for status in TripStatus if status.is_final]

_trip = transport_request.c


class HospitalStore:
    """The hospital silo. Row-level security decides whose trips a person sees."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the hospital silo."""
        self._database = database

    def trips(self, ids: Sequence[UUID] | None = None) -> list[Trip]:
        """Open trips and those ended within the last 24 hours; only `ids` where given (whatever their age)."""
        query = wanted(trips_query(), _trip.id, ids)
        if ids is None:
            recent = _trip.updated_at > func.now() - STILL_SHOWN
            query = query.where(_trip.status.not_in(FINAL) | recent)
        with self._database.read() as connection:
            return [_trip_from(row) for row in connection.execute(query)]

    def facilities(self) -> list[Facility]:
        """Active facilities of the network whose place is known, by name."""
        columns = hospital_facility.c
        query = (
            select(hospital_facility)
            .where(columns.is_active, columns.coordinates.is_not(None))
            .order_by(columns.name, columns.zip_code)
        )
        with self._database.read() as connection:
            return [_facility_from(row) for row in connection.execute(query)]

    def preferences(self) -> list[Preference]:
        """Which agencies the person's hospital prefers, in order; the center sees every hospital's."""
        with self._database.read() as connection:
            return read_preferences(connection)

    def transitions(self) -> TransitionTable:
        """The transition table that the database enforces."""
        with self._database.read() as connection:
            return transitions_from(connection.execute(select(status_transition)).all())

    def find_patient(self, mrn: str, hospital_id: UUID | None = None) -> Patient | None:
        """The hospital's patient with that record number; the look-up is audited. None: the person's own hospital;
        the center names the one that it acts for."""
        return self._one_patient(func.medport.find_patient(mrn, cast(hospital_id, Uuid)))

    def _one_patient(self, look_up: "Function[Any]") -> Patient | None:
        found = look_up.table_valued(*PATIENT_COLUMNS).render_derived()
        with self._database.write() as connection:
            row = connection.execute(select(found)).one_or_none()
        if row is None:
            return None
        return Patient(
            mrn=row.patient_mrn,
            name=row.name,
            birth_date=row.birth_date,
            weight_kg=row.weight_kg,
            mobility=Mobility(row.mobility) if row.mobility else None,
            id=row.id,
        )

    def enter_trip(self, trip_id: UUID, new: NewTrip) -> Trip:
        """Write patient, trip and note in one transaction. `trip_id` makes a repeat harmless. Raises Refused."""
        by_id = trips_query().where(_trip.id == trip_id)
        with self._database.write() as connection:
            row = connection.execute(by_id).one_or_none()
            if row is None:
                insert_trip(connection, trip_id, new)
                row = connection.execute(by_id).one()
        return _trip_from(row)

    def patient_of(self, trip_id: UUID) -> Patient | None:
        """The patient of the hospital's own trip, or None; audited."""
        return self._one_patient(func.medport.patient_of(trip_id))

    def edit_trip(self, was: Trip, patient: Patient | None, new: NewTrip) -> Trip:
        """Give a trip that was read as `was` (with its `patient`) other facts, in one transaction; repeatable.

        Raises ChangedMeanwhile where it is not as it was; Refused where it can no longer be edited.
        """
        with self._database.write() as connection:
            edit_trip(connection, was, patient, new)
            row = connection.execute(trips_query().where(_trip.id == was.id)).one()
        return _trip_from(row)

    def enter_series(self, series_id: UUID, new: NewSeries) -> list[Trip]:
        """Write a series and all its trips in one transaction, by time. `series_id` makes a repeat harmless."""
        of_series = trips_query().where(_trip.series_id == series_id).order_by(_trip.ready_at)
        with self._database.write() as connection:
            insert_series(connection, series_id, new)
            return [_trip_from(row) for row in connection.execute(of_series)]

    def cancel_series(self, trip: Trip, reason: Reason, note: str) -> list[UUID]:
        """Cancel a trip of a series and all later ones that can still be; gives their ids. Raises Refused."""
        with self._database.write() as connection:
            return cancel_from(connection, trip, reason, note)

    def offer_trip(self, trip_id: UUID) -> None:
        """SCHEDULED → PENDING now. Raises Refused."""
        self._change_trip(trip_id, status=TripStatus.PENDING.value)

    def hold_trip(self, trip_id: UUID) -> None:
        """PENDING → SCHEDULED again, while nobody has answered and it is not due. Raises Refused."""
        self._change_trip(trip_id, status=TripStatus.SCHEDULED.value)

    def cancel_trip(self, trip_id: UUID, reason: Reason, note: str, key: UUID | None = None) -> None:
        """Cancel with a coded reason; `key` makes a repeat harmless. Raises Refused when the trip has gone too far."""
        self._change_trip(
            trip_id,
            key,
            status=TripStatus.CANCELLED.value,
            cancellation_reason=reason.value,
            cancellation_note=note,
        )

    def award(self, trip_id: UUID, bid_id: UUID, agency_id: UUID) -> None:
        """Award a bid; the EMS silo confirms or refuses by an event. Raises Refused."""
        with self._database.write() as connection:
            connection.execute(
                insert(trip_award).values(id=uuid4(), trip_id=trip_id, bid_id=bid_id, agency_id=agency_id)
            )

    def add_note(self, trip_id: UUID, text: str, note_id: UUID | None = None) -> None:
        """Append a note; `note_id` makes a repeat harmless."""
        with self._database.write() as connection:
            insert_note(connection, trip_id, text, note_id)

    def milestones(self, trip_id: UUID) -> list[MilestoneRecord]:
        """In the order in which they happened."""
        columns = trip_milestone.c
        query = select(trip_milestone).where(columns.trip_id == trip_id).order_by(columns.occurred_at)
        with self._database.read() as connection:
            return [
                MilestoneRecord(Milestone(row.milestone), row.occurred_at, row.recorded_by)
                for row in connection.execute(query)
            ]

    def notes(self, trip_id: UUID) -> list[TripNote]:
        """Oldest first."""
        columns = trip_note.c
        query = select(trip_note).where(columns.trip_id == trip_id).order_by(columns.created_at, columns.id)
        with self._database.read() as connection:
            return [TripNote(row.author, row.text, row.created_at) for row in connection.execute(query)]

    def declines(self, trip_id: UUID) -> list[TripDecline]:
        """The agencies that will not run a trip, oldest first; never their notes."""
        columns = trip_decline.c
        query = select(trip_decline).where(columns.trip_id == trip_id).order_by(columns.declined_at)
        with self._database.read() as connection:
            return [
                TripDecline(row.id, row.trip_id, row.agency_id, row.agency_name, Reason(row.reason), row.declined_at)
                for row in connection.execute(query)
            ]

    def audit_of(self, trip_id: UUID) -> list[AuditEntry]:
        """Audited changes of one trip, newest first; at most 500."""
        columns = audit_log.c
        query = (
            select(audit_log)
            .where(columns.trip_id == trip_id)
            .order_by(columns.timestamp.desc(), columns.id.desc())
            .limit(AUDIT_LIMIT)
        )
        with self._database.read() as connection:
            return [_audit_entry_from(row) for row in connection.execute(query)]

    def crew_sheet(self, trip_id: UUID) -> CrewSheet | None:
        """The minimum necessary of a trip that the person's agency was awarded, or None; audited."""
        sheet = func.medport.crew_sheet(trip_id).table_valued(*CREW_SHEET_COLUMNS).render_derived()
        with self._database.write() as connection:
            row = connection.execute(select(sheet)).one_or_none()
        if row is None:
            return None
        return CrewSheet(
            trip_id=trip_id,
            pickup_location=row.pickup_location,
            contact_phone=row.contact_phone,
            destination_text=row.destination_text,
            special_requirements_note=row.needs_note,
            patient_name=row.patient_name or "",
            patient_birth_date=row.patient_birth_date,
            patient_weight_kg=row.patient_weight_kg,
            patient_mobility=Mobility(row.patient_mobility) if row.patient_mobility else None,
        )

    def _change_trip(self, trip_id: UUID, key: UUID | None = None, **values: str) -> None:
        with self._database.write() as connection:
            if not first_time(connection, key):
                return
            result = connection.execute(update(transport_request).where(_trip.id == trip_id).values(**values))
            require_one(result, "This trip is not there any more.")


def _trip_from(row: Row[Any]) -> Trip:
    return Trip(
        id=row.id,
        trip_number=row.trip_number,
        hospital_id=row.hospital_id,
        hospital_name=row.hospital_name,
        patient_id=row.patient_id,
        origin_facility_id=row.origin_facility_id,
        origin_name=row.origin_name,
        origin_city=row.origin_city,
        destination_facility_id=row.destination_facility_id,
        destination_name=row.destination_name,
        destination_city=row.destination_city,
        pickup_location=row.pickup_location,
        contact_phone=row.contact_phone,
        transport_level=TransportLevel(row.transport_level),
        priority=Priority(row.priority),
        status=TripStatus(row.status),
        special_requirements=frozenset(Need(need) for need in row.special_requirements),
        special_requirements_note=row.special_requirements_note,
        ready_at=row.ready_at,
        deliver_by=row.deliver_by,
        request_timestamp=row.request_timestamp,
        accepted_timestamp=row.accepted_timestamp,
        pickup_timestamp=row.pickup_timestamp,
        completion_timestamp=row.completion_timestamp,
        assigned_agency_id=row.assigned_agency_id,
        assigned_agency_name=row.assigned_agency_name,
        assigned_unit_id=row.assigned_unit_id,
        assigned_unit_number=row.assigned_unit_number,
        award_mode=AwardMode(row.award_mode),
        award_outcome=AwardOutcome(row.award_outcome) if row.award_outcome else None,
        award_note=row.award_note or "",
        distance_miles=row.distance_miles,
        bid_count=row.bid_count,
        cancellation_reason=Reason(row.cancellation_reason) if row.cancellation_reason else None,
        updated_at=row.updated_at,
        decline_count=row.decline_count,
        destination_coordinates=row.destination_coordinates,
        return_of_id=row.return_of_id,
        series_id=row.series_id,
        series_position=row.series_position or 0,
        series_total=row.series_total or 0,
    )


def _facility_from(row: Row[Any]) -> Facility:
    return Facility(
        id=row.id,
        hospital_id=row.hospital_id,
        name=row.name,
        type=FacilityType(row.type),
        address=row.address,
        city=row.city,
        state=row.state,
        zip_code=row.zip_code,
        coordinates=row.coordinates,
        phone=row.phone,
        is_active=row.is_active,
    )


def _audit_entry_from(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        who=row.user_name,
        action=row.action,
        entity_type=row.entity_type,
        entity_id=row.entity_id,
        changes=row.changes,
        timestamp=row.timestamp,
        source_database=row.source_database,
    )
