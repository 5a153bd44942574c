"""Shifts by the site's wall clock, and what a plan or a price sheet may be, without any database."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from medport_desktop.domain.agencies import Price, Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import TransportLevel, UnitStatus, UnitType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.unit_plans import NewPlan, PlanKind, shifts
from medport_desktop.services.agency.agency_office import check_plan, check_prices, shift_plans

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ID = UUID(int=1)


def test_a_shift_that_ends_before_it_starts_ends_on_the_next_day() -> None:
    ((start, end),) = shifts([date(2026, 11, 23)], time(19), time(7), NEW_YORK)
    assert (start, end) == (
        datetime(2026, 11, 23, 19, tzinfo=NEW_YORK),
        datetime(2026, 11, 24, 7, tzinfo=NEW_YORK),
    )


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 7), 11), (date(2026, 3, 10), 12), (date(2026, 10, 31), 13)],
    ids=["spring", "no change", "autumn"],
)
def test_the_wall_clock_holds_across_a_change_of_daylight_saving_time(day: date, hours: int) -> None:
    ((start, end),) = shifts([day], time(19), time(7), NEW_YORK)
    assert (start.hour, end.hour) == (19, 7)
    assert end.astimezone(UTC) - start.astimezone(UTC) == hours * HOUR


@pytest.mark.parametrize(
    ("start", "end", "field"), [(time(2, 30), time(12), "start_time"), (time(19), time(2, 30), "end_time")]
)
def test_a_shift_does_not_begin_or_end_where_the_clocks_go_forward(start: time, end: time, field: str) -> None:
    unit = Unit(ID, ID, "Demo EMS", "M21", UnitType.BLS, UnitStatus.AVAILABLE, "", None, None, None, "", "", NOW)
    days = [date(2026, 3, 8) if field == "start_time" else date(2026, 3, 7)]
    with pytest.raises(InvalidForm) as caught:
        shift_plans(unit, days, start, end, "", Settings(), ID)
    assert caught.value.errors == {field: "There is no 02:30 that day: the clocks go forward."}


@pytest.mark.parametrize(
    ("kind", "start", "end", "field"),
    [
        (PlanKind.BREAK, None, None, "end_time"),
        (PlanKind.BREAK, HOUR, HOUR, "end_time"),
        (PlanKind.BREAK, HOUR, 6 * HOUR, "end_time"),
        (PlanKind.SHIFT, -3 * HOUR, -HOUR, "end_time"),
        (PlanKind.SHIFT, -25 * HOUR, HOUR, "start_time"),
        (PlanKind.OFF_DUTY, timedelta(days=61), None, "start_time"),
    ],
)
def test_a_plan_that_makes_no_sense_is_told_at_its_field(
    kind: PlanKind, start: timedelta | None, end: timedelta | None, field: str
) -> None:
    plan = NewPlan(ID, ID, ID, kind, NOW + start if start else None, NOW + end if end else None)
    with pytest.raises(InvalidForm) as caught:
        check_plan(plan, NOW)
    assert set(caught.value.errors) == {field}


def test_spans_of_a_plan_are_as_long_as_time_passes_where_the_clocks_go_back() -> None:
    """On 1 November 2026 the hour from 01:00 comes twice in New York."""
    now = datetime(2026, 11, 1, 1, 40, tzinfo=NEW_YORK)
    again = now.replace(minute=10, fold=1)
    check_plan(NewPlan(ID, ID, ID, PlanKind.BREAK, now, again), now)  # 30 minutes, though 01:10 reads earlier
    with pytest.raises(InvalidForm):
        check_plan(NewPlan(ID, ID, ID, PlanKind.BREAK, now, datetime(2026, 11, 1, 5, 10, tzinfo=NEW_YORK)), now)
    evening = datetime(2026, 11, 1, 20, 30, tzinfo=NEW_YORK)
    day_before = evening.replace(day=31, month=10)
    with pytest.raises(InvalidForm):
        check_plan(NewPlan(ID, ID, ID, PlanKind.SHIFT, day_before, evening.replace(hour=22)), evening)


def test_an_absence_may_last_until_further_notice() -> None:
    check_plan(NewPlan(ID, ID, ID, PlanKind.MAINTENANCE, None, None, "Oil"), NOW)


@pytest.mark.parametrize(
    ("price", "field"),
    [
        (Price(-1, 1), "base_BLS"),
        (Price(5_000_001, 1), "base_BLS"),
        (Price(1, 100_001), "mile_BLS"),
        (Price(0, 0), "base_BLS"),
    ],
)
def test_prices_have_limits(price: Price, field: str) -> None:
    with pytest.raises(InvalidForm) as caught:
        check_prices({TransportLevel.BLS: price}, Settings())
    assert set(caught.value.errors) == {field}
