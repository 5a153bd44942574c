"""A limit stands once for Python and once in the databases: the same, and neither has one that the other lacks."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import get_type_hints

import pytest

import medport_desktop
from medport_desktop.domain.center.broadcasts import Audience, Importance
from medport_desktop.domain.center.handoff import HandoffStatus, Waiting
from medport_desktop.domain.center.settings import SettingKind
from medport_desktop.domain.enums import (
    AGENCY_REASONS,
    AwardMode,
    AwardOutcome,
    BidStatus,
    FacilityType,
    Milestone,
    Mobility,
    Need,
    NoticeKind,
    Outcome,
    Priority,
    Reason,
    Silo,
    TransportLevel,
    TripStatus,
    UnitStatus,
    UnitType,
    UserType,
)
from medport_desktop.domain.facilities import FacilityCapability
from medport_desktop.domain.trips import NewTrip
from medport_desktop.domain.unit_plans import PlanKind, PlanState
from medport_desktop.domain.written.limits import BETWEEN, LINE, LONGEST, longest
from tests.data.world import World

CHOICES: dict[str, Iterable[StrEnum]] = {
    "app_user.user_type": UserType,
    "assignment.end_reason": Reason,
    "assignment.outcome": Outcome,
    "assignment.status": set(TripStatus) - {TripStatus.SCHEDULED},
    "broadcast.audience": Audience,
    "broadcast.importance": Importance,
    "ems_agency.capabilities": TransportLevel,
    "hospital_facility.capabilities": FacilityCapability,
    "hospital_facility.type": FacilityType,
    "patient.mobility": Mobility,
    "shift_handoff.status": HandoffStatus,
    "shift_handoff_trip.priority": Priority,
    "shift_handoff_trip.transport_level": TransportLevel,
    "shift_handoff_trip.trip_status": {status for status in TripStatus if not status.is_final},
    "shift_handoff_trip.waits": Waiting,
    "system_configuration.value_type": SettingKind,
    "transport_bid.outcome": Outcome,
    "transport_bid.status": BidStatus,
    "transport_request.award_mode": AwardMode,
    "transport_request.cancellation_reason": Reason,
    "transport_request.patient_mobility": Mobility,
    "transport_request.priority": Priority,
    "transport_request.special_requirements": Need,
    "transport_request.status": TripStatus,
    "transport_request.transport_level": TransportLevel,
    "trip_award.outcome": AwardOutcome,
    "trip_decline.reason": AGENCY_REASONS,
    "trip_milestone.milestone": Milestone,
    "trip_notice.kind": NoticeKind,
    "trip_notice.reason": Reason,
    "unit.current_status": UnitStatus,
    "unit.type": UnitType,
    "unit_plan.kind": PlanKind,
}
WORDS_OF_THE_DATABASES = {
    "audit_log.action",
    "available_trip.status",
    "ems_agency.status",
    "service_registry.status",
    "status_transition.kind",
    "status_transition.side",
    "trip_decline.status",
    "unit_plan.state",
}
"""Choices that no enumeration of Python has: texts that the databases write, or that pass through unread."""

CHECKS = """
    select c.conrelid::regclass::text, pg_get_constraintdef(c.oid)
    from pg_constraint c
    where c.contype = 'c' and c.connamespace = 'medport'::regnamespace and c.conrelid <> 0
    """
LENGTH = re.compile(r"length\((?:TRIM\(BOTH FROM (\w+)\)|(\w+))\) <= (\d+)")
NUMBER = re.compile(r"\((\w+) >= ([\d.]+)\) AND \(\1 <= \(?([\d.]+)\)?")
CHOICE = re.compile(r"\((\w+) (?:= ANY \(|<@ )(?:\(?ARRAY)\[(.*?)\]")
NOT_CHOSEN = re.compile(r"\((\w+) <> (?:ALL \(ARRAY\[(.*?)\]|('\w+'))")
LISTS = """
    select p.proname, p.prorettype::regtype::text from pg_proc p
    where p.pronamespace = 'medport'::regnamespace and p.provolatile = 'i' and p.pronargs = 0
      and p.prorettype in ('text[]'::regtype, 'integer'::regtype)
    """
"""The lists and limits that more than one table is held to (schema/common/lists.sql)."""
FORMS = "select proname, pg_get_function_sqlbody(oid) from pg_proc where proname in ('is_email', 'is_phone')"


@pytest.fixture(scope="module")
def checks(world: World) -> list[tuple[str, str]]:
    """Every check of the three silos, with its table."""
    return [
        (table.removeprefix("medport."), spelled_out(world, silo, text))
        for silo in Silo
        for table, text in world.execute(silo, CHECKS)
    ]


def spelled_out(world: World, silo: Silo, check: str) -> str:
    """A check with what the functions in it say."""
    check = check.replace("medport.", "")
    for name, kind in world.execute(silo, LISTS):
        if f"{name}()" in check:
            [(said,)] = world.execute(silo, f"select medport.{name}()")
            check = check.replace(f"{name}()", str(said) if kind == "integer" else f"ARRAY{said}")
    for name, body in world.execute(silo, FORMS):
        check = re.sub(rf"{name}\((\w+)\)", lambda call, body=body: body.replace("given", call[1]), check)
    return check


def test_texts_have_the_same_limits(checks: list[tuple[str, str]]) -> None:
    kept = {
        f"{table}.{trimmed or plain}": int(longest)
        for table, text in checks
        for trimmed, plain, longest in LENGTH.findall(text)
    }
    assert kept == {column: longest(column) for column in kept}
    assert LONGEST.keys() <= kept.keys()
    assert LINE not in LONGEST.values()


def test_numbers_have_the_same_bounds(checks: list[tuple[str, str]]) -> None:
    kept = {
        f"{table}.{column}": (float(least), float(most))
        for table, text in checks
        for column, least, most in NUMBER.findall(text)
    }
    assert kept == BETWEEN


def test_choices_have_the_same_values(checks: list[tuple[str, str]]) -> None:
    kept = {
        f"{table}.{column}": set(re.findall(r"'(\w+)'", values))
        for table, text in checks
        for column, values in CHOICE.findall(text)
    }
    for table, text in checks:
        for column, *values in NOT_CHOSEN.findall(text):
            if f"{table}.{column}" in kept:
                kept[f"{table}.{column}"] -= set(re.findall(r"'(\w+)'", "".join(values)))
    assert {column: set(words) for column, words in CHOICES.items()} == {
        column: words for column, words in kept.items() if column not in WORDS_OF_THE_DATABASES
    }
    assert kept.keys() >= WORDS_OF_THE_DATABASES
    assert {state.value for state in PlanState} < kept["unit_plan.state"]  # the others are history


def test_every_limit_that_the_program_asks_for_is_one_of_the_databases(checks: list[tuple[str, str]]) -> None:
    """A misspelt column would have the limit of a line."""
    kept = {f"{table}.{trimmed or plain}" for table, text in checks for trimmed, plain, _ in LENGTH.findall(text)}
    package = Path(medport_desktop.__file__).parent
    sources = [path.read_text("utf-8") for path in package.rglob("*.py")]
    asked = {column for source in sources for column in re.findall(r'longest\("([a-z_]+\.[a-z_]+)"\)', source)}
    assert len(asked) > 5
    texts = {name for name, hint in get_type_hints(NewTrip).items() if hint is str}
    assert asked | {f"transport_request.{name}" for name in texts - {"note"}} <= kept
