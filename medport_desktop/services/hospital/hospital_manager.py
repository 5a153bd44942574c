"""What a hospital's manager does beside the desk: the own places, and which agencies are preferred."""

from collections.abc import Sequence
from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.errors import InvalidForm, Refused
from medport_desktop.domain.facilities import FacilityRecord
from medport_desktop.domain.people import Person
from medport_desktop.services.texts import check_note


class HospitalManager:
    """A manager's use cases. Every write is checked again by the hospital silo."""

    def __init__(self, person: Person, stores: Stores) -> None:
        """`person` is a hospital's manager."""
        self.person = person
        self.stores = stores

    # -- places -----------------------------------------------------------------------------------------
    def facilities(self) -> list[FacilityRecord]:
        """Every place of the own hospital, the inactive too, by name."""
        return self.stores.places.own_facilities(self._hospital)

    def add_facility(self, record: FacilityRecord) -> None:
        """Add a place. Raises InvalidForm or Refused (another has that name at that ZIP code)."""
        self._check_zip(record)
        self.stores.places.add_facility(self._hospital, record)

    def edit_facility(self, record: FacilityRecord) -> None:
        """Change a place's facts. Raises InvalidForm or Refused."""
        self._check_zip(record)
        self.stores.places.edit_facility(record)

    # -- preferred agencies -----------------------------------------------------------------------------
    def order_agencies(self, agencies: Sequence[UUID]) -> None:
        """Prefer these agencies in this order; one that is not preferred yet becomes so."""
        if agencies:
            self.stores.places.order_agencies(self._hospital, list(dict.fromkeys(agencies)))

    def edit_preference(self, agency_id: UUID, is_active: bool, notes: str) -> None:
        """Pause a preference or let it count, and keep its notes. Raises InvalidForm or Refused."""
        check_note(notes, "hospital_agency_preference.notes", "notes")
        self.stores.places.edit_preference(self._hospital, agency_id, is_active, notes.strip())

    def stop_preferring(self, agency_id: UUID) -> None:
        """Forget a preference with its notes. Raises Refused."""
        self.stores.places.stop_preferring(self._hospital, agency_id)

    # -- inside -----------------------------------------------------------------------------------------
    @property
    def _hospital(self) -> UUID:
        if self.person.hospital_id is None:
            raise Refused("This account belongs to no hospital.")
        return self.person.hospital_id

    def _check_zip(self, record: FacilityRecord) -> None:
        place = self.stores.places.find_zip(record.zip_code)
        if place is None:
            raise InvalidForm({"zip_code": "There is no such ZIP code."})
        if place.state != record.state.strip().upper():
            raise InvalidForm({"state": f"The ZIP code {place.zip_code} is in {place.state}."})
