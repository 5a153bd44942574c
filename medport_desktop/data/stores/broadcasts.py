"""The center silo: messages from the center and who has read them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, insert, select, update

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.rows import require_one, wanted
from medport_desktop.data.tables.center import agency_directory, hospital
from medport_desktop.data.tables.shift import broadcast, broadcast_reader, broadcast_receipt
from medport_desktop.domain.broadcasts import (
    Audience,
    Broadcast,
    BroadcastReader,
    Importance,
    NewBroadcast,
    SentBroadcast,
)
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.people import Organisation, Person

SENT_WITHIN = timedelta(days=7)
"""How far back the lists of messages go."""


class BroadcastStore:
    """The center's messages. Row-level security decides whose messages a person sees."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the center silo."""
        self._database = database

    def current(self, person: Person, ids: Sequence[UUID] | None = None) -> list[Broadcast]:
        """Those for this person, not their own, that have not expired; oldest first."""
        query = _for(person).where(broadcast.c.expires_at > func.now()).order_by(broadcast.c.sent_at)
        with self._database.read() as connection:
            return [_broadcast_from(row) for row in connection.execute(wanted(query, broadcast.c.id, ids))]

    def received(self, person: Person) -> list[Broadcast]:
        """Those for this person, not their own, of the last seven days; newest first."""
        columns = broadcast.c
        query = _for(person).where(columns.sent_at > func.now() - SENT_WITHIN).order_by(columns.sent_at.desc())
        with self._database.read() as connection:
            return [_broadcast_from(row) for row in connection.execute(query)]

    def acknowledge(self, broadcast_id: UUID) -> None:
        """Leave the person's receipt; again is harmless."""
        with self._database.write() as connection:
            connection.execute(insert(broadcast_receipt).inline().values(broadcast_id=broadcast_id))

    def send(self, broadcast_id: UUID, new: NewBroadcast) -> None:
        """Send; `broadcast_id` makes a repeat harmless. Raises Refused or NotAllowed."""
        message = insert(broadcast).values(
            id=broadcast_id,
            audience=new.audience.value,
            hospital_id=new.recipient_id if new.audience is Audience.HOSPITAL else None,
            agency_id=new.recipient_id if new.audience is Audience.AGENCY else None,
            importance=new.importance.value,
            text=new.text.strip(),
        )
        with self._database.write() as connection:
            connection.execute(message)

    def withdraw(self, broadcast_id: UUID) -> None:
        """Take it back from those whom it is for. Raises Refused where there is no such message."""
        change = update(broadcast).where(broadcast.c.id == broadcast_id).values(withdrawn_at=func.now())
        with self._database.write() as connection:
            require_one(connection.execute(change), "This message is not there any more.")

    def sent(self, ids: Sequence[UUID] | None = None) -> list[SentBroadcast]:
        """What the center has sent within the last seven days, newest first."""
        columns, reader = broadcast.c, broadcast_reader.c
        counts = (
            select(func.count().label("people"), func.count(reader.read_at).label("read"))
            .where(reader.broadcast_id == columns.id)
            .lateral("counts")
        )
        query = (
            select(
                broadcast,
                func.coalesce(hospital.c.name, agency_directory.c.name, "").label("recipient"),
                counts.c.people,
                counts.c.read,
            )
            .outerjoin(hospital, hospital.c.id == columns.hospital_id)
            .outerjoin(agency_directory, agency_directory.c.id == columns.agency_id)
            .join(counts, columns.id.is_not(None))
            .where(columns.sent_at > func.now() - SENT_WITHIN)
            .order_by(columns.sent_at.desc())
        )
        with self._database.read() as connection:
            return [_sent_from(row) for row in connection.execute(wanted(query, columns.id, ids))]

    def readers(self, broadcast_id: UUID) -> list[BroadcastReader]:
        """Everybody whom it is for: those who have read it first, then by organisation and name."""
        columns = broadcast_reader.c
        query = (
            select(broadcast_reader)
            .where(columns.broadcast_id == broadcast_id)
            .order_by(columns.read_at.nulls_last(), columns.organisation, columns.name)
        )
        with self._database.read() as connection:
            return [
                BroadcastReader(row.user_id, row.name, row.organisation, row.read_at)
                for row in connection.execute(query)
            ]

    def hospitals(self) -> list[Organisation]:
        """Active hospitals, by name."""
        return self._organisations(hospital)

    def agencies(self) -> list[Organisation]:
        """Active agencies, by name."""
        return self._organisations(agency_directory)

    def _organisations(self, table: Any) -> list[Organisation]:
        columns = table.c
        query = select(columns.id, columns.name).where(columns.is_active).order_by(columns.name)
        with self._database.read() as connection:
            return [Organisation(row.id, row.name) for row in connection.execute(query)]


def _for(person: Person) -> Select[Any]:
    """Messages for a person, not their own, with the time of their receipt."""
    columns, receipt = broadcast.c, broadcast_receipt.c
    mine = and_(receipt.broadcast_id == columns.id, receipt.user_id == person.id)
    query = (
        select(broadcast, receipt.read_at)
        .outerjoin(broadcast_receipt, mine)
        .where(columns.withdrawn_at.is_(None), columns.author_id.is_distinct_from(person.id))
    )
    if person.user_type is UserType.CENTER:  # may read every message, but is shown only those to everyone
        query = query.where(columns.audience == Audience.EVERYONE.value)
    return query


def _broadcast_from(row: Row[Any]) -> Broadcast:
    return Broadcast(
        id=row.id,
        importance=Importance(row.importance),
        text=row.text,
        author=row.author,
        sent_at=row.sent_at,
        expires_at=row.expires_at,
        read_at=row.read_at,
    )


def _sent_from(row: Row[Any]) -> SentBroadcast:
    return SentBroadcast(
        id=row.id,
        audience=Audience(row.audience),
        recipient=row.recipient,
        importance=Importance(row.importance),
        text=row.text,
        author=row.author,
        sent_at=row.sent_at,
        expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
        read=row.read,
        people=row.people,
    )
