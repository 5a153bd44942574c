"""What several stores share: restricting a query to ids, a row of either silo's offers, a write that must hit."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    MetaData,
    Row,
    Select,
    Table,
    Uuid,
    any_,
    literal,
)
from sqlalchemy.dialects.postgresql import insert

from medport_desktop.domain.enums import AwardMode, Need, Priority, TransportLevel, TripStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.trips import AvailableTrip, Transition, TransitionTable

_delivered = Table("delivered", MetaData(schema="medport"), Column("key", Uuid, primary_key=True))


def first_time(connection: Connection, key: UUID | None) -> bool:
    """Note in the open transaction that the change with that key is made; False where it has been made before.

    Without a key the change is not one that is ever sent again.
    """
    if key is None:
        return True
    # By what it returns: SQLAlchemy does not tell how many rows an INSERT wrote.
    noted = insert(_delivered).values(key=key).on_conflict_do_nothing().returning(_delivered.c.key)
    return connection.execute(noted).first() is not None


def wanted(query: Select[Any], column: ColumnElement[UUID], ids: Sequence[UUID] | None) -> Select[Any]:
    """Only those ids, where given. As one array, so that the statement is the same for any number of them."""
    return query if ids is None else query.where(column == any_(literal(list(ids), ARRAY(Uuid))))


def require_one(result: CursorResult[Any], sentence: str) -> None:
    """Raise Refused where an UPDATE met no row that the person may change."""
    if result.rowcount == 0:
        raise Refused(sentence, "The board shows what there is now.", code="MP002")


def available_trip_from(row: Row[Any]) -> AvailableTrip:
    """A row with the columns of the EMS silo's available_trip."""
    return AvailableTrip(
        trip_id=row.trip_id,
        trip_number=row.trip_number,
        hospital_id=row.hospital_id,
        hospital_name=row.hospital_name,
        origin_name=row.origin_name,
        origin_city=row.origin_city,
        origin_coordinates=row.origin_coordinates,
        destination_name=row.destination_name,
        destination_city=row.destination_city,
        destination_coordinates=row.destination_coordinates,
        transport_level=TransportLevel(row.transport_level),
        priority=Priority(row.priority),
        special_requirements=frozenset(Need(need) for need in row.special_requirements),
        ready_at=row.ready_at,
        deliver_by=row.deliver_by,
        request_timestamp=row.request_timestamp,
        award_mode=AwardMode(row.award_mode),
        distance_miles=row.distance_miles,
        bid_count=row.bid_count,
        updated_at=row.updated_at,
    )


def transitions_from(rows: Sequence[Row[Any]]) -> TransitionTable:
    """The rows of status_transition, which every silo has."""
    return TransitionTable(
        frozenset(
            Transition(TripStatus(row.from_status), TripStatus(row.to_status), row.side, row.kind) for row in rows
        )
    )
