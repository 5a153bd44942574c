"""The center silo: messages from the center and who has read them."""

from collections.abc import Sequence
from uuid import UUID

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, insert, require_one, run
from medport_desktop.data.stores.center import AGENCY_CHOICE, HOSPITAL_CHOICE
from medport_desktop.domain.center.broadcasts import (
    Audience,
    Broadcast,
    BroadcastReader,
    NewBroadcast,
    SentBroadcast,
)
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.people import Organisation, Person

RECEIVED = Query(
    Broadcast,
    """
    medport.broadcast r
    left join medport.broadcast_receipt receipt on receipt.broadcast_id = r.id and receipt.user_id = %(person_id)s
    """,
    {"read_at": "receipt.read_at"},
)
SENT = Query(
    SentBroadcast,
    """
    medport.broadcast r
    left join medport.hospital hospital on hospital.id = r.hospital_id
    left join medport.agency_directory agency on agency.id = r.agency_id
    cross join lateral (
        select count(*) as people, count(reader.read_at) as read
        from medport.broadcast_reader reader
        where reader.broadcast_id = r.id
    ) counts
    """,
    {
        "recipient": "coalesce(hospital.name, agency.name, '')",
        "people": "counts.people",
        "read": "counts.read",
    },
)
READERS = Query(BroadcastReader, "medport.broadcast_reader r")


class BroadcastStore:
    """The center's messages. Row-level security decides whose messages a person sees."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the center silo."""
        self._database = database

    def current(self, person: Person, ids: Sequence[UUID] | None = None) -> list[Broadcast]:
        """Those for this person, not their own, that have not expired; oldest first."""
        wanted = "" if ids is None else "and r.id = any(%(ids)s)"
        shown = f"and r.expires_at > now() {wanted} order by r.sent_at"
        return self._received(person, shown, ids)

    def received(self, person: Person) -> list[Broadcast]:
        """Those for this person, not their own, of the last seven days; newest first."""
        return self._received(person, "and r.sent_at > now() - interval '7 days' order by r.sent_at desc")

    def acknowledge(self, broadcast_id: UUID) -> None:
        """Leave the person's receipt; again is harmless."""
        with self._database.write() as connection:
            insert(connection, "broadcast_receipt", {"broadcast_id": broadcast_id})

    def send(self, broadcast_id: UUID, new: NewBroadcast) -> None:
        """Send; `broadcast_id` makes a repeat harmless, also by another person. Raises Refused or NotAllowed."""
        message = {
            "id": broadcast_id,
            "audience": new.audience,
            "hospital_id": new.recipient_id if new.audience is Audience.HOSPITAL else None,
            "agency_id": new.recipient_id if new.audience is Audience.AGENCY else None,
            "importance": new.importance,
            "text": new.text.strip(),
        }
        with self._database.write() as connection:
            insert(connection, "broadcast", message, otherwise="on conflict (id) do nothing")

    def withdraw(self, broadcast_id: UUID) -> None:
        """Take it back from those whom it is for. Raises Refused where there is no such message."""
        change = "update medport.broadcast set withdrawn_at = now() where id = %(id)s"
        with self._database.write() as connection:
            require_one(run(connection, change, id=broadcast_id), "This message is not there any more.")

    def sent(self, ids: Sequence[UUID] | None = None) -> list[SentBroadcast]:
        """What the center has sent within the last seven days, newest first."""
        wanted = "" if ids is None else "and r.id = any(%(ids)s)"
        shown = f"where r.sent_at > now() - interval '7 days' {wanted} order by r.sent_at desc"
        return SENT.read(self._database, shown, ids=list(ids or ()))

    def readers(self, broadcast_id: UUID) -> list[BroadcastReader]:
        """Everybody whom it is for: those who have read it first, then by organisation and name."""
        of_message = "where r.broadcast_id = %(id)s order by r.read_at nulls last, r.organisation, r.name"
        return READERS.read(self._database, of_message, id=broadcast_id)

    def hospitals(self) -> list[Organisation]:
        """Active hospitals, by name."""
        return HOSPITAL_CHOICE.read(self._database, "where r.is_active order by r.name")

    def agencies(self) -> list[Organisation]:
        """Active agencies, by name."""
        return AGENCY_CHOICE.read(self._database, "where r.is_active order by r.name")

    def _received(self, person: Person, shown: str, ids: Sequence[UUID] | None = None) -> list[Broadcast]:
        """Messages for a person, not their own. One of the center may read every message, but is shown only those
        to everyone."""
        mine = "where r.withdrawn_at is null and r.author_id is distinct from %(person_id)s"
        for_center = "and r.audience = 'EVERYONE'" if person.user_type is UserType.CENTER else ""
        rest = f"{mine} {for_center} {shown}"
        return RECEIVED.read(self._database, rest, person_id=person.id, ids=list(ids or ()))
