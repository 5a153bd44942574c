"""What an administrator reads and sets of the system: its configuration, the audit log, how the silos are."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Row, Select, Uuid, cast, func, select, update

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.organisations import OrganisationStore
from medport_desktop.data.stores.rows import require_one
from medport_desktop.data.tables.center import app_user, audit_board, system_configuration
from medport_desktop.data.tables.system import (
    ARRIVAL_COLUMNS,
    HEALTH_COLUMNS,
    LETTER_COLUMNS,
    READER_COLUMNS,
    SESSION_COLUMNS,
)
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.people import AccountEdit
from medport_desktop.domain.settings import ConfiguredSetting
from medport_desktop.domain.system import (
    Arrival,
    AuditFilter,
    AuditLine,
    DeadLetter,
    Reader,
    SignedInPerson,
    SiloHealth,
)


class SystemStore:
    """What an administrator reads and sets of the system itself, and whose sessions a person runs."""

    def __init__(self, databases: Mapping[Silo, Database]) -> None:
        """`databases` are the signed-in administrator's handles."""
        self._databases = databases
        self._organisations = OrganisationStore(databases)

    def configuration(self) -> list[ConfiguredSetting]:
        """Every setting that is in force, by key."""
        columns = system_configuration.c
        query = (
            select(
                columns.id,
                columns.key,
                columns.value,
                columns.description,
                columns.category,
                columns.updated_at,
                func.coalesce(app_user.c.name, "").label("updated_by"),
            )
            .outerjoin(app_user, app_user.c.id == columns.updated_by)
            .where(columns.is_active)
            .order_by(columns.key)
        )
        with self._databases[Silo.CENTER].read() as connection:
            return [_setting_from(row) for row in connection.execute(query)]

    def set_setting(self, setting_id: UUID, value: str) -> None:
        """Keep another value. Raises Refused (a value that the setting may not have)."""
        columns = system_configuration.c
        change = update(system_configuration).where(columns.id == setting_id).values(value=value)
        with self._databases[Silo.CENTER].write() as connection:
            require_one(connection.execute(change), "This setting is not there any more.")

    def audit(self, wanted: AuditFilter, limit: int) -> list[AuditLine]:
        """The newest lines of the three silos' audit logs that match, newest first."""
        columns = audit_board.c
        query = select(audit_board).order_by(columns.timestamp.desc(), columns.id.desc()).limit(limit)
        if wanted.who:
            query = query.where(columns.who.icontains(wanted.who, autoescape=True))
        if wanted.action:
            query = query.where(columns.action == wanted.action)
        if wanted.entity_type:
            query = query.where(columns.entity_type == wanted.entity_type)
        if wanted.trip_number:
            query = query.where(columns.trip_id.in_(_trips_numbered(wanted.trip_number)))
        if wanted.since is not None:
            query = query.where(columns.timestamp >= wanted.since)
        if wanted.until is not None:
            query = query.where(columns.timestamp < wanted.until)
        with self._databases[Silo.CENTER].read() as connection:
            return [_line_from(row) for row in connection.execute(query)]

    def health(self, silo: Silo) -> SiloHealth:
        """How a silo is now."""
        with self._databases[silo].read() as connection:
            row = connection.execute(_call("health", HEALTH_COLUMNS)).one()
            arrivals = connection.execute(_call("health_arrivals", ARRIVAL_COLUMNS)).all()
            readers = connection.execute(_call("health_readers", READER_COLUMNS)).all()
        return SiloHealth(
            silo=Silo(row.silo),
            version=row.server_version,
            started_at=row.started_at,
            looked_at=row.looked_at,
            database_bytes=row.database_bytes,
            connections=row.connections,
            beat_at=row.beat_at,
            dead_letters=row.open_dead_letters,
            arrivals=tuple(
                Arrival(a.subscription, Silo(a.source), a.enabled and a.running, a.heard_at, a.errors, a.beat_at)
                for a in arrivals
            ),
            readers=tuple(Reader(r.slot, r.active, r.behind_bytes or 0, r.wal_status) for r in readers),
        )

    def dead_letters(self, silo: Silo) -> list[DeadLetter]:
        """Events whose handler raised there, newest first; those resolved too."""
        with self._databases[silo].read() as connection:
            return [_letter_from(silo, row) for row in connection.execute(_call("dead_letters", LETTER_COLUMNS))]

    def replay(self, silo: Silo, event_id: UUID) -> bool:
        """Handle it once more; True where it went through. Raises Refused (it does not wait any more)."""
        with self._databases[silo].write() as connection:
            return bool(connection.execute(select(func.medport.replay_dead_letter(event_id))).scalar_one())

    def edit_account(self, edit: AccountEdit) -> None:
        """Change who an account is. Raises Refused (an e-mail that another has) or NotAllowed."""
        change = func.medport.edit_user(
            edit.id,
            edit.email,
            edit.name,
            cast(edit.is_manager, Boolean),
            cast(edit.hospital_id, Uuid),
            cast(edit.agency_id, Uuid),
        )
        with self._databases[Silo.CENTER].write() as connection:
            connection.execute(select(change))

    def signed_in(self) -> list[SignedInPerson]:
        """Who has connections to the silos that can be reached, by name."""
        found: dict[UUID, SignedInPerson] = {}
        for silo, database in self._databases.items():
            with suppress(SiloAway), database.read() as connection:
                for row in connection.execute(_call("sessions", SESSION_COLUMNS)):
                    found[row.user_id] = _person_from(silo, row, found.get(row.user_id))
        return sorted(found.values(), key=lambda person: (person.name.casefold(), person.email))

    def end_sessions(self, user_id: UUID) -> None:
        """End a person's connections in every silo that can be reached. Raises NotAllowed (one's own)."""
        for database in self._databases.values():
            with suppress(SiloAway), database.write() as connection:
                connection.execute(select(func.medport.end_sessions(user_id)))


def _person_from(silo: Silo, row: Row[*tuple[Any, ...]], known: SignedInPerson | None) -> SignedInPerson:
    """A row of one silo, added to what the others said of the same person."""
    seen = [moment for moment in (row.last_seen_at, known and known.last_seen_at) if moment]
    return SignedInPerson(
        user_id=row.user_id,
        email=row.email,
        name=row.name,
        organisation=row.organisation,
        silos=frozenset({silo}) | (known.silos if known else frozenset()),
        connections=row.connections + (known.connections if known else 0),
        since=min(row.since, known.since) if known else row.since,
        last_seen_at=max(seen, default=None),
        address=str(row.client_addr or (known.address if known else "")),
    )


def _call(name: str, columns: Sequence[Column[Any]]) -> Select[*tuple[Any, ...]]:
    """Every row that a function of the silo returns."""
    return select(getattr(func.medport, name)().table_valued(*columns).render_derived())


def _letter_from(silo: Silo, row: Row[*tuple[Any, ...]]) -> DeadLetter:
    return DeadLetter(
        silo=silo,
        event_id=row.event_id,
        source=Silo(row.source),
        kind=row.kind,
        sqlstate=row.sqlstate,
        error=row.error,
        attempts=row.attempts,
        first_at=row.first_at,
        last_at=row.last_at,
        resolved_at=row.resolved_at,
    )


def _trips_numbered(number: str) -> Select[tuple[UUID]]:
    """By the row that the trip began with, which an index finds."""
    first = audit_board.alias().c
    return select(first.trip_id).where(
        first.entity_type == "transport_request",
        first.action == "INSERT",
        first.changes[("after", "trip_number")].astext == number,
    )


def _line_from(row: Row[*tuple[Any, ...]]) -> AuditLine:
    changes: dict[str, Any] = row.changes
    plain = changes if row.action == "READ" else {}
    return AuditLine(
        id=row.id,
        at=row.timestamp,
        who=row.who,
        action=row.action,
        entity_type=row.entity_type,
        entity_id=row.entity_id,
        trip_number=row.trip_number,
        silo=Silo(row.source_database),
        address=str(row.ip_address or ""),
        before=changes.get("before", {}),
        after=changes.get("after", plain),
        subject=changes.get("subject", ""),
        acting_for=changes.get("acting_for", ""),
    )


def _setting_from(row: Row[*tuple[Any, ...]]) -> ConfiguredSetting:
    return ConfiguredSetting(row.id, row.key, row.value, row.description, row.category, row.updated_by, row.updated_at)
