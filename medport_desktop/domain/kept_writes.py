"""Writes that can be kept while the silo that owns the row is away: frozen and typed.

Awards and acceptances are not among them: they are races with others, and one that is sent hours later by itself would
take a trip that nobody means any more.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from medport_desktop.domain.enums import Reason, Silo, TripStatus, UnitStatus
from medport_desktop.domain.trips import NewBid, NewTrip


@dataclass(frozen=True, slots=True)
class EnterTrip:
    """A new trip; its key is the trip's id."""

    silo: ClassVar = Silo.HOSPITAL
    key: UUID
    about: str
    """What it is about, in a few words for the list of kept writes."""
    new: NewTrip


@dataclass(frozen=True, slots=True)
class AddNote:
    """A note on a trip; its key is the note's id."""

    silo: ClassVar = Silo.HOSPITAL
    key: UUID
    about: str
    trip_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class CancelTrip:
    """The end of a trip, with its coded reason."""

    silo: ClassVar = Silo.HOSPITAL
    key: UUID
    about: str
    trip_id: UUID
    reason: Reason
    note: str


@dataclass(frozen=True, slots=True)
class SubmitBid:
    """An offer; its key is the bid's id."""

    silo: ClassVar = Silo.EMS
    key: UUID
    about: str
    new: NewBid


@dataclass(frozen=True, slots=True)
class WithdrawBid:
    """An open bid is taken back."""

    silo: ClassVar = Silo.EMS
    key: UUID
    about: str
    bid_id: UUID


@dataclass(frozen=True, slots=True)
class DeclineTrip:
    """The agency will not run a trip; its key is the decline's id."""

    silo: ClassVar = Silo.EMS
    key: UUID
    about: str
    agency_id: UUID
    trip_id: UUID
    reason: Reason
    note: str


@dataclass(frozen=True, slots=True)
class MoveTrip:
    """A step of a held trip, forward or corrected, with the time at which it happened."""

    silo: ClassVar = Silo.EMS
    key: UUID
    about: str
    assignment_id: UUID
    expected: TripStatus
    to: TripStatus
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class SetUnitStatus:
    """What units are doing, all or none."""

    silo: ClassVar = Silo.EMS
    key: UUID
    about: str
    unit_ids: tuple[UUID, ...]
    status: UnitStatus
    status_reason: str


Command = EnterTrip | AddNote | CancelTrip | SubmitBid | WithdrawBid | DeclineTrip | MoveTrip | SetUnitStatus


@dataclass(frozen=True, slots=True)
class KeptWrite:
    """A write on this workstation that its silo does not have yet, or is not known to have."""

    command: Command
    tried_at: datetime
    """When the person last asked for it."""
    maybe_done: bool = False
    """The connection broke after COMMIT had been sent: the silo may have it."""
    refused: str = ""
    """Why it needs a person's decision, as a sentence; '' while it waits to be sent by itself."""
    hint: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is sent by itself when its silo is back."""
        return not self.refused


def same_act(one: Command, other: Command) -> bool:
    """Whether the second would do what the first does already: while one waits, the other is not to be kept too."""
    match one, other:
        case CancelTrip(), CancelTrip():
            return one.trip_id == other.trip_id
        case DeclineTrip(), DeclineTrip():
            return one.trip_id == other.trip_id
        case SubmitBid(), SubmitBid():
            return (one.new.transport_request_id, one.new.agency_id) == (
                other.new.transport_request_id,
                other.new.agency_id,
            )
        case WithdrawBid(), WithdrawBid():
            return one.bid_id == other.bid_id
        case MoveTrip(), MoveTrip():
            return (one.assignment_id, one.expected, one.to) == (other.assignment_id, other.expected, other.to)
    return False
