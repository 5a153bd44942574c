"""Hospitals (the center's) and agencies (the EMS silo's), as an administrator keeps them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects import postgresql

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.rows import require_one
from medport_desktop.data.tables.center import hospital, service_registry
from medport_desktop.data.tables.ems import ems_agency
from medport_desktop.data.tables.hospital import hospital_facility
from medport_desktop.data.zips import Zip, require_zip
from medport_desktop.domain.enums import Silo, TransportLevel
from medport_desktop.domain.system import OrganisationRecord


class OrganisationStore:
    """Hospitals and agencies, as the administrator keeps them."""

    def __init__(self, databases: Mapping[Silo, Database]) -> None:
        """`databases` are the signed-in administrator's handles."""
        self._databases = databases

    def hospitals(self) -> list[OrganisationRecord]:
        """Every hospital, the disabled too, by name."""
        with self._databases[Silo.CENTER].read() as connection:
            return [_record_from(row) for row in connection.execute(select(hospital).order_by(hospital.c.name))]

    def add_hospital(self, record: OrganisationRecord) -> None:
        """Add a hospital in the center, and its main building in the hospital silo.

        Sending the same again completes what was left undone. Raises Refused (a name that another has, an unknown
        ZIP code); SiloAway where the building could not be added yet.
        """
        place = require_zip(record.zip_code)
        facts, where = _facts(record, place), place.centroid
        added = postgresql.insert(hospital).values(id=record.id, **facts)
        added = added.on_conflict_do_update(index_elements=[hospital.c.id], set_=facts)
        building = postgresql.insert(hospital_facility).values(
            id=record.id,
            hospital_id=record.id,
            type="HOSPITAL",
            coordinates=func.point(where.longitude, where.latitude),
            **facts,
        )
        with self._databases[Silo.CENTER].write() as connection:
            connection.execute(added)
        with self._databases[Silo.HOSPITAL].write() as connection:
            connection.execute(building.on_conflict_do_nothing(index_elements=[hospital_facility.c.id]))

    def edit_hospital(self, record: OrganisationRecord) -> None:
        """Change a hospital's facts; its buildings are its manager's. Raises Refused."""
        change = update(hospital).where(hospital.c.id == record.id)
        change = change.values(**_facts(record, require_zip(record.zip_code)))
        with self._databases[Silo.CENTER].write() as connection:
            require_one(connection.execute(change), "This hospital is not there any more.")

    def set_hospital_active(self, hospital_id: UUID, active: bool) -> None:
        """Disable or enable a hospital."""
        change = update(hospital).where(hospital.c.id == hospital_id).values(is_active=active)
        with self._databases[Silo.CENTER].write() as connection:
            require_one(connection.execute(change), "This hospital is not there any more.")

    def agencies(self) -> list[OrganisationRecord]:
        """Every agency of the EMS silo, the disabled too, by name."""
        with self._databases[Silo.EMS].read() as connection:
            return [_record_from(row) for row in connection.execute(select(ems_agency).order_by(ems_agency.c.name))]

    def register_agency(self, record: OrganisationRecord) -> None:
        """Register an agency; the event makes it in the EMS silo. Raises Refused (a name that another has)."""
        place = require_zip(record.zip_code)
        facts, where = _facts(record, place), place.centroid
        configuration = facts | {
            "contact_name": record.contact_name.strip(),
            "coordinates": f"({where.longitude},{where.latitude})",
            "capabilities": [level.value for level in TransportLevel if level in record.levels],
        }
        registered = postgresql.insert(service_registry).values(
            id=record.id, service_name=facts["name"], service_type="EMS_AGENCY", configuration=configuration
        )
        with self._databases[Silo.CENTER].write() as connection:
            connection.execute(registered.on_conflict_do_nothing(index_elements=[service_registry.c.id]))

    def set_agency_active(self, agency_id: UUID, active: bool) -> None:
        """Disable or enable an agency in the EMS silo."""
        status = "ACTIVE" if active else "SUSPENDED"
        change = update(ems_agency).where(ems_agency.c.id == agency_id).values(is_active=active, status=status)
        with self._databases[Silo.EMS].write() as connection:
            require_one(connection.execute(change), "This agency is not there any more.")


def _facts(record: OrganisationRecord, place: Zip) -> dict[str, Any]:
    return {
        "name": record.name.strip(),
        "address": record.address.strip(),
        "zip_code": record.zip_code.strip(),
        "city": place.city,
        "state": place.state,
        "phone": record.phone.strip(),
        "email": record.email.strip(),
    }


def _record_from(row: Row[Any]) -> OrganisationRecord:
    fields = row._mapping
    return OrganisationRecord(
        id=row.id,
        name=row.name,
        address=row.address,
        zip_code=row.zip_code,
        city=row.city,
        state=row.state,
        phone=row.phone,
        email=row.email,
        contact_name=fields.get("contact_name", ""),
        levels=frozenset(TransportLevel(level) for level in fields.get("capabilities", ())),
        is_active=row.is_active,
        updated_at=row.updated_at,
    )
