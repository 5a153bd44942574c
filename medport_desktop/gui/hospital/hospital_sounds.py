"""What rings at a hospital's desk: its own trips."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds import LateWatch, Pickup, SiloWatch, SoundKind, Sounds, trip_sounds
from medport_desktop.runtime.changes import ChangeHub

KINDS = {
    SoundKind.BID: "A bid arrives",
    SoundKind.ACCEPTED: "An agency has accepted a trip",
    SoundKind.HANDED_BACK: "A trip is handed back, or an award refused",
    SoundKind.OVERDUE: "A pick-up is overdue",
    SoundKind.SILO_AWAY: "A database goes away",
    SoundKind.MESSAGE: "A message arrives",
}
_WAITING = (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)


class Ringing(QObject):
    """Rings `sounds` for what the feed brings."""

    def __init__(self, shell: ConsoleShell, feed: DeskFeed, changes: ChangeHub) -> None:
        super().__init__(shell)
        self.sounds = Sounds(shell, KINDS)
        self._feed = feed
        feed.trip_told.connect(self._moved)
        feed.bid_arrived.connect(self._bid)
        LateWatch(shell, self.sounds, self._waiting)
        SiloWatch(shell, self.sounds, changes)

    @Slot(object, object)
    def _moved(self, was: Trip, trip: Trip) -> None:
        for kind, event in trip_sounds(was, trip):
            if kind is not SoundKind.BID:  # the bid itself rings, with its own id
                self.sounds.ring(kind, event)

    @Slot(object)
    def _bid(self, bid: Bid) -> None:
        self.sounds.ring(SoundKind.BID, bid.id)

    def _waiting(self) -> Iterator[Pickup]:
        settings = self._feed.settings
        for trip in self._feed.trips.values():
            if trip.status in _WAITING:
                yield Pickup(trip.id, settings.pickup_due(trip.priority, trip.ready_at))
