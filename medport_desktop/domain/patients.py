"""A trip's patient, as the desk enters and lists them and as a crew needs them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medport_desktop.domain.enums import Mobility


@dataclass(frozen=True, slots=True)
class Patient:
    """A hospital's own patient, as its desk enters it. Never shown outside the hospital before an award."""

    mrn: str
    name: str
    birth_date: date | None
    weight_kg: float | None
    mobility: Mobility | None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ListedPatient:
    """The patient of one of the desk's trips, as its list of trips shows them."""

    trip_id: UUID
    mrn: str
    name: str


@dataclass(frozen=True, slots=True)
class CrewSheet:
    """The minimum necessary of an awarded trip (45 CFR 164.502(b)): reading it is audited."""

    trip_id: UUID
    pickup_location: str
    contact_phone: str
    destination_text: str
    special_requirements_note: str
    patient_name: str
    patient_birth_date: date | None
    patient_weight_kg: float | None
    patient_mobility: Mobility | None
