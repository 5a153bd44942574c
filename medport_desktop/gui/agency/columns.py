"""The columns of the four boards."""

from collections.abc import Callable
from datetime import timedelta

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import BidStatus, Milestone, TripStatus
from medport_desktop.domain.places import OUTSIDE
from medport_desktop.domain.trips import ActiveTrip, Bid, EndedTrip, TransitionTable
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.agency.offers.offer_rows import BoardRow
from medport_desktop.gui.kit.board import RIGHT, Column, Route, Timer, columns
from medport_desktop.gui.kit.board.cells import without_kind
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.arrival import arrival_of, arrival_timer, arrival_tip
from medport_desktop.gui.kit.facts.duty import duty_words, place_words, unit_look
from medport_desktop.gui.kit.facts.pickup import due_timer, pickup_sentence, pickup_tone, pickup_words, waiting_timer
from medport_desktop.gui.kit.facts.vocabulary import bid_look, outcome_look, trip_status_look
from medport_desktop.gui.kit.style.tokens import Tone

EXPIRY_AMBER, EXPIRY_RED = timedelta(minutes=5), timedelta(minutes=2)
_ON_THE_WAY = (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
_STEPS = (
    *(Milestone.EN_ROUTE, Milestone.AT_SCENE, Milestone.LEFT_SCENE),
    *(Milestone.AT_DESTINATION, Milestone.TRANSFER_OF_CARE),
)
"""What billing asks of a run; the columns are chosen in the list's menu."""


def _pay(row: BoardRow) -> int | None:
    """An estimate, so in whole dollars."""
    return None if row.pay_cents is None else round(row.pay_cents / 100) * 100


def offer_columns(settings: Callable[[], Settings]) -> list[Column[BoardRow]]:
    """Trips on offer."""
    return [
        columns.priority("priority", "Priority", lambda r: r.trip.priority, width=94),
        columns.strong("trip", "Trip", lambda r: r.trip.trip_number, width=68),
        columns.level("level", "Level", lambda r: r.trip.transport_level, width=54),
        columns.route("route", "From → To", offer_route, width=330),
        columns.needs("needs", "Needs", lambda r: r.trip.special_requirements, width=76),
        columns.when("ready", "Ready", lambda r: r.trip.ready_at, width=60),
        columns.timer("waiting", "Waiting", lambda r: waiting_timer(r.trip, settings()), width=80),
        columns.number("miles", "Miles", lambda r: r.trip.distance_miles, digits=1, width=58),
        columns.muted("empty", "Empty", _empty_text, align=RIGHT, width=54, sort=lambda r: r.empty_miles),
        columns.money("pay", "Pay", _pay, width=70, tooltip=_pay_tip),
        columns.muted("per_mile", "$/mi", _per_mile_text, align=RIGHT, width=70, sort=lambda r: r.cents_per_mile),
        columns.plain(
            "bids",
            "Bids",
            _bids_text,
            align=RIGHT,
            width=48,
            sort=lambda r: r.trip.bid_count,
            tone=lambda r: Tone.ACCENT if r.my_bid is not None else Tone.TEXT,
            tooltip=_bids_tip,
            spoken=_bids_tip,
        ),
        columns.timer("due", "Due", lambda r: due_timer(r.trip, settings(), counts_down=True), width=76),
    ]


def offer_route(row: BoardRow) -> Route:
    """A trip's ends; the room is known only once the trip is awarded."""
    trip = row.trip
    return _route(trip.origin_name, trip.origin_city, trip.destination_name, trip.destination_city)


def _empty_text(row: BoardRow) -> str:
    return "" if row.empty_miles is None else f"{row.empty_miles:.1f}"


def _per_mile_text(row: BoardRow) -> str:
    return "" if row.cents_per_mile is None else dollars(round(row.cents_per_mile))


def _pay_tip(row: BoardRow) -> str:
    if row.trip.distance_miles is None:
        return "The miles are not known, so your price sheet has no price."
    if row.pay_cents is None:
        return "Your price sheet has no price for this level."
    return f"{dollars(row.pay_cents)} by your price sheet"


def _bids_text(row: BoardRow) -> str:
    if row.is_first_accept:
        return "first"
    return f"✓ {row.trip.bid_count}" if row.my_bid is not None else str(row.trip.bid_count)


def _bids_tip(row: BoardRow) -> str:
    if row.declined is not None:
        return f"Your agency declined it at {site_clock().short(row.declined.declined_at)}: {row.declined.reason.label}"
    if row.is_first_accept:
        return "The first agency to accept has it"
    count = row.trip.bid_count
    words = "No bids yet" if not count else "1 bid" if count == 1 else f"{count} bids"
    return f"{words}; yours is {dollars(row.my_bid.bid_amount)}" if row.my_bid is not None else words


def bid_columns() -> list[Column[Bid]]:
    """This agency's bids."""
    return [
        columns.status("status", "Status", bid_look, width=110),
        columns.strong("trip", "Trip", lambda b: b.trip_number, width=70),
        columns.route("route", "From → To", _bid_route, width=330),
        columns.money("amount", "Amount", lambda b: b.bid_amount, width=92),
        columns.plain("unit", "Unit", lambda b: b.unit_number, width=70),
        columns.plain(
            "pickup",
            "At pick-up",
            lambda b: pickup_words(b.estimated_pickup, b.ready_at),
            width=112,
            align=RIGHT,
            sort=lambda b: b.estimated_pickup,
            tone=lambda b: pickup_tone(b.estimated_pickup, b.ready_at) if b.status is BidStatus.PENDING else Tone.TEXT,
            tooltip=lambda b: pickup_sentence(b.estimated_pickup, b.ready_at),
        ),
        columns.when("arrival", "At destination", lambda b: b.estimated_arrival, width=100),
        columns.muted("note", "Note", lambda b: b.special_notes, width=150, hidden=True),
        columns.when("sent", "Sent", lambda b: b.submitted_at, width=64),
        columns.timer("expires", "Runs out", expiry_timer, width=84),
    ]


def _bid_route(bid: Bid) -> Route:
    start, _, end = bid.route.partition(" → ")
    return _route(start, "", end, "")


def _route(start: str, start_city: str, end: str, end_city: str) -> Route:
    if end == OUTSIDE and end_city:
        end, end_city = end_city, ""
    return Route(without_kind(start), start_city, without_kind(end), end_city)  # the panels show the whole names


def expiry_timer(bid: Bid) -> Timer:
    """How long an open bid still stands."""
    if bid.status is not BidStatus.PENDING:
        return Timer.fixed("", bid.expires_at)
    return Timer.until(bid.expires_at, amber=EXPIRY_AMBER, red=EXPIRY_RED)


def active_columns(settings: Callable[[], Settings], rules: Callable[[], TransitionTable]) -> list[Column[ActiveTrip]]:
    """Trips that the agency holds; `rules` gives the transition table of the moment."""
    return [
        columns.priority("priority", "Priority", lambda t: t.priority, width=94),
        columns.strong("trip", "Trip", lambda t: t.trip_number, width=70),
        columns.status(
            "status",
            "Status",
            lambda t: trip_status_look(t.status),
            width=114,
            sort=lambda t: list(TripStatus).index(t.status),
        ),
        columns.level("level", "Level", lambda t: t.transport_level, width=58),
        columns.route("route", "From → To", active_route, width=330),
        columns.needs("needs", "Needs", lambda t: t.special_requirements, width=76),
        columns.plain(
            "unit",
            "Unit",
            lambda t: t.unit_number or "none yet",
            width=74,
            tone=lambda t: Tone.TEXT if t.unit_number else Tone.AMBER,
        ),
        columns.timer("since", "In this step", lambda t: Timer.since(t.status_since), width=82),
        columns.timer(
            "due",
            "Due",
            lambda t: _held_due(t, settings()),
            width=66,
            tooltip=lambda t: _held_due_tip(t, settings()),
        ),
        columns.muted("next", "Next step", lambda t: next_word(rules(), t), width=106),
    ]


def _held_due(trip: ActiveTrip, settings: Settings) -> Timer:
    """The pick-up until the crew is there; in transit the estimated arrival, where it is known."""
    if trip.status in _ON_THE_WAY:
        return due_timer(trip, settings, counts_down=True)
    return arrival_timer(arrival_of(trip, settings))


def _held_due_tip(trip: ActiveTrip, settings: Settings) -> str:
    estimate = arrival_of(trip, settings)
    if estimate is not None:
        return arrival_tip(estimate)
    due = due_timer(trip, settings).moment
    return f"Pick-up due {site_clock().full(due)}" if trip.status in _ON_THE_WAY and due is not None else ""


def active_route(trip: ActiveTrip) -> Route:
    """A held trip's ends."""
    return _route(trip.origin_name, trip.origin_city, trip.destination_name, trip.destination_city)


def next_word(rules: TransitionTable, trip: ActiveTrip) -> str:
    """The word of the step that comes next, or ""."""
    following = rules.forward(trip.status)
    return following.label if following is not None else ""


def ended_columns() -> list[Column[EndedTrip]]:
    """Trips that the agency held, and how that ended."""
    return [
        columns.strong("trip", "Trip", lambda t: t.trip_number, width=70),
        columns.status("outcome", "How it ended", lambda t: outcome_look(t.outcome), width=124),
        columns.plain("why", "Why", lambda t: t.end_reason.label if t.end_reason is not None else "", width=180),
        columns.plain("by", "By", lambda t: t.ended_by, width=180),
        columns.level("level", "Level", lambda t: t.transport_level, width=58),
        columns.route(
            "route",
            "From → To",
            lambda t: _route(t.origin_name, t.origin_city, t.destination_name, t.destination_city),
            width=300,
        ),
        columns.plain("unit", "Unit", lambda t: t.unit_number, width=70),
        columns.number("miles", "Miles", lambda t: t.distance_miles, digits=1, width=60),
        columns.money("amount", "Amount", lambda t: t.bid_amount, width=88),
        columns.when("accepted", "Accepted", lambda t: t.accepted_at, width=96, hidden=True),
        *map(_step_column, _STEPS),
        columns.when("ended", "Ended", lambda t: t.ended_at, width=96),
    ]


def _step_column(step: Milestone) -> Column[EndedTrip]:
    return columns.when(step.value, step.label, lambda t: dict(t.milestones).get(step), width=96, hidden=True)


def unit_columns() -> list[Column[Unit]]:
    """The agency's units."""
    return [
        columns.strong("unit", "Unit", lambda u: u.unit_number, width=76),
        columns.level("level", "Level", lambda u: u.type, width=58),
        columns.status("status", "Status", unit_look, width=130),
        columns.plain("duty", "Plan", duty_words, width=160, tooltip=duty_words),
        columns.plain("where", "Where", place_words, width=186, tooltip=place_words, stretch=True),
        columns.plain("trip", "Trip", lambda u: u.trip_number, width=80),
        columns.plain("doing", "Doing", doing, width=110),
        columns.when("shift_end", "Shift ends", lambda u: u.shift_end, width=110, hidden=True),
        columns.when("updated", "Changed", lambda u: u.updated_at, width=110, hidden=True),
    ]


def doing(unit: Unit) -> str:
    """What a unit's trip is at, in words."""
    return TripStatus(unit.trip_status).label if unit.trip_status else ""
