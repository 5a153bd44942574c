"""Attacks by places that are nowhere: a distance to one is an error, and with it the trips of others."""

import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.world import BEDFORD_MANAGER, CENTER, DESK_MANAGER, NASON, E, H, World, refused

_PLACES = (
    "select c.relname, a.attname, has_column_privilege(c.oid, a.attnum, 'update') as updated"
    " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'point'::regtype"
    " where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r'"
    " and has_column_privilege(c.oid, a.attnum, 'insert, update')"
)
_NOWHERE = ["(Infinity,0)", "(0,-Infinity)", "(NaN,0)", "(180.1,0)", "(0,91)"]


@pytest.mark.parametrize("nowhere", _NOWHERE)
@pytest.mark.parametrize(("silo", "people"), [(H, (DESK_MANAGER, CENTER)), (E, (BEDFORD_MANAGER, CENTER))])
def test_every_place_that_people_write_is_on_the_globe(
    world: World, silo: Silo, people: tuple[str, ...], nowhere: str
) -> None:
    world.trip()
    tried = set()
    for who in people:
        person = world.person(who, silo)
        for column in person.execute(_PLACES).fetchall():
            table, name = column["relname"], column["attname"]
            tried.add(table)
            write = (
                f"update {table} set {name} = %s" if column["updated"] else f"insert into {table} ({name}) values (%s)"
            )
            with pytest.raises(Exception, match="not on the globe"):
                person.execute(write.encode(), [nowhere])
    assert tried == {H: {"hospital_facility", "transport_request"}, E: {"ems_agency", "unit"}}[silo]


def test_an_infinite_facility_stops_nobodys_trip(world: World) -> None:
    with refused("MP005", field_name="coordinates"):
        world.person(DESK_MANAGER, H).execute(
            "update hospital_facility set coordinates = '(Infinity,0)' where hospital_id = my_hospital_id()"
        )
    world.trip(hospital=NASON)


def test_what_another_silo_sends_is_taken_without_its_place(world: World) -> None:
    """One that was entered before this rule, or a silo that does not know it."""
    trip = world.trip()
    world.run(
        E,
        "do $$ begin set local role medport_events; update medport.available_trip"
        f" set origin_coordinates = '(Infinity,0)' where trip_id = '{trip}'; end $$",
    )
    assert world.board(trip)["origin_coordinates"] is None
