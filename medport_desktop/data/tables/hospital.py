"""The hospital silo's tables as persons see them; the SQL in silos/schema/hospital makes them."""

from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, MetaData, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import INET, JSONB

from medport_desktop.data.tables.column_types import Point

metadata = MetaData(schema="medport")

_TIME = DateTime(timezone=True)
_MILES = Numeric(6, 1, asdecimal=False)

hospital_facility = Table(
    "hospital_facility",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hospital_id", Uuid),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("zip_code", Text, nullable=False),
    Column("coordinates", Point),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("operating_hours", JSONB, nullable=False),
    Column("capabilities", ARRAY(Text), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

hospital_agency_preference = Table(
    "hospital_agency_preference",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hospital_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("preference_order", Integer, nullable=False),
    Column("notes", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
)

transport_request = Table(
    "transport_request",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("trip_number", Text, nullable=False),
    Column("hospital_id", Uuid, nullable=False),
    Column("hospital_name", Text, nullable=False),
    Column("patient_id", Uuid),
    Column("origin_facility_id", Uuid, nullable=False),
    Column("destination_facility_id", Uuid),
    Column("destination_text", Text, nullable=False),
    Column("pickup_location", Text, nullable=False),
    Column("contact_phone", Text, nullable=False),
    Column("transport_level", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("special_requirements", ARRAY(Text), nullable=False),
    Column("special_requirements_note", Text, nullable=False),
    Column("ready_at", _TIME, nullable=False),
    Column("deliver_by", _TIME),
    Column("request_timestamp", _TIME, nullable=False),
    Column("accepted_timestamp", _TIME),
    Column("pickup_timestamp", _TIME),
    Column("completion_timestamp", _TIME),
    Column("assigned_agency_id", Uuid),
    Column("assigned_agency_name", Text, nullable=False),
    Column("assigned_unit_id", Uuid),
    Column("assigned_unit_number", Text, nullable=False),
    Column("assignment_id", Uuid),
    Column("award_mode", Text, nullable=False),
    Column("distance_miles", _MILES),
    Column("destination_coordinates", Point),
    Column("return_of_id", Uuid),
    Column("revision", Integer, nullable=False),
    Column("bid_count", Integer, nullable=False),
    Column("created_by_id", Uuid),
    Column("cancellation_reason", Text),
    Column("cancellation_note", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("updated_at", _TIME, nullable=False),
    Column("series_id", Uuid),
    Column("series_position", Integer),
)

trip_series = Table(
    "trip_series",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hospital_id", Uuid, nullable=False),
    Column("rrule", Text, nullable=False),
    Column("dtstart", _TIME, nullable=False),
    Column("zone", Text, nullable=False),
    Column("occurrences", Integer, nullable=False),
    Column("created_by_id", Uuid),
    Column("created_at", _TIME, nullable=False),
)

trip_milestone = Table(
    "trip_milestone",
    metadata,
    Column("trip_id", Uuid, primary_key=True),
    Column("milestone", Text, primary_key=True),
    Column("occurred_at", _TIME, nullable=False),
    Column("recorded_by_id", Uuid),
    Column("recorded_by", Text, nullable=False),
)

trip_award = Table(
    "trip_award",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("trip_id", Uuid, nullable=False),
    Column("bid_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("awarded_by", Uuid),
    Column("awarded_at", _TIME, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("outcome_at", _TIME),
    Column("refusal_reason", Text, nullable=False),
)

trip_note = Table(
    "trip_note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("trip_id", Uuid, nullable=False),
    Column("author_id", Uuid),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
)

trip_decline = Table(
    "trip_decline",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("trip_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("declined_at", _TIME, nullable=False),
    Column("withdrawn_at", _TIME),
)

status_transition = Table(
    "status_transition",
    metadata,
    Column("from_status", Text, primary_key=True),
    Column("to_status", Text, primary_key=True),
    Column("side", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Uuid),
    Column("user_id", Uuid),
    Column("user_name", Text),
    Column("action", Text),
    Column("entity_type", Text),
    Column("entity_id", Text),
    Column("trip_id", Uuid),
    Column("changes", JSONB),
    Column("timestamp", _TIME),
    Column("ip_address", INET),
    Column("source_database", Text),
)

PATIENT_COLUMNS = (
    Column("id", Uuid),
    Column("patient_mrn", Text),
    Column("name", Text),
    Column("birth_date", Date),
    Column("weight_kg", Numeric(5, 1, asdecimal=False)),
    Column("mobility", Text),
)
"""What medport.find_patient(mrn) returns."""

CREW_SHEET_COLUMNS = (
    Column("pickup_location", Text),
    Column("contact_phone", Text),
    Column("destination_text", Text),
    Column("needs_note", Text),
    Column("patient_name", Text),
    Column("patient_birth_date", Date),
    Column("patient_weight_kg", Numeric(5, 1, asdecimal=False)),
    Column("patient_mobility", Text),
)
"""What medport.crew_sheet(trip_id) returns."""
