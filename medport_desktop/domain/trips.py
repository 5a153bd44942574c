"""Trips, bids, assignments and what people say of them."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.enums import (
    AwardMode,
    AwardOutcome,
    BidStatus,
    Milestone,
    Need,
    NoticeKind,
    Outcome,
    Priority,
    Reason,
    TransportLevel,
    TripStatus,
    WeightClass,
)
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.places import Coordinates


@dataclass(frozen=True, slots=True)
class Trip:
    """A transport request as its hospital and the center see it. Distances in miles."""

    id: UUID
    trip_number: str
    hospital_id: UUID
    hospital_name: str
    patient_id: UUID | None
    origin_facility_id: UUID
    origin_name: str
    origin_city: str
    destination_facility_id: UUID | None
    destination_name: str
    destination_city: str
    pickup_location: str
    contact_phone: str
    transport_level: TransportLevel
    priority: Priority
    status: TripStatus
    special_requirements: frozenset[Need]
    special_requirements_note: str
    ready_at: datetime
    deliver_by: datetime | None
    request_timestamp: datetime
    accepted_timestamp: datetime | None
    pickup_timestamp: datetime | None
    completion_timestamp: datetime | None
    assigned_agency_id: UUID | None
    assigned_agency_name: str
    assigned_unit_id: UUID | None
    assigned_unit_number: str
    award_mode: AwardMode
    award_outcome: AwardOutcome | None
    award_note: str
    distance_miles: float | None
    bid_count: int
    cancellation_reason: Reason | None
    updated_at: datetime
    decline_count: int = 0
    """How many agencies have said that they will not run it."""
    destination_coordinates: Coordinates | None = None
    """Of an address outside the network, as exactly as its ZIP code tells."""
    return_of_id: UUID | None = None
    """The trip that this one brings the patient back from."""
    series_id: UUID | None = None
    series_position: int = 0
    """Which occurrence of its series it is, from 1; 0 where it is of none."""
    series_total: int = 0
    status_since: datetime | None = None
    """When it became what it is, as its milestones tell."""
    last_note: str = ""
    """What was written about it last, by its hospital or the center; '' where that was not read."""
    pickup_due: datetime | None = None
    """By when somebody is to be with the patient, as it was set when the trip was offered or changed."""
    weight_class: WeightClass | None = None
    destination_town: str = ""

    @property
    def destination_text(self) -> str:
        """The address outside the network; '' for a facility."""
        return self.destination_name if self.destination_facility_id is None else ""

    @property
    def series_place(self) -> str:
        """ "3 of 36"; '' where the trip is of no series."""
        return f"{self.series_position} of {self.series_total}" if self.series_id is not None else ""


@dataclass(frozen=True, slots=True)
class AvailableTrip:
    """A trip on offer, de-identified: all that an agency sees before it is awarded."""

    trip_id: UUID
    trip_number: str
    hospital_id: UUID
    hospital_name: str
    origin_name: str
    origin_city: str
    origin_coordinates: Coordinates | None
    destination_name: str
    destination_city: str
    destination_coordinates: Coordinates | None
    transport_level: TransportLevel
    priority: Priority
    special_requirements: frozenset[Need]
    ready_at: datetime
    deliver_by: datetime | None
    request_timestamp: datetime
    award_mode: AwardMode
    distance_miles: float | None
    bid_count: int
    updated_at: datetime
    pickup_due: datetime | None = None
    weight_class: WeightClass | None = None
    """Of a heavy patient, so that the agency sends what can carry them; never the weight."""


@dataclass(frozen=True, slots=True)
class Bid:
    """An agency's offer for a trip. `bid_amount` in integer cents."""

    id: UUID
    agency_id: UUID
    agency_name: str
    transport_request_id: UUID
    trip_number: str
    route: str
    bid_amount: int
    estimated_pickup: datetime
    estimated_arrival: datetime
    unit_id: UUID | None
    unit_number: str
    special_notes: str
    status: BidStatus
    expires_at: datetime
    submitted_at: datetime
    empty_miles: float | None
    updated_at: datetime
    ready_at: datetime | None = None
    """For when the trip asks; None where the trip is not to be seen any more."""
    trip_changed: bool = False
    """Whether the hospital has changed the trip since the agency bid."""
    outcome: Outcome | None = None
    """What became of it, or of the trip that was won by it; None while it stands, or the trip runs."""

    def is_open(self, now: datetime) -> bool:
        """Whether it stands; its own time counts, marked as expired or not."""
        return self.status is BidStatus.PENDING and self.expires_at > now

    def is_awardable(self, now: datetime) -> bool:
        """Whether it stands for the trip as it is now."""
        return self.is_open(now) and not self.trip_changed

    def is_lapsed(self, now: datetime) -> bool:
        """Whether its own time is over and nothing else became of it."""
        return self.status is BidStatus.EXPIRED or (self.status is BidStatus.PENDING and self.expires_at <= now)


@dataclass(frozen=True, slots=True)
class TripDecline:
    """An agency will not run a trip on offer. `note` is the agency's own: nobody else reads it."""

    id: UUID
    trip_id: UUID
    agency_id: UUID
    agency_name: str
    reason: Reason
    declined_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExpiredBids:
    """How many agencies have let their last bid on a trip expire, while it is on offer."""

    trip_id: UUID
    agencies: int


@dataclass(frozen=True, slots=True)
class ActiveTrip:
    """A trip that an agency holds: its assignment, with what the crew needs and nothing of the patient."""

    assignment_id: UUID
    trip_id: UUID
    trip_number: str
    agency_id: UUID
    agency_name: str
    hospital_name: str
    origin_name: str
    origin_city: str
    destination_name: str
    destination_city: str
    transport_level: TransportLevel
    priority: Priority
    special_requirements: frozenset[Need]
    ready_at: datetime
    status: TripStatus
    unit_id: UUID | None
    unit_number: str
    distance_miles: float | None
    accepted_at: datetime
    status_since: datetime
    updated_at: datetime
    milestones: tuple[tuple[Milestone, datetime], ...] = ()
    """What has happened so far, in the order in which it did."""
    estimated_pickup: datetime | None = None
    """When the agency said it would be there."""
    estimated_arrival: datetime | None = None
    """When its bid said that the patient would be at the destination; None where it made none."""
    pickup_due: datetime | None = None
    sheet_corrected_at: datetime | None = None
    """When the hospital corrected its crew sheet; None once somebody of the agency has seen that."""
    weight_class: WeightClass | None = None


@dataclass(frozen=True, slots=True)
class EndedTrip:
    """A trip that an agency held and holds no more: how that ended. `bid_amount` in integer cents."""

    assignment_id: UUID
    trip_id: UUID
    trip_number: str
    hospital_name: str
    origin_name: str
    origin_city: str
    destination_name: str
    destination_city: str
    transport_level: TransportLevel
    priority: Priority
    unit_number: str
    distance_miles: float | None
    bid_amount: int | None
    accepted_at: datetime
    ended_at: datetime
    outcome: Outcome
    ended_by: str
    """A person of the agency, else an organisation; '' where it is not known."""
    end_reason: Reason | None
    is_unseen: bool
    """Whether others ended it, and nobody of the agency has said to have seen it."""
    milestones: tuple[tuple[Milestone, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class TripNotice:
    """What others did to a hospital's trip, until its desk says that it has seen it."""

    id: UUID
    trip_id: UUID
    trip_number: str
    kind: NoticeKind
    agency_name: str
    unit_number: str
    reason: Reason | None
    told_by: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """A milestone that happened."""

    milestone: Milestone
    occurred_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class TripNote:
    """A line that somebody added to a trip; never changed."""

    author: str
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One audited change, newest first in lists."""

    id: UUID
    who: str
    action: str
    entity_type: str
    entity_id: str
    changes: dict[str, object]
    timestamp: datetime
    source_database: str


@dataclass(frozen=True, slots=True)
class NewTrip:
    """What the desk enters. Exactly one of destination_facility_id and destination_text is given."""

    patient: Patient
    origin_facility_id: UUID
    destination_facility_id: UUID | None
    destination_text: str
    pickup_location: str
    contact_phone: str
    transport_level: TransportLevel
    priority: Priority
    special_requirements: frozenset[Need]
    special_requirements_note: str
    ready_at: datetime
    deliver_by: datetime | None
    award_mode: AwardMode
    scheduled: bool = False
    """Keep it SCHEDULED: not offered until it is due."""
    note: str = ""
    destination_coordinates: Coordinates | None = None
    """Of an address outside the network, where its ZIP code is known: for the distance."""
    destination_town: str = ""
    """Of an address outside the network: town and state, which is all that agencies see of it before the award."""
    return_of_id: UUID | None = None
    """The hospital's own trip that this one brings the patient back from."""
    corrects_record: bool = False
    """Whether the person has said that the patient's record is wrong where it differs."""

    @classmethod
    def like(cls, trip: Trip, patient: Patient) -> "NewTrip":
        """What was entered to make `trip` as it is."""
        entered = {one.name: getattr(trip, one.name) for one in fields(cls) if hasattr(trip, one.name)}
        return cls(patient=patient, scheduled=trip.status is TripStatus.SCHEDULED, **entered)


@dataclass(frozen=True, slots=True)
class EndedBid:
    """A bid that an award has ended, and why it cannot be open again where the award is undone."""

    agency_name: str
    bid_amount: int
    lost: str
    """EXPIRED, PICKUP_PAST, SUSPENDED, or '' where it can."""


@dataclass(frozen=True, slots=True)
class NewBid:
    """What an agency offers. `bid_amount` in integer cents."""

    transport_request_id: UUID
    agency_id: UUID
    bid_amount: int
    unit_id: UUID | None
    estimated_pickup: datetime
    estimated_arrival: datetime
    special_notes: str = ""


@dataclass(frozen=True, slots=True)
class TripDetail:
    """What stands below a selected trip."""

    milestones: tuple[MilestoneRecord, ...] = ()
    notes: tuple[TripNote, ...] = ()
    audit: tuple[AuditEntry, ...] = ()
    declines: tuple[TripDecline, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the databases' transition table: who may move a trip from one status to another."""

    from_status: TripStatus
    to_status: TripStatus
    side: str
    """'hospital' or 'ems': the silo in which the change is made."""
    kind: str
    """'offer', 'schedule', 'award', 'forward', 'correct', 'release' or 'cancel'."""


@dataclass(frozen=True, slots=True)
class TransitionTable:
    """The rules as read from the database; the console enables its buttons by them."""

    rows: frozenset[Transition] = field(default_factory=frozenset)

    def forward(self, status: TripStatus) -> TripStatus | None:
        """The next status that the holding agency may set, or None."""
        return self._single(status, "forward")

    def correction(self, status: TripStatus) -> TripStatus | None:
        """The status that undoes the last step, or None."""
        return self._single(status, "correct")

    def may(self, status: TripStatus, kind: str) -> bool:
        """Whether a change of that kind may start from `status`."""
        return any(row.from_status is status and row.kind == kind for row in self.rows)

    def _single(self, status: TripStatus, kind: str) -> TripStatus | None:
        return next((r.to_status for r in self.rows if r.from_status is status and r.kind == kind), None)
