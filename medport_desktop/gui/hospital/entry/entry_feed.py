"""The live facts that entering a trip needs: the trips that there are, the places, the site's settings."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.places import Facility
from medport_desktop.domain.session import Freshness
from medport_desktop.domain.trips import Trip
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes, ChangeSubscription
from medport_desktop.runtime.live_rows import Delta, LiveRows
from medport_desktop.services.hospital.trip_entry import TripEntry

TRIPS = ((Silo.HOSPITAL, "transport_request"), (Silo.HOSPITAL, "trip_award"), (Silo.HOSPITAL, "trip_decline"))
SETTINGS = ((Silo.CENTER, "system_configuration"),)
FACILITIES = ((Silo.HOSPITAL, "hospital_facility"),)

R = TypeVar("R")


class EntryFeed(QObject):
    """Reads once, then what changes. The signals follow a change of the attribute of the same name.

    trips_changed carries the `Delta`. trip_moved carries the trip as it was and as it is, for a trip that was known
    before, and so does trip_told where it is news.
    """

    trips_changed = Signal(object)
    facilities_changed = Signal()
    settings_changed = Signal()
    trip_moved = Signal(object, object)
    trip_told = Signal(object, object)

    def __init__(
        self, runtime: Runtime, trip_entry: TripEntry, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._trips: LiveRows[Trip] = LiveRows(
            runtime.changes,
            self,
            TRIPS,
            trip_entry.stores.hospital.trips,
            key=lambda trip: trip.id,
            group=lambda trip: trip.hospital_id,
        )
        self.trips = self._trips.by_key
        self.facilities: tuple[Facility, ...] = ()
        self._runtime = runtime
        self._trips.changed.connect(self._tell_trips)
        subscribe = runtime.changes.subscribe
        self._subscriptions: list[ChangeSubscription] = [
            self._trips.subscription,
            subscribe(self, FACILITIES, everything(trip_entry.stores.hospital.facilities), self._take_facilities),
            subscribe(self, SETTINGS, everything(trip_entry.stores.center.settings), self._take_settings),
        ]

    def open_trips_of(self, patient_id: UUID) -> list[Trip]:
        """A patient's trips that are not over, the next first."""
        trips = [trip for trip in self.trips.values() if trip.patient_id == patient_id and not trip.status.is_final]
        return sorted(trips, key=lambda trip: trip.ready_at)

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

    def trips_of(self, hospital_id: UUID | None) -> list[Trip]:
        """The trips of one hospital."""
        return self._trips.of(hospital_id)

    # -- new facts --------------------------------------------------------------------------------------
    def take_trip(self, trip: Trip) -> None:
        """A trip as a call of ours has just returned it: shown at once, before its notification comes."""
        known = self.trips.get(trip.id)
        if known is None or trip.updated_at >= known.updated_at:
            self.take_trips([trip])

    def take_trips(self, trips: list[Trip]) -> None:
        """Several trips as a call of ours has just returned them."""
        self._trips.put(trips)

    @Slot(object)
    def _tell_trips(self, delta: Delta[Trip]) -> None:
        self.trips_changed.emit(delta)
        for was, trip in delta.changed:
            self.trip_moved.emit(was, trip)
            if delta.is_news:
                self.trip_told.emit(was, trip)

    def _take_facilities(self, facilities: list[Facility]) -> None:
        self.facilities = tuple(facilities)
        self.facilities_changed.emit()

    def _take_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.settings_changed.emit()


def everything(read: Callable[[], R]) -> Callable[[Changes], Callable[[], R]]:
    """Read everything again, whichever rows have changed."""
    return lambda _changes: read
