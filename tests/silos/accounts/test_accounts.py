"""One row in the center is an account in every silo: made, disabled, renamed, and run by those who may."""

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.silos.world import (
    ADMIN,
    ALTOONA,
    BEDFORD,
    BEDFORD_MANAGER,
    CENTER,
    DENIED,
    DESK,
    DESK_MANAGER,
    NASON,
    C,
    Connection,
    E,
    H,
    World,
    refused,
)
from tests.support import until

PASSWORD = "a password of the tests"
_CREATE = "select create_user(%s, %s, 'Demo new', %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class New:
    """An account to be made."""

    id: UUID
    email: str

    @property
    def role(self) -> str:
        """Its login role."""
        return scram.role_name(self.email)


def _verifiers() -> list[str]:
    return [scram.verifier(PASSWORD, TEST_SCRAM_ITERATIONS) for _ in range(3)]


def _create(
    world: World,
    by: str,
    user_type: str = "hospital",
    *,
    hospital: str | None = None,
    of: str | None = None,
    manager: bool = False,
    verifiers: list[str] | None = None,
    new: New | None = None,
) -> New:
    new = new or New(uuid4(), f"new-{uuid4().hex[:10]}@nason.example")
    world.person(by, C).execute(
        _CREATE,
        [
            new.id,
            new.email,
            user_type,
            manager,
            demo_id("hospital", hospital) if hospital else None,
            agency(of).id if of else None,
            *(verifiers or _verifiers()),
        ],
    )
    world.settle()
    return new


@pytest.mark.parametrize(
    ("user_type", "hospital", "of", "record"),
    [
        ("hospital", NASON, None, (H, "hospital_user")),
        ("ems", None, "bedford", (E, "agency_user")),
        ("center", None, None, None),
    ],
)
def test_an_account_works_in_all_three_silos(
    world: World, user_type: str, hospital: str | None, of: str | None, record: tuple[Silo, str] | None
) -> None:
    new = _create(world, ADMIN, user_type, hospital=hospital, of=of)
    for silo in (C, H, E):
        with world.open(new.email, silo, PASSWORD) as connection:
            row = connection.execute("select my_user_id() as id, my_user_type() as kind, (my_scram()).salt").fetchone()
            assert row is not None
            assert (row["id"], row["kind"]) == (new.id, user_type)
    with world.open(new.email, C, PASSWORD) as connection:
        me = connection.execute("select * from whoami()").fetchone()
        assert me is not None
        assert (me["email"], me["hospital_name"]) == (new.email, hospital or "")
    if record is not None:
        assert world.value(record[0], f"select email from {record[1]} where id = %s", new.id) == new.email
        target = world.value(C, "select target_database from database_references where entity_id = %s", new.id)
        assert target == record[0].value
    counted = world.value(
        C,
        "select metric_value from system_analytics where metric_name = 'user_created' and metadata ->> 'user_id' = %s",
        str(new.id),
    )
    assert counted == 1


def _everything(world: World, silo: Silo) -> str:
    tables = world.stage[silo].execute(
        "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace::regnamespace::text"
        " in ('medport', 'events', 'reference', 'audit')"
    )
    return " ".join(str(world.value(silo, f"select string_agg(t::text, ' ') from {name} t")) for (name,) in tables)


def test_each_silo_holds_its_own_verifier(world: World) -> None:
    verifiers = _verifiers()
    new = _create(world, ADMIN, hospital=NASON, verifiers=verifiers)
    for silo, verifier in zip((C, H, E), verifiers, strict=True):
        assert world.value(silo, "select rolpassword from pg_authid where rolname = %s", new.role) == verifier
        everything = _everything(world, silo)
        for other in set(verifiers) - {verifier}:
            assert (other in everything) == (silo is C)  # the center makes them; the others never hear of them


def test_a_role_name_tells_nothing(world: World) -> None:
    rows = world.person(DESK, H).execute("select rolname from pg_roles where rolname !~ '^pg_'").fetchall()
    for row in rows:
        assert re.fullmatch(r"mp_[0-9a-f]{32}|medport_[a-z_]+|postgres", row["rolname"])


def _refuses(world: World, email: str, silo: Silo) -> bool:
    try:
        with world.open(email, silo, PASSWORD):
            return False
    except psycopg.OperationalError as error:
        return "not permitted to log in" in str(error)


def _ended(connection: Connection) -> bool:
    try:
        connection.execute("select 1")
    except psycopg.Error:
        return True
    return False


def test_a_disabled_account_is_out_of_every_silo_at_once(world: World) -> None:
    new = _create(world, DESK_MANAGER, hospital=NASON)
    manager = world.person(DESK_MANAGER, C)
    open_ones = [world.open(new.email, silo, PASSWORD) for silo in (C, H, E) for _ in range(3)]
    try:
        manager.execute("select set_user_active(%s, false)", [new.id])
        until(lambda: all(_ended(connection) for connection in open_ones))
        world.settle()
    finally:
        for connection in open_ones:
            connection.close()
    assert [_refuses(world, new.email, silo) for silo in (C, H, E)] == [True, True, True]
    assert not world.value(H, "select is_active from hospital_user where id = %s", new.id)
    counted = "select count(*) from system_analytics where metric_name = %s and metadata ->> 'user_id' = %s"
    assert world.value(C, counted, "user_deactivated", str(new.id)) == 1
    manager.execute("select set_user_active(%s, true)", [new.id])
    world.settle()
    for silo in (C, H, E):
        with world.open(new.email, silo, PASSWORD) as connection:
            row = connection.execute("select my_user_id() as id").fetchone()
            assert row == {"id": new.id}


def test_a_disabled_person_is_nobody_even_where_still_connected(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    with world.open(new.email, H, PASSWORD) as connection:
        world.run(H, "update reference.account set is_active = false where user_id = %s", new.id, quietly=True)
        # `account_is_a_login_role` is an ALWAYS trigger, so its connections are ended too; the tick would do the rest.
        until(lambda: _ended(connection))
    assert not world.value(H, "select rolcanlogin from pg_roles where rolname = %s", new.role)


def test_a_new_e_mail_is_a_new_role_name_and_the_same_person(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    renamed = New(new.id, f"Renamed-{uuid4().hex[:10]}@nason.example")
    with world.open(new.email, H, PASSWORD) as connection:
        world.run(C, "update app_user set email = %s where id = %s", renamed.email, new.id)
        world.settle()
        row = connection.execute("select my_user_id() as id").fetchone()
        assert row == {"id": new.id}
    for silo in (C, H, E):
        with world.open(renamed.email, silo, PASSWORD) as connection:
            row = connection.execute("select my_user_id() as id").fetchone()
            assert row == {"id": new.id}
        assert not world.value(silo, "select count(*) from pg_roles where rolname = %s", new.role)
    assert world.value(H, "select email from hospital_user where id = %s", new.id) == renamed.email


def test_a_promotion_changes_the_groups(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    groups = "select string_agg(roleid::regrole::text, ' ') from pg_auth_members where member = %s::regrole"
    for manager, expected in ((True, "medport_hospital_manager"), (False, "medport_hospital")):
        world.run(C, "update app_user set is_manager = %s where id = %s", manager, new.id)
        world.settle()
        assert [world.value(silo, groups, new.role) for silo in (C, H, E)] == [expected] * 3


def test_a_role_dropped_by_hand_does_not_stop_the_subscription(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    world.run(E, f"drop role {new.role}")
    renamed = New(new.id, f"again-{uuid4().hex[:10]}@nason.example")
    world.run(C, "update app_user set email = %s where id = %s", renamed.email, new.id)
    world.settle()
    with world.open(renamed.email, E, PASSWORD) as connection:
        row = connection.execute("select my_user_id() as id").fetchone()
        assert row == {"id": new.id}


@pytest.mark.parametrize(
    ("by", "user_type", "hospital", "of", "manager"),
    [
        (DESK_MANAGER, "hospital", ALTOONA, None, False),
        (DESK_MANAGER, "ems", None, "bedford", False),
        (DESK_MANAGER, "center", None, None, True),
        (BEDFORD_MANAGER, "ems", None, "blair", False),
        (BEDFORD_MANAGER, "hospital", NASON, None, False),
        (BEDFORD_MANAGER, "center", None, None, True),
    ],
)
def test_a_manager_makes_accounts_for_their_own_alone(
    world: World, by: str, user_type: str, hospital: str | None, of: str | None, manager: bool
) -> None:
    with refused("MP006"):
        _create(world, by, user_type, hospital=hospital, of=of, manager=manager)


@pytest.mark.parametrize("by", [DESK, BEDFORD, CENTER])
def test_members_make_no_accounts(world: World, by: str) -> None:
    with refused(DENIED):
        _create(world, by, hospital=NASON)
    with refused(DENIED):
        world.person(by, C).execute("select set_user_active(%s, false)", [demo_id("account", DESK)])


def test_a_manager_disables_their_own_alone_and_not_themselves(world: World) -> None:
    manager = world.person(DESK_MANAGER, C)
    for other in ("desk@altoona.example", BEDFORD, ADMIN, DESK_MANAGER):
        with refused("MP006"):
            manager.execute("select set_user_active(%s, false)", [demo_id("account", other)])
    with refused("MP006"):
        world.person(ADMIN, C).execute("select set_user_active(%s, false)", [demo_id("account", ADMIN)])


def test_what_is_wrong_with_a_new_account_is_told_by_field(world: World) -> None:
    good = _verifiers()
    with refused("MP005", field_name="email"):
        _create(world, ADMIN, hospital=NASON, new=New(uuid4(), DESK.upper()))
    with refused("MP005", field_name="password"):
        _create(world, ADMIN, hospital=NASON, verifiers=["plain text"] * 3)
    with refused("MP005", field_name="password"):
        _create(world, ADMIN, hospital=NASON, verifiers=[good[0], good[1], good[1]])
    for email in ("nobody", "a b@c.de", "a@b", 'x"@c.de'):
        with refused("23514") as caught:
            _create(world, ADMIN, hospital=NASON, new=New(uuid4(), email))
        assert caught.value.diag.constraint_name == "email"
    with refused("23514") as caught:
        _create(world, ADMIN, "hospital", of="bedford")
    assert caught.value.diag.constraint_name == "organisation"


def test_an_account_sent_again_is_made_once(world: World) -> None:
    new = _create(world, DESK_MANAGER, hospital=NASON)
    assert _create(world, DESK_MANAGER, hospital=NASON, new=new) == new
    assert world.value(C, "select count(*) from app_user where id = %s", new.id) == 1


def test_making_an_account_is_audited_without_its_verifier(world: World) -> None:
    verifiers = _verifiers()
    new = _create(world, DESK_MANAGER, hospital=NASON, verifiers=verifiers)
    row = world.row(C, "select * from audit_log where entity_type = 'app_user' and entity_id = %s", str(new.id))
    assert row is not None
    assert (row["action"], row["user_name"]) == ("INSERT", "Demo manager, nason")
    assert row["changes"]["after"]["password"] == "(not shown)"
    assert not any(verifier in str(row["changes"]) for verifier in verifiers)
