"""What rings at an agency: trips that it may take, and its own."""

from medport_desktop.domain.enums import TripStatus
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds import Ringing, SoundKind, Sounds, arrival_of, pickups
from medport_desktop.runtime.changes import ChangeHub

KINDS = {
    SoundKind.NEW_TRIP: "A trip comes on offer",
    SoundKind.URGENT_TRIP: "An urgent trip comes on offer",
    SoundKind.ACCEPTED: "Your bid has won",
    SoundKind.HANDED_BACK: "A trip of yours was cancelled or taken away",
    SoundKind.OVERDUE: "A pick-up of yours is overdue",
    SoundKind.SILO_AWAY: "A database goes away",
    SoundKind.MESSAGE: "A message arrives",
}
_WAITING = (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)


def agency_sounds(shell: ConsoleShell, feed: AgencyFeed, changes: ChangeHub) -> Sounds:
    """The window's sounds, rung by what the feed hears of."""
    return Ringing(
        shell,
        changes,
        KINDS,
        lambda: pickups(feed.active.all_rows(), _WAITING, feed.settings),
        (feed.trip_arrived, lambda trip: [(arrival_of(trip.priority), (trip.trip_id, trip.updated_at))]),
        (feed.bid_won, lambda bid: [(SoundKind.ACCEPTED, bid.id)]),
        (feed.trip_lost, lambda trip: [(SoundKind.HANDED_BACK, trip.assignment_id)]),
    ).sounds
