"""Who may search the audit log, and that the trip's number is found by an index."""

import psycopg
import pytest

from tests.silos.world import ADMIN, BEDFORD, CENTER, DENIED, DESK, C, Facts, World
from tests.support import until


def test_the_center_finds_a_trips_lines_by_its_number(world: World, facts: Facts) -> None:
    number = world.request(facts.trip)["trip_number"]
    query = "select count(*) as n from audit_board where trip_number = %s"
    for email in (ADMIN, CENTER):
        until(lambda email=email: world.person(email, C).execute(query, [number]).fetchone()["n"] >= 2)


@pytest.mark.parametrize("email", [DESK, BEDFORD])
def test_nobody_else_may(world: World, email: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        world.person(email, C).execute("select * from audit_board")
    assert refused.value.sqlstate == DENIED


def test_nobody_writes_through_it(world: World) -> None:
    for statement in ("delete from audit_board", "update audit_board set action = 'READ'"):
        with pytest.raises(psycopg.Error) as refused:
            world.person(ADMIN, C).execute(statement.encode())
        assert refused.value.sqlstate in (DENIED, "55000")
