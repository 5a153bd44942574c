"""The center silo's tables as persons see them; the SQL in silos/schema/center makes them."""

from sqlalchemy import ARRAY, Boolean, Column, DateTime, Double, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import INET, JSONB

from medport_desktop.data.tables.column_types import Point

metadata = MetaData(schema="medport")

_TIME = DateTime(timezone=True)

hospital = Table(
    "hospital",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("zip_code", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

agency_directory = Table(
    "agency_directory",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("coordinates", Point),
    Column("capabilities", ARRAY(Text), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("trips_accepted", Integer, nullable=False),
    Column("trips_completed", Integer, nullable=False),
    Column("trips_released", Integer, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

app_user = Table(
    "app_user",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("user_type", Text, nullable=False),
    Column("is_manager", Boolean, nullable=False),
    Column("hospital_id", Uuid),
    Column("agency_id", Uuid),
    Column("is_active", Boolean, nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)
"""Without `password`, which no person may read."""

system_configuration = Table(
    "system_configuration",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("updated_by", Uuid),
    Column("updated_at", _TIME, nullable=False),
    Column("value_type", Text, nullable=False),
    Column("minimum", Double),
    Column("maximum", Double),
    Column("unit", Text, nullable=False),
)

system_analytics = Table(
    "system_analytics",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("metric_name", Text, nullable=False),
    Column("metric_value", Double, nullable=False),
    Column("timestamp", _TIME, nullable=False),
    Column("category", Text, nullable=False),
    Column("metadata", JSONB, nullable=False),
)

service_registry = Table(
    "service_registry",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("service_name", Text, nullable=False),
    Column("service_type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("added_by", Uuid),
    Column("added_at", _TIME, nullable=False),
    Column("configuration", JSONB, nullable=False),
    Column("metadata", JSONB, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)
"""What an administrator registers."""

audit_board = Table(
    "audit_board",
    metadata,
    Column("id", Uuid),
    Column("user_id", Uuid),
    Column("who", Text),
    Column("action", Text),
    Column("entity_type", Text),
    Column("entity_id", Text),
    Column("trip_id", Uuid),
    Column("trip_number", Text),
    Column("changes", JSONB),
    Column("timestamp", _TIME),
    Column("ip_address", INET),
    Column("source_database", Text),
)
"""The audit logs of the three silos, each row with its trip's number."""

WHOAMI_COLUMNS = (
    Column("id", Uuid),
    Column("email", Text),
    Column("name", Text),
    Column("user_type", Text),
    Column("is_manager", Boolean),
    Column("hospital_id", Uuid),
    Column("hospital_name", Text),
    Column("agency_id", Uuid),
    Column("agency_name", Text),
    Column("must_change_password", Boolean),
)
"""What medport.whoami() returns."""

SCRAM_COLUMNS = (Column("silo", Text), Column("salt", Text), Column("iterations", Integer))
"""What medport.my_scram_elsewhere() returns."""
