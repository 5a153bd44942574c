"""The desk's live facts: trips, bids, agencies, places, rules. One copy for every part of the window."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.enums import BidStatus, Silo
from medport_desktop.domain.places import Facility
from medport_desktop.domain.preferences import Preference, ranks
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import Bid, TransitionTable, Trip
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.sounds import Continuity
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes, Subscription
from medport_desktop.services.session import Freshness
from medport_desktop.services.trip_entry import TripEntry

TRIPS = ((Silo.HOSPITAL, "transport_request"), (Silo.HOSPITAL, "trip_award"), (Silo.HOSPITAL, "trip_decline"))
BIDS = ((Silo.EMS, "transport_bid"), (Silo.EMS, "available_trip"))
"""A bid tells whether the board's trip has changed since; both are notified by trip."""
AGENCIES = ((Silo.CENTER, "agency_directory"),)
SETTINGS = ((Silo.CENTER, "system_configuration"),)
PREFERENCES = ((Silo.HOSPITAL, "hospital_agency_preference"),)
FACILITIES = ((Silo.HOSPITAL, "hospital_facility"),)
RULES = ((Silo.HOSPITAL, "status_transition"),)

Ids = frozenset[UUID] | None
R = TypeVar("R")


class DeskFeed(QObject):
    """Reads once, then what changes. The signals follow a change of the attribute of the same name.

    trip_moved carries the trip as it was and as it is, for a trip that was known before, and so does trip_told
    where it is news, see Continuity; bid_arrived a new bid.
    """

    trips_changed = Signal()
    bids_changed = Signal()
    agencies_changed = Signal()
    preferences_changed = Signal()
    facilities_changed = Signal()
    settings_changed = Signal()
    rules_changed = Signal()
    trip_moved = Signal(object, object)
    trip_told = Signal(object, object)
    bid_arrived = Signal(object)

    def __init__(self, runtime: Runtime, desk: TripEntry, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.trips: dict[UUID, Trip] = {}
        self.agencies: dict[UUID, Agency] = {}
        self.preferences: tuple[Preference, ...] = ()
        self.ranks: dict[UUID, int] = {}
        self.facilities: tuple[Facility, ...] = ()
        self.rules = TransitionTable()
        self._bids: dict[UUID, Bid] = {}
        self._knows_bids = False
        self._runtime = runtime
        self._continuity = Continuity(runtime.changes, Silo.HOSPITAL, self)
        subscribe = runtime.changes.subscribe
        self._subscriptions: list[Subscription] = [
            subscribe(self, TRIPS, partial(_some, desk.trips), self._take_trips),
            subscribe(self, BIDS, partial(_some, desk.bids), self._take_bids),
            subscribe(self, AGENCIES, _all(desk.agencies), self._take_agencies),
            subscribe(self, PREFERENCES, _all(desk.preferences), self._take_preferences),
            subscribe(self, FACILITIES, _all(desk.facilities), self._take_facilities),
            subscribe(self, RULES, _all(desk.transitions), self._take_rules),
            subscribe(self, SETTINGS, _all(desk.settings), self._take_settings),
        ]

    def refresh(self) -> None:
        """Read everything (again)."""
        for subscription in self._subscriptions:
            subscription.refresh()

    def close(self) -> None:
        """Read nothing more."""
        for subscription in self._subscriptions:
            subscription.close()

    # -- questions --------------------------------------------------------------------------------------
    def bids_of(self, trip_id: UUID) -> list[Bid]:
        """A trip's bids: open ones first, then preferred agencies in their order, then the lowest amount."""
        bids = [bid for bid in self._bids.values() if bid.trip_id == trip_id]
        return sorted(bids, key=self._bid_order)

    def _bid_order(self, bid: Bid) -> tuple[bool, int, int, datetime]:
        rank = self.ranks.get(bid.agency_id, len(self.ranks) + 1)
        return bid.status is not BidStatus.PENDING, rank, bid.amount_cents, bid.estimated_pickup

    def open_bids(self, trip_id: UUID) -> list[Bid]:
        """The bids that could be awarded at this moment."""
        return [bid for bid in self.bids_of(trip_id) if is_open(bid)]

    def agreed_pickup(self, trip: Trip) -> datetime | None:
        """When the agency that holds the trip said it would pick up; None where it made no bid."""
        won = (b for b in self.bids_of(trip.id) if b.status is BidStatus.ACCEPTED)
        held = (b.estimated_pickup for b in won if b.agency_id == trip.assigned_agency_id)
        return max(held, default=None)

    def count_bids(self, trip: Trip) -> int:
        """How many bids on it are open at this moment; what its own silo counts, until the EMS silo has been read."""
        return len(self.open_bids(trip.id)) if self._knows_bids else trip.bid_count

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
        self.trips = _merged(before, ids, read[1], of=lambda trip: trip.id)
        moved = [(before[trip.id], trip) for trip in read[1] if before.get(trip.id, trip) != trip]
        self.trips_changed.emit()
        news = self._continuity.is_news(ids)
        for was, trip in moved:
            self.trip_moved.emit(was, trip)
            if news:
                self.trip_told.emit(was, trip)

    def _take_bids(self, read: tuple[Ids, list[Bid]]) -> None:
        self._knows_bids = True
        before = kept = self._bids
        if read[0] is not None:  # bids are notified by trip
            kept = {key: bid for key, bid in kept.items() if bid.trip_id not in read[0]}
        self._bids = _merged(kept, read[0], read[1], of=lambda bid: bid.id)
        self.bids_changed.emit()
        if read[0] is not None:
            for bid in read[1]:
                if bid.id not in before and is_open(bid):
                    self.bid_arrived.emit(bid)

    def _take_agencies(self, agencies: list[Agency]) -> None:
        self.agencies = {agency.id: agency for agency in agencies}
        self.agencies_changed.emit()

    def _take_preferences(self, preferences: list[Preference]) -> None:
        """`ranks`: by agency, 1 for the hospital's first choice; paused ones have none."""
        self.preferences = tuple(preferences)
        self.ranks = ranks(preferences)
        self.preferences_changed.emit()

    def _take_facilities(self, facilities: list[Facility]) -> None:
        self.facilities = tuple(facilities)
        self.facilities_changed.emit()

    def _take_rules(self, rules: TransitionTable) -> None:
        self.rules = rules
        self.rules_changed.emit()

    def _take_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.settings_changed.emit()


def is_open(bid: Bid) -> bool:
    """Whether a bid could be awarded at this moment; its own time counts, told as expired or not."""
    return bid.status is BidStatus.PENDING and bid.expires_at > site_clock().now()


def _some(read: Callable[[Sequence[UUID] | None], list[R]], changes: Changes) -> Callable[[], tuple[Ids, list[R]]]:
    """Read just the changed ids, or all where they are not known."""
    ids = changes.ids()
    return lambda: (ids, read(None if ids is None else list(ids)))


def _all(read: Callable[[], R]) -> Callable[[Changes], Callable[[], R]]:
    return lambda _changes: read


def _merged(kept: dict[UUID, R], ids: Ids, rows: Iterable[R], of: Callable[[R], UUID]) -> dict[UUID, R]:
    """All rows anew, or the kept ones with those of `ids` replaced; what was not read again is gone."""
    merged = {} if ids is None else {key: row for key, row in kept.items() if key not in ids}
    return merged | {of(row): row for row in rows}
