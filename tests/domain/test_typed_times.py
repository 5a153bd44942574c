"""The spellings that people use for days and times are read as they are meant, and nothing else is read at all."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.domain.written.typed_times import (
    PAST_SPELLINGS,
    Unreadable,
    birth_date,
    moment,
    past_moment,
    time_of_day,
)
from medport_desktop.gui.kit.clock import SiteClock

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 14, 32, 7, tzinfo=ZONE)  # a Monday
PICKUP = datetime(2026, 11, 23, 14, 41, tzinfo=ZONE)
READY, OFFERED = "a ready time", "a pick-up near 14:41"


def read(text: str, field: str, now: datetime = NOW) -> datetime:
    """As a hospital's form reads it, where what is meant lies ahead, or as an agency's, near what it proposes."""
    return moment(text, now, earliest=now) if field == READY else moment(text, now, near=PICKUP)


@pytest.mark.parametrize(
    "text",
    [
        "1951-03-08",
        "3/8/1951",
        "03/08/1951",
        "3/8/51",
        "3-8-1951",
        "8.3.1951",
        "8 Mar 1951",
        "Mar 8, 1951",
        "March 8th 1951",
        "19510308",
        "03081951",
        " 1951/3/8 ",
    ],
)
def test_birth_dates_in_many_spellings(text: str) -> None:
    assert birth_date(text, TODAY) == date(1951, 3, 8)


def test_a_day_above_twelve_cannot_be_a_month() -> None:
    assert birth_date("25/3/1951", TODAY) == date(1951, 3, 25)


def test_two_digits_mean_the_latest_year_not_to_come() -> None:
    assert birth_date("11/23/26", TODAY) == date(2026, 11, 23)
    assert birth_date("11/24/26", TODAY) == date(1926, 11, 24)


def test_no_birth_date_is_none() -> None:
    assert birth_date("  ", TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "1951",
        "3/8",
        "1951-02-30",
        "31/31/1951",
        "0/0/0",
        "1700-01-01",
        "8 Foo 1951",
        "'; drop table patient; --",
        "99999999",
        "1951-03-08-01",
        "٣/٨/١٩٥١x",
    ],
)
def test_what_is_no_birth_date_is_told(text: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        birth_date(text, TODAY)


def at(month: int, day: int, hour: int, minute: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize("field", [READY, OFFERED])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("now", NOW),
        ("Now", NOW),
        ("14:45", at(11, 23, 14, 45)),
        ("1445", at(11, 23, 14, 45)),
        ("14.45", at(11, 23, 14, 45)),
        ("14:41", PICKUP),
        ("2:45 pm", at(11, 23, 14, 45)),
        ("3pm", at(11, 23, 15, 0)),
        ("14:00", at(11, 23, 14, 0)),
        ("9:05", at(11, 23, 9, 5)),
        ("00:15", at(11, 24, 0, 15)),
        ("01:10", at(11, 24, 1, 10)),
        ("+30", at(11, 23, 15, 2)),
        ("+ 15 min", at(11, 23, 14, 47)),
        ("in 2 h", at(11, 23, 16, 32)),
        ("20m", at(11, 23, 14, 52)),
        ("1 h", at(11, 23, 15, 32)),
        ("+1:30", at(11, 23, 16, 2)),
        ("ASAP", NOW),
        ("noon", at(11, 23, 12, 0)),
        ("tomorrow 12 noon", at(11, 24, 12, 0)),
        ("tonight 9pm", at(11, 23, 21, 0)),
        ("0630 tomorrow", at(11, 24, 6, 30)),
        ("6:30 am tue", at(11, 24, 6, 30)),
        ("tomorrow 6:30", at(11, 24, 6, 30)),
        ("tomorrow 6am", at(11, 24, 6, 0)),
        ("Tue 06:30", at(11, 24, 6, 30)),
        ("tuesday 06:30", at(11, 24, 6, 30)),
        ("mon 16:00", at(11, 23, 16, 0)),
        ("12/3 6:30", at(12, 3, 6, 30)),
        ("3 Dec 06:30", at(12, 3, 6, 30)),
        ("Dec 3 06:30", at(12, 3, 6, 30)),
        ("2026-12-03 06:30", at(12, 3, 6, 30)),
        ("1/5 7:00", at(1, 5, 7, 0, 2027)),
        ("3 Jan 06:30", at(1, 3, 6, 30, 2027)),
        ("3 Dec 2027 06:30", at(12, 3, 6, 30, 2027)),
        ("12/3/27 06:30", at(12, 3, 6, 30, 2027)),
    ],
)
def test_every_field_reads_the_same_spellings(text: str, meant: datetime, field: str) -> None:
    assert read(text, field) == meant


@pytest.mark.parametrize(
    ("text", "ready", "offered"),
    [
        ("mon 9:00", at(11, 30, 9, 0), at(11, 23, 9, 0)),
        ("Sat 06:30", at(11, 28, 6, 30), at(11, 21, 6, 30)),
        ("6/1 12:00", at(6, 1, 12, 0), at(6, 1, 12, 0)),
    ],
)
def test_only_what_lies_ahead_is_meant_where_it_must(text: str, ready: datetime, offered: datetime) -> None:
    assert read(text, READY) == ready
    assert read(text, OFFERED) == offered


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("22:00", at(11, 23, 9, 0), at(11, 23, 22, 0)),  # yesterday's would be closer
        ("00:15", at(11, 23, 23, 50), at(11, 24, 0, 15)),
        ("2:31", NOW, at(11, 24, 2, 31)),
        ("2:33", NOW, at(11, 23, 2, 33)),  # less than twelve hours back
        ("10/1 9:00", at(1, 5, 9, 0), at(10, 1, 9, 0)),  # last year's would be closer
        ("11/20 9:00", NOW, at(11, 20, 9, 0)),  # a slip, for the form to tell
        ("2/29 9:00", at(1, 5, 9, 0, 2027), at(2, 29, 9, 0, 2028)),
    ],
)
def test_what_lies_ahead(text: str, now: datetime, meant: datetime) -> None:
    assert moment(text, now, earliest=now) == meant


@pytest.mark.parametrize(
    ("text", "near", "meant"),
    [
        ("22:00", at(11, 23, 9, 0), at(11, 22, 22, 0)),
        ("Mon 06:30", at(12, 12, 6, 0), at(12, 14, 6, 30)),
        ("29 Feb 06:30", at(3, 1, 6, 0, 2028), at(2, 29, 6, 30, 2028)),
        ("31 Dec 23:50", at(1, 1, 0, 10, 2027), at(12, 31, 23, 50)),
    ],
)
def test_what_is_left_open_comes_closest_to_what_is_near(text: str, near: datetime, meant: datetime) -> None:
    assert moment(text, NOW, near=near) == meant


@pytest.mark.parametrize("field", [READY, OFFERED])
@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "14", "14:4", "25:00", "14:75", "13pm", "0am", "foo 14:00", "Xyz 06:30", "14:00 tomorrow x", "+",
        "20", "tonight 9",
        "12/45 9:00", "31 Feb 06:30", "٣:٣٠",
    ],
)  # fmt: skip
def test_what_is_no_time_is_told(text: str, field: str) -> None:
    with pytest.raises(Unreadable, match=r"Enter a time like .*tomorrow 6:30"):
        read(text, field)


@pytest.mark.parametrize(
    ("text", "meant"), [("6:30", time(6, 30)), ("0630", time(6, 30)), ("2 pm", time(14)), ("12am", time(0))]
)
def test_times_of_day(text: str, meant: time) -> None:
    assert time_of_day(text) == meant


@pytest.mark.parametrize("text", ["", "now", "+15", "Mon 6:30", "24:00", "6"])
def test_what_is_no_time_of_day_is_told(text: str) -> None:
    with pytest.raises(Unreadable):
        time_of_day(text)


@given(st.integers(min_value=-2 * 24 * 60, max_value=5 * 24 * 60))
def test_a_time_written_is_read_again(minutes: int) -> None:
    clock, written = SiteClock(ZONE, lambda: NOW.astimezone(UTC)), PICKUP + timedelta(minutes=minutes, seconds=9)
    assert moment(clock.short(written), NOW, near=written) == written


def test_the_hour_that_a_clock_change_repeats_is_kept() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 01:30 EDT; an hour later it is 01:30 EST
    now = datetime(2026, 11, 1, 4, 0, tzinfo=UTC).astimezone(ZONE)
    for near in (first, first + timedelta(hours=1)):
        assert moment("01:30", now, near=near).astimezone(UTC) == near


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("01:30", datetime(2026, 11, 1, 4, 50, tzinfo=UTC), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("01:30", datetime(2026, 11, 1, 6, 20, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
        ("+90", datetime(2026, 11, 1, 4, 50, tzinfo=UTC), datetime(2026, 11, 1, 6, 20, tzinfo=UTC)),
        ("+25", datetime(2026, 3, 8, 6, 50, tzinfo=UTC), datetime(2026, 3, 8, 7, 15, tzinfo=UTC)),
    ],
    ids=["the first of two", "the second of two", "as time passes, back", "as time passes, forward"],
)
def test_a_time_is_meant_as_it_passes_where_the_clocks_change(text: str, now: datetime, meant: datetime) -> None:
    for earliest in (None, now):
        assert moment(text, now.astimezone(ZONE), earliest=earliest).astimezone(UTC) == meant


@pytest.mark.parametrize("text", ["02:30", "8 Mar 02:30", "Sun 02:30"])
def test_a_time_that_the_clocks_leave_out_is_told(text: str) -> None:
    before = datetime(2026, 3, 8, 6, 50, tzinfo=UTC).astimezone(ZONE)
    with pytest.raises(Unreadable, match="no 02:30 that day: the clocks go forward"):
        moment(text, before)


def _est(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 1, hour, minute, fold=1, tzinfo=ZONE)


def _edt(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 1, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("1:20", _edt(1, 50), _est(1, 20)),
        ("1:30", _edt(1, 50), _est(1, 30)),
        ("1:55", _edt(1, 50), _edt(1, 55)),
        ("Sun 1:20", _edt(1, 50), _est(1, 20)),
        ("11/1 1:20", _edt(1, 50), _est(1, 20)),
        ("1:45", _est(1, 20), _est(1, 45)),
        ("1:45", _edt(0, 50), _edt(1, 45)),
    ],
)
def test_of_two_passes_the_next_one_is_meant(text: str, now: datetime, meant: datetime) -> None:
    proposed = (now.astimezone(UTC) + timedelta(minutes=8)).astimezone(ZONE)
    for limits in ({"earliest": now}, {"after": now}, {"near": proposed}, {}):
        assert moment(text, now, **limits).astimezone(UTC) == meant.astimezone(UTC), limits


@pytest.mark.parametrize(
    ("text", "after", "meant"),
    [
        ("8:00", at(11, 24, 6, 30), at(11, 24, 8, 0)),
        ("6:00", at(11, 24, 6, 30), at(11, 25, 6, 0)),
        ("6:30", at(11, 24, 6, 30), at(11, 25, 6, 30)),
        ("8:00", at(12, 30, 6, 30), at(12, 30, 8, 0)),
        ("Tue 8:00", at(11, 24, 6, 30), at(11, 24, 8, 0)),
        ("Tue 8:00", at(11, 24, 8, 30), at(12, 1, 8, 0)),
        ("1/2 8:00", at(12, 30, 6, 30), at(1, 2, 8, 0, 2027)),
        ("tomorrow 8:00", at(11, 25, 6, 30), at(11, 24, 8, 0)),  # a slip, for the form to tell
        ("1:45", _edt(1, 45), _est(1, 45)),
    ],
)
def test_the_first_such_time_after_another(text: str, after: datetime, meant: datetime) -> None:
    now = min(NOW, after, key=datetime.timestamp)
    assert moment(text, now, after=after).astimezone(UTC) == meant.astimezone(UTC)


def test_the_last_day_of_the_calendar_is_no_time() -> None:
    with pytest.raises(Unreadable, match="not a time that can be kept"):
        moment("12/31/9999 23:00", NOW)


@given(st.text(max_size=30))
def test_no_text_is_a_bug(text: str) -> None:
    for call in (lambda: birth_date(text, TODAY), lambda: read(text, READY), lambda: read(text, OFFERED)):
        with contextlib.suppress(Unreadable):
            call()


@given(st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,4}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True))
def test_no_date_like_text_is_a_bug(text: str) -> None:
    test_no_text_is_a_bug.hypothesis.inner_test(text)  # type: ignore[attr-defined]


EVENING, MORNING = datetime(2026, 11, 30, 20, 0, tzinfo=ZONE), datetime(2026, 12, 1, 7, 30, tzinfo=ZONE)
SECOND_ONE = datetime(2026, 11, 1, 1, 10, tzinfo=ZONE, fold=1)
"""In the second hour from one to two, after the clocks have gone back."""
SPRING = datetime(2026, 3, 8, 3, 5, tzinfo=ZONE)
"""Five minutes after the clocks have gone from two to three."""


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("7:30", EVENING, "2026-11-30T07:30-05:00"),  # more than twelve hours back
        ("20:00", EVENING, "2026-11-30T20:00-05:00"),
        ("20:01", EVENING, "2026-11-29T20:01-05:00"),
        ("18:45", MORNING, "2026-11-30T18:45-05:00"),  # at the end of a night
        ("yesterday 18:45", MORNING, "2026-11-30T18:45-05:00"),
        ("11/28 18:45", MORNING, "2026-11-28T18:45-05:00"),
        ("-12", MORNING, "2026-12-01T07:18-05:00"),
        ("12 min ago", MORNING, "2026-12-01T07:18-05:00"),
        ("12 min", MORNING, "2026-12-01T07:18-05:00"),
        ("-12 min", MORNING, "2026-12-01T07:18-05:00"),
        ("- 2 h", MORNING, "2026-12-01T05:30-05:00"),
        ("mon 22:30", MORNING, "2026-11-30T22:30-05:00"),
        ("thu 9:00", MORNING, "2026-11-26T09:00-05:00"),  # next Thursday would be closer
        ("tue 7:00", MORNING, "2026-12-01T07:00-05:00"),
        ("tue 8:00", MORNING, "2026-11-24T08:00-05:00"),
        ("22:30 yesterday", MORNING, "2026-11-30T22:30-05:00"),
        ("noon", MORNING, "2026-11-30T12:00-05:00"),
        ("2 h ago", MORNING, "2026-12-01T05:30-05:00"),
        ("1:45", SECOND_ONE, "2026-11-01T01:45-04:00"),
        ("1:05", SECOND_ONE, "2026-11-01T01:05-05:00"),
        ("-12", SECOND_ONE, "2026-11-01T01:58-04:00"),
        ("-12", SPRING, "2026-03-08T01:53-05:00"),
        ("2:30", SPRING, "2026-03-07T02:30-05:00"),
    ],
)
def test_a_past_time_is_the_last_that_has_come(text: str, now: datetime, meant: str) -> None:
    assert past_moment(text, now).isoformat(timespec="minutes") == meant


@pytest.mark.parametrize("text", ["tomorrow 6:30", "12/1 7:31", "+30"])
def test_what_is_to_come_has_not_happened(text: str) -> None:
    with pytest.raises(Unreadable, match="still to come"):
        past_moment(text, MORNING)


@pytest.mark.parametrize("text", ["", "7", "soon", "25:00"])
def test_how_a_past_time_is_written_is_shown_by_past_times(text: str) -> None:
    with pytest.raises(Unreadable) as slip:
        past_moment(text, MORNING)
    assert str(slip.value) == PAST_SPELLINGS


@given(st.text())
def test_no_text_of_a_past_time_is_a_bug(text: str) -> None:
    with contextlib.suppress(Unreadable):
        assert past_moment(text, MORNING) <= MORNING
