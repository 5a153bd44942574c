"""What the window knows, kept fresh from the silos: all trips and units, and everything about the trip in view."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from medport_desktop.domain.agencies import Agency, Unit
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid, TransitionTable, Trip, TripDetail
from medport_desktop.gui.center.board_views import Row, in_order
from medport_desktop.gui.shared.sounds import Continuity
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.services.center.dispatch import Dispatch

T = TypeVar("T")
Ids = frozenset[UUID] | None

_TRIPS = [(Silo.HOSPITAL, name) for name in ("transport_request", "trip_award", "trip_decline")]
_RULES = [(Silo.HOSPITAL, "status_transition")]
_HELD = [(Silo.EMS, "assignment")]
_UNITS = [(Silo.EMS, "unit"), (Silo.EMS, "unit_plan"), (Silo.EMS, "assignment")]
_AGENCIES = [(Silo.CENTER, "agency_directory")]
_SETTINGS = [(Silo.CENTER, "system_configuration")]
_DETAIL = [*_TRIPS, *((Silo.HOSPITAL, name) for name in ("trip_milestone", "trip_note"))]
_BIDS = [(Silo.EMS, "transport_bid")]
_OFFER = [(Silo.EMS, "available_trip")]


def _with_ids(call: Callable[[tuple[UUID, ...] | None], list[T]], ids: Ids) -> tuple[Ids, list[T]]:
    """In a worker: read these rows (None: all), and say which were asked for."""
    return ids, call(None if ids is None else tuple(ids))


class Feed(QObject):
    """All trips with their assignments, all units, the agencies, the transition table and the site's settings."""

    rows_changed = Signal()
    units_changed = Signal()
    settings_changed = Signal()
    trip_moved = Signal(object, object)
    """News of one trip: as it was (None: not known before) and as it is. Not of what was there, see Continuity."""

    def __init__(self, runtime: Runtime, dispatch: Dispatch, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.rules = TransitionTable()
        self._dispatch = dispatch
        self._trips: dict[UUID, Trip] = {}
        self._held: dict[UUID, ActiveTrip] = {}
        self._units: list[Unit] = []
        self._agencies: dict[UUID, Agency] = {}
        self._read_once: set[str] = set()
        self._continuity = Continuity(runtime.changes, Silo.HOSPITAL, self)
        subscribe = runtime.changes.subscribe
        self._subscriptions = [
            subscribe(self, _TRIPS, self._read_trips, self._apply_trips),
            subscribe(self, _HELD, self._read_held, self._apply_held),
            subscribe(self, _UNITS, lambda _changes: dispatch.units, self._apply_units),
            subscribe(self, _RULES, lambda _changes: dispatch.agency.transitions, self._apply_rules),
            subscribe(self, _AGENCIES, lambda _changes: dispatch.desk.agencies, self._apply_agencies),
            subscribe(self, _SETTINGS, lambda _changes: dispatch.desk.settings, self._apply_settings),
        ]

    def refresh(self) -> None:
        """Read everything again."""
        for subscription in self._subscriptions:
            subscription.refresh()

    # -- questions --------------------------------------------------------------------------------------
    @property
    def is_complete(self) -> bool:
        """Whether trips and assignments have both been read: from then on what changes is news."""
        return self._read_once >= {"trips", "held"}

    def rows(self) -> list[Row]:
        """Every trip as a line of the board, in the board's own order."""
        return in_order(Row(trip, self._held.get(trip.id)) for trip in self._trips.values())

    def row(self, trip_id: UUID) -> Row | None:
        """One trip's line; None where it is not known (any more)."""
        trip = self._trips.get(trip_id)
        return Row(trip, self._held.get(trip_id)) if trip is not None else None

    def trips(self) -> list[Trip]:
        """Every trip."""
        return list(self._trips.values())

    def units(self) -> list[Unit]:
        """Every unit, by agency and number."""
        return self._units

    def agencies(self) -> list[Agency]:
        """The directory, by name."""
        return sorted(self._agencies.values(), key=lambda agency: agency.name.casefold())

    def agency(self, agency_id: UUID) -> Agency | None:
        """An agency of the directory."""
        return self._agencies.get(agency_id)

    # -- reading ----------------------------------------------------------------------------------------
    def _read_trips(self, changes: Changes) -> Callable[[], tuple[Ids, list[Trip]]]:
        return partial(_with_ids, self._dispatch.trips, changes.ids())

    def _apply_trips(self, outcome: tuple[Ids, list[Trip]]) -> None:
        ids, trips = outcome
        before = self._trips
        kept = {} if ids is None else {key: trip for key, trip in before.items() if key not in ids}
        self._trips = kept | {trip.id: trip for trip in trips}
        self.rows_changed.emit()
        if self._continuity.is_news(ids):
            for trip in trips:
                if before.get(trip.id) != trip:
                    self.trip_moved.emit(before.get(trip.id), trip)
        self._read_once.add("trips")

    def _read_held(self, changes: Changes) -> Callable[[], tuple[Ids, list[ActiveTrip]]]:
        return partial(_with_ids, self._dispatch.agency.active, changes.ids())

    def _apply_held(self, outcome: tuple[Ids, list[ActiveTrip]]) -> None:
        ids, held = outcome
        kept = {} if ids is None else {key: a for key, a in self._held.items() if a.assignment_id not in ids}
        self._held = kept | {assignment.trip_id: assignment for assignment in held}
        self.rows_changed.emit()
        self._read_once.add("held")

    def _apply_units(self, units: list[Unit]) -> None:
        self._units = units
        self.units_changed.emit()

    def _apply_rules(self, rules: TransitionTable) -> None:
        self.rules = rules
        self.rows_changed.emit()

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
            subscribe(self, _DETAIL, partial(self._read, dispatch.desk.detail), self._apply_detail),
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
        return self._dispatch.desk.bids([trip_id])

    def _offer_of(self, trip_id: UUID) -> AvailableTrip | None:
        return next(iter(self._dispatch.agency.board([trip_id])), None)

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
