"""What happens to trips and silos, as kinds of sound."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QObject, SignalInstance, Slot

from medport_desktop.domain.center.broadcasts import Broadcast
from medport_desktop.domain.enums import AwardOutcome, Priority, Silo, TripStatus
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind
from medport_desktop.gui.shared.sounds.sounds import Sounds
from medport_desktop.runtime.changes import ChangeHub

JUST_NOW = timedelta(seconds=30)
"""A pick-up that became due longer ago was late before anybody looked: it does not ring."""


def arrival_of(priority: Priority) -> SoundKind:
    """What tells of a trip that comes on offer."""
    return SoundKind.URGENT_TRIP if priority is Priority.URGENT else SoundKind.NEW_TRIP


def trip_sounds(was: Trip | None, trip: Trip) -> Iterator[tuple[SoundKind, object]]:
    """What the change of a hospital's trip rings, each with what makes the event one of a kind. `was` is None for a
    trip that was not known before."""
    offered = trip.status is TripStatus.PENDING
    if offered and (was is None or was.status is TripStatus.SCHEDULED):
        yield arrival_of(trip.priority), (trip.id, trip.request_timestamp)
    if was is None:
        return
    if offered and was.status is TripStatus.PENDING:
        if trip.priority is Priority.URGENT and was.priority is not Priority.URGENT:
            yield SoundKind.URGENT_TRIP, (trip.id, trip.updated_at)
        if trip.award_outcome is AwardOutcome.REFUSED and was.award_outcome is AwardOutcome.PENDING:
            yield SoundKind.HANDED_BACK, (trip.id, trip.updated_at)
        if trip.bid_count > was.bid_count:
            yield SoundKind.BID, (trip.id, trip.updated_at)
    if offered and was.status.is_held:
        yield SoundKind.HANDED_BACK, (trip.id, trip.updated_at)
    if trip.status is TripStatus.ACCEPTED and was.status is TripStatus.PENDING:
        yield SoundKind.ACCEPTED, (trip.id, trip.accepted_timestamp)


@dataclass(frozen=True, slots=True)
class Pickup:
    """A patient who waits for a crew, and until when one should be there."""

    trip_id: UUID
    due: datetime


class LateWatch(QObject):
    """Rings once when a pick-up becomes overdue. Looks once a second, since that happens by time alone."""

    def __init__(self, shell: ConsoleShell, sounds: Sounds, waiting: Callable[[], Iterable[Pickup]]) -> None:
        """`waiting`: the pick-ups of this window that have not been made."""
        super().__init__(shell)
        self._sounds = sounds
        self._waiting = waiting
        ticker().attach(shell, self.look)

    @Slot()
    def look(self) -> None:
        """Ring for whatever has just become due."""
        now = site_clock().now()
        for pickup in self._waiting():
            if now - JUST_NOW <= pickup.due < now:
                self._sounds.ring(SoundKind.OVERDUE, (pickup.trip_id, pickup.due))


class SiloWatch(QObject):
    """Rings when a silo goes away that was there before."""

    def __init__(self, shell: ConsoleShell, sounds: Sounds, changes: ChangeHub) -> None:
        super().__init__(shell)
        self._sounds = sounds
        self._away = {silo for silo in Silo if _is_away(changes.state(silo))}
        self._known = {silo for silo in Silo if changes.state(silo) is not None}
        changes.state_changed.connect(self._take)

    @Slot(object)
    def _take(self, state: SiloState) -> None:
        if _is_away(state):
            if state.silo in self._known and state.silo not in self._away:
                self._sounds.ring(SoundKind.SILO_AWAY, (state.silo, state.since))
            self._away.add(state.silo)
        else:
            self._away.discard(state.silo)
        self._known.add(state.silo)


class MessageWatch(QObject):
    """Rings for a message of the transport center that has just been sent."""

    def __init__(self, shell: ConsoleShell, arrived: SignalInstance) -> None:
        """`arrived` carries each Broadcast when it is shown for the first time. A window without sounds stays still."""
        super().__init__(shell)
        self._sounds = shell.findChild(Sounds)
        arrived.connect(self._take)

    @Slot(object)
    def _take(self, message: Broadcast) -> None:
        if self._sounds is not None and site_clock().now() - message.sent_at <= JUST_NOW:
            self._sounds.ring(SoundKind.MESSAGE, message.id)


def _is_away(state: SiloState | None) -> bool:
    return state is not None and state.freshness is Freshness.AWAY
