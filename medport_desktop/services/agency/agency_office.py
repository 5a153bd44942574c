"""An agency's own office: its units' shifts and absences, what it says of itself, and its price sheet."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from medport_desktop.domain.agencies import AgencyFacts, NewUnit, Price, PriceSheet, Unit, UnitPlace
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import TransportLevel
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.places import Facility
from medport_desktop.domain.unit_plans import (
    PLAN_AHEAD,
    PLAN_BACK,
    NewPlan,
    PlanChange,
    PlanKind,
    shifts,
)
from medport_desktop.domain.written.limits import longest
from medport_desktop.domain.written.money import dollars
from medport_desktop.domain.written.opening_hours import EXAMPLE, is_hours
from medport_desktop.domain.written.wall_clock import NoSuchTime
from medport_desktop.services.texts import add_text_errors, add_time_errors, text_error
from medport_desktop.services.validation import NO_LEVELS, add_contact_errors
from medport_desktop.services.zips import place_of

MAX_COUNTIES = 40
MAX_COUNTY = 60
"""Characters; the EMS silo enforces both."""
MAX_PER_MILE_CENTS = 100_000
"""A thousand dollars a mile; the EMS silo enforces the same."""


def shift_plans(
    unit: Unit, days: Sequence[date], start: time, end: time, notes: str, settings: Settings, series: UUID
) -> list[NewPlan]:
    """A shift of a unit on each of the days, by the site's wall clock. The same `series` gives the same ids.

    Raises InvalidForm where the clocks go forward over the shift's beginning or end.
    """
    try:
        spans = shifts(days, start, end, settings.zone)
    except NoSuchTime as slip:
        raise InvalidForm({"start_time" if slip.at == start else "end_time": str(slip)}) from slip
    return [
        NewPlan(uuid5(series, f"{begins} {ends}"), unit.id, unit.agency_id, PlanKind.SHIFT, begins, ends, notes)
        for begins, ends in spans
    ]


def check_unit(unit: NewUnit) -> None:
    """Raise InvalidForm where a unit's number cannot be kept."""
    number = unit.unit_number.strip()
    if error := text_error(number, longest("unit.unit_number")) if number else "Enter the unit's number.":
        raise InvalidForm({"unit_number": error})


def place_said(words: str, facility: Facility | None) -> UnitPlace:
    """The place of a unit: a facility's, or the words with the place of the ZIP code that they end with.

    For a worker thread. Raises InvalidForm.
    """
    words = words.strip()
    if error := text_error(words, longest("unit.current_location")) if words else "Say where it is.":
        raise InvalidForm({"current_location": error})
    return UnitPlace(words, facility.coordinates if facility is not None else place_of(words))


def check_plan(plan: NewPlan, now: datetime) -> None:
    """Raise InvalidForm naming every field of a plan that cannot be kept; times are aware."""
    _check(plan.kind, plan.start, plan.end, plan.notes, now, begins=None)


def check_change(change: PlanChange, now: datetime) -> None:
    """Raise InvalidForm naming every field of a changed plan that cannot be kept; times are aware."""
    _check(change.plan.kind, change.start, change.end, change.notes, now, begins=change.plan.start)


def _check(
    kind: PlanKind, start: datetime | None, end: datetime | None, notes: str, now: datetime, *, begins: datetime | None
) -> None:
    """`begins` is the beginning that the plan has already, which may lie back as far as it does."""
    errors: dict[str, str] = {}
    if not add_time_errors(errors, start_time=start, end_time=end):
        # two times of one zone compare, and differ, as the clocks show
        now = now.astimezone(UTC)
        start, end, begins = (at.astimezone(UTC) if at is not None else None for at in (start, end, begins))
        if start is None or start != begins:
            errors |= _beginning(start or now, now)
            if begins is not None and begins <= now:
                errors["start_time"] = "This has begun: its beginning stays."
        errors |= _end(kind, start or now, end, now)
    if error := text_error(notes, longest("unit_plan.notes")):
        errors["notes"] = error
    elif kind.needs_reason and not notes.strip():
        errors["notes"] = "Say in a few words why."
    if errors:
        raise InvalidForm(errors)


def _beginning(start: datetime, now: datetime) -> dict[str, str]:
    if start < now - PLAN_BACK:
        return {"start_time": "A plan cannot begin more than a day ago."}
    if start > now + PLAN_AHEAD:
        return {"start_time": f"Plan at most {PLAN_AHEAD.days} days ahead."}
    return {}


def _end(kind: PlanKind, start: datetime, end: datetime | None, now: datetime) -> dict[str, str]:
    if end is None:
        return {"end_time": f"Say when the {kind.label.lower()} ends."} if kind.needs_end else {}
    if end <= start:
        return {"end_time": "The end must be after the beginning."}
    if end <= now:
        return {"end_time": "That time is over already."}
    if end - start > kind.longest:
        return {"end_time": f"This is longer than {_length(kind.longest)}."}
    return {}


def check_facts(facts: AgencyFacts) -> None:
    """Raise InvalidForm naming every field of an agency's own record that cannot be kept."""
    errors: dict[str, str] = {}
    add_text_errors(errors, "ems_agency", contact_name=facts.contact_name, phone=facts.phone, address=facts.address)
    if not facts.phone.strip():
        errors["phone"] = "Enter the number that hospitals call."
    add_contact_errors(errors, facts.zip_code, facts.phone, facts.email)
    if len(facts.service_area) > MAX_COUNTIES:
        errors["service_area"] = f"Name at most {MAX_COUNTIES} counties."
    elif any(len(county) > MAX_COUNTY or not county.isprintable() for county in facts.service_area):
        errors["service_area"] = "Write counties with commas between them, like “Bedford, Blair”."
    if not is_hours(facts.hours):
        errors["hours"] = f"These are no opening hours. {EXAMPLE}"
    if not facts.levels:
        errors["levels"] = NO_LEVELS
    if errors:
        raise InvalidForm(errors)


def check_prices(sheet: PriceSheet, settings: Settings) -> None:
    """Raise InvalidForm naming every price that cannot be kept."""
    errors: dict[str, str] = {}
    for level, price in sheet.items():
        errors |= price_errors(level, price, settings)
    if errors:
        raise InvalidForm(errors)


def price_errors(level: TransportLevel, price: Price, settings: Settings) -> dict[str, str]:
    """What is wrong with one level's price, by field."""
    errors = {}
    if not 0 <= price.base_cents <= settings.max_bid_cents:
        errors[f"base_{level}"] = f"From $0 to {dollars(settings.max_bid_cents)}."
    if not 0 <= price.per_mile_cents <= MAX_PER_MILE_CENTS:
        errors[f"mile_{level}"] = f"From $0 to {dollars(MAX_PER_MILE_CENTS)} a mile."
    if not errors and price.base_cents + price.per_mile_cents == 0:
        errors[f"base_{level}"] = "Leave both empty if you do not run this level."
    return errors


def _length(span: timedelta) -> str:
    return f"{span.days} days" if span >= timedelta(days=3) else f"{span // timedelta(hours=1)} hours"
