"""What people type for dates, weights and times, in the spellings that they use. No Qt, no database."""

import re
from datetime import UTC, date, datetime, time, timedelta

from medport_desktop.domain import wall_clock

KG_PER_LB = 0.45359237
EARLIEST_BIRTH = date(1880, 1, 1)
"""The hospital silo keeps no earlier one."""
OVER_MIDNIGHT = timedelta(hours=12)
"""A bare time that lies further back than this means tomorrow's: "00:15" typed at 23:50."""

BIRTH_SPELLINGS = "Write the birth date like 1951-03-08, 3/8/1951 or 8 Mar 1951."
WEIGHT_SPELLINGS = "Write the weight in kg, like 92 or 92.5, or in pounds, like 203 lb."
TIME_SPELLINGS = "Write a time like Now, 14:45, +30, tomorrow 6:30 or 12/3 6:30."

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEIGHT = re.compile(r"(\d{1,7}(?:[.,]\d{1,4})?)\s*(kgs?|kilos?|lbs?|pounds?|g|grams?|)", re.IGNORECASE)
_FROM_NOW = re.compile(r"(?:\+|in\s)\s*(\d{1,4})\s*(m|mins?|minutes?|h|hrs?|hours?|)")
_CLOCK = re.compile(r"(?:(?P<day>.+?)[\s,]+)?(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?m?\.?")


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
    found = next((day for day in (_real(*order) for order in candidates) if day is not None), None)
    if found is None:
        looks_like_a_date = len(words) == 3 or (len(words) == 1 and words[0].isdigit() and len(words[0]) == 8)
        raise Unreadable(("That day does not exist. " if looks_like_a_date else "") + BIRTH_SPELLINGS)
    if found < EARLIEST_BIRTH:
        raise Unreadable("Check the year of birth.")
    return found


def weight_kg(text: str) -> float | None:
    """Kilograms to a tenth, or None for an empty text. Pounds and grams are converted. Raises Unreadable."""
    if not text.strip():
        return None
    match = _WEIGHT.fullmatch(text.strip())
    if match is None:
        raise Unreadable(WEIGHT_SPELLINGS)
    amount, unit = float(match[1].replace(",", ".")), match[2].lower()
    if unit.startswith(("lb", "pound")):
        amount *= KG_PER_LB
    elif unit.startswith("g"):
        amount /= 1000
    return round(amount, 1)


def pounds(kg: float) -> int:
    """Whole pounds, for the reader."""
    return round(kg / KG_PER_LB)


def age_text(born: date, today: date) -> str:
    """ "75 y", for infants "5 mo", for newborns "3 d"; "" for a date to come."""
    if born > today:
        return ""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years >= 2:
        return f"{years} y"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return f"{months} mo" if months else f"{(today - born).days} d"


def moment(text: str, now: datetime) -> datetime:
    """The moment that was meant, in the zone of `now` (aware); an empty text is now. Raises Unreadable."""
    words = " ".join(text.lower().split())
    if words in ("", "now"):
        return now
    ahead = _FROM_NOW.fullmatch(words)
    if ahead is not None:
        amount = timedelta(hours=int(ahead[1])) if ahead[2].startswith("h") else timedelta(minutes=int(ahead[1]))
        return (now.astimezone(UTC) + amount).astimezone(now.tzinfo)
    clock = _CLOCK.fullmatch(words)
    at = _time_of(clock) if clock is not None else None
    if clock is None or at is None:
        raise Unreadable(TIME_SPELLINGS)
    if clock["day"] is None:
        meant = _on(now.date(), at, now)
        return _on(now.date() + timedelta(days=1), at, now) if meant < now - OVER_MIDNIGHT else meant
    return _on(_day(clock["day"], at, now), at, now)


def _date_words(text: str) -> list[str]:
    return re.findall(r"\d+|[a-z]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.strip().lower()))


def _digits_only(word: str) -> list[tuple[int, int, int]]:
    if not word.isdigit() or len(word) != 8:
        return []
    by_year = int(word[:4]), int(word[4:6]), int(word[6:])
    by_month = int(word[4:]), int(word[:2]), int(word[2:4])
    return [order for order in (by_year, by_month) if EARLIEST_BIRTH.year <= order[0] <= 2100]


def _orders(words: list[str], today: date, *, day_first: bool) -> list[tuple[int, int, int]]:
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
        return [(_full_year(year, month, int(day), today), month, int(day))]
    if len(numbers) != 3:
        return []
    if len(numbers[0]) == 4:
        return [(int(numbers[0]), int(numbers[1]), int(numbers[2]))]
    first, second = int(numbers[0]), int(numbers[1])
    months_first = [(first, second), (second, first)]
    return [
        (_full_year(numbers[2], month, day, today), month, day)
        for month, day in (reversed(months_first) if day_first else months_first)
    ]


def _full_year(year: str, month: int, day: int, today: date) -> int:
    """Two digits mean the latest such year that is not to come."""
    if len(year) != 2:
        return int(year)
    this_century = today.year - today.year % 100 + int(year)
    return this_century if (this_century, month, day) <= (today.year, today.month, today.day) else this_century - 100


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_of(clock: re.Match[str]) -> time | None:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    elif clock["minute"] is None:
        return None  # a lone number could be an hour, a day or a slip
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(words: str, at: time, now: datetime) -> date:
    today = now.date()
    if words in ("today", "tomorrow", "tom", "tmrw"):
        return today if words == "today" else today + timedelta(days=1)
    if words[:3] in _WEEKDAYS and words.isalpha():
        days = (_WEEKDAYS.index(words[:3]) - today.weekday()) % 7
        return today + timedelta(days=days or (0 if at > now.time() else 7))
    parts = _date_words(words)
    with_year = parts if len(parts) == 3 else [*parts, str(today.year)]
    for order in _orders(with_year, date(today.year + 50, 1, 1), day_first="." in words):
        found = _real(*order)
        if found is not None:
            past = len(parts) < 3 and found < today - timedelta(days=180)
            return found.replace(year=found.year + 1) if past else found
    raise Unreadable(TIME_SPELLINGS)


def _on(day: date, at: time, now: datetime) -> datetime:
    """That time of that day on the site's clocks; the first one where they show it twice."""
    try:
        return wall_clock.on(day, at, now.tzinfo)
    except wall_clock.NoSuchTime as slip:
        raise Unreadable(str(slip)) from slip
