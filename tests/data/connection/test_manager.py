"""Signing in, the four questions, and what happens when a silo is away."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.engines import WrongThreadError
from medport_desktop.data.connection.manager import DatabaseManager, NotSignedIn
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Silo, TransportLevel, UserType
from medport_desktop.domain.errors import AccountDisabled, CenterAway, SiloAway, WrongPassword
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from tests.data.world import ADMIN, CENTER, DESK, DESK_2, DISPATCH, PASSWORD, World
from tests.support import WAIT_S, until

SignIn = Callable[[str], DatabaseManager]
DEAD = "postgresql://127.0.0.1:1/nothing"


def manager_without(world: World, *away: Silo) -> DatabaseManager:
    return DatabaseManager({silo: DEAD if silo in away else world.urls[silo] for silo in Silo})


@pytest.mark.parametrize(
    ("email", "user_type", "organisation"),
    [
        (DESK, UserType.HOSPITAL, "UPMC Altoona"),
        (DISPATCH, UserType.EMS, "Blue EMS"),
        (CENTER, UserType.CENTER, "Regional center"),
    ],
)
def test_who_is_this_and_where_do_they_belong(world: World, email: str, user_type: UserType, organisation: str) -> None:
    manager = world.manager()
    try:
        signed_in = manager.sign_in(f" {email.upper()} ", PASSWORD)
        assert signed_in.person.email == email
        assert signed_in.person.user_type is user_type
        assert signed_in.person.organisation == organisation
        assert signed_in.home is user_type.home
        assert signed_in.away == frozenset()
        assert not signed_in.must_change_password
        assert manager.person == signed_in.person
    finally:
        manager.close()


def test_which_agencies_are_there(sign_in: SignIn, world: World) -> None:
    agencies = Stores.of(sign_in(DESK)).center.agencies()
    assert [agency.name for agency in agencies] == ["Blue EMS", "Red EMS"]
    assert agencies[0].levels == {TransportLevel.BLS, TransportLevel.ALS}
    assert agencies[0].coordinates is not None
    assert agencies[0].coordinates.latitude == pytest.approx(40.5)
    assert agencies[0].coordinates.longitude == pytest.approx(-78.4)


def test_all_trips_and_the_available_ones(sign_in: SignIn, world: World) -> None:
    desk, other_desk, dispatch = (Stores.of(sign_in(email)) for email in (DESK, DESK_2, DISPATCH))
    mine = desk.hospital.enter_trip(uuid4(), world.new_trip())
    theirs = other_desk.hospital.enter_trip(
        uuid4(), world.new_trip(origin_facility_id=world.tyrone, transport_level=TransportLevel.ALS)
    )
    all_ids = {trip.id for trip in Stores.of(sign_in(CENTER)).hospital.trips()}
    assert {mine.id, theirs.id} <= all_ids
    assert theirs.id not in {trip.id for trip in desk.hospital.trips()}

    until(lambda: {mine.id, theirs.id} <= {trip.trip_id for trip in dispatch.ems.board()})


@pytest.mark.parametrize(("email", "password"), [(DESK, "wrong"), ("nobody@x.example", PASSWORD), (DESK, "x" * 5000)])
def test_a_wrong_password_and_an_unknown_email_are_not_told_apart(world: World, email: str, password: str) -> None:
    manager = world.manager()
    with pytest.raises(WrongPassword) as wrong:
        manager.sign_in(email, password)
    assert wrong.value.sentence == "The e-mail or the password is wrong."
    with pytest.raises(NotSignedIn):
        manager.databases  # noqa: B018
    manager.close()


def test_a_disabled_account_is_told_only_to_who_has_the_password(world: World) -> None:
    key = world.add_person("leaver@altoona.example", "hospital", world.hospital)
    world.execute(Silo.CENTER, "update medport.app_user set is_active = false where id = %s", key)
    manager = world.manager()
    with pytest.raises(AccountDisabled):
        manager.sign_in("leaver@altoona.example", PASSWORD)
    with pytest.raises(WrongPassword):
        manager.sign_in("leaver@altoona.example", "wrong")
    manager.close()


def test_disabling_ends_open_connections_and_says_why(world: World) -> None:
    key = world.add_person("fired@altoona.example", "hospital", world.hospital)
    manager = world.manager()
    manager.sign_in("fired@altoona.example", PASSWORD)
    store = HospitalStore(manager.databases[Silo.HOSPITAL])
    assert isinstance(store.trips(), list)
    world.execute(Silo.CENTER, "update medport.app_user set is_active = false where id = %s", key)
    login = scram.role_name("fired@altoona.example")
    until(lambda: not world.execute(Silo.HOSPITAL, "select 1 from pg_stat_activity where usename = %s", login))
    with pytest.raises(AccountDisabled):
        store.trips()
    manager.close()


def test_must_change_password_is_told(world: World) -> None:
    world.add_person("fresh@altoona.example", "hospital", world.hospital, must_change=True)
    manager = world.manager()
    assert manager.sign_in("fresh@altoona.example", PASSWORD).must_change_password
    manager.close()


def test_a_password_beyond_ascii_works_with_its_keys_too(world: World) -> None:
    world.add_person("jürgen@altoona.example", "hospital", world.hospital, password="Schlüssel ﬁx 🚑")
    manager = world.manager()
    manager.sign_in("jürgen@altoona.example", "Schlüssel ﬁx 🚑")
    for database in manager.databases.values():
        database.connect_apart("test").close()  # by the keys
    manager.close()


def test_a_center_that_is_away_is_told_apart_from_a_wrong_password(world: World) -> None:
    manager = manager_without(world, Silo.CENTER)
    with pytest.raises(CenterAway):
        manager.sign_in(DESK, PASSWORD)
    manager.close()


@pytest.mark.parametrize("away", [Silo.HOSPITAL, Silo.EMS])
def test_another_silo_may_be_away(world: World, away: Silo) -> None:
    manager = manager_without(world, away)
    signed_in = manager.sign_in(DESK, PASSWORD)
    assert signed_in.away == {away}
    with pytest.raises(SiloAway) as error, manager.databases[away].read():
        pass
    assert error.value.silo is away
    assert Stores.of(manager).center.agencies()  # the rest works
    manager.close()


def test_a_silo_that_comes_back_connects_by_itself(world: World, silos: EmbeddedSilos) -> None:
    silos.stop([Silo.EMS])
    manager = world.manager()
    try:
        assert manager.sign_in(DISPATCH, PASSWORD).away == {Silo.EMS}
        silos.start()
        with manager.databases[Silo.EMS].read() as connection:
            assert connection.exec_driver_sql("select session_user").scalar() == scram.role_name(DISPATCH)
        kept = manager.databases[Silo.EMS].keys()
        assert kept is not None
    finally:
        silos.start()
        manager.close()


@pytest.fixture
def secrets_used(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The database and kind of secret of each connection opened from now on."""
    used: list[tuple[str, str]] = []
    real = psycopg.connect

    def spy(conninfo: str = "", **options: Any) -> Any:
        given = psycopg.conninfo.conninfo_to_dict(conninfo)
        kinds = [kind for kind in ("password", "scram_client_key") if kind in given]
        used.append((str(given["dbname"]), "+".join(kinds)))
        return real(conninfo, **options)

    monkeypatch.setattr(psycopg, "connect", spy)
    return used


def test_the_password_opens_one_connection_and_the_keys_the_rest(
    world: World, secrets_used: list[tuple[str, str]]
) -> None:
    manager = world.manager()
    manager.sign_in(DESK, PASSWORD)
    assert secrets_used[0] == ("center", "password")
    assert sorted(secrets_used[1:]) == [("ems", "scram_client_key"), ("hospital", "scram_client_key")]
    for database in manager.databases.values():
        database.connect_apart("test").close()
    assert {kind for _, kind in secrets_used[1:]} == {"scram_client_key"}
    holders = [manager, *manager.databases.values()]
    holders += [vars(holder).get("_credential") for holder in holders]
    assert PASSWORD not in repr([vars(holder) for holder in holders if holder is not None])
    manager.close()


def test_somebody_who_changed_their_own_verifier_in_one_silo_gets_in(
    world: World, secrets_used: list[tuple[str, str]]
) -> None:
    """Any role can (ALTER ROLE … PASSWORD); the salt that the center tells is then not that silo's."""
    world.add_person("rekeyed@altoona.example", "hospital", world.hospital)
    verifier, role = scram.verifier(PASSWORD, 4096), scram.role_name("rekeyed@altoona.example")
    world.execute(Silo.EMS, f"alter role {role} password '{verifier}'")
    secrets_used.clear()
    manager = world.manager()
    assert manager.sign_in("rekeyed@altoona.example", PASSWORD).away == frozenset()
    assert [kind for name, kind in secrets_used if name == "ems"] == ["scram_client_key", "password"]
    manager.databases[Silo.EMS].connect_apart("test").close()
    assert secrets_used[-1] == ("ems", "scram_client_key")
    manager.close()


def test_kept_keys_sign_in_again_and_are_not_the_password(sign_in: SignIn, world: World) -> None:
    secret = sign_in(DESK).secret()
    assert PASSWORD not in secret
    assert len(secret) < 1200  # a Windows credential holds 2,560 bytes of UTF-16
    manager = world.manager()
    signed_in = manager.resume(DESK, secret)
    assert signed_in.person.email == DESK
    assert signed_in.away == frozenset()
    assert manager.secret() == secret
    manager.verify(PASSWORD)
    manager.close()


def test_kept_keys_end_with_the_password_they_came_from(world: World) -> None:
    key = world.add_person("changer@altoona.example", "hospital", world.hospital)
    manager = world.manager()
    manager.sign_in("changer@altoona.example", PASSWORD)
    secret = manager.secret()
    world.execute(
        Silo.CENTER,
        "update medport.app_user set password = %s where id = %s",
        scram.verifier("another password", 4096),
        key,
    )
    world.execute(Silo.CENTER, "select reference.apply_verifier(%s)", key)
    with pytest.raises(WrongPassword):
        manager.resume("changer@altoona.example", secret)
    manager.close()


@pytest.mark.parametrize("secret", ["", "x", "[]", "{}", '{"center": 1}', '{"center": {}}', '{"moon": {}}'])
def test_a_secret_that_is_none_asks_for_the_password(world: World, secret: str) -> None:
    manager = world.manager()
    with pytest.raises(WrongPassword):
        manager.resume(DESK, secret)
    manager.close()


def test_unlocking_needs_the_password_and_no_server(world: World, silos: EmbeddedSilos) -> None:
    manager = world.manager()
    manager.sign_in(DESK, PASSWORD)
    manager.secret()
    silos.stop([Silo.CENTER])
    try:
        manager.verify(PASSWORD)
        with pytest.raises(WrongPassword):
            manager.verify("wrong")
    finally:
        silos.start()
        manager.close()


def test_touch_reaches_every_silo(sign_in: SignIn, world: World) -> None:
    manager = sign_in(DESK)
    manager.touch()
    for silo in Silo:
        seen = world.execute(
            silo, "select clock_timestamp() - last_seen_at from reference.session where user_id = %s", manager.person.id
        )
        assert seen[0][0] < timedelta(seconds=5)


def test_after_sign_out_nothing_is_open_and_nothing_opens(sign_in: SignIn, world: World) -> None:
    manager = sign_in(ADMIN)
    store = HospitalStore(manager.databases[Silo.HOSPITAL])
    inside, go_on = threading.Event(), threading.Event()

    def long_read() -> None:
        with manager.databases[Silo.HOSPITAL].read():
            inside.set()
            assert go_on.wait(WAIT_S)

    reader = threading.Thread(target=long_read)
    reader.start()
    assert inside.wait(WAIT_S)
    manager.sign_out()
    go_on.set()
    reader.join()
    with pytest.raises(SiloAway, match="signed out"):
        store.trips()
    with pytest.raises(NotSignedIn):
        Stores.of(manager)
    login = scram.role_name(ADMIN)
    for silo in Silo:
        until(lambda silo=silo: not world.execute(silo, "select 1 from pg_stat_activity where usename = %s", login))


def test_the_forbidden_thread_gets_no_connection_even_from_the_pool(world: World) -> None:
    forbidden = False
    manager = world.manager(forbidden_thread=lambda: forbidden)
    manager.sign_in(DESK, PASSWORD)
    database = manager.databases[Silo.HOSPITAL]
    with database.read():
        pass
    forbidden = True
    for block in (database.read, database.write):
        with pytest.raises(WrongThreadError), block():
            pass
    with pytest.raises(WrongThreadError):
        database.connect_apart("test")
    forbidden = False
    assert database.engine.pool.checkedout() == 0
    with database.read():
        pass
    manager.close()


def test_no_secret_reaches_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    manager = world.manager()
    manager.sign_in(DESK, PASSWORD)
    secret = manager.secret()
    with pytest.raises(WrongPassword):
        world.manager().sign_in(DESK, "wrong but secret")
    manager.close()
    assert PASSWORD not in caplog.text
    assert "wrong but secret" not in caplog.text
    assert secret not in caplog.text
