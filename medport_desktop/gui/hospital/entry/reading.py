"""What the form starts from, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.trips import NewTrip


@dataclass(frozen=True)
class Reading:
    """What the form means, a sentence for each of its fields that cannot be sent, and what to ask before it is."""

    trip: NewTrip
    errors: Mapping[str, str]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """What the form is about, where it is not just a new trip."""

    was_ready: datetime | None = None
    """Of the trip that is edited: it may have passed."""
    scheduled: bool = False
    """Whether the trip that is edited is scheduled for later."""
    return_of: UUID | None = None
    """The trip that this one brings the patient back from."""
