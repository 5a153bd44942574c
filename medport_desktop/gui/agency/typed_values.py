"""What a dispatcher types, read: amounts in dollars and times of day. A ValueError carries the sentence to show."""

import re
from datetime import UTC, date, datetime, time, timedelta

from medport_desktop.domain.wall_clock import on
from medport_desktop.gui.kit.clock import MONTHS, WEEKDAYS, SiteClock

AMOUNT_WORDS = "Enter an amount in dollars, like 412.00."
TIME_WORDS = "Enter a time like 14:40, or +15 for minutes from now."

_AMOUNT = re.compile(r"(?P<sign>[-−]?)\s*\$?\s*(?P<sign2>[-−]?)(?P<whole>[0-9][0-9,]{0,17}|)(?:\.(?P<cents>[0-9]*))?")
_CLOCK = re.compile(r"(?:(?P<day>.*\S)\s+)?(?P<hour>[0-9]{1,2}):?(?P<minute>[0-9]{2})")
_MINUTES = re.compile(r"\+\s*(?P<minutes>[0-9]{1,4})(?:\s*m(?:in)?)?")
_DATE = re.compile(r"(?P<day>[0-9]{1,2})\s+(?P<month>[A-Za-z]{3})[a-z]*(?:\s+(?P<year>[0-9]{4}))?")


def dollars(cents: int) -> str:
    """ "$1,184.00" """
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def parse_dollars(text: str) -> int:
    """Whole cents from "$1,184", "412.5" or "-3" (the caller judges whether an amount makes sense)."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not (match["whole"] or match["cents"]) or (match["sign"] and match["sign2"]):
        raise ValueError(AMOUNT_WORDS)
    cents = match["cents"] or ""
    if len(cents) > 2:
        raise ValueError("An amount has at most two decimals, like 412.50.")
    value = int(match["whole"].replace(",", "") or 0) * 100 + int(cents.ljust(2, "0") or 0)
    return -value if match["sign"] or match["sign2"] else value


def parse_moment(text: str, near: datetime, clock: SiteClock) -> datetime:
    """An aware moment from "14:40", "1440", "+15", "Mon 06:30" or "3 Dec 06:30", in the site's zone.

    What the text leaves open (the day, the year, which of two hours where the clocks go back) is taken so that the
    moment comes closest to `near`. Raises ValueError with the sentence to show.
    """
    words = text.strip()
    if words == clock.short(near):  # what the form itself wrote, also in the hour that a clock change repeats
        return near
    minutes = _MINUTES.fullmatch(words)
    if minutes is not None:
        return clock.after(timedelta(minutes=int(minutes["minutes"]))).replace(second=0, microsecond=0)
    match = _CLOCK.fullmatch(words)
    if match is None:
        raise ValueError(TIME_WORDS)
    try:
        at = time(int(match["hour"]), int(match["minute"]))
        there = clock.local(near).replace(tzinfo=None)
        days = _days(match["day"] or "", there.date())
    except ValueError as error:
        raise ValueError(TIME_WORDS) from error
    day = min(days, key=lambda day: abs(datetime.combine(day, at) - there))
    both = [on(day, at, clock.zone, second=second) for second in (False, True)]
    return min(both, key=lambda moment: abs(moment.astimezone(UTC) - near))


def _days(words: str, near: date) -> list[date]:
    """The days that the words before a time of day may mean."""
    if not words:
        return [near + timedelta(days=step) for step in (-1, 0, 1)]
    weekday = next((i for i, name in enumerate(WEEKDAYS) if words.casefold().startswith(name.casefold())), None)
    if weekday is not None and words.isalpha():
        return [day for step in range(-6, 7) if (day := near + timedelta(days=step)).weekday() == weekday]
    match = _DATE.fullmatch(words)
    month = next(
        (i for i, name in enumerate(MONTHS, 1) if match and match["month"].casefold() == name.casefold()), None
    )
    if match is None or month is None:
        raise ValueError(TIME_WORDS)
    years = [int(match["year"])] if match["year"] else [near.year - 1, near.year, near.year + 1]
    return [date(year, month, int(match["day"])) for year in years]
