"""When trips repeat: recurrence rules of RFC 5545 (section 3.3.10) on the wall clock of the site's zone.

A 06:30 dialysis stays at 06:30 when the clocks change. A time that the clocks skip is told as RFC 5545 says in section
3.3.5: by the offset from before the gap, so 02:30 becomes 03:30.
"""

from calendar import isleap
from collections.abc import Collection
from datetime import MAXYEAR as LAST_YEAR
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from medport_desktop.domain.series import MOST_MONTHS, MOST_OCCURRENCES, Occurrence
from medport_desktop.domain.written.limits import longest
from medport_desktop.services.texts import text_error

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""As RFC 5545 writes them, in the order of `date.weekday()`."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset(
    {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "BYDAY",
        "BYMONTHDAY",
        "BYMONTH",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYSETPOS",
        "WKST",
    }
)
_MOST_INTERVAL = 366
_EXAMPLE = "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=36"


class BadRule(ValueError):
    """The rule cannot be used; `str()` is a sentence that says why."""


def weekly(days: Collection[int], *, count: int | None = None, until: date | None = None) -> str:
    """The rule for these weekdays (0 is Monday) of every week; exactly one of `count` and `until` is given."""
    end = f"COUNT={count}" if count is not None else f"UNTIL={until:%Y%m%d}"
    return f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in sorted(days))};{end}"


def normal(rule: str) -> str:
    """The rule as it is kept: without blanks and "RRULE:", in capitals."""
    return "".join(rule.split()).upper().removeprefix("RRULE:")


def days_of(rule: str, first: date, at: time, zone: ZoneInfo) -> list[date]:
    """The days of the rule from `first` on, at that time of day. Raises BadRule.

    It must end, by COUNT or UNTIL, after at most 120 times and within 12 months of `first`.
    """
    parts = _parts(rule)
    count, until = parts.pop("COUNT", None), parts.pop("UNTIL", None)
    if (count is None) == (until is None):
        raise BadRule("Say when it ends: by COUNT= or by UNTIL=, and not by both.")
    begins = datetime.combine(first, at)
    limit = begins + relativedelta(months=MOST_MONTHS)
    last = _until(until, zone) if until is not None else limit
    wanted = _count(count) if count is not None else MOST_OCCURRENCES + 1
    # The end is ours and not the rule's own, and so is where it is asked to stop looking (see _twin_year).
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    away = relativedelta(years=_twin_year(first.year) - first.year)
    try:
        bounded = rrulestr(f"{text};UNTIL={min(last, limit) + away:%Y%m%dT%H%M%S}", dtstart=begins + away)
        found = [(moment - away).date() for moment in islice(bounded, wanted)]
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError, IndexError) as error:
        raise BadRule(f"This is no rule that can be followed; write it like {_EXAMPLE}.") from error
    if last > limit or (count is not None and len(found) < wanted):
        raise BadRule(
            f"A series ends within {MOST_MONTHS} months; this one goes on longer, or names days that never come."
        )
    if len(found) > MOST_OCCURRENCES:
        raise BadRule(f"A series has at most {MOST_OCCURRENCES} trips; this one has more.")
    if not found:
        raise BadRule("No day fits this rule before it ends.")
    return found


def occurrences(
    days: Collection[date],
    zone: ZoneInfo,
    *,
    ready: time,
    deliver_by: time | None = None,
    back: time | None = None,
) -> tuple[Occurrence, ...]:
    """The trips of those days. A delivery or a way back earlier in the day than `ready` is the next day's."""

    def on(day: date, at: time | None) -> datetime | None:
        return None if at is None else _at(day + timedelta(days=1) if at <= ready else day, at, zone)

    return tuple(Occurrence(_at(day, ready, zone), on(day, deliver_by), on(day, back)) for day in days)


def _twin_year(year: int) -> int:
    """A year near the end of the calendar that has the same weekdays and leap days as `year`, and whose next one has.

    A rule that no day satisfies is followed to the year 9999: from here that is soon, and takes no eleven seconds.
    """
    wanted = [(isleap(y), date(y, 1, 1).weekday()) for y in (year, year + 1)]
    for twin in range(LAST_YEAR - 30, LAST_YEAR - 1):
        if [(isleap(y), date(y, 1, 1).weekday()) for y in (twin, twin + 1)] == wanted:
            return twin
    raise BadRule("That is too far in the future.")


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)


def _parts(rule: str) -> dict[str, str]:
    text = normal(rule)
    if error := text_error(text, longest("trip_series.rrule")):
        raise BadRule(error)
    parts: dict[str, str] = {}
    for part in text.rstrip(";").split(";"):
        name, _, value = part.partition("=")
        if not value or name in parts:
            raise BadRule(f"Write the rule like {_EXAMPLE}.")
        if name not in _PARTS:
            raise BadRule(f"{name[:20]} cannot be used here: the rule says on which days, the form at what time.")
        parts[name] = value
    if parts.get("FREQ") not in _FREQUENCIES:
        raise BadRule(f"FREQ must be one of {', '.join(_FREQUENCIES)}.")
    if not _is_whole(parts.get("INTERVAL", "1"), _MOST_INTERVAL):
        raise BadRule(f"INTERVAL must be a whole number from 1 to {_MOST_INTERVAL}.")
    return parts


def _is_whole(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most


def _count(text: str) -> int:
    if not _is_whole(text, 10**9):
        raise BadRule("COUNT must be a whole number above 0.")
    if int(text) > MOST_OCCURRENCES:
        raise BadRule(f"A series has at most {MOST_OCCURRENCES} trips; this one has {int(text):,}.")
    return int(text)


def _until(text: str, zone: ZoneInfo) -> datetime:
    """The wall clock's last moment: a date is meant to its end; RFC 5545 writes a moment in UTC, with a Z."""
    for form in ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"):
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - made aware below, where it is meant so
        except ValueError:
            continue
        if form.endswith("Z"):
            return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        return datetime.combine(moment, time(23, 59, 59)) if "T" not in form else moment
    raise BadRule("UNTIL must be a date like 20261231.")
