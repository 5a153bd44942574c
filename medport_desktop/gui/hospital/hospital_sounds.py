"""What rings at a hospital's desk: its own trips."""

from medport_desktop.domain.enums import NoticeKind, TripStatus
from medport_desktop.domain.trips import Trip, TripNotice
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds import Ringing, SoundKind, Sounds, pickups, trip_sounds
from medport_desktop.gui.shared.sounds.ringing import Rings
from medport_desktop.runtime.changes import ChangeHub

KINDS = {
    SoundKind.BID: "A bid arrives",
    SoundKind.ACCEPTED: "An agency has accepted a trip",
    SoundKind.HANDED_BACK: "A trip is handed back, an award refused, or a cancel comes too late",
    SoundKind.OVERDUE: "A pick-up is overdue",
    SoundKind.SILO_AWAY: "A database goes away",
    SoundKind.MESSAGE: "A message arrives",
}
_WAITING = (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)


def hospital_sounds(shell: ConsoleShell, feed: DeskFeed, changes: ChangeHub) -> Sounds:
    """The window's sounds, rung by what the feed brings."""
    return Ringing(
        shell,
        changes,
        KINDS,
        lambda: pickups(feed.trips.values(), _WAITING, feed.settings),
        (feed.trip_told, _of_trip),
        (feed.bid_arrived, lambda bid: [(SoundKind.BID, bid.id)]),
        (feed.notice_arrived, _of_notice),
    ).sounds


def _of_notice(notice: TripNotice) -> Rings:
    """The other kinds ring by what becomes of the trip."""
    return [(SoundKind.HANDED_BACK, notice.id)] if notice.kind in (NoticeKind.ABOARD, NoticeKind.OVERTAKEN) else []


def _of_trip(was: Trip, trip: Trip) -> Rings:
    """The bid itself is told of, with its own id."""
    return [(kind, event) for kind, event in trip_sounds(was, trip) if kind is not SoundKind.BID]
