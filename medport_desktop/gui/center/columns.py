"""The columns of the center's boards."""

from collections.abc import Callable
from datetime import datetime, timedelta

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, AwardOutcome, TripStatus, UnitStatus
from medport_desktop.domain.places import Arrival
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.center.board_views import Row, is_late
from medport_desktop.gui.kit.board import Column, Route, Timer, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.arrival import arrival_of, arrival_timer, arrival_tip
from medport_desktop.gui.kit.facts.duty import duty_words, place_words, unit_look
from medport_desktop.gui.kit.facts.pickup import due_timer, pickup_tone, pickup_words, waiting_timer
from medport_desktop.gui.kit.facts.vocabulary import trip_status_look
from medport_desktop.gui.kit.style.tokens import Tone

_STATUS_ORDER = list(TripStatus)
_WITH_PATIENT = (TripStatus.ON_SCENE, TripStatus.IN_TRANSIT, TripStatus.AT_DESTINATION)


def trip_columns(settings: Callable[[], Settings]) -> list[Column[Row]]:
    """Columns of the dispatch board; `settings` are those of the moment, and say when times turn amber and red.

    Those that are hidden at first have room one at a time at 1366 pixels, where the level leaves for them.
    """
    return [
        columns.priority("priority", "Priority", lambda r: r.trip.priority, width=94, yields=0),
        columns.strong("trip", "Trip", lambda r: r.trip.trip_number, width=68),
        columns.status(
            "status",
            "Status",
            lambda r: trip_status_look(r.trip.status),
            sort=lambda r: _STATUS_ORDER.index(r.trip.status),
            width=100,
        ),
        columns.level("level", "Level", lambda r: r.trip.transport_level, width=52),
        columns.route("route", "From → To", lambda r: route_of(r.trip), width=310),
        columns.muted("hospital", "Hospital", lambda r: r.trip.hospital_name, width=170, hidden=True),
        columns.timer("since", "Since", lambda r: since(r, settings()), width=84),
        columns.plain(
            "agency",
            "Agency · unit",
            agency_words,
            tone=lambda r: agency_tone(r, settings()),
            width=190,
            yields=0,
        ),
        columns.needs("needs", "Needs", lambda r: r.trip.special_requirements, width=84, hidden=True),
        columns.number("miles", "Miles", lambda r: r.trip.distance_miles, digits=1, width=60, hidden=True),
        columns.plain("pickup", "Picks up", _pickup_text, tone=_pickup_tone, sort=_pickup, width=110, hidden=True),
        columns.muted(
            "note", "Last note", lambda r: r.trip.last_note, tooltip=lambda r: r.trip.last_note, width=120, hidden=True
        ),
        columns.timer(
            "due",
            "Due",
            lambda r: due(r, settings()),
            width=66,
            tooltip=lambda r: due_tip(r, settings()),
        ),
    ]


def _pickup(row: Row) -> datetime | None:
    """When the agency that holds the trip has said it would be there, until it is."""
    waits = row.trip.status in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
    return row.held.estimated_pickup if row.held is not None and waits else None


def _pickup_text(row: Row) -> str:
    pickup = _pickup(row)
    return pickup_words(pickup, row.trip.ready_at) if pickup is not None else ""


def _pickup_tone(row: Row) -> Tone:
    pickup = _pickup(row)
    return pickup_tone(pickup, row.trip.ready_at) if pickup is not None else Tone.TEXT


def route_of(trip: Trip) -> Route:
    """From and to as the board writes them."""
    return Route(trip.origin_name, trip.pickup_location, trip.destination_name, trip.destination_city)


def since(row: Row, settings: Settings) -> Timer:
    """How long the trip has been what it is; for one that is not on offer yet, when it will be."""
    trip = row.trip
    match trip.status:
        case TripStatus.SCHEDULED:
            offered = trip.ready_at - timedelta(minutes=settings.offer_lead_minutes)
            return Timer.fixed(f"offers {site_clock().short(offered)}", offered)
        case TripStatus.COMPLETED | TripStatus.CANCELLED:
            return Timer.fixed(site_clock().short(row.since), row.since)
        case TripStatus.PENDING:
            return waiting_timer(trip, settings, row.since)
        case _:
            return Timer.since(row.since)


def estimate_of(row: Row, settings: Settings) -> Arrival | None:
    """When a trip in transit will probably arrive: by its assignment, which knows what the agency told."""
    return arrival_of(row.held or row.trip, settings)


def due(row: Row, settings: Settings) -> Timer:
    """When the patient must be picked up; once a crew is there, when it must be delivered, if anyone said so."""
    return _due(row.trip, settings, estimate_of(row, settings))


def _due(trip: Trip, settings: Settings, estimate: Arrival | None) -> Timer:
    if trip.status in (TripStatus.ON_SCENE, TripStatus.IN_TRANSIT) and trip.deliver_by is not None:
        return Timer.due(trip.deliver_by, amber=timedelta(minutes=settings.due_amber_minutes))
    if estimate is not None:
        return arrival_timer(estimate)
    return due_timer(trip, settings, is_over=trip.status.is_final or trip.status in _WITH_PATIENT)


def due_tip(row: Row, settings: Settings) -> str:
    """What the time in the column is."""
    estimate = estimate_of(row, settings)
    if estimate is not None and row.trip.deliver_by is None:
        return arrival_tip(estimate)
    moment = _due(row.trip, settings, estimate).moment
    return site_clock().full(moment) if moment is not None else ""


def agency_words(row: Row) -> str:
    """Who holds the trip; while nobody does, what agencies have offered."""
    trip = row.trip
    if trip.assigned_agency_name:
        return f"{trip.assigned_agency_name} · {trip.assigned_unit_number or 'no unit'}"
    if trip.status is not TripStatus.PENDING:
        return ""
    if trip.award_outcome is AwardOutcome.PENDING:
        return "awarded, no answer yet"
    offers = "first to accept" if trip.award_mode is AwardMode.FIRST_ACCEPT else bids_words(row)
    return f"{offers} · {trip.decline_count} declined" if trip.decline_count else offers


def bids_words(row: Row) -> str:
    """How many bids are open, in words; where there are none, how many have expired."""
    count, expired = row.trip.bid_count, row.expired
    if not count and expired:
        return "1 bid expired" if expired == 1 else f"{expired} bids expired"
    return {0: "no bids", 1: "1 bid"}.get(count, f"{count} bids")


def agency_tone(row: Row, settings: Settings) -> Tone:
    """Red where a patient waits past due and no agency has moved; amber where something is missing."""
    trip = row.trip
    if trip.status is TripStatus.PENDING and trip.bid_count == 0 and trip.award_outcome is not AwardOutcome.PENDING:
        return Tone.RED if is_late(trip, site_clock().now(), settings) else Tone.MUTED
    if trip.assigned_agency_name and not trip.assigned_unit_number and not trip.status.is_final:
        return Tone.AMBER
    return Tone.MUTED if trip.status.is_final else Tone.TEXT


def unit_columns() -> list[Column[Unit]]:
    """Columns of the unit board."""
    order = list(UnitStatus)
    return [
        columns.strong("unit", "Unit", lambda u: u.unit_number, width=90),
        columns.level("level", "Level", lambda u: u.type),
        columns.status(
            "status",
            "Status",
            unit_look,
            sort=lambda u: order.index(u.current_status),
            width=140,
        ),
        columns.strong("trip", "Trip", lambda u: u.trip_number, width=90),
        columns.plain("trip_status", "Trip status", unit_trip_words, tone=unit_trip_tone, width=130),
        columns.plain("location", "Where", place_words, width=210, stretch=True),
        columns.plain("duty", "Plan", duty_words, width=290, tooltip=duty_words),
        columns.when("shift_end", "Shift ends", lambda u: u.shift_end, width=110, hidden=True),
        columns.when("changed", "Changed", lambda u: u.updated_at, width=100, tone=lambda _u: Tone.MUTED),
    ]


def unit_trip_words(unit: Unit) -> str:
    """The status of the trip that a unit is on; nothing where it is on none."""
    return TripStatus(unit.trip_status).label if unit.trip_status else ""


def unit_trip_tone(unit: Unit) -> Tone:
    """That status's colour."""
    return trip_status_look(TripStatus(unit.trip_status)).tone if unit.trip_status else Tone.MUTED
