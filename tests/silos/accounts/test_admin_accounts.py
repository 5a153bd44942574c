"""Accounts that are edited, and sessions that are seen and ended."""

from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from tests.silos.accounts.test_accounts import PASSWORD, _create
from tests.silos.world import ADMIN, ALTOONA, BEDFORD, CENTER, DENIED, DESK, DESK_MANAGER, NASON, C, E, H, World
from tests.support import until

EDIT = "select edit_user(%s, %s, %s, %s, %s, %s)"


def edit(world: World, by: str, user: UUID, email: str, *, manager: bool = False, hospital: str = NASON) -> None:
    organisation = demo_id("hospital", hospital)
    world.person(by, C).execute(EDIT, (user, email, "Renamed", manager, organisation, None))


def account_id(world: World, email: str) -> UUID:
    found = world.value(C, "select id from app_user where email = %s", email)
    assert isinstance(found, UUID)
    return found


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_another_email_name_rank_and_hospital_in_every_silo(world: World, silo: Silo) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    email = f"t-{uuid4().hex[:8]}@altoona.example"
    edit(world, ADMIN, account_id(world, new.email), email, manager=True, hospital=ALTOONA)
    role = scram.role_name(email)
    until(lambda: world.value(silo, "select true from pg_roles where rolname = %s", role))
    until(lambda: _may_sign_in(world, email, silo))
    with world.open(email, silo, PASSWORD) as connection:
        row = connection.execute("select my_hospital_id() as hospital, am_manager() as manager").fetchone()
        assert row == {"hospital": demo_id("hospital", ALTOONA), "manager": True}
    with pytest.raises(psycopg.OperationalError):
        world.open(new.email, silo, PASSWORD)


def _may_sign_in(world: World, email: str, silo: Silo) -> bool:
    try:
        world.open(email, silo, PASSWORD).close()
    except psycopg.OperationalError:
        return False
    return True


def test_an_email_that_another_has_is_refused(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    with pytest.raises(psycopg.Error) as refused:
        edit(world, ADMIN, account_id(world, new.email), DESK.upper())
    assert (refused.value.sqlstate, refused.value.diag.column_name) == ("MP005", "email")


def test_a_manager_stays_in_its_own_hospital(world: World) -> None:
    mine, theirs = _create(world, ADMIN, hospital=NASON), _create(world, ADMIN, hospital=ALTOONA)
    edit(world, DESK_MANAGER, account_id(world, mine.email), mine.email)
    for user, hospital in ((mine, ALTOONA), (theirs, NASON), (theirs, ALTOONA)):
        with pytest.raises(psycopg.Error) as refused:
            edit(world, DESK_MANAGER, account_id(world, user.email), user.email, hospital=hospital)
        assert refused.value.sqlstate == "MP006"
    with pytest.raises(psycopg.Error) as refused:
        edit(world, DESK, account_id(world, mine.email), mine.email)
    assert refused.value.sqlstate == DENIED


def test_the_kind_of_organisation_and_ones_own_rank_stay(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    with pytest.raises(psycopg.Error) as refused:
        world.person(ADMIN, C).execute(
            EDIT, (account_id(world, new.email), new.email, "X", False, None, demo_id("agency", "bedford"))
        )
    assert refused.value.sqlstate in ("23514", "23503")
    with pytest.raises(psycopg.Error, match="your own rank"):
        world.person(ADMIN, C).execute(EDIT, (account_id(world, ADMIN), ADMIN, "X", False, None, None))


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_sessions_are_seen_and_ended_and_stay_ended(world: World, silo: Silo) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    user = account_id(world, new.email)
    admin = world.person(ADMIN, silo)
    with world.open(new.email, silo, PASSWORD) as opened:
        opened.execute("select touch_session()")
        row = admin.execute("select * from sessions() where user_id = %s", [user]).fetchone()
        assert row is not None
        assert (row["email"], row["connections"]) == (new.email, 1)
        assert row["since"] <= row["last_seen_at"]
        admin.execute("select end_sessions(%s)", [user])
        until(lambda: _has_ended(opened))
    with world.open(new.email, silo, PASSWORD) as left:  # a console that nobody sits at
        world.run(silo, "select reference.end_strays(settling => '0 s')")
        until(lambda: _has_ended(left))
    with world.open(new.email, silo, PASSWORD) as used:
        used.execute("select touch_session()")
        world.trio.tick()
        assert used.execute("select my_user_id() as id").fetchone() == {"id": user}
    audited = "select user_id from audit.log where entity_type = 'session' and entity_id = %s"
    if silo is not C:
        assert world.value(silo, audited, str(user)) == account_id(world, ADMIN)


def _has_ended(connection: psycopg.Connection[object]) -> bool:
    try:
        connection.execute("select 1")
    except psycopg.OperationalError:
        return True
    return False


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_members_neither_see_nor_end_sessions(world: World, silo: Silo) -> None:
    me = account_id(world, ADMIN)
    for email in (CENTER, DESK, BEDFORD):
        for statement in ("select * from sessions()", f"select end_sessions('{me}')"):
            with pytest.raises(psycopg.Error) as refused:
                world.person(email, silo).execute(statement.encode())
            assert refused.value.sqlstate == DENIED
    with pytest.raises(psycopg.Error, match="your own sessions"):
        world.person(ADMIN, silo).execute("select end_sessions(%s)", [me])
