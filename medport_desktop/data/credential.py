"""How one person gets into one silo: the password once, the keys ever after."""

from threading import Lock

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import tuple_row

from medport_desktop.data import scram
from medport_desktop.data.scram import Keys

_MY_SCRAM = "select salt, iterations from medport.my_scram()"


class Credential:
    """Opens connections as one person in one silo; safe in several threads.

    The first connection is opened with the password, at the cost of its key stretching (0.4 s at 600,000
    iterations). It learns the person's salt; from then on the derived keys open connections in a few
    milliseconds and the password is forgotten. Where a site authenticates in another way (LDAP), there is no
    salt and the password goes on being used.
    """

    def __init__(self, role: str, *, password: str | None = None, keys: Keys | None = None) -> None:
        """Either of the two."""
        self._role = role
        self._password = password
        self._keys = keys
        self._salt: tuple[str, int] | None = None
        self._first = Lock()

    def __repr__(self) -> str:
        """Without a secret."""
        return f"Credential({self._role})"

    def connect(self, parameters: dict[str, str | int]) -> psycopg.Connection:
        """Open a connection; raises psycopg's errors."""
        with self._first:
            if self._keys is None and self._password is not None and self._salt is None:
                return self._connect_first(parameters, self._password)
            keys = self._derived()
        if keys is None:
            return self._open(parameters, password=self._password or "")
        return self._open(parameters, scram_client_key=keys.client_key, scram_server_key=keys.server_key)

    def keys(self) -> Keys | None:
        """The keys, derived now if need be; None before the first connection and where there is no SCRAM."""
        with self._first:
            return self._derived()

    def forget(self) -> None:
        """Drop the secrets: nothing can be opened afterwards."""
        with self._first:
            self._password = self._keys = self._salt = None

    def _open(self, parameters: dict[str, str | int], **secret: str) -> psycopg.Connection:
        return psycopg.connect(make_conninfo("", **parameters, user=self._role, **secret))

    def _connect_first(self, parameters: dict[str, str | int], password: str) -> psycopg.Connection:
        connection = self._open(parameters, password=password)
        try:
            with connection.cursor(row_factory=tuple_row) as cursor:
                self._salt = cursor.execute(_MY_SCRAM).fetchone()
            connection.commit()
        except psycopg.Error:
            connection.close()
            raise
        return connection

    def _derived(self) -> Keys | None:
        if self._keys is None and self._salt is not None and self._password is not None:
            self._keys = scram.derive(self._password, *self._salt)
            self._password = None
        return self._keys
