"""The center silo: shift handoffs."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, null, select, update

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.rows import require_one, wanted
from medport_desktop.data.tables.center import app_user
from medport_desktop.data.tables.shift import shift_handoff, shift_handoff_trip
from medport_desktop.domain.enums import Priority, TransportLevel, TripStatus, UserType
from medport_desktop.domain.handoff import (
    Handoff,
    HandoffLine,
    HandoffStatus,
    NewHandoff,
    UnitCount,
    Waiting,
    in_order,
)
from medport_desktop.domain.people import Organisation

MOST_HANDOFFS = 40
"""So many of the newest are listed: two weeks of three shifts a day."""


class HandoffStore:
    """The center's shift handoffs, for people of the center alone."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the center silo."""
        self._database = database

    def handoffs(self, ids: Sequence[UUID] | None = None) -> list[Handoff]:
        """The newest handoffs with their lines, newest first."""
        columns, line = shift_handoff.c, shift_handoff_trip.c
        sheets = wanted(select(shift_handoff), columns.id, ids).order_by(columns.made_at.desc()).limit(MOST_HANDOFFS)
        with self._database.read() as connection:
            rows = connection.execute(sheets).all()
            lines = wanted(select(shift_handoff_trip), line.handoff_id, [row.id for row in rows])
            of: defaultdict[UUID, list[HandoffLine]] = defaultdict(list)
            for found in connection.execute(lines):
                of[found.handoff_id].append(_line_from(found))
        return [_handoff_from(row, tuple(in_order(of[row.id]))) for row in rows]

    def make(self, handoff_id: UUID, new: NewHandoff) -> None:
        """Leave a sheet; `handoff_id` makes a repeat harmless. Raises Refused where one is open already."""
        sheet = insert(shift_handoff).values(
            id=handoff_id,
            note=new.note.strip(),
            for_id=new.for_id,
            units_free=new.units.free,
            units_on_trip=new.units.on_trip,
            units_out=new.units.out,
        )
        with self._database.write() as connection:
            connection.execute(sheet)
            if new.lines:
                connection.execute(insert(shift_handoff_trip), [_values(handoff_id, line) for line in new.lines])

    def acknowledge(self, handoff_id: UUID, trip_id: UUID, read: bool) -> None:
        """Mark a line as read by the person, or not. Raises Refused or NotAllowed."""
        columns = shift_handoff_trip.c
        change = (
            update(shift_handoff_trip)
            .where(columns.handoff_id == handoff_id, columns.trip_id == trip_id)
            .values(acknowledged_at=func.now() if read else null())
        )
        with self._database.write() as connection:
            require_one(connection.execute(change), "This trip is not on the sheet.")

    def take_over(self, handoff_id: UUID) -> None:
        """End an open handoff by taking over. Raises Refused while a line is not acknowledged."""
        self._end(handoff_id, HandoffStatus.TAKEN)

    def withdraw(self, handoff_id: UUID) -> None:
        """End an open handoff by taking it back. Raises Refused or NotAllowed."""
        self._end(handoff_id, HandoffStatus.WITHDRAWN)

    def _end(self, handoff_id: UUID, status: HandoffStatus) -> None:
        change = update(shift_handoff).where(shift_handoff.c.id == handoff_id).values(status=status.value)
        with self._database.write() as connection:
            require_one(connection.execute(change), "This handoff is not there any more.")

    def dispatchers(self) -> list[Organisation]:
        """Active people of the center, by name."""
        columns = app_user.c
        query = (
            select(columns.id, columns.name)
            .where(columns.is_active, columns.user_type == UserType.CENTER.value)
            .order_by(columns.name)
        )
        with self._database.read() as connection:
            return [Organisation(row.id, row.name) for row in connection.execute(query)]


def _values(handoff_id: UUID, line: HandoffLine) -> dict[str, Any]:
    return {
        "handoff_id": handoff_id,
        "trip_id": line.trip_id,
        "number": line.number,
        "hospital": line.hospital,
        "origin": line.origin,
        "destination": line.destination,
        "transport_level": line.level.value,
        "priority": line.priority.value,
        "trip_status": line.status.value,
        "holder": line.holder,
        "since": line.since,
        "due_at": line.due_at,
        "waits": [waiting.value for waiting in Waiting if waiting in line.waits],
        "note": line.note.strip(),
    }


def _line_from(row: Row[Any]) -> HandoffLine:
    return HandoffLine(
        trip_id=row.trip_id,
        number=row.number,
        hospital=row.hospital,
        origin=row.origin,
        destination=row.destination,
        level=TransportLevel(row.transport_level),
        priority=Priority(row.priority),
        status=TripStatus(row.trip_status),
        holder=row.holder,
        since=row.since,
        due_at=row.due_at,
        waits=frozenset(Waiting(word) for word in row.waits),
        note=row.note,
        acknowledged_by_id=row.acknowledged_by_id,
        acknowledged_by=row.acknowledged_by,
        acknowledged_at=row.acknowledged_at,
    )


def _handoff_from(row: Row[Any], lines: tuple[HandoffLine, ...]) -> Handoff:
    return Handoff(
        id=row.id,
        status=HandoffStatus(row.status),
        note=row.note,
        for_name=row.for_name,
        units=UnitCount(row.units_free, row.units_on_trip, row.units_out),
        made_by_id=row.made_by_id,
        made_by=row.made_by,
        made_at=row.made_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        lines=lines,
    )
