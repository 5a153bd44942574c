"""When a trip in transit will probably arrive, the same in every window: with what the estimate is made from."""

from datetime import timedelta

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.places import Arrival, arrival
from medport_desktop.domain.trips import ActiveTrip, Bid, Trip
from medport_desktop.gui.kit.board.cells import Timer
from medport_desktop.gui.kit.clock import site_clock, span_words
from medport_desktop.gui.kit.style.tokens import Tone


def arrival_of(trip: Trip | ActiveTrip, settings: Settings, bid: Bid | None = None) -> Arrival | None:
    """The estimate for a trip in transit; `bid` is the one that its agency holds it by. None where it is not known."""
    if trip.status is not TripStatus.IN_TRANSIT or trip.status_since is None:
        return None
    told = bid.estimated_arrival - bid.estimated_pickup if bid is not None else None
    if isinstance(trip, ActiveTrip) and trip.estimated_pickup is not None and trip.estimated_arrival is not None:
        told = trip.estimated_arrival - trip.estimated_pickup
    return arrival(trip.status_since, trip.distance_miles, settings.average_speed_mph, told)


def arrival_timer(estimate: Arrival | None) -> Timer:
    """ "15:20", then "-0:12" in red; nothing where it is not known."""
    return Timer.due(estimate.at) if estimate is not None else Timer.fixed("")


def arrival_tip(estimate: Arrival) -> str:
    """ "Arrives about 15:20 (estimate: 28.4 mi at 45 mph)"."""
    return f"Arrives about {site_clock().short(estimate.at)} ({estimate.source})"


def arrival_words(estimate: Arrival) -> tuple[str, Tone]:
    """For a row of facts: the time and what it is made from; red where it is past."""
    late = site_clock().now() - estimate.at
    about = f"about {site_clock().short(estimate.at)}"
    if late >= timedelta(minutes=1):
        return f"{about}, overdue {span_words(late)} ({estimate.source})", Tone.RED
    return f"{about} ({estimate.source})", Tone.TEXT
