"""Freeze a release: `python -m tests.releases.freeze 1.1.0`, in a clone of that release, once.

Writes a folder a silo with what makes its database again: the roles of the server, the settings of the database, its
tables, the demo's rows, and what is declared after the rows (indexes, constraints, triggers, policies). A frozen
folder is never edited. The passwords in it are the demo's, as SCRAM verifiers.
"""

import gzip
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.provision import provision
from medport_desktop.silos.replication import links
from medport_desktop.silos.servers import account as accounts
from medport_desktop.silos.servers.embedded import EmbeddedSilos

HERE = Path(__file__).parent
_NOT_FROZEN = re.compile(r"^(CREATE|ALTER) ROLE postgres\b|^\\(un)?restrict ")
_SERVICE_PASSWORD = re.compile(r"^(ALTER ROLE medport_\w+ .*?) PASSWORD '[^']*'")


@dataclass(frozen=True)
class Dumper:
    """PostgreSQL's own programs for taking a database apart."""

    programs: Path
    url: str

    def dump(self, *options: str) -> str:
        """Return what pg_dump says of the database."""
        return self._run("pg_dump", "--no-subscriptions", *options)

    def roles(self) -> str:
        """Return the roles of the server, without the superuser and without the passwords of services."""
        lines = self._run("pg_dumpall", "--roles-only").splitlines(keepends=True)
        return "".join(_SERVICE_PASSWORD.sub(r"\1", line) for line in lines)

    def _run(self, program: str, *options: str) -> str:
        done = subprocess.run(
            [str(self.programs / program), "--dbname", self.url, *options], capture_output=True, text=True, check=True
        )
        return "".join(line for line in done.stdout.splitlines(keepends=True) if not _NOT_FROZEN.match(line))


def database_settings(connection: psycopg.Connection) -> str:
    """Return the statements for what pg_dump leaves out: settings and rights of the database itself, its comment."""
    rows = connection.execute(
        """
        select format('alter database %I set %s to %L;', current_database(), split_part(s, '=', 1),
                      substr(s, strpos(s, '=') + 1))
        from pg_db_role_setting, unnest(setconfig) s
        where setrole = 0 and setdatabase = (select oid from pg_database where datname = current_database())
        union all
        select format('revoke all on database %I from public;', current_database())
        union all
        select format('grant %s on database %I to %I;', privilege_type, datname, grantee::regrole)
        from pg_database, aclexplode(datacl)
        where datname = current_database() and grantee not in (0, datdba)
        union all
        select format('comment on database %I is %L;', datname, shobj_description(oid, 'pg_database'))
        from pg_database
        where datname = current_database() and shobj_description(oid, 'pg_database') is not null
        """
    ).fetchall()
    return "".join(f"{statement}\n" for (statement,) in rows)


def freeze_silo(folder: Path, dumper: Dumper) -> None:
    """Write one silo's files."""
    folder.mkdir(parents=True)
    with psycopg.connect(dumper.url, autocommit=True) as connection:
        (folder / "database.sql").write_text(database_settings(connection))
    (folder / "roles.sql").write_text(dumper.roles())
    (folder / "tables.sql").write_text(dumper.dump("--section=pre-data"))
    (folder / "rules.sql").write_text(dumper.dump("--section=post-data"))
    rows = dumper.dump("--section=data", "--rows-per-insert=500")
    with gzip.GzipFile(folder / "rows.sql.gz", "wb", mtime=0) as file:
        file.write(rows.encode())


def freeze(release: str) -> Path:
    """Make a seeded trio and freeze it; returns the folder."""
    target = HERE / release
    with tempfile.TemporaryDirectory() as folder:
        silos = EmbeddedSilos(Path(folder) / "trio", scram_iterations=4096, fsync=False)
        try:
            urls = silos.start()
            provision(urls)
            seed(urls)
            with stage(urls) as connections:
                connections.settle()
            programs = accounts.programs(accounts.needed_account())
            for silo in Silo:
                freeze_silo(target / silo.value, Dumper(programs, urls[silo]))
        finally:
            silos.remove()
    subscriptions = [
        {
            "name": link.subscription,
            "publisher": link.publisher.value,
            "subscriber": link.subscriber.value,
            "publication": link.publication,
        }
        for link in links()
    ]
    (target / "subscriptions.json").write_text(json.dumps(subscriptions, indent=1) + "\n")
    return target


if __name__ == "__main__":
    freeze(sys.argv[1])
