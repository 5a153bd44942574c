"""Trips that repeat, and units that come and go: series are whole, and so is what units did."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from tests.chaos.checking.journal import Entry, Op, Outcome
from tests.chaos.checking.picture import Picture, Row

Found = Iterator[tuple[str, str | None]]


def series_are_whole(picture: Picture, journal: Sequence[Entry]) -> Found:
    """All trips of a series are there or none, and those that were ended with it are not on offer."""
    there: dict[str, list[Row]] = defaultdict(list)
    for row in picture.repeated:
        there[row["series_id"]].append(row)
    for series, rows in there.items():
        back = sum(row["return_of_id"] is not None for row in rows)
        wanted = picture.series[series]["occurrences"]
        if len(rows) - back != wanted or back not in (0, wanted):
            yield f"series {series} of {wanted} has {len(rows) - back} trips there and {back} back", rows[0]["id"]
    for entry in journal:
        if entry.outcome is not Outcome.DONE:
            continue
        rows = there.get(str(entry.row), [])
        if entry.op is Op.SERIES and len(rows) != int(entry.facts["trips"]):
            yield f"series {entry.row} has {len(rows)} trips, not {entry.facts['trips']}", None
        elif entry.op is Op.END_SERIES:
            since = datetime.fromisoformat(entry.facts["ready_at"])
            for row in rows:
                if datetime.fromisoformat(row["ready_at"]) >= since and row["status"] in ("SCHEDULED", "PENDING"):
                    yield f"its series was ended, and it is {row['status']}", row["id"]


def ways_back_belong(picture: Picture, journal: Sequence[Entry]) -> Found:
    """A way back names the way there that the desk chose."""
    for entry in journal:
        row = picture.requests.get(str(entry.row)) if entry.op is Op.ENTER else None
        if row is not None and row["return_of_id"] != entry.facts.get("return_of_id"):
            yield f"it is the way back of {row['return_of_id']}, not of {entry.facts.get('return_of_id')}", row["id"]


def plans_are_kept(picture: Picture, journal: Sequence[Entry]) -> Found:
    """A plan that was ended is over."""
    for entry in journal:
        if entry.op is Op.END_PLAN and entry.outcome is Outcome.DONE:
            plan = picture.plans[str(entry.row)]
            if plan["state"] not in ("OVER", "CANCELLED"):
                yield f"plan {plan['id']} was ended and is {plan['state']}", None


def history_is_whole(picture: Picture) -> Found:
    """What a unit did has no gap, no overlap and no second end; its last stretch is what it does."""
    of_unit: dict[str, list[Row]] = defaultdict(list)
    for row in picture.stretches:
        of_unit[row["unit_id"]].append(row)
    for unit, row in picture.units.items():
        stretches = of_unit[unit]
        open_ones = [stretch["status"] for stretch in stretches if stretch["end_time"] is None]
        if open_ones != [row["current_status"]]:
            yield f"unit {row['unit_number']} ({unit}) is {row['current_status']}, its history says {open_ones}", None
        for one, other in pairwise(stretches):
            if one["end_time"] is None or one["end_time"] > other["start_time"]:
                yield f"unit {row['unit_number']} ({unit}) did two things at {other['start_time']}", None
