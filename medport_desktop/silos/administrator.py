"""A site's first account: there is nobody yet who could make it, so a superuser does."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import psycopg

from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import NewAccount
from medport_desktop.services.validation import check_account
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls, connect


def make_first_administrator(urls: SiloUrls, email: str, name: str, password: str) -> UUID:
    """Make an administrator in a center that has no active one, and return their id.

    `urls` are a superuser's; the servers see verifiers, never the password. Raises ServerProblem where an
    administrator is there already or a value will not do.
    """
    new = NewAccount(email.strip(), name.strip(), UserType.CENTER, True, None, None, password)
    try:
        check_account(new)
    except InvalidForm as error:
        raise ServerProblem(error.sentence) from error
    verifiers = {silo: _verifier(silo, url, password) for silo, url in urls.items()}
    with connect(urls[Silo.CENTER], Silo.CENTER) as center, center.transaction():
        if _has_administrator(center):
            raise ServerProblem(
                "The center has an administrator already.", "Further accounts are made in the console, under Admin."
            )
        user_id = uuid4()
        insert_administrator(center, user_id, new.email, new.name, verifiers)
    return user_id


def insert_administrator(
    center: psycopg.Connection, user_id: UUID, email: str, name: str, verifiers: Mapping[Silo, str]
) -> None:
    """Write the account row and its verifiers, one a silo, each with its own salt."""
    center.execute(
        "insert into medport.app_user (id, email, password, name, user_type, is_manager)"
        " values (%s, %s, %s, %s, 'center', true)",
        [user_id, email, verifiers[Silo.CENTER], name],
    )
    center.execute(
        "select reference.keep_verifiers(%s, %s, %s)", [user_id, verifiers[Silo.HOSPITAL], verifiers[Silo.EMS]]
    )


def _has_administrator(center: psycopg.Connection) -> bool:
    query = "select from medport.app_user where user_type = 'center' and is_manager and is_active"
    return center.execute(query).fetchone() is not None


def _verifier(silo: Silo, url: str, password: str) -> str:
    with connect(url, silo) as connection:
        # The user only matters for MD5; libpq follows the scram_iterations that the server reported.
        return connection.pgconn.encrypt_password(password.encode(), b"person", b"scram-sha-256").decode()
