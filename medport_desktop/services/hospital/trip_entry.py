"""What a hospital desk does: enter, offer, award, cancel, note; and what it reads."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.enums import Reason
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.ids import new_key
from medport_desktop.domain.people import Organisation, Person
from medport_desktop.domain.places import Coordinates, Facility
from medport_desktop.domain.preferences import Preference
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import Bid, CrewSheet, NewTrip, Patient, TransitionTable, Trip, TripDetail
from medport_desktop.services.outbox.kept_writes import AddNote, CancelTrip, EnterTrip
from medport_desktop.services.outbox.outbox import Outbox, never_later
from medport_desktop.services.ports import CenterPort, EmsPort, HospitalPort
from medport_desktop.services.texts import LONGEST, LONGEST_TRIP_NOTE, check_note
from medport_desktop.services.validation import check_series, check_trip
from medport_desktop.services.zips import place_of


class TripEntry:
    """The hospital desk's use cases; also the center's when it acts for a hospital."""

    def __init__(
        self,
        person: Person,
        hospital: HospitalPort,
        ems: EmsPort,
        center: CenterPort,
        clock: Callable[[], datetime],
        outbox: Outbox | None = None,
        acting_for: UUID | None = None,
    ) -> None:
        """`clock` gives the aware time now; `outbox` keeps what cannot be sent, without it nothing is kept.
        `acting_for`: the hospital whose patients a person of the center looks up."""
        self.person = person
        self.hospital_id = acting_for or person.hospital_id
        self._hospital = hospital
        self._ems = ems
        self._center = center
        self._clock = clock
        self._outbox = outbox or Outbox(None, hospital, ems, clock)

    def acting_for(self, hospital_id: UUID) -> "TripEntry":
        """The same use cases for one hospital: the center's, while that hospital is on the phone."""
        return TripEntry(
            self.person, self._hospital, self._ems, self._center, self._clock, self._outbox, acting_for=hospital_id
        )

    def trips(self, ids: Sequence[UUID] | None = None) -> list[Trip]:
        """Trips that the person may see: open ones, and those ended in the last day; or just `ids`."""
        return self._hospital.trips(ids)

    def bids(self, ids: Sequence[UUID] | None = None) -> list[Bid]:
        """Bids on those trips, from the EMS silo."""
        return self._ems.bids(ids)

    def agencies(self) -> list[Agency]:
        """The agency directory, from the center."""
        return self._center.agencies()

    def facilities(self) -> list[Facility]:
        """Places to choose from."""
        return self._hospital.facilities()

    def hospitals(self) -> list[Organisation]:
        """The hospitals that the center may act for, from the center."""
        return self._center.hospitals()

    def preferences(self) -> list[Preference]:
        """Which agencies the person's hospital prefers, in order; the center sees every hospital's."""
        return self._hospital.preferences()

    def settings(self) -> Settings:
        """The site's configuration."""
        return self._center.settings()

    def transitions(self) -> TransitionTable:
        """Which changes of status the database allows."""
        return self._hospital.transitions()

    def find_patient(self, mrn: str) -> Patient | None:
        """The hospital's patient with that record number; audited."""
        check_note(mrn, LONGEST["mrn"], "mrn")
        return self._hospital.find_patient(mrn.strip(), self.hospital_id) if mrn.strip() else None

    def detail(self, trip_id: UUID) -> TripDetail:
        """Milestones, notes, declines and audit trail of one trip."""
        return TripDetail(
            milestones=tuple(self._hospital.milestones(trip_id)),
            notes=tuple(self._hospital.notes(trip_id)),
            audit=tuple(self._hospital.audit_of(trip_id)),
            declines=tuple(self._hospital.declines(trip_id)),
        )

    def crew_sheet(self, trip_id: UUID) -> CrewSheet | None:
        """The patient and the room of one trip; audited."""
        return self._hospital.crew_sheet(trip_id)

    def enter(self, trip_id: UUID, new: NewTrip, about: str = "") -> Trip:
        """Send a trip to the agencies, or hold it. Raises InvalidForm or Refused; nothing is half-written.

        Here and below, `about` says in a few words what it is about, for the list of writes not sent yet. If given and
        the silo is away, the write is kept and KeptForLater raised.
        """
        check_trip(new, self._clock())
        trip = self._outbox.send(EnterTrip(trip_id, about, _placed(new)), keep=bool(about))
        assert trip is not None
        return trip

    def patient_of(self, trip_id: UUID) -> Patient | None:
        """The patient of one of our trips, to edit it or to enter its way back; audited."""
        return self._hospital.patient_of(trip_id)

    def edit(self, was: Trip, patient: Patient | None, new: NewTrip) -> Trip:
        """Change a trip that was read as `was`, with its `patient`. Raises InvalidForm; ChangedMeanwhile where somebody
        else changed it since; Refused where it can no longer be edited. Nothing is half-written."""
        check_trip(new, self._clock(), was_ready=was.ready_at)
        return self._hospital.edit_trip(was, patient, _placed(new))

    def enter_series(self, series_id: UUID, new: NewSeries) -> list[Trip]:
        """Hold a trip for each occurrence, all or none; by time. Raises InvalidForm or Refused."""
        check_series(new, self._clock())
        return self._hospital.enter_series(series_id, replace(new, trip=_placed(new.trip)))

    def cancel_series(self, trip: Trip, reason: Reason, note: str) -> list[UUID]:
        """Cancel a trip of a series and all later ones that can still be; gives their ids."""
        check_note(note)
        return self._hospital.cancel_series(trip, reason, note)

    def place_of(self, address: str) -> Coordinates | None:
        """Where the ZIP code in an address is, or None."""
        return place_of(address)

    def offer(self, trip_id: UUID) -> None:
        """Offer a held trip now."""
        self._hospital.offer_trip(trip_id)

    def hold(self, trip_id: UUID) -> None:
        """Hold a trip again that was offered too soon, while nobody has answered."""
        self._hospital.hold_trip(trip_id)

    def award(self, bid: Bid) -> None:
        """Award a bid; the agency's silo confirms or refuses in a moment, by an event."""
        with never_later("An award"):
            self._hospital.award(bid.transport_request_id, bid.id, bid.agency_id)

    def cancel(self, trip_id: UUID, reason: Reason, note: str, about: str = "") -> None:
        """Cancel a trip with a coded reason."""
        check_note(note)
        self._outbox.send(CancelTrip(new_key(), about, trip_id, reason, note), keep=bool(about))

    def add_note(self, trip_id: UUID, text: str, about: str = "") -> None:
        """Append a note. Raises InvalidForm where it is empty."""
        if not text.strip():
            raise InvalidForm({"note": "Write the note first."})
        check_note(text, LONGEST_TRIP_NOTE)
        self._outbox.send(AddNote(new_key(), about, trip_id, text.strip()), keep=bool(about))


def _placed(new: NewTrip) -> NewTrip:
    """The trip with the place of its address, by the ZIP code in it."""
    return replace(new, destination_coordinates=place_of(new.destination_text)) if new.destination_text else new
