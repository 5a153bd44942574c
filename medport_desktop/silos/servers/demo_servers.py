"""The demo as a whole: embedded silos, provisioned and seeded, and the keeper beside them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.keeper import STARTED
from medport_desktop.silos.migrations.upgrade import is_current
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers import embedded, processes
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls, connect

_KEEPER_START_S = 15
_POLL_S = 0.05


class Demo:
    """The demo of one data folder. `start` and `stop` may be repeated."""

    def __init__(self, silos: EmbeddedSilos) -> None:
        """`silos`: the servers, running or not."""
        self.silos = silos

    def start(self) -> SiloUrls:
        """Start the servers, bring them up to date, fill them once, and start the keeper; returns superuser URLs.

        A demo of an earlier release is upgraded and keeps its trips; one of a later release is a ServerProblem.
        """
        from medport_desktop.silos.demo.seed import seed  # noqa: PLC0415  (it reads its tables as it loads)

        urls = self._provisioned()
        accounts = [asdict(account) for account in seed(urls)]
        processes.write_private(self._file(embedded.ACCOUNTS), json.dumps(accounts, default=str, indent=1))
        self._start_keeper()
        return urls

    def is_current(self) -> bool:
        """Whether the running servers are as this program wants them."""
        for silo, url in self.silos.urls().items():
            with connect(url, silo) as connection:
                if not is_current(connection, silo):
                    return False
        return True

    def stop(self) -> None:
        """Stop the keeper and the servers."""
        self._stop_keeper()
        self.silos.stop()

    def reset(self) -> None:
        """Stop, and delete the demo's data."""
        self._stop_keeper()
        self.silos.remove()

    def keeper_runs(self) -> bool:
        """Whether the keeper of this demo runs."""
        pid = self._keeper_pid()
        return pid is not None and processes.has_argument(pid, self._keeper_argument())

    def accounts(self) -> list[dict[str, Any]]:
        """Return who can sign in, as seeding told: email, password, user_type …; empty before the first start."""
        try:
            accounts: list[dict[str, Any]] = json.loads(self._file(embedded.ACCOUNTS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return accounts

    def describe(self) -> dict[str, Any]:
        """Return all facts of the demo for a program: URLs with the superuser's password, ports, accounts, state."""
        urls = self.silos.urls()
        return {
            "data_dir": str(self.silos.data_dir),
            "urls": {silo.value: url for silo, url in urls.items()},
            "ports": {silo.value: port for silo, port in self.silos.ports().items()},
            "running": {silo.value: runs for silo, runs in self.silos.running().items()},
            "keeper": self.keeper_runs(),
            "accounts": self.accounts(),
        }

    def runs(self) -> bool:
        """Whether all three servers run."""
        return all(self.silos.running()[silo] for silo in Silo)

    def _provisioned(self) -> SiloUrls:
        urls = self.silos.start()
        self._stop_keeper()
        provision(urls, keeper_env=self._file(embedded.KEEPER_ENV))
        return urls

    def _start_keeper(self) -> None:
        log = self._file(embedded.KEEPER_LOG)
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603  (this very program)
                [*_this_program(), "keeper", "--env-file", self._keeper_argument()],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=os.path.abspath(os.sep),
                start_new_session=True,
            )
        self._file(embedded.KEEPER_PID).write_text(str(process.pid), encoding="ascii")
        deadline = time.monotonic() + _KEEPER_START_S
        while STARTED not in log.read_text(encoding="utf-8", errors="replace"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerProblem("The keeper did not start.", f"Its log is {log}.")
            time.sleep(_POLL_S)
        process.returncode = 0  # it outlives us on purpose: no warning about a child that still runs

    def _stop_keeper(self) -> None:
        pid = self._keeper_pid()
        if pid is not None:
            processes.end(pid, self._keeper_argument())
            self._file(embedded.KEEPER_PID).unlink(missing_ok=True)

    def _keeper_pid(self) -> int | None:
        try:
            return int(self._file(embedded.KEEPER_PID).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def _keeper_argument(self) -> str:
        """The argument that tells this demo's keeper from any other process."""
        return str(self._file(embedded.KEEPER_ENV))

    def _file(self, name: str) -> Path:
        return self.silos.data_dir / name


def _this_program() -> Sequence[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "medport_desktop"]
