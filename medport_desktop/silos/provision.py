"""Make three empty PostgreSQL 18 databases into MedPort's silos, and bring earlier ones up to date. Idempotent."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from medport_desktop.domain.enums import Silo
from medport_desktop.silos import replication
from medport_desktop.silos.configuration import ensure_settings
from medport_desktop.silos.health import refuse_twins
from medport_desktop.silos.keeper import write_env
from medport_desktop.silos.migrations.upgrade import upgrade
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls, as_role, connect

_OLDEST = 18_00_00
_ROOM = {
    "max_replication_slots": 10,
    "max_wal_senders": 10,
    "max_active_replication_origins": 10,
    "max_logical_replication_workers": 8,
    "max_worker_processes": 12,
}
"""What a silo needs at least: the center alone has five subscriptions, and each copies its tables beside the others."""
_KEEPER = "medport_keeper"
_LOCK = 7_364_001
"""Advisory lock in the center: one provisioning at a time."""

_MACHINE_ITERATIONS = 4096
"""Iterations for random 256-bit passwords, which need no stretching: the walsenders connect faster."""

_SETTINGS = {
    "search_path": "medport",
    "timezone": "UTC",
    # What a person typed must not reach the server's log, where the audit does not watch who reads it.
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    # One connection's sort must not fill the disk; nobody but a superuser may set it higher.
    "temp_file_limit": "1GB",
}


def provision(urls: SiloUrls, *, keeper_env: Path | None = None) -> None:
    """Settings, schema, publications and subscriptions of the three silos; returns once all streams.

    `urls` are a superuser's. The replication password is renewed each time and is kept by the servers alone. With
    `keeper_env` the keeper's is renewed too, and written to that file (0600) for `medport keeper --env-file`.
    Raises ServerProblem if a server is not fit for it.
    """
    with _connections(urls) as connections:
        connections[Silo.CENTER].execute("select pg_catalog.pg_advisory_lock(%s)", [_LOCK])
        _each(lambda silo: _check(silo, connections[silo]))
        _each(lambda silo: _check_authorities(silo, urls, connections[silo]))
        refuse_twins(urls)
        _each(lambda silo: _log_nothing(connections[silo]))
        _each(lambda silo: _settle(urls[silo], connections[silo]))
        _each(lambda silo: upgrade(silo, urls[silo], only_if_needed=True))
        _each(lambda silo: _give_apply_a_voice(connections[silo]))
        ensure_settings(connections[Silo.CENTER])
        passwords = {silo: _renew_password(connections[silo], replication.ROLE) for silo in Silo}
        replication.ensure_subscriptions(urls, connections, passwords)
        if keeper_env is not None:
            write_env(keeper_env, {silo: _keeper_address(silo, urls, connections) for silo in Silo})
        replication.wait_until_streaming(connections)


@contextmanager
def _connections(urls: SiloUrls) -> Iterator[dict[Silo, psycopg.Connection]]:
    with ExitStack() as stack:
        connections = {silo: stack.enter_context(connect(url, silo)) for silo, url in urls.items()}
        yield connections


def _each(work: Callable[[Silo], object]) -> None:
    """Do the work for the three silos at once; raises the first failure after all have ended."""
    with ThreadPoolExecutor(len(Silo)) as pool:
        for future in [pool.submit(work, silo) for silo in Silo]:
            future.result()


def _check(silo: Silo, connection: psycopg.Connection) -> None:
    row = connection.execute(
        "select current_setting('server_version_num')::int, current_setting('server_version'),"
        " (select rolsuper from pg_catalog.pg_roles where rolname = current_user), current_setting('wal_level'),"
        " current_setting('server_encoding')"
    ).fetchone()
    assert row is not None
    number, version, superuser, wal_level, encoding = row
    name = f"The {silo.label} database"
    if number < _OLDEST:
        raise ServerProblem(f"{name} is PostgreSQL {version}; 18 or newer is needed.")
    if not superuser:
        raise ServerProblem(f"{name} must be provisioned by a superuser.", "Put one into its URL.")
    if wal_level != "logical":
        raise ServerProblem(f"{name} has wal_level = {wal_level}.", "Set wal_level = logical and restart it.")
    _check_room(name, connection)
    if encoding != "UTF8":
        raise ServerProblem(f"{name} is encoded in {encoding}; UTF8 is needed.")


def _check_authorities(silo: Silo, urls: SiloUrls, connection: psycopg.Connection) -> None:
    """The servers check one another by the files that the addresses name: each must be able to read them."""
    for path in {str(conninfo_to_dict(url).get("sslrootcert") or "system") for _, url in urls.items()} - {"system"}:
        try:
            connection.execute("select pg_catalog.pg_read_binary_file(%s, 0, 1)", [path])
        except psycopg.Error as error:
            raise ServerProblem(
                f"The {silo.label} server cannot read {path}, by which it checks the other servers:"
                f" {error.diag.message_primary}.",
                "Put the file there on each server, and let the account that runs PostgreSQL read it and its folder.",
            ) from error


def _check_room(name: str, connection: psycopg.Connection) -> None:
    """Without it, provisioning would wait for subscriptions that never start."""
    for setting, needed in _ROOM.items():
        row = connection.execute("select current_setting(%s)::int", [setting]).fetchone()
        assert row is not None
        if row[0] < needed:
            raise ServerProblem(
                f"{name} has {setting} = {row[0]}; at least {needed} are needed.", f"Raise {setting} and restart it."
            )


def _log_nothing(connection: psycopg.Connection) -> None:
    """Keep what follows out of the server's log: it holds the password of a subscription."""
    connection.execute(
        "set log_statement = none; set log_min_duration_statement = -1; set log_min_error_statement = panic"
    )


def _settle(url: str, connection: psycopg.Connection) -> None:
    """Set the database's defaults and close what is open to everybody."""
    database = sql.Identifier(str(conninfo_to_dict(url)["dbname"]))
    for name, value in _SETTINGS.items():
        connection.execute(
            sql.SQL("alter database {} set {} = {}").format(database, sql.Identifier(name), sql.Literal(value))
        )
    connection.execute(sql.SQL("revoke create, temporary on database {} from public").format(database))
    connection.execute("revoke all on schema public from public")


def _give_apply_a_voice(connection: psycopg.Connection) -> None:
    """Let the apply workers log why they fail, which nobody would learn otherwise; terse, so without row data."""
    connection.execute(
        sql.SQL("alter role {} set log_min_messages = 'warning'").format(sql.Identifier(replication.OWNER))
    )


def _renew_password(connection: psycopg.Connection, role: str) -> str:
    """Give a service role a new random password and return it; the server sees its verifier only."""
    password = secrets.token_urlsafe(32)
    connection.execute(sql.SQL("set scram_iterations = {}").format(sql.Literal(_MACHINE_ITERATIONS)))
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(verifier)))
    return password


def _keeper_address(silo: Silo, urls: SiloUrls, connections: dict[Silo, psycopg.Connection]) -> str:
    return as_role(urls[silo], _KEEPER, _renew_password(connections[silo], _KEEPER))
