"""What the message bar says when the database brings something that nobody at this console did."""

from collections.abc import Sequence

from medport_desktop.domain.enums import BidStatus
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid


def board_news(trips: Sequence[AvailableTrip]) -> str:
    """Trips that are new on the board."""
    if not trips:
        return ""
    if len(trips) == 1:
        return f"{trips[0].trip_number} is new on the board"
    return f"{len(trips)} trips are new on the board"


def verdict(bid: Bid) -> str:
    """What became of a bid that was open; "" while it still is, or where this agency took it back."""
    return {
        BidStatus.ACCEPTED: f"Your bid on {bid.trip_number} won. The trip is under Active",
        BidStatus.REJECTED: f"Your bid on {bid.trip_number} was not chosen",
        BidStatus.EXPIRED: f"Your bid on {bid.trip_number} ran out",
    }.get(bid.status, "")


def ended_news(trip: ActiveTrip) -> str:
    """A held trip that ended elsewhere."""
    unit = f" Unit {trip.unit_number} is free." if trip.unit_number else ""
    return f"{trip.trip_number} is no longer yours: it was cancelled, changed, released or completed elsewhere.{unit}"
