"""When a pick-up is due, and an agency's pick-up time beside the one that was asked for, the same in every window."""

from datetime import datetime, timedelta

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Trip
from medport_desktop.gui.kit.board.cells import Timer
from medport_desktop.gui.kit.clock import later_text, site_clock, span_words
from medport_desktop.gui.kit.style.tokens import Tone

AS_ASKED_WITHIN = timedelta(minutes=5)
"""An offer this close to the ready time is as asked: minutes are rounded up on the way."""


def later_than_asked(pickup: datetime, ready_at: datetime | None) -> timedelta | None:
    """How much later than the patient is ready the unit would come; None where that is as asked, or not known.

    In whole minutes, as both times are read: 15:30 is 45 minutes after 14:45, whatever their seconds.
    """
    if ready_at is None:
        return None
    later = pickup.replace(second=0, microsecond=0) - ready_at.replace(second=0, microsecond=0)
    return later if later > AS_ASKED_WITHIN else None


def due_timer(
    trip: Trip | AvailableTrip | ActiveTrip, settings: Settings, *, counts_down: bool = False, is_over: bool = False
) -> Timer:
    """When the pick-up is due by the trip's priority: "15:30", amber before it, then "-0:27" in red.

    `counts_down` says how long until then instead: "3:48". `is_over`: somebody has come, and nothing counts any more.
    """
    due = settings.due_of(trip)
    if is_over:
        return Timer.fixed(site_clock().short(due), due)
    counts = Timer.until if counts_down and due >= site_clock().now() else Timer.due
    return counts(due, amber=timedelta(minutes=settings.due_amber_minutes))


def waiting_timer(trip: Trip | AvailableTrip, settings: Settings, since: datetime | None = None) -> Timer:
    """How long a trip on offer has waited, from its request or `since`; what is not late is not red."""
    since = since or trip.request_timestamp
    until_due = settings.due_of(trip) - since
    red = max(timedelta(minutes=settings.waiting_red_minutes), until_due)
    return Timer.since(since, amber=timedelta(minutes=settings.waiting_amber_minutes), red=red)


def pickup_words(pickup: datetime, ready_at: datetime | None) -> str:
    """ "15:30 (+0:45)"; the time alone where it is as asked."""
    later = later_than_asked(pickup, ready_at)
    at = site_clock().short(pickup)
    return f"{at} ({later_text(later)})" if later is not None else at


def pickup_tone(pickup: datetime, ready_at: datetime | None, otherwise: Tone = Tone.TEXT) -> Tone:
    """Amber where it is later than asked."""
    return Tone.AMBER if later_than_asked(pickup, ready_at) is not None else otherwise


def pickup_sentence(pickup: datetime, ready_at: datetime | None) -> str:
    """ "It picks up at 15:30, 45 min later than asked."; "" where that is as asked."""
    later = later_than_asked(pickup, ready_at)
    if later is None:
        return ""
    return f"It picks up at {site_clock().short(pickup)}, {span_words(later)} later than asked."
