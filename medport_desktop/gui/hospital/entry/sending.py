"""Sending what was entered, and what is said of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.people import Person
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.hospital.trip_words import day_and_time
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.services.hospital.trip_entry import TripEntry

STAYS = "Everything that you typed stays here."


@dataclass(frozen=True)
class Sent:
    """A trip that is in the hospital silo. `without_changes`: an earlier attempt had brought it there, so what was
    changed in the form since then is not in it."""

    trip: Trip
    without_changes: bool = False


def send(trip_entry: TripEntry, trip_id: UUID, new: NewTrip, about: str, *, look_first: bool) -> Sent:
    """In a worker thread: enter the trip. `about` tells it from others, should it have to wait. `look_first`: it was
    changed after an attempt that may have brought it there."""
    arrived = trip_entry.stores.hospital.trips([trip_id]) if look_first else []
    return Sent(arrived[0], without_changes=True) if arrived else Sent(trip_entry.enter(trip_id, new, about))


def about(form: TripForm, new: NewTrip) -> str:
    """A trip in a few words, should it have to wait: "to UPMC Altoona for Doe, Jane"."""
    place = form.facility(new.destination_facility_id)
    return f"to {place.name if place is not None else new.destination_text} for {new.patient.name}"


def sent_told(trip: Trip, person: Person) -> str:
    """What became of it, for the message bar."""
    to, whom = f"{trip.trip_number} to {trip.destination_name}", for_whom(trip, person)
    if trip.status is TripStatus.SCHEDULED:
        return f"{to} is scheduled{whom}; it is offered to the agencies by itself before {day_and_time(trip.ready_at)}."
    return f"{to} was sent to the agencies{whom}."


def saved_told(trip: Trip, person: Person) -> str:
    """What became of an edit."""
    seen = "the agencies see it at once" if trip.status is TripStatus.PENDING else "it stays scheduled"
    if trip.status.is_held:
        seen = f"{trip.assigned_agency_name} is told that its crew sheet is another"
    return f"{trip.trip_number} was changed{for_whom(trip, person)}; {seen}."


def held_told(trip: Trip) -> tuple[str, str]:
    """What may be changed of a trip that an agency holds, and what to do about the rest."""
    return (
        f"{trip.assigned_agency_name} has {trip.trip_number}: change what the crew must know, and it is told.",
        "For another destination or time call it, or cancel the trip and enter a new one.",
    )


def for_whom(trip: Trip, person: Person) -> str:
    """Whose trip it is, for a person of the center; '' for its own desk."""
    return f", for {trip.hospital_name}" if person.hospital_id is None else ""


def arrived_before(number: str) -> tuple[str, str]:
    """An earlier attempt had brought the trip there, so what was changed since is not in it; and what to do."""
    return (
        f"{number} had arrived at the first attempt, without what you changed since.",
        f"If that matters, cancel {number} and send this again as a new trip; else clear the form (Esc).",
    )


def back_told(since: datetime) -> tuple[str, str]:
    """The silo that took no answer is back."""
    again = "Send the trip again: it cannot become two trips."
    return f"The hospital database came back at {site_clock().hm(since)}.", again


def away_told(error: SiloAway) -> tuple[str, str]:
    """What is known of a trip whose answer did not come, and what to do."""
    sentence = error.sentence + (" The trip may have arrived all the same." if error.maybe_done else "")
    again = "Send it again when the hospital light is live: it cannot become two trips."
    return sentence, f"{STAYS} {again}"
