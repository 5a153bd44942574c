"""Opening hours: a day's span by the day, as places and agencies keep them, and as people type them."""

import re
from collections.abc import Mapping

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAILY = "daily"
ALL_DAY = "00:00-24:00"

Hours = dict[str, str]
"""By "daily", or by "mon" to "sun": "HH:MM-HH:MM" in the site's zone. {} where nobody has said."""

EXAMPLE = "Write them like “Mon-Fri 07:00-17:00, Sat 08:00-12:00”, “daily 06:00-22:00” or “24 hours”."

_SPAN = re.compile(r"([01]?[0-9]|2[0-4]):?([0-5][0-9])\s*[-–]\s*([01]?[0-9]|2[0-4]):?([0-5][0-9])")
_ALWAYS = ("24 hours", "24 h", "24/7", "always", "24h")


def read_hours(text: str) -> Hours:
    """Read what a person typed; '' is {}. Raises ValueError with a sentence."""
    words = " ".join(text.casefold().split())
    if not words:
        return {}
    if words in _ALWAYS:
        return {DAILY: ALL_DAY}
    found: Hours = {}
    for part in (part.strip() for part in re.split(r"[,;]", words) if part.strip()):
        days, _, span = part.partition(" ")
        if days[:1].isdigit():  # no days: every day
            days, span = DAILY, part
        for day in _days(days):
            if day in found:
                raise ValueError(f"{day.capitalize()} is there twice. {EXAMPLE}")
            found[day] = _span(span)
    if DAILY in found and len(found) > 1:
        raise ValueError(f"“Daily” and single days cannot both be there. {EXAMPLE}")
    return _simplest(found)


def is_hours(hours: Mapping[str, str]) -> bool:
    """Whether they are hours as `read_hours` gives them."""
    try:
        spans = {span: _span(span) for span in hours.values()}
    except ValueError:
        return False
    days_known = set(hours) <= {DAILY, *DAYS} and (DAILY not in hours or len(hours) == 1)
    return days_known and all(span == read for span, read in spans.items())


def hours_text(hours: Mapping[str, str]) -> str:
    """The hours as `read_hours` reads them; '' for none."""
    if hours.get(DAILY) == ALL_DAY:
        return "24 hours"
    if DAILY in hours:
        return f"daily {hours[DAILY]}"
    parts: list[tuple[int, int, str]] = []
    for i, day in enumerate(DAYS):
        span = hours.get(day)
        if span is None:
            continue
        if parts and parts[-1][1] == i - 1 and parts[-1][2] == span:
            parts[-1] = (parts[-1][0], i, span)
        else:
            parts.append((i, i, span))
    return ", ".join(f"{_named(first, last)} {span}" for first, last, span in parts)


def _named(first: int, last: int) -> str:
    names = [DAYS[i].capitalize() for i in (first, last)]
    return names[0] if first == last else "-".join(names)


def _days(text: str) -> tuple[str, ...]:
    if text in (DAILY, "every"):
        return (DAILY,)
    ends = [part[:3] for part in re.split(r"[-–]", text)]
    if len(ends) > 2 or not all(end in DAYS for end in ends):
        raise ValueError(f"“{text}” is not a day. {EXAMPLE}")
    first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
    count = (last - first) % len(DAYS) + 1  # Sat-Mon goes over the end of the week
    return tuple(DAYS[(first + step) % len(DAYS)] for step in range(count))


def _span(text: str) -> str:
    match = _SPAN.fullmatch(text.strip())
    if not text.strip():
        raise ValueError(f"Say from when to when. {EXAMPLE}")
    if match is None:
        raise ValueError(f"“{text.strip()}” is not a time from and to. {EXAMPLE}")
    start, end = (int(match[i]) * 60 + int(match[i + 1]) for i in (1, 3))
    if max(start, end) > 24 * 60 or start == end:
        raise ValueError(f"“{text.strip()}” is not a time from and to. {EXAMPLE}")
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"  # an end before the start is after midnight


def _simplest(hours: Hours) -> Hours:
    """The same span on all seven days is "daily"."""
    spans = set(hours.values())
    if DAILY not in hours and len(hours) == len(DAYS) and len(spans) == 1:
        return {DAILY: spans.pop()}
    return hours
