"""What rings at an agency: trips that it may take, and its own."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid
from medport_desktop.gui.agency.agency_feed import Desk
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds import LateWatch, Pickup, SiloWatch, SoundKind, Sounds, arrival_of
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


class Ringing(QObject):
    """Rings `sounds` for what the desk hears of."""

    def __init__(self, shell: ConsoleShell, desk: Desk, changes: ChangeHub) -> None:
        super().__init__(shell)
        self.sounds = Sounds(shell, KINDS)
        self._desk = desk
        desk.trip_arrived.connect(self._arrived)
        desk.bid_won.connect(self._won)
        desk.trip_lost.connect(self._lost)
        LateWatch(shell, self.sounds, self._waiting)
        SiloWatch(shell, self.sounds, changes)

    @Slot(object)
    def _arrived(self, trip: AvailableTrip) -> None:
        self.sounds.ring(arrival_of(trip.priority), (trip.trip_id, trip.updated_at))

    @Slot(object)
    def _won(self, bid: Bid) -> None:
        self.sounds.ring(SoundKind.ACCEPTED, bid.id)

    @Slot(object)
    def _lost(self, trip: ActiveTrip) -> None:
        self.sounds.ring(SoundKind.HANDED_BACK, trip.assignment_id)

    def _waiting(self) -> Iterator[Pickup]:
        settings = self._desk.settings
        for trip in self._desk.active.all_rows():
            if trip.status in _WAITING:
                yield Pickup(trip.trip_id, settings.pickup_due(trip.priority, trip.ready_at))
