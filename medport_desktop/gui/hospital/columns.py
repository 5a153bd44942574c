"""What the boards of this window show: trips, bids, the directory, places and the audit trail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import BidStatus, FacilityType, TransportLevel, TripStatus
from medport_desktop.domain.patients import ListedPatient
from medport_desktop.domain.places import Facility
from medport_desktop.domain.preferences import ordinal
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.domain.written import matching
from medport_desktop.gui.hospital.trip_words import board_status, place, waits_for, waits_for_desk
from medport_desktop.gui.kit.board import RIGHT, Column, Group, HeadWords, Route, Timer, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.arrival import arrival_of, arrival_timer, arrival_tip
from medport_desktop.gui.kit.facts.pickup import due_timer, pickup_sentence, pickup_tone, pickup_words, waiting_timer
from medport_desktop.gui.kit.facts.vocabulary import bid_look, bid_status_look
from medport_desktop.gui.kit.style.tokens import Tone

WIDE_ONLY = frozenset({"mrn", "priority", "route", "needs", "due", "miles", "agency"})
"""Columns that the narrow board beside the form leaves out."""
PATIENT_TITLES = frozenset({"Patient", "Record no."})
"""Of the columns that say who the patient is."""
NARROW_ONLY = frozenset({"to"})
_HAS_COME = frozenset(TripStatus) - {
    TripStatus.SCHEDULED,
    TripStatus.PENDING,
    TripStatus.ACCEPTED,
    TripStatus.EN_ROUTE,
}
LAST_MINUTES = timedelta(minutes=5)
LAST_MINUTE = timedelta(minutes=1)


def _ink(trip: Trip) -> Tone:
    return Tone.MUTED if trip.status.is_final else Tone.TEXT


def trip_columns(
    settings: Callable[[], Settings],
    open_bids: Callable[[Trip], int],
    patient: Callable[[Trip], ListedPatient | None] | None = None,
    agreed: Callable[[Trip], Bid | None] = lambda _trip: None,
) -> list[Column[Trip]]:
    """The desk's trips; `settings` gives the thresholds of the moment, `open_bids` counts a trip's bids, `agreed` gives
    the one by which it is held; `patient` says whom it is for, where that may be seen."""

    def bids_or_unit(trip: Trip) -> str:
        if trip.status is TripStatus.PENDING:
            return str(open_bids(trip))
        return trip.assigned_unit_number or "—"

    return [
        columns.strong("trip", "Trip", lambda t: t.trip_number, width=72, tone=_ink),
        *(_patient_columns(patient) if patient is not None else ()),
        columns.plain(
            "room",
            "Room",
            lambda t: t.pickup_location,
            width=84,
            tone=_ink,
            tooltip=lambda t: t.pickup_location,
            yields=1,
        ),
        columns.priority("priority", "Priority", lambda t: t.priority),
        columns.status("status", "Status", board_status, width=104, sort=lambda t: list(TripStatus).index(t.status)),
        columns.when("ready", "Ready", lambda t: t.ready_at, width=68, tone=_ink, yields=1),
        columns.plain(
            "waits",
            "Waits for",
            lambda t: waits_for(t, open_bids(t)),
            width=112,
            yields=1,
            tone=lambda t: Tone.TEXT if waits_for_desk(t, open_bids(t)) else Tone.MUTED,
            sort=lambda t: (list(TripStatus).index(t.status), waits_for(t, open_bids(t))),
            tooltip=lambda t: waits_for(t, open_bids(t)),
        ),
        columns.plain(
            "to",
            "To",
            lambda t: place(t.destination_name, t.destination_city),
            width=240,
            stretch=True,
            tone=_ink,
            tooltip=lambda t: place(t.destination_name, t.destination_city),
        ),
        columns.level("level", "Level", lambda t: t.transport_level, yields=2),
        columns.route(
            "route",
            "From → To",
            lambda t: Route(t.origin_name, t.origin_city, t.destination_name, t.destination_city),
            tone=_ink,
        ),
        columns.needs("needs", "Needs", lambda t: t.special_requirements, width=104, yields=2),
        columns.timer(
            "due",
            "Due",
            lambda t: desk_due(t, settings(), agreed(t)),
            width=108,
            tooltip=lambda t: desk_due_tip(t, settings(), agreed(t)),
        ),
        columns.timer("since", "Since", lambda t: since_timer(t, settings()), width=84),
        columns.muted("series", "Series", lambda t: t.series_place, width=76, tooltip=lambda t: t.series_place),
        columns.number("miles", "Miles", lambda t: t.distance_miles, digits=1, tone=_ink),
        columns.plain("agency", "Agency", lambda t: t.assigned_agency_name, width=170, tone=_ink, yields=0),
        columns.plain(
            "bids",
            "Bids",
            bids_or_unit,
            width=64,
            align=RIGHT,
            tone=_ink,
            sort=open_bids,
            spoken=lambda t: f"Unit {t.assigned_unit_number}" if t.assigned_unit_number else f"{open_bids(t)} bids",
        ),
    ]


def _patient_columns(patient: Callable[[Trip], ListedPatient | None]) -> list[Column[Trip]]:
    def name(trip: Trip) -> str:
        found = patient(trip)
        return found.name if found is not None else ""

    def mrn(trip: Trip) -> str:
        found = patient(trip)
        return found.mrn if found is not None else ""

    def who(trip: Trip) -> str:
        return f"{name(trip)}, record number {mrn(trip)}" if patient(trip) is not None else ""

    return [
        columns.plain("patient", "Patient", name, width=240, stretch=True, tone=_ink, tooltip=who, yields=1),
        columns.muted("mrn", "Record no.", mrn, width=90),
    ]


def desk_due(trip: Trip, settings: Settings, agreed: Bid | None = None) -> Timer:
    """When the pick-up is due; in transit when the patient will probably arrive."""
    estimate = arrival_of(trip, settings, agreed)
    if estimate is not None:
        return arrival_timer(estimate)
    return due_timer(trip, settings, is_over=trip.status in _HAS_COME)


def desk_due_tip(trip: Trip, settings: Settings, agreed: Bid | None = None) -> str:
    """What the time in the column is."""
    estimate = arrival_of(trip, settings, agreed)
    return arrival_tip(estimate) if estimate is not None else f"Ready {site_clock().full(trip.ready_at)}"


def since_timer(trip: Trip, settings: Settings) -> Timer:
    """How long the trip has been where it is; a waiting one turns amber and red, a scheduled one says its offer."""
    if trip.status is TripStatus.SCHEDULED:
        offered = trip.ready_at - timedelta(minutes=settings.offer_lead_minutes)
        return Timer.fixed(f"offers {site_clock().short(offered)}", offered)
    if trip.status is TripStatus.PENDING:
        return waiting_timer(trip, settings)
    if trip.status.is_final:
        ended = trip.completion_timestamp or trip.updated_at
        return Timer.fixed(site_clock().short(ended), ended)
    return Timer.since(trip.status_since or trip.updated_at)


def board_order(trip: Trip) -> tuple[int, float, object]:
    """Waiting first, the longest wait on top; then held, then scheduled for later; what has ended comes last."""
    if trip.status is TripStatus.PENDING:
        return 0, trip.request_timestamp.timestamp(), matching.natural(trip.trip_number)
    if trip.status.is_held:
        return 1, (trip.accepted_timestamp or trip.request_timestamp).timestamp(), matching.natural(trip.trip_number)
    if trip.status is TripStatus.SCHEDULED:
        return 2, trip.ready_at.timestamp(), matching.natural(trip.trip_number)
    return 3, -trip.updated_at.timestamp(), matching.natural(trip.trip_number)  # the latest end on top


def trip_group(trip: Trip) -> Group:
    """Trips that wait or run stand alone; those for later are under one line for each series, the one
    whose next trip is first on top, and one for the rest."""
    if trip.status is TripStatus.SCHEDULED:
        return Group(1, "scheduled") if trip.series_id is None else Group(2, str(trip.series_id))
    return Group(3 if trip.status.is_final else 0, "")


def head_words(patient: Callable[[Trip], ListedPatient | None], trips: list[Trip]) -> HeadWords:
    """The line over trips for later: whose series it is and where to, and when the next patient is ready."""
    first = min(trips, key=lambda trip: trip.ready_at)
    beside = f"next {site_clock().short(first.ready_at)}"
    if first.series_id is None:
        return HeadWords("Scheduled", beside)
    found, there = patient(first), first.origin_name if first.return_of_id is not None else first.destination_name
    return HeadWords(f"{found.name if found is not None else 'A series'}, repeats: {there}", beside)


def _told_of_agency(bid: Bid) -> str:
    changed = "The agency bid before the trip was changed. It has been told to bid again." if bid.trip_changed else ""
    return "\n".join(part for part in (changed, bid.special_notes) if part) or bid.agency_name


def _is_open(bid: Bid) -> bool:
    return bid.is_open(site_clock().now())


def _bid_ink(bid: Bid) -> Tone:
    return Tone.TEXT if _is_open(bid) else Tone.MUTED


def bid_columns(
    trip: Callable[[Bid], Trip | None], agency: Callable[[Bid], Agency | None], rank: Callable[[Bid], int | None]
) -> list[Column[Bid]]:
    """Offers for one trip; `trip` and `agency` find what a bid refers to, `rank` which choice its agency is."""

    def choice(bid: Bid) -> str:
        number = rank(bid)
        return f"Your hospital's {ordinal(number)} choice" if number is not None else ""

    def record(bid: Bid) -> str:
        """Short: "2 of 5"; the tooltip says of what."""
        return told(bid).removesuffix(" completed")

    def told(bid: Bid) -> str:
        found = agency(bid)
        return found.record if found is not None else ""

    def share(bid: Bid) -> float | None:
        found = agency(bid)
        return found.trips_completed / found.trips_accepted if found is not None and found.trips_accepted else None

    def is_past(bid: Bid) -> bool:
        return _is_open(bid) and bid.estimated_pickup <= site_clock().now()

    def pickup(bid: Bid) -> str:
        if is_past(bid):
            return f"{site_clock().short(bid.estimated_pickup)} (past)"
        return pickup_words(bid.estimated_pickup, ready(bid))

    def ready(bid: Bid) -> datetime | None:
        of = trip(bid)
        return of.ready_at if of is not None else bid.ready_at

    return [
        columns.number(
            "preferred", "Pref.", rank, width=46, tone=lambda _b: Tone.ACCENT, tooltip=choice, spoken=choice
        ),
        columns.strong(
            "agency",
            "Agency",
            lambda b: f"{b.agency_name} · before the change" if b.trip_changed else b.agency_name,
            width=170,
            stretch=True,
            tone=_bid_ink,
            tooltip=_told_of_agency,
        ),
        columns.money("amount", "Amount", lambda b: b.bid_amount, width=76, tone=_bid_ink),
        columns.plain(
            "pickup",
            "Pick-up",
            pickup,
            width=116,
            align=RIGHT,
            tone=lambda b: (
                Tone.AMBER if is_past(b) else pickup_tone(b.estimated_pickup, ready(b)) if _is_open(b) else _bid_ink(b)
            ),
            sort=lambda b: b.estimated_pickup,
            written=lambda b: site_clock().dated(b.estimated_pickup),
            tooltip=lambda b: pickup_sentence(b.estimated_pickup, ready(b)) or site_clock().full(b.estimated_pickup),
        ),
        columns.when("arrives", "Arrives", lambda b: b.estimated_arrival, width=92, tone=_bid_ink),
        columns.number("empty", "Empty mi", lambda b: b.empty_miles, digits=1, width=74, tone=_bid_ink),
        columns.muted("record", "Record", record, width=84, tooltip=told, align=RIGHT, sort=share),
        columns.timer("expires", "Expires", expiry, width=72),
        columns.plain(
            "award",
            "",
            lambda b: "Award" if b.is_awardable(site_clock().now()) else "",
            width=118,
            sort=lambda _b: None,
            tone=lambda _b: Tone.MUTED,
            yields=0,
        ),
    ]


def expiry(bid: Bid) -> Timer:
    """A countdown while the bid is open, then the word for what became of it."""
    if bid.status is not BidStatus.PENDING:
        return Timer.fixed(bid_look(bid).word, bid.updated_at)
    if not _is_open(bid):
        return Timer.fixed(bid_status_look(BidStatus.EXPIRED).word, bid.expires_at)
    return Timer.until(bid.expires_at, amber=LAST_MINUTES, red=LAST_MINUTE)


def agency_columns() -> list[Column[Agency]]:
    """The center's directory."""
    return [
        columns.strong("agency", "Agency", lambda a: a.name, width=260, stretch=True, tone=_agency_ink),
        columns.plain("city", "City", lambda a: place(a.city, a.state), width=180, tone=_agency_ink),
        columns.plain(
            "levels",
            "Levels",
            lambda a: "  ".join(level.label for level in TransportLevel if level in a.levels),
            width=220,
            tone=_agency_ink,
        ),
        columns.plain("phone", "Phone", lambda a: a.phone, width=150, tone=_agency_ink),
        columns.plain(
            "record", "Record", lambda a: a.record, width=180, tone=_agency_ink, sort=lambda a: a.trips_completed
        ),
        columns.number("released", "Handed back", lambda a: a.trips_released or None, width=110),
        columns.plain(
            "state",
            "State",
            lambda a: "Active" if a.is_active else "Not active",
            width=110,
            tone=lambda a: Tone.GREEN if a.is_active else Tone.MUTED,
        ),
    ]


def on_agency(column: Column[Agency]) -> Column[Any]:
    """The same column for rows that have the agency as `agency`."""

    def of(get: Callable[[Agency], Any]) -> Callable[[Any], Any]:
        return lambda row: get(row.agency)

    return replace(
        column,
        text=of(column.text),
        cell=of(column.cell),
        sort=of(column.sort),
        tone=of(column.tone),
        tooltip=of(column.tooltip) if column.tooltip is not None else None,
        spoken=of(column.spoken) if column.spoken is not None else None,
    )


def _agency_ink(agency: Agency) -> Tone:
    return Tone.TEXT if agency.is_active else Tone.MUTED


def facility_type_word(kind: FacilityType) -> str:
    """ "Cancer center"."""
    return kind.replace("_", " ").capitalize()


def facility_columns(miles: Callable[[Facility], float | None]) -> list[Column[Facility]]:
    """The places of the network; `miles` from the person's own facility."""
    return [
        columns.strong("facility", "Facility", lambda f: f.name, width=300, stretch=True),
        columns.plain("type", "Type", lambda f: facility_type_word(f.type), width=160),
        columns.plain("city", "City", lambda f: place(f.city, f.state), width=200),
        columns.plain("zip", "ZIP", lambda f: f.zip_code, width=80),
        columns.plain("phone", "Phone", lambda f: f.phone, width=150),
        columns.number("miles", "Miles", miles, digits=1, width=90),
    ]


def matches(board: list[Column[Any]], text: str) -> Callable[[Any], bool] | None:
    """A filter by words: every one must occur in some cell of the row. None for an empty text."""
    if not text.strip():
        return None
    return lambda row: matching.has_all(text, *(column.text(row) for column in board))
