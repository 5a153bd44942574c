"""What people type for days and times, in the spellings that they use."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from medport_desktop.domain.written import wall_clock

EARLIEST_BIRTH = date(1880, 1, 1)
"""The hospital silo keeps no earlier one."""

BIRTH_SPELLINGS = "Write the birth date like 1951-03-08, 3/8/1951 or 8 Mar 1951."
TIME_SPELLINGS = "Enter a time like 14:45, +30, tomorrow 6:30 or 12/3 6:30."
PAST_SPELLINGS = "Enter a time like 14:38, -12, 2 h ago or yesterday 22:30."

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tom": 1, "tmrw": 1}
_NOON = re.compile(r"\b(?:12\s?)?noon\b")
_UNIT = r"(?P<unit>m|mins?|minutes?|h|hrs?|hours?)"
_FROM_NOW = re.compile(
    rf"(?P<sign>\+|in\s)?\s*(?:(?P<amount>[0-9]{{1,4}})\s*{_UNIT}?|(?P<clock>[0-9]{{1,2}}:[0-5][0-9]))"
)
_CLOCK = re.compile(
    r"(?:(?P<day>.+?)[\s,]+)?(?P<hour>[0-9]{1,2})(?:[:.]?(?P<minute>[0-9]{2}))?\s*(?P<half>[ap])?\.?m?\.?"
)
_AGO = re.compile(r"(?P<minus>-)?\s*(?P<amount>[0-9]{1,3})\s*" + _UNIT + r"?(?:\s+ago)?")


class Unreadable(ValueError):
    """The text means no value; `str()` is a sentence that shows how to write it."""


def birth_date(text: str, today: date) -> date | None:
    """The date that was meant, or None for an empty text. Month before day, as in the USA, unless the text says
    otherwise (dots, a day above 12, the month in letters). Raises Unreadable."""
    words = _date_words(text)
    if not words:
        if text.strip():
            raise Unreadable(BIRTH_SPELLINGS)
        return None
    candidates = _digits_only(words[0]) if len(words) == 1 else _orders(words, today, day_first="." in text)
    found = _first_real(candidates)
    if found is None:
        looks_like_a_date = len(words) == 3 or (len(words) == 1 and words[0].isdigit() and len(words[0]) == 8)
        raise Unreadable(("That day does not exist. " if looks_like_a_date else "") + BIRTH_SPELLINGS)
    if found < EARLIEST_BIRTH:
        raise Unreadable("Check the year of birth.")
    return found


def time_of_day(text: str) -> time:
    """ "14:45", "1445", "6:30 pm" or "3pm", without a day. Raises Unreadable."""
    clock = _clock(_words(text))
    if clock is None or clock["day"] is not None:
        raise Unreadable(TIME_SPELLINGS)
    return _time_of(clock)


def moment(
    text: str,
    now: datetime,
    *,
    near: datetime | None = None,
    earliest: datetime | None = None,
    after: datetime | None = None,
) -> datetime:
    """The moment that was meant, in the zone of `now`; every datetime given must be aware. Raises Unreadable.

    Reads "now", "+30", "20 min" or "in 2 h", and a time of day, alone or with a day: "tomorrow", "Mon", "12/3",
    "3 Dec", "2026-12-03". What the text leaves open (the day, the week, the year, which of two hours where the clocks
    go back) is taken so that the moment comes closest to `near`, which is `now` unless given. With `earliest`, no day
    before its own is meant by a time alone, nothing before it by a weekday, and no year before its own by a date.
    With `after`, the first such moment after it is meant.
    """
    words = _words(text)
    near = (near or after or now).astimezone(now.tzinfo)
    if words in ("now", "asap"):
        return now
    ahead = _FROM_NOW.fullmatch(words)
    if ahead is not None and (ahead["sign"] or ahead["unit"]):
        meant = now.astimezone(UTC) + _span(ahead)
        return meant.astimezone(now.tzinfo).replace(second=0, microsecond=0)
    clock = _clock(words)
    if clock is None:
        raise Unreadable(TIME_SPELLINGS)
    at = _time_of(clock)
    first = earliest or after
    days = _days(clock["day"] or "", at, now.date(), near, first and first.astimezone(now.tzinfo))
    if after is not None:
        for day in sorted(days):
            if _last_pass(day, at, near.tzinfo) > after:
                return next(moment for moment in _passes(day, at, near.tzinfo) if moment.astimezone(UTC) > after)
    there = near.replace(tzinfo=None)
    day = min(days, key=lambda day: abs(datetime.combine(day, at) - there))
    return _on(day, at, near, earliest or (now if near.astimezone(UTC) >= now else None))


def past_moment(text: str, now: datetime) -> datetime:
    """When something happened, in the zone of `now`: "-12", "5 min" or "2 h ago", and what `moment` reads.

    A time of day alone is the last one that has come. Raises Unreadable, also for what is to come.
    """
    words = _words(text)
    ago = _AGO.fullmatch(words)
    if ago is not None and (ago["minus"] or ago["unit"]):
        unit = "hours" if (ago["unit"] or "").startswith("h") else "minutes"
        meant = now.astimezone(UTC) - timedelta(**{unit: int(ago["amount"])})
        return meant.astimezone(now.tzinfo).replace(second=0, microsecond=0)
    clock = _clock(words)
    try:
        if clock is not None and not clock["day"]:
            meant = _last(_time_of(clock), now)
        else:
            is_weekday = clock is not None and clock["day"][:3] in _WEEKDAYS
            meant = moment(text, now, near=now - timedelta(days=3.5) if is_weekday else None)  # in the week up to now
    except Unreadable as slip:
        raise Unreadable(PAST_SPELLINGS if str(slip) == TIME_SPELLINGS else str(slip)) from slip
    if meant.astimezone(UTC) > now:
        raise Unreadable("That is still to come.")
    return meant


def _last(at: time, now: datetime) -> datetime:
    """The last moment, up to `now`, at which the site's clocks showed that time."""
    days = (now.date() - timedelta(days=back) for back in range(3))
    passes = (passed for day in days for passed in _passes_there_are(day, at, now.tzinfo))
    return max((passed for passed in passes if passed.astimezone(UTC) <= now), key=lambda each: each.astimezone(UTC))


def _words(text: str) -> str:
    return _NOON.sub("12:00", " ".join(text.lower().split()))


def _clock(words: str) -> re.Match[str] | None:
    """The time of day that the words are, with their day before it, or after it where it is one word."""
    at, _, day = words.rpartition(" ")
    is_day = day in _NEAR_DAYS or (day.isalpha() and day[:3] in _WEEKDAYS)
    return _CLOCK.fullmatch(f"{day} {at}" if at and is_day else words)


def _span(ahead: re.Match[str]) -> timedelta:
    if ahead["clock"] is not None:
        hours, minutes = ahead["clock"].split(":")
        return timedelta(hours=int(hours), minutes=int(minutes))
    amount = int(ahead["amount"])
    return timedelta(hours=amount) if (ahead["unit"] or "").startswith("h") else timedelta(minutes=amount)


def _time_of(clock: re.Match[str]) -> time:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"] is not None:
        if not 1 <= hour <= 12:
            raise Unreadable(TIME_SPELLINGS)
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    elif clock["minute"] is None:  # a lone number could be an hour, a day or a slip
        raise Unreadable(TIME_SPELLINGS)
    if hour > 23 or minute > 59:
        raise Unreadable(TIME_SPELLINGS)
    return time(hour, minute)


def _days(words: str, at: time, today: date, near: datetime, earliest: datetime | None) -> list[date]:
    """The days that the words before a time of day may mean."""
    around = near.date()
    if not words:
        days = [around + timedelta(days=step) for step in (-1, 0, 1)]
        return [day for day in days if earliest is None or day >= earliest.date()] or days
    if words in _NEAR_DAYS:
        return [today + timedelta(days=_NEAR_DAYS[words])]
    if words[:3] in _WEEKDAYS and words.isalpha():
        step = (_WEEKDAYS.index(words[:3]) - around.weekday()) % 7
        days = [around + timedelta(days=step + week) for week in (-7, 0, 7)]
        return [day for day in days if earliest is None or _last_pass(day, at, near.tzinfo) > earliest] or days
    return _dates(words, near.date(), earliest and earliest.date())


def _dates(words: str, near: date, earliest: date | None) -> list[date]:
    """The days that a date may mean, with its year or without."""
    parts, day_first = _date_words(words), "." in words
    if len(parts) == 3:
        years: Sequence[list[str]] = [parts]
    else:
        least = earliest.year if earliest is not None else near.year - 1
        years = [[*parts, f"{year:04}"] for year in range(max(least, near.year - 1), near.year + 2)]
    found = [_first_real(_orders(each, date(near.year + 50, 1, 1), day_first=day_first)) for each in years]
    days = [day for day in found if day is not None]
    if not days:
        raise Unreadable(TIME_SPELLINGS)
    return days


def _passes(day: date, at: time, zone: tzinfo | None) -> list[datetime]:
    """That time of that day on the site's clocks: twice the same, or two moments where the clocks go back."""
    try:
        return [wall_clock.on(day, at, zone, second=second) for second in (False, True)]
    except wall_clock.NoSuchTime as slip:
        raise Unreadable(str(slip)) from slip


def _passes_there_are(day: date, at: time, zone: tzinfo | None) -> list[datetime]:
    """Those passes; none where the clocks leave that time of that day out."""
    try:
        return _passes(day, at, zone)
    except Unreadable:
        return []


def _last_pass(day: date, at: time, zone: tzinfo | None) -> datetime:
    """When that time of that day is over for good, as near as matters where the clocks leave it out."""
    try:
        return datetime.combine(day, at.replace(fold=1), zone).astimezone(UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _on(day: date, at: time, near: datetime, earliest: datetime | None) -> datetime:
    """That time of that day; of two, the one closest to `near` that is not over. The minute of `near` is `near`."""
    both = _passes(day, at, near.tzinfo)
    if any(moment.astimezone(UTC) == near.astimezone(UTC).replace(second=0, microsecond=0) for moment in both):
        return near
    ahead = [moment for moment in both if earliest is None or moment.astimezone(UTC) >= earliest] or both
    return min(ahead, key=lambda moment: abs(moment.astimezone(UTC) - near))


def _date_words(text: str) -> list[str]:
    return re.findall(r"\d+|[a-z]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.strip().lower()))


def _digits_only(word: str) -> list[tuple[int, int, int]]:
    if not word.isdigit() or len(word) != 8:
        return []
    by_year = int(word[:4]), int(word[4:6]), int(word[6:])
    by_month = int(word[4:]), int(word[:2]), int(word[2:4])
    return [order for order in (by_year, by_month) if EARLIEST_BIRTH.year <= order[0] <= 2100]


def _orders(words: list[str], latest: date, *, day_first: bool) -> list[tuple[int, int, int]]:
    """The (year, month, day) that three words may mean, the likeliest first."""
    if len(words) != 3:
        return []
    letters = [word for word in words if word.isalpha()]
    numbers = [word for word in words if word.isdigit() and len(word) <= 4]
    if letters:
        month = _MONTHS.index(letters[0][:3]) + 1 if letters[0][:3] in _MONTHS else 0
        if len(numbers) != 2 or not month:
            return []
        year, day = (numbers[0], numbers[1]) if len(numbers[0]) == 4 else (numbers[1], numbers[0])
        return [(_full_year(year, month, int(day), latest), month, int(day))]
    if len(numbers) != 3:
        return []
    if len(numbers[0]) == 4:
        return [(int(numbers[0]), int(numbers[1]), int(numbers[2]))]
    first, second = int(numbers[0]), int(numbers[1])
    months_first = [(first, second), (second, first)]
    return [
        (_full_year(numbers[2], month, day, latest), month, day)
        for month, day in (reversed(months_first) if day_first else months_first)
    ]


def _full_year(year: str, month: int, day: int, latest: date) -> int:
    """Two digits mean the latest such year that does not lie after `latest`."""
    if len(year) != 2:
        return int(year)
    this_century = latest.year - latest.year % 100 + int(year)
    return this_century if (this_century, month, day) <= (latest.year, latest.month, latest.day) else this_century - 100


def _first_real(orders: Sequence[tuple[int, int, int]]) -> date | None:
    for order in orders:
        try:
            return date(*order)
        except ValueError:
            pass
    return None
