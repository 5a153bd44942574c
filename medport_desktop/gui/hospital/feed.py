"""The desk's live facts: trips, bids, agencies, places, rules. One copy for every part of the window."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import BidStatus, Outcome, Silo
from medport_desktop.domain.errors import MedPortError, Refused
from medport_desktop.domain.patients import ListedPatient
from medport_desktop.domain.preferences import Preference, ranks
from medport_desktop.domain.trips import Bid, TransitionTable, Trip, TripNotice
from medport_desktop.gui.hospital.entry.entry_feed import EntryFeed, everything
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import Delta, LiveRows
from medport_desktop.services.hospital.trip_entry import TripEntry

BIDS = ((Silo.EMS, "transport_bid"), (Silo.EMS, "available_trip"))
"""A bid tells whether the board's trip has changed since; both are notified by trip."""
AGENCIES = ((Silo.CENTER, "agency_directory"),)
PREFERENCES = ((Silo.HOSPITAL, "hospital_agency_preference"),)
NOTICES = ((Silo.HOSPITAL, "trip_notice"),)
RULES = ((Silo.HOSPITAL, "status_transition"),)
_KEPT = (None, Outcome.COMPLETED)
"""Of bids that won: those whose agency has the trip, or has run it."""
_BY_ITSELF = (
    "status",
    "status_since",
    "pickup_due",
    "bid_count",
    "decline_count",
    "award_outcome",
    "award_note",
    "assigned_agency_id",
    "assigned_agency_name",
    "assigned_unit_id",
    "assigned_unit_number",
    "accepted_timestamp",
    "pickup_timestamp",
    "completion_timestamp",
    "cancellation_reason",
)
"""What others than those who edit a trip change of it."""


class DeskFeed(EntryFeed):
    """All that a desk looks at; bid_arrived carries a new bid, notice_arrived what others did to a trip just now."""

    bids_changed = Signal()
    agencies_changed = Signal()
    preferences_changed = Signal()
    rules_changed = Signal()
    notices_changed = Signal()
    patients_changed = Signal()
    bid_arrived = Signal(object)
    notice_arrived = Signal(object)

    def __init__(
        self, runtime: Runtime, trip_entry: TripEntry, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(runtime, trip_entry, settings, parent)
        self.agencies: dict[UUID, Agency] = {}
        self.preferences: tuple[Preference, ...] = ()
        self.ranks: dict[UUID, int] = {}
        self.rules = TransitionTable()
        self._bids: LiveRows[Bid] = LiveRows(
            runtime.changes,
            self,
            BIDS,
            trip_entry.stores.ems.bids,
            key=lambda bid: bid.id,
            group=lambda bid: bid.transport_request_id,
            told_by_group=True,
        )
        self._bids.changed.connect(self._tell_bids)
        self._notices: LiveRows[TripNotice] = LiveRows(
            runtime.changes, self, NOTICES, trip_entry.stores.hospital.notices, key=lambda notice: notice.id
        )
        self._notices.changed.connect(self._tell_notices)
        self.patients_in = trip_entry.stores.hospital.patients_of
        self._tasks, self._messages = runtime.tasks, runtime.messages
        self._patients: dict[UUID, ListedPatient] = {}
        self._unread: set[UUID] = set()
        """The trips whose patients are to be read, once the read under way has ended."""
        self._reads_patients = False
        self._is_refused = False
        """Whether it has been said that the patients cannot be read."""
        self.trips_changed.connect(self._ask_for_patients)
        subscribe = runtime.changes.subscribe
        self._subscriptions += [
            self._bids.subscription,
            self._notices.subscription,
            subscribe(self, AGENCIES, everything(trip_entry.stores.center.agencies), self._take_agencies),
            subscribe(self, PREFERENCES, everything(trip_entry.stores.hospital.preferences), self._take_preferences),
            subscribe(self, RULES, everything(trip_entry.stores.hospital.transitions), self._take_rules),
        ]

    # -- questions --------------------------------------------------------------------------------------
    def bids_of(self, trip_id: UUID) -> list[Bid]:
        """A trip's bids: open ones first, then preferred agencies in their order, then the lowest amount."""
        return sorted(self._bids.of(trip_id), key=self._bid_order)

    def _bid_order(self, bid: Bid) -> tuple[bool, int, int, datetime]:
        rank = self.ranks.get(bid.agency_id, len(self.ranks) + 1)
        return bid.status is not BidStatus.PENDING, rank, bid.bid_amount, bid.estimated_pickup

    def notices(self) -> list[TripNotice]:
        """What others did to the trips and nobody here has acknowledged, oldest first."""
        return sorted(self._notices.by_key.values(), key=lambda notice: (notice.told_at, notice.id))

    def open_bids(self, trip_id: UUID) -> list[Bid]:
        """The bids that stand at this moment, with those from before a change of the trip."""
        now = site_clock().now()
        return [bid for bid in self.bids_of(trip_id) if bid.is_open(now)]

    def agreed_bid(self, trip: Trip) -> Bid | None:
        """The bid by which an agency holds the trip; None where it made none."""
        won = (b for b in self.bids_of(trip.id) if b.status is BidStatus.ACCEPTED and b.outcome in _KEPT)
        held = (b for b in won if b.agency_id == trip.assigned_agency_id)
        return max(held, key=lambda bid: bid.submitted_at, default=None)

    def count_bids(self, trip: Trip) -> int:
        """How many bids could be awarded at this moment; what its own silo counts, until the EMS silo has been read."""
        if not self._bids.is_loaded:
            return trip.bid_count
        now = site_clock().now()
        return sum(1 for bid in self.bids_of(trip.id) if bid.is_awardable(now))

    def patient_of(self, trip: Trip) -> ListedPatient | None:
        """Who a trip's patient is; None until that has been read, and where it has none."""
        return self._patients.get(trip.id)

    # -- new facts --------------------------------------------------------------------------------------
    @Slot(object)
    def _tell_bids(self, delta: Delta[Bid]) -> None:
        self.bids_changed.emit()
        if delta.is_news:
            now = site_clock().now()
            for bid in (bid for bid in delta.added if bid.is_open(now)):
                self.bid_arrived.emit(bid)

    @Slot(object)
    def _ask_for_patients(self, delta: Delta[Trip]) -> None:
        """Read who the patients of new and edited trips are, and of the other trips of these: a record may have been
        corrected. Each read is a look that is audited, so what is known already is not read again."""
        asked = [*delta.added, *(trip for was, trip in delta.changed if is_edited(was, trip))]
        patients = {trip.patient_id for trip in asked} - {None}
        self._unread |= {trip.id for trip in self.trips.values() if trip.patient_id in patients}
        for trip in delta.removed:
            self._patients.pop(trip.id, None)
            self._unread.discard(trip.id)
        self._read_patients()

    def _read_patients(self) -> None:
        if self._unread and not self._reads_patients:
            asked, self._unread, self._reads_patients = sorted(self._unread), set(), True
            self._tasks.run(
                self.patients_in, asked, then=self._take_patients, failed=partial(self._no_patients, asked), owner=self
            )

    def _take_patients(self, patients: list[ListedPatient]) -> None:
        self._reads_patients = self._is_refused = False
        self._patients |= {patient.trip_id: patient for patient in patients if patient.trip_id in self.trips}
        self.patients_changed.emit()
        self._read_patients()

    def _no_patients(self, asked: list[UUID], error: MedPortError) -> None:
        """The next change of the trips asks again, as all of them do when the silo is back."""
        self._reads_patients = False
        self._unread |= set(asked)
        if isinstance(error, Refused) and not self._is_refused:
            self._is_refused = True
            self._messages.failure(error)

    def _take_agencies(self, agencies: list[Agency]) -> None:
        self.agencies = {agency.id: agency for agency in agencies}
        self.agencies_changed.emit()

    def _take_preferences(self, preferences: list[Preference]) -> None:
        """`ranks`: by agency, 1 for the hospital's first choice; paused ones have none."""
        self.preferences = tuple(preferences)
        self.ranks = ranks(preferences)
        self.preferences_changed.emit()

    @Slot(object)
    def _tell_notices(self, delta: Delta[TripNotice]) -> None:
        self.notices_changed.emit()
        if delta.is_news:
            for notice in delta.added:
                self.notice_arrived.emit(notice)

    def _take_rules(self, rules: TransitionTable) -> None:
        self.rules = rules
        self.rules_changed.emit()


def is_edited(was: Trip, trip: Trip) -> bool:
    """Whether somebody may have given a trip another patient, or corrected the record of the one it has: something
    that only people change is another, or nothing is but the time of the change."""
    moved = replace(was, **{name: getattr(trip, name) for name in _BY_ITSELF})
    return moved == was or replace(moved, updated_at=trip.updated_at) != trip
