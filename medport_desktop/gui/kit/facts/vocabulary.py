"""How the domain's enumerations look: the word, the colour and the shape or icon, in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from medport_desktop.domain.enums import BidStatus, Need, Outcome, Priority, TripStatus, UnitStatus
from medport_desktop.domain.trips import Bid
from medport_desktop.gui.kit.style.tokens import Tone, tokens


class Shape(Enum):
    """The mark before a priority's word, so that colour is never the only sign."""

    TWO_TRIANGLES = auto()
    TRIANGLE = auto()
    SQUARE = auto()
    OPEN_TRIANGLE = auto()


@dataclass(frozen=True)
class PriorityLook:
    """A priority's word, colour and shape; urgent and high are set in semi-bold."""

    word: str
    tone: Tone
    shape: Shape
    strong: bool


@dataclass(frozen=True)
class StatusLook:
    """A status's word and colour; `hollow` draws the square open (nothing is happening yet)."""

    word: str
    tone: Tone
    hollow: bool = False


@dataclass(frozen=True)
class NeedLook:
    """A requirement's word and icon."""

    word: str
    icon: str


_SHAPES = {
    Priority.URGENT: Shape.TWO_TRIANGLES,
    Priority.HIGH: Shape.TRIANGLE,
    Priority.MEDIUM: Shape.SQUARE,
    Priority.LOW: Shape.OPEN_TRIANGLE,
}
_UNIT_TONES = {
    UnitStatus.AVAILABLE: Tone.GREEN,
    UnitStatus.COMMITTED: Tone.BLUE,
    UnitStatus.OUT_OF_SERVICE: Tone.RED,
    UnitStatus.MAINTENANCE: Tone.AMBER,
    UnitStatus.OFF_DUTY: Tone.GREY,
}
_BID_TONES = {
    BidStatus.PENDING: Tone.AMBER,
    BidStatus.ACCEPTED: Tone.GREEN,
    BidStatus.REJECTED: Tone.GREY,
    BidStatus.EXPIRED: Tone.GREY,
    BidStatus.WITHDRAWN: Tone.GREY,
}
_OUTCOME_TONES = {
    Outcome.COMPLETED: Tone.GREEN,
    Outcome.CANCELLED: Tone.RED,
    Outcome.CHANGED: Tone.AMBER,
    Outcome.SCHEDULED: Tone.AMBER,
    Outcome.TAKEN: Tone.AMBER,
}
_NEED_ICONS = {
    Need.OXYGEN: "wind",
    Need.CARDIAC_MONITOR: "heart-pulse",
    Need.VENTILATOR: "fan",
    Need.IV_PUMP: "droplets",
    Need.ISOLATION: "shield-alert",
    Need.BARIATRIC: "weight",
    Need.NEONATAL: "baby",
    Need.ESCORT: "user-round",
    Need.STRETCHER: "bed",
    Need.WHEELCHAIR: "accessibility",
}
_HOLLOW = (TripStatus.SCHEDULED, TripStatus.CANCELLED)


def priority_look(priority: Priority) -> PriorityLook:
    """How a priority is drawn."""
    strong = priority in (Priority.URGENT, Priority.HIGH)
    return PriorityLook(priority.label, tokens().priority_tones[priority.value], _SHAPES[priority], strong)


def trip_status_look(status: TripStatus) -> StatusLook:
    """How a trip's status is drawn."""
    return StatusLook(status.label, tokens().status_tones[status.value], hollow=status in _HOLLOW)


def unit_status_look(status: UnitStatus) -> StatusLook:
    """How a unit's status is drawn."""
    return StatusLook(status.label, _UNIT_TONES[status])


def bid_status_look(status: BidStatus) -> StatusLook:
    """How a bid's status is drawn."""
    hollow = status in (BidStatus.REJECTED, BidStatus.EXPIRED, BidStatus.WITHDRAWN)
    return StatusLook(status.label, _BID_TONES[status], hollow=hollow)


def outcome_look(outcome: Outcome) -> StatusLook:
    """How the end of a bid, or of a holding, is drawn."""
    return StatusLook(outcome.label, _OUTCOME_TONES.get(outcome, Tone.GREY), hollow=outcome is not Outcome.COMPLETED)


def bid_look(bid: Bid) -> StatusLook:
    """How a bid is drawn: by its outcome, once there is one."""
    return bid_status_look(bid.status) if bid.outcome is None else outcome_look(bid.outcome)


def other_bids(bids: Iterable[Bid], now: datetime) -> str:
    """What became of the bids that are no longer open: "2 withdrawn, 1 expired"."""
    ended: dict[str, int] = {}
    for bid in bids:
        if not bid.is_open(now):
            lapsed = bid.status is BidStatus.PENDING
            word = BidStatus.EXPIRED.label.lower() if lapsed else bid_look(bid).word.lower()
            ended[word] = ended.get(word, 0) + 1
    return ", ".join(f"{count} {word}" for word, count in ended.items())


def need_look(need: Need) -> NeedLook:
    """How a requirement is drawn."""
    return NeedLook(need.label, _NEED_ICONS[need])
