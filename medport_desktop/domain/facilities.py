"""A hospital's own buildings and clinics, as its manager keeps them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from medport_desktop.domain.enums import FacilityType
from medport_desktop.domain.written.opening_hours import Hours


class FacilityCapability(StrEnum):
    """What a place can do for a patient; the hospital silo knows the same list."""

    EMERGENCY = "EMERGENCY"
    TRAUMA = "TRAUMA"
    STROKE = "STROKE"
    CARDIAC = "CARDIAC"
    ICU = "ICU"
    BURN = "BURN"
    NEONATAL = "NEONATAL"
    OBSTETRIC = "OBSTETRIC"
    PEDIATRIC = "PEDIATRIC"
    PSYCHIATRIC = "PSYCHIATRIC"
    DIALYSIS = "DIALYSIS"
    REHABILITATION = "REHABILITATION"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"ICU": "ICU", "REHABILITATION": "Rehab"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class ZipPlace:
    """What is known of a ZIP code."""

    zip_code: str
    city: str
    state: str


@dataclass(frozen=True, slots=True)
class FacilityRecord:
    """Everything that is kept of a place; where it lies follows from the ZIP code."""

    id: UUID
    name: str
    type: FacilityType = FacilityType.HOSPITAL
    address: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    phone: str = ""
    email: str = ""
    hours: Hours = field(default_factory=dict)
    capabilities: frozenset[FacilityCapability] = frozenset()
    is_active: bool = True
    updated_at: datetime | None = None
    """None for one that is not kept yet."""
