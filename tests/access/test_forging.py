"""Becoming somebody else: forged and replayed events, other silos' rows, one's own rank, other roles, verifiers."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.accounts.test_accounts import _verifiers
from tests.silos.world import (
    ADMIN,
    ALTOONA,
    BEDFORD,
    BEDFORD_MANAGER,
    BLAIR,
    CENTER,
    DENIED,
    DESK,
    DESK_MANAGER,
    NASON,
    OTHER_DESK,
    C,
    E,
    Facts,
    H,
    World,
    refused,
)

EVERYONE = (DESK, DESK_MANAGER, BEDFORD, BEDFORD_MANAGER, CENTER, ADMIN)
every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)
everybody = pytest.mark.parametrize("who", EVERYONE)


# Events -----------------------------------------------------------------------------------------------------------


@every_silo
@everybody
def test_an_event_cannot_be_forged(world: World, facts: Facts, who: str, silo: Silo) -> None:
    """Not in the silo's own log, not in an inbox, not by any function of the bus."""
    person = world.person(who, silo)
    payload = {"v": 1, "trip_id": str(facts.trip), "agency_id": str(agency("bedford").id)}
    for table in ("hospital", "ems", "center"):
        for statement in (
            f"insert into events.{table} (kind, payload) values ('trip.accepted', %s)",
            f"update events.{table} set payload = %s",
        ):
            with refused(DENIED):
                person.execute(statement.encode(), [Jsonb(payload)])
        with refused(DENIED):
            person.execute(f"copy events.{table} (kind, payload) from stdin".encode())
    functions = person.execute(
        "select p.oid::regprocedure::text as called from pg_proc p"
        " where p.pronamespace::regnamespace::text in ('events', 'reference', 'audit', 'setup')"
        " and (has_function_privilege(p.oid, 'execute') or has_schema_privilege(p.pronamespace, 'usage'))"
        " and p.pronamespace::regnamespace::text <> 'audit'"
    )
    assert functions.fetchall() == []
    with refused(DENIED):
        person.execute("select pg_logical_emit_message(true, 'pgoutput', 'x')")


@every_silo
def test_an_event_is_not_replayed_by_whoever_wants_it(world: World, silo: Silo) -> None:
    """An administrator may replay a dead letter that waits; nobody anything else, and nobody else even that."""
    handled = world.value(silo, "select event_id from events.handled limit 1")
    for who in EVERYONE[:-1]:
        with refused(DENIED):
            world.person(who, silo).execute("select replay_dead_letter(%s)", [handled])
    for event in (handled, uuid4()):
        with refused("MP002"):
            world.person(ADMIN, silo).execute("select replay_dead_letter(%s)", [event])


def test_an_event_that_arrives_again_does_nothing(world: World) -> None:
    """As a publisher would send it that was restored, or that somebody made send its log again."""
    trip = world.trip()
    world.bid(trip)
    event = world.event(E, "bid.submitted", trip)
    before = world.request(trip)["bid_count"]
    for table in ("handled", "ems"):
        column = "event_id" if table == "handled" else "id"
        assert world.value(H, f"select true from events.{table} where {column} = %s", event["id"])
    with world.stage[H].transaction():
        world.stage[H].execute(
            "insert into events.ems (id, kind, v, payload) values (%s, %s, 1, %s)",
            [event["id"], event["kind"], Jsonb(event["payload"])],
        )
    assert world.request(trip)["bid_count"] == before == 1


# Rows of other silos ----------------------------------------------------------------------------------------------

_SHARED = {"delivered", "broadcast_receipt"}
"""Receipts: that a message was read, that a change was made. Everybody writes their own."""
_OWN_SILO = {"medport_hospital_manager": H, "medport_ems_manager": E}


@pytest.mark.parametrize("group", _OWN_SILO)
@every_silo
def test_nobody_writes_in_anothers_silo(world: World, silo: Silo, group: str) -> None:
    writable = world.stage[silo].execute(
        "select distinct c.relname from pg_class c, unnest(array['insert', 'update', 'delete', 'truncate']) p (name)"
        " where c.relkind in ('r', 'v') and c.relnamespace::regnamespace::text in ('medport', 'events', 'reference',"
        " 'audit') and (has_table_privilege(%(group)s, c.oid, p.name)"
        " or p.name in ('insert', 'update') and has_any_column_privilege(%(group)s, c.oid, p.name))",
        {"group": group},
    )
    tables = {row[0] for row in writable}
    if silo is _OWN_SILO[group]:
        assert len(tables) > 3
    else:
        assert tables <= _SHARED


# One's own rank ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [DESK, DESK_MANAGER, BEDFORD, BEDFORD_MANAGER, CENTER, ADMIN])
@pytest.mark.parametrize(
    "change",
    ["user_type = 'center'", "is_manager = true", "hospital_id = gen_random_uuid()", "agency_id = gen_random_uuid()",
     "is_active = true", "email = 'x@y.zz'", "password = ''", "must_change_password = false"],
)  # fmt: skip
def test_nobody_changes_who_they_are_by_hand(world: World, who: str, change: str) -> None:
    with refused(DENIED):
        world.person(who, C).execute(f"update app_user set {change} where id = (select my_user_id())".encode())


def test_nobody_changes_who_they_are_by_function(world: World) -> None:
    nason, altoona = demo_id("hospital", NASON), demo_id("hospital", ALTOONA)
    edit = "select edit_user(%s, %s, 'x', %s, %s, %s)"
    for who in (DESK, BEDFORD, CENTER):
        with refused(DENIED):
            world.person(who, C).execute(edit, [demo_id("account", who), who, True, nason, None])
    manager = world.person(DESK_MANAGER, C)
    me, theirs = demo_id("account", DESK_MANAGER), demo_id("account", OTHER_DESK)
    for account, email, hospital, of in (
        (me, DESK_MANAGER, altoona, None),
        (me, DESK_MANAGER, None, agency("bedford").id),
        (theirs, OTHER_DESK, nason, None),
        (demo_id("account", ADMIN), ADMIN, nason, None),
    ):
        with refused("MP006"):
            manager.execute(edit, [account, email, True, hospital, of])
    create = "select create_user(%s, %s, 'x', %s, true, %s, %s, %s, %s, %s)"
    for user_type, hospital, of in (
        ("center", None, None),
        ("hospital", altoona, None),
        ("ems", None, agency("bedford").id),
        ("hospital", None, None),
    ):
        with refused("MP006"):
            manager.execute(create, [uuid4(), "x@nason.example", user_type, hospital, of, *_verifiers()])
    with refused("MP006"):
        manager.execute("select reset_password(%s, %s, %s, %s)", [theirs, *_verifiers()])
    with refused("MP006"):
        manager.execute("select set_user_active(%s, false)", [theirs])
    with refused("MP006"):
        manager.execute("select end_sessions(%s)", [theirs])


@every_silo
def test_the_copies_that_decide_cannot_be_changed(world: World, silo: Silo) -> None:
    """Each silo judges by its own copy of the account."""
    for who in EVERYONE:
        for statement in (
            "update reference.account set user_type = 'center'",
            "insert into reference.verifier_hospital values (gen_random_uuid(), 'x')",
            "update reference.session set last_seen_at = now()",
            "select reference.on_account()",
            "select reference.alter_login('medport_keeper', 'superuser')",
        ):
            with refused(DENIED):
                world.person(who, silo).execute(statement.encode())


# Other roles ------------------------------------------------------------------------------------------------------


@every_silo
@everybody
def test_nobody_becomes_another_role(world: World, silo: Silo, who: str) -> None:
    person = world.person(who, silo)
    roles = [row["rolname"] for row in person.execute("select rolname from pg_roles where rolname <> session_user")]
    assert len(roles) > 30
    for role in roles:
        for statement in (f'set role "{role}"', f'set session authorization "{role}"'):
            with refused(DENIED):
                person.execute(statement.encode())
    for statement in (
        "set session_replication_role = replica",
        "set local session_replication_role = replica",
        "select set_config('session_replication_role', 'replica', false)",
        "select set_config('role', 'medport_center_admin', false)",
        "grant medport_center_admin to current_user",
        "grant medport_person to current_user with admin option",
        "create role mp_x superuser",
        "alter role current_user createrole",
        "alter role current_user bypassrls",
        "alter role current_user connection limit -1",
        f"alter role {scram.role_name(BLAIR)} password 'x'",
        f"alter role {scram.role_name(DESK if who != DESK else OTHER_DESK)} set statement_timeout = 0",
        "alter role medport_keeper password 'x'",
        "alter role all set statement_timeout = 0",
        "alter system set log_statement = 'all'",
        "grant set on parameter session_replication_role to current_user",
    ):
        with refused(DENIED):
            person.execute(statement.encode())


@pytest.fixture
def own_defaults(world: World) -> Iterator[None]:
    """Take away what an attacker may set for their own role."""
    yield
    for silo in Silo:
        role = scram.role_name(DESK)
        world.run(
            silo,
            f"alter role {role} reset all; alter role {role} set statement_timeout = '30s';"
            f" alter role {role} set idle_in_transaction_session_timeout = '30s'",
        )


@every_silo
def test_a_connections_options_make_nobody_more(world: World, silo: Silo, own_defaults: None) -> None:
    login = {"user": scram.role_name(DESK), "password": world.trio.accounts[DESK].password}
    url = world.trio.urls.for_people()[silo]
    for option in ("role=medport_center_admin", "session_replication_role=replica", "log_min_messages=debug5"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(make_conninfo(url, **login, options=f"-c {option}"))
    desk = world.person(DESK, silo)
    for setting in ("role = 'medport_center_admin'", "role = 'medport_events'", "search_path = 'pg_temp, x'"):
        with_default = f"alter role {login['user']} set {setting}"
        with suppress(psycopg.errors.InsufficientPrivilege):
            desk.execute(with_default.encode())
        with psycopg.connect(make_conninfo(url, **login)) as connection:
            row = connection.execute("select current_user, session_user, medport.am_center()").fetchone()
            assert row == (login["user"], login["user"], False)
        desk.execute(f"alter role {login['user']} reset all".encode())
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(make_conninfo(url, **login, replication="database"))


# Verifiers --------------------------------------------------------------------------------------------------------


@every_silo
@everybody
def test_nobody_reads_a_verifier(world: World, who: str, silo: Silo) -> None:
    person = world.person(who, silo)
    queries = [
        "select rolpassword from pg_authid",
        "select passwd from pg_shadow",
        "select subconninfo from pg_subscription",
        "select * from pg_user_mapping",
        "select verifier from reference.verifier_hospital",
        "select verifier from reference.verifier_ems",
        "select reference.silo_verifier(gen_random_uuid())",
        "select * from pg_hba_file_rules",
        "select * from pg_file_settings",
    ]
    if silo is C:
        queries += ["select password from app_user", "select * from app_user", "select u from app_user u"]
    for query in queries:
        with refused(DENIED):
            person.execute(query.encode())
    (mine,) = person.execute("select * from my_scram()").fetchall()
    assert mine.keys() == {"salt", "iterations"}
    assert "SCRAM" not in str(mine)


def test_the_audit_log_and_the_events_hold_no_verifier(world: World) -> None:
    world.person(OTHER_DESK, C)
    admin = world.person(ADMIN, C)
    admin.execute("select reset_password(%s, %s, %s, %s)", [demo_id("account", BLAIR), *_verifiers()])
    world.settle()
    for silo, table in ((C, "medport.audit_log"), (C, "events.center"), (H, "events.center"), (H, "audit.log")):
        assert world.value(silo, f"select count(*) from {table} t where t::text like %s", "%SCRAM-SHA%") == 0, table
    original = world.trio.accounts[BLAIR].password
    admin.execute(
        "select reset_password(%s, %s, %s, %s)",
        [demo_id("account", BLAIR), *(scram.verifier(original, 4096) for _ in range(3))],
    )
    world.settle()
    world.forget_people()  # what that person had open has ended
