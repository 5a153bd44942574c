"""The three silos as PostgreSQL servers on this machine, for the demo, the tests and the benchmarks.

A data folder holds `silos.json` (ports and superuser passwords, 0600), a lock file, and the three clusters; as
root the clusters may be under /var/lib/medport instead (see `account`).
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from platformdirs import user_data_dir

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.servers import account as accounts
from medport_desktop.silos.servers import cluster as clusters
from medport_desktop.silos.servers import processes
from medport_desktop.silos.servers.cluster import Cluster, Place, PortTaken
from medport_desktop.silos.urls import SiloUrls

DEFAULT_PORTS = (5432, 5433, 5434)
"""Preferred ports of the hospital, the EMS and the center silo."""
DEMO_SCRAM_ITERATIONS = 4096
"""Of the demo's servers and verifiers alike: a server tells it to strangers, for accounts that exist and for others."""

KEEPER_ENV = "keeper.env"
KEEPER_PID = "keeper.pid"
KEEPER_LOG = "keeper.log"
ACCOUNTS = "accounts.json"
"""Files of a running demo, beside the clusters."""

_STATE = "silos.json"
_LOCK, _LOCK_S = "silos.lock", 120.0
_OWN_FILES = frozenset({KEEPER_ENV, KEEPER_PID, KEEPER_LOG, ACCOUNTS, _LOCK})
_LAST_PORT = 65535
_TRIES = 5

_T = TypeVar("_T")


@dataclass(slots=True)
class _State:
    """What is remembered between starts."""

    home: str
    ports: dict[Silo, int]
    passwords: dict[Silo, str]


def default_data_dir() -> Path:
    """Return where the demo lives unless told otherwise: the user's data folder; for root /var/lib/medport/demo."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return accounts.STATE / "demo"
    return Path(user_data_dir("medport", appauthor=False)) / "demo"


class EmbeddedSilos:
    """Three servers that belong to one data folder. Every method may be called from several processes at once."""

    def __init__(
        self,
        data_dir: Path | None = None,
        *,
        ports: tuple[int, int, int] | None = None,
        scram_iterations: int = DEMO_SCRAM_ITERATIONS,
        fsync: bool = True,
    ) -> None:
        """`ports`: of hospital, EMS and center, exactly these; None: the usual ones, or the next that are free."""
        self.data_dir = (data_dir or default_data_dir()).absolute()
        self._wanted: dict[Silo, int] | None = None if ports is None else dict(zip(Silo, ports, strict=True))
        self._scram_iterations = scram_iterations
        self._fsync = fsync

    def start(self, only: Iterable[Silo] = tuple(Silo)) -> SiloUrls:
        """Make what is missing, start what is not running, and return the superuser's URLs.

        The ports of an earlier start are used again if they are free. Raises ServerProblem.
        """
        account = accounts.needed_account()
        self._make_data_dir()
        with self._locked():
            state = self._read() or self._new_state(account)
            place = Place(accounts.programs(account), account, Path(state.home))
            servers = [self._cluster(silo, place) for silo in only]
            running = {server.silo: port for server in servers if (port := server.running_port()) is not None}
            self._refuse_other_ports(running)
            state.ports.update(running)
            _in_parallel(lambda server: _ensure_made(server, state.passwords[server.silo]), servers)
            self._start(state, [server for server in servers if server.silo not in running])
            return _urls(state)

    def stop(self, only: Iterable[Silo] = tuple(Silo), *, crash: bool = False) -> None:
        """Stop the servers, waiting for none of their clients; `crash` kills them instead (for fault tests)."""
        if self._read() is None:
            return
        with self._locked():
            servers = self._clusters(only)
            _in_parallel(lambda server: server.stop("immediate" if crash else "fast"), servers)

    def urls(self) -> SiloUrls:
        """Return the superuser's URLs, running or not; raises ServerProblem if never started."""
        state = self._read()
        if state is None:
            raise ServerProblem(f"There are no databases in {self.data_dir}.", "Run: medport demo start")
        return _urls(state)

    def ports(self) -> dict[Silo, int]:
        """Return the ports of the last start; empty if there was none."""
        state = self._read()
        return {} if state is None else dict(state.ports)

    def running(self) -> dict[Silo, bool]:
        """Return which servers run."""
        if self._read() is None:
            return dict.fromkeys(Silo, False)
        return {server.silo: server.running_port() is not None for server in self._clusters(Silo)}

    def remove(self) -> None:
        """Stop the servers and delete their data, and nothing else that may be in the folder."""
        state = self._read()
        if state is None:
            return
        self.stop(crash=True)  # what is thrown away need not be written first
        with self._locked():
            for silo in Silo:
                for name in (silo.value, f"{silo.value}.new"):
                    shutil.rmtree(Path(state.home) / name, ignore_errors=True)
            for name in (*(_OWN_FILES - {_LOCK}), _STATE):
                (self.data_dir / name).unlink(missing_ok=True)
        if Path(state.home) != self.data_dir:
            Path(state.home).rmdir()

    def _start(self, state: _State, servers: list[Cluster]) -> None:
        taken = {port for silo, port in state.ports.items() if silo not in {s.silo for s in servers}}
        for _ in range(_TRIES):
            for server in servers:
                state.ports[server.silo] = self._choose_port(server.silo, state, taken)
                taken.add(state.ports[server.silo])
            self._write(state)
            started = _in_parallel(lambda server: _start_one(server, state), servers)
            servers = [server for server, done in zip(servers, started, strict=True) if not done]
            if not servers:
                return
        raise ServerProblem("Other programs take every port that is tried.", "Stop them, or name ports: --ports.")

    def _choose_port(self, silo: Silo, state: _State, taken: set[int]) -> int:
        if self._wanted is not None:
            if not clusters.is_free(self._wanted[silo]):
                raise PortTaken(f"Port {self._wanted[silo]} is used by another program.", "Choose another port.")
            return self._wanted[silo]
        preferred = DEFAULT_PORTS[list(Silo).index(silo)]
        candidates: Iterable[int] = (state.ports.get(silo, preferred), *range(preferred, _LAST_PORT))
        for port in candidates:
            reserved = port in DEFAULT_PORTS and port != preferred
            if port not in taken and not reserved and clusters.is_free(port):
                return port
        raise ServerProblem("No port is free on this machine.")

    def _refuse_other_ports(self, running: dict[Silo, int]) -> None:
        for silo, port in running.items():
            if self._wanted is not None and self._wanted[silo] != port:
                raise ServerProblem(
                    f"The {silo.label} database already runs, on port {port}.", "Stop it first: medport demo stop"
                )

    def _make_data_dir(self) -> None:
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ServerProblem(f"The folder {self.data_dir} cannot be made: {error.strerror}.") from error
        if not os.access(self.data_dir, os.W_OK):
            raise ServerProblem(f"The folder {self.data_dir} cannot be written to.")

    def _new_state(self, account: accounts.SystemAccount | None) -> _State:
        foreign = [entry.name for entry in self.data_dir.iterdir() if entry.name not in _OWN_FILES]
        if foreign:
            raise ServerProblem(f"The folder {self.data_dir} holds other files.", "Choose an empty one: --data-dir DIR")
        home = accounts.home_of_clusters(self.data_dir, account)
        state = _State(str(home), {}, {silo: clusters.new_password() for silo in Silo})
        self._write(state)
        return state

    def _clusters(self, silos: Iterable[Silo]) -> list[Cluster]:
        state = self._read()
        assert state is not None
        account = accounts.needed_account()
        place = Place(accounts.programs(account), account, Path(state.home))
        return [self._cluster(silo, place) for silo in silos]

    def _cluster(self, silo: Silo, place: Place) -> Cluster:
        return Cluster(silo, place, fsync=self._fsync, scram_iterations=self._scram_iterations)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            held = FileLock(self.data_dir / _LOCK).acquire(timeout=_LOCK_S)
        except Timeout as error:
            raise ServerProblem(
                f"Another program has been busy with the databases in {self.data_dir} for {_LOCK_S:.0f} seconds."
            ) from error
        with held:
            yield

    def _read(self) -> _State | None:
        try:
            stored = json.loads((self.data_dir / _STATE).read_text(encoding="utf-8"))
            return _State(
                stored["home"],
                {Silo(name): int(port) for name, port in stored["ports"].items()},
                {Silo(name): password for name, password in stored["passwords"].items()},
            )
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError as error:
            raise ServerProblem(f"The databases in {self.data_dir} belong to another user.") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ServerProblem(f"{self.data_dir / _STATE} is damaged.") from error

    def _write(self, state: _State) -> None:
        stored = {
            "home": state.home,
            "ports": {silo.value: port for silo, port in state.ports.items()},
            "passwords": {silo.value: password for silo, password in state.passwords.items()},
        }
        processes.write_private(self.data_dir / _STATE, json.dumps(stored, indent=1))


def _ensure_made(server: Cluster, password: str) -> None:
    if not server.exists():
        server.make(password)


def _start_one(server: Cluster, state: _State) -> bool:
    """Start a server and return True, or False if its port was taken at the last moment."""
    port = state.ports[server.silo]
    try:
        server.start(port)
    except PortTaken:
        return False
    server.make_database(port, state.passwords[server.silo])
    return True


def _urls(state: _State) -> SiloUrls:
    def url(silo: Silo) -> str:
        port = state.ports.get(silo, dict(zip(Silo, DEFAULT_PORTS, strict=True))[silo])
        return f"postgresql://{clusters.SUPERUSER}:{state.passwords[silo]}@{clusters.HOST}:{port}/{silo.value}"

    return SiloUrls(hospital=url(Silo.HOSPITAL), ems=url(Silo.EMS), center=url(Silo.CENTER))


def _in_parallel(work: Callable[[Cluster], _T], servers: list[Cluster]) -> list[_T]:
    """Do the work on every server at once and wait for all; raises the first failure."""
    if not servers:
        return []
    with ThreadPoolExecutor(len(servers)) as pool:
        return [future.result() for future in [pool.submit(work, server) for server in servers]]
