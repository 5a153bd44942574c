"""Where a silo is, and how a console may connect to it."""

import os
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError
from medport_desktop.domain.revisions import MADE_FOR

CONNECT_TIMEOUT_S = 3
STATEMENT_TIMEOUT_MS = 15_000
LOCK_TIMEOUT_MS = 5_000
DEAD_PEER_MS = 8_000
"""Unacknowledged data for this long ends a connection (Linux)."""

_KEPT = frozenset(
    [
        "host",
        "hostaddr",
        "port",
        "dbname",
        "target_session_attrs",
        "load_balance_hosts",
        "sslmode",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "sslpassword",
        "sslcrl",
        "sslcrldir",
        "sslcertmode",
        "sslnegotiation",
        "sslsni",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
    ]
)
"""What of the address is used; the user and password of a URL are the administrator's, never the console's."""
_TLS = ("tlsv1.2", "tlsv1.3")
NO_FILE = f"{os.devnull}/none"
"""A password file that cannot be: libpq warns on stderr of one that is there and no plain file."""
_NOT_PINNED = ("service", "user", "password")
"""A service has nothing left to say; the others are each connection's own."""


class BadAddress(MedPortError):
    """A silo's address cannot be used as it is configured."""


@dataclass(frozen=True, slots=True)
class Address:
    """A silo's checked address: libpq parameters without credentials."""

    silo: Silo
    parameters: dict[str, str] = field(hash=False)

    @classmethod
    def parse(cls, silo: Silo, url: str) -> "Address":
        """Read a libpq URL. Raises BadAddress where it is off this machine without sslmode=verify-full."""
        plain = "postgresql" + url[url.index("://") :] if "://" in url else url
        try:
            given = {key: str(value) for key, value in conninfo_to_dict(plain).items() if value is not None}
        except psycopg.ProgrammingError:
            # Without the cause: libpq's message may quote the URL and with it a password.
            raise BadAddress(
                f"The address of the {silo.label} database cannot be read.",
                "It looks like postgresql://host:5432/database.",
            ) from None
        _refuse_weaker_tls(silo, given)
        kept = {key: value for key, value in given.items() if key in _KEPT}
        if _is_local(kept):
            # Another program may take the port while the server is down: it must not get the password in clear.
            return cls(silo, {**kept, "require_auth": "scram-sha-256"})
        if kept.setdefault("sslmode", "verify-full") != "verify-full":
            raise BadAddress(
                f"The {silo.label} database is on another machine and its address does not ask for "
                "sslmode=verify-full.",
                "Ask your administrator to correct the site file.",
            )
        kept.setdefault("sslrootcert", "system")
        return cls(silo, kept)

    def connect_parameters(self, purpose: str) -> dict[str, str | int]:
        """All but the credentials. `purpose` shows in pg_stat_activity, with the revision this program was made for."""
        return {
            **_pinned(),
            **self.parameters,
            "connect_timeout": CONNECT_TIMEOUT_S,
            "application_name": f"medport {purpose} {MADE_FOR}",
            "gssencmode": "disable",
            "client_encoding": "UTF8",
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
            "tcp_user_timeout": DEAD_PEER_MS,
            # The silo learns which revision this program was made for (silos/schema/common/consoles.sql).
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS}"
            f" -c medport.console={MADE_FOR}",
        }


@cache
def _pinned() -> dict[str, str]:
    """Every parameter that libpq would otherwise read from a PG… variable, with libpq's own default.

    PGHOSTADDR would lead elsewhere, and PGSSLMINPROTOCOLVERSION lower TLS.
    """
    known = {option.keyword.decode(): option for option in Conninfo.get_defaults()}
    pinned = {
        name: (option.compiled or b"").decode()
        for name, option in known.items()
        if option.envvar and name not in _NOT_PINNED
    }
    own = {
        "passfile": NO_FILE,
        "require_auth": "!none",  # no text stands for libpq's default; whatever the site uses, it asks who is there
        "sslcertmode": "allow",
        "min_protocol_version": "3.0",
        "max_protocol_version": "3.0",
    }
    return pinned | {name: value for name, value in own.items() if name in known}


def _refuse_weaker_tls(silo: Silo, given: dict[str, str]) -> None:
    """Raise BadAddress for words that lower what TLS protects: older versions, a file with the session's keys."""
    for name, value in given.items():
        is_version = name in ("ssl_min_protocol_version", "ssl_max_protocol_version")
        if (is_version and value.lower() not in _TLS) or (name.startswith("ssl") and name not in _KEPT):
            raise BadAddress(
                f"The address of the {silo.label} database asks for {name}, which would weaken TLS.",
                "Ask your administrator to take it out of the site file.",
            )


def _is_local(parameters: dict[str, str]) -> bool:
    """Whether every host is this machine. An address without a host is libpq's default, a local socket."""
    hosts = [host for key in ("host", "hostaddr") for host in parameters.get(key, "").split(",") if host]
    return all(_is_local_host(host) for host in hosts)


def _is_local_host(host: str) -> bool:
    if host == "localhost" or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
