"""The live facts that entering a trip needs: the trips that there are, the places, the site's settings."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.places import Facility
from medport_desktop.domain.session import Freshness
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.shared.sounds import Continuity
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes, ChangeSubscription
from medport_desktop.services.hospital.trip_entry import TripEntry

TRIPS = ((Silo.HOSPITAL, "transport_request"), (Silo.HOSPITAL, "trip_award"), (Silo.HOSPITAL, "trip_decline"))
SETTINGS = ((Silo.CENTER, "system_configuration"),)
FACILITIES = ((Silo.HOSPITAL, "hospital_facility"),)

Ids = frozenset[UUID] | None
R = TypeVar("R")


class EntryFeed(QObject):
    """Reads once, then what changes. The signals follow a change of the attribute of the same name.

    trip_moved carries the trip as it was and as it is, for a trip that was known before, and so does trip_told
    where it is news, see Continuity.
    """

    trips_changed = Signal()
    facilities_changed = Signal()
    settings_changed = Signal()
    trip_moved = Signal(object, object)
    trip_told = Signal(object, object)

    def __init__(self, runtime: Runtime, desk: TripEntry, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.trips: dict[UUID, Trip] = {}
        self.facilities: tuple[Facility, ...] = ()
        self._runtime = runtime
        self._continuity = Continuity(runtime.changes, Silo.HOSPITAL, self)
        subscribe = runtime.changes.subscribe
        self._subscriptions: list[ChangeSubscription] = [
            subscribe(self, TRIPS, partial(some, desk.stores.hospital.trips), self._take_trips),
            subscribe(self, FACILITIES, everything(desk.stores.hospital.facilities), self._take_facilities),
            subscribe(self, SETTINGS, everything(desk.stores.center.settings), self._take_settings),
        ]

    def refresh(self) -> None:
        """Read everything (again)."""
        for subscription in self._subscriptions:
            subscription.refresh()

    def close(self) -> None:
        """Read nothing more."""
        for subscription in self._subscriptions:
            subscription.close()

    def is_fresh(self, silo: Silo) -> bool:
        """Whether what is shown of that silo is up to date, as far as is known."""
        state = self._runtime.changes.state(silo)
        return state is None or state.freshness is Freshness.LIVE

    # -- new facts --------------------------------------------------------------------------------------
    def take_trip(self, trip: Trip) -> None:
        """A trip as a call of ours has just returned it: shown at once, before its notification comes."""
        known = self.trips.get(trip.id)
        if known is None or trip.updated_at >= known.updated_at:
            self._take_trips((frozenset({trip.id}), [trip]))

    def take_trips(self, trips: list[Trip]) -> None:
        """Several trips as a call of ours has just returned them."""
        self._take_trips((frozenset(trip.id for trip in trips), trips))

    def _take_trips(self, read: tuple[Ids, list[Trip]]) -> None:
        before, ids = self.trips, read[0]
        self.trips = merged(before, ids, read[1], of=lambda trip: trip.id)
        moved = [(before[trip.id], trip) for trip in read[1] if before.get(trip.id, trip) != trip]
        self.trips_changed.emit()
        news = self._continuity.is_news(ids)
        for was, trip in moved:
            self.trip_moved.emit(was, trip)
            if news:
                self.trip_told.emit(was, trip)

    def _take_facilities(self, facilities: list[Facility]) -> None:
        self.facilities = tuple(facilities)
        self.facilities_changed.emit()

    def _take_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.settings_changed.emit()


def some(read: Callable[[Sequence[UUID] | None], list[R]], changes: Changes) -> Callable[[], tuple[Ids, list[R]]]:
    """Read just the changed ids, or all where they are not known."""
    ids = changes.ids()
    return lambda: (ids, read(None if ids is None else list(ids)))


def everything(read: Callable[[], R]) -> Callable[[Changes], Callable[[], R]]:
    """Read everything again, whichever rows have changed."""
    return lambda _changes: read


def merged(kept: dict[UUID, R], ids: Ids, rows: Iterable[R], of: Callable[[R], UUID]) -> dict[UUID, R]:
    """All rows read again, or the kept ones with those of `ids` replaced; ids that were not found are gone."""
    rest = {} if ids is None else {key: row for key, row in kept.items() if key not in ids}
    return rest | {of(row): row for row in rows}
