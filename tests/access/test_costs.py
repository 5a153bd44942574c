"""What one account can cost others, and where that ends: connections, disk, notifications, statements without end."""

import threading
from contextlib import ExitStack, suppress
from time import monotonic

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.health import examine
from tests.silos.accounts.test_accounts import PASSWORD, _create, _ended
from tests.silos.world import (
    ADMIN,
    BEDFORD,
    CENTER,
    DENIED,
    DESK,
    DESK_MANAGER,
    NASON,
    C,
    E,
    H,
    World,
    quietly,
    refused,
)
from tests.support import until

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)
SOON_S = 5


@every_silo
def test_an_account_takes_its_share_of_connections_and_no_more(world: World, silo: Silo) -> None:
    with ExitStack() as stack:
        mine = 0
        with suppress(psycopg.OperationalError):
            while mine < 30:
                stack.enter_context(world.open(DESK_MANAGER, silo))
                mine += 1
        assert 20 <= mine <= 24
        with pytest.raises(psycopg.OperationalError, match="too many connections for role"):
            world.open(DESK_MANAGER, silo)
        stack.enter_context(world.open(ADMIN, silo))


@every_silo
def test_the_clock_finds_a_connection_when_people_have_taken_all(world: World, silo: Silo) -> None:
    """People of all kinds together: the keeper has connections that are kept for it."""
    assert world.value(silo, "select pg_has_role('medport_keeper', 'pg_use_reserved_connections', 'usage')")
    assert not world.value(silo, "select pg_has_role('medport_person', 'pg_use_reserved_connections', 'usage')")
    assert int(world.value(silo, "show reserved_connections")) >= 1


@every_silo
def test_a_person_is_made_with_limits(world: World, silo: Silo) -> None:
    """Time limits a person can lift for themselves, so doctor tells, and the clock has limits of its own."""
    limits = world.row(silo, "select rolconnlimit, rolconfig from pg_roles where rolname = %s", scram.role_name(DESK))
    assert limits is not None
    assert limits["rolconnlimit"] == 24
    assert sorted(limits["rolconfig"]) == ["idle_in_transaction_session_timeout=30s", "statement_timeout=30s"]


@every_silo
def test_a_sort_does_not_fill_the_disk(world: World, silo: Silo) -> None:
    with world.open(DESK, silo) as desk:
        assert desk.execute("select current_setting('temp_file_limit') as most").fetchall() == [{"most": "1GB"}]
        for lift in ("set temp_file_limit = -1", f"alter role {scram.role_name(DESK)} set temp_file_limit = -1"):
            with refused(DENIED):
                desk.execute(lift.encode())


def test_doctor_tells_who_lifted_their_limits(world: World) -> None:
    new = _create(world, DESK_MANAGER, hospital=NASON)
    role = new.role
    with world.open(new.email, H, PASSWORD) as desk:
        desk.execute(f"alter role {role} set statement_timeout = 0".encode())
        desk.execute(f"alter role {role} set search_path = 'x'".encode())
    with world.open(new.email, E, PASSWORD) as desk:
        desk.execute(f"alter role {role} reset all".encode())
        desk.execute(f"alter role {role} password 'quite another password'".encode())
    told = {health.silo: "\n".join(map(str, health.complaints)) for health in examine(world.trio.urls)}
    assert f"{new.email} has idle_in_transaction_session_timeout=30s, search_path=x, statement_timeout=0" in told[H]
    assert f"{new.email} has no limits" in told[E]
    assert f"The password of {new.email} differs" in told[E]
    assert new.email not in told[C]
    assert "max_prepared" not in "".join(told.values())
    for silo in Silo:
        world.run(silo, f"alter role {role} reset all; alter role {role} nologin")


def test_a_flood_of_forged_notifications_changes_nothing_and_delays_little(world: World) -> None:
    """Names and ids that are not there, and nonsense: whoever listens gets the true one all the same."""
    with world.open(BEDFORD, H) as forger, world.open(CENTER, H) as listener:
        listener.execute("listen medport")
        stop = threading.Event()

        def flood() -> None:
            while not stop.is_set():
                forger.execute(
                    "select pg_notify('medport', json_build_object('t', 'transport_request', 'ids',"
                    " json_build_array(gen_random_uuid()))::text), pg_notify('medport', 'nonsense ' || n)"
                    " from generate_series(1, 200) n"
                )

        thread = threading.Thread(target=flood)
        thread.start()
        try:
            began = monotonic()
            trip = world.trip(settle=False)
            assert any(str(trip) in note.payload for note in listener.notifies(timeout=SOON_S))
            assert monotonic() - began < SOON_S
        finally:
            stop.set()
            thread.join()
    world.settle()


def test_a_loop_that_commits_again_and_again_is_ended(world: World) -> None:
    """Each commit begins a new transaction; the statement is as old as it is."""
    with world.open(DESK, H) as desk:
        desk.execute("set statement_timeout = 0")
        loop = "do $$ begin loop perform pg_catalog.pg_sleep(0.05); commit; end loop; end $$"
        looping = threading.Thread(target=quietly, args=[desk, loop])
        looping.start()
        old = (
            "select query_start < clock_timestamp() - interval '1 s'"
            " and xact_start > clock_timestamp() - interval '1 s'"
            " from pg_stat_activity where pid = %s and state = 'active'"
        )
        until(lambda: world.value(H, old, desk.info.backend_pid))
        world.run(H, "select reference.end_strays(longest_transaction => '1 s')")
        until(lambda: _ended(desk))
        looping.join()


_HELD = "declare kept cursor with hold for select repeat('x', 1000) from generate_series(1, 20000)"


def test_a_held_cursor_keeps_no_files_for_long(world: World) -> None:
    """It is outside of any transaction, so no limit of transactions ends it."""
    with world.open(DESK, H) as desk, world.open(DESK_MANAGER, H) as other:
        desk.execute(_HELD)
        files = "select sum(bytes) > 1000000 from reference.temporary_files() where pid = %s"
        until(lambda: world.value(H, files, desk.info.backend_pid))
        world.run(H, "select reference.end_strays()")
        assert not _ended(desk)  # it has its 10 s
        world.run(H, "select reference.end_strays(patience => '0 s')")
        until(lambda: _ended(desk))
        assert not _ended(other)


def test_what_a_person_keeps_in_temporary_files_has_an_end(world: World) -> None:
    """temp_file_limit is for one connection, and a person may have 24."""
    with ExitStack() as stack:
        connections = [stack.enter_context(world.open(DESK, H)) for _ in range(3)]
        for connection in connections:
            connection.execute(_HELD)
        world.run(H, "select reference.end_strays(most_temporary => 100000000)")
        assert not any(map(_ended, connections))
        world.run(H, "select reference.end_strays(most_temporary => 50000000)")
        until(lambda: all(map(_ended, connections)))
    world.forget_people()  # whatever else the desk had open has ended too
