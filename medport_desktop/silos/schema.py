"""The schema of a silo and its history, by Alembic: one environment a silo, in `silos/<silo>/versions`."""

import hashlib
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from medport_desktop.domain.enums import Silo
from medport_desktop.silos import sqlfiles
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import connect

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

# Alembic and SQLAlchemy are imported where they are used: the other commands of `medport` start without them.

_HERE = Path(__file__).parent
_one_at_a_time = threading.Lock()
"""Alembic keeps the running environment in module globals."""


class OtherSchema(ServerProblem):
    """The silo was made from other SQL files than this program's: its revisions do not lead here."""


def upgrade(silo: Silo, url: str) -> None:
    """Bring a silo's schema to the newest revision; nothing happens if it is there already.

    Raises OtherSchema if its first revision was made from other files than this program's.
    """
    from alembic import command  # noqa: PLC0415
    from sqlalchemy import create_engine, exc  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connect(url, silo, autocommit=False), poolclass=NullPool
    )
    try:
        with _one_at_a_time, engine.connect() as connection:
            configuration = _configuration(silo)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")
            if not is_ours(_raw(connection), silo):
                raise OtherSchema(
                    f"The {silo.label} database was made by another build of MedPort.",
                    "Use the program that made it, or begin with an empty database.",
                )
    except exc.OperationalError as error:
        raise error.orig or error from None


@cache
def head(silo: Silo) -> str:
    """Return the newest revision that this program knows."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory.from_config(_configuration(silo)).get_current_head() or ""


def revision(connection: psycopg.Connection) -> str:
    """Return the revision that a silo is at; '' if it was never provisioned."""
    found = connection.execute("select to_regclass('migrations.alembic_version') is not null").fetchone()
    if not (found and found[0]):
        return ""
    row = connection.execute("select version_num from migrations.alembic_version").fetchone()
    return str(row[0]) if row else ""


def is_ours(connection: psycopg.Connection, silo: Silo) -> bool:
    """Whether the silo's first revision was made from the SQL files of this program."""
    row = connection.execute(
        "select pg_catalog.obj_description(pg_catalog.to_regnamespace('migrations'), 'pg_namespace')"
    ).fetchone()
    return row is not None and row[0] == _fingerprint(silo)


def run_first_revision(connection: "Connection", silo: Silo) -> None:
    """Run the SQL files that make the silo, in the transaction of `connection`, and leave their fingerprint."""
    raw = _raw(connection)
    sqlfiles.run(raw, sqlfiles.schema_files(silo))
    raw.execute(sql.SQL("comment on schema migrations is {}").format(_fingerprint(silo)))


@cache
def _fingerprint(silo: Silo) -> str:
    """Names and texts of the first revision's SQL files, digested."""
    digest = hashlib.sha256()
    for file in sqlfiles.schema_files(silo):
        text = file.read_text(encoding="utf-8")
        digest.update(f"{file.name}\n{len(text)}\n{text}".encode())
    return f"made from SQL files {digest.hexdigest()}"


def _raw(connection: "Connection") -> psycopg.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _configuration(silo: Silo) -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", _escaped(_HERE / "common"))
    configuration.set_main_option("version_locations", _escaped(_HERE / silo.value / "versions"))
    configuration.set_main_option("path_separator", "newline")
    return configuration


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # ConfigParser interpolates
