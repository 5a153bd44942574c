"""What rings at the center: every hospital's trips."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds import LateWatch, Pickup, SiloWatch, SoundKind, Sounds, trip_sounds
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


class Ringing(QObject):
    """Rings `sounds` for what the feed brings."""

    def __init__(self, shell: ConsoleShell, feed: Feed, changes: ChangeHub) -> None:
        super().__init__(shell)
        self.sounds = Sounds(shell, KINDS)
        self._feed = feed
        feed.trip_moved.connect(self._moved)
        LateWatch(shell, self.sounds, self._waiting)
        SiloWatch(shell, self.sounds, changes)

    @Slot(object, object)
    def _moved(self, was: Trip | None, trip: Trip) -> None:
        for kind, event in trip_sounds(was, trip):
            self.sounds.ring(kind, event)

    def _waiting(self) -> Iterator[Pickup]:
        settings = self._feed.settings
        for trip in self._feed.trips():
            if trip.status in _WAITING:
                yield Pickup(trip.id, settings.pickup_due(trip.priority, trip.ready_at))
