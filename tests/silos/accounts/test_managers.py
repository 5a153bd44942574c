"""Managers: accounts, sessions, facilities and preferences of their own organisation, and of no other."""

from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.silos.accounts.test_accounts import PASSWORD, New, _create
from tests.silos.accounts.test_admin_accounts import EDIT, _has_ended, account_id
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
    H,
    World,
    refused,
)
from tests.support import until

MANAGERS = pytest.mark.parametrize(("manager", "member"), [(DESK_MANAGER, DESK), (BEDFORD_MANAGER, BEDFORD)])
OTHERS = (OTHER_DESK, BLAIR, CENTER, ADMIN)
every_silo = pytest.mark.parametrize("silo", [H, E, C], ids=str)


# -- accounts -------------------------------------------------------------------------------------------------------


@MANAGERS
def test_a_manager_reads_the_accounts_of_the_own_organisation_alone(world: World, manager: str, member: str) -> None:
    rows = world.person(manager, C).execute("select email, user_type, hospital_id, agency_id from app_user").fetchall()
    assert {manager, member} <= {row["email"] for row in rows}
    assert len({(row["user_type"], row["hospital_id"], row["agency_id"]) for row in rows}) == 1
    assert not {row["email"] for row in rows} & set(OTHERS)


@MANAGERS
def test_no_way_leads_to_the_center_or_to_another_organisation(world: World, manager: str, member: str) -> None:
    """Neither by making an account, nor by changing one, nor by a password that the manager then knows."""
    connection = world.person(manager, C)
    verifiers = [scram.verifier(PASSWORD, TEST_SCRAM_ITERATIONS) for _ in range(3)]
    for kind, hospital, of in (
        ("center", None, None),
        ("center", NASON, None),
        ("center", None, "bedford"),
        ("hospital", ALTOONA, None),
        ("hospital", None, None),
        ("ems", None, "blair"),
        ("ems", None, None),
    ):
        for rank in (False, True):
            with refused("MP006"):
                _create(world, manager, kind, hospital=hospital, of=of, manager=rank)
    for other in OTHERS:
        user = account_id(world, other)
        with refused("MP006"):
            connection.execute("select reset_password(%s, %s, %s, %s)", [user, *verifiers])
        with refused("MP006"):
            connection.execute("select set_user_active(%s, false)", [user])
        for hospital_id, agency_id in (_organisation(world, other), _organisation(world, manager)):
            with refused("MP006"):
                connection.execute(EDIT, [user, other, "Renamed", True, hospital_id, agency_id])
    for hospital_id, agency_id in (_organisation(world, OTHER_DESK), _organisation(world, BLAIR), (None, None)):
        with refused("MP006"):
            connection.execute(EDIT, [account_id(world, member), member, "Moved", True, hospital_id, agency_id])
    for statement in (
        "update app_user set user_type = 'center', hospital_id = null, agency_id = null",
        "update app_user set is_manager = true",
        "insert into app_user (email, password, name, user_type) values ('x@y.example', 'x', 'x', 'center')",
        "delete from app_user",
        "select password from app_user",
    ):
        with refused(DENIED):
            connection.execute(statement.encode())
    assert world.value(C, "select name from app_user where email = %s", member) != "Moved"


def _organisation(world: World, email: str) -> tuple[UUID | None, UUID | None]:
    row = world.row(C, "select hospital_id, agency_id from app_user where email = %s", email)
    assert row is not None
    return row["hospital_id"], row["agency_id"]


@MANAGERS
def test_a_manager_may_name_another_for_the_own_organisation(world: World, manager: str, member: str) -> None:
    kind, hospital, of = ("hospital", NASON, None) if manager == DESK_MANAGER else ("ems", None, "bedford")
    new = _create(world, manager, kind, hospital=hospital, of=of)
    organisation = _organisation(world, manager)
    world.person(manager, C).execute(EDIT, [new.id, new.email, "Promoted", True, *organisation])
    world.settle()
    with world.open(new.email, C, PASSWORD) as promoted:
        with refused("MP006"):
            promoted.execute("select set_user_active(%s, false)", [account_id(world, OTHER_DESK)])
        promoted.execute("select set_user_active(%s, true)", [account_id(world, member)])
    assert world.value(C, "select must_change_password from app_user where id = %s", new.id)


def test_a_disabled_manager_runs_nothing(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON, manager=True)
    with world.open(new.email, C, PASSWORD) as connection:
        world.run(C, "update reference.account set is_active = false where user_id = %s", new.id, quietly=True)
        with pytest.raises(psycopg.Error):  # ended, or nobody: whichever comes first
            connection.execute("select set_user_active(%s, false)", [account_id(world, DESK)])
    assert world.value(C, "select is_active from app_user where email = %s", DESK)


# -- sessions -------------------------------------------------------------------------------------------------------


@every_silo
@MANAGERS
def test_sessions_of_the_own_organisation_are_seen_and_ended(
    world: World, manager: str, member: str, silo: Silo
) -> None:
    kind, hospital, of = ("hospital", NASON, None) if manager == DESK_MANAGER else ("ems", None, "bedford")
    new = _create(world, manager, kind, hospital=hospital, of=of)
    for other in OTHERS:
        world.person(other, silo).execute("select 1")
    connection = world.person(manager, silo)
    with world.open(new.email, silo, PASSWORD) as opened:
        opened.execute("select touch_session()")
        seen = {row["user_id"] for row in connection.execute("select user_id from sessions()").fetchall()}
        assert {new.id, account_id(world, manager)} <= seen
        assert not seen & {account_id(world, other) for other in OTHERS}
        connection.execute("select end_sessions(%s)", [new.id])
        until(lambda: _has_ended(opened))
    for other in (*OTHERS, manager):
        with refused("MP006"):
            connection.execute("select end_sessions(%s)", [account_id(world, other)])
    with refused("MP006"):
        connection.execute("select end_sessions(%s)", [uuid4()])
    assert world.person(OTHER_DESK, silo).execute("select 1 as one").fetchone() == {"one": 1}


# -- facilities -----------------------------------------------------------------------------------------------------

_ADD = (
    "insert into hospital_facility (id, hospital_id, name, type, city, state, zip_code, coordinates)"
    " values (%s, %s, %s, 'REHAB_FACILITY', 'Bedford', 'PA', '15522', point(-78.5, 40.0))"
)


def test_a_manager_keeps_the_places_of_the_own_hospital_alone(world: World) -> None:
    place, name = uuid4(), f"Demo rehab {uuid4().hex[:6]}"
    manager = world.person(DESK_MANAGER, H)
    manager.execute(_ADD, [place, demo_id("hospital", NASON), name])
    manager.execute("update hospital_facility set is_active = false, phone = '(814) 555-0199' where id = %s", [place])
    for by in (DESK, BEDFORD_MANAGER):
        with refused(DENIED):
            world.person(by, H).execute("update hospital_facility set name = 'X' where id = %s", [place])
    theirs = "update hospital_facility set name = 'X' where hospital_id is distinct from %s"
    assert manager.execute(theirs, [demo_id("hospital", NASON)]).rowcount == 0
    for statement in (
        "update hospital_facility set hospital_id = gen_random_uuid() where id = %s",
        "delete from hospital_facility where id = %s",
    ):
        with refused(DENIED):
            manager.execute(statement.encode(), [place])
    with refused("23505") as caught:
        manager.execute(_ADD, [uuid4(), demo_id("hospital", NASON), name])
    assert caught.value.diag.constraint_name == "hospital_facility_name"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "   "),
        ("zip_code", "1552"),
        ("zip_code", "15522-1"),
        ("zip_code", ""),
        ("state", "Pa"),
        ("state", ""),
        ("city", "x" * 101),
        ("city", " "),
        ("address", "x" * 201),
        ("phone", "1" * 41),
        ("phone", "555-01"),
        ("phone", "ask at the desk"),
        ("email", "x@" + "x" * 250 + ".org"),
        ("email", "nobody"),
        ("email", "<a@b.org>"),
        ("type", "GARAGE"),
        ("capabilities", "{LASERS}"),
        ("operating_hours", "[]"),
        ("operating_hours", "5"),
        ("operating_hours", '{"daily": "' + "x" * 400 + '"}'),
        ("operating_hours", '{"daily": "07:00-17:00", "mon": "07:00-17:00"}'),
        ("operating_hours", '{"someday": "07:00-17:00"}'),
        ("operating_hours", '{"mon": "7-17"}'),
        ("operating_hours", '{"mon": "24:30-25:00"}'),
        ("operating_hours", '{"mon": "07:00-07:00"}'),
        ("operating_hours", '{"mon": 7}'),
    ],
)
def test_what_a_place_cannot_be_is_told_by_field(world: World, column: str, value: str) -> None:
    with refused("23514") as caught:
        world.person(DESK_MANAGER, H).execute(
            f"update hospital_facility set {column} = %s where hospital_id = %s".encode(),
            [value, demo_id("hospital", NASON)],
        )
    assert caught.value.diag.constraint_name == column


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("phone", "+1 (814) 555-0100 x12"),
        ("phone", "814.555.0100 Ext. 7"),
        ("phone", ""),
        ("email", "front.desk+er@nason-1.example.org"),
        ("email", ""),
        ("operating_hours", '{"mon": "07:00-17:00", "sat": "22:00-06:00"}'),
        ("operating_hours", '{"daily": "00:00-24:00"}'),
        ("operating_hours", "{}"),
    ],
)
def test_what_a_place_can_be(world: World, column: str, value: str) -> None:
    manager = world.person(DESK_MANAGER, H)
    with manager.transaction(force_rollback=True):
        change = f"update hospital_facility set {column} = %s where hospital_id = %s".encode()
        assert manager.execute(change, [value, demo_id("hospital", NASON)]).rowcount >= 1


# -- preferences ----------------------------------------------------------------------------------------------------


def test_notes_on_an_agency_stay_in_the_hospital_silo(world: World) -> None:
    mine = [demo_id("hospital", NASON), agency("blair").id]
    keep = "update hospital_agency_preference set notes = %s where hospital_id = %s and agency_id = %s"
    world.person(DESK_MANAGER, H).execute(keep, ["Ask for Pat first", *mine])
    try:
        read = world.person(DESK, H).execute("select notes from hospital_agency_preference").fetchall()
        assert {"notes": "Ask for Pat first"} in read
        seen = (
            world.person(OTHER_DESK, H).execute("select notes, hospital_id from hospital_agency_preference").fetchall()
        )
        assert demo_id("hospital", NASON) not in {row["hospital_id"] for row in seen}
        with refused(DENIED):
            world.person(BLAIR, H).execute("select notes from hospital_agency_preference")
        world.settle()
        for silo, log in ((H, "audit.log"), (C, "medport.audit_log")):
            said = world.value(
                silo,
                f"select string_agg(changes::text, ' ') from {log} where entity_type = 'hospital_agency_preference'",
            )
            assert "Pat" not in str(said)
        assert "(not shown)" in str(said)
    finally:
        world.person(DESK_MANAGER, H).execute(keep, ["", *mine])


def test_a_preference_cannot_be_given_to_another_agency_or_hospital(world: World) -> None:
    for column in ("hospital_id", "agency_id", "updated_at"):
        with refused(DENIED):
            world.person(DESK_MANAGER, H).execute(f"update hospital_agency_preference set {column} = default".encode())


def test_an_account_made_by_a_manager_can_work_at_once(world: World) -> None:
    new: New = _create(world, BEDFORD_MANAGER, "ems", of="bedford")
    with world.open(new.email, E, PASSWORD) as connection:
        assert connection.execute("select my_agency_id() as id").fetchone() == {"id": agency("bedford").id}
