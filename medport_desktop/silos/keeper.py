"""`medport keeper`: calls medport.tick() in each silo, so that what is due happens. PostgreSQL has no clock of its own.

A late or missing tick never makes a wrong decision; it only delays what people see.
"""

import logging
import random
import signal
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.servers import processes
from medport_desktop.silos.urls import VARIABLES

TICK_S = 10.0
"""Seconds between two ticks of a silo."""

STARTED = "keeper started"
"""What the log says once signals are handled."""

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_STOP_TIMEOUT_S = 5.0
_OPTIONS = "-c statement_timeout=60s -c lock_timeout=10s"

Addresses = Mapping[Silo, str]
"""A connection string of medport_keeper a silo."""

_log = logging.getLogger(__name__)


class Keeper:
    """One thread a silo, so that the absence of one never holds up the others."""

    def __init__(self, addresses: Callable[[], Addresses], every_s: float = TICK_S) -> None:
        """`addresses` is asked again at each reconnection, as passwords are renewed; `every_s`: between ticks."""
        self._addresses = addresses
        self._every_s = every_s
        self._stopping = threading.Event()
        self._connections: dict[Silo, psycopg.Connection] = {}
        self._threads = [
            threading.Thread(target=self._keep, args=[silo], name=f"keeper-{silo.value}", daemon=True) for silo in Silo
        ]

    def start(self) -> None:
        """Begin ticking."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop, waiting a few seconds for a tick that is under way."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(_STOP_TIMEOUT_S)

    def wait(self) -> None:
        """Block until `stop` is called from elsewhere (a signal handler), or every silo's thread has given up."""
        for thread in self._threads:
            while thread.is_alive():
                thread.join(1)

    def end(self) -> None:
        """Tell the threads to end, without waiting; safe in a signal handler."""
        self._stopping.set()

    def _keep(self, silo: Silo) -> None:
        pause = _FIRST_PAUSE_S
        while not self._stopping.is_set():
            try:
                address = self._addresses()[silo]
                with psycopg.connect(
                    address, autocommit=True, connect_timeout=10, options=_OPTIONS, application_name="medport keeper"
                ) as connection:
                    _log.info("%s: connected", silo.value)
                    while True:
                        connection.execute("select medport.tick()")
                        pause = _FIRST_PAUSE_S
                        if self._stopping.wait(self._every_s):
                            return
            except psycopg.Error as error:
                if pause == _FIRST_PAUSE_S:  # once an outage
                    _log.warning("%s: %s", silo.value, " ".join(str(error).split()))
            except ServerProblem as problem:
                _log.warning("%s: %s", silo.value, problem)
                return
            self._stopping.wait(pause * random.uniform(0.5, 1))  # nosec B311 # noqa: S311  (spreads the load, no secret)
            pause = min(pause * 2, _LONGEST_PAUSE_S)


def run(addresses: Callable[[], Addresses], every_s: float = TICK_S) -> None:
    """Keep the silos until SIGTERM or Ctrl-C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    keeper = Keeper(addresses, every_s)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: keeper.end())
    keeper.start()
    _log.info(STARTED)
    keeper.wait()


def write_env(path: Path, addresses: Addresses) -> None:
    """Write the keeper's connection strings as an environment file, readable by its owner alone."""
    lines = [f"{VARIABLES[silo]}={address}\n" for silo, address in addresses.items()]
    processes.write_private(path, "".join(lines))


def read_env(path: Path) -> dict[Silo, str]:
    """Read what `write_env` wrote; raises ServerProblem if the file is missing or lacks a silo."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ServerProblem(f"The keeper's file {path} cannot be read: {error.strerror}.") from error
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    missing = [name for name in VARIABLES.values() if name not in values]
    if missing:
        raise ServerProblem(f"The keeper's file {path} lacks {', '.join(missing)}.")
    return {silo: values[name] for silo, name in VARIABLES.items()}
