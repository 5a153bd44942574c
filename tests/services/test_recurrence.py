"""When trips repeat: on the wall clock, within bounds, and never in circles."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.domain.series import MOST_OCCURRENCES
from medport_desktop.services.hospital.recurrence import BadRule, days_of, occurrences, weekly

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 10, 19)


def days(rule: str, first: date = MONDAY, at: time = time(6, 30)) -> list[date]:
    return days_of(rule, first, at, ZONE)


def test_a_dialysis_stays_at_the_same_time_of_day_when_the_clocks_change() -> None:
    found = days(weekly({0, 2, 4}, until=date(2026, 11, 6)))
    assert [day.isoformat() for day in found] == [
        "2026-10-19",
        "2026-10-21",
        "2026-10-23",
        "2026-10-26",
        "2026-10-28",
        "2026-10-30",
        "2026-11-02",
        "2026-11-04",
        "2026-11-06",
    ]
    times = [each.ready_at for each in occurrences(found, ZONE, ready=time(6, 30))]
    assert {moment.strftime("%H:%M") for moment in times} == {"06:30"}
    assert [moment.astimezone(UTC).strftime("%H:%M") for moment in times] == ["10:30"] * 6 + ["11:30"] * 3


def test_a_time_that_the_clocks_skip_or_show_twice() -> None:
    (skipped,) = occurrences([date(2027, 3, 14)], ZONE, ready=time(2, 30))
    assert skipped.ready_at.strftime("%H:%M %Z") == "03:30 EDT"
    (twice,) = occurrences([date(2026, 11, 1)], ZONE, ready=time(1, 30))
    assert twice.ready_at.strftime("%H:%M %Z") == "01:30 EDT"


def test_a_way_back_and_a_delivery_past_midnight_are_the_next_days() -> None:
    (late,) = occurrences([MONDAY], ZONE, ready=time(22), deliver_by=time(23), back=time(4))
    assert late.deliver_by == datetime(2026, 10, 19, 23, tzinfo=ZONE)
    assert late.back_at == datetime(2026, 10, 20, 4, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("rule", "first", "last", "count"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=36", "2026-10-19", "2027-01-08", 36),
        ("rrule:freq=daily; interval=2; count=3", "2026-10-19", "2026-10-23", 3),
        ("FREQ=MONTHLY;BYDAY=3TU;COUNT=2", "2026-10-20", "2026-11-17", 2),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", "2026-10-31", "2026-12-31", 2),
        ("FREQ=WEEKLY;UNTIL=20261102", "2026-10-19", "2026-11-02", 3),
        ("FREQ=WEEKLY;UNTIL=20261102T113000Z", "2026-10-19", "2026-11-02", 3),
        ("FREQ=WEEKLY;UNTIL=20261102T112959Z", "2026-10-19", "2026-10-26", 2),
        ("FREQ=DAILY;COUNT=120", "2026-10-19", "2027-02-15", 120),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "2026-10-20", "2026-10-20", 1),
    ],
)
def test_rules(rule: str, first: str, last: str, count: int) -> None:
    found = days(rule)
    assert (found[0].isoformat(), found[-1].isoformat(), len(found)) == (first, last, count)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "Say when it ends"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "not by both"),
        ("FREQ=DAILY;COUNT=121", "at most 120 trips; this one has 121"),
        ("FREQ=DAILY;UNTIL=20270301", "at most 120 trips"),
        ("FREQ=WEEKLY;UNTIL=20280101", "within 12 months"),
        ("FREQ=MONTHLY;COUNT=14", "within 12 months"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "days that never come"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20270301", "No day fits"),
        ("FREQ=DAILY;UNTIL=20260101", "No day fits"),
        ("FREQ=SECONDLY;COUNT=3", "FREQ must be one of"),
        ("FREQ=DAILY;BYHOUR=6,7;COUNT=3", "BYHOUR cannot be used here"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=3", "INTERVAL must be"),
        ("FREQ=DAILY;INTERVAL=99999999999;COUNT=3", "INTERVAL must be"),
        ("FREQ=DAILY;COUNT=0", "COUNT must be"),
        ("FREQ=DAILY;COUNT=-1", "COUNT must be"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL must be a date"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=3", "write it like"),
        ("FREQ=DAILY;COUNT=3;DTSTART=20260101", "DTSTART cannot be used"),
        ("FREQ=DAILY;FREQ=DAILY;COUNT=3", "Write the rule like"),
        ("every Monday", "Write the rule like"),
        ("", "Write the rule like"),
        ("FREQ=DAILY;COUNT=3;BYMONTH=" + ",".join(["1"] * 400), "at most 500 characters"),
    ],
)
def test_what_cannot_be_used_is_told(rule: str, sentence: str) -> None:
    with pytest.raises(BadRule, match=sentence):
        days(rule)


_NUMBERS = st.lists(st.integers(-400, 400), min_size=1, max_size=4).map(lambda found: ",".join(map(str, found)))
_PART = st.one_of(
    st.tuples(st.just("FREQ"), st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"])),
    st.tuples(st.just("INTERVAL"), st.integers(-1, 400).map(str)),
    st.tuples(st.just("COUNT"), st.integers(-1, 130).map(str)),
    st.tuples(st.just("UNTIL"), st.dates().map(lambda day: day.isoformat().replace("-", ""))),
    st.tuples(st.just("BYDAY"), st.lists(st.sampled_from(["MO", "2TU", "-1FR", "53SU"]), max_size=3).map(",".join)),
    st.tuples(st.sampled_from(["BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"]), _NUMBERS),
    st.tuples(st.text("BYDAFREQ=;,", max_size=8), st.text(max_size=8)),
)


@given(st.lists(_PART, max_size=6))
def test_whatever_is_written_gives_days_in_bounds_or_a_sentence(parts: list[tuple[str, str]]) -> None:
    rule = ";".join(f"{name}={value}" for name, value in parts)
    try:
        found = days(rule)
    except BadRule:
        with pytest.raises(BadRule, match=r"\w"):
            days(rule)
        return
    assert 1 <= len(found) <= MOST_OCCURRENCES
    assert found == sorted(set(found))
    assert MONDAY <= found[0] <= found[-1] <= MONDAY + timedelta(days=366)
