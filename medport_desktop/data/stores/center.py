"""The center silo: who people are, the directory, the site's configuration."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psycopg
from sqlalchemy import Connection, Row, cast, func, select
from sqlalchemy.types import Boolean, Text, Uuid

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.rows import wanted
from medport_desktop.data.tables.center import (
    SCRAM_COLUMNS,
    WHOAMI_COLUMNS,
    agency_directory,
    app_user,
    hospital,
    system_configuration,
)
from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.enums import Silo, TransportLevel, UserType
from medport_desktop.domain.people import Account, NewAccount, Organisation, Person
from medport_desktop.domain.settings import Settings


@dataclass(frozen=True, slots=True)
class Identity:
    """What the center says of the person who signed in."""

    person: Person
    must_change_password: bool
    salts: Mapping[Silo, tuple[str, int]]
    """The person's own SCRAM salt and iteration count in each other silo."""


class CenterStore:
    """The center silo: settings, accounts, organisations, and who signed in."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the center silo."""
        self._database = database

    def whoami(self) -> Identity | None:
        """Who is signed in; None for a login that is no (active) account."""
        me = func.medport.whoami().table_valued(*WHOAMI_COLUMNS).render_derived()
        elsewhere = func.medport.my_scram_elsewhere().table_valued(*SCRAM_COLUMNS).render_derived()
        with self._database.read() as connection:
            row = connection.execute(select(me)).one_or_none()
            salts = connection.execute(select(elsewhere)).all()
        if row is None:
            return None
        person = Person(
            id=row.id,
            email=row.email,
            name=row.name,
            user_type=UserType(row.user_type),
            is_manager=row.is_manager,
            hospital_id=row.hospital_id,
            hospital_name=row.hospital_name,
            agency_id=row.agency_id,
            agency_name=row.agency_name,
        )
        return Identity(
            person,
            row.must_change_password,
            {Silo(found.silo): (found.salt, found.iterations) for found in salts},
        )

    def settings(self) -> Settings:
        """The site's configuration; a value that cannot be understood counts as not given."""
        columns = system_configuration.c
        with self._database.read() as connection:
            rows = connection.execute(select(columns.key, columns.value).where(columns.is_active)).all()
        return settings_from({row.key: row.value for row in rows})

    def agencies(self) -> list[Agency]:
        """The directory of active agencies, by name."""
        columns = agency_directory.c
        query = select(agency_directory).where(columns.is_active).order_by(columns.name)
        with self._database.read() as connection:
            return [_agency_from(row) for row in connection.execute(query)]

    def accounts(self, ids: Sequence[UUID] | None = None) -> list[Account]:
        """Accounts that the person may manage, by name."""
        query = (
            select(
                app_user,
                func.coalesce(hospital.c.name, "").label("hospital_name"),
                func.coalesce(agency_directory.c.name, "").label("agency_name"),
            )
            .outerjoin(hospital, hospital.c.id == app_user.c.hospital_id)
            .outerjoin(agency_directory, agency_directory.c.id == app_user.c.agency_id)
            .order_by(app_user.c.name, app_user.c.email)
        )
        with self._database.read() as connection:
            return [_account_from(row) for row in connection.execute(wanted(query, app_user.c.id, ids))]

    def hospitals(self) -> list[Organisation]:
        """Active hospital organisations, by name."""
        columns = hospital.c
        query = select(columns.id, columns.name).where(columns.is_active).order_by(columns.name)
        with self._database.read() as connection:
            return [Organisation(row.id, row.name) for row in connection.execute(query)]

    def create_account(self, user_id: UUID, new: NewAccount) -> None:
        """Create an account that works in all three silos; `user_id` makes a repeat harmless.

        The three verifiers are made here, each with its own salt, and the password is not sent. Takes 0.6 s at
        600,000 iterations. Raises Refused (an e-mail that has an account already) or NotAllowed.
        """
        iterations = self.scram_iterations()
        verifiers = [scram.verifier(new.password, iterations) for _ in range(3)]
        create = func.medport.create_user(
            user_id,
            new.email.strip(),
            new.name,
            new.user_type.value,
            cast(new.is_manager, Boolean),
            cast(new.hospital_id, Uuid),
            cast(new.agency_id, Uuid),
            *(cast(verifier, Text) for verifier in verifiers),
        )
        with self._database.write() as connection:
            connection.execute(select(create))

    def change_my_password(self, center_verifier: str, hospital_verifier: str, ems_verifier: str) -> None:
        """Change the signed-in person's password in every silo; the same again is harmless. Raises Refused."""
        change = func.medport.change_my_password(
            *(cast(verifier, Text) for verifier in (center_verifier, hospital_verifier, ems_verifier))
        )
        with self._database.write() as connection:
            connection.execute(select(change))

    def reset_password(self, user_id: UUID, password: str) -> None:
        """Give an account a new first password, which the person must change; it is not sent, as in `create_account`.

        Raises NotAllowed for an account that the person does not run, and for their own.
        """
        iterations = self.scram_iterations()
        verifiers = [scram.verifier(password, iterations) for _ in range(3)]
        reset = func.medport.reset_password(user_id, *(cast(verifier, Text) for verifier in verifiers))
        with self._database.write() as connection:
            connection.execute(select(reset))

    def scram_iterations(self) -> int:
        """How often the server wants a new password to be stretched."""
        with self._database.read() as connection:
            return _scram_iterations(connection)

    def my_salt(self) -> str:
        """The salt of the person's verifier as the center has it now; '' where it keeps none."""
        mine = func.medport.my_scram().table_valued(*SCRAM_COLUMNS[1:]).render_derived()
        with self._database.read() as connection:
            row = connection.execute(select(mine)).one_or_none()
        return "" if row is None else str(row.salt)

    def set_account_active(self, user_id: UUID, active: bool) -> None:
        """Disable (its connections end everywhere) or enable an account. Raises NotAllowed."""
        with self._database.write() as connection:
            connection.execute(select(func.medport.set_user_active(user_id, active)))


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


def _agency_from(row: Row[Any]) -> Agency:
    return Agency(
        id=row.id,
        name=row.name,
        city=row.city,
        state=row.state,
        phone=row.phone,
        coordinates=row.coordinates,
        levels=frozenset(TransportLevel(level) for level in row.capabilities),
        is_active=row.is_active,
        trips_accepted=row.trips_accepted,
        trips_completed=row.trips_completed,
        trips_released=row.trips_released,
    )


def _account_from(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        user_type=UserType(row.user_type),
        is_manager=row.is_manager,
        is_active=row.is_active,
        hospital_id=row.hospital_id,
        hospital_name=row.hospital_name,
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
