"""What the window knows, kept fresh from the silos: all trips and units, and everything about the trip in view."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.agencies import Agency, Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid, ExpiredBids, TransitionTable, Trip, TripDetail
from medport_desktop.gui.center.board_views import Row
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.runtime.live_rows import Delta, LiveRows
from medport_desktop.services.center.dispatch import Dispatch

T = TypeVar("T")

_TRIPS = [(Silo.HOSPITAL, name) for name in ("transport_request", "trip_award", "trip_decline", "trip_note")]
_RULES = [(Silo.HOSPITAL, "status_transition")]
_HELD = [(Silo.EMS, "assignment")]
_UNITS = [(Silo.EMS, "unit"), (Silo.EMS, "unit_plan"), (Silo.EMS, "assignment")]
_AGENCIES = [(Silo.CENTER, "agency_directory")]
_SETTINGS = [(Silo.CENTER, "system_configuration")]
_DETAIL = [*_TRIPS, (Silo.HOSPITAL, "trip_milestone")]
_BIDS = [(Silo.EMS, "transport_bid")]
_OFFER = [(Silo.EMS, "available_trip")]


class Feed(QObject):
    """All trips with their assignments, all units, the agencies, the transition table and the site's settings."""

    rows_changed = Signal(object)
    """The ids of the trips whose rows are others now, or gone; None: of any."""
    units_changed = Signal()
    rules_changed = Signal()
    settings_changed = Signal()
    trip_moved = Signal(object, object)
    """News of one trip: as it was (None: not known before) and as it is."""

    def __init__(self, runtime: Runtime, dispatch: Dispatch, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.rules = TransitionTable()
        self.is_complete = False
        """Whether trips and assignments have both been read, and shown: from then on what changes is news."""
        self._units: list[Unit] = []
        self._agencies: dict[UUID, Agency] = {}
        hub, subscribe = runtime.changes, runtime.changes.subscribe
        self._trips: LiveRows[Trip] = LiveRows(
            hub, self, _TRIPS, dispatch.stores.hospital.noted_trips, key=lambda trip: trip.id
        )
        self._held: LiveRows[ActiveTrip] = LiveRows(
            hub,
            self,
            _HELD,
            dispatch.stores.ems.active_trips,
            key=lambda held: held.assignment_id,
            group=lambda held: held.trip_id,
        )
        self._expired: LiveRows[ExpiredBids] = LiveRows(
            hub, self, [*_BIDS, *_OFFER], dispatch.stores.ems.expired_bids, key=lambda bids: bids.trip_id
        )
        self._trips.changed.connect(self._trips_changed)
        self._held.changed.connect(self._held_changed)
        self._expired.changed.connect(self._expired_changed)
        self._subscriptions = [
            self._trips.subscription,
            self._held.subscription,
            subscribe(self, _UNITS, lambda _changes: dispatch.stores.ems.units, self._apply_units),
            self._expired.subscription,
            subscribe(self, _RULES, lambda _changes: dispatch.stores.ems.transitions, self._apply_rules),
            subscribe(self, _AGENCIES, lambda _changes: dispatch.stores.center.agencies, self._apply_agencies),
            subscribe(self, _SETTINGS, lambda _changes: dispatch.stores.center.settings, self._apply_settings),
        ]

    def refresh(self) -> None:
        """Read everything again."""
        for subscription in self._subscriptions:
            subscription.refresh()

    # -- questions --------------------------------------------------------------------------------------
    def rows(self, trip_ids: Iterable[UUID] | None = None) -> list[Row]:
        """These trips, those of them that are known, as lines of the board; None: every trip."""
        known = self._trips.by_key
        trips = known.values() if trip_ids is None else (known[trip] for trip in trip_ids if trip in known)
        return [self._row(trip) for trip in trips]

    def row(self, trip_id: UUID) -> Row | None:
        """One trip's line; None where it is not known (any more)."""
        trip = self._trips.by_key.get(trip_id)
        return self._row(trip) if trip is not None else None

    def _row(self, trip: Trip) -> Row:
        expired = self._expired.by_key.get(trip.id)
        return Row(trip, next(reversed(self._held.of(trip.id)), None), expired.agencies if expired is not None else 0)

    def trips(self) -> list[Trip]:
        """Every trip."""
        return list(self._trips.by_key.values())

    def units(self) -> list[Unit]:
        """Every unit, by agency and number."""
        return self._units

    def agencies(self) -> list[Agency]:
        """The directory, by name."""
        return sorted(self._agencies.values(), key=lambda agency: agency.name.casefold())

    def agency(self, agency_id: UUID) -> Agency | None:
        """An agency of the directory."""
        return self._agencies.get(agency_id)

    # -- new facts --------------------------------------------------------------------------------------
    @Slot(object)
    def _trips_changed(self, delta: Delta[Trip]) -> None:
        self._rows_changed(None if delta.is_full else {trip.id for trip in delta.touched})
        if delta.is_news:
            for trip in delta.added:
                self.trip_moved.emit(None, trip)
            for was, trip in delta.changed:
                self.trip_moved.emit(was, trip)

    @Slot(object)
    def _held_changed(self, delta: Delta[ActiveTrip]) -> None:
        self._rows_changed(None if delta.is_full else {held.trip_id for held in delta.touched})

    @Slot(object)
    def _expired_changed(self, delta: Delta[ExpiredBids]) -> None:
        if trip_ids := {bids.trip_id for bids in delta.touched}:
            self._rows_changed(trip_ids)

    def _rows_changed(self, trip_ids: set[UUID] | None) -> None:
        self.rows_changed.emit(trip_ids)
        self.is_complete = self._trips.is_loaded and self._held.is_loaded

    def _apply_units(self, units: list[Unit]) -> None:
        self._units = units
        self.units_changed.emit()

    def _apply_rules(self, rules: TransitionTable) -> None:
        self.rules = rules
        self.rules_changed.emit()

    def _apply_settings(self, settings: Settings) -> None:
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit()

    def _apply_agencies(self, agencies: list[Agency]) -> None:
        self._agencies = {agency.id: agency for agency in agencies}
        self.units_changed.emit()


class TripFeed(QObject):
    """What is known of the one trip in view: its detail, its bids, and its offer to the agencies.

    `changed` follows whatever arrived of it. Facts of the trip before are dropped at once.
    """

    changed = Signal()

    def __init__(self, runtime: Runtime, dispatch: Dispatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trip_id: UUID | None = None
        self._dispatch = dispatch
        self._forget()
        subscribe = runtime.changes.subscribe
        self._subscriptions = [
            subscribe(self, _DETAIL, partial(self._read, dispatch.trip_entry.detail), self._apply_detail),
            subscribe(self, _BIDS, partial(self._read, self._bids_of), self._apply_bids),
            subscribe(self, _OFFER, partial(self._read, self._offer_of), self._apply_offer),
        ]

    def show(self, trip_id: UUID | None) -> None:
        """Look at another trip; None at none."""
        if trip_id == self.trip_id:
            return
        self.trip_id = trip_id
        self._forget()
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read everything about the trip again."""
        for subscription in self._subscriptions:
            subscription.refresh()

    def _forget(self) -> None:
        self.detail = TripDetail()
        self.bids: list[Bid] = []
        self.offer: AvailableTrip | None = None

    def _read(self, call: Callable[[UUID], T], changes: Changes) -> Callable[[], tuple[UUID, T] | None]:
        """Read only where the change concerns the trip in view: every id here is a trip's."""
        trip_id, ids = self.trip_id, changes.ids()
        wanted = trip_id if trip_id is not None and (ids is None or trip_id in ids) else None
        return lambda: None if wanted is None else (wanted, call(wanted))

    def _bids_of(self, trip_id: UUID) -> list[Bid]:
        return self._dispatch.stores.ems.bids([trip_id])

    def _offer_of(self, trip_id: UUID) -> AvailableTrip | None:
        return next(iter(self._dispatch.stores.ems.board([trip_id])), None)

    def _apply_detail(self, outcome: tuple[UUID, TripDetail] | None) -> None:
        if outcome is not None and outcome[0] == self.trip_id:
            self.detail = outcome[1]
            self.changed.emit()

    def _apply_bids(self, outcome: tuple[UUID, list[Bid]] | None) -> None:
        if outcome is not None and outcome[0] == self.trip_id:
            self.bids = outcome[1]
            self.changed.emit()

    def _apply_offer(self, outcome: tuple[UUID, AvailableTrip | None] | None) -> None:
        if outcome is not None and outcome[0] == self.trip_id:
            self.offer = outcome[1]
            self.changed.emit()
