"""How one person gets into one silo: the password once, the keys ever after."""

from threading import Lock

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import tuple_row

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.scram import Keys

_MY_SCRAM = "select salt, iterations from medport.my_scram()"

Parameters = dict[str, str | int]


class Credential:
    """Opens connections as one person in one silo; safe in several threads.

    Where the person's salt is not known yet, the first connection is opened with the password, at the cost of
    libpq's key stretching (0.4 s at 600,000 iterations), and learns it. From then on the derived keys open
    connections in a few milliseconds; once they have, the password is forgotten. Where a site authenticates in
    another way (LDAP) there is no salt, and the password goes on being used.
    """

    def __init__(self, role: str, *, password: str | None = None, keys: Keys | None = None) -> None:
        """Either of the two."""
        self._role = role
        self._password = password
        self._keys = keys
        self._salt: tuple[str, int] | None = None
        self._former: Keys | None = None
        self._lock = Lock()

    def __repr__(self) -> str:
        """Without a secret."""
        return f"Credential({self._role})"

    def learn(self, salt: str, iterations: int) -> None:
        """Take the person's salt and count in this silo, learnt elsewhere: no connection will need the password."""
        with self._lock:
            self._salt = (salt, iterations)

    def renew(self, keys: Keys) -> None:
        """Use the keys of a changed password. Those of before go on being tried until these have opened a connection:
        the new password reaches this silo by itself, but perhaps not yet."""
        with self._lock:
            former = self._derived()
            self._former = self._former or former
            self._keys, self._password, self._salt = keys, None, None

    def connect(self, parameters: Parameters) -> psycopg.Connection:
        """Open a connection; raises psycopg's errors."""
        with self._lock:
            keys = self._derived()
            if keys is None:
                return self._by_password(parameters)
        try:
            connection = self._by_keys(parameters, keys)
        except psycopg.OperationalError as error:
            with self._lock:
                refused = error.pgconn is not None and error.pgconn.used_password
                if refused and self._former is not None:
                    return self._by_keys(parameters, self._former)
                if not refused or self._password is None:
                    raise
                # The server asked for a proof and refused it: the salt that we were told is not this silo's.
                self._keys = self._salt = None
                return self._by_password(parameters)
        with self._lock:
            if self._keys is keys:  # and not those of a password that was changed meanwhile
                self._password = self._former = None
        return connection

    def keys(self) -> Keys | None:
        """The keys, derived now if need be (0.2 s); None while the salt is not known, and where there is none."""
        with self._lock:
            return self._derived()

    def forget(self) -> None:
        """Drop the secrets: nothing can be opened afterwards."""
        with self._lock:
            self._password = self._keys = self._salt = self._former = None

    def _by_keys(self, parameters: Parameters, keys: Keys) -> psycopg.Connection:
        return self._open(parameters, scram_client_key=keys.client_key, scram_server_key=keys.server_key)

    def _by_password(self, parameters: Parameters) -> psycopg.Connection:
        """One at a time: those who come meanwhile will have the keys."""
        connection = self._open(parameters, password=self._password or "")
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
        return self._keys

    def _open(self, parameters: Parameters, **secret: str) -> psycopg.Connection:
        return psycopg.connect(make_conninfo("", **parameters, user=self._role, **secret))
