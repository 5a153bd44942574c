"""What an administrator reads and sets of the system itself: the site's configuration, the audit log."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select, update

from medport_desktop.data.engines import Database
from medport_desktop.data.stores.rows import require_one
from medport_desktop.data.tables_center import app_user, audit_board, system_configuration
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.settings import ConfiguredSetting
from medport_desktop.domain.system import AuditFilter, AuditLine


class SystemStore:
    """Implements services.ports.SystemPort."""

    def __init__(self, databases: Mapping[Silo, Database]) -> None:
        """`databases` are the signed-in administrator's handles."""
        self._databases = databases

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
    )


def _setting_from(row: Row[*tuple[Any, ...]]) -> ConfiguredSetting:
    return ConfiguredSetting(row.id, row.key, row.value, row.description, row.category, row.updated_by, row.updated_at)
