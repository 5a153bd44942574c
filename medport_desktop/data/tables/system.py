"""What the functions of silos/schema/common return that tell an administrator how a silo is."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import INET

_TIME = DateTime(timezone=True)

HEALTH_COLUMNS = (
    Column("silo", Text),
    Column("server_version", Text),
    Column("started_at", _TIME),
    Column("looked_at", _TIME),
    Column("database_bytes", BigInteger),
    Column("connections", Integer),
    Column("beat_at", _TIME),
    Column("open_dead_letters", Integer),
)
"""What medport.health() returns."""

ARRIVAL_COLUMNS = (
    Column("subscription", Text),
    Column("source", Text),
    Column("enabled", Boolean),
    Column("running", Boolean),
    Column("heard_at", _TIME),
    Column("errors", BigInteger),
    Column("beat_at", _TIME),
)
"""What medport.health_arrivals() returns."""

READER_COLUMNS = (
    Column("slot", Text),
    Column("active", Boolean),
    Column("behind_bytes", BigInteger),
    Column("wal_status", Text),
)
"""What medport.health_readers() returns."""

LETTER_COLUMNS = (
    Column("event_id", Uuid),
    Column("source", Text),
    Column("kind", Text),
    Column("sqlstate", Text),
    Column("error", Text),
    Column("attempts", Integer),
    Column("first_at", _TIME),
    Column("last_at", _TIME),
    Column("resolved_at", _TIME),
)
"""What medport.dead_letters() returns."""

SESSION_COLUMNS = (
    Column("user_id", Uuid),
    Column("email", Text),
    Column("name", Text),
    Column("organisation", Text),
    Column("connections", Integer),
    Column("since", _TIME),
    Column("last_seen_at", _TIME),
    Column("client_addr", INET),
)
"""What medport.sessions() returns."""
