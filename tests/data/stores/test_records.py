"""Records are what the databases give: each field exists, with a type that holds it, for everybody who reads it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from types import NoneType, UnionType
from typing import Any, LiteralString, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.data import stores
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.records import Query, facts_for
from medport_desktop.data.stores import (
    analytics,
    broadcasts,
    center,
    ems,
    fleet,
    handoffs,
    hospital,
    hospital_manager,
    organisations,
    system,
    transitions,
)
from medport_desktop.domain.center.handoff import UnitCount
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.people import Person
from medport_desktop.domain.places import Coordinates
from tests.data.world import ADMIN, CENTER, DESK, DISPATCH, World

SignIn = Callable[[str], DatabaseManager]

EVERYBODY = (DESK, DISPATCH, CENTER)
READERS: list[tuple[Query[Any], Silo, tuple[str, ...]]] = [
    (hospital.TRIPS, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.NOTED_TRIPS, Silo.HOSPITAL, (CENTER,)),
    (hospital.FACILITIES, Silo.HOSPITAL, EVERYBODY),
    (hospital.PREFERENCES, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.FOUND_PATIENT, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.PATIENT_OF, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.LISTED_PATIENTS, Silo.HOSPITAL, (DESK,)),
    (hospital.CREW_SHEET, Silo.HOSPITAL, (DISPATCH,)),
    (hospital.MILESTONES, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.NOTES, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.DECLINES, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.AUDIT, Silo.HOSPITAL, (DESK, CENTER)),
    (hospital.NOTICES, Silo.HOSPITAL, (DESK,)),
    (hospital_manager.FACILITY_RECORDS, Silo.HOSPITAL, (DESK, CENTER)),
    (transitions.TRANSITIONS, Silo.HOSPITAL, EVERYBODY),
    (transitions.TRANSITIONS, Silo.EMS, EVERYBODY),
    (ems.BOARD, Silo.EMS, EVERYBODY),
    (ems.BIDS, Silo.EMS, EVERYBODY),
    (ems.EXPIRED_BIDS, Silo.EMS, (CENTER,)),
    (ems.ACTIVE_TRIPS, Silo.EMS, (DISPATCH, CENTER)),
    (ems.ENDED_TRIPS, Silo.EMS, (DISPATCH,)),
    (ems.ENDED_BIDS, Silo.EMS, (CENTER,)),
    (ems.UNITS, Silo.EMS, (DISPATCH, CENTER)),
    (ems.PROFILES, Silo.EMS, (DISPATCH, CENTER)),
    (ems.DECLINES, Silo.EMS, (DISPATCH,)),
    (fleet.PLANS, Silo.EMS, (DISPATCH, CENTER)),
    (fleet.PAST, Silo.EMS, (DISPATCH, CENTER)),
    (fleet.FACTS, Silo.EMS, (DISPATCH, CENTER)),
    (center.IDENTITY, Silo.CENTER, EVERYBODY),
    (center.AGENCIES, Silo.CENTER, EVERYBODY),
    (center.ACCOUNTS, Silo.CENTER, EVERYBODY),
    (center.HOSPITAL_CHOICE, Silo.CENTER, EVERYBODY),
    (center.AGENCY_CHOICE, Silo.CENTER, EVERYBODY),
    (center.PERSON_CHOICE, Silo.CENTER, (CENTER,)),
    (broadcasts.RECEIVED, Silo.CENTER, EVERYBODY),
    (broadcasts.SENT, Silo.CENTER, (CENTER,)),
    (broadcasts.READERS, Silo.CENTER, (CENTER,)),
    (handoffs.HANDOFFS, Silo.CENTER, (CENTER,)),
    (analytics.TOTALS, Silo.CENTER, (CENTER,)),
    (analytics.HOURS, Silo.CENTER, (CENTER,)),
    (analytics.DAYS, Silo.CENTER, (CENTER,)),
    (analytics.LEVELS, Silo.CENTER, (CENTER,)),
    (analytics.AGENCIES, Silo.CENTER, (CENTER,)),
    (analytics.REASONS, Silo.CENTER, (CENTER,)),
    (organisations.HOSPITALS, Silo.CENTER, (ADMIN,)),
    (organisations.AGENCIES, Silo.EMS, (ADMIN,)),
    (system.CONFIGURATION, Silo.CENTER, (ADMIN,)),
    (system.AUDIT_LINES, Silo.CENTER, (ADMIN,)),
    *((query, silo, (ADMIN,)) for silo in Silo for query in (system.HEALTH, system.ARRIVALS, system.READERS)),
    *((query, silo, (ADMIN,)) for silo in Silo for query in (system.DEAD_LETTERS, system.SESSIONS)),
]

HOLDS: dict[str, tuple[Any, ...]] = {
    "uuid": (UUID,),
    "text": (str, Enum),
    "bool": (bool,),
    "int4": (int, float),
    "int8": (int, float),
    "numeric": (float,),
    "float8": (float,),
    "timestamptz": (datetime,),
    "date": (date,),
    "_text": (frozenset,),
    "jsonb": (Mapping, tuple, Person, UnitCount),
    "point": (Coordinates,),
}
"""What a value of each type of PostgreSQL becomes."""
NEVER_NULL = {
    "Facility.coordinates": "places without them are not read",
    "LevelFigures.level": "requests without one are not read",
    "EndedTrip.ended_at": "those that have not ended are not read",
}


def test_every_query_is_looked_at() -> None:
    modules = [import_module(f"{stores.__name__}.{found.name}") for found in iter_modules(stores.__path__)]
    queries = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Query)}
    assert queries.keys() == {id(query) for query, _, _ in READERS}


@pytest.mark.parametrize(
    ("query", "silo", "email"),
    [(query, silo, email) for query, silo, emails in READERS for email in emails],
    ids=lambda value: value.record.__name__ if isinstance(value, Query) else str(value),
)
def test_each_field_is_there_for_those_who_read_it(
    sign_in: SignIn, world: World, query: Query[Any], silo: Silo, email: str
) -> None:
    connection = sign_in(email).databases[silo].connect_apart("test")
    with connection, world.superuser(silo) as catalogs:
        cursor = connection.execute(query.statement("limit 0").encode(), defaultdict(lambda: None))
        hints = get_type_hints(query.record)
        assert cursor.description is not None
        assert cursor.pgresult is not None
        assert [column.name for column in cursor.description] == list(hints)
        for place, (name, hint) in enumerate(hints.items()):
            [kind] = values(catalogs, "select typname from pg_type where oid = %s", cursor.pgresult.ftype(place))
            field = f"{query.record.__name__}.{name}"
            assert any(issubclass(base(hint), holder) for holder in HOLDS[kind]), f"{field} is not a {kind}"
            table, number = cursor.pgresult.ftable(place), cursor.pgresult.ftablecol(place)
            if values(catalogs, NULLABLE, table, number) and field not in NEVER_NULL:
                assert NoneType in get_args(hint), f"{field} may be null"


NULLABLE: LiteralString = """
    select true
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attrelid = %s and a.attnum = %s and not a.attnotnull and c.relkind = 'r'
    """


def values(catalogs: psycopg.Connection, query: LiteralString, *asked: object) -> list[Any]:
    return [value for (value,) in catalogs.execute(query, asked)]


def base(hint: Any) -> type[Any]:
    """The class of a field's values, other than None."""
    if get_origin(hint) in (Union, UnionType):
        [hint] = [choice for choice in get_args(hint) if choice is not NoneType]
    return get_origin(hint) or hint


@dataclass(frozen=True, slots=True)
class FacilityOfTomorrow:
    """A facility as a later release may have it: with a field of which today's silos know nothing."""

    id: UUID
    name: str
    has_helipad: bool = False


def test_a_field_that_an_older_silo_does_not_have_stays_at_its_default(sign_in: SignIn) -> None:
    facilities = Query(FacilityOfTomorrow, "medport.hospital_facility r")
    with sign_in(DESK).databases[Silo.HOSPITAL].read() as connection:
        assert hospital.FACILITIES.on(connection)  # another record of the same table, which lacks nothing
        found = facilities.on(connection)
    assert found
    assert not any(facility.has_helipad for facility in found)


def test_what_an_older_silo_cannot_keep_is_left_out_or_refused(sign_in: SignIn) -> None:
    new = FacilityOfTomorrow(uuid4(), "Nason")
    with sign_in(DESK).databases[Silo.HOSPITAL].read() as connection:
        facts = facts_for(connection, "hospital_facility", new)
        assert facts == {"id": new.id, "name": "Nason"}
        with pytest.raises(Refused, match="older release") as refused:
            facts_for(connection, "hospital_facility", replace(new, has_helipad=True))
    assert refused.value.field == "has_helipad"


@pytest.mark.parametrize("query", [query for query, _, _ in READERS], ids=lambda query: query.record.__name__)
def test_what_may_lack_columns_begins_with_its_table(query: Query[Any]) -> None:
    table, optional = query._may_lack
    assert not optional or query.source.split()[:2] == [table, "r"]
