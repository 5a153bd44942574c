"""Passwords: changed by the person, reset by those who run the account, effective in all three silos."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from uuid import UUID

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import InvalidForm, MedPortError, NotAllowed, SiloAway, WrongPassword
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.services.session.session import Session
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.silos.accounts.test_accounts import _create, _verifiers
from tests.silos.world import ADMIN, BEDFORD_MANAGER, CENTER, DENIED, DESK, DESK_MANAGER, NASON, C, E, H, World, refused
from tests.support import until

FIRST = "a password of the tests"
SECOND = "gravel otter lantern 42"
_CHANGE = "select change_my_password(%s, %s, %s)"
_RESET = "select reset_password(%s, %s, %s, %s)"
SignIn = Callable[[str, str], DatabaseManager]


@pytest.fixture
def sign_in(world: World) -> Iterator[SignIn]:
    """Signs somebody in as a console does; signed out afterwards."""
    with ExitStack() as stack:

        def do(email: str, password: str) -> DatabaseManager:
            manager = DatabaseManager(world.trio.urls.for_people())
            stack.callback(manager.close)
            manager.sign_in(email, password)
            return manager

        yield do


def _new(password: str) -> list[str]:
    return [scram.verifier(password, TEST_SCRAM_ITERATIONS) for _ in range(3)]


def _opens(world: World, email: str, password: str) -> list[Silo]:
    """The silos that let that person in with that password."""
    opened = []
    for silo in Silo:
        try:
            world.open(email, silo, password).close()
        except psycopg.OperationalError:
            continue
        opened.append(silo)
    return opened


def _must_change(world: World, user_id: UUID) -> bool:
    return bool(world.value(C, "select must_change_password from app_user where id = %s", user_id))


# -- the functions ------------------------------------------------------------------------------------------------


def test_changing_ones_own_password_reaches_every_silo_and_ends_no_connection(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    assert _must_change(world, new.id)
    with ExitStack() as stack:
        others = [stack.enter_context(world.open(new.email, silo, FIRST)) for silo in Silo]
        with world.open(new.email, C, FIRST) as connection:
            connection.execute(_CHANGE, _new(SECOND))
        world.settle()
        assert _opens(world, new.email, SECOND) == list(Silo)
        assert _opens(world, new.email, FIRST) == []
        assert [c.execute("select my_user_id() as id").fetchone() for c in others] == [{"id": new.id}] * 3
    assert not _must_change(world, new.id)


def test_a_change_is_audited_without_the_verifier(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    verifiers = _new(SECOND)
    with world.open(new.email, C, FIRST) as connection:
        connection.execute(_CHANGE, verifiers)
    row = world.row(
        C,
        "select * from audit_log where entity_type = 'app_user' and entity_id = %s and action = 'UPDATE'",
        str(new.id),
    )
    assert row is not None
    assert (row["user_id"], row["changes"]["after"]["password"]) == (new.id, "(not shown)")
    assert row["changes"]["after"]["must_change_password"] is False
    assert not any(verifier in str(row["changes"]) for verifier in verifiers)


def test_only_fit_verifiers_are_kept(world: World) -> None:
    good = _new(SECOND)
    slow = good[0].replace(f"${TEST_SCRAM_ITERATIONS}:", "$9999999:", 1)
    weak = good[0].replace(f"${TEST_SCRAM_ITERATIONS}:", "$1000:", 1)
    before = world.value(C, "select password from app_user where lower(email) = %s", DESK)
    for bad in (
        ["plain text"] * 3,
        [good[0], good[1], good[1]],
        [good[0], good[0], good[1]],
        [slow, *good[1:]],
        [*good[:2], weak],
        [None, *good[1:]],
        [*good[:2], ""],
    ):
        with refused("MP005", field_name="password"):
            world.person(DESK, C).execute(_CHANGE, bad)
    assert world.value(C, "select password from app_user where lower(email) = %s", DESK) == before


def test_must_change_is_the_databases_to_say(world: World) -> None:
    for by in (DESK, DESK_MANAGER, ADMIN):
        with refused(DENIED):
            world.person(by, C).execute("update app_user set must_change_password = false")


def test_nobody_of_the_demo_must_change(world: World) -> None:
    emails = [account.email for account in world.trio.accounts.values()]
    query = "select count(*) from app_user where must_change_password and email = any(%s)"
    assert world.value(C, query, emails) == 0


@pytest.mark.parametrize("by", [ADMIN, DESK_MANAGER])
def test_a_reset_gives_a_first_password_that_must_be_changed(world: World, by: str) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    with world.open(new.email, C, FIRST) as connection:
        connection.execute(_CHANGE, _new("something in between"))
    world.person(by, C).execute(_RESET, [new.id, *_new(SECOND)])
    world.settle()
    assert _opens(world, new.email, SECOND) == list(Silo)
    assert _opens(world, new.email, "something in between") == []
    with world.open(new.email, C, SECOND) as connection:
        row = connection.execute("select must_change_password as must from whoami()").fetchone()
    assert row == {"must": True}


def test_a_reset_is_for_those_who_run_the_account_and_not_for_oneself(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    stranger = _create(world, ADMIN, "center")
    for by, target in (
        (BEDFORD_MANAGER, new.id),
        (DESK_MANAGER, stranger.id),
        (DESK_MANAGER, world.value(C, "select id from app_user where email = %s", DESK_MANAGER)),
        (ADMIN, world.value(C, "select id from app_user where email = %s", ADMIN)),
        (ADMIN, UUID(int=0)),
    ):
        with refused("MP006"):
            world.person(by, C).execute(_RESET, [target, *_new(SECOND)])
    for by in (DESK, CENTER):
        with refused(DENIED):
            world.person(by, C).execute(_RESET, [new.id, *_new(SECOND)])
    with refused("MP005", field_name="password"):
        world.person(ADMIN, C).execute(_RESET, [new.id, *["plain text"] * 3])
    assert _opens(world, new.email, FIRST) == list(Silo)


def test_a_disabled_person_changes_nothing(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    with world.open(new.email, C, FIRST) as connection:
        world.run(C, "set local session_replication_role = replica")
        world.run(C, "alter table reference.account disable trigger account_is_a_login_role")
        try:
            world.run(C, "update reference.account set is_active = false where user_id = %s", new.id)
            with refused("MP006"):
                connection.execute(_CHANGE, _verifiers())
        finally:
            world.run(C, "alter table reference.account enable always trigger account_is_a_login_role")


# -- the console's side ---------------------------------------------------------------------------------------------


class Ear:
    """What a listener tells."""

    def __init__(self) -> None:
        self.states: list[SiloState] = []
        self.begun = 0

    def post(self, silo: Silo, table: str, ids: object) -> None:
        pass

    def post_everything(self, silo: Silo) -> None:
        self.begun += 1

    def post_state(self, state: SiloState) -> None:
        self.states.append(state)


def test_the_running_console_goes_on_with_the_new_keys(world: World, sign_in: SignIn) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    manager = sign_in(new.email, FIRST)
    ears = {silo: Ear() for silo in Silo}
    listeners = [Listener(manager.databases[silo], ears[silo]) for silo in Silo]
    try:
        for listener in listeners:
            listener.start()
        until(lambda: all(ear.begun == 1 for ear in ears.values()))
        manager.change_password(FIRST, SECOND)
        world.settle()
        for silo in Silo:  # whatever breaks later comes back by itself
            world.run(silo, "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", new.role)
        until(lambda: all(ear.begun == 2 for ear in ears.values()))
        assert all(ear.states[-1].freshness is Freshness.LIVE for ear in ears.values())
        assert HospitalStore(manager.databases[H]).trips()
        for silo in Silo:
            manager.databases[silo].connect_apart("test").close()
    finally:
        for listener in listeners:
            listener.stop()
    manager.verify(SECOND)
    with pytest.raises(WrongPassword):
        manager.verify(FIRST)
    again = DatabaseManager(world.trio.urls.for_people())
    assert again.resume(new.email, manager.secret()).away == frozenset()
    again.close()


def test_until_the_new_password_has_arrived_the_old_keys_open_that_silo(world: World, sign_in: SignIn) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    manager = sign_in(new.email, FIRST)
    subscription = "ems_reference_from_center"
    world.run(E, f"alter subscription {subscription} disable")
    try:
        manager.change_password(FIRST, SECOND)
        manager.databases[E].connect_apart("test").close()
        assert E in _opens(world, new.email, FIRST)
        assert C in _opens(world, new.email, SECOND)
    finally:
        world.run(E, f"alter subscription {subscription} enable")
    world.settle()
    manager.databases[E].connect_apart("test").close()
    assert _opens(world, new.email, FIRST) == []
    # Once the new keys have opened a connection the old ones are forgotten.
    assert vars(vars(manager.databases[E])["_credential"])["_former"] is None


def test_the_old_password_must_be_right(world: World, sign_in: SignIn) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    manager = sign_in(new.email, FIRST)
    with pytest.raises(WrongPassword):
        manager.change_password("not the password", SECOND)
    assert _opens(world, new.email, FIRST) == list(Silo)


def test_another_console_unlocks_with_the_new_password_and_goes_on(world: World, sign_in: SignIn) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    here, there = sign_in(new.email, FIRST), sign_in(new.email, FIRST)
    here.change_password(FIRST, SECOND)
    world.settle()
    with pytest.raises(WrongPassword, match="wrong"):
        there.verify(FIRST)
    there.verify(SECOND)
    for silo in Silo:
        there.databases[silo].connect_apart("test").close()
    there.verify(SECOND)


def test_a_change_whose_answer_was_lost_is_made_certain(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    manager = sign_in(new.email, FIRST)
    real, calls = CenterStore.change_my_password, []

    def lost(store: CenterStore, *verifiers: str) -> None:
        calls.append(verifiers)
        real(store, *verifiers)
        if len(calls) == 1:
            raise SiloAway(C, maybe_done=True)

    monkeypatch.setattr(CenterStore, "change_my_password", lost)
    manager.change_password(FIRST, SECOND)
    world.settle()
    assert len(calls) == 2
    assert calls[0] == calls[1]
    assert _opens(world, new.email, SECOND) == list(Silo)
    manager.databases[C].connect_apart("test").close()


def test_a_change_that_was_never_sent_leaves_all_as_it_was(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    manager = sign_in(new.email, FIRST)

    def away(store: CenterStore, *verifiers: str) -> None:
        raise SiloAway(C)

    monkeypatch.setattr(CenterStore, "change_my_password", away)
    with pytest.raises(SiloAway):
        manager.change_password(FIRST, SECOND)
    manager.verify(FIRST)
    manager.databases[C].connect_apart("test").close()


# -- the session ----------------------------------------------------------------------------------------------------


class Pocket:
    """A workstation that remembers for one test."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.refusal = ""

    def remembered_email(self) -> str:
        return next(iter(self.secrets), "")

    def remember_email(self, email: str) -> None:
        pass

    def keep(self, email: str, secret: str) -> str:
        if not self.refusal:
            self.secrets[email] = secret
        return self.refusal

    def kept(self, email: str) -> str | None:
        return self.secrets.get(email)

    def forget(self, email: str) -> None:
        self.secrets.pop(email, None)


def test_kept_keys_are_renewed(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    pocket = Pocket()
    manager = DatabaseManager(world.trio.urls.for_people())
    try:
        session = Session(manager, pocket)
        assert session.sign_in(new.email, FIRST, keep=True).must_change_password
        outcome = session.change_password(FIRST, SECOND)
        assert (outcome.must_change_password, outcome.kept) == (False, True)
        assert session.signed_in == outcome
        world.settle()
        resumed = session.resume()
        assert resumed is not None
        assert (resumed.away, resumed.must_change_password) == (frozenset(), False)

        pocket.refusal = "The keyring of this workstation is locked."
        outcome = session.change_password(SECOND, "walnut harbour 19 tricycle")
        assert (outcome.kept, outcome.kept_note) == (False, pocket.refusal)
        assert pocket.secrets == {}  # what was kept is of the old password
    finally:
        manager.close()


def test_what_is_wrong_is_told_by_field(world: World) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    manager = DatabaseManager(world.trio.urls.for_people())
    try:
        session = Session(manager, Pocket())
        session.sign_in(new.email, FIRST)
        for old, chosen, fields in (
            ("not the password", SECOND, {"old"}),
            ("", SECOND, {"old"}),
            (FIRST, FIRST, {"new"}),
            (FIRST, "short", {"new"}),
            ("", "short", {"old", "new"}),
        ):
            with pytest.raises(InvalidForm) as caught:
                session.change_password(old, chosen)
            assert set(caught.value.errors) == fields
        session.sign_out()
        with pytest.raises(MedPortError):
            session.change_password(FIRST, SECOND)
    finally:
        manager.close()
    assert _opens(world, new.email, FIRST) == list(Silo)


def test_the_store_resets(world: World, sign_in: SignIn) -> None:
    new = _create(world, ADMIN, hospital=NASON)
    admin = CenterStore(sign_in(ADMIN, world.trio.accounts[ADMIN].password).databases[C])
    admin.reset_password(new.id, SECOND)
    world.settle()
    assert _opens(world, new.email, SECOND) == list(Silo)
    with pytest.raises(NotAllowed):
        admin.reset_password(world.trio.accounts[ADMIN].id, SECOND)
