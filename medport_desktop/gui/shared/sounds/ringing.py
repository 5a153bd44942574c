"""What rings in a window: its own events, pick-ups that become overdue, silos that go away."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, SignalInstance

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.trips import ActiveTrip, Trip
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind
from medport_desktop.gui.shared.sounds.sound_watches import LateWatch, Pickup, SiloWatch
from medport_desktop.gui.shared.sounds.sounds import Sounds
from medport_desktop.runtime.changes import ChangeHub

Rings = Iterable[tuple[SoundKind, object]]
"""What an event rings, each with what makes the event one of a kind."""


class Ringing(QObject):
    """Rings `sounds` as long as the window lives."""

    def __init__(
        self,
        shell: ConsoleShell,
        changes: ChangeHub,
        kinds: Mapping[SoundKind, str],
        waiting: Callable[[], Iterable[Pickup]],
        *told: tuple[SignalInstance, Callable[..., Rings]],
    ) -> None:
        """`kinds` in the words of this window; `waiting`: its pick-ups that have not been made; `told`: the signals
        of its events, each with what an event rings."""
        super().__init__(shell)
        self.sounds = Sounds(shell, kinds)
        for signal, rings in told:
            signal.connect(lambda *event, rings=rings: self._ring(rings(*event)))
        LateWatch(shell, self.sounds, waiting)
        SiloWatch(shell, self.sounds, changes)

    def _ring(self, rings: Any) -> None:
        for kind, event in rings:
            self.sounds.ring(kind, event)


def pickups(
    trips: Iterable[Trip | ActiveTrip], statuses: Collection[TripStatus], settings: Settings
) -> Iterator[Pickup]:
    """The pick-ups of the trips that stand so, and when each is due."""
    for trip in trips:
        if trip.status in statuses:
            yield Pickup(_id_of(trip), settings.due_of(trip))


def _id_of(trip: Trip | ActiveTrip) -> UUID:
    return trip.id if isinstance(trip, Trip) else trip.trip_id
