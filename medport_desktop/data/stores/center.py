"""The center silo: who people are, the directory, the site's configuration."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psycopg
from sqlalchemy import Connection

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, run, values_of
from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Account, NewAccount, Organisation, Person


@dataclass(frozen=True, slots=True)
class Identity:
    """What the center says of the person who signed in."""

    person: Person
    must_change_password: bool
    salts: Mapping[Silo, tuple[str, int]]
    """The person's own SCRAM salt and iteration count in each other silo."""


IDENTITY = Query(
    Identity,
    "medport.whoami() r",
    {
        "person": "to_jsonb(r)",
        "salts": """(
            select coalesce(jsonb_object_agg(s.silo, jsonb_build_array(s.salt, s.iterations)), '{}')
            from medport.my_scram_elsewhere() s
        )""",
    },
)
AGENCIES = Query(Agency, "medport.agency_directory r", {"levels": "r.capabilities"})
ACCOUNTS = Query(
    Account,
    """
    medport.app_user r
    left join medport.hospital hospital on hospital.id = r.hospital_id
    left join medport.agency_directory agency on agency.id = r.agency_id
    """,
    {"hospital_name": "coalesce(hospital.name, '')", "agency_name": "coalesce(agency.name, '')"},
)
HOSPITAL_CHOICE = Query(Organisation, "medport.hospital r")
AGENCY_CHOICE = Query(Organisation, "medport.agency_directory r")
PERSON_CHOICE = Query(Organisation, "medport.app_user r")


class CenterStore:
    """The center silo: settings, accounts, organisations, and who signed in."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the center silo."""
        self._database = database

    def whoami(self) -> Identity | None:
        """Who is signed in; None for a login that is no (active) account."""
        return next(iter(IDENTITY.read(self._database)), None)

    def settings(self) -> Settings:
        """The site's configuration; a value that cannot be understood counts as not given."""
        with self._database.read() as connection:
            rows = run(connection, "select key, value from medport.system_configuration where is_active")
            return settings_from({row.key: row.value for row in rows})

    def agencies(self) -> list[Agency]:
        """The directory of active agencies, by name."""
        return AGENCIES.read(self._database, "where r.is_active order by r.name")

    def accounts(self, ids: Sequence[UUID] | None = None) -> list[Account]:
        """Accounts that the person may manage, by name."""
        if ids is None:
            return ACCOUNTS.read(self._database, "order by r.name, r.email")
        return ACCOUNTS.read(self._database, "where r.id = any(%(ids)s) order by r.name, r.email", ids=list(ids))

    def hospitals(self) -> list[Organisation]:
        """Active hospital organisations, by name."""
        return HOSPITAL_CHOICE.read(self._database, "where r.is_active order by r.name")

    def create_account(self, user_id: UUID, new: NewAccount) -> None:
        """Create an account that works in all three silos; `user_id` makes a repeat harmless.

        The three verifiers are made here, each with its own salt, and the password is not sent. Takes 0.6 s at
        600,000 iterations. Raises Refused (an e-mail that has an account already) or NotAllowed.
        """
        create = """
            select medport.create_user(
                %(id)s, %(email)s, %(name)s, %(user_type)s, %(is_manager)s, %(hospital_id)s, %(agency_id)s,
                %(center)s, %(hospital)s, %(ems)s
            )
            """
        values = values_of(new, "password") | {"id": user_id, "email": new.email.strip()}
        self._call(create, **values, **self._verifiers(new.password))

    def change_my_password(self, center_verifier: str, hospital_verifier: str, ems_verifier: str) -> None:
        """Change the signed-in person's password in every silo; the same again is harmless. Raises Refused."""
        change = "select medport.change_my_password(%(center)s, %(hospital)s, %(ems)s)"
        self._call(change, center=center_verifier, hospital=hospital_verifier, ems=ems_verifier)

    def reset_password(self, user_id: UUID, password: str) -> None:
        """Give an account a new first password, which the person must change; it is not sent, as in `create_account`.

        Raises NotAllowed for an account that the person does not run, and for their own.
        """
        reset = "select medport.reset_password(%(id)s, %(center)s, %(hospital)s, %(ems)s)"
        self._call(reset, id=user_id, **self._verifiers(password))

    def scram_iterations(self) -> int:
        """How often the server wants a new password to be stretched."""
        with self._database.read() as connection:
            return _scram_iterations(connection)

    def my_salt(self) -> str:
        """The salt of the person's verifier as the center has it now; '' where it keeps none."""
        with self._database.read() as connection:
            return run(connection, "select salt from medport.my_scram()").scalar() or ""

    def set_account_active(self, user_id: UUID, active: bool) -> None:
        """Disable (its connections end everywhere) or enable an account. Raises NotAllowed."""
        self._call("select medport.set_user_active(%(id)s, %(active)s)", id=user_id, active=active)

    def _verifiers(self, password: str) -> dict[str, str]:
        """A verifier a silo, each with its own salt."""
        iterations = self.scram_iterations()
        return {silo.value: scram.verifier(password, iterations) for silo in Silo}

    def _call(self, statement: str, **values: Any) -> None:
        with self._database.write() as connection:
            run(connection, statement, **values)


def settings_from(values: Mapping[str, str]) -> Settings:
    """Settings from configuration rows by key; each value is of the type of its default."""
    defaults = asdict(Settings())
    found: dict[str, Any] = {}
    for name in defaults.keys() & values.keys():
        try:
            found[name] = type(defaults[name])(values[name])
            if name == "time_zone":
                ZoneInfo(values[name])
        except (ValueError, ZoneInfoNotFoundError):
            found[name] = defaults[name]
    return Settings(**found)


def _scram_iterations(connection: Connection) -> int:
    """The count that the server wants for new verifiers: it reports the setting to every client."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return int(raw.info.parameter_status("scram_iterations") or scram.MIN_ITERATIONS)
