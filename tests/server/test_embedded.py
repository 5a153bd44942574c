"""The embedded servers start on any machine, whatever happened before."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.servers import account as accounts
from medport_desktop.silos.servers.cluster import is_free
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls, connect
from tests.server.conftest import servers_in
from tests.support import until

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root needs it")


def setting(urls: SiloUrls, silo: Silo, name: str) -> str:
    with connect(urls[silo], silo) as connection:
        row = connection.execute("select current_setting(%s)", [name]).fetchone()
        assert row is not None
        return str(row[0])


def postmaster(silos: EmbeddedSilos, silo: Silo) -> psutil.Process:
    folder = setting(silos.urls(), silo, "data_directory")
    return psutil.Process(int((Path(folder) / "postmaster.pid").read_text().splitlines()[0]))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSilos]:
    """Servers that the tests only look at."""
    silos = servers_in(tmp_path_factory.mktemp("running"))
    silos.start()
    yield silos
    silos.remove()


def test_each_silo_has_its_own_server_and_database(running: EmbeddedSilos) -> None:
    urls = running.urls()
    databases = {}
    for silo, url in urls.items():
        with connect(url, silo) as connection:
            databases[silo] = connection.info.dbname
    assert databases == {silo: silo.value for silo in Silo}
    assert len(set(running.ports().values())) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("wal_level", "logical"),
        ("scram_iterations", "4096"),
        ("password_encryption", "scram-sha-256"),
        ("lc_messages", "C"),
        ("TimeZone", "UTC"),
        ("server_encoding", "UTF8"),
        ("wal_sender_timeout", "1min"),
        ("wal_receiver_timeout", "10s"),
        ("wal_retrieve_retry_interval", "1s"),
        ("log_statement", "none"),
        ("log_min_error_statement", "panic"),
        ("log_parameter_max_length_on_error", "0"),
        ("log_error_verbosity", "terse"),
    ],
)
def test_settings(running: EmbeddedSilos, name: str, value: str) -> None:
    assert setting(running.urls(), Silo.HOSPITAL, name) == value


def test_fsync_is_on_unless_a_test_says_otherwise(tmp_path: Path) -> None:
    silos = EmbeddedSilos(tmp_path / "safe")
    try:
        urls = silos.start([Silo.CENTER])
        assert setting(urls, Silo.CENTER, "fsync") == "on"
        assert setting(urls, Silo.CENTER, "scram_iterations") == "4096"
    finally:
        silos.remove()


@pytest.mark.parametrize("database", ["hospital", "postgres"])
def test_nobody_comes_in_without_a_password(running: EmbeddedSilos, database: str) -> None:
    port = running.ports()[Silo.HOSPITAL]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/{database}?require_auth=scram-sha-256")
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(f"postgresql://postgres:guess@127.0.0.1:{port}/{database}")


def test_people_reach_the_silo_s_database_alone(running: EmbeddedSilos) -> None:
    port = running.ports()[Silo.HOSPITAL]
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(f"postgresql://somebody:secret@127.0.0.1:{port}/postgres")


def test_passwords_are_in_a_private_file_and_in_no_repr(running: EmbeddedSilos) -> None:
    file = running.data_dir / "silos.json"
    passwords = json.loads(file.read_text())["passwords"]
    assert file.stat().st_mode & 0o077 == 0
    assert len(set(passwords.values())) == 3
    assert not any(password in repr(running.urls()) for password in passwords.values())


def test_starting_again_changes_nothing(running: EmbeddedSilos) -> None:
    before = running.urls()
    assert running.start() == before
    assert servers_in(running.data_dir).start() == before


def test_data_and_ports_outlive_a_restart(servers: EmbeddedSilos) -> None:
    urls = servers.start()
    with connect(urls.ems, Silo.EMS) as connection:
        connection.execute("create table kept as select 7 as n")
    servers.stop()
    assert servers.running() == dict.fromkeys(Silo, False)
    assert servers.start() == urls
    with connect(urls.ems, Silo.EMS) as connection:
        assert connection.execute("select n from kept").fetchone() == (7,)


def test_one_silo_stops_and_starts_alone(servers: EmbeddedSilos) -> None:
    servers.start()
    servers.stop([Silo.EMS])
    assert servers.running() == {Silo.HOSPITAL: True, Silo.EMS: False, Silo.CENTER: True}
    servers.start([Silo.EMS])
    assert all(servers.running().values())


def test_a_taken_port_is_given_up(servers: EmbeddedSilos) -> None:
    servers.start()
    servers.stop()
    before = servers.ports()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", before[Silo.EMS]))
        other.listen()
        urls = servers.start()
        after = servers.ports()
        assert after[Silo.EMS] != before[Silo.EMS]
        assert after[Silo.HOSPITAL] == before[Silo.HOSPITAL]
        assert setting(urls, Silo.EMS, "port") == str(after[Silo.EMS])


def test_named_ports_are_used_exactly_or_not_at_all(tmp_path: Path) -> None:
    free = [port for port in range(24_000, 25_000) if is_free(port)][:3]
    silos = servers_in(tmp_path / "silos", ports=tuple(free))
    try:
        with socket.socket() as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", free[1]))
            other.listen()
            with pytest.raises(ServerProblem, match=str(free[1])):
                silos.start()
        silos.start()
        assert list(silos.ports().values()) == free
        with pytest.raises(ServerProblem, match="already runs, on port"):
            servers_in(tmp_path / "silos", ports=(1, 2, 3)).start()
    finally:
        silos.remove()


def test_a_killed_server_starts_again(servers: EmbeddedSilos) -> None:
    urls = servers.start()
    for silo in Silo:
        killed = postmaster(servers, silo)
        killed.send_signal(signal.SIGKILL)
        until(lambda process=killed: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)
    assert servers.running() == dict.fromkeys(Silo, False)
    assert servers.start() == urls
    assert setting(urls, Silo.HOSPITAL, "wal_level") == "logical"


def test_a_stale_pid_that_is_now_another_process_does_not_hold_it_up(servers: EmbeddedSilos) -> None:
    urls = servers.start()
    folder = Path(setting(urls, Silo.CENTER, "data_directory"))
    lines = (folder / "postmaster.pid").read_text().splitlines()
    servers.stop()
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert servers.running()[Silo.CENTER] is False
    assert servers.start() == urls


def test_two_starts_at_once_are_one(servers: EmbeddedSilos) -> None:
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda _: servers_in(servers.data_dir).start(), range(3)))
    assert len({tuple(urls.items()) for urls in results}) == 1
    assert all(servers.running().values())


def test_an_interrupted_first_start_is_begun_anew(servers: EmbeddedSilos) -> None:
    servers.start()
    servers.stop()
    home = Path(json.loads((servers.data_dir / "silos.json").read_text())["home"])
    (home / "ems").rename(home / "ems.new")
    assert setting(servers.start(), Silo.EMS, "server_encoding") == "UTF8"


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    with pytest.raises(ServerProblem, match="holds other files"):
        servers_in(tmp_path).start()
    servers_in(tmp_path).remove()
    assert letter.read_text() == "dear"


def test_removing_deletes_the_data_and_nothing_else(tmp_path: Path) -> None:
    silos = servers_in(tmp_path / "silos")
    silos.start([Silo.EMS])
    (silos.data_dir / "notes.txt").write_text("mine")
    home = Path(json.loads((silos.data_dir / "silos.json").read_text())["home"])
    silos.remove()
    assert sorted(path.name for path in silos.data_dir.iterdir()) == ["notes.txt", "silos.lock"]
    assert not (home / "ems").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerProblem, match="cannot be made"):
        servers_in(tmp_path / "file" / "silos").start()


@as_root
def test_as_root_the_server_runs_under_an_unprivileged_account(servers: EmbeddedSilos) -> None:
    servers.start([Silo.HOSPITAL])
    process = postmaster(servers, Silo.HOSPITAL)
    assert process.username() == accounts.ACCOUNT
    assert process.uids().effective != 0


@as_root
def test_as_root_a_closed_folder_keeps_its_clusters_elsewhere(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    silos = servers_in(closed / "silos")
    try:
        folder = Path(setting(silos.start([Silo.EMS]), Silo.EMS, "data_directory"))
        assert folder.is_relative_to(accounts.STATE)
        silos.stop()
        assert setting(silos.start([Silo.EMS]), Silo.EMS, "data_directory") == str(folder)
    finally:
        silos.remove()
    assert not folder.parent.exists()


@as_root
def test_as_root_an_open_folder_keeps_its_clusters() -> None:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as place:
        Path(place).chmod(0o755)
        silos = servers_in(Path(place) / "silos")
        try:
            folder = setting(silos.start([Silo.EMS]), Silo.EMS, "data_directory")
            assert folder == str(Path(place) / "silos" / "ems")
        finally:
            silos.remove()


@as_root
def test_as_root_programs_in_a_closed_folder_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = accounts.needed_account()
    assert account is not None
    state = Path(tempfile.mkdtemp(dir="/var/tmp"))
    state.chmod(0o755)
    package = accounts.programs(None).parent.parent
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in (package.name, f"{package.name}.libs"):
        (closed / part).symlink_to(package.with_name(part))
    spec = type("Spec", (), {"submodule_search_locations": [str(closed / package.name)]})
    monkeypatch.setattr(accounts, "find_spec", lambda _name: spec)
    monkeypatch.setattr(accounts, "STATE", state)
    try:
        copy = accounts.programs(account)
        assert copy.is_relative_to(state)
        assert accounts.run([str(copy / "initdb"), "--version"], account) == 0
        assert accounts.programs(account) == copy
    finally:
        subprocess.run(["rm", "-rf", str(state)], check=True)


def test_the_embedded_servers_need_no_qt() -> None:
    code = "import sys, medport_desktop.cli; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
