"""What is written in the dialog of a repeated trip, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from medport_desktop.domain.series import Occurrence
from medport_desktop.domain.written import typed_times
from medport_desktop.domain.written.typed_times import Unreadable
from medport_desktop.gui.kit.clock import MONTHS, WEEKDAYS
from medport_desktop.services.hospital.recurrence import BadRule, days_of, normal, occurrences, weekly

FIRST_SHOWN = 5
_TIME = "Write a time of day like 6:30 or 2 pm."
_HOURS = range(7, 24)
"""The hours that a number alone means; an earlier one may be meant for the afternoon."""
_ENDS = "Write how many times, like 36, or a last day, like 12/31."


@dataclass(frozen=True)
class SeriesDraft:
    """The dialog's fields as they stand. `rule` is the person's own, or '' for the weekdays of every week."""

    days: frozenset[int]
    """0 is Monday."""
    first: str
    ready: str
    back: str
    ends: str
    rule: str


@dataclass(frozen=True)
class SeriesReading:
    """The rule and its trips, or a sentence for each field that keeps them back."""

    rule: str
    occurrences: tuple[Occurrence, ...]
    errors: Mapping[str, str]


def read_series(draft: SeriesDraft, now: datetime, zone: ZoneInfo, deliver_by: time | None) -> SeriesReading:
    """What the draft means at `now` (aware, of the zone); `deliver_by` is the time of day on the form."""
    errors: dict[str, str] = {}
    ready = _time(draft.ready, "ready", errors)
    back = _time(draft.back, "back", errors) if draft.back.strip() else None
    first = _day(draft.first.strip() or "today", "first", now, errors)
    rule = normal(draft.rule) or _weekly(draft, now, errors)
    if errors or ready is None or first is None:
        return SeriesReading(rule, (), errors)
    if datetime.combine(first, ready, zone).astimezone(UTC) <= now:
        first = now.date() + timedelta(days=1 if ready <= now.time() else 0)
    try:
        days = days_of(rule, first, ready, zone)
    except BadRule as slip:
        field = "rule" if draft.rule.strip() else "ends"
        return SeriesReading(rule, (), {field: str(slip)})
    return SeriesReading(rule, occurrences(days, zone, ready=ready, deliver_by=deliver_by, back=back), {})


def dates_told(found: tuple[Occurrence, ...], zone: ZoneInfo) -> list[str]:
    """The next dates, the last one, and what the clocks do in between; times with their zone."""
    lines = [_told(each) for each in found[:FIRST_SHOWN]]
    if len(found) == FIRST_SHOWN + 1:
        lines.append(_told(found[-1]))
    elif len(found) > FIRST_SHOWN:
        lines += ["…", _told(found[-1])]
    change = next((b for a, b in pairwise(found) if _offset(a, zone) != _offset(b, zone)), None)
    if change is not None:
        lines.append(f"The clocks change before {_day_told(change.ready_at)}; the time of day stays.")
    return lines


def _offset(each: Occurrence, zone: ZoneInfo) -> timedelta | None:
    return each.ready_at.astimezone(zone).utcoffset()


def _told(each: Occurrence) -> str:
    back = f", back at {each.back_at:%H:%M}" if each.back_at is not None else ""
    return f"{_day_told(each.ready_at)} {each.ready_at:%H:%M %Z}{back}"


def _day_told(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def _weekly(draft: SeriesDraft, now: datetime, errors: dict[str, str]) -> str:
    if not draft.days:
        errors["days"] = "Choose at least one day of the week."
        return ""
    ends = draft.ends.strip()
    if not ends:
        errors["ends"] = _ENDS
        return ""
    ends = ends.lower().removeprefix("after ").removeprefix("until ").removeprefix("on ").strip()
    times = ends.removesuffix("times").removesuffix("x").strip()
    if times.isascii() and times.isdigit() and len(times) <= 3:
        return weekly(draft.days, count=int(times))
    last = _day(ends, "ends", now, errors)
    return weekly(draft.days, until=last) if last is not None else ""


def _time(text: str, field: str, errors: dict[str, str]) -> time | None:
    lone = text.strip()
    if lone.isascii() and lone.isdigit() and len(lone) <= 2 and int(lone) in _HOURS:
        return time(int(lone))
    try:
        return typed_times.time_of_day(text)
    except Unreadable:
        errors[field] = _TIME
        return None


def _day(text: str, field: str, now: datetime, errors: dict[str, str]) -> date | None:
    try:
        return typed_times.moment(f"{text} 12:00", now, earliest=now).date()
    except Unreadable:
        errors[field] = _ENDS if field == "ends" else "Write a day like today, Mon or 12/3."
        return None
