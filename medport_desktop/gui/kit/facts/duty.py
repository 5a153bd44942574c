"""What a unit's plan says of it, in words: "until 14:30 · shift ends 19:00", beside its status."""

from datetime import datetime
from uuid import UUID

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, unit_status_look
from medport_desktop.gui.kit.style.tokens import Tone

_ON_BREAK = StatusLook("On break", Tone.AMBER, hollow=True)
_PLANS = {
    PlanKind.SHIFT: StatusLook("Shift", Tone.GREEN),
    PlanKind.BREAK: StatusLook("Break", Tone.AMBER, hollow=True),
}


def unit_look(unit: Unit) -> StatusLook:
    """A unit's status as it is shown: a break is not shown like a defect."""
    if unit.away is PlanKind.BREAK and unit.current_status is not UnitStatus.COMMITTED:
        return _ON_BREAK
    return unit_status_look(unit.current_status)


def may_set(unit: Unit, status: UnitStatus) -> bool:
    """Whether a person may give a unit that status now: COMMITTED comes and goes with a trip."""
    return unit.current_status not in (UnitStatus.COMMITTED, status)


def status_words(status: UnitStatus) -> str:
    """What sets it, on buttons and in menus: "Out of service…" asks why."""
    return f"{status.label}…" if status.needs_reason else status.label


def plan_look(kind: PlanKind) -> StatusLook:
    """A plan's word and colour."""
    return _PLANS.get(kind) or unit_status_look(UnitStatus(kind.value))


def unit_trouble(number: str, unit: Unit | None, trip_id: UUID) -> str:
    """Why the unit of a bid cannot run the trip that the bid has won: "M-33 is out of service"; '' where it can.

    `unit` is None where it is no longer in the fleet.
    """
    if unit is None:
        return f"{number} is retired"
    if unit.current_status is UnitStatus.COMMITTED:
        return f"{number} is on {unit.trip_number or 'another trip'}" if unit.trip_id != trip_id else ""
    return "" if unit.current_status is UnitStatus.AVAILABLE else f"{number} is {unit.current_status.label.lower()}"


def place_words(unit: Unit) -> str:
    """ "UPMC Altoona, 14:05": where it was last known to be, and since when."""
    if not unit.current_location or unit.place_since is None:
        return unit.current_location
    return f"{unit.current_location}, {site_clock().short(unit.place_since)}"


def duty_words(unit: Unit) -> str:
    """Why it is out, the absence that runs, the next one, and the shift; '' where nothing is said or planned."""
    return " · ".join(words for words in (unit.status_reason, _away(unit), _next(unit), shift_words(unit)) if words)


def brief_words(unit: Unit) -> str:
    """Only what comes first, for where there is little room."""
    if unit.status_reason:
        return unit.status_reason
    if unit.away is not None:
        return _away(unit)
    if unit.next_at is not None and (unit.shift_end is None or unit.next_at < unit.shift_end):
        return _next(unit)
    return shift_words(unit)


def shift_words(unit: Unit) -> str:
    """ "shift ends 19:00", or when the next one begins, or when the last one ended; '' where none is planned."""
    clock, now = site_clock(), site_clock().now()
    if unit.shift_end is None:
        return ""
    if unit.shift_start is not None and unit.shift_start > now:
        return f"shift from {clock.short(unit.shift_start)}"
    return f"shift {'ends' if unit.shift_end > now else 'ended'} {clock.short(unit.shift_end)}"


def until_words(end: datetime | None) -> str:
    """ "until 14:30", or "until further notice"."""
    return f"until {site_clock().short(end)}" if end is not None else "until further notice"


def _away(unit: Unit) -> str:
    return until_words(unit.away_until) if unit.away is not None else ""


def _next(unit: Unit) -> str:
    if unit.next_plan is None or unit.next_at is None:
        return ""
    what = unit.next_plan.label.lower()
    if unit.next_at <= site_clock().now():
        return f"{what} has waited since {site_clock().short(unit.next_at)}"
    return f"{what} {site_clock().short(unit.next_at)}"
