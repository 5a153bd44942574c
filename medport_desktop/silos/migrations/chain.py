"""The chain of revisions of a silo, by Alembic: from release 1.0.0, which is 0001, to the newest.

A revision is a file in `<silo>/versions`, thin, and its SQL beside it under the same name. It runs in a transaction of
its own, which also writes down that it is done. Only what cannot be made in a transaction, an index that is built while
people write, goes through `make_index`, in a revision of its own.
"""

import re
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from medport_desktop.domain.enums import Silo
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


@cache
def head(silo: Silo) -> str:
    """Return the newest revision that this program knows."""
    return list(_numbers(silo))[-1]


def later(silo: Silo, revision: str) -> dict[str, str]:
    """Return the revisions of a silo after that one, oldest first, each with what it does."""
    return {number: path.stem[9:].replace("_", " ") for number, path in _numbers(silo).items() if number > revision}


def revision(connection: psycopg.Connection) -> str:
    """Return the revision that a silo is at; '' if it was never provisioned."""
    found = connection.execute("select pg_catalog.to_regclass('migrations.alembic_version') is not null").fetchone()
    if not (found and found[0]):
        return ""
    row = connection.execute("select version_num from migrations.alembic_version").fetchone()
    return str(row[0]) if row else ""


def stamp(connection: psycopg.Connection, silo: Silo) -> None:
    """Write down in a database that is being made that it is at the newest revision."""
    connection.execute("insert into migrations.alembic_version (version_num) values (%s)", [head(silo)])


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
            configuration = _configuration(silo)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, up_to)
    except exc.DBAPIError as error:
        raise error.orig or error from None


def run_file(script: str, *tables: str) -> None:
    """Run the SQL beside a revision's script (`__file__`), once it has the locks of those tables."""
    from alembic import op  # noqa: PLC0415

    raw = _raw(op.get_bind())
    locks.take(raw, tables)
    sqlfiles.run(raw, [Path(script).with_suffix(".sql")])


def make_index(name: str, definition: str) -> None:
    """Build an index (`on table (columns) …`) while people write; what an interruption left of it goes first.

    Nothing else may be in the revision that calls it: it ends the revision's transaction.
    """
    from alembic import op  # noqa: PLC0415

    plain = name.partition(".")[2]  # it is in the schema of its table
    with op.get_context().autocommit_block():
        raw = _raw(op.get_bind())
        raw.execute("set lock_timeout = '60s'")  # it waits for others without making anybody wait
        broken = (
            "select from pg_catalog.pg_index i where i.indexrelid = pg_catalog.to_regclass(%s) and not i.indisvalid"
        )
        if raw.execute(broken, [name]).fetchone() is not None:
            raw.execute(f"drop index concurrently {name}".encode())
        raw.execute(f"create index concurrently if not exists {plain} {definition}".encode())
        raw.execute(locks.SHORT)


@cache
def _numbers(silo: Silo) -> dict[str, Path]:
    files = sorted((_HERE / silo.value / "versions").iterdir())
    return {match[1]: file for file in files if (match := _REVISION.fullmatch(file.name))}


def _raw(connection: "Connection") -> psycopg.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _configuration(silo: Silo) -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", _escaped(_HERE))
    configuration.set_main_option("version_locations", _escaped(_HERE / silo.value / "versions"))
    configuration.set_main_option("path_separator", "newline")
    return configuration


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # ConfigParser interpolates
