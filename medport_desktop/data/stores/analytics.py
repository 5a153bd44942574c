"""Reads the figures that the center computes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Row, Text, Uuid, cast, func, select

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.tables.analytics import (
    AGENCY_COLUMNS,
    DAY_COLUMNS,
    HOUR_COLUMNS,
    LEVEL_COLUMNS,
    REASON_COLUMNS,
    TOTAL_COLUMNS,
)
from medport_desktop.domain.analytics import (
    AgencyFigures,
    AnalyticsFilter,
    DayFigures,
    Figures,
    HourFigures,
    LevelFigures,
    ReasonFigures,
    Totals,
)
from medport_desktop.domain.enums import Reason, TransportLevel

_TIME = DateTime(timezone=True)


class AnalyticsStore:
    """What the center computes of the trips of a period."""

    def __init__(self, center: Database) -> None:
        """`center` is the signed-in person's handle of the center."""
        self._center = center

    def figures(self, wanted: AnalyticsFilter) -> Figures:
        """All figures for the filter."""
        with self._center.read() as connection:

            def rows(name: str, columns: Sequence[Column[Any]]) -> Sequence[Row[*tuple[Any, ...]]]:
                return _rows(connection, name, columns, wanted)

            return Figures(
                totals=Totals(*rows("analytics_totals", TOTAL_COLUMNS)[0]),
                hours=tuple(HourFigures(*row) for row in rows("analytics_hours", HOUR_COLUMNS)),
                days=tuple(DayFigures(*row) for row in rows("analytics_days", DAY_COLUMNS)),
                levels=tuple(
                    LevelFigures(TransportLevel(level), *rest)
                    for level, *rest in rows("analytics_levels", LEVEL_COLUMNS)
                    if level is not None
                ),
                agencies=tuple(AgencyFigures(*row) for row in rows("analytics_agencies", AGENCY_COLUMNS)),
                reasons=tuple(
                    ReasonFigures(Reason(reason), *rest)
                    for reason, *rest in rows("analytics_cancellations", REASON_COLUMNS)
                ),
            )


def _rows(
    connection: Connection, name: str, columns: Sequence[Column[Any]], wanted: AnalyticsFilter
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Every row of a figure's function."""
    figure = getattr(func.medport, name)(
        cast(wanted.since, _TIME),
        cast(wanted.until, _TIME),
        cast(wanted.hospital_id, Uuid),
        cast(wanted.agency_id, Uuid),
        cast(wanted.level and wanted.level.value, Text),
    )
    return connection.execute(select(figure.table_valued(*columns).render_derived())).all()
