"""Make a frozen release again: three databases with its roles, schemas and demo rows, whose events stream.

Nothing of the product's SQL or provisioning is used for it, so it stays the same whatever the product becomes.
"""

import gzip
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from tests.support import until

HERE = Path(__file__).parent
_TEMPLATE = "frozen_release"


@dataclass
class FrozenTrio:
    """A release's trio on servers that run; `remake` takes it back to what was frozen."""

    silos: EmbeddedSilos
    urls: SiloUrls
    release: str = "1.0.0"
    is_touched: bool = False
    """Whether it is no longer as it was made."""

    @property
    def folder(self) -> Path:
        """Where the release's frozen files are."""
        return HERE / self.release

    @cached_property
    def _subscriptions(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads((self.folder / "subscriptions.json").read_text())
        return found

    def make(self) -> None:
        """Give each server the release's roles, and a database to copy; then make the trio."""
        with ThreadPoolExecutor(len(Silo)) as pool:
            list(pool.map(self._make_template, Silo))
        self._recreate()
        self._subscribe()

    def remake(self) -> None:
        """Throw away what became of the databases, and make them as they were frozen."""
        self._unsubscribe()
        self._recreate()
        self._subscribe()

    def connect(self, silo: Silo, database: str = "") -> psycopg.Connection:
        """Connect as the superuser, to the silo's database if no other is named; use it in a `with`."""
        return psycopg.connect(self._conninfo(silo, dbname=database or silo.value), autocommit=True)

    def streams(self) -> bool:
        """Whether every subscription is read."""
        return all(self._is_read(link) for link in self._subscriptions)

    def _make_template(self, silo: Silo) -> None:
        folder = self.folder / silo.value
        with self.connect(silo, "postgres") as server:
            server.execute((folder / "roles.sql").read_bytes())
            server.execute(f"create database {_TEMPLATE}".encode())
        with self.connect(silo, _TEMPLATE) as database:
            database.execute((folder / "tables.sql").read_bytes())
            database.execute(gzip.decompress((folder / "rows.sql.gz").read_bytes()))
            database.execute((folder / "rules.sql").read_bytes())

    def _recreate(self) -> None:
        with ThreadPoolExecutor(len(Silo)) as pool:
            list(pool.map(self._recreate_one, Silo))

    def _recreate_one(self, silo: Silo) -> None:
        with self.connect(silo, "postgres") as server:
            server.execute(f"drop database if exists {silo.value} with (force)".encode())
            server.execute(f"create database {silo.value} template {_TEMPLATE}".encode())
            server.execute((self.folder / silo.value / "database.sql").read_bytes())

    def _subscribe(self) -> None:
        password = secrets.token_urlsafe()
        for silo in Silo:
            with self.connect(silo) as connection:
                connection.execute("set scram_iterations = 4096")
                connection.execute(f"alter role medport_replication password '{password}'".encode())
        for link in self._subscriptions:
            address = self._conninfo(
                Silo(link["publisher"]),
                user="medport_replication",
                password=password,
                application_name=link["name"],
            )
            with self.connect(Silo(link["subscriber"])) as subscriber:
                subscriber.execute(
                    f"create subscription {link['name']} connection '{address}' publication {link['publication']}"
                    " with (enabled = false, copy_data = false, origin = any, synchronous_commit = 'on',"
                    " password_required = false, failover = true)".encode()
                )
                subscriber.execute(f"alter subscription {link['name']} owner to medport_apply".encode())
                subscriber.execute(f"alter subscription {link['name']} enable".encode())
        until(self.streams)

    def _unsubscribe(self) -> None:
        for silo in Silo:
            with self.connect(silo) as connection:
                names = connection.execute(
                    "select subname from pg_subscription where subdbid ="
                    " (select oid from pg_database where datname = current_database())"
                ).fetchall()
                for change in ("alter subscription {} disable", "drop subscription {}"):
                    for (name,) in names:
                        connection.execute(change.format(name).encode())

    def _is_read(self, link: dict[str, str]) -> bool:
        with self.connect(Silo(link["publisher"])) as connection:
            row = connection.execute(
                "select active from pg_replication_slots where slot_name = %s", [link["name"]]
            ).fetchone()
        return row == (True,)

    def _conninfo(self, silo: Silo, **options: str) -> str:
        return make_conninfo("", **{**conninfo_to_dict(self.urls[silo]), **options})
