"""What an administrator learns of a silo's health without a right to its catalogs, and that nobody else does."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.health import examine
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
def test_an_event_is_set_aside_once_and_only_where_it_waits(world: World, silo: Silo) -> None:
    source, event, later = next(iter(SOURCES[silo])), uuid4(), uuid4()
    letter = (
        "insert into events.dead_letter (source, event_id, kind, sqlstate, error, awaits)"
        " values (%s, %s, 'x', 'P0001', 'e', %s)"
    )
    world.run(silo, letter, source, event, None)
    world.run(silo, letter, source, later, "9999")
    aside = "select set_aside_dead_letter(%s, %s, %s)"
    try:
        for email in (CENTER, DESK_MANAGER, BEDFORD_MANAGER):
            with pytest.raises(psycopg.Error) as denied:
                world.person(email, silo).execute(aside, [event, "SPOILED", ""])
            assert denied.value.sqlstate in (DENIED, "MP006")
        admin = world.person(ADMIN, silo)
        before = _open_letters(world, silo)
        for values, code in (
            ([event, "OTHER", " "], "MP005"),
            ([event, "OTHER", "\n\u00a0\u200b"], "MP005"),
            ([event, "OTHER", None], "MP005"),
            ([event, "NO_REASON", ""], "23514"),
            ([event, None, ""], "MP005"),
            ([event, "SPOILED", "a\x07b"], "MP005"),
            ([later, "SPOILED", ""], "MP002"),
            ([uuid4(), "SPOILED", ""], "MP002"),
        ):
            with pytest.raises(psycopg.Error) as refused:
                admin.execute(aside, values)
            assert refused.value.sqlstate == code
        admin.execute(aside, [event, "SPOILED", "it has no trip"])
        assert _open_letters(world, silo) == before - 1
        with pytest.raises(psycopg.Error, match="not waiting"):
            admin.execute(aside, [event, "SPOILED", ""])
        row = next(r for r in admin.execute("select * from dead_letters()") if r["event_id"] == event)
        assert (row["set_aside_reason"], row["set_aside_note"]) == ("SPOILED", "it has no trip")
        assert row["set_aside_by"] == world.trio.accounts[ADMIN].name
        told = next(health for health in examine(world.trio.urls) if health.silo is silo).dead_letters
        assert {str(event), str(later)} & {one.event_id for one in told} == {str(later)}
    finally:
        world.run(silo, "delete from events.dead_letter where event_id = any(%s)", [event, later])


def _open_letters(world: World, silo: Silo) -> int:
    return int(world.person(ADMIN, silo).execute("select open_dead_letters as n from health()").fetchall()[0]["n"])


@every_silo
@pytest.mark.parametrize("email", [CENTER, DESK_MANAGER, BEDFORD_MANAGER])
def test_nobody_else_may(world: World, silo: Silo, email: str) -> None:
    for name in FUNCTIONS:
        with pytest.raises(psycopg.Error) as refused:
            world.person(email, silo).execute(f"select * from {name}()".encode())
        assert refused.value.sqlstate == DENIED
