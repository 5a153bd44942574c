"""Why a unit is out of service or in maintenance: said with the status, kept in the history, gone with the status."""

from uuid import UUID

import pytest

from tests.silos.world import BEDFORD, E, World, refused

_SET = "update unit set current_status = %s, status_reason = %s where id = %s"


def _now(world: World, unit: UUID) -> tuple[object, ...]:
    row = world.row(
        E,
        "select u.current_status, u.status_reason, a.notes from medport.unit u"
        " join medport.unit_availability a on a.unit_id = u.id and a.end_time is null where u.id = %s",
        unit,
    )
    assert row is not None
    return tuple(row.values())


@pytest.mark.parametrize("status", ["OUT_OF_SERVICE", "MAINTENANCE"])
def test_a_person_says_why_a_unit_is_out(world: World, status: str) -> None:
    unit, person = world.unit(), world.person(BEDFORD, E)
    for blank in ("", " \n"):
        with refused("MP005", field_name="status_reason"):
            person.execute(_SET, [status, blank, unit])
    person.execute(_SET, [status, " Brakes ", unit])
    assert _now(world, unit) == (status, "Brakes", "Brakes")
    person.execute("update unit set status_reason = 'Tyres' where id = %s", [unit])
    assert _now(world, unit) == (status, "Brakes", "Brakes")
    person.execute(_SET, ["AVAILABLE", "Mended", unit])
    assert _now(world, unit) == ("AVAILABLE", "", "")
    audited = "select count(*) from audit.log where entity_id = %s and changes::text like '%%Brakes%%'"
    assert world.value(E, audited, str(unit)) == 0  # it may name somebody: it stays in the silo


def test_a_plan_has_its_own_reason(world: World) -> None:
    unit = world.unit()
    plan = (
        "insert into unit_plan (unit_id, agency_id, kind, notes)"
        " select id, agency_id, 'MAINTENANCE', 'Oil' from unit where id = %s"
    )
    world.person(BEDFORD, E).execute(plan, [unit])
    assert _now(world, unit) == ("MAINTENANCE", "", "Oil")
