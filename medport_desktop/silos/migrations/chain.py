"""The chain of revisions, by Alembic: from release 1.0.0, which is 0001, to the newest.

The silos share the chain, so one number names the schema of all three; each keeps the number that it is at. A revision
is a thin file in `versions`, and its SQL beside it: `<name>.sql` runs in every silo, `<name>.<silo>.sql` in one. In a
silo that it has nothing for it only counts. It runs in a transaction of its own, which also writes that it is done.
Only what cannot be made in a transaction, an index that is built while people write, goes through `make_index`, in a
revision of its own.
"""

import re
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos import sqlfiles
from medport_desktop.silos.migrations import locks

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

# Alembic and SQLAlchemy are imported where they are used: consoles and the other commands start without them.

_HERE = Path(__file__).parent
_REVISION = re.compile(r"rev_(\d{4})_\w+\.py")
_one_at_a_time = threading.Lock()
"""Alembic keeps the running environment in module globals."""


def later(revision: str) -> dict[str, str]:
    """Return the revisions after that one, oldest first, each with what it does."""
    return {number: path.stem[9:].replace("_", " ") for number, path in _numbers().items() if number > revision}


def revision(connection: psycopg.Connection) -> str:
    """Return the revision that a silo is at; '' if it was never provisioned."""
    found = connection.execute("select pg_catalog.to_regclass('migrations.alembic_version') is not null").fetchone()
    if not (found and found[0]):
        return ""
    row = connection.execute("select version_num from migrations.alembic_version").fetchone()
    return str(row[0]) if row else ""


def stamp(connection: psycopg.Connection) -> None:
    """Write down in a database that is being made that it is at the newest revision."""
    connection.execute("insert into migrations.alembic_version (version_num) values (%s)", [MADE_FOR])


def run(silo: Silo, connect: Callable[[], psycopg.Connection], up_to: str) -> None:
    """Run the revisions after the silo's up to that one. What is done is done, whatever becomes of the next.

    Raises psycopg's errors: LockNotAvailable and QueryCanceled where somebody holds what a revision needs.
    """
    from alembic import command  # noqa: PLC0415
    from sqlalchemy import create_engine, exc  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    try:
        with _one_at_a_time, engine.connect() as connection:
            configuration = _configuration()
            configuration.attributes.update(connection=connection, silo=silo)
            command.upgrade(configuration, up_to)
    except exc.DBAPIError as error:
        raise error.orig or error from None


def run_files(script: str, *tables: str) -> None:
    """Run the SQL beside a revision's script (`__file__`), once it has the locks of those tables that the silo has."""
    from alembic import context, op  # noqa: PLC0415

    raw = _raw(op.get_bind())
    silo: Silo = context.config.attributes["silo"]
    files = [file for end in (".sql", f".{silo.value}.sql") if (file := Path(script).with_suffix(end)).exists()]
    if files:
        locks.take(raw, [table for table in tables if _has(raw, table)])
        sqlfiles.run(raw, files)


def make_index(name: str, table: str, definition: str) -> None:
    """Build an index (`(columns) …`) while people write, in the silos that have its table.

    What an interruption left of it goes first.

    Nothing else may be in the revision that calls it: it ends the revision's transaction.
    """
    from alembic import op  # noqa: PLC0415

    plain = name.partition(".")[2]  # it is in the schema of its table
    with op.get_context().autocommit_block():
        raw = _raw(op.get_bind())
        if not _has(raw, table):
            return
        raw.execute("set lock_timeout = '60s'")  # it waits for others without making anybody wait
        broken = (
            "select from pg_catalog.pg_index i where i.indexrelid = pg_catalog.to_regclass(%s) and not i.indisvalid"
        )
        if raw.execute(broken, [name]).fetchone() is not None:
            raw.execute(f"drop index concurrently {name}".encode())
        raw.execute(f"create index concurrently if not exists {plain} on {table} {definition}".encode())
        raw.execute(locks.SHORT)


@cache
def _numbers() -> dict[str, Path]:
    files = sorted((_HERE / "versions").iterdir())
    return {match[1]: file for file in files if (match := _REVISION.fullmatch(file.name))}


def _has(connection: psycopg.Connection, table: str) -> bool:
    return connection.execute("select pg_catalog.to_regclass(%s) is not null", [table]).fetchone() == (True,)


def _raw(connection: "Connection") -> psycopg.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _configuration() -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", _escaped(_HERE))
    configuration.set_main_option("version_locations", _escaped(_HERE / "versions"))
    configuration.set_main_option("path_separator", "newline")
    return configuration


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # ConfigParser interpolates
