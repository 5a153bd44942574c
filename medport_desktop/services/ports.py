"""What the use cases need of the outside. Implemented in data/; every method may raise SiloAway."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from medport_desktop.domain.agencies import Agency, AgencyProfile, Unit
from medport_desktop.domain.analytics import AnalyticsFilter, Figures
from medport_desktop.domain.enums import Reason, Silo, TripStatus, UnitStatus
from medport_desktop.domain.people import Account, AccountEdit, NewAccount, Organisation
from medport_desktop.domain.places import Facility
from medport_desktop.domain.preferences import Preference
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.settings import ConfiguredSetting, Settings
from medport_desktop.domain.system import (
    AuditFilter,
    AuditLine,
    DeadLetter,
    OrganisationRecord,
    SignedInPerson,
    SiloHealth,
)
from medport_desktop.domain.trips import (
    ActiveTrip,
    AuditEntry,
    AvailableTrip,
    Bid,
    CrewSheet,
    MilestoneRecord,
    NewBid,
    NewTrip,
    Patient,
    TransitionTable,
    Trip,
    TripDecline,
    TripFilters,
    TripNote,
)
from medport_desktop.services.agency.agency_ports import FleetPort


class HospitalPort(Protocol):
    """The hospital silo. Row-level security decides whose trips a person sees."""

    def trips(self, ids: Sequence[UUID] | None = None) -> list[Trip]:
        """Open trips and those ended within the last 24 hours; only `ids` where given (whatever their age)."""

    def available_trips(self, filters: TripFilters, profile: AgencyProfile, settings: Settings) -> list[AvailableTrip]:
        """Trips on offer, filtered: the agency's view of the hospital silo."""

    def facilities(self) -> list[Facility]:
        """Active facilities of the network, by name."""

    def preferences(self) -> list[Preference]:
        """Which agencies the person's hospital prefers, in order; the center sees every hospital's."""

    def transitions(self) -> TransitionTable:
        """The transition table that the database enforces."""

    def find_patient(self, mrn: str, hospital_id: UUID | None = None) -> Patient | None:
        """The hospital's patient with that record number; the look-up is audited. None: the person's own hospital;
        the center names the one that it acts for."""

    def enter_trip(self, trip_id: UUID, new: NewTrip) -> Trip:
        """Write patient and trip in one transaction. `trip_id` makes a repeat harmless. Raises Refused."""

    def patient_of(self, trip_id: UUID) -> Patient | None:
        """The patient of the hospital's own trip, or None; audited."""

    def edit_trip(self, was: Trip, patient: Patient | None, new: NewTrip) -> Trip:
        """Give a trip that was read as `was` (with its `patient`) other facts; a repeat is harmless.

        Raises ChangedMeanwhile where it is not as it was; Refused where it can no longer be edited.
        """

    def enter_series(self, series_id: UUID, new: NewSeries) -> list[Trip]:
        """Write a series and all its trips in one transaction, by time. `series_id` makes a repeat harmless."""

    def cancel_series(self, trip: Trip, reason: Reason, note: str) -> list[UUID]:
        """Cancel a trip of a series and all later ones that can still be; gives their ids. Raises Refused."""

    def offer_trip(self, trip_id: UUID) -> None:
        """SCHEDULED → PENDING now. Raises Refused."""

    def hold_trip(self, trip_id: UUID) -> None:
        """PENDING → SCHEDULED again, while nobody has answered and it is not due. Raises Refused."""

    def cancel_trip(self, trip_id: UUID, reason: Reason, note: str, key: UUID | None = None) -> None:
        """Cancel with a coded reason; `key` makes a repeat harmless. Raises Refused when the trip has gone too far."""

    def award(self, trip_id: UUID, bid_id: UUID, agency_id: UUID) -> None:
        """Award a bid; the EMS silo confirms or refuses by an event. Raises Refused."""

    def add_note(self, trip_id: UUID, text: str, note_id: UUID | None = None) -> None:
        """Append a note; `note_id` makes a repeat harmless."""

    def milestones(self, trip_id: UUID) -> list[MilestoneRecord]:
        """In the order in which they happened."""

    def notes(self, trip_id: UUID) -> list[TripNote]:
        """Oldest first."""

    def declines(self, trip_id: UUID) -> list[TripDecline]:
        """The agencies that will not run a trip, oldest first; never their notes."""

    def audit_of(self, trip_id: UUID) -> list[AuditEntry]:
        """Audited changes of one trip, newest first."""

    def crew_sheet(self, trip_id: UUID) -> CrewSheet | None:
        """The minimum necessary of a trip that the person's agency was awarded, or None; audited."""


class EmsPort(Protocol):
    """The EMS silo. Row-level security decides whose bids a person sees."""

    @property
    def fleet(self) -> FleetPort:
        """Units' plans and history, and the agency's own record."""

    def board(self, ids: Sequence[UUID] | None = None) -> list[AvailableTrip]:
        """Trips on offer, from this silo's own copy; `ids` are trip ids."""

    def bids(self, ids: Sequence[UUID] | None = None) -> list[Bid]:
        """An agency: its own bids; a hospital: bids on its own trips; the center: all. Of the last 24 hours.

        `ids` are trip ids: bids are notified by trip.
        """

    def active_trips(self, ids: Sequence[UUID] | None = None) -> list[ActiveTrip]:
        """Live assignments that the person may see; `ids` are assignment ids."""

    def units(self, ids: Sequence[UUID] | None = None) -> list[Unit]:
        """Units that the person may see: an agency its own, the center all."""

    def transitions(self) -> TransitionTable:
        """The transition table that the database enforces: the same in this silo."""

    def profile(self, agency_id: UUID) -> AgencyProfile:
        """An agency's own record and price sheet."""

    def submit_bid(self, bid_id: UUID, new: NewBid) -> None:
        """Offer; `bid_id` makes a repeat harmless. Raises Refused (trip gone, unit not able, amount)."""

    def withdraw_bid(self, bid_id: UUID, key: UUID | None = None) -> None:
        """Take a PENDING bid back; `key` makes a repeat harmless. Raises Refused."""

    def declines(self) -> list[TripDecline]:
        """The agency's own standing declines of trips on offer."""

    def decline_trip(self, decline_id: UUID, agency_id: UUID, trip_id: UUID, reason: Reason, note: str | None) -> None:
        """Say that the agency will not run it; `decline_id` makes a repeat harmless. Raises Refused.

        `note` is the agency's own; None where the center writes for it, which may read and write none.
        """

    def take_decline_back(self, decline_id: UUID) -> None:
        """The agency may run it after all. Raises Refused."""

    def accept_trip(self, assignment_id: UUID, agency_id: UUID, trip_id: UUID, unit_id: UUID, pickup: datetime) -> None:
        """Take a FIRST_ACCEPT trip at once. Raises Refused where another agency was first."""

    def progress(
        self,
        assignment_id: UUID,
        expected: TripStatus,
        to: TripStatus,
        key: UUID | None = None,
        told_late: datetime | None = None,
    ) -> None:
        """Move a held trip from `expected` to `to` (forward, or a correction of the last step). Raises Refused.

        `key` makes a repeat harmless; `told_late` is when it happened, where that was before now.
        """

    def release(self, assignment_id: UUID, reason: Reason, note: str) -> None:
        """Hand a trip back before ON_SCENE. Raises Refused."""

    def assign_unit(self, assignment_id: UUID, unit_id: UUID) -> None:
        """Give a held trip (another) unit before ON_SCENE. Raises Refused."""

    def set_unit_status(self, unit_id: UUID, status: UnitStatus, key: UUID | None = None) -> None:
        """Any status but COMMITTED, while the unit is not; `key` makes a repeat harmless. Raises Refused."""


class CenterPort(Protocol):
    """The center silo."""

    def settings(self) -> Settings:
        """The site's configuration."""

    def agencies(self) -> list[Agency]:
        """The agency directory, by name."""

    def accounts(self, ids: Sequence[UUID] | None = None) -> list[Account]:
        """Accounts that the person may manage."""

    def hospitals(self) -> list[Organisation]:
        """Active hospital organisations, by name."""

    def create_account(self, user_id: UUID, new: NewAccount) -> None:
        """Create an account that works in all three silos; verifiers are made here, the password is not sent."""

    def set_account_active(self, user_id: UUID, active: bool) -> None:
        """Disable or enable an account in all three silos."""

    def reset_password(self, user_id: UUID, password: str) -> None:
        """Give an account a first password, which must be changed; verifiers are made here. Raises NotAllowed."""

    def analytics_count(self, metric: str, trip_id: UUID) -> int:
        """How many analytics rows of that metric name this trip."""


class AnalyticsPort(Protocol):
    """What the center computes of the trips of a period."""

    def figures(self, wanted: AnalyticsFilter) -> Figures:
        """All figures for the filter."""


class OrganisationPort(Protocol):
    """Hospitals and agencies, as the administrator keeps them."""

    def hospitals(self) -> list[OrganisationRecord]:
        """Every hospital, the disabled too, by name."""

    def add_hospital(self, record: OrganisationRecord) -> None:
        """Add a hospital and its main building. Raises Refused (a name that another has, an unknown ZIP code)."""

    def edit_hospital(self, record: OrganisationRecord) -> None:
        """Change a hospital's facts. Raises Refused."""

    def set_hospital_active(self, hospital_id: UUID, active: bool) -> None:
        """Disable or enable a hospital."""

    def agencies(self) -> list[OrganisationRecord]:
        """Every agency of the EMS silo, the disabled too, by name."""

    def register_agency(self, record: OrganisationRecord) -> None:
        """Register an agency; the event makes it in the EMS silo. Raises Refused."""

    def set_agency_active(self, agency_id: UUID, active: bool) -> None:
        """Disable or enable an agency in the EMS silo."""


class PeoplePort(Protocol):
    """Whose accounts and sessions the person runs: all, or those of the own organisation."""

    def edit_account(self, edit: AccountEdit) -> None:
        """Change who an account is. Raises Refused (an e-mail that another has) or NotAllowed."""

    def signed_in(self) -> list[SignedInPerson]:
        """Who has connections to the silos that can be reached, by name."""

    def end_sessions(self, user_id: UUID) -> None:
        """End a person's connections in every silo that can be reached. Raises NotAllowed (one's own)."""


class SystemPort(PeoplePort, Protocol):
    """What an administrator reads and sets of the system itself."""

    @property
    def organisations(self) -> OrganisationPort:
        """Hospitals and agencies."""

    @property
    def analytics(self) -> AnalyticsPort:
        """Figures."""

    def configuration(self) -> list[ConfiguredSetting]:
        """Every setting that is in force, by key."""

    def set_setting(self, setting_id: UUID, value: str) -> None:
        """Keep another value. Raises Refused (a value that the setting may not have)."""

    def audit(self, wanted: AuditFilter, limit: int) -> list[AuditLine]:
        """The newest lines of the three silos' audit logs that match, newest first."""

    def health(self, silo: Silo) -> SiloHealth:
        """How a silo is now."""

    def dead_letters(self, silo: Silo) -> list[DeadLetter]:
        """Events whose handler raised there, newest first; those resolved too."""

    def replay(self, silo: Silo, event_id: UUID) -> bool:
        """Handle it once more; True where it went through. Raises Refused (it does not wait any more)."""
