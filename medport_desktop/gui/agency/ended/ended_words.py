"""How the end of a holding, or of a bid, is said."""

from datetime import datetime

from medport_desktop.domain.enums import BidStatus, Outcome
from medport_desktop.domain.trips import ActiveTrip, Bid, EndedTrip
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.notices import Notice

_TITLES = {
    Outcome.CANCELLED: "was cancelled",
    Outcome.CHANGED: "was changed",
    Outcome.SCHEDULED: "was scheduled for later",
    Outcome.RELEASED: "was released",
    Outcome.TAKEN: "was taken back",
    Outcome.COMPLETED: "was completed",
    Outcome.NOT_CHOSEN: "went elsewhere",
}
_DEEDS = {
    Outcome.CANCELLED: "cancelled it",
    Outcome.CHANGED: "changed it just before your agency accepted. It is on offer again, as changed",
    Outcome.SCHEDULED: "scheduled it for later just before your agency accepted",
    Outcome.RELEASED: "released it, and it is on offer again",
    Outcome.TAKEN: "took it back, and it is on offer again",
    Outcome.COMPLETED: "completed it",
}
_OF_BIDS = {
    BidStatus.PENDING: "The hospital sees this bid. You may take it back until it is awarded.",
    BidStatus.ACCEPTED: "The hospital chose this bid.",
    BidStatus.REJECTED: "This bid has ended.",
    BidStatus.EXPIRED: "Nobody awarded it in time. You may bid again while the trip is on offer.",
    BidStatus.WITHDRAWN: "Your agency took it back. You may bid again while the trip is on offer.",
}
_OF_LOST_BIDS = {
    Outcome.NOT_CHOSEN: "Another bid was chosen.",
    Outcome.CANCELLED: "The hospital cancelled the trip.",
    Outcome.SCHEDULED: "The hospital has scheduled the trip for later. You may bid again when it is offered.",
}


def ended_title(trip: EndedTrip) -> str:
    """ "T-1042 was cancelled"."""
    return f"{trip.trip_number} {_TITLES[trip.outcome]}"


def ended_words(trip: EndedTrip) -> str:
    """Who did what, when and why, and which unit that freed."""
    own = trip.outcome in (Outcome.RELEASED, Outcome.COMPLETED)
    who = trip.ended_by or ("Your agency" if own else trip.hospital_name)
    at = site_clock().short(trip.ended_at)
    why = trip.end_reason if trip.outcome in (Outcome.CANCELLED, Outcome.RELEASED, Outcome.TAKEN) else None
    said = f"{who} {_DEEDS.get(trip.outcome, 'ended it')} ({at}){reason_of(why.label) if why is not None else ''}."
    return f"{said} That freed unit {trip.unit_number}." if trip.unit_number else said


def reason_of(label: str) -> str:
    """ ": patient's condition changed"."""
    return f": {label[:1].lower()}{label[1:]}"


def notice_of(trip: EndedTrip) -> Notice:
    """What stands across the window until it is acknowledged."""
    return Notice(trip.assignment_id, trip.assignment_id, trip.ended_at, ended_title(trip), ended_words(trip))


def sheet_notice(trip: ActiveTrip, at: datetime) -> Notice:
    """That the crew sheet of a trip was corrected at that time; what stands on it now is read there."""
    when = site_clock().short(at)
    text = f"{trip.hospital_name} corrected what the crew sheet says ({when}). Read it again (F7) and tell the crew."
    return Notice(trip.assignment_id, trip.assignment_id, at, f"{trip.trip_number}: crew sheet corrected", text)


def bid_words(bid: Bid) -> str:
    """What became of a bid, in a sentence."""
    if bid.status is BidStatus.PENDING and bid.trip_changed:
        return "The hospital has changed the trip since, so this bid cannot be awarded. Withdraw it and bid again."
    if bid.outcome is None:
        return _OF_BIDS[bid.status]
    if bid.status is BidStatus.ACCEPTED:
        return f"The hospital chose this bid; then the trip {_TITLES[bid.outcome]}. The page Ended (Alt 5) says more."
    return _OF_LOST_BIDS.get(bid.outcome, _OF_BIDS[bid.status])


def verdict(bid: Bid, *, was_changed: bool) -> str:
    """News of a bid that was open; "" where there is none, or where this agency took it back.

    `was_changed`: whether the trip had been changed since the bid when it was last looked at.
    """
    if bid.status is BidStatus.PENDING and bid.trip_changed and not was_changed:
        return f"{bid.trip_number} was changed: your bid cannot be awarded any more. Withdraw it and bid again"
    if bid.status is BidStatus.REJECTED:
        return {
            Outcome.NOT_CHOSEN: f"Your bid on {bid.trip_number} was not chosen",
            Outcome.CANCELLED: f"{bid.trip_number} was cancelled, and your bid with it",
            Outcome.SCHEDULED: f"{bid.trip_number} was scheduled for later, and your bid has ended",
        }.get(bid.outcome or Outcome.CHANGED, f"Your bid on {bid.trip_number} has ended")
    return {
        BidStatus.ACCEPTED: f"Your bid on {bid.trip_number} won. The trip is under Active",
        BidStatus.EXPIRED: f"Your bid on {bid.trip_number} ran out",
    }.get(bid.status, "")
