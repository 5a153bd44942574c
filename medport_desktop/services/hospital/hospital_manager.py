"""What a hospital's manager does beside the desk: the own places, and which agencies are preferred."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from medport_desktop.domain.errors import InvalidForm, Refused
from medport_desktop.domain.facilities import FacilityRecord, ZipPlace
from medport_desktop.domain.people import Person
from medport_desktop.services.texts import check_note
from medport_desktop.services.validation import check_facility

MAX_NOTES = 2000
"""As the hospital silo's constraint `notes`."""


class HospitalManagerPort(Protocol):
    """The hospital silo, whose policies admit managers to rows of their own hospital alone. May raise SiloAway."""

    def own_facilities(self, hospital_id: UUID) -> list[FacilityRecord]:
        """Every place of that hospital, the inactive too, by name."""

    def find_zip(self, zip_code: str) -> ZipPlace | None:
        """The city and state of a ZIP code; None for one that there is not."""

    def add_facility(self, hospital_id: UUID, record: FacilityRecord) -> None:
        """Add a place; the same again is harmless. Raises Refused."""

    def edit_facility(self, record: FacilityRecord) -> None:
        """Change a place's facts. Raises Refused."""

    def set_facility_active(self, facility_id: UUID, active: bool) -> None:
        """Offer a place for new trips, or no longer. Raises Refused."""

    def order_agencies(self, hospital_id: UUID, agencies: Sequence[UUID]) -> None:
        """Prefer these agencies in this order, all at once."""

    def edit_preference(self, hospital_id: UUID, agency_id: UUID, is_active: bool, notes: str) -> None:
        """Pause a preference or let it count, and keep its notes. Raises Refused."""

    def stop_preferring(self, hospital_id: UUID, agency_id: UUID) -> None:
        """Forget a preference with its notes. Raises Refused."""


class HospitalManager:
    """A manager's use cases. Every write is checked again by the hospital silo."""

    def __init__(self, person: Person, port: HospitalManagerPort) -> None:
        """`person` is a hospital's manager."""
        self.person = person
        self._port = port

    # -- places -----------------------------------------------------------------------------------------
    def facilities(self) -> list[FacilityRecord]:
        """Every place of the own hospital, the inactive too, by name."""
        return self._port.own_facilities(self._hospital)

    def find_zip(self, zip_code: str) -> ZipPlace | None:
        """The city and state of a ZIP code; None for one that there is not."""
        return self._port.find_zip(zip_code)

    def add_facility(self, record: FacilityRecord) -> None:
        """Add a place. Raises InvalidForm or Refused (another has that name at that ZIP code)."""
        self._check(record)
        self._port.add_facility(self._hospital, record)

    def edit_facility(self, record: FacilityRecord) -> None:
        """Change a place's facts. Raises InvalidForm or Refused."""
        self._check(record)
        self._port.edit_facility(record)

    def set_facility_active(self, facility_id: UUID, active: bool) -> None:
        """Offer a place for new trips, or no longer: trips under way keep it. Raises Refused."""
        self._port.set_facility_active(facility_id, active)

    # -- preferred agencies -----------------------------------------------------------------------------
    def order_agencies(self, agencies: Sequence[UUID]) -> None:
        """Prefer these agencies in this order; one that is not preferred yet becomes so."""
        if agencies:
            self._port.order_agencies(self._hospital, list(dict.fromkeys(agencies)))

    def edit_preference(self, agency_id: UUID, is_active: bool, notes: str) -> None:
        """Pause a preference or let it count, and keep its notes. Raises InvalidForm or Refused."""
        check_note(notes, MAX_NOTES, "notes")
        self._port.edit_preference(self._hospital, agency_id, is_active, notes.strip())

    def stop_preferring(self, agency_id: UUID) -> None:
        """Forget a preference with its notes. Raises Refused."""
        self._port.stop_preferring(self._hospital, agency_id)

    # -- inside -----------------------------------------------------------------------------------------
    @property
    def _hospital(self) -> UUID:
        if self.person.hospital_id is None:
            raise Refused("This account belongs to no hospital.")
        return self.person.hospital_id

    def _check(self, record: FacilityRecord) -> None:
        check_facility(record)
        place = self._port.find_zip(record.zip_code)
        if place is None:
            raise InvalidForm({"zip_code": "There is no such ZIP code."})
        if place.state != record.state.strip().upper():
            raise InvalidForm({"state": f"The ZIP code {place.zip_code} is in {place.state}."})
