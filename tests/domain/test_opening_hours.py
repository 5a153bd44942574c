"""Opening hours as people type them."""

import pytest

from medport_desktop.domain.written.opening_hours import hours_text, read_hours

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("", {}, ""),
        ("24 hours", {"daily": "00:00-24:00"}, "24 hours"),
        ("24/7", {"daily": "00:00-24:00"}, "24 hours"),
        ("00:00-24:00", {"daily": "00:00-24:00"}, "24 hours"),
        ("daily 6:00-22:00", {"daily": "06:00-22:00"}, "daily 06:00-22:00"),
        ("Mon-Sun 0700–1900", {"daily": "07:00-19:00"}, "daily 07:00-19:00"),
        ("sat 08:00 - 12:00", {"sat": "08:00-12:00"}, "Sat 08:00-12:00"),
        ("Sunday 20:00-06:00", {"sun": "20:00-06:00"}, "Sun 20:00-06:00"),
        (
            "mon-fri 07:00-17:00; sat 08:00-12:00",
            dict.fromkeys(WEEK[:5], "07:00-17:00") | {"sat": "08:00-12:00"},
            "Mon-Fri 07:00-17:00, Sat 08:00-12:00",
        ),
        ("fri-mon 9:00-10:00", dict.fromkeys(("fri", "sat", "sun", "mon"), "09:00-10:00"), None),
    ],
)
def test_hours_are_read_and_shown_as_they_are_read(typed: str, kept: dict[str, str], shown: str | None) -> None:
    hours = read_hours(typed)
    assert hours == kept
    assert shown is None or hours_text(hours) == shown
    assert read_hours(hours_text(hours)) == hours


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("whenever", "“whenever” is not a day."),
        ("mon", "Say from when to when."),
        ("mon 7-17", "“7-17” is not a time from and to."),
        ("mon 07:00-07:00", "“07:00-07:00” is not a time from and to."),
        ("mon 08:00-24:30", "“08:00-24:30” is not a time from and to."),
        ("mon 07:00-12:00, mon-fri 13:00-17:00", "Mon is there twice."),
        ("daily 07:00-12:00, mon 13:00-17:00", "“Daily” and single days cannot both be there."),
        ("mon-wed-fri 07:00-12:00", "“mon-wed-fri” is not a day."),
    ],
)
def test_what_cannot_be_hours_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="Write them like") as told:
        read_hours(typed)
    assert str(told.value).startswith(sentence)
