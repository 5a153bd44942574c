"""Attacks by arrays: nested, endless or repeated ones, which break or fill the boards of others."""

from uuid import UUID

import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.world import BEDFORD_MANAGER, CENTER, DESK, DESK_MANAGER, C, E, H, World, refused

_VALUES = {"special_requirements": ["oxygen", "ventilator"], "waits": ["LATE", "NO_BIDS"]}
_PEOPLE = {H: (DESK_MANAGER, CENTER), E: (BEDFORD_MANAGER, CENTER), C: (CENTER,)}
_COLUMNS = (
    "select c.relname, a.attname, has_column_privilege(c.oid, a.attnum, 'update') as updated"
    " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'text[]'::regtype"
    " where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r'"
    " and has_column_privilege(c.oid, a.attnum, 'insert, update')"
)
_OTHERS = {"hospital_facility": ["ICU", "BURN"], "ems_agency": ["BLS", "ALS"], "unit": ["ramp", "oxygen"]}


def _bad(good: list[str]) -> dict[str, object]:
    return {"nested": [[good[0]], [good[1]]], "repeated": [good[0], good[0]], "endless": good * 1000,
            "nothing": [good[0], None]}  # fmt: skip


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_every_array_that_people_write_is_a_plain_list(world: World, silo: Silo) -> None:
    tried = set()
    world.trip()
    for who in _PEOPLE[silo]:
        person = world.person(who, silo)
        for column in person.execute(_COLUMNS).fetchall():
            table, name = column["relname"], column["attname"]
            for bad in _bad(_VALUES.get(name) or _OTHERS[table]).values():
                tried.add(table)
                if column["updated"]:
                    with pytest.raises(Exception, match=r"A list holds|not-null|check constraint|violates"):
                        person.execute(f"update {table} set {name} = %s::text[]".encode(), [bad])
                else:
                    with pytest.raises(Exception, match="A list holds"):
                        person.execute(f"insert into {table} ({name}) values (%s::text[])".encode(), [bad])
    assert tried == {
        H: {"transport_request", "hospital_facility"}, E: {"ems_agency", "unit"}, C: {"shift_handoff_trip"}
    }[silo]  # fmt: skip


@pytest.mark.parametrize("needs", [[["oxygen"], ["ventilator"]], ["oxygen"] * 200_000])
def test_a_trip_that_would_break_the_boards_of_others_is_not_entered(world: World, needs: list[object]) -> None:
    with refused("MP005", field_name="special_requirements"):
        world.trip(special_requirements=needs)
    trip = world.trip(special_requirements=["oxygen"])
    with refused("MP005", field_name="special_requirements"):
        world.person(DESK, H).execute(
            "update transport_request set special_requirements = %s where id = %s", [needs, trip]
        )


def test_what_another_silo_sends_becomes_a_plain_list(world: World) -> None:
    """One that was entered before this rule, or a silo that does not know it."""
    trip: UUID = world.trip(special_requirements=["oxygen"])
    nested = [["oxygen"], ["ventilator"]]
    world.run(
        H, "update medport.transport_request set special_requirements = %s where id = %s", nested, trip, quietly=True
    )
    world.person(DESK, H).execute("update transport_request set priority = 'URGENT' where id = %s", [trip])
    world.settle()
    assert world.board(trip)["special_requirements"] == ["oxygen", "ventilator"]
