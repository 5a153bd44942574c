"""Hospitals (the center's) and agencies (the EMS silo's), as an administrator keeps them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, insert, save
from medport_desktop.data.zips import Zip, require_zip
from medport_desktop.domain.center.system import OrganisationRecord
from medport_desktop.domain.enums import Silo, TransportLevel
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip

HOSPITALS = Query(OrganisationRecord, "medport.hospital r", {"contact_name": "''", "levels": "'{}'::text[]"})
AGENCIES = Query(OrganisationRecord, "medport.ems_agency r", {"levels": "r.capabilities"})

_NO_HOSPITAL = "This hospital is not there any more."
_NO_AGENCY = "This agency is not there any more."


class OrganisationStore:
    """Hospitals and agencies, as the administrator keeps them."""

    def __init__(self, databases: Mapping[Silo, Database]) -> None:
        """`databases` are the signed-in administrator's handles."""
        self._databases = databases

    def hospitals(self) -> list[OrganisationRecord]:
        """Every hospital, the disabled too, by name."""
        return HOSPITALS.read(self._databases[Silo.CENTER], "order by r.name")

    def add_hospital(self, record: OrganisationRecord) -> None:
        """Add a hospital in the center, and its main building in the hospital silo.

        Sending the same again completes what was left undone. Raises Refused (a name that another has, an unknown
        ZIP code); SiloAway where the building could not be added yet.
        """
        place = require_zip(record.zip_code)
        facts = _facts(record, place)
        building = {
            "id": record.id,
            "hospital_id": record.id,
            "type": "HOSPITAL",
            "coordinates": place.centroid,
            **facts,
        }
        with self._databases[Silo.CENTER].write() as connection:
            save(connection, "hospital", {"id": record.id}, facts)
        with self._databases[Silo.HOSPITAL].write() as connection:
            insert(connection, "hospital_facility", building, otherwise="on conflict (id) do nothing")

    def edit_hospital(self, record: OrganisationRecord) -> None:
        """Change a hospital's facts; its buildings are its manager's. Raises Refused."""
        facts = _facts(record, require_zip(record.zip_code))
        with self._databases[Silo.CENTER].write() as connection:
            change(connection, "hospital", record.id, _NO_HOSPITAL, **facts)

    def set_hospital_active(self, hospital_id: UUID, active: bool) -> None:
        """Disable or enable a hospital."""
        with self._databases[Silo.CENTER].write() as connection:
            change(connection, "hospital", hospital_id, _NO_HOSPITAL, is_active=active)

    def agencies(self) -> list[OrganisationRecord]:
        """Every agency of the EMS silo, the disabled too, by name."""
        return AGENCIES.read(self._databases[Silo.EMS], "order by r.name")

    def register_agency(self, record: OrganisationRecord) -> None:
        """Register an agency; the event makes it in the EMS silo. Raises Refused (a name that another has)."""
        place = require_zip(record.zip_code)
        configuration = _facts(record, place) | {
            "contact_name": record.contact_name.strip(),
            "coordinates": f"({place.centroid.longitude},{place.centroid.latitude})",
            "capabilities": [level for level in TransportLevel if level in record.levels],
        }
        registered = {
            "id": record.id,
            "service_name": configuration["name"],
            "service_type": "EMS_AGENCY",
            "configuration": configuration,
        }
        with self._databases[Silo.CENTER].write() as connection:
            insert(connection, "service_registry", registered, otherwise="on conflict (id) do nothing")

    def edit_agency(self, record: OrganisationRecord) -> None:
        """Change an agency's facts in the EMS silo; its name stays. Raises Refused."""
        place = require_zip(record.zip_code)
        facts = _facts(record, place) | {
            "contact_name": record.contact_name.strip(),
            "coordinates": place.centroid,
            "capabilities": [level for level in TransportLevel if level in record.levels],
        }
        del facts["name"]
        with self._databases[Silo.EMS].write() as connection:
            change(connection, "ems_agency", record.id, _NO_AGENCY, **facts)

    def set_agency_active(self, agency_id: UUID, active: bool) -> None:
        """Disable or enable an agency in the EMS silo."""
        status = "ACTIVE" if active else "SUSPENDED"
        with self._databases[Silo.EMS].write() as connection:
            change(connection, "ems_agency", agency_id, _NO_AGENCY, is_active=active, status=status)


def _facts(record: OrganisationRecord, place: Zip) -> dict[str, Any]:
    return {
        "name": record.name.strip(),
        "address": record.address.strip(),
        "zip_code": plain_zip(record.zip_code),
        "city": place.city,
        "state": place.state,
        "phone": plain_phone(record.phone),
        "email": plain(record.email),
    }
