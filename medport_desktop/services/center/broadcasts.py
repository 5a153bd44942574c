"""Messages from the center: those that a person reads, and those that a dispatcher of the center writes and follows."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from medport_desktop.domain.broadcasts import (
    LONGEST_TEXT,
    Audience,
    Broadcast,
    BroadcastReader,
    NewBroadcast,
    SentBroadcast,
)
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Organisation, Person
from medport_desktop.services.texts import is_unprintable


class BroadcastPort(Protocol):
    """The center silo's messages. Row-level security decides whose messages a person sees."""

    def current(self, person: Person, ids: Sequence[UUID] | None = None) -> list[Broadcast]:
        """Those for this person, not their own, that have not expired; oldest first."""

    def received(self, person: Person) -> list[Broadcast]:
        """Those for this person, not their own, of the last seven days; newest first."""

    def acknowledge(self, broadcast_id: UUID) -> None:
        """Leave the person's receipt; again is harmless."""

    def send(self, broadcast_id: UUID, new: NewBroadcast) -> None:
        """Send; `broadcast_id` makes a repeat harmless. Raises Refused or NotAllowed."""

    def withdraw(self, broadcast_id: UUID) -> None:
        """Take it back from those whom it is for. Raises Refused where there is no such message."""

    def sent(self, ids: Sequence[UUID] | None = None) -> list[SentBroadcast]:
        """What the center has sent within the last seven days, newest first."""

    def readers(self, broadcast_id: UUID) -> list[BroadcastReader]:
        """Everybody whom it is for: those who have read it first, then by organisation and name."""

    def hospitals(self) -> list[Organisation]:
        """Active hospitals, by name."""

    def agencies(self) -> list[Organisation]:
        """Active agencies, by name."""


class Broadcasts:
    """The use cases of a signed-in person; sending and following are for people of the center."""

    def __init__(self, person: Person, port: BroadcastPort) -> None:
        """`person` is signed in."""
        self.person = person
        self._port = port

    def current(self, ids: Sequence[UUID] | None = None) -> list[Broadcast]:
        """Messages to show to the person, oldest first."""
        return self._port.current(self.person, ids)

    def received(self) -> list[Broadcast]:
        """Messages that the person was shown lately, newest first."""
        return self._port.received(self.person)

    def acknowledge(self, broadcast_id: UUID) -> None:
        """The person has read it."""
        self._port.acknowledge(broadcast_id)

    def send(self, broadcast_id: UUID, new: NewBroadcast) -> None:
        """Send a message. Raises InvalidForm, Refused or NotAllowed."""
        errors: dict[str, str] = {}
        if new.audience in (Audience.HOSPITAL, Audience.AGENCY) and new.recipient_id is None:
            errors["recipient"] = "Choose the hospital or agency that it is for."
        if not new.text.strip():
            errors["text"] = "Write the message first."
        elif len(new.text.strip()) > LONGEST_TEXT:
            errors["text"] = f"A message has at most {LONGEST_TEXT} characters; this one has {len(new.text.strip())}."
        elif is_unprintable(new.text):
            errors["text"] = "This has a character that cannot be printed; type it again."
        if errors:
            raise InvalidForm(errors)
        self._port.send(broadcast_id, new)

    def withdraw(self, broadcast_id: UUID) -> None:
        """Take a message back."""
        self._port.withdraw(broadcast_id)

    def sent(self, ids: Sequence[UUID] | None = None) -> list[SentBroadcast]:
        """What the center has sent lately, newest first."""
        return self._port.sent(ids)

    def readers(self, broadcast_id: UUID) -> list[BroadcastReader]:
        """Whom it is for, and who has read it."""
        return self._port.readers(broadcast_id)

    def recipients(self) -> tuple[list[Organisation], list[Organisation]]:
        """Hospitals and agencies that a message can be for."""
        return self._port.hospitals(), self._port.agencies()
