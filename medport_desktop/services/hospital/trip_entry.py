"""What a hospital's desk writes: it enters, edits, awards, cancels and notes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Reason
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.ids import new_key
from medport_desktop.domain.kept_writes import AddNote, CancelTrip, EnterTrip
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.people import Person
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import Bid, NewTrip, Trip, TripDetail
from medport_desktop.services.outbox.outbox import Outbox, never_later
from medport_desktop.services.texts import check_note
from medport_desktop.services.validation import check_series
from medport_desktop.services.zips import place_of, town_of


class TripEntry:
    """The hospital desk's use cases; also the center's when it acts for a hospital."""

    def __init__(
        self,
        person: Person,
        stores: Stores,
        clock: Callable[[], datetime],
        outbox: Outbox | None = None,
        acting_for: UUID | None = None,
    ) -> None:
        """`clock` gives the aware time now; `outbox` keeps what cannot be sent, without it nothing is kept.
        `acting_for`: the hospital whose patients a person of the center looks up."""
        self.person = person
        self.hospital_id = acting_for or person.hospital_id
        self.stores = stores
        self._clock = clock
        self._outbox = outbox or Outbox(None, stores.hospital, stores.ems, clock)

    def acting_for(self, hospital_id: UUID) -> "TripEntry":
        """The same use cases for one hospital: the center's, while that hospital is on the phone."""
        return TripEntry(self.person, self.stores, self._clock, self._outbox, acting_for=hospital_id)

    def find_patient(self, mrn: str) -> Patient | None:
        """The hospital's patient with that record number; audited."""
        check_note(mrn, "patient.mrn", "mrn")
        return self.stores.hospital.find_patient(mrn.strip(), self.hospital_id) if mrn.strip() else None

    def detail(self, trip_id: UUID) -> TripDetail:
        """Milestones, notes, declines and audit trail of one trip."""
        return TripDetail(
            milestones=tuple(self.stores.hospital.milestones(trip_id)),
            notes=tuple(self.stores.hospital.notes(trip_id)),
            audit=tuple(self.stores.hospital.audit_of(trip_id)),
            declines=tuple(self.stores.hospital.declines(trip_id)),
        )

    def enter(self, trip_id: UUID, new: NewTrip, about: str = "") -> Trip:
        """Send a trip that its form has checked to the agencies, or hold it. Raises Refused; nothing is half-written.

        Here and below, `about` says in a few words what it is about, for the list of writes not sent yet. If given and
        the silo is away, the write is kept and KeptForLater raised.
        """
        trip = self._outbox.send(EnterTrip(trip_id, about, _placed(new)), keep=bool(about))
        assert trip is not None
        return trip

    def edit(self, was: Trip, patient: Patient | None, new: NewTrip) -> Trip:
        """Change a trip that was read as `was`, with its `patient`, to what its form has checked.

        Raises ChangedMeanwhile if somebody else changed it since; Refused if it can no longer be edited.
        Nothing is half-written.
        """
        return self.stores.hospital.edit_trip(was, patient, _placed(new))

    def enter_series(self, series_id: UUID, new: NewSeries) -> list[Trip]:
        """Hold a trip for each occurrence, all or none; by time. Raises InvalidForm or Refused."""
        check_series(new, self._clock())
        return self.stores.hospital.enter_series(series_id, replace(new, trip=_placed(new.trip)))

    def cancel_series(self, trip: Trip, reason: Reason, note: str) -> list[UUID]:
        """Cancel a trip of a series and all later ones that can still be; gives their ids."""
        check_note(note)
        return self.stores.hospital.cancel_series(trip, reason, note)

    def award(self, bid: Bid) -> None:
        """Award a bid; the agency's silo confirms or refuses in a moment, by an event."""
        with never_later("An award"):
            self.stores.hospital.award(bid.transport_request_id, bid.id, bid.agency_id)

    def cancel(self, trip_id: UUID, reason: Reason, note: str, about: str = "") -> None:
        """Cancel a trip with a coded reason."""
        check_note(note)
        self._outbox.send(CancelTrip(new_key(), about, trip_id, reason, note), keep=bool(about))

    def add_note(self, trip_id: UUID, text: str, about: str = "") -> None:
        """Append a note. Raises InvalidForm where it is empty."""
        if not text.strip():
            raise InvalidForm({"note": "Write the note first."})
        check_note(text, "trip_note.text")
        self._outbox.send(AddNote(new_key(), about, trip_id, text.strip()), keep=bool(about))


def _placed(new: NewTrip) -> NewTrip:
    """The trip with the place and the town of its address, by the ZIP code in it."""
    text = new.destination_text
    if not text:
        return replace(new, destination_town="")
    return replace(new, destination_coordinates=place_of(text), destination_town=town_of(text))
