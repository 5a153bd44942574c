"""Enumerations that the three databases and every screen share. Values are the databases' own."""

from enum import StrEnum


class Silo(StrEnum):
    """One of the three PostgreSQL servers."""

    HOSPITAL = "hospital"
    EMS = "ems"
    CENTER = "center"

    @property
    def label(self) -> str:
        """The name shown beside its light."""
        return {"hospital": "Hospital", "ems": "EMS", "center": "Center"}[self.value]


class UserType(StrEnum):
    """Whom a person works for; decides the window that opens and the home silo."""

    HOSPITAL = "hospital"
    EMS = "ems"
    CENTER = "center"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"hospital": "Hospital", "ems": "EMS agency", "center": "Transport center"}[self.value]

    @property
    def home(self) -> Silo:
        """The silo that this kind of person works in."""
        return Silo(self.value)


class TransportLevel(StrEnum):
    """Level of care of the transport; CCT is Medicare's specialty care transport (42 CFR 414.605)."""

    BLS = "BLS"
    ALS = "ALS"
    CCT = "CCT"
    WHEELCHAIR = "WHEELCHAIR"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        """The short tag on a board."""
        return {"WHEELCHAIR": "WC", "OTHER": "Other"}.get(self.value, self.value)


class Priority(StrEnum):
    """How soon the trip must move."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    URGENT = "URGENT"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return self.value.capitalize()

    @property
    def rank(self) -> int:
        """0 for URGENT up to 3 for LOW: the order of a board."""
        return {"URGENT": 0, "HIGH": 1, "MEDIUM": 2, "LOW": 3}[self.value]


class TripStatus(StrEnum):
    """The life of a trip. COMPLETED and CANCELLED are final; SCHEDULED has not been offered yet."""

    SCHEDULED = "SCHEDULED"
    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    EN_ROUTE = "EN_ROUTE"
    ON_SCENE = "ON_SCENE"
    IN_TRANSIT = "IN_TRANSIT"
    AT_DESTINATION = "AT_DESTINATION"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            "EN_ROUTE": "En route",
            "ON_SCENE": "On scene",
            "IN_TRANSIT": "In transit",
            "AT_DESTINATION": "At destination",
        }.get(self.value, self.value.capitalize())

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow."""
        return self in (TripStatus.COMPLETED, TripStatus.CANCELLED)

    @property
    def is_editable(self) -> bool:
        """Whether it is not over, so that its facts can be changed; but for what the agency that holds it agreed to."""
        return not self.is_final

    @property
    def is_held(self) -> bool:
        """Whether an agency holds the trip and is working on it."""
        return self in HELD


HELD = frozenset(
    {
        TripStatus.ACCEPTED,
        TripStatus.EN_ROUTE,
        TripStatus.ON_SCENE,
        TripStatus.IN_TRANSIT,
        TripStatus.AT_DESTINATION,
    }
)


class Milestone(StrEnum):
    """A moment of the run; docs/events.md has the NEMSIS v3 eTimes element of each."""

    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    AT_SCENE = "at_scene"
    AT_PATIENT = "at_patient"
    LEFT_SCENE = "left_scene"
    AT_DESTINATION = "at_destination"
    TRANSFER_OF_CARE = "transfer_of_care"
    BACK_IN_SERVICE = "back_in_service"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return self.value.replace("_", " ").capitalize()


class AwardMode(StrEnum):
    """How a trip finds its agency."""

    BIDDING = "BIDDING"
    FIRST_ACCEPT = "FIRST_ACCEPT"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"BIDDING": "Choose among bids", "FIRST_ACCEPT": "First agency to accept"}[self.value]


class AwardOutcome(StrEnum):
    """What became of an award that the hospital made."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


class BidStatus(StrEnum):
    """The life of a bid."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"PENDING": "Open", "ACCEPTED": "Won", "REJECTED": "Ended"}.get(self.value, self.value.capitalize())


class Outcome(StrEnum):
    """What became of a bid that ended, or of an agency's holding of a trip."""

    NOT_CHOSEN = "NOT_CHOSEN"
    CANCELLED = "CANCELLED"
    CHANGED = "CHANGED"
    SCHEDULED = "SCHEDULED"
    RELEASED = "RELEASED"
    TAKEN = "TAKEN"
    COMPLETED = "COMPLETED"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"NOT_CHOSEN": "Not chosen", "SCHEDULED": "Scheduled for later", "TAKEN": "Taken back"}.get(
            self.value, self.value.capitalize()
        )


class NoticeKind(StrEnum):
    """What others did to a hospital's trip, of which its desk is told."""

    RELEASED = "RELEASED"
    CANCELLED = "CANCELLED"
    ABOARD = "ABOARD"
    OVERTAKEN = "OVERTAKEN"


class UnitType(StrEnum):
    """What a unit is staffed and equipped for."""

    BLS = "BLS"
    ALS = "ALS"
    CCT = "CCT"
    WHEELCHAIR = "WHEELCHAIR"

    @property
    def label(self) -> str:
        """The short tag on a card."""
        return "WC" if self is UnitType.WHEELCHAIR else self.value


class UnitStatus(StrEnum):
    """What a unit is doing; COMMITTED is set and freed by assignment alone."""

    AVAILABLE = "AVAILABLE"
    COMMITTED = "COMMITTED"
    OUT_OF_SERVICE = "OUT_OF_SERVICE"
    MAINTENANCE = "MAINTENANCE"
    OFF_DUTY = "OFF_DUTY"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return self.value.replace("_", " ").capitalize()

    @property
    def needs_reason(self) -> bool:
        """Whether others must be told why; the EMS silo enforces it."""
        return self in (UnitStatus.OUT_OF_SERVICE, UnitStatus.MAINTENANCE)


class Need(StrEnum):
    """A requirement of the transport; never a level."""

    OXYGEN = "oxygen"
    CARDIAC_MONITOR = "cardiac_monitor"
    VENTILATOR = "ventilator"
    IV_PUMP = "iv_pump"
    ISOLATION = "isolation"
    BARIATRIC = "bariatric"
    NEONATAL = "neonatal"
    ESCORT = "escort"
    STRETCHER = "stretcher"
    WHEELCHAIR = "wheelchair"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"cardiac_monitor": "Monitor", "iv_pump": "IV pump"}.get(self.value, self.value.capitalize())


class WeightClass(StrEnum):
    """Of a heavy patient: which stretcher and crew the trip takes. The hospital silo has the same bounds."""

    OVER_159 = "OVER_159"
    OVER_227 = "OVER_227"
    OVER_318 = "OVER_318"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            "OVER_159": "159 to 227 kg (350 to 500 lb)",
            "OVER_227": "227 to 318 kg (500 to 700 lb)",
            "OVER_318": "over 318 kg (700 lb)",
        }[self.value]

    @classmethod
    def of(cls, kg: float | None) -> "WeightClass | None":
        """That of a weight; None below the first."""
        return next((one for one in reversed(cls) if kg is not None and kg >= int(one.value[5:])), None)


class Mobility(StrEnum):
    """How the patient moves."""

    AMBULATORY = "AMBULATORY"
    WHEELCHAIR = "WHEELCHAIR"
    STRETCHER = "STRETCHER"
    BED = "BED"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return "Walks" if self is Mobility.AMBULATORY else self.value.capitalize()


class FacilityType(StrEnum):
    """What kind of place it is."""

    HOSPITAL = "HOSPITAL"
    NURSING_HOME = "NURSING_HOME"
    CANCER_CENTER = "CANCER_CENTER"
    REHAB_FACILITY = "REHAB_FACILITY"
    URGENT_CARE = "URGENT_CARE"
    SPECIALTY_CLINIC = "SPECIALTY_CLINIC"


class Reason(StrEnum):
    """Why a trip was cancelled, declined, refused or released; a note may follow."""

    NO_UNIT = "NO_UNIT"
    NO_CREW = "NO_CREW"
    OUT_OF_AREA = "OUT_OF_AREA"
    LEVEL_NOT_STAFFED = "LEVEL_NOT_STAFFED"
    WEATHER = "WEATHER"
    PRICE = "PRICE"
    PATIENT_CONDITION = "PATIENT_CONDITION"
    BED_LOST = "BED_LOST"
    DUPLICATE = "DUPLICATE"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            "NO_UNIT": "No unit free",
            "NO_CREW": "No crew",
            "OUT_OF_AREA": "Out of our area",
            "LEVEL_NOT_STAFFED": "Level not staffed",
            "WEATHER": "Weather",
            "PRICE": "Price",
            "PATIENT_CONDITION": "Patient's condition changed",
            "BED_LOST": "Bed lost at the destination",
            "DUPLICATE": "Entered twice",
            "OTHER": "Other",
        }[self.value]


CANCEL_REASONS = (
    Reason.PATIENT_CONDITION,
    Reason.BED_LOST,
    Reason.DUPLICATE,
    Reason.WEATHER,
    Reason.NO_UNIT,
    Reason.PRICE,
    Reason.OTHER,
)
"""The reasons that a hospital may give for a cancellation, in the order shown."""

AGENCY_REASONS = (
    Reason.NO_UNIT,
    Reason.NO_CREW,
    Reason.OUT_OF_AREA,
    Reason.LEVEL_NOT_STAFFED,
    Reason.WEATHER,
    Reason.PRICE,
    Reason.OTHER,
)
"""The reasons that an agency may give to decline or release a trip, in the order shown."""
