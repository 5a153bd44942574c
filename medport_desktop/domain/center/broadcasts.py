"""Short messages from the transport center to the people of its region."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Audience(StrEnum):
    """Whom a message is for; the center's broadcast.audience has the same words."""

    EVERYONE = "EVERYONE"
    HOSPITALS = "HOSPITALS"
    AGENCIES = "AGENCIES"
    HOSPITAL = "HOSPITAL"
    AGENCY = "AGENCY"

    @property
    def label(self) -> str:
        """The words shown to people; of HOSPITAL and AGENCY the one's name is shown instead."""
        return {"EVERYONE": "Everyone", "HOSPITALS": "All hospitals", "AGENCIES": "All agencies"}.get(
            self.value, self.value.capitalize()
        )


class Importance(StrEnum):
    """How much a message asks of its reader."""

    INFO = "INFO"
    """Is shown, and counts as read when it has been."""
    IMPORTANT = "IMPORTANT"
    """Stays in view until the person acknowledges it."""

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"INFO": "Information", "IMPORTANT": "Important"}[self.value]


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    """What a dispatcher of the center writes. `recipient_id` is the hospital or agency where the audience is one."""

    audience: Audience
    recipient_id: UUID | None
    importance: Importance
    text: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message as one of those whom it is for sees it."""

    id: UUID
    importance: Importance
    text: str
    author: str
    sent_at: datetime
    expires_at: datetime
    read_at: datetime | None
    """When this person read it."""


@dataclass(frozen=True, slots=True)
class SentBroadcast:
    """A message as the center sees it."""

    id: UUID
    audience: Audience
    recipient: str
    """The hospital's or agency's name where the audience is one."""
    importance: Importance
    text: str
    author: str
    sent_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    read: int
    """How many of those whom it is for have read it."""
    people: int
    """How many it is for."""

    @property
    def to(self) -> str:
        """Whom it is for, in words."""
        return self.recipient or self.audience.label


@dataclass(frozen=True, slots=True)
class BroadcastReader:
    """One of those whom a message is for."""

    user_id: UUID
    name: str
    organisation: str
    read_at: datetime | None
