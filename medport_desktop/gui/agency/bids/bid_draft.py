"""What a dispatcher has typed for a trip: kept by trip while they look elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.trips import NewBid
from medport_desktop.domain.written import typed_times
from medport_desktop.domain.written.money import dollars, read_dollars
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.services.agency.bid_board import Proposal
from medport_desktop.services.validation import check_bid


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts that a person set; None where the field still follows the proposal."""

    amount: str | None = None
    unit_id: UUID | None = None
    pickup: str | None = None
    arrival: str | None = None
    note: str = ""

    @classmethod
    def of(cls, new: NewBid) -> "Draft":
        """Everything as it stands in a bid."""
        clock = site_clock()
        pickup, arrival = clock.short(new.estimated_pickup), clock.short(new.estimated_arrival)
        return cls(dollars(new.bid_amount), new.unit_id, pickup, arrival, new.special_notes)

    @property
    def is_touched(self) -> bool:
        """Whether anything was set by hand."""
        return self != Draft()


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands on the screen."""

    amount: str
    unit_id: UUID | None
    pickup: str
    arrival: str
    note: str


def read_bid(typed: Typed, trip_id: UUID, agency_id: UUID, proposal: Proposal, settings: Settings) -> NewBid:
    """The bid that the form means. Raises InvalidForm naming every field that is wrong."""
    errors: dict[str, str] = {}
    amount = 1  # where the text is no amount, only the other fields are judged
    try:
        amount = read_dollars(typed.amount)
    except ValueError as error:
        errors["amount"] = str(error)
    pickup = _moment("estimated_pickup", typed.pickup, proposal.estimated_pickup, errors)
    arrival = _moment("estimated_arrival", typed.arrival, proposal.estimated_arrival, errors)
    if not (typed.arrival.strip() or proposal.knows_arrival):
        errors["estimated_arrival"] = "Enter when you will be there: how far it is, is not known."
    new = NewBid(trip_id, agency_id, amount, typed.unit_id, pickup, arrival, typed.note.strip())
    try:
        check_bid(new, settings, site_clock().now())
    except InvalidForm as invalid:
        errors = {**invalid.errors, **errors}
    if errors:
        raise InvalidForm(errors)
    return new


def read_pickup(typed: Typed, proposal: Proposal, settings: Settings) -> datetime:
    """The pick-up time of an acceptance. Raises InvalidForm naming every field that is wrong."""
    errors: dict[str, str] = {}
    pickup = _moment("estimated_pickup", typed.pickup, proposal.estimated_pickup, errors)
    whole = NewBid(
        UUID(int=0),
        UUID(int=0),
        1,
        typed.unit_id,
        pickup,
        pickup + (proposal.estimated_arrival - proposal.estimated_pickup),
    )
    try:
        check_bid(whole, settings, site_clock().now())
    except InvalidForm as invalid:
        errors = {**{field: words for field, words in invalid.errors.items() if field in _ACCEPT_FIELDS}, **errors}
    if errors:
        raise InvalidForm(errors)
    return pickup


_ACCEPT_FIELDS = ("unit", "estimated_pickup")


def _moment(field: str, text: str, proposed: datetime, errors: dict[str, str]) -> datetime:
    try:
        return typed_times.moment(text, site_clock().now(), near=proposed)
    except ValueError as error:
        errors[field] = str(error)
        return proposed
