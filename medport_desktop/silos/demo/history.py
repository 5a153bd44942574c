"""Some weeks before the demo's day, as analytics alone have them: all of it invented, and every row says so.

No trip of it was ever in the hospital or the ems silo; no person sees more of it than figures. The numbers come from a
generator with a fixed seed, so that every demo has the same weeks.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import CANCEL_REASONS, Reason
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import AGENCIES, DemoFacility, coordinates, facilities

_DAYS = 42
_SEED = 7_364
_A_DAY = (17, 22, 21, 22, 24, 13, 11)
"""Trips of a Monday, Tuesday and so on."""
_HOURS = (3, 2, 2, 2, 2, 3, 5, 8, 13, 17, 19, 18, 16, 17, 18, 16, 14, 12, 10, 9, 8, 6, 5, 4)
"""How many trips are entered in each hour of the day, one to another."""
_LEVELS = {"BLS": 44, "ALS": 27, "WHEELCHAIR": 20, "CCT": 9}
_WAITS_MINUTES = {"BLS": 7.5, "ALS": 5.5, "WHEELCHAIR": 10.0, "CCT": 13.0}
"""Half of a level's trips are taken within."""
_DECLINES = (0.06, 0.09, 0.22, 0.13, 0.17, 0.31)
"""How often each agency declines, in the order of AGENCIES."""
_DECLINE_REASONS = (Reason.NO_CREW, Reason.NO_UNIT, Reason.OUT_OF_AREA, Reason.LEVEL_NOT_STAFFED)

_ROWS = """
create temporary table demo_history (
    metric text, amount double precision, category text, facts jsonb, origin point, destination point, at timestamptz
) on commit drop
"""
_KEEP = """
insert into medport.system_analytics (metric_name, metric_value, category, metadata, "timestamp")
select metric, amount, category,
       jsonb_strip_nulls(facts || jsonb_build_object('miles', medport.road_miles(origin, destination), 'demo', true)),
       at
from demo_history order by at
"""

Row = tuple[str, float, str, str, str | None, str | None, datetime]


def invent(center: psycopg.Connection) -> None:
    """Write the weeks into the center's analytics, without firing a trigger: nothing of it happened."""
    today = datetime.now(Settings().zone).date()
    with center.transaction():
        center.execute("set local session_replication_role = replica")
        center.execute(_ROWS)
        with center.cursor() as cursor, cursor.copy("copy demo_history from stdin") as copy:
            for row in _weeks(today):
                copy.write_row(row)
        center.execute(_KEEP.encode())


def _weeks(today: date) -> Iterator[Row]:
    chance = random.Random(_SEED)  # nosec B311 # noqa: S311 - the same weeks each time, and no secret
    for ago in range(_DAYS, 0, -1):
        day = today - timedelta(days=ago)
        many = _A_DAY[day.weekday()]
        for number in range(many + chance.randint(-3, 4)):
            yield from _trip(chance, day, demo_id("history", f"{ago}/{number}"))


def _trip(chance: random.Random, day: date, trip: UUID) -> Iterator[Row]:
    (hour,) = chance.choices(range(24), _HOURS)
    asked = datetime(day.year, day.month, day.day, hour, tzinfo=Settings().zone).astimezone(UTC)
    asked += timedelta(seconds=chance.randrange(3600))
    (level,) = chance.choices(list(_LEVELS), list(_LEVELS.values()))
    places = list(facilities().values())
    origin = chance.choice([place for place in places if place.hospital_id is not None])
    destination = chance.choice([place for place in places if place is not origin])
    facts = {"trip_id": str(trip), "hospital_id": str(origin.hospital_id), "transport_level": level}
    yield _row("trip_created", "hospital_operations", facts, asked)
    able = [number for number, agency in enumerate(AGENCIES) if level in agency.base]
    asked_first = chance.sample(able, k=min(3, len(able)))
    wait = chance.lognormvariate(0, 0.7) * _WAITS_MINUTES[level]
    if chance.random() < 0.04:
        yield _cancelled(chance, facts, "PENDING", asked + timedelta(minutes=wait))
        return
    for number in asked_first:
        answering = {**facts, "agency_id": str(AGENCIES[number].id)}
        wait += chance.uniform(0.3, 1.5)
        at = asked + timedelta(minutes=wait)
        if chance.random() >= _DECLINES[number]:
            yield _row("trip_accepted", "ems_operations", answering, at, round(wait * 60))
            yield _ending(chance, answering, (origin, destination), at)
            return
        reason = chance.choice(_DECLINE_REASONS)
        yield _row("trip_declined", "ems_operations", {**answering, "reason": reason.value}, at)
    yield _cancelled(chance, facts, "PENDING", asked + timedelta(minutes=wait + 45))


def _ending(chance: random.Random, facts: dict[str, str], way: tuple[DemoFacility, DemoFacility], at: datetime) -> Row:
    fate = chance.random()
    if fate < 0.03:
        return _cancelled(chance, facts, "ACCEPTED", at + timedelta(minutes=chance.uniform(4, 30)))
    if fate < 0.05:
        facts = {**facts, "reason": Reason.NO_CREW.value}
        return _row("trip_released", "ems_operations", facts, at + timedelta(minutes=chance.uniform(3, 15)))
    done = at + timedelta(minutes=chance.uniform(70, 210))
    return _row("trip_completed", "ems_operations", facts, min(done, datetime.now(UTC)), way=way)


def _cancelled(chance: random.Random, facts: dict[str, str], was: str, at: datetime) -> Row:
    (reason,) = chance.choices(CANCEL_REASONS, (6, 5, 3, 1, 4, 1, 2))
    return _row("trip_cancelled", "hospital_operations", {**facts, "reason": reason.value, "was": was}, at)


def _row(
    metric: str,
    category: str,
    facts: dict[str, str],
    at: datetime,
    amount: float = 1,
    way: tuple[DemoFacility, DemoFacility] | None = None,
) -> Row:
    origin, destination = (coordinates(place.zip_code) for place in way) if way else (None, None)
    return metric, amount, category, json.dumps(facts), origin, destination, at
