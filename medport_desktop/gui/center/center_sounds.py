"""What rings at the center: every hospital's trips."""

from medport_desktop.domain.enums import TripStatus
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds import Ringing, SoundKind, Sounds, pickups, trip_sounds
from medport_desktop.runtime.changes import ChangeHub

KINDS = {
    SoundKind.NEW_TRIP: "A trip comes on offer",
    SoundKind.URGENT_TRIP: "An urgent trip comes on offer",
    SoundKind.BID: "A bid arrives",
    SoundKind.ACCEPTED: "An agency has accepted a trip",
    SoundKind.HANDED_BACK: "A trip is handed back, or an award refused",
    SoundKind.OVERDUE: "A pick-up is overdue",
    SoundKind.SILO_AWAY: "A database goes away",
    SoundKind.MESSAGE: "A message arrives",
}
_WAITING = (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)


def center_sounds(shell: ConsoleShell, feed: Feed, changes: ChangeHub) -> Sounds:
    """The window's sounds, rung by what the feed brings."""
    return Ringing(
        shell,
        changes,
        KINDS,
        lambda: pickups(feed.trips(), _WAITING, feed.settings),
        (feed.trip_moved, trip_sounds),
    ).sounds
