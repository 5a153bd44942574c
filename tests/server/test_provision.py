"""Provisioning makes three empty databases into silos that talk to one another, and may be repeated."""

import secrets
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos import health, keeper, replication, sqlfiles
from medport_desktop.silos import provision as provisioning
from medport_desktop.silos.keeper import Keeper
from medport_desktop.silos.migrations import chain
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls, as_role, connect
from tests.server.conftest import servers_in
from tests.support import until, wrong


def beats(urls: SiloUrls, at: Silo, of: Silo) -> int:
    """How many heartbeats of silo `of` have been seen at silo `at`."""
    with connect(urls[at], at) as connection:
        row = connection.execute(f"select count(*) from events.{of} where kind = 'silo.heartbeat'".encode()).fetchone()
        assert row is not None
        return int(row[0])


def beat(urls: SiloUrls, silo: Silo) -> None:
    with connect(urls[silo], silo) as connection:
        connection.execute("select events.emit('silo.heartbeat', '{\"v\": 1}')")


def test_every_subscription_streams(provisioned: EmbeddedSilos) -> None:
    found = {silo.silo: {link.name for link in silo.subscriptions} for silo in health.examine(provisioned.urls())}
    wanted: dict[Silo, set[str]] = {silo: set() for silo in Silo}
    for link in replication.links():
        wanted[link.subscriber].add(link.subscription)
    assert found == wanted
    assert all(link.streams for silo in health.examine(provisioned.urls()) for link in silo.subscriptions)


def test_the_silos_are_well_afterwards(provisioned: EmbeddedSilos) -> None:
    assert wrong(provisioned.urls()) == []
    assert all(silo.provisioned for silo in health.examine(provisioned.urls()))


def test_a_keeper_that_calls_nothing_and_a_clock_that_is_off_are_told(provisioned: EmbeddedSilos) -> None:
    assert wrong(provisioned.urls()) == []
    [hospital, ems, center] = silos = health.examine(provisioned.urls())
    assert all(silo.late_s is not None and abs(silo.ahead_s) < 1 for silo in silos)
    for late_s, words in ((90.2, "not called for 90 s"), (None, "for an hour, or never")):
        [complaint] = replace(hospital, late_s=late_s).complaints
        assert (complaint.code, words in complaint.text) == ("keeper_stopped", True)
    assert health.clocks_apart(silos) == []
    [apart] = health.clocks_apart([hospital, replace(ems, ahead_s=-3.2), replace(center, ahead_s=0)])
    assert apart.text.startswith("The clock of the ")
    assert " is 3.2 s ahead of that of the EMS server" in apart.text


@pytest.mark.parametrize("of", list(Silo))
def test_an_event_of_each_silo_reaches_the_other_two(provisioned: EmbeddedSilos, of: Silo) -> None:
    urls = provisioned.urls()
    others = [silo for silo in Silo if silo is not of]
    before = {silo: beats(urls, silo, of) for silo in others}
    beat(urls, of)
    for silo in others:
        until(lambda silo=silo: beats(urls, silo, of) == before[silo] + 1)


def test_a_second_time_keeps_the_data_and_the_bus(provisioned: EmbeddedSilos) -> None:
    urls = provisioned.urls()
    before = beats(urls, Silo.EMS, Silo.CENTER)
    provision(urls)
    beat(urls, Silo.CENTER)
    until(lambda: beats(urls, Silo.EMS, Silo.CENTER) == before + 1)


@pytest.mark.parametrize("silo", list(Silo))
def test_subscriptions_are_as_the_bus_needs_them(provisioned: EmbeddedSilos, silo: Silo) -> None:
    with connect(provisioned.urls()[silo], silo) as connection:
        rows = connection.execute(
            "select suborigin, subdisableonerr, subpasswordrequired, subsynccommit, subowner::regrole::text"
            " from pg_subscription where subname like %s",
            [f"{silo}%"],
        ).fetchall()
    assert rows
    assert set(rows) == {("any", False, False, "on", "medport_apply")}


@pytest.mark.parametrize("silo", list(Silo))
def test_the_replication_password_is_a_verifier_with_a_fresh_salt_a_silo(
    provisioned: EmbeddedSilos, silo: Silo
) -> None:
    urls = provisioned.urls()
    with connect(urls[silo], silo) as connection:
        query = "select rolpassword from pg_authid where rolname = 'medport_replication'"
        first = connection.execute(query).fetchone()
        provision(urls)
        second = connection.execute(query).fetchone()
    assert first is not None
    assert first[0].startswith("SCRAM-SHA-256$")
    assert first != second


def test_a_moved_publisher_is_found_again(servers: EmbeddedSilos) -> None:
    provision(servers.start())
    servers.stop([Silo.CENTER])
    moved = servers_in(servers.data_dir)
    moved._wanted = {**servers.ports(), Silo.CENTER: servers.ports()[Silo.CENTER] + 500}
    urls = moved.start()
    provision(urls)
    beat(urls, Silo.CENTER)
    until(lambda: beats(urls, Silo.HOSPITAL, Silo.CENTER) == 1)


def test_what_a_restored_subscriber_missed_waits_in_its_slot(servers: EmbeddedSilos) -> None:
    urls = servers.start()
    provision(urls)
    with connect(urls.center, Silo.CENTER) as connection:
        name = "center_events_from_ems"
        for change in ("disable", "set (slot_name = none)"):
            connection.execute(f"alter subscription {name} {change}".encode())
        connection.execute(f"drop subscription {name}".encode())
    beat(urls, Silo.EMS)
    provision(urls)
    until(lambda: beats(urls, Silo.CENTER, Silo.EMS) == 1)


def test_a_server_that_is_not_fit_is_refused_in_a_sentence(provisioned: EmbeddedSilos) -> None:
    urls = provisioned.urls()
    with connect(urls.ems, Silo.EMS) as connection:
        connection.execute("drop role if exists mere_mortal")
        connection.execute("create role mere_mortal login password 'mortal'")
        connection.execute("grant connect on database ems to mere_mortal")
    mortal = as_role(urls.ems, "mere_mortal", "mortal")
    options = dict(part.split("=", 1) for part in mortal.split())
    url = f"postgresql://mere_mortal:mortal@{options['host']}:{options['port']}/ems"
    with pytest.raises(ServerProblem, match="must be provisioned by a superuser"):
        provision(SiloUrls(urls.hospital, url, urls.center))


def test_a_server_that_cuts_large_transactions_off_is_told(provisioned: EmbeddedSilos) -> None:
    assert wrong(provisioned.urls()) == []
    with connect(provisioned.urls().ems, Silo.EMS) as ems:
        ems.execute("alter system set wal_sender_timeout = '10s'")
        ems.execute("select pg_reload_conf()")
        try:
            until(lambda: wrong(provisioned.urls()) == ["unsafe_setting"])
            assert "wal_sender_timeout is 10000 ms" in str(health.examine(provisioned.urls())[1].complaints[0])
        finally:
            ems.execute("alter system reset wal_sender_timeout")
            ems.execute("select pg_reload_conf()")
    until(lambda: not health.examine(provisioned.urls())[1].settings)


def test_an_authority_that_a_server_cannot_read_is_told_before_anything_is_done(
    provisioned: EmbeddedSilos, tmp_path: Path
) -> None:
    urls = provisioned.urls()
    (tmp_path / "locked.crt").write_text("an authority")
    (tmp_path / "locked.crt").chmod(0)
    for name in ("none.crt", "locked.crt"):
        named = SiloUrls(urls.hospital, f"{urls.ems}?sslrootcert={tmp_path / name}", urls.center)
        with pytest.raises(ServerProblem, match=f"server cannot read {tmp_path / name}, by which it checks"):
            provision(named)


def test_an_absent_silo_is_a_sentence_without_the_password(provisioned: EmbeddedSilos) -> None:
    urls = provisioned.urls()
    away = SiloUrls(urls.hospital, "postgres://postgres:hush@127.0.0.1:9/ems", urls.center)
    with pytest.raises(ServerProblem, match="EMS database") as raised:
        provision(away)
    assert "hush" not in str(raised.value)
    [hospital, ems, center] = health.examine(away)
    assert [complaint.code for complaint in ems.complaints] == ["away"]
    assert not hospital.problem
    assert not center.problem


@pytest.mark.parametrize("silo", list(Silo))
def test_what_a_person_sends_is_in_no_log(provisioned: EmbeddedSilos, silo: Silo) -> None:
    secret = f"patient-{secrets.token_hex(8)}"
    with connect(provisioned.urls()[silo], silo) as connection:
        folder = connection.execute("select current_setting('data_directory')").fetchone()
        for statement, parameters in (("select %s::int", [secret]), (f"select '{secret}'::uuid", None)):
            with pytest.raises(psycopg.DataError):
                connection.execute(statement.encode(), parameters)
    assert folder is not None
    logs = [file.read_text() for file in Path(folder[0], "log").iterdir()]
    assert logs
    assert not any(secret in log for log in logs)


@pytest.mark.parametrize("silo", list(Silo))
def test_public_may_do_nothing_in_the_database(provisioned: EmbeddedSilos, silo: Silo) -> None:
    with connect(provisioned.urls()[silo], silo) as connection:
        row = connection.execute(
            "select bool_or(grantee = 0) from pg_database, aclexplode(datacl) where datname = current_database()"
        ).fetchone()
    assert row == (False,)


def test_each_silo_s_history_has_one_head_and_is_there(provisioned: EmbeddedSilos) -> None:
    for silo, url in provisioned.urls().items():
        with connect(url, silo) as connection:
            assert chain.revision(connection) == MADE_FOR


def test_every_file_of_the_schema_has_its_place_in_the_order() -> None:
    folder = Path(sqlfiles.__file__).parent / "schema"
    order = (folder / "order.txt").read_text(encoding="utf-8").split()
    there = [path.relative_to(folder).as_posix() for path in folder.rglob("*.sql") if path.name != "publications.sql"]
    assert sorted(order) == sorted(there)


def test_an_error_in_an_sql_file_names_file_and_line(provisioned: EmbeddedSilos, tmp_path: Path) -> None:
    folder = tmp_path / "ems"
    folder.mkdir()
    (folder / "bad.sql").write_text("select 1;\n-- 100 % : fine\nselect nonsense;\n")
    with (
        connect(provisioned.urls().ems, Silo.EMS) as connection,
        pytest.raises(sqlfiles.SqlFileError, match=r"^ems/bad\.sql:3: column .nonsense."),
    ):
        sqlfiles.run(connection, [folder / "bad.sql"])


@pytest.fixture(scope="module")
def keeper_env(provisioned: EmbeddedSilos, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keeper") / "keeper.env"
    provision(provisioned.urls(), keeper_env=file)
    return file


@pytest.fixture
def quick_keeper(keeper_env: Path) -> Iterator[Keeper]:
    running = Keeper(lambda: keeper.read_env(keeper_env), every_s=0.05)
    running.start()
    yield running
    running.stop()


def ticks_of(urls: SiloUrls, silo: Silo) -> bool:
    """Whether a keeper is connected to the silo and has ticked: its first tick writes a heartbeat."""
    with connect(urls[silo], silo) as connection:
        row = connection.execute(
            "select exists (select from pg_stat_activity where usename = 'medport_keeper' and query ~ 'tick')"
        ).fetchone()
    return row == (True,) and beats(urls, silo, silo) > 0


def test_the_keeper_s_file_is_private(keeper_env: Path) -> None:
    assert stat.S_IMODE(keeper_env.stat().st_mode) == 0o600


def test_the_keeper_may_tick_and_nothing_else(provisioned: EmbeddedSilos, keeper_env: Path) -> None:
    for address in keeper.read_env(keeper_env).values():
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("select medport.tick()")
            row = connection.execute(
                "select count(*) from information_schema.role_table_grants where table_schema in"
                " ('medport', 'events', 'reference', 'audit') and grantee in ('medport_keeper', 'PUBLIC')"
            ).fetchone()
            assert row == (0,)


def test_the_keeper_ticks_in_every_silo(provisioned: EmbeddedSilos, quick_keeper: Keeper) -> None:
    for silo in Silo:
        until(lambda silo=silo: ticks_of(provisioned.urls(), silo))


def test_the_keeper_goes_on_without_one_silo_and_finds_it_again(
    provisioned: EmbeddedSilos, quick_keeper: Keeper
) -> None:
    urls = provisioned.urls()
    provisioned.stop([Silo.EMS])
    try:
        until(lambda: ticks_of(urls, Silo.CENTER))
    finally:
        provisioned.start([Silo.EMS])
    until(lambda: ticks_of(urls, Silo.EMS), timeout=40)


def test_the_keeper_stops_at_once_while_a_silo_is_away(keeper_env: Path) -> None:
    nowhere = dict.fromkeys(Silo, "postgresql://nobody@127.0.0.1:9/nowhere")
    away = Keeper(lambda: nowhere, every_s=0.05)
    away.start()
    away.stop()  # the guard fails the test if a thread is left


def test_a_server_without_room_for_the_bus_is_refused(
    provisioned: EmbeddedSilos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(provisioning._ROOM, "max_logical_replication_workers", 1000)
    with pytest.raises(ServerProblem, match="max_logical_replication_workers = 20; at least 1000"):
        provision(provisioned.urls())
