"""Sentences and phrases about trips, for the board, the message bar and the history."""

from dataclasses import dataclass
from datetime import datetime

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, AwardOutcome, Reason, TripStatus
from medport_desktop.domain.places import travel_minutes
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.clock import WEEKDAYS, site_clock
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, trip_status_look
from medport_desktop.gui.kit.style.tokens import Tone


@dataclass(frozen=True)
class News:
    """What is worth a line in the message bar; `good` or not."""

    sentence: str
    good: bool = True


def place(name: str, city: str) -> str:
    """ "UPMC Altoona, Altoona"; the city only where there is one."""
    return f"{name}, {city}" if city else name


def day_and_time(moment: datetime) -> str:
    """ "14:45" today, "Tue 06:30" on any other day: how a time that was typed has been understood."""
    clock = site_clock()
    short, day = clock.short(moment), clock.local(moment)
    near_midnight = short == clock.hm(moment) and day.date() != clock.now().date()
    return f"{WEEKDAYS[day.weekday()]} {short}" if near_midnight else short


def drive_text(minutes: int) -> str:
    """ "1 h 52" or "38 min"."""
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"


@dataclass(frozen=True)
class Estimate:
    """Miles, minutes and cents of a trip that is being entered."""

    miles: float
    minutes: int
    cents: int

    @classmethod
    def of(cls, miles: float, settings: Settings) -> "Estimate":
        """By the site's configured base, price a mile and speed."""
        return cls(miles, travel_minutes(miles, settings.average_speed_mph), settings.estimate_cents(miles))

    @property
    def way(self) -> str:
        """ "97.4 mi · 2 h 10"."""
        return f"{self.miles:.1f} mi · {drive_text(self.minutes)}"

    @property
    def price(self) -> str:
        """To ten dollars, since it is a guess: "about $1,120"."""
        return f"about ${round(self.cents / 1000) * 10:,}"


def is_waiting_for_answer(trip: Trip) -> bool:
    """Whether an award is on its way to the agency and back."""
    return trip.status is TripStatus.PENDING and trip.award_outcome is AwardOutcome.PENDING


def is_refused(trip: Trip) -> bool:
    """Whether the latest award was refused and nobody has been awarded since."""
    return trip.status is TripStatus.PENDING and trip.award_outcome is AwardOutcome.REFUSED


def is_handed_back(trip: Trip) -> bool:
    """Whether the agency that had been awarded the trip has released it."""
    return trip.status is TripStatus.PENDING and trip.award_outcome is AwardOutcome.ACCEPTED


def board_status(trip: Trip) -> StatusLook:
    """A trip's status as the board shows it: an award without its answer is not yet an acceptance."""
    if is_waiting_for_answer(trip):
        return StatusLook("Awarded…", Tone.BLUE, hollow=True)
    return trip_status_look(trip.status)


_NEXT = {
    TripStatus.SCHEDULED: "its offer",
    TripStatus.ACCEPTED: "crew to set out",
    TripStatus.EN_ROUTE: "crew to arrive",
    TripStatus.ON_SCENE: "crew to leave",
    TripStatus.IN_TRANSIT: "arrival",
    TripStatus.AT_DESTINATION: "handover",
}


def waits_for_desk(trip: Trip, open_bids: int) -> bool:
    """Whether the desk has to act next: there are bids to choose from."""
    return trip.status is TripStatus.PENDING and bool(open_bids) and not is_waiting_for_answer(trip)


def waits_for(trip: Trip, open_bids: int) -> str:
    """What has to happen next: "a bid", "award: 2 bids", "crew to arrive"; "" for a trip that has ended."""
    if is_waiting_for_answer(trip):
        return "an answer"
    if waits_for_desk(trip, open_bids):
        return f"award: {open_bids} bid{'s' if open_bids > 1 else ''}"
    if trip.status is TripStatus.PENDING:
        return "a bid" if trip.award_mode is AwardMode.BIDDING else "an agency"
    return _NEXT.get(trip.status, "")


def news_of(was: Trip, trip: Trip) -> News | None:
    """What a change of a trip means to its desk, if it is worth saying."""
    number, agency = trip.trip_number, trip.assigned_agency_name or "the agency"
    unit = f", unit {trip.assigned_unit_number}" if trip.assigned_unit_number else ", no unit named yet"
    if is_refused(trip) and not (is_refused(was) and was.award_note == trip.award_note):
        return News(f"The award of {number} was refused: {refusal(trip)} Choose another bid.", good=False)
    if was.status is trip.status:
        return None
    if trip.status is TripStatus.PENDING and was.status.is_held:
        back = was.assigned_agency_name or "Its agency"
        return News(f"{back} handed {number} back; it is on offer again.", good=False)
    sentences = {
        TripStatus.PENDING: f"{number} is now on offer to the agencies.",
        TripStatus.ACCEPTED: f"{number} accepted by {agency}{unit}.",
        TripStatus.COMPLETED: f"{number} is completed.",
        TripStatus.CANCELLED: f"{number} is cancelled{reason_phrase(trip.cancellation_reason)}.",
    }
    sentence = sentences.get(trip.status)
    if trip.status is TripStatus.ACCEPTED and (missing := unit_missing(trip)):
        return News(f"{number} accepted by {agency}. {missing}", good=False)
    if trip.status is TripStatus.ACCEPTED and was.status is not TripStatus.PENDING:
        sentence = f"{agency} corrected {number}: accepted, not yet on its way."
    return News(sentence) if sentence else None


def unit_missing(trip: Trip) -> str:
    """That the unit of the awarded bid is not there, and what follows; '' where the agency has a unit for the trip."""
    is_won = trip.status is TripStatus.ACCEPTED and trip.award_outcome is AwardOutcome.ACCEPTED
    if not is_won or trip.assigned_unit_number or not trip.award_note:
        return ""
    return f"{trip.award_note} {trip.assigned_agency_name} names another before it drives."


def refusal(trip: Trip) -> str:
    """Why the agency's silo refused the award, as a sentence."""
    return trip.award_note or "the bid was gone."


def reason_phrase(reason: Reason | None) -> str:
    """ ": bed lost at the destination", or nothing."""
    return f": {reason.label[:1].lower()}{reason.label[1:]}" if reason is not None else ""
