"""What is said before an upgrade, to consoles that are too old after it, and of a demo that is upgraded."""

import re
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from medport_desktop import cli
from medport_desktop.data.connection import scram
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import ConsoleTooOld
from medport_desktop.domain.revisions import FIRST_REVISION, MADE_FOR
from medport_desktop.silos import health, sqlfiles
from medport_desktop.silos.demo.people import PASSWORD
from medport_desktop.silos.migrations import chain
from medport_desktop.silos.migrations.upgrade import plan, upgrade
from medport_desktop.silos.servers.demo_servers import Demo
from medport_desktop.silos.urls import VARIABLES, SiloUrls
from tests.releases.restore import FrozenTrio
from tests.upgrade.looking import roles_of, rows_of, schema_of
from tests.upgrade.people import DESK, DISPATCHER

H, E, C = Silo.HOSPITAL, Silo.EMS, Silo.CENTER


@pytest.fixture
def commands(old: FrozenTrio, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`medport`, with the trio's addresses."""
    for silo, name in VARIABLES.items():
        monkeypatch.setenv(name, old.urls[silo])
    return lambda *arguments: cli.main(list(arguments))


def test_a_check_says_what_would_be_done_and_changes_nothing(
    old: FrozenTrio, commands: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [(schema_of(url), roles_of(url), rows_of(url)) for _, url in old.urls.items()]
    assert commands("db", "upgrade", "--check") == 0
    said = capsys.readouterr().out
    assert [(schema_of(url), roles_of(url), rows_of(url)) for _, url in old.urls.items()] == before
    for silo in Silo:
        assert f"{silo.label}: revision 0001, to become {MADE_FOR}." in said
    assert said.count("0002 events that wait (") == len(Silo)
    # An upgraded hospital shows patients, and an upgraded EMS silo its board, to newer consoles than those of 1.0.0.
    assert (said.count("Consoles may stay open."), said.count("Close the consoles")) == (0, 3)
    assert "function: " in said
    assert "medport.schema_version()" in said


def test_a_console_is_made_for_the_last_revision_of_the_chain() -> None:
    assert list(chain.later(FIRST_REVISION))[-1] == MADE_FOR


def test_status_tells_of_a_silo_that_is_behind_until_it_is_upgraded(
    old: FrozenTrio, commands: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands("db", "status") == 1
    assert f"revision 0001 (this program: {MADE_FOR})" in capsys.readouterr().out
    assert commands("doctor") == 1
    assert "Its schema is at revision 0001" in capsys.readouterr().out
    assert commands("db", "upgrade", "--silo", "ems") == 0
    assert commands("db", "status") == 1
    assert [silo.provisioned for silo in health.examine(old.urls)] == [False, True, False]
    assert commands("db", "upgrade") == 0
    assert commands("db", "status") == 0
    with old.connect(H) as connection:
        connection.execute("alter subscription hospital_events_from_ems disable")
    assert commands("db", "status") == 1


def test_two_addresses_of_one_database_are_refused(
    old: FrozenTrio,
    commands: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLES[E], old.urls[H])
    sentence = "The addresses of the Hospital and the EMS database name one database."
    assert commands("db", "status") == 1
    assert sentence in capsys.readouterr().out
    assert commands("db", "upgrade") == 1
    assert sentence in capsys.readouterr().err
    assert [silo.revision for silo in health.examine(old.urls)] == ["0001"] * 3


@pytest.fixture
def no_longer_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the SQL of this program serve consoles from a revision on."""
    known = sqlfiles.schema_files

    def begin(oldest: str) -> None:
        def files(silo: Silo) -> list[Path]:
            found = known(silo)
            [consoles] = [path for path in found if path.name == "consoles.sql"]
            changed = tmp_path / f"{silo.value}.sql"
            changed.write_text(re.sub(r"^return '.*?';", f"return '{oldest}';", consoles.read_text(), flags=re.M))
            return [changed if path is consoles else path for path in found]

        monkeypatch.setattr(sqlfiles, "schema_files", files)

    return begin


@pytest.mark.parametrize("asked_first", ["select * from medport.whoami()", "select medport.touch_session()"])
def test_a_console_of_1_0_0_that_is_no_longer_served_gets_a_sentence(
    old: FrozenTrio, no_longer_served: Callable[[str], None], asked_first: str
) -> None:
    no_longer_served("0002")
    assert plan(C, old.urls[C]).closes_consoles
    upgrade(C, old.urls[C])
    address = make_conninfo(old.urls.for_people()[C], user=scram.role_name(DESK), password=PASSWORD)
    with psycopg.connect(address) as console, pytest.raises(psycopg.Error) as refused:
        console.execute(asked_first.encode())
    # Release 1.0.0 shows the sentence and the hint of every SQLSTATE that begins with MP.
    assert refused.value.sqlstate == "MP008"
    assert refused.value.diag.message_primary == (
        "This console is too old for the center database, which has been upgraded."
    )
    assert refused.value.diag.message_hint
    with DatabaseManagerOf(old.urls) as manager:
        assert manager.sign_in(DESK, PASSWORD).behind == {H, E}


def test_an_open_console_that_is_too_old_does_not_go_on(old: FrozenTrio) -> None:
    """Its board would look empty, under a green light."""
    address = make_conninfo(old.urls.for_people()[E], user=scram.role_name(DISPATCHER), password=PASSWORD)
    with psycopg.connect(address) as console:
        upgrade(E, old.urls[E])
        with pytest.raises(psycopg.errors.AdminShutdown):
            console.execute("select count(*) from medport.available_trip")


def test_a_newer_console_is_not_disturbed(old: FrozenTrio) -> None:
    with DatabaseManagerOf(old.urls) as manager:
        manager.sign_in(DISPATCHER, PASSWORD)
        database = manager.databases[E]
        with database.write() as connection:
            before = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
        upgrade(E, old.urls[E])
        with database.write() as connection:
            assert connection.exec_driver_sql("select pg_backend_pid()").scalar_one() == before


@pytest.mark.parametrize("silo", [C, E])
def test_a_console_that_is_too_old_for_one_silo_does_not_half_work(
    old: FrozenTrio, no_longer_served: Callable[[str], None], silo: Silo
) -> None:
    no_longer_served("9999")
    upgrade(silo, old.urls[silo])
    with DatabaseManagerOf(old.urls) as manager:
        with pytest.raises(ConsoleTooOld, match=f"too old for the {silo} database"):
            manager.sign_in(DESK, PASSWORD)
        assert manager._databases == {}


class DatabaseManagerOf(DatabaseManager):
    """A console's connections. Use it in a `with`."""

    def __init__(self, urls: SiloUrls) -> None:
        super().__init__(dict(urls.items()))

    def __enter__(self) -> "DatabaseManagerOf":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def test_a_demo_of_1_0_0_keeps_its_trips_and_its_ports(old: FrozenTrio) -> None:
    trips = "select count(*), max(trip_number) from medport.transport_request"
    with old.connect(H) as connection:
        before = connection.execute(trips).fetchone()
    ports = old.silos.ports()
    demo = Demo(old.silos)
    demo.stop()
    try:
        assert not demo.runs()
        demo.start()
        assert demo.is_current()
        assert old.silos.ports() == ports
        with old.connect(H) as connection:
            assert connection.execute(trips).fetchone() == before
    finally:
        demo._stop_keeper()
