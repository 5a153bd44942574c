"""The center silo's messages and handoffs as persons see them: broadcast*.sql and shift_handoff*.sql of its schema."""

from sqlalchemy import ARRAY, Column, DateTime, Integer, MetaData, Table, Text, Uuid

metadata = MetaData(schema="medport")

_TIME = DateTime(timezone=True)

broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("audience", Text, nullable=False),
    Column("hospital_id", Uuid),
    Column("agency_id", Uuid),
    Column("importance", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author_id", Uuid),
    Column("author", Text, nullable=False),
    Column("sent_at", _TIME, nullable=False),
    Column("expires_at", _TIME, nullable=False),
    Column("withdrawn_at", _TIME),
)

broadcast_receipt = Table(
    "broadcast_receipt",
    metadata,
    Column("broadcast_id", Uuid, primary_key=True),
    Column("user_id", Uuid, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("read_at", _TIME, nullable=False),
)

"""Of its key only the half that a person writes: `user_id` is the database's own."""

broadcast_reader = Table(
    "broadcast_reader",
    metadata,
    Column("broadcast_id", Uuid),
    Column("user_id", Uuid),
    Column("name", Text),
    Column("organisation", Text),
    Column("read_at", _TIME),
)
"""A view: each person whom a message is for."""

shift_handoff = Table(
    "shift_handoff",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("status", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("for_id", Uuid),
    Column("for_name", Text, nullable=False),
    Column("units_free", Integer, nullable=False),
    Column("units_on_trip", Integer, nullable=False),
    Column("units_out", Integer, nullable=False),
    Column("made_by_id", Uuid),
    Column("made_by", Text, nullable=False),
    Column("made_at", _TIME, nullable=False),
    Column("ended_by_id", Uuid),
    Column("ended_by", Text, nullable=False),
    Column("ended_at", _TIME),
)

shift_handoff_trip = Table(
    "shift_handoff_trip",
    metadata,
    Column("handoff_id", Uuid, primary_key=True),
    Column("trip_id", Uuid, primary_key=True),
    Column("number", Text, nullable=False),
    Column("hospital", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("transport_level", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("trip_status", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("since", _TIME, nullable=False),
    Column("due_at", _TIME),
    Column("waits", ARRAY(Text), nullable=False),
    Column("note", Text, nullable=False),
    Column("acknowledged_by_id", Uuid),
    Column("acknowledged_by", Text, nullable=False),
    Column("acknowledged_at", _TIME),
)
