"""One embedded PostgreSQL cluster: made, started, stopped. TCP on 127.0.0.1 only, SCRAM for everyone."""

import secrets
import shutil
import socket
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.servers import account as accounts
from medport_desktop.silos.servers import processes

HOST = "127.0.0.1"
SUPERUSER = "postgres"

_START_TIMEOUT_S = 60
_ORPHANS_TIMEOUT_S = 15
_POLL_S = 0.05

_SETTINGS = """\
# Written by MedPort at every start; changes here are lost.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
# For the clock, when people have taken all others.
reserved_connections = 5
shared_buffers = 64MB
io_method = sync
jit = off

password_encryption = scram-sha-256
# Who guesses passwords waits after each.
shared_preload_libraries = 'auth_delay'
auth_delay.milliseconds = 500
# Who opens connections and says nothing takes those of others for as long.
authentication_timeout = 10s

wal_level = logical
max_wal_senders = 24
max_replication_slots = 24
max_active_replication_origins = 24
max_logical_replication_workers = 20
max_sync_workers_per_subscription = 2
max_worker_processes = 32
# A reader answers only once it has applied what it has received: with 10 s a large transaction was sent for ever.
wal_sender_timeout = 60s
wal_receiver_timeout = 10s
wal_retrieve_retry_interval = 1s
# A silent subscriber must lose no event, so no slot is ever given up.
max_slot_wal_keep_size = -1
idle_replication_slot_timeout = 0

lc_messages = 'C'
timezone = 'UTC'
log_timezone = 'UTC'

# No statement, parameter or detail is logged: they can hold what identifies a patient.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_truncate_on_rotation = on
log_statement = none
log_min_duration_statement = -1
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
"""


class PortTaken(ServerProblem):
    """Something else listens on the port that a cluster was to have."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a cluster needs of its machine."""

    programs: Path
    """PostgreSQL's `bin`."""
    account: accounts.SystemAccount | None
    home: Path
    """The folder that holds the clusters of the three silos."""

    def run(self, program: str, *arguments: str, check: bool = True) -> int:
        """Run one of PostgreSQL's programs; raises ServerProblem if it fails and `check`."""
        return accounts.run([str(self.programs / program), *arguments], self.account, check=check)

    def own(self, path: Path) -> None:
        """Give a file or folder to the account that the servers run under."""
        if self.account is not None:
            self.account.own(path)


class Cluster:
    """The server of one silo. Callers see to it that only one of them works on it at a time."""

    def __init__(self, silo: Silo, place: Place, *, fsync: bool, scram_iterations: int) -> None:
        """`fsync` off is for tests alone; `scram_iterations` is what new passwords of people get."""
        self.silo = silo
        self.data = place.home / silo.value
        self._place = place
        self._fsync = fsync
        self._scram_iterations = scram_iterations

    def exists(self) -> bool:
        """Whether the cluster was made (an interrupted attempt does not count)."""
        return (self.data / "PG_VERSION").exists()

    def make(self, password: str) -> None:
        """Run initdb, with that password for the superuser; what a killed attempt left is thrown away."""
        draft = self.data.with_name(f"{self.silo.value}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._place.own(draft)
        secret = draft.with_name(f"{self.silo.value}.secret")
        processes.write_private(secret, password)
        self._place.own(secret)
        try:
            options = [] if self._fsync else ["--no-sync"]
            encoding = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            login = [f"--username={SUPERUSER}", f"--pwfile={secret}", "--auth=scram-sha-256"]
            self._place.run("initdb", "-D", str(draft), "--no-instructions", *encoding, *login, *options)
        finally:
            secret.unlink()
        self._write(draft / "postgresql.conf", "include = 'medport.conf'\n")
        self._write(draft / "pg_hba.conf", _access_rules(self.silo))
        draft.rename(self.data)

    def running_port(self) -> int | None:
        """Return the port that the server listens on, or None if it does not run.

        A postmaster.pid that a killed server left, whose number another process has since, does not count.
        """
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return port if processes.is_server(pid, self.data) else None

    def start(self, port: int) -> None:
        """Start the server and wait until it takes connections; raises PortTaken or ServerProblem."""
        if not is_free(port):
            raise PortTaken(f"Port {port} is used by another program.")
        settings = f"port = {port}\nscram_iterations = {self._scram_iterations}\n"
        if not self._fsync:
            settings += "fsync = off\nfull_page_writes = off\nwal_init_zero = off\ncheckpoint_timeout = 1h\n"
        self._write(self.data / "medport.conf", _SETTINGS + settings)
        self._forget_dead_server()
        log = self.data / "start.log"
        deadline = time.monotonic() + _ORPHANS_TIMEOUT_S
        while True:
            log.unlink(missing_ok=True)
            arguments = ["-D", str(self.data), "-l", str(log), "-w", "-s", "-t", str(_START_TIMEOUT_S)]
            if self._place.run("pg_ctl", "start", *arguments, check=False) == 0:
                return
            # The children of a killed server hold its shared memory for a moment.
            said = log.read_text(errors="replace") if log.exists() else ""
            if "shared memory block" not in said or time.monotonic() > deadline:
                break
            time.sleep(_POLL_S)
        if not is_free(port):
            raise PortTaken(f"Port {port} is used by another program.")
        raise ServerProblem(
            f"The {self.silo.label} database did not start: {self._last_words()}", f"Its log is in {self.data}."
        )

    def stop(self, mode: str) -> None:
        """Stop the server (pg_ctl's modes: 'fast', or 'immediate' to crash it) and wait; fine if it is not running."""
        if self.running_port() is None:
            return
        arguments = ["-D", str(self.data), "-m", mode, "-w", "-s", "-t", str(_START_TIMEOUT_S)]
        if self._place.run("pg_ctl", "stop", *arguments, check=False) != 0 and self.running_port() is not None:
            raise ServerProblem(f"The {self.silo.label} database did not stop.", f"Its log is in {self.data / 'log'}.")

    def make_database(self, port: int, password: str) -> None:
        """Create the silo's database if it is missing, and close the databases that nobody needs."""
        url = self.url(port, password, database=SUPERUSER)
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            found = connection.execute("select from pg_catalog.pg_database where datname = %s", [self.silo.value])
            if found.fetchone() is not None:
                return
            connection.execute("revoke all on database postgres, template1 from public")
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(self.silo.value)))

    def url(self, port: int, password: str, database: str = "") -> str:
        """Return the superuser's URL of the silo's database."""
        return f"postgresql://{SUPERUSER}:{password}@{HOST}:{port}/{database or self.silo.value}"

    def _forget_dead_server(self) -> None:
        """Remove a postmaster.pid whose process is gone, since PostgreSQL trusts any live process of that number."""
        if self.running_port() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _last_words(self) -> str:
        files = [*self.data.glob("start.log"), *self.data.glob("log/*.log")]
        lines = [
            line.partition("FATAL:")[2].strip()
            for file in sorted(files, key=lambda file: file.stat().st_mtime)
            for line in file.read_text(errors="replace").splitlines()
            if "FATAL:" in line
        ]
        return lines[-1] if lines else "it gave no reason."

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        self._place.own(path)


def _access_rules(silo: Silo) -> str:
    """Return pg_hba.conf: people reach their silo's database alone, from this machine, with SCRAM."""
    return (
        "# type  database  user  address  method\n"
        "local  all  all  scram-sha-256\n"
        f"host  all  {SUPERUSER}  127.0.0.1/32  scram-sha-256\n"
        f"host  {silo.value}  all  127.0.0.1/32  scram-sha-256\n"
    )


def new_password() -> str:
    """Return a random password of 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def is_free(port: int) -> bool:
    """Whether a server could listen on that port of 127.0.0.1."""
    with socket.socket() as probe:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
