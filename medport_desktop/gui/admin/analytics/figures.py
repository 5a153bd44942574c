"""What analytics show: each figure's name and definition, its table and its chart."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from medport_desktop.domain.center.analytics import (
    AgencyFigures,
    DayFigures,
    Figures,
    HourFigures,
    LevelFigures,
    ReasonFigures,
)
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.clock import MONTHS, WEEKDAYS
from medport_desktop.gui.kit.facts.plot import Chart, Series
from medport_desktop.gui.kit.style.tokens import Tone

_MEDIAN, _NINTH = "Half within", "9 of 10"
_WAITING, _TAKEN = "Waiting", "Taken"


@dataclass(frozen=True)
class Figure:
    """One figure. `rows` picks its rows out of all figures, `chart` and `summary` work on those rows."""

    key: str
    title: str
    definition: str
    columns: Callable[[], list[Column[Any]]]
    row_key: Callable[[Any], Hashable]
    rows: Callable[[Figures], Sequence[Any]]
    chart: Callable[[Sequence[Any]], Chart]
    summary: Callable[[Figures], str]
    legend: tuple[tuple[str, Tone], ...] = ()


def minutes(seconds: float | None) -> float | None:
    """Minutes of seconds."""
    return None if seconds is None else seconds / 60


def minutes_text(seconds: float | None) -> str:
    """ "6.4 min", from 100 minutes on without the decimal; "—" for none."""
    value = minutes(seconds)
    if value is None:
        return "—"
    return f"{value:.1f} min" if value < 99.95 else f"{value:,.0f} min"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 trip", "1,204 trips"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_text(day: date) -> str:
    """ "Mon 23 Nov"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _share(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.0%}"


# -- requests by hour -----------------------------------------------------------------------------------
def _hour_span(figures: HourFigures) -> str:
    return f"{figures.hour:02}:00–{(figures.hour + 1) % 24:02}:00"


def _hour_columns() -> list[Column[HourFigures]]:
    return [
        columns.strong("hour", "Hour", _hour_span, sort=lambda f: f.hour, width=120, stretch=True),
        columns.number("requests", "Requests", lambda f: f.requests, width=96),
    ]


def _hour_chart(rows: Sequence[HourFigures]) -> Chart:
    return Chart(
        tuple(f"{f.hour:02}" for f in rows),
        tuple(f"{_hour_span(f)} · {counted(f.requests, 'request')}" for f in rows),
        (Series("Requests", Tone.ACCENT, tuple(f.requests for f in rows)),),
    )


def _hour_summary(figures: Figures) -> str:
    busiest = max(figures.hours, key=lambda f: f.requests, default=None)
    if busiest is None or not busiest.requests:
        return "No requests"
    return f"{counted(figures.totals.requests, 'request')}, most at {_hour_span(busiest)}"


# -- waits ----------------------------------------------------------------------------------------------
def _wait(figures: DayFigures | LevelFigures) -> str:
    if not figures.accepted:
        return "none taken"
    waits = f"half {minutes_text(figures.p50_seconds)}, 9 of 10 {minutes_text(figures.p90_seconds)}"
    return f"{waits} · {counted(figures.accepted, 'trip')}"


def _wait_columns() -> list[Column[Any]]:
    return [
        columns.number("p50", "Half (min)", lambda f: minutes(f.p50_seconds), digits=1, width=88),
        columns.number("p90", "9 of 10 (min)", lambda f: minutes(f.p90_seconds), digits=1, width=104),
        columns.number("accepted", "Taken", lambda f: f.accepted, width=68),
    ]


def _wait_series(rows: Sequence[DayFigures] | Sequence[LevelFigures]) -> tuple[Series, ...]:
    return (
        Series(_MEDIAN, Tone.ACCENT, tuple(minutes(f.p50_seconds) for f in rows)),
        Series(_NINTH, Tone.ORANGE, tuple(minutes(f.p90_seconds) for f in rows)),
    )


def _wait_summary(figures: Figures) -> str:
    totals = figures.totals
    if not totals.accepted:
        return "No trip was taken"
    return f"Half within {minutes_text(totals.p50_seconds)}, 9 of 10 within {minutes_text(totals.p90_seconds)}"


def _day_column() -> Column[DayFigures]:
    return columns.strong("day", "Day", lambda f: day_text(f.day), sort=lambda f: f.day, width=104, stretch=True)


def _wait_day_chart(rows: Sequence[DayFigures]) -> Chart:
    names = tuple(_short_day(f.day) for f in rows)
    return Chart(names, tuple(f"{day_text(f.day)} · {_wait(f)}" for f in rows), _wait_series(rows), lines=True)


def _level_columns() -> list[Column[Any]]:
    return [
        columns.strong("level", "Level", lambda f: f.level.label, width=80, stretch=True),
        *_wait_columns(),
        columns.number("requests", "Requests", lambda f: f.requests, width=84),
    ]


def _wait_level_chart(rows: Sequence[LevelFigures]) -> Chart:
    names = tuple(f.level.label for f in rows)
    return Chart(names, tuple(f"{f.level.label} · {_wait(f)}" for f in rows), _wait_series(rows))


# -- agencies -------------------------------------------------------------------------------------------
def _agency_name(figures: AgencyFigures) -> str:
    return figures.name or "Agency not in the directory"


def _answer_columns() -> list[Column[AgencyFigures]]:
    return [
        columns.strong("agency", "Agency", _agency_name, width=170, stretch=True),
        columns.plain(
            "rate", "Rate", lambda f: _share(f.acceptance_rate), sort=lambda f: f.acceptance_rate, align=columns.RIGHT,
            width=54,
        ),
        columns.number("taken", "Taken", lambda f: f.taken, width=60),
        columns.number("declined", "Declined", lambda f: f.declined, width=72),
        columns.number("back", "Back", lambda f: f.handed_back, tooltip=lambda _f: "Taken and handed back", width=50),
    ]  # fmt: skip


def _answering(figures: Figures) -> list[AgencyFigures]:
    """By rate, the best first; then who answered more."""
    found = [f for f in figures.agencies if f.answered]
    return sorted(found, key=lambda f: (-(f.acceptance_rate or 0), -f.answered, f.name.casefold()))


def _answer_chart(rows: Sequence[AgencyFigures]) -> Chart:
    return Chart(
        tuple(_agency_name(f) for f in rows),
        tuple(f"{_agency_name(f)} · {_share(f.acceptance_rate)}, {f.taken:,} of {f.answered:,}" for f in rows),
        (Series("Accepted", Tone.ACCENT, tuple(100 * (f.acceptance_rate or 0) for f in rows)),),
        sideways=True,
        highest=104,  # so that 100 has its line and its number
        unit="%",
    )


def _answer_summary(figures: Figures) -> str:
    answered, taken = sum(f.answered for f in figures.agencies), sum(f.taken for f in figures.agencies)
    return f"{_share(taken / answered)} of {counted(answered, 'answer')}" if answered else "No answers"


def _miles_columns() -> list[Column[AgencyFigures]]:
    return [
        columns.strong("agency", "Agency", _agency_name, width=170, stretch=True),
        columns.number("miles", "Loaded miles", lambda f: f.miles, digits=1, width=104),
        columns.number("completed", "Trips", lambda f: f.completed),
    ]


def _driving(figures: Figures) -> list[AgencyFigures]:
    return [f for f in figures.agencies if f.completed]


def _miles_chart(rows: Sequence[AgencyFigures]) -> Chart:
    return Chart(
        tuple(_agency_name(f) for f in rows),
        tuple(f"{_agency_name(f)} · {f.miles:,.1f} mi, {counted(f.completed, 'trip')}" for f in rows),
        (Series("Loaded miles", Tone.TEAL, tuple(f.miles for f in rows)),),
        sideways=True,
    )


def _miles_summary(figures: Figures) -> str:
    totals = figures.totals
    return (
        f"{totals.miles:,.0f} mi, {counted(totals.completed, 'trip')}" if totals.completed else "No trip was completed"
    )


def _miles_day_columns() -> list[Column[Any]]:
    return [
        _day_column(),
        columns.number("miles", "Loaded miles", lambda f: f.miles, digits=1, width=104),
        columns.number("completed", "Trips", lambda f: f.completed),
    ]


def _miles_day_chart(rows: Sequence[DayFigures]) -> Chart:
    return Chart(
        tuple(_short_day(f.day) for f in rows),
        tuple(f"{day_text(f.day)} · {f.miles:,.1f} mi, {counted(f.completed, 'trip')}" for f in rows),
        (Series("Loaded miles", Tone.TEAL, tuple(f.miles for f in rows)),),
    )


# -- requests by day, cancellations ---------------------------------------------------------------------
def _day_columns() -> list[Column[Any]]:
    return [
        _day_column(),
        columns.number("requests", "Requests", lambda f: f.requests, width=84),
        columns.number("accepted", "Taken", lambda f: f.accepted, width=68),
        columns.number("completed", "Completed", lambda f: f.completed, width=88),
    ]


def _day_chart(rows: Sequence[DayFigures]) -> Chart:
    return Chart(
        tuple(_short_day(f.day) for f in rows),
        tuple(f"{day_text(f.day)} · {counted(f.requests, 'request')}, {f.completed:,} completed" for f in rows),
        (Series("Requests", Tone.ACCENT, tuple(f.requests for f in rows)),),
    )


def _day_summary(figures: Figures) -> str:
    totals = figures.totals
    if not totals.requests:
        return "No requests"
    return f"{totals.requests / max(1, len(figures.days)):,.1f} a day"


def _reason_columns() -> list[Column[ReasonFigures]]:
    return [
        columns.strong("reason", "Reason", lambda f: f.reason.label, width=170, stretch=True),
        columns.number("cancelled", "Cancelled", lambda f: f.cancelled, width=84),
        columns.number("unheld", _WAITING, lambda f: f.unheld, width=72),
        columns.number("held", _TAKEN, lambda f: f.held, width=62),
    ]


def _reason_chart(rows: Sequence[ReasonFigures]) -> Chart:
    return Chart(
        tuple(f.reason.label for f in rows),
        tuple(f"{f.reason.label} · {f.cancelled:,}: {f.unheld:,} waiting, {f.held:,} taken" for f in rows),
        (
            Series(_WAITING, Tone.GREY, tuple(f.unheld for f in rows)),
            Series(_TAKEN, Tone.VIOLET, tuple(f.held for f in rows)),
        ),
        sideways=True,
    )


def _reason_summary(figures: Figures) -> str:
    totals = figures.totals
    if not totals.cancelled:
        return "None was cancelled"
    return f"{totals.cancelled:,}; {totals.cancelled / max(1, totals.requests):.1%} of requests"


_WAIT_RULE = (
    "The wait runs from the request (for a trip that was scheduled for later, from its offer) to the first agency's "
    "acceptance. A trip that was handed back and taken again counts once. Half of the trips waited no longer than the "
    "first value, nine of ten no longer than the second (percentiles, interpolated). "
)
_WAITS = ((_MEDIAN, Tone.ACCENT), (_NINTH, Tone.ORANGE))

FIGURES: tuple[Figure, ...] = (
    Figure(
        "hours", "Requests by hour",
        "Trips by the hour at which they were entered, in the site's zone, all days of the period together. A trip "
        "scheduled for later counts when it was entered. With an agency chosen: those that it took at some time.",
        _hour_columns, lambda f: f.hour, lambda f: f.hours, _hour_chart, _hour_summary,
    ),
    Figure(
        "requests", "Requests by day",
        "Trips by the day on which they were entered. “Taken” and “Completed” count on the day on which that happened, "
        "so a trip of the evening can be completed in the next day's row.",
        _day_columns, lambda f: f.day, lambda f: f.days, _day_chart, _day_summary,
    ),
    Figure(
        "wait_days", "Wait by day",
        _WAIT_RULE + "A trip counts on the day on which it was accepted.",
        lambda: [_day_column(), *_wait_columns()], lambda f: f.day, lambda f: f.days, _wait_day_chart, _wait_summary,
        _WAITS,
    ),
    Figure(
        "wait_levels", "Wait by level",
        _WAIT_RULE + "The level is the one that the agency agreed to.",
        _level_columns, lambda f: f.level, lambda f: f.levels, _wait_level_chart, _wait_summary, _WAITS,
    ),
    Figure(
        "acceptance", "Acceptance by agency",
        "Of the trips that an agency answered within the period, the share that it took and kept. Its last word to "
        "each trip counts: taken, declined, or taken and handed back. A decline that was taken back, a bid that was "
        "not chosen and an award that came too late are no answers; a trip that the hospital cancelled stays taken.",
        _answer_columns, lambda f: f.agency_id, _answering, _answer_chart, _answer_summary,
    ),
    Figure(
        "miles", "Loaded miles by agency",
        "Road miles with a patient aboard, from origin to destination, of the trips that the agency completed in the "
        "period: great circle times the site's road factor, as it was at the request. A trip to an address whose place "
        "is not known has no distance and counts as a trip alone.",
        _miles_columns, lambda f: f.agency_id, _driving, _miles_chart, _miles_summary,
    ),
    Figure(
        "miles_days", "Loaded miles by day",
        "Road miles with a patient aboard, of all trips that were completed on the day.",
        _miles_day_columns, lambda f: f.day, lambda f: f.days, _miles_day_chart, _miles_summary,
    ),
    Figure(
        "cancellations", "Cancellations",
        "Trips that were cancelled in the period, by the coded reason: while they waited, or taken by an agency. A "
        "decline or a trip handed back is none, and neither is a cancellation that came after the run's end.",
        _reason_columns, lambda f: f.reason, lambda f: f.reasons, _reason_chart, _reason_summary,
        ((_WAITING, Tone.GREY), (_TAKEN, Tone.VIOLET)),
    ),
)  # fmt: skip
