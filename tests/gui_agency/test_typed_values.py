"""Reading what a dispatcher types: amounts and times of day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.gui.agency.typed_values import dollars, parse_dollars, parse_moment
from medport_desktop.gui.kit.clock import SiteClock

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 14, 32, 7, tzinfo=ZONE)  # a Monday
CLOCK = SiteClock(ZONE, lambda: NOW.astimezone(UTC))
PICKUP = datetime(2026, 11, 23, 14, 41, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("412", 41200),
        ("$1,184.50", 118450),
        (" 412.5 ", 41250),
        (".75", 75),
        ("412.", 41200),
        ("-3", -300),
        ("$-3", -300),
    ],
)
def test_amounts_are_read(text: str, cents: int) -> None:
    assert parse_dollars(text) == cents


@pytest.mark.parametrize("text", ["", "$", ".", "x", "1e9", "nan", "inf", "4 12", "٤١٢", "412.345", "--3", "9" * 5000])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_dollars(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_written_is_read_again(cents: int) -> None:
    assert parse_dollars(dollars(cents)) == cents


@given(st.text(max_size=12))
def test_no_text_does_worse_than_a_sentence(text: str) -> None:
    for read in (parse_dollars, lambda words: parse_moment(words, PICKUP, CLOCK)):
        try:
            read(text)
        except ValueError as error:
            assert str(error).startswith(("Enter", "An amount"))  # noqa: PT017 - both outcomes are right


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14:41", PICKUP),
        ("1441", PICKUP),
        ("9:05", datetime(2026, 11, 23, 9, 5, tzinfo=ZONE)),
        ("01:10", datetime(2026, 11, 24, 1, 10, tzinfo=ZONE)),
        ("+15", datetime(2026, 11, 23, 14, 47, tzinfo=ZONE)),
        ("+ 15 min", datetime(2026, 11, 23, 14, 47, tzinfo=ZONE)),
        ("Tue 06:30", datetime(2026, 11, 24, 6, 30, tzinfo=ZONE)),
        ("tuesday 06:30", datetime(2026, 11, 24, 6, 30, tzinfo=ZONE)),
        ("3 Dec 06:30", datetime(2026, 12, 3, 6, 30, tzinfo=ZONE)),
        ("3 Jan 06:30", datetime(2027, 1, 3, 6, 30, tzinfo=ZONE)),
        ("3 Dec 2027 06:30", datetime(2027, 12, 3, 6, 30, tzinfo=ZONE)),
    ],
)
def test_times_are_read_as_the_nearest_that_they_may_mean(text: str, moment: datetime) -> None:
    assert parse_moment(text, PICKUP, CLOCK) == moment


@pytest.mark.parametrize("text", ["", "soon", "25:00", "14:60", "31 Feb 06:30", "Xyz 06:30", "14", "14:4", "+"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Enter a time"):
        parse_moment(text, PICKUP, CLOCK)


@given(st.integers(min_value=-2 * 24 * 60, max_value=5 * 24 * 60))
def test_a_time_written_is_read_again(minutes: int) -> None:
    moment = PICKUP + timedelta(minutes=minutes)
    assert parse_moment(CLOCK.short(moment), moment, CLOCK) == moment


def test_the_hour_that_a_clock_change_repeats_is_kept() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 01:30 EDT; an hour later it is 01:30 EST
    clock = SiteClock(ZONE, lambda: datetime(2026, 11, 1, 4, 0, tzinfo=UTC))
    for moment in (first, first + timedelta(hours=1)):
        assert parse_moment(clock.short(moment), moment, clock) == moment


@pytest.mark.parametrize(
    ("text", "now", "moment"),
    [
        ("01:30", datetime(2026, 11, 1, 4, 50, tzinfo=UTC), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("01:30", datetime(2026, 11, 1, 6, 20, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
        ("+90", datetime(2026, 11, 1, 4, 50, tzinfo=UTC), datetime(2026, 11, 1, 6, 20, tzinfo=UTC)),
        ("+25", datetime(2026, 3, 8, 6, 50, tzinfo=UTC), datetime(2026, 3, 8, 7, 15, tzinfo=UTC)),
    ],
    ids=["the first of two", "the second of two", "as time passes, back", "as time passes, forward"],
)
def test_a_time_is_meant_as_it_passes_where_the_clocks_change(text: str, now: datetime, moment: datetime) -> None:
    assert parse_moment(text, now, SiteClock(ZONE, lambda: now)).astimezone(UTC) == moment


@pytest.mark.parametrize("text", ["02:30", "8 Mar 02:30", "Sun 02:30"])
def test_a_time_that_the_clocks_leave_out_is_told(text: str) -> None:
    before = datetime(2026, 3, 8, 6, 50, tzinfo=UTC)
    with pytest.raises(ValueError, match="no 02:30 that day"):
        parse_moment(text, before, SiteClock(ZONE, lambda: before))


def test_the_last_day_of_the_calendar_is_no_time() -> None:
    with pytest.raises(ValueError, match="not a time that can be kept"):
        parse_moment("31 Dec 9999 23:00", PICKUP, CLOCK)
