"""What agencies plan for their units and what these did; silos/schema/ems has the tables."""

from sqlalchemy import Column, DateTime, MetaData, Table, Text, Uuid

metadata = MetaData(schema="medport")

_TIME = DateTime(timezone=True)

unit_plan = Table(
    "unit_plan",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("start_time", _TIME, nullable=False),
    Column("end_time", _TIME),
    Column("notes", Text, nullable=False),
    Column("planned_by", Uuid),
    Column("planned_by_name", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

unit_availability = Table(
    "unit_availability",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("status", Text, nullable=False),
    Column("start_time", _TIME, nullable=False),
    Column("end_time", _TIME),
    Column("plan_id", Uuid),
    Column("notes", Text, nullable=False),
    Column("changed_by", Uuid),
    Column("changed_by_name", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

unit_now = Table(
    "unit_now",
    metadata,
    Column("unit_id", Uuid),
    Column("agency_id", Uuid),
    Column("status", Text),
    Column("away_kind", Text),
    Column("away_until", _TIME),
    Column("next_kind", Text),
    Column("next_at", _TIME),
)
"""A view: what each unit is doing by its own time, whether or not the clock has said so yet."""
