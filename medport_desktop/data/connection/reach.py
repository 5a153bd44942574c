"""Asking a server whether it is there, as nobody: for the lights of the sign-in window."""

from collections.abc import Mapping

import psycopg
from psycopg.conninfo import make_conninfo

from medport_desktop.data.connection.address import Address
from medport_desktop.domain.enums import Silo

_NOBODY = "mp_nobody"
"""No account has this role name. A server that asks for its password is there, and the answer is never given."""


class ServerReach:
    """Whether the silos are there at all, before anybody has signed in. It may wait for an answer: call it in a worker.

    Not libpq's PQping, which keeps Python's lock, and so the whole program, while it waits.
    """

    def __init__(self, urls: Mapping[Silo, str]) -> None:
        """`urls`: a libpq URL a silo, as DatabaseManager takes them. Raises BadAddress."""
        self._addresses = {silo: Address.parse(silo, urls[silo]) for silo in Silo}

    def answers(self, silo: Silo) -> bool:
        """Whether the silo's server is ready to hear a password; at most 3 s a host."""
        parameters = self._addresses[silo].connect_parameters("sign-in")
        # An empty password is none: neither PGPASSWORD nor a password file may answer for nobody.
        conninfo = make_conninfo("", **parameters, user=_NOBODY, password="")  # nosec B106 # nobody signs in by it
        try:
            psycopg.connect(conninfo).close()
        except psycopg.Error as error:
            return error.pgconn is not None and bool(error.pgconn.needs_password or error.pgconn.used_password)
        return True
