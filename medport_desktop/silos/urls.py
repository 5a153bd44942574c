"""The addresses of the three silos, as libpq connection URLs."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem

VARIABLES: Mapping[Silo, str] = {
    Silo.HOSPITAL: "HOSPITAL_DATABASE_URL",
    Silo.EMS: "EMS_DATABASE_URL",
    Silo.CENTER: "CENTER_DATABASE_URL",
}
"""The environment variable that holds each silo's URL."""

_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_CONNECT_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True, repr=False)
class SiloUrls:
    """One `postgresql://` URL a silo, several hosts allowed. `repr()` leaves the passwords out."""

    hospital: str
    ems: str
    center: str

    def __post_init__(self) -> None:
        """Bring every URL to the form that libpq reads; raises ServerProblem for one that it cannot."""
        for silo in Silo:
            object.__setattr__(self, silo.value, _normal(getattr(self, silo.value), VARIABLES[silo]))

    def __getitem__(self, silo: Silo) -> str:
        """Return the URL of one silo."""
        return str(getattr(self, silo.value))

    def items(self) -> Iterator[tuple[Silo, str]]:
        """Yield each silo with its URL."""
        return ((silo, self[silo]) for silo in Silo)

    def without_passwords(self) -> dict[str, str]:
        """Return the URLs by silo name, fit to be printed."""
        return {silo.value: without_password(url) for silo, url in self.items()}

    def for_people(self) -> dict[Silo, str]:
        """Return the URLs without user and password: where a person connects as themselves."""
        return {silo: _without_user(url) for silo, url in self.items()}

    def __repr__(self) -> str:
        """Show hosts and databases only: a repr ends in logs."""
        inner = ", ".join(f"{name}={url!r}" for name, url in self.without_passwords().items())
        return f"SiloUrls({inner})"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "SiloUrls":
        """Read the three variables; raises ServerProblem naming those that are not set."""
        missing = [name for name in VARIABLES.values() if not environment.get(name)]
        if missing:
            raise ServerProblem(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set.",
                "Set each to postgresql://user:password@host:port/database.",
            )
        return cls(**{silo.value: environment[name] for silo, name in VARIABLES.items()})


def _normal(url: str, name: str) -> str:
    scheme = next((scheme for scheme in _SCHEMES if url.startswith(scheme)), None)
    if scheme is None:
        raise ServerProblem(f"{name} does not begin with postgresql://.")
    normal = "postgresql://" + url.removeprefix(scheme)
    try:
        parts = conninfo_to_dict(normal)
    except psycopg.ProgrammingError:
        # libpq's own message may quote the URL, and with it the password.
        raise ServerProblem(f"{name} is not a connection URL that PostgreSQL understands.") from None
    if "host" not in parts or "dbname" not in parts:
        raise ServerProblem(f"{name} must name a host and a database.")
    if not all(port.isdecimal() or port == "" for port in str(parts.get("port", "")).split(",")):
        raise ServerProblem(f"{name} has a port that is not a number.")
    return normal


def without_password(url: str) -> str:
    """Return the URL with its password left out, for people and logs."""
    scheme, _, rest = url.partition("://")
    location, slash, path = rest.partition("/")
    credentials, at, hosts = location.rpartition("@")
    head, question, query = path.partition("?")
    query = "&".join(part for part in query.split("&") if not part.startswith("password="))
    user = credentials.partition(":")[0]
    return f"{scheme}://{user}{at}{hosts}{slash}{head}{question if query else ''}{query}"


def _without_user(url: str) -> str:
    scheme, _, rest = without_password(url).partition("://")
    location, slash, path = rest.partition("/")
    return f"{scheme}://{location.rpartition('@')[2]}{slash}{path}"


def as_role(url: str, user: str, password: str, **options: str | int) -> str:
    """Return a conninfo string for another role at the same server and database, with the URL's TLS settings."""
    keep = {
        key: value
        for key, value in conninfo_to_dict(url).items()
        if key in {"host", "hostaddr", "port", "dbname", "target_session_attrs"} or key.startswith("ssl")
    }
    return make_conninfo("", **{**keep, "user": user, "password": password, **options})


def connect(
    url: str, silo: Silo, *, autocommit: bool = True, application_name: str = "medport provisioning"
) -> psycopg.Connection:
    """Open a connection for administration; raises ServerProblem with the server's reason if it cannot."""
    try:
        return psycopg.connect(
            url, autocommit=autocommit, connect_timeout=_CONNECT_TIMEOUT_S, application_name=application_name
        )
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise ServerProblem(
            f"The {silo.label} database at {without_password(url)} does not let us in: {reason}"
        ) from error
