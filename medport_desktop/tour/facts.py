"""Questions that the tour puts to the database that owns the answer."""

from uuid import UUID

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.witness import Witness
from medport_desktop.tour.hands import eventually
from medport_desktop.tour.ledger import Step

_TRIP = {
    "status": "select status from medport.transport_request where id = %s",
    "agency": "select assigned_agency_name from medport.transport_request where id = %s",
    "unit": "select assigned_unit_number from medport.transport_request where id = %s",
}


class Facts:
    """Reads facts and writes what it read into the step that asked."""

    def __init__(self, witness: Witness) -> None:
        """`witness` sees past every policy."""
        self._witness = witness

    def trip_of_patient(self, mrn: str) -> UUID | None:
        """The newest trip of the patient with that record number."""
        found: UUID | None = self._witness.value(
            Silo.HOSPITAL,
            "select t.id from medport.transport_request t join medport.patient p on p.id = t.patient_id"
            " where p.mrn = %s order by t.created_at desc limit 1",
            mrn,
        )
        return found

    def trip_called(self, number: str) -> UUID:
        """The trip that people call so."""
        found: UUID = self._witness.value(
            Silo.HOSPITAL, "select id from medport.transport_request where trip_number = %s", number
        )
        return found

    def trip_number(self, trip: UUID) -> str:
        """How people call it."""
        return str(
            self._witness.value(Silo.HOSPITAL, "select trip_number from medport.transport_request where id = %s", trip)
        )

    def preferred_agencies(self, trip: UUID) -> list[str]:
        """Names of the agencies that the trip's hospital prefers, in its order."""
        order = self._witness.rows(
            Silo.HOSPITAL,
            "select p.agency_id from medport.hospital_agency_preference p join medport.transport_request t"
            " on t.hospital_id = p.hospital_id where t.id = %s order by p.preference_order",
            trip,
        )
        return [
            str(self._witness.value(Silo.EMS, "select name from medport.ems_agency where id = %s", agency))
            for (agency,) in order
        ]

    async def trip_is(self, step: Step, trip: UUID, fact: str, value: str) -> None:
        """Wait until the hospital silo says so of a trip: `fact` is 'status', 'agency' or 'unit'."""
        await self.becomes(step, Silo.HOSPITAL, f"the trip's {fact}", value, _TRIP[fact], trip)

    async def becomes(self, step: Step, silo: Silo, fact: str, value: object, query: str, *parameters: object) -> None:
        """Wait until a query gives `value`, and write that down."""
        await eventually(
            f"{fact} is {value!r} in the {silo.label} silo",
            lambda: self._witness.value(silo, query, *parameters) == value or None,
        )
        step.read(silo, fact, value)

    def read(self, step: Step, silo: Silo, fact: str, query: str, *parameters: object) -> object:
        """What a query gives now, written down."""
        value = self._witness.value(silo, query, *parameters)
        step.read(silo, fact, value)
        return value
