"""What a hospital's manager keeps in the hospital silo: the own places, and which agencies are preferred."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.rows import require_one
from medport_desktop.data.tables.hospital import hospital_agency_preference, hospital_facility
from medport_desktop.data.zips import find_zip, require_zip
from medport_desktop.domain.enums import FacilityType
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord, ZipPlace
from medport_desktop.domain.preferences import Preference

_facility = hospital_facility.c
_preference = hospital_agency_preference.c

_FACILITY_GONE = "This facility is not there any more."
_PREFERENCE_GONE = "This agency is not among the preferred ones any more."


def read_preferences(connection: Connection) -> list[Preference]:
    """The preferences that the person may see: a desk its own hospital's, the center all."""
    query = select(hospital_agency_preference).order_by(_preference.preference_order, _preference.agency_id)
    return [
        Preference(row.hospital_id, row.agency_id, row.preference_order, row.is_active, row.notes)
        for row in connection.execute(query)
    ]


class HospitalManagerStore:
    """A hospital's own places and preferences. The silo's policies let managers write for their own hospital alone."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the hospital silo."""
        self._database = database

    # -- places -----------------------------------------------------------------------------------------
    def own_facilities(self, hospital_id: UUID) -> list[FacilityRecord]:
        """Every place of that hospital, the inactive too, by name."""
        query = (
            select(hospital_facility)
            .where(_facility.hospital_id == hospital_id)
            .order_by(_facility.name, _facility.zip_code)
        )
        with self._database.read() as connection:
            return [_record_from(row) for row in connection.execute(query)]

    def find_zip(self, zip_code: str) -> ZipPlace | None:
        """The city and state of a ZIP code; None for one that there is not. Asks no database."""
        found = find_zip(zip_code)
        return ZipPlace(zip_code.strip(), found.city, found.state) if found is not None else None

    def add_facility(self, hospital_id: UUID, record: FacilityRecord) -> None:
        """Add a place, at the centroid of its ZIP code; the same again is harmless. Raises Refused."""
        facts = _facts(record)
        added = insert(hospital_facility).values(id=record.id, hospital_id=hospital_id, **facts)
        with self._database.write() as connection:
            connection.execute(added.on_conflict_do_update(index_elements=[_facility.id], set_=facts))

    def edit_facility(self, record: FacilityRecord) -> None:
        """Change a place's facts. Raises Refused."""
        change = update(hospital_facility).where(_facility.id == record.id).values(**_facts(record))
        with self._database.write() as connection:
            require_one(connection.execute(change), _FACILITY_GONE)

    def set_facility_active(self, facility_id: UUID, active: bool) -> None:
        """Offer a place for new trips, or no longer. Raises Refused."""
        change = update(hospital_facility).where(_facility.id == facility_id).values(is_active=active)
        with self._database.write() as connection:
            require_one(connection.execute(change), _FACILITY_GONE)

    # -- preferred agencies -----------------------------------------------------------------------------
    def order_agencies(self, hospital_id: UUID, agencies: Sequence[UUID]) -> None:
        """Prefer these agencies in this order; one that is not preferred yet becomes so. In one transaction."""
        rows = [
            {"id": uuid4(), "hospital_id": hospital_id, "agency_id": agency, "preference_order": number}
            for number, agency in enumerate(agencies, start=1)
        ]
        rows.sort(key=lambda row: str(row["agency_id"]))  # so that two managers at once wait and do not deadlock
        written = insert(hospital_agency_preference).values(rows)
        changed = written.excluded.preference_order
        statement = written.on_conflict_do_update(
            index_elements=[_preference.hospital_id, _preference.agency_id],
            set_={"preference_order": changed},
            where=_preference.preference_order != changed,
        )
        with self._database.write() as connection:
            connection.execute(statement)

    def edit_preference(self, hospital_id: UUID, agency_id: UUID, is_active: bool, notes: str) -> None:
        """Pause a preference or let it count, and keep its notes. Raises Refused."""
        change = (
            update(hospital_agency_preference)
            .where(_preference.hospital_id == hospital_id, _preference.agency_id == agency_id)
            .values(is_active=is_active, notes=notes)
        )
        with self._database.write() as connection:
            require_one(connection.execute(change), _PREFERENCE_GONE)

    def stop_preferring(self, hospital_id: UUID, agency_id: UUID) -> None:
        """Forget a preference with its notes. Raises Refused."""
        gone = delete(hospital_agency_preference).where(
            _preference.hospital_id == hospital_id, _preference.agency_id == agency_id
        )
        with self._database.write() as connection:
            require_one(connection.execute(gone), _PREFERENCE_GONE)


def _facts(record: FacilityRecord) -> dict[str, Any]:
    where = require_zip(record.zip_code).centroid
    return {
        "name": record.name.strip(),
        "type": record.type.value,
        "address": record.address.strip(),
        "city": record.city.strip(),
        "state": record.state.strip().upper(),
        "zip_code": record.zip_code.strip(),
        "coordinates": func.point(where.longitude, where.latitude),
        "phone": record.phone.strip(),
        "email": record.email.strip(),
        "operating_hours": record.hours,
        "capabilities": [c.value for c in FacilityCapability if c in record.capabilities],
        "is_active": record.is_active,
    }


def _record_from(row: Row[Any]) -> FacilityRecord:
    return FacilityRecord(
        id=row.id,
        name=row.name,
        type=FacilityType(row.type),
        address=row.address,
        city=row.city,
        state=row.state,
        zip_code=row.zip_code,
        phone=row.phone,
        email=row.email,
        hours=dict(row.operating_hours),
        capabilities=frozenset(FacilityCapability(code) for code in row.capabilities),
        is_active=row.is_active,
        updated_at=row.updated_at,
    )
