"""The EMS silo's tables as persons see them; the SQL in silos/schema/ems makes them."""

from sqlalchemy import ARRAY, Boolean, Column, DateTime, Integer, MetaData, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from medport_desktop.data.tables.column_types import Point

metadata = MetaData(schema="medport")

_TIME = DateTime(timezone=True)
_MILES = Numeric(6, 1, asdecimal=False)

ems_agency = Table(
    "ems_agency",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("contact_name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("zip_code", Text, nullable=False),
    Column("coordinates", Point),
    Column("service_area", JSONB, nullable=False),
    Column("operating_hours", JSONB, nullable=False),
    Column("capabilities", ARRAY(Text), nullable=False),
    Column("pricing_structure", JSONB, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("added_by", Uuid),
    Column("added_at", _TIME, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("agency_id", Uuid, nullable=False),
    Column("unit_number", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("capabilities", ARRAY(Text), nullable=False),
    Column("current_status", Text, nullable=False),
    Column("current_location", Text, nullable=False),
    Column("coordinates", Point),
    Column("shift_start", _TIME),
    Column("shift_end", _TIME),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

available_trip = Table(
    "available_trip",
    metadata,
    Column("trip_id", Uuid, primary_key=True),
    Column("trip_number", Text, nullable=False),
    Column("hospital_id", Uuid, nullable=False),
    Column("hospital_name", Text, nullable=False),
    Column("origin_facility_id", Uuid, nullable=False),
    Column("origin_name", Text, nullable=False),
    Column("origin_city", Text, nullable=False),
    Column("origin_coordinates", Point),
    Column("destination_facility_id", Uuid),
    Column("destination_name", Text, nullable=False),
    Column("destination_city", Text, nullable=False),
    Column("destination_coordinates", Point),
    Column("transport_level", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("special_requirements", ARRAY(Text), nullable=False),
    Column("ready_at", _TIME, nullable=False),
    Column("deliver_by", _TIME),
    Column("request_timestamp", _TIME, nullable=False),
    Column("award_mode", Text, nullable=False),
    Column("distance_miles", _MILES),
    Column("revision", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

transport_bid = Table(
    "transport_bid",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("agency_id", Uuid, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("transport_request_id", Uuid, nullable=False),
    Column("hospital_id", Uuid, nullable=False),
    Column("bid_amount", Integer, nullable=False),
    Column("estimated_arrival", _TIME, nullable=False),
    Column("estimated_pickup", _TIME, nullable=False),
    Column("special_notes", Text, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("unit_number", Text, nullable=False),
    Column("empty_miles", _MILES),
    Column("trip_revision", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("expires_at", _TIME, nullable=False),
    Column("decline_reason", Text, nullable=False),
    Column("submitted_by", Uuid),
    Column("submitted_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

trip_decline = Table(
    "trip_decline",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("trip_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("declined_by", Uuid),
    Column("declined_at", _TIME, nullable=False),
    Column("withdrawn_at", _TIME),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("trip_id", Uuid, nullable=False),
    Column("bid_id", Uuid),
    Column("agency_id", Uuid, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("unit_id", Uuid),
    Column("unit_number", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("estimated_pickup", _TIME),
    Column("milestones", JSONB, nullable=False),
    Column("accepted_at", _TIME, nullable=False),
    Column("status_since", _TIME, nullable=False),
    Column("told_late", _TIME),
    Column("ended_at", _TIME),
    Column("end_reason", Text),
    Column("end_note", Text, nullable=False),
    Column("accepted_by", Uuid),
    Column("updated_at", _TIME, nullable=False),
)

status_transition = Table(
    "status_transition",
    metadata,
    Column("from_status", Text, primary_key=True),
    Column("to_status", Text, primary_key=True),
    Column("side", Text, nullable=False),
    Column("kind", Text, nullable=False),
)
