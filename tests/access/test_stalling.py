"""Attacks on what everybody shares: an account that holds locks, takes connections or floods. The others work on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.region import agency
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.silos.accounts.test_accounts import PASSWORD, _create, _ended, _verifiers
from tests.silos.world import BEDFORD, BLAIR, CENTER, DESK, DESK_MANAGER, NASON, C, Connection, E, H, World, quietly
from tests.support import until

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)

SOON_S = 5
"""An attack that is over by then has stalled nobody: other limits are 30 s and 2 minutes."""


@contextmanager
def holding(connection: Connection, statement: str, *values: object) -> Iterator[None]:
    """An open transaction that has done that, with every limit that a person can lift lifted."""
    connection.execute("set statement_timeout = 0")
    connection.execute("set idle_in_transaction_session_timeout = 0")
    connection.execute("begin")
    try:
        connection.execute(statement.encode(), values)
        yield
    finally:
        with suppress(psycopg.OperationalError):
            connection.execute("rollback")
            connection.execute("reset all")


def _tick_as_keeper(world: World, silo: Silo) -> None:
    """As the keeper calls it: with its limits."""
    with world.trio.superuser(silo) as connection:
        connection.execute("set statement_timeout = '60s'; set lock_timeout = '2s'")
        connection.execute("select medport.tick()")


def test_a_clerk_who_holds_a_trip_does_not_stop_the_clock(world: World) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=40)
    held, other = (world.trip(status="SCHEDULED", ready_at=soon + timedelta(hours=2)) for _ in range(2))
    desk = world.person(DESK, H)
    world.run(H, "update transport_request set ready_at = %s where id = any(%s)", soon, [held, other], quietly=True)
    with holding(desk, "update transport_request set pickup_location = 'ICU 5' where id = %s", held):
        _tick_as_keeper(world, H)
        assert world.request(other)["status"] == "PENDING"
    _tick_as_keeper(world, H)
    assert world.request(held)["status"] == "PENDING"
    world.settle()


@every_silo
def test_a_dispatcher_who_ticks_and_stays_does_not_keep_the_clock(world: World, silo: Silo) -> None:
    """They may call it, and leave the transaction open: what it did waits for them, and nothing else does."""
    mine = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(hours=3))
    other = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(hours=3))
    soon = "update transport_request set ready_at = now() + interval '40 min' where id = %s"
    log = f"events.{silo.value}"
    with world.open(CENTER, silo) as dispatcher, holding(dispatcher, "select tick()"):
        world.run(H, soon, other, quietly=True)
        world.run(silo, f"update {log} set occurred_at = occurred_at - interval '1 min'", quietly=True)
        _tick_as_keeper(world, silo)
        assert world.value(silo, f"select max(occurred_at) > now() - interval '9 s' from {log}")
        if silo is H:
            assert world.request(other)["status"] == "PENDING"
        locks = "select count(*) from pg_locks where locktype = 'advisory' and pid = %s and objsubid = 1"
        assert world.value(silo, locks, dispatcher.info.backend_pid) == 0
    for trip in (mine, other):
        world.cancel(trip)


def test_a_tick_that_fails_lets_the_clock_go(world: World) -> None:
    """Also one that its caller cancels, by a limit of their own."""
    dispatcher = world.open(CENTER, H)
    slow = "create function medport.do_due() returns void language plpgsql as $$ begin perform pg_sleep(30); end $$"
    was = world.value(H, "select pg_get_functiondef('medport.do_due()'::regprocedure)")
    try:
        world.run(H, slow.replace("create", "create or replace", 1))
        dispatcher.execute("set statement_timeout = '200ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            dispatcher.execute("select tick()")
        locks = "select count(*) from pg_locks where locktype = 'advisory' and pid = %s"
        assert world.value(H, locks, dispatcher.info.backend_pid) == 0
    finally:
        world.run(H, was)
        dispatcher.close()


def test_a_transaction_that_stays_open_is_ended_by_the_clock_before_it_needs_what_that_holds(world: World) -> None:
    trip = world.trip()
    bid = world.bid(trip)
    bedford = world.open(BEDFORD, E)
    with holding(bedford, "update transport_bid set status = 'WITHDRAWN' where id = %s", bid):
        world.run(E, "select reference.end_strays(interval '0 s')")
        until(lambda: _ended(bedford))
    assert world.bid_status(bid) == "PENDING"


def test_an_agency_that_holds_a_trip_by_a_bid_that_it_never_ends_holds_up_nobody_for_long(world: World) -> None:
    """A bid locks the trip on the board: competitors and the bus would wait for 2 minutes, and again and again."""
    trip, unit = world.trip(), world.unit("blair")
    idle, waiting = world.open(DESK, E), threading.Thread(target=world.bid, args=[trip, "blair"], kwargs={"unit": unit})
    first, second = world.open(BEDFORD, E), world.open(BEDFORD, E)
    mine = [world.unit(), world.unit()]
    with (
        idle,
        holding(idle, "select count(*) from available_trip"),
        holding(first, _BID, agency("bedford").id, trip, mine[0]),
    ):
        competitor = world.person(BLAIR, E).info.backend_pid
        second.execute("begin")
        waiting.start()
        try:
            waits = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
            until(lambda: world.value(E, waits, competitor))
            world.run(E, "select reference.end_strays()")
            assert not _ended(first), "10 s are everybody's"
            world.run(E, "select reference.end_strays(patience => '0 s')")
            until(lambda: _ended(first))
            assert _ended(second), "whoever is in the way loses all that they have open"
        finally:
            waiting.join()
        assert not _ended(idle), "an old transaction that is in nobody's way has its 2 minutes"
    world.settle()
    assert world.value(E, "select count(*) from transport_bid where transport_request_id = %s", trip) == 1


_BID = (
    "insert into transport_bid (agency_id, transport_request_id, bid_amount, estimated_pickup, estimated_arrival,"
    " unit_id) values (%s, %s, 41200, now() + interval '1 h', now() + interval '2 h', %s)"
)


@every_silo
def test_whoever_keeps_the_flood_of_notifications_is_ended_sooner(world: World, silo: Silo) -> None:
    """A listener in an open transaction keeps the queue from being cleared away; a full one stops every write."""
    listener, talker = world.open(DESK, silo), world.open(BEDFORD, silo)
    with talker:
        listener.execute("listen noise")
        with holding(listener, "select 1"):
            world.run(silo, "select reference.end_strays(patience => '0 s')")
            assert not _ended(listener), "there is no flood yet"
            talker.execute("select pg_notify('noise', repeat('x', 7000) || n) from generate_series(1, 2000) n")
            world.run(silo, "select reference.end_strays(queue_share => 0.0001)")
            assert not _ended(listener), "10 s are everybody's"
            world.run(silo, "select reference.end_strays(patience => '0 s', queue_share => 0.0001)")
            until(lambda: _ended(listener))


@pytest.mark.parametrize("grip", ["app_user", "login role here", "login role elsewhere", "session"])
def test_nobody_keeps_their_account_by_holding_on_to_it(world: World, grip: str) -> None:
    """Disabled is disabled, though the person holds the very rows that say so."""
    new = _create(world, DESK_MANAGER, hospital=NASON)
    silo = E if grip == "login role elsewhere" else C
    verifiers = _verifiers()
    statement, values = {
        "app_user": ("select change_my_password(%s, %s, %s)", verifiers),
        "login role here": (f"alter role {new.role} password '{verifiers[0]}'", []),
        "login role elsewhere": (f"alter role {new.role} password '{verifiers[2]}'", []),
        "session": ("select touch_session()", []),
    }[grip]
    with world.open(new.email, silo, PASSWORD) as attacker:
        attacker.execute("select touch_session()")
    with world.open(new.email, silo, PASSWORD) as attacker, holding(attacker, statement, *values):
        began = monotonic()
        manager = world.person(DESK_MANAGER, C)
        if grip == "session":
            manager.execute("select end_sessions(%s)", [new.id])
        else:
            manager.execute("select set_user_active(%s, false)", [new.id])
        until(lambda: _ended(attacker), SOON_S)
        if grip != "session":
            for each in Silo:
                until(partial(_is_shut_out, world, each, new.role), SOON_S)
        assert monotonic() - began < SOON_S
    world.settle()


def _is_shut_out(world: World, silo: Silo, role: str) -> bool:
    return not world.value(silo, "select rolcanlogin from pg_roles where rolname = %s", role)


def test_nobody_stops_a_new_password_by_holding_on_to_the_old(world: World) -> None:
    new = _create(world, DESK_MANAGER, hospital=NASON)
    fresh = [scram.verifier("quite another password", TEST_SCRAM_ITERATIONS) for _ in range(3)]
    with (
        world.open(new.email, C, PASSWORD) as attacker,
        holding(attacker, "select change_my_password(%s, %s, %s)", *_verifiers()),
    ):
        world.person(DESK_MANAGER, C).execute("select reset_password(%s, %s, %s, %s)", [new.id, *fresh])
    world.settle()
    for silo in Silo:
        world.open(new.email, silo, "quite another password").close()


def test_a_loop_of_short_waits_spares_nobody(world: World) -> None:
    """Who waits is a victim; but not who had their time before, and waits again and again for themselves."""
    trip, other = world.trip(), world.trip()
    with world.open(DESK, H) as first, world.open(DESK, H) as second, world.open(DESK_MANAGER, H) as victim:
        edit = "update transport_request set pickup_location = 'ICU 5' where id = %s"
        with holding(first, edit, trip):
            waiting = threading.Thread(target=quietly, args=[victim, edit, trip])
            waiting.start()
            until(lambda: _waits(world, victim))
            first.execute("set local lock_timeout = '20s'")
            with holding(second, edit, other):
                loop = threading.Thread(target=quietly, args=[first, edit, other])
                loop.start()
                until(lambda: _waits(world, first))
                world.run(H, "select reference.end_strays(patience => '0 s')")
                until(lambda: _ended(first))
                loop.join()
            waiting.join()
    world.settle()


def test_who_waited_nearly_from_the_beginning_is_spared(world: World) -> None:
    """The victim keeps others waiting too, and had not its time: only the one at the end of the chain goes."""
    trip, other = world.trip(), world.trip()
    edit = "update transport_request set pickup_location = 'ICU 5' where id = %s"
    with world.open(DESK, H) as culprit, world.open(DESK_MANAGER, H) as victim, world.open(CENTER, H) as third:
        with holding(culprit, edit, trip), holding(victim, edit, other):
            waits = [threading.Thread(target=quietly, args=[victim, edit, trip]),
                     threading.Thread(target=quietly, args=[third, edit, other])]  # fmt: skip
            for connection, each in zip((victim, third), waits, strict=True):
                each.start()
                until(partial(_waits, world, connection))
            began = "select clock_timestamp() - xact_start > interval '2 s' from pg_stat_activity where pid = %s"
            until(lambda: world.value(H, began, victim.info.backend_pid))
            world.run(H, "select reference.end_strays(patience => '2 s')")
            until(lambda: _ended(culprit))
            waits[0].join()
            assert not _ended(victim)
        waits[1].join()
    world.settle()


def test_the_bus_waits_for_one_announcement_for_so_long_and_no_longer(world: World) -> None:
    """Whatever the clock finds or does not: who holds up what follows loses the connection."""
    trip = world.trip()
    with (
        world.open(DESK, H) as desk,
        holding(desk, "update transport_request set ready_at = ready_at where id = %s", trip),
    ):
        desk.execute("update transport_request set ready_at = ready_at + interval '1 min' where id = %s", [trip])
        world.run(
            H,
            "do $$ begin set local role medport_events; set local lock_timeout = '300ms';"
            f' perform events.await_announced(\'{{"trip_id": "{trip}"}}\'); end $$',
        )
        until(lambda: _ended(desk))
    world.settle()


def test_nobody_stops_a_new_name_of_their_login_role(world: World) -> None:
    """A changed e-mail renames it, in every silo; whoever holds it by re-keying it loses what stands in the way."""
    new, other = (_create(world, DESK_MANAGER, hospital=NASON) for _ in range(2))
    over = threading.Event()
    holders = [threading.Thread(target=_hold_own_role, args=[world, new.email, new.role, over]) for _ in range(8)]
    for each in holders:
        each.start()
    held = "select count(*) > 1 from pg_stat_activity where usename = %s and xact_start is not null"
    until(lambda: world.value(E, held, new.role))
    email = f"renamed-{new.email}"
    try:
        manager = world.person(DESK_MANAGER, C)
        manager.execute("select edit_user(%s, %s, 'Demo, Renamed', false, my_hospital_id(), null)", [new.id, email])
        manager.execute("select set_user_active(%s, false)", [other.id])
        role = scram.role_name(email)
        until(lambda: world.value(E, "select true from pg_roles where rolname = %s", role), 2 * SOON_S)
        until(partial(_is_shut_out, world, E, other.role), 2 * SOON_S)
    finally:
        over.set()
        for each in holders:
            each.join()
    world.settle()


def _hold_own_role(world: World, email: str, role: str, over: threading.Event) -> None:
    verifier = _verifiers()[2]
    while not over.is_set():
        with suppress(psycopg.Error), world.open(email, E, PASSWORD) as connection:
            connection.execute("begin")
            connection.execute(f"alter role {role} password '{verifier}'".encode())
            over.wait(6)


def _waits(world: World, connection: Connection) -> bool:
    query = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
    return bool(world.value(H, query, connection.info.backend_pid))
