"""The spellings that people use are read as they are meant, and nothing else is read at all."""

import contextlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.gui.hospital.entry.parsing import Unreadable, age_text, birth_date, moment, pounds, weight_kg

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 14, 32, 7, tzinfo=ZONE)  # a Monday


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


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("92", 92.0),
        ("92 kg", 92.0),
        ("92,5", 92.5),
        ("203 lb", 92.1),
        ("203lbs", 92.1),
        ("3400 g", 3.4),
        ("0", 0.0),
        ("2000", 2000.0),
        ("", None),
    ],
)
def test_weights(text: str, kg: float | None) -> None:
    assert weight_kg(text) == kg


@pytest.mark.parametrize("text", ["heavy", "-5", "1e9", "92 stone", "12345678901234567890", "92.5.1", "kg"])
def test_what_is_no_weight_is_told(text: str) -> None:
    with pytest.raises(Unreadable, match="203 lb"):
        weight_kg(text)


def test_pounds_and_ages() -> None:
    assert pounds(92) == 203
    assert age_text(date(1951, 3, 8), TODAY) == "75 y"
    assert age_text(date(2026, 6, 1), TODAY) == "5 mo"
    assert age_text(date(2026, 11, 20), TODAY) == "3 d"
    assert age_text(date(2030, 1, 1), TODAY) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:45", (11, 23, 14, 45)),
        ("1445", (11, 23, 14, 45)),
        ("2:45 pm", (11, 23, 14, 45)),
        ("3pm", (11, 23, 15, 0)),
        ("14:00", (11, 23, 14, 0)),
        ("00:15", (11, 24, 0, 15)),
        ("tomorrow 6:30", (11, 24, 6, 30)),
        ("tomorrow 6am", (11, 24, 6, 0)),
        ("Tue 06:30", (11, 24, 6, 30)),
        ("mon 16:00", (11, 23, 16, 0)),
        ("mon 9:00", (11, 30, 9, 0)),
        ("12/3 6:30", (12, 3, 6, 30)),
        ("3 Dec 06:30", (12, 3, 6, 30)),
        ("2026-12-03 06:30", (12, 3, 6, 30)),
    ],
)
def test_times(text: str, expected: tuple[int, int, int, int]) -> None:
    month, day, hour, minute = expected
    assert moment(text, NOW) == datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def test_from_now() -> None:
    assert moment("", NOW) == NOW
    assert moment("Now", NOW) == NOW
    assert moment("+30", NOW) == datetime(2026, 11, 23, 15, 2, 7, tzinfo=ZONE)
    assert moment("in 2 h", NOW) == datetime(2026, 11, 23, 16, 32, 7, tzinfo=ZONE)


def test_a_date_without_a_year_is_the_next_such_day_once_it_is_long_past() -> None:
    assert moment("1/5 7:00", NOW) == datetime(2027, 1, 5, 7, 0, tzinfo=ZONE)


def test_a_time_that_the_clocks_skip_is_told() -> None:
    with pytest.raises(Unreadable, match="clocks go forward"):
        moment("2027-03-14 02:30", NOW)
    with pytest.raises(Unreadable, match="not a time that can be kept"):
        moment("12/31/9999 23:00", NOW)


@pytest.mark.parametrize(
    "text", ["soon", "14", "25:00", "14:75", "13pm", "foo 14:00", "14:00 tomorrow x", "+", "12/45 9:00"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(Unreadable, match="tomorrow 6:30"):
        moment(text, NOW)


@given(st.text(max_size=30))
def test_no_text_is_a_bug(text: str) -> None:
    for read in (lambda: birth_date(text, TODAY), lambda: weight_kg(text), lambda: moment(text, NOW)):
        with contextlib.suppress(Unreadable):
            read()


@given(st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,4}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True))
def test_no_date_like_text_is_a_bug(text: str) -> None:
    test_no_text_is_a_bug.hypothesis.inner_test(text)  # type: ignore[attr-defined]
