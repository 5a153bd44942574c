"""What tick() does when it is due, in each silo, however often it is called."""

from datetime import UTC, datetime, timedelta

import pytest

from medport_desktop.domain.enums import Silo
from tests.silos.accounts.test_accounts import PASSWORD, _create, _ended
from tests.silos.world import ADMIN, BEDFORD, CENTER, DENIED, DESK, NASON, C, E, H, World, refused
from tests.support import until

every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)


def test_held_trips_offer_themselves_in_time(world: World) -> None:
    due = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(minutes=59))
    later = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(minutes=62))
    world.trio.tick()
    world.settle()
    assert [world.request(trip)["status"] for trip in (due, later)] == ["PENDING", "SCHEDULED"]
    assert [world.board(trip)["status"] for trip in (due, later)] == ["PENDING", "SCHEDULED"]
    assert world.milestones(due) == ["notified"]
    asked = world.request(due)["request_timestamp"]
    world.trio.tick()
    assert world.request(due)["request_timestamp"] == asked


def test_bids_end_when_their_time_is_over(world: World) -> None:
    trip = world.trip()
    over, open_still = world.bid(trip), world.bid(trip, "blair")
    world.run(E, "update transport_bid set expires_at = now() where id = %s", over, quietly=True)
    assert world.value(E, "select open_bids(%s)", trip) == 1  # judged by its own time, before any tick
    world.trio.tick()
    world.settle()
    assert [world.bid_status(bid) for bid in (over, open_still)] == ["EXPIRED", "PENDING"]
    assert world.request(trip)["bid_count"] == 1
    assert world.event(E, "bid.expired", trip)["actor_id"] is None


def test_a_bid_that_somebody_holds_does_not_stop_the_clock(world: World) -> None:
    trip = world.trip()
    bid, other = world.bid(trip), world.bid(trip, "blair")
    world.run(E, "update transport_bid set expires_at = now() where id = any(%s)", [bid, other], quietly=True)
    with world.trio.superuser(E) as connection, connection.transaction():
        connection.execute("select from transport_bid where id = %s for update", [bid])
        world.trio.tick()
        assert [world.bid_status(each) for each in (bid, other)] == ["PENDING", "EXPIRED"]
    world.trio.tick()
    assert world.bid_status(bid) == "EXPIRED"


@every_silo
def test_a_heartbeat_at_most_every_nine_seconds(world: World, silo: Silo) -> None:
    log = f"events.{silo.value}"
    world.run(
        silo,
        f"update {log} set occurred_at = occurred_at - interval '20 s'"
        f" where kind = 'silo.heartbeat' and occurred_at > now() - interval '30 s'",
        quietly=True,
    )
    before = world.value(silo, f"select count(*) from {log} where kind = 'silo.heartbeat'")
    for _ in range(3):
        world.trio.tick()
    assert world.value(silo, f"select count(*) from {log} where kind = 'silo.heartbeat'") == before + 1
    newest = world.value(silo, f"select id from {log} where kind = 'silo.heartbeat' order by id desc limit 1")
    world.settle()
    for other in {H, E, C} - {silo}:
        assert world.value(other, "select true from events.handled where event_id = %s", newest)


@every_silo
def test_who_is_idle_for_too_long_is_signed_off(world: World, silo: Silo) -> None:
    idle, busy = (_create(world, ADMIN, hospital=NASON) for _ in range(2))
    world.forget_people()
    with world.open(idle.email, silo, PASSWORD) as left, world.open(busy.email, silo, PASSWORD) as used:
        left.execute("select touch_session()")
        used.execute("select touch_session()")
        limit = "update system_configuration set value = %s where key = 'idle_logoff_minutes'"
        world.run(silo, limit, "0", quietly=True)
        world.run(
            silo,
            "update reference.session set last_seen_at = now() + interval '1 hour' where user_id = %s",
            busy.id,
            quietly=True,
        )
        try:
            world.trio.tick()
            assert not _ended(left)  # it may be about to say that somebody came back
            world.run(silo, "select reference.end_strays(settling => '0 s')")
            until(lambda: _ended(left))
            assert used.execute("select my_user_id() as id").fetchone() == {"id": busy.id}
        finally:
            world.run(silo, limit, "30", quietly=True)


@every_silo
def test_who_comes_back_the_next_day_is_not_signed_off_at_once(world: World, silo: Silo) -> None:
    person = _create(world, ADMIN, hospital=NASON)
    seen = "insert into reference.session values (%s, now() - interval '1 day')"
    world.run(silo, seen, person.id)
    with world.open(person.email, silo, PASSWORD) as back:
        world.trio.tick()
        back.execute("select touch_session()")
        world.run(silo, "select reference.end_strays(settling => '0 s')")
        assert not _ended(back)


@every_silo
def test_a_transaction_left_open_is_ended(world: World, silo: Silo) -> None:
    quick, slow = (_create(world, ADMIN, hospital=NASON) for _ in range(2))
    with world.open(quick.email, silo, PASSWORD) as short, world.open(slow.email, silo, PASSWORD) as long:
        long.execute("set idle_in_transaction_session_timeout = 0")
        long.execute("begin")
        short.execute("select 1")
        world.trio.tick()
        assert not _ended(long)
        world.run(silo, "select reference.end_strays(interval '0 s')")
        until(lambda: _ended(long))
        assert not _ended(short)


@every_silo
def test_only_the_keeper_and_the_center_turn_the_clock(world: World, silo: Silo) -> None:
    for who in (DESK, BEDFORD):
        with refused(DENIED):
            world.person(who, silo).execute("select tick()")
    world.person(CENTER, silo).execute("select tick()")


@every_silo
def test_the_keeper_can_do_nothing_else(world: World, silo: Silo) -> None:
    connection = world.stage[silo]
    seen = connection.execute(
        "select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text"
        " in ('medport', 'events', 'reference', 'audit', 'setup')"
        " and has_function_privilege('medport_keeper', p.oid, 'execute')"
    ).fetchall()
    assert seen == [("tick()",)]
    tables = connection.execute(
        "select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'v') and"
        " c.relnamespace::regnamespace::text in ('medport', 'events', 'reference', 'audit')"
        " and has_table_privilege('medport_keeper', c.oid, 'select, insert, update, delete')"
    ).fetchall()
    assert tables == []


def test_two_clocks_at_once_are_one(world: World) -> None:
    trip = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(minutes=5))
    with world.trio.superuser(H) as first, first.transaction():
        first.execute("select medport.tick()")
        world.run(H, "select medport.tick()")  # returns at once: the other holds the lock
    world.settle()
    offered = world.stage[H].execute(
        "select count(*) from events.hospital where kind = 'trip.updated' and payload ->> 'trip_id' = %s", [str(trip)]
    )
    assert offered.fetchone() == (1,)
