"""Reads the figures that the center computes."""

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, values_of
from medport_desktop.domain.center.analytics import (
    AgencyFigures,
    AnalyticsFilter,
    DayFigures,
    Figures,
    HourFigures,
    LevelFigures,
    ReasonFigures,
    Totals,
)

_FILTER = "(%(since)s, %(until)s, %(hospital_id)s, %(agency_id)s, %(level)s) r"
TOTALS = Query(Totals, f"medport.analytics_totals{_FILTER}")
HOURS = Query(HourFigures, f"medport.analytics_hours{_FILTER}")
DAYS = Query(DayFigures, f"medport.analytics_days{_FILTER}")
LEVELS = Query(LevelFigures, f"medport.analytics_levels{_FILTER}", {"level": "r.transport_level"})
AGENCIES = Query(AgencyFigures, f"medport.analytics_agencies{_FILTER}", {"name": "r.agency_name"})
REASONS = Query(ReasonFigures, f"medport.analytics_cancellations{_FILTER}")


class AnalyticsStore:
    """What the center computes of the trips of a period."""

    def __init__(self, center: Database) -> None:
        """`center` is the signed-in person's handle of the center."""
        self._center = center

    def figures(self, wanted: AnalyticsFilter) -> Figures:
        """All figures for the filter."""
        chosen = values_of(wanted)
        with self._center.read() as connection:
            return Figures(
                totals=TOTALS.on(connection, **chosen)[0],
                hours=tuple(HOURS.on(connection, **chosen)),
                days=tuple(DAYS.on(connection, **chosen)),
                levels=tuple(LEVELS.on(connection, "where r.transport_level is not null", **chosen)),
                agencies=tuple(AGENCIES.on(connection, **chosen)),
                reasons=tuple(REASONS.on(connection, **chosen)),
            )
