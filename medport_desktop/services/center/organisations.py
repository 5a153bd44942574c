"""Hospitals and agencies, as the administrator keeps them."""

from uuid import UUID

from medport_desktop.domain.system import OrganisationRecord
from medport_desktop.services.ports import OrganisationPort
from medport_desktop.services.validation import check_organisation


class Hospitals:
    """The hospitals of the network."""

    def __init__(self, port: OrganisationPort) -> None:
        self._port = port

    def all(self) -> list[OrganisationRecord]:
        """Every one, the disabled too, by name."""
        return self._port.hospitals()

    def add(self, record: OrganisationRecord) -> None:
        """Add one with its main building. Raises InvalidForm or Refused (a name that another has)."""
        check_organisation(record, agency=False)
        self._port.add_hospital(record)

    def edit(self, record: OrganisationRecord) -> None:
        """Change its facts. Raises InvalidForm or Refused."""
        check_organisation(record, agency=False)
        self._port.edit_hospital(record)

    def set_active(self, hospital_id: UUID, active: bool) -> None:
        """Disable or enable it."""
        self._port.set_hospital_active(hospital_id, active)


class Agencies:
    """The EMS agencies of the network. What an agency is, its own manager edits once it is registered."""

    def __init__(self, port: OrganisationPort) -> None:
        self._port = port

    def all(self) -> list[OrganisationRecord]:
        """Every one, the disabled too, by name."""
        return self._port.agencies()

    def add(self, record: OrganisationRecord) -> None:
        """Register one: a moment later it is in the EMS silo. Raises InvalidForm or Refused."""
        check_organisation(record, agency=True)
        self._port.register_agency(record)

    def set_active(self, agency_id: UUID, active: bool) -> None:
        """Disable or enable it."""
        self._port.set_agency_active(agency_id, active)
