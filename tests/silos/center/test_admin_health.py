"""What an administrator learns of a silo's health without a right to its catalogs, and that nobody else does."""

from datetime import timedelta

import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.world import ADMIN, BEDFORD_MANAGER, CENTER, DENIED, DESK_MANAGER, C, E, H, World
from tests.support import until

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)
FUNCTIONS = ("health", "health_arrivals", "health_readers")
SOURCES = {H: {"ems", "center"}, E: {"hospital", "center"}, C: {"hospital", "ems"}}


@every_silo
def test_the_server_and_its_clock(world: World, silo: Silo) -> None:
    world.trio.tick()
    row = world.person(ADMIN, silo).execute("select * from health()").fetchone()
    assert row is not None
    assert row["silo"] == silo.value
    assert row["server_version"].startswith("18")
    assert row["database_bytes"] > 1_000_000
    assert row["connections"] >= 1
    assert timedelta(0) <= row["looked_at"] - row["beat_at"] < timedelta(minutes=1)
    assert row["started_at"] < row["looked_at"]


@every_silo
def test_every_subscription_runs_and_hears_heartbeats(world: World, silo: Silo) -> None:
    world.trio.tick()

    def arrivals() -> list[dict[str, object]]:
        return world.person(ADMIN, silo).execute("select * from health_arrivals()").fetchall()

    until(lambda: all(row["running"] and row["beat_at"] for row in arrivals()))
    assert {row["source"] for row in arrivals()} == SOURCES[silo]
    assert all(row["enabled"] and row["heard_at"] for row in arrivals())
    assert len({row["subscription"] for row in arrivals()}) == len(arrivals())


def test_every_slot_is_read(world: World) -> None:
    subscriptions, slots = set(), set()
    for silo in (H, E, C):
        person = world.person(ADMIN, silo)
        subscriptions |= {row["subscription"] for row in person.execute("select * from health_arrivals()")}
        rows = person.execute("select * from health_readers()").fetchall()
        assert all(row["active"] and row["behind_bytes"] >= 0 and row["wal_status"] == "reserved" for row in rows)
        slots |= {row["slot"] for row in rows}
    assert slots == subscriptions
    assert len(slots) == 11


@every_silo
@pytest.mark.parametrize("email", [CENTER, DESK_MANAGER, BEDFORD_MANAGER])
def test_nobody_else_may(world: World, silo: Silo, email: str) -> None:
    for name in FUNCTIONS:
        with pytest.raises(psycopg.Error) as refused:
            world.person(email, silo).execute(f"select * from {name}()".encode())
        assert refused.value.sqlstate == DENIED
