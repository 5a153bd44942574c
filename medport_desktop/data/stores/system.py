"""What an administrator reads and sets of the system itself: the site's configuration."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, update

from medport_desktop.data.engines import Database
from medport_desktop.data.stores.rows import require_one
from medport_desktop.data.tables_center import app_user, system_configuration
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.settings import ConfiguredSetting


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


def _setting_from(row: Row[*tuple[Any, ...]]) -> ConfiguredSetting:
    return ConfiguredSetting(row.id, row.key, row.value, row.description, row.category, row.updated_by, row.updated_at)
