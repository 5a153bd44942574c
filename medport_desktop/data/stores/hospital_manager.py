"""What a hospital's manager keeps in the hospital silo: the own places, and which agencies are preferred."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, insert, require_one, run, save, values_of
from medport_desktop.data.zips import find_zip, require_zip
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord, ZipPlace
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip

FACILITY_RECORDS = Query(FacilityRecord, "medport.hospital_facility r", {"hours": "r.operating_hours"})

_FACILITY_GONE = "This facility is not there any more."
_PREFERENCE_GONE = "This agency is not among the preferred ones any more."


class HospitalManagerStore:
    """A hospital's own places and preferences. The silo's policies let managers write for their own hospital alone."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the hospital silo."""
        self._database = database

    # -- places -----------------------------------------------------------------------------------------
    def own_facilities(self, hospital_id: UUID) -> list[FacilityRecord]:
        """Every place of that hospital, the inactive too, by name."""
        own = "where r.hospital_id = %(hospital_id)s order by r.name, r.zip_code"
        return FACILITY_RECORDS.read(self._database, own, hospital_id=hospital_id)

    def find_zip(self, zip_code: str) -> ZipPlace | None:
        """The city and state of a ZIP code; None for one that there is not. Asks no database."""
        found = find_zip(zip_code)
        return ZipPlace(plain_zip(zip_code), found.city, found.state) if found is not None else None

    def add_facility(self, hospital_id: UUID, record: FacilityRecord) -> None:
        """Add a place, at the centroid of its ZIP code; the same again is harmless. Raises Refused."""
        row = {"id": record.id, "hospital_id": hospital_id}
        with self._database.write() as connection:
            save(connection, "hospital_facility", row, _facts(record))

    def edit_facility(self, record: FacilityRecord) -> None:
        """Change a place's facts. Raises Refused."""
        with self._database.write() as connection:
            change(connection, "hospital_facility", record.id, _FACILITY_GONE, **_facts(record))

    def set_facility_active(self, facility_id: UUID, active: bool) -> None:
        """Offer a place for new trips, or no longer. Raises Refused."""
        with self._database.write() as connection:
            change(connection, "hospital_facility", facility_id, _FACILITY_GONE, is_active=active)

    # -- preferred agencies -----------------------------------------------------------------------------
    def order_agencies(self, hospital_id: UUID, agencies: Sequence[UUID]) -> None:
        """Prefer these agencies in this order; one that is not preferred yet becomes so. In one transaction."""
        rows = [
            {"id": uuid4(), "hospital_id": hospital_id, "agency_id": agency, "preference_order": number}
            for number, agency in enumerate(agencies, start=1)
        ]
        rows.sort(key=lambda row: str(row["agency_id"]))  # so that two managers at once wait and do not deadlock
        moved = """
            on conflict (hospital_id, agency_id) do update set preference_order = excluded.preference_order
            where hospital_agency_preference.preference_order <> excluded.preference_order
            """
        with self._database.write() as connection:
            insert(connection, "hospital_agency_preference", *rows, otherwise=moved)

    def edit_preference(self, hospital_id: UUID, agency_id: UUID, is_active: bool, notes: str) -> None:
        """Pause a preference or let it count, and keep its notes. Raises Refused."""
        edit = """
            update medport.hospital_agency_preference set is_active = %(is_active)s, notes = %(notes)s
            where hospital_id = %(hospital_id)s and agency_id = %(agency_id)s
            """
        self._change_preference(edit, hospital_id, agency_id, is_active=is_active, notes=notes)

    def stop_preferring(self, hospital_id: UUID, agency_id: UUID) -> None:
        """Forget a preference with its notes. Raises Refused."""
        gone = """
            delete from medport.hospital_agency_preference
            where hospital_id = %(hospital_id)s and agency_id = %(agency_id)s
            """
        self._change_preference(gone, hospital_id, agency_id)

    def _change_preference(self, statement: str, hospital_id: UUID, agency_id: UUID, **values: Any) -> None:
        with self._database.write() as connection:
            changed = run(connection, statement, hospital_id=hospital_id, agency_id=agency_id, **values)
            require_one(changed, _PREFERENCE_GONE)


def _facts(record: FacilityRecord) -> dict[str, Any]:
    typed = values_of(record, "id", "hours", "updated_at")
    facts = {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
    return facts | {
        "type": record.type,
        "state": record.state.strip().upper(),
        "coordinates": require_zip(record.zip_code).centroid,
        "zip_code": plain_zip(record.zip_code),
        "phone": plain_phone(record.phone),
        "email": plain(record.email),
        "operating_hours": record.hours,
        "capabilities": [c for c in FacilityCapability if c in record.capabilities],
    }
