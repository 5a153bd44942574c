"""Trip sheets to print: an ordinary one, and one that is too full."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from medport_desktop.domain.enums import Milestone, Mobility, Need, Priority, TransportLevel, TripStatus
from medport_desktop.domain.patients import CrewSheet
from medport_desktop.domain.trips import TripNote
from medport_desktop.gui.shared.print import TripSheet

NOW = datetime(2026, 11, 23, 19, 32, tzinfo=UTC)
TRIP = UUID(int=1)


def at(minutes: int) -> datetime:
    """Minutes before now."""
    return NOW - timedelta(minutes=minutes)


SHEET = TripSheet(
    trip_id=TRIP,
    number="T-1037",
    hospital="Conemaugh Nason Medical Center",
    priority=Priority.HIGH,
    level=TransportLevel.CCT,
    status=TripStatus.IN_TRANSIT,
    special_requirements=frozenset({Need.OXYGEN, Need.CARDIAC_MONITOR, Need.IV_PUMP, Need.STRETCHER}),
    origin="Conemaugh Nason Medical Center",
    origin_city="Roaring Spring",
    destination="Penn State Health Milton S. Hershey Medical Center",
    destination_city="Hershey",
    miles=128.4,
    ready_at=at(70),
    requested_at=at(95),
    deliver_by=at(-120),
    agency="Bedford demo EMS",
    unit="M-22",
    times={
        Milestone.ACKNOWLEDGED: at(88),
        Milestone.EN_ROUTE: at(80),
        Milestone.AT_SCENE: at(64),
        Milestone.LEFT_SCENE: at(41),
    },
    notes=(
        TripNote("Demo desk, nason", "Family follows by car.", at(92)),
        TripNote("Demo dispatch, bedford", "Second crew member is a nurse; ask for the pump's settings.", at(60)),
    ),
    crew=CrewSheet(
        trip_id=TRIP,
        pickup_location="ICU 3, bed 7",
        contact_phone="+1 814 555 0142",
        destination_text="",
        special_requirements_note="4 L/min by nasal cannula; heparin runs at 12 mL/h. Door code of the ICU "
        "from the desk.",
        patient_name="Demo, Patient A",
        patient_birth_date=date(1950, 1, 31),
        patient_weight_kg=92.5,
        patient_mobility=Mobility.STRETCHER,
    ),
)
FULL = replace(
    SHEET,
    hospital="The " + "Very Long Memorial " * 8 + "Hospital",
    destination="Somewhere " * 12,
    notes=tuple(
        TripNote(f"Person {i}", "What was said is long and goes on. " * (i % 4 + 1), at(90 - i)) for i in range(40)
    ),
)
BARE = replace(SHEET, crew=None, notes=(), times={}, agency="", unit="", status=TripStatus.PENDING)
