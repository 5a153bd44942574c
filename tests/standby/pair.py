"""The hospital silo with a synchronous standby, set up as docs/deployment.md tells a site to."""

import shutil
import signal
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers import account as accounts
from medport_desktop.silos.servers import cluster as clusters
from medport_desktop.silos.servers.cluster import Cluster, Place
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from tests.support import until

_SLOT = "standby"
_ON_STANDBY = f"""
primary_slot_name = '{_SLOT}'
hot_standby_feedback = on
sync_replication_slots = on
"""


class Pair:
    """Three silos, the hospital one with a standby. `urls` name both of its servers."""

    def __init__(self, silos: EmbeddedSilos, folder: Path) -> None:
        """`silos` run and are provisioned; `folder` is for the standby."""
        self._silos = silos
        plain = silos.urls()
        account = accounts.needed_account()
        folder.mkdir()
        home = accounts.home_of_clusters(folder, account)
        home.mkdir(parents=True, exist_ok=True)
        self._place = Place(accounts.programs(account), account, home)
        self._place.own(home)
        self._standby = Cluster(Silo.HOSPITAL, self._place, fsync=False, scram_iterations=4096)
        self._primary_port = silos.ports()[Silo.HOSPITAL]
        self._standby_port = next(port for port in range(self._primary_port + 10, 65535) if clusters.is_free(port))
        self._make_standby(plain.hospital)
        both = plain.hospital.replace(
            f":{self._primary_port}/", f":{self._primary_port},{clusters.HOST}:{self._standby_port}/"
        )
        self.urls = SiloUrls(both + "?target_session_attrs=read-write", plain.ems, plain.center)
        provision(self.urls)
        self._wait_until_safe(plain.hospital)

    def lose_primary(self) -> None:
        """Kill every process of the primary at once, as a power cut does."""
        pid = int((self._primary_data() / "postmaster.pid").read_text().split()[0])
        postmaster = psutil.Process(pid)
        for process in [postmaster, *postmaster.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)

    def promote(self) -> None:
        """Make the standby the primary; returns once it takes writes."""
        self._place.run("pg_ctl", "promote", "-D", str(self._standby.data), "-w", "-s")

    def remove(self) -> None:
        """Stop the standby and delete its data."""
        self._standby.stop("immediate")
        shutil.rmtree(self._place.home, ignore_errors=True)

    def _primary_data(self) -> Path:
        with psycopg.connect(self._silos.urls().hospital) as connection:
            row = connection.execute("show data_directory").fetchone()
            assert row is not None
            return Path(str(row[0]))

    def _make_standby(self, url: str) -> None:
        with psycopg.connect(url, autocommit=True) as primary:
            row = primary.execute("show hba_file").fetchone()
            assert row is not None
            with Path(str(row[0])).open("a", encoding="utf-8") as rules:
                rules.write(f"host replication {clusters.SUPERUSER} 127.0.0.1/32 scram-sha-256\n")
            primary.execute("select pg_reload_conf()")
            primary.execute("select pg_create_physical_replication_slot(%s, true)", [_SLOT])
        secrets = self._place.home / "passfile"
        parts = psycopg.conninfo.conninfo_to_dict(url)
        secrets.write_text(f"*:*:*:{parts['user']}:{parts['password']}\n", encoding="utf-8")
        secrets.chmod(0o600)
        self._place.own(secrets)
        source = make_conninfo(
            "",
            host=parts["host"],
            port=parts["port"],
            user=parts["user"],
            dbname=parts["dbname"],
            passfile=str(secrets),
        )
        options = ["--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream", "--no-sync", "--slot", _SLOT]
        self._place.run("pg_basebackup", "-D", str(self._standby.data), "-d", source, *options)
        automatic = self._standby.data / "postgresql.auto.conf"
        automatic.write_text(automatic.read_text(encoding="utf-8") + _ON_STANDBY, encoding="utf-8")
        self._place.own(automatic)
        self._standby.start(self._standby_port)
        with psycopg.connect(url, autocommit=True) as primary:
            primary.execute("alter system set synchronous_standby_names = '*'")
            primary.execute(f"alter system set synchronized_standby_slots = '{_SLOT}'".encode())
            primary.execute("select pg_reload_conf()")

    def _wait_until_safe(self, url: str) -> None:
        """Wait until the standby has every subscriber's slot, fit to go on from ("Logical Replication Failover")."""
        with psycopg.connect(url, autocommit=True) as primary:
            rows = primary.execute("select slot_name from pg_replication_slots where slot_type = 'logical'").fetchall()
        standby_url = url.replace(f":{self._primary_port}/", f":{self._standby_port}/")
        with psycopg.connect(standby_url, autocommit=True) as standby:
            ready = "select slot_name from pg_replication_slots where synced and not temporary"
            until(lambda: set(standby.execute(ready).fetchall()) == set(rows))
