"""`medport` as a person types it: a process of its own, its output, its exit code."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import psutil
import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import VARIABLES, SiloUrls, connect
from tests.server.conftest import servers_in
from tests.support import until

GUESS_COSTS_S = 0.5
"""The servers answer a wrong password no sooner (auth_delay)."""


def medport(
    *arguments: str | Path, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    hidden = {*VARIABLES.values(), "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "medport_desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=cwd,
        env={**inherited, **(environment or {})},
    )


def variables(urls: SiloUrls) -> dict[str, str]:
    return {VARIABLES[silo]: url for silo, url in urls.items()}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A demo that runs, in a folder that root's account may enter too."""
    with tempfile.TemporaryDirectory() as place:
        data_dir = Path(place) / "demo"
        try:
            started = medport("demo", "start", "--data-dir", data_dir)
            assert started.returncode == 0, started.stderr
            yield data_dir
        finally:
            assert medport("demo", "reset", "--data-dir", data_dir).returncode == 0


def facts(folder: Path, action: str = "status") -> dict[str, Any]:
    result = medport("demo", action, "--json", "--data-dir", folder)
    assert result.returncode == 0, result.stderr
    stored: dict[str, Any] = json.loads(result.stdout)
    return stored


def test_json_tells_a_program_all_that_it_needs(folder: Path) -> None:
    told = facts(folder)
    assert set(told["urls"]) == set(told["ports"]) == {silo.value for silo in Silo}
    assert all(told["running"].values())
    for silo in Silo:
        with psycopg.connect(told["urls"][silo.value]) as connection:
            assert connection.info.port == told["ports"][silo.value]
    assert {account["user_type"] for account in told["accounts"]} == {"hospital", "ems", "center"}


def test_the_accounts_that_are_told_can_sign_in_to_every_silo(folder: Path) -> None:
    told = facts(folder)
    urls = SiloUrls(**told["urls"]).for_people()
    for account in told["accounts"][:3]:
        for url in urls.values():
            login = {"user": scram.role_name(account["email"]), "password": account["password"]}
            with psycopg.connect(make_conninfo(url, **login)) as connection:
                assert connection.execute("select medport.my_user_type()").fetchone() == (account["user_type"],)


def test_without_json_no_superuser_s_password_is_printed(folder: Path) -> None:
    told = facts(folder)
    for action in ("start", "status"):
        shown = medport("demo", action, "--data-dir", folder)
        assert shown.returncode == 0, shown.stderr
        for url in told["urls"].values():
            assert url not in shown.stdout
            assert url.partition("postgres:")[2].partition("@")[0] not in shown.stdout + shown.stderr
        assert told["accounts"][0]["email"] in shown.stdout


def test_starting_again_keeps_urls_and_accounts(folder: Path) -> None:
    before = facts(folder)
    assert facts(folder, "start") == before


def test_a_demo_whose_schema_was_changed_is_mended_and_keeps_its_rows(folder: Path) -> None:
    before = SiloUrls(**facts(folder)["urls"])
    count = "select count(*) from medport.available_trip"
    with connect(before.ems, Silo.EMS) as connection:
        connection.execute("comment on schema migrations is 'made from other files'")
        connection.execute(
            "create or replace function medport.forget_delivered() returns void language sql return null"
        )
        rows = connection.execute(count).fetchone()
    checked = medport("db", "upgrade", "--check", environment=variables(before))
    assert checked.returncode == 0, checked.stderr
    assert "function: medport.forget_delivered()" in checked.stdout
    assert facts(folder, "start")["ports"] == facts(folder)["ports"]
    with connect(before.ems, Silo.EMS) as connection:
        body = connection.execute("select pg_get_functiondef('medport.forget_delivered()'::regprocedure)").fetchone()
        assert body is not None
        assert "30 days" in body[0]
        assert connection.execute(count).fetchone() == rows


def test_the_keeper_lives_and_dies_with_the_demo(folder: Path) -> None:
    file = folder / "keeper.pid"
    keeper = psutil.Process(int(file.read_text()))
    assert keeper.cwd() == os.path.abspath(os.sep)
    secrets = [line.partition("password=")[2].split()[0] for line in (folder / "keeper.env").read_text().splitlines()]
    assert not any(secret in " ".join(keeper.cmdline()) for secret in secrets)
    stopped = medport("demo", "stop", "--data-dir", folder)
    try:
        assert stopped.returncode == 0, stopped.stderr
        assert not keeper.is_running() or keeper.status() == psutil.STATUS_ZOMBIE
        assert medport("demo", "status", "--data-dir", folder).returncode == 3
    finally:
        again = facts(folder, "start")
    assert again["keeper"] is True


def test_the_doctor_finds_the_demo_well(folder: Path) -> None:
    result = medport("doctor", "--data-dir", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count(": well") == 3


def test_the_doctor_tells_who_failed_to_sign_in(folder: Path) -> None:
    told = facts(folder)
    email = told["accounts"][-1]["email"]
    url = SiloUrls(**told["urls"]).for_people()[Silo.CENTER]
    before = monotonic()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(make_conninfo(url, user=scram.role_name(email), password="a guess"))
    assert monotonic() - before >= GUESS_COSTS_S
    said = medport("doctor", "--data-dir", folder).stdout
    assert re.search(rf"^  {email}: 1 failed sign-in\(s\), the last at \d{{4}}-\d\d-\d\d ", said, re.MULTILINE)
    assert said.count("failed sign-in") == 1


def test_the_doctor_says_what_is_wrong(folder: Path) -> None:
    told = facts(folder)
    urls = SiloUrls(**told["urls"])
    email = told["accounts"][0]["email"]
    role = scram.role_name(email)
    with connect(urls.ems, Silo.EMS) as connection:
        row = connection.execute("select rolpassword from pg_authid where rolname = %s", [role]).fetchone()
        assert row is not None
        connection.execute("alter subscription ems_events_from_center disable")
        connection.execute(f"alter role {role} password 'changed-in-psql'".encode())
        connection.execute(
            "insert into events.dead_letter (source, event_id, kind, sqlstate, error)"
            " values ('hospital', gen_random_uuid(), 'trip.created', '22P02', 'not a number')"
        )
        try:
            until(
                lambda: (
                    connection.execute(
                        "select pid is null from pg_stat_subscription where subname = 'ems_events_from_center'"
                    ).fetchone()
                    == (True,)
                )
            )
            result = medport("doctor", environment=variables(urls))
            told = json.loads(medport("doctor", "--json", environment=variables(urls)).stdout)
        finally:
            connection.execute("delete from events.dead_letter where error = 'not a number'")
            connection.execute(f"alter role {role} password '{row[0]}'".encode())
            connection.execute("alter subscription ems_events_from_center enable")
    assert result.returncode == 1
    assert "ems_events_from_center is disabled" in result.stdout
    assert "trip.created from hospital" in result.stdout
    assert email in result.stdout
    assert "Hospital: well" in result.stdout
    codes = {silo["silo"]: {each["code"] for each in silo["complaints"]} for silo in told["silos"]}
    assert codes["hospital"] == set()
    assert codes["ems"] >= {"stream_stopped", "event_unhandled", "password_differs"}
    assert (told["well"], told["between"], told["repaired"]) == (False, [], [])


def test_db_provisions_a_site_named_by_the_environment(tmp_path: Path) -> None:
    site = servers_in(tmp_path / "site")
    try:
        environment = variables(site.start())
        before = medport("db", "status", environment=environment)
        assert before.returncode == 1
        assert before.stdout.count("revision none") == 3
        env_file = tmp_path / "keeper.env"
        result = medport("db", "provision", "--keeper-env", env_file, environment=environment)
        assert result.returncode == 0, result.stderr
        assert medport("db", "status", environment=environment).returncode == 0
        assert medport("db", "upgrade", environment=environment).returncode == 0
        _keeper_ends_at_sigterm(env_file)
    finally:
        site.remove()


def _keeper_ends_at_sigterm(env_file: Path) -> None:
    command = [sys.executable, "-m", "medport_desktop", "keeper", "--env-file", str(env_file)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        connected = 0
        while connected < len(Silo):
            line = process.stderr.readline()
            assert line, "the keeper ended by itself"
            connected += "connected" in line
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("demo", "status", "--data-dir", "{tmp}/none"), "There are no databases in"),
        (("demo", "start", "--data-dir", "{tmp}"), "holds other files"),
        (("demo", "start", "--data-dir", "{tmp}/file/x"), "cannot be made"),
        (("keeper",), "HOSPITAL_DATABASE_URL, EMS_DATABASE_URL, CENTER_DATABASE_URL are not set"),
        (("keeper", "--env-file", "{tmp}/none"), "cannot be read"),
        (("db", "status", "--data-dir", "{tmp}/none"), "There are no databases in"),
    ],
)
def test_what_is_wrong_with_the_machine_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "file").write_text("")
    result = medport(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert result.returncode == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) <= 2


def test_a_half_set_environment_names_what_is_missing() -> None:
    environment = {"HOSPITAL_DATABASE_URL": "postgresql://u:hush@127.0.0.1/h"}
    result = medport("db", "status", environment=environment)
    assert result.returncode == 1
    assert "EMS_DATABASE_URL, CENTER_DATABASE_URL are not set" in result.stderr
    assert "hush" not in result.stderr


@pytest.mark.parametrize("url", ["mysql://u:hush@h/d", "postgresql://u:hush@h:port/d", "postgresql://u:hush@h"])
def test_a_bad_url_is_a_sentence_without_its_password(url: str) -> None:
    result = medport("db", "status", environment=dict.fromkeys(VARIABLES.values(), url))
    assert result.returncode == 1
    assert "HOSPITAL_DATABASE_URL" in result.stderr
    assert "hush" not in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("ports", ["1,2", "1,1,2", "0,1,2", "a,b,c", "1,2,70000"])
def test_bad_ports_are_refused(ports: str) -> None:
    result = medport("demo", "start", "--ports", ports)
    assert result.returncode == 2
    assert "give three" in result.stderr


def test_every_command_explains_itself() -> None:
    overview = medport("--help").stdout
    for command in ("demo", "db", "keeper", "doctor", "tour"):
        assert re.search(rf"^    {command} +\S", overview, re.MULTILINE)
        assert medport(command, "--help").returncode == 0


def test_the_folder_of_a_stopped_demo_can_be_reset(tmp_path: Path) -> None:
    silos: EmbeddedSilos = servers_in(tmp_path / "demo")
    silos.start([Silo.CENTER])
    silos.stop()
    assert medport("demo", "reset", "--data-dir", tmp_path / "demo").returncode == 0
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["silos.lock"]
