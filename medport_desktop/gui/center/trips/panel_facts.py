"""What the panel says of the trip in view, as plain functions: banner, facts, milestones, choices, history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from medport_desktop.domain.agencies import Unit, is_able
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, AwardOutcome, Milestone, TripStatus, UnitStatus
from medport_desktop.domain.places import Arrival
from medport_desktop.domain.trips import AvailableTrip, Bid, MilestoneRecord, Trip, TripDecline
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.center.board_views import Row, is_late
from medport_desktop.gui.center.columns import bids_words
from medport_desktop.gui.center.trips.choice_cards import Choice
from medport_desktop.gui.kit.clock import site_clock, span_words
from medport_desktop.gui.kit.facts.duty import brief_words, place_words
from medport_desktop.gui.kit.facts.milestones import Step
from medport_desktop.gui.kit.facts.pickup import later_than_asked, pickup_tone, pickup_words
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.trip_facts import Fact, agencies_know, arrival_fact, hospital_knows
from medport_desktop.services.center.dispatch import AbleUnit, able_units

MOST_UNITS = 6
"""So many of the units able to take a trip are shown: those nearest."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the banner says; RED, AMBER or ACCENT."""

    tone: Tone
    title: str
    text: str = ""


def notice(row: Row, now: datetime, settings: Settings, may_ask: Sequence[Bid] = ()) -> Notice | None:
    """What a dispatcher must know of the trip at once, if anything; `may_ask` are the expired bids whose agencies can
    be asked again."""
    trip = row.trip
    if trip.status is TripStatus.CANCELLED:
        reason = trip.cancellation_reason.label if trip.cancellation_reason else "no reason given"
        return Notice(Tone.ACCENT, "Cancelled", f"{reason}.")
    if trip.status is TripStatus.PENDING:
        return _pending_notice(row, now, settings, may_ask)
    if is_late(trip, now, settings):
        driving = trip.status in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
        due = settings.due_of(trip) if driving else trip.deliver_by or now
        past = span_words(now - due)
        return Notice(Tone.RED, f"{past} past due", f"{_holder(trip)} has it; the trip is {trip.status.label.lower()}.")
    if trip.status is TripStatus.ACCEPTED and not trip.assigned_unit_number:
        words = f"{trip.award_note} {trip.assigned_agency_name} must name one before it can drive.".lstrip()
        return Notice(Tone.AMBER, "No unit yet", words)
    return None


def _holder(trip: Trip) -> str:
    return " · ".join(word for word in (trip.assigned_agency_name, trip.assigned_unit_number) if word)


def _pending_notice(row: Row, now: datetime, settings: Settings, may_ask: Sequence[Bid]) -> Notice | None:
    trip = row.trip
    if trip.award_outcome is AwardOutcome.PENDING:
        return Notice(Tone.ACCENT, "Awarded, waiting for the agency's answer", "It comes by itself in a moment.")
    waited = now - trip.request_timestamp
    first = trip.award_mode is AwardMode.FIRST_ACCEPT
    offers = "nobody has accepted" if first else bids_words(row)
    if is_late(trip, now, settings):
        past = span_words(now - settings.due_of(trip))
        what = "Accept it for one of the agencies below." if first else "Call an agency below and enter its bid."
        if may_ask:
            what = f"Ask {', '.join(bid.agency_name for bid in may_ask)} again, or call an agency below."
        return Notice(
            Tone.RED,
            f"{past} past due, {offers}",
            "Award a bid below." if trip.bid_count else f"Requested {span_words(waited)} ago. {what}",
        )
    if trip.award_outcome is AwardOutcome.REFUSED:
        return Notice(Tone.AMBER, "The award was refused", trip.award_note)
    if trip.bid_count == 0 and waited >= timedelta(minutes=settings.waiting_amber_minutes):
        text = "No agency has accepted it." if first else "No bid is open."
        if row.expired and not first:
            text = f"{bids_words(row)}; none is open.".capitalize()
        return Notice(Tone.AMBER, f"Requested {span_words(waited)} ago", text)
    return None


def facts(
    trip: Trip,
    now: datetime,
    agency_phone: str,
    settings: Settings,
    *,
    pickup: datetime | None = None,
    estimate: Arrival | None = None,
) -> list[Fact]:
    """The facts about a trip in the order in which they are read; empty ones are left out.

    `pickup` is when the agency that holds it said it would be there, `estimate` when it will probably arrive.
    """
    clock = site_clock()
    away = trip.ready_at - now
    wait = f"in {span_words(away)}" if away >= timedelta(0) else f"{span_words(-away)} ago"
    rows = [
        Fact("hospital", "Hospital", trip.hospital_name),
        Fact("ready", "Ready", clock.short(trip.ready_at), "" if trip.status.is_final else wait),
        Fact("due", "Pick-up due", clock.short(settings.due_of(trip))),
        Fact("deliver_by", "Deliver by", clock.short(trip.deliver_by) if trip.deliver_by else ""),
        *agencies_know(trip),
        *hospital_knows(trip),
        Fact("distance", "Distance", f"{trip.distance_miles:.1f} mi" if trip.distance_miles is not None else ""),
        Fact("mode", "Award", "" if trip.assigned_agency_id else trip.award_mode.label),
        Fact("agency", "Agency", _holder(trip)),
        _pickup_fact(trip, pickup),
        arrival_fact(estimate),
        Fact("phone", "Agency's phone", agency_phone if trip.assigned_agency_id else ""),
    ]
    return [row for row in rows if row.value]


def _pickup_fact(trip: Trip, pickup: datetime | None) -> Fact:
    if pickup is None or trip.status not in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE):
        return Fact("pickup", "Picks up", "")
    return Fact("pickup", "Picks up", pickup_words(pickup, trip.ready_at), tone=pickup_tone(pickup, trip.ready_at))


def declined_words(declines: Sequence[TripDecline]) -> str:
    """ "1 declined: Bedford EMS (No crew, 14:32)." """
    told = (f"{d.agency_name} ({d.reason.label}, {site_clock().short(d.declined_at)})" for d in declines)
    return f"{len(declines)} declined: {', '.join(told)}." if declines else ""


_STEPS = (
    (Milestone.ACKNOWLEDGED, "Accepted", ""),
    (Milestone.EN_ROUTE, "En route", "Route"),
    (Milestone.AT_SCENE, "On scene", "Scene"),
    (Milestone.LEFT_SCENE, "In transit", "Transit"),
    (Milestone.AT_DESTINATION, "Arrived", ""),
    (Milestone.TRANSFER_OF_CARE, "Done", ""),
)


def steps(trip: Trip, records: Iterable[MilestoneRecord], settings: Settings) -> list[Step]:
    """The milestones of a trip; of a cancelled one those that it reached, and its end.

    The arrival has a place once it has a time: six words are as many as the panel has room for before.
    """
    reached = {record.milestone: record.occurred_at for record in records}
    requested = Step("Requested", reached.get(Milestone.NOTIFIED, trip.request_timestamp), short="Asked")
    due = settings.due_of(trip)
    track = [
        Step(words, at, late=milestone is Milestone.AT_SCENE and at is not None and at > due, short=short)
        for milestone, words, short in _STEPS
        for at in (reached.get(milestone),)
        if at is not None or milestone is not Milestone.AT_DESTINATION
    ]
    if trip.status is TripStatus.CANCELLED:
        cancelled = Step("Cancelled", reached.get(Milestone.CANCELLED, trip.updated_at))
        return [requested, *(step for step in track if step.at is not None), cancelled]
    return [requested, *track]


# -- choices ----------------------------------------------------------------------------------------------
def open_bids(bids: Iterable[Bid], now: datetime) -> list[Bid]:
    """Open bids, the earliest pick-up first; those from before a change of the trip cannot be awarded and come last."""
    live = [bid for bid in bids if bid.is_open(now)]
    return sorted(live, key=lambda bid: (bid.trip_changed, bid.estimated_pickup, bid.bid_amount))


def expired_bids(bids: Iterable[Bid], now: datetime) -> list[Bid]:
    """The last bid of each agency, where its time is over, the oldest first. An agency that bid again and withdrew is
    not among them."""
    last = {bid.agency_id: bid for bid in sorted(bids, key=lambda bid: bid.submitted_at)}.values()
    return sorted((bid for bid in last if bid.is_lapsed(now)), key=lambda bid: bid.submitted_at)


def bid_choice(bid: Bid) -> Choice:
    """A bid's card."""
    clock = site_clock()
    pickup = f"picks up {pickup_words(bid.estimated_pickup, bid.ready_at)}"
    past = bid.estimated_pickup <= clock.now()
    if past:
        pickup = f"its pick-up, {clock.short(bid.estimated_pickup)}, is past"
    late = past or later_than_asked(bid.estimated_pickup, bid.ready_at) is not None
    parts = (
        "" if late else pickup,
        f"arrives {clock.short(bid.estimated_arrival)}",
        f"open until {clock.short(bid.expires_at)}",
        bid.special_notes,
    )
    name = " · ".join(word for word in (bid.agency_name, bid.unit_number) if word)
    text = " · ".join(part for part in parts if part)
    warning = "bid before the trip was changed: it cannot be awarded" if bid.trip_changed else pickup if late else ""
    return Choice(bid.id, name, dollars(bid.bid_amount), text, warning)


def units_able(trip: Trip, offer: AvailableTrip | None, units: Sequence[Unit], settings: Settings) -> list[AbleUnit]:
    """Free units that could run the trip, nearest first. Of a held one: its agency's, whose way is not known here."""
    if offer is not None:
        return able_units(offer, units, settings)
    return [AbleUnit(unit, None) for unit in units_free(trip, units) if unit.agency_id == trip.assigned_agency_id]


def units_free(trip: Trip, units: Iterable[Unit]) -> list[Unit]:
    """Those that are free and able to run the trip."""
    free = (unit for unit in units if unit.current_status is UnitStatus.AVAILABLE)
    return [unit for unit in free if is_able(unit.type, trip.transport_level)]


def unit_choice(able: AbleUnit, *, phone: str = "", declined: TripDecline | None = None) -> Choice:
    """A unit's card; it warns where the unit's agency has said no."""
    unit = able.unit
    text = " · ".join(word for word in (phone, unit.type.label, brief_words(unit), place_words(unit)) if word)
    minutes = f"{able.minutes} min" if able.minutes is not None else ""
    warning = f"declined: {declined.reason.label.lower()}" if declined is not None else ""
    return Choice(unit.id, f"{unit.agency_name} · {unit.unit_number}", minutes, text, warning)
