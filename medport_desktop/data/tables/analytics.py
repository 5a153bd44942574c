"""What the functions of silos/schema/center/analytics.sql return."""

from sqlalchemy import Column, Date, Double, Integer, Text, Uuid

TOTAL_COLUMNS = (
    Column("requests", Integer),
    Column("accepted", Integer),
    Column("p50_seconds", Double),
    Column("p90_seconds", Double),
    Column("completed", Integer),
    Column("miles", Double),
    Column("cancelled", Integer),
    Column("invented", Integer),
)
"""What medport.analytics_totals() returns."""

HOUR_COLUMNS = (Column("hour", Integer), Column("requests", Integer))
"""What medport.analytics_hours() returns."""

DAY_COLUMNS = (
    Column("day", Date),
    Column("requests", Integer),
    Column("accepted", Integer),
    Column("p50_seconds", Double),
    Column("p90_seconds", Double),
    Column("completed", Integer),
    Column("miles", Double),
)
"""What medport.analytics_days() returns."""

LEVEL_COLUMNS = (
    Column("transport_level", Text),
    Column("requests", Integer),
    Column("accepted", Integer),
    Column("p50_seconds", Double),
    Column("p90_seconds", Double),
)
"""What medport.analytics_levels() returns."""

AGENCY_COLUMNS = (
    Column("agency_id", Uuid),
    Column("agency_name", Text),
    Column("taken", Integer),
    Column("declined", Integer),
    Column("handed_back", Integer),
    Column("completed", Integer),
    Column("miles", Double),
)
"""What medport.analytics_agencies() returns."""

REASON_COLUMNS = (Column("reason", Text), Column("unheld", Integer), Column("held", Integer))
"""What medport.analytics_cancellations() returns."""
