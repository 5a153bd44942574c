"""The promises, checked on a picture of the databases and the journals of the people. Nothing here asks a database."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from medport_desktop.domain.enums import Silo
from tests.chaos.checking import checker_audit, checker_center, checker_journal, checker_kept, checker_plans
from tests.chaos.checking.journal import Entry
from tests.chaos.checking.picture import Picture, Row

HELD = ("ACCEPTED", "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION")

_UNHELD = ("SCHEDULED", "PENDING")
"""A trip that may have open bids: on offer, or taken off the board while a bid was on its way."""

MILESTONES = ("acknowledged", "en_route", "at_scene", "left_scene", "at_destination", "transfer_of_care")
"""Those that an assignment tells."""

METRICS = (
    "trip.created",
    "trip.cancelled",
    "trip.overtaken",
    "trip.acceptance_refused",
    "bid.submitted",
    "bid.withdrawn",
    "bid.expired",
    "bid.rejected",
    "trip.accepted",
    "trip.award_refused",
    "trip.released",
    "trip.declined",
    "trip.decline_withdrawn",
)
"""Events that the center counts one by one, under the same name with an underscore."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that was not kept."""

    promise: str
    said: str
    trip: str | None = None


Found = Iterator[tuple[str, str | None]]
"""What is wrong, and with which trip."""


def check(picture: Picture, journal: Sequence[Entry], planted: Mapping[UUID, Silo]) -> list[Violation]:
    """Return every promise that was not kept. `planted`: poisoned events, by the silo that they were planted in."""
    poison = {str(event) for event in planted}
    promises: dict[str, Callable[[], Found]] = {
        "what was acknowledged is there, and nothing else": lambda: checker_journal.journal_holds(picture, journal),
        "what was kept arrives once": lambda: checker_kept.kept_are_sent(picture, journal),
        "every event is in all three logs": lambda: logs_agree(picture),
        "every event was handled once": lambda: handled_once(picture),
        "dead letters are the planted ones": lambda: dead_letters(picture, poison),
        "subscriptions stream": lambda: ((name, None) for name in picture.not_streaming),
        "one holder a trip, one trip a unit": lambda: one_holder(picture),
        "the silos agree on a trip": lambda: trips_agree(picture),
        "bids, awards and assignments agree": lambda: bids_agree(picture),
        "the silos agree on declines": lambda: declines_agree(picture),
        "units are committed by live assignments alone": lambda: units_agree(picture),
        "what units did is whole": lambda: checker_plans.history_is_whole(picture),
        "plans that were ended are over": lambda: checker_plans.plans_are_kept(picture, journal),
        "series are whole": lambda: checker_plans.series_are_whole(picture, journal),
        "ways back belong to their ways there": lambda: checker_plans.ways_back_belong(picture, journal),
        "messages are as they were told": lambda: checker_center.messages_are_right(picture, journal),
        "a shift has one successor, who has read it": lambda: checker_center.shifts_are_right(picture, journal),
        "milestones agree": lambda: milestones_agree(picture),
        "analytics are the facts": lambda: analytics_agree(picture, poison),
        "the audit log has every change": lambda: checker_audit.changes_are_whole(picture),
        "the audit log names the right person": lambda: checker_audit.persons_are_right(picture),
        "the center has the audit logs": lambda: checker_audit.copies_are_whole(picture),
    }
    return [Violation(promise, said, trip) for promise, look in promises.items() for said, trip in look()]


def logs_agree(picture: Picture) -> Found:
    """Each silo's own log is the truth; the other two have the same rows (ids are primary keys: none twice)."""
    for of in Silo:
        own = picture.own_log(of)
        for at in Silo:
            copy = picture.logs[at][of]
            for event in own.keys() - copy.keys():
                yield f"{own[event]['kind']} {event} of {of} is not in {at}", _trip_of(own[event])
            for event in copy.keys() - own.keys():
                yield f"{copy[event]['kind']} {event} of {of} is in {at} and not at home", _trip_of(copy[event])
            for event in own.keys() & copy.keys():
                if own[event] != copy[event]:
                    yield f"{own[event]['kind']} {event} of {of} differs in {at}", _trip_of(own[event])


def handled_once(picture: Picture) -> Found:
    """Each silo has handled all that the others wrote."""
    for at in Silo:
        for of in Silo:
            if of is at:
                continue
            for event, row in picture.own_log(of).items():
                if event not in picture.handled[at]:
                    yield f"{row['kind']} {event} of {of} was not handled in {at}", _trip_of(row)


def dead_letters(picture: Picture, poison: set[str]) -> Found:
    """In each silo wait the poisoned events of the other two that were planted, and no others."""
    for at in Silo:
        there = {event for of in Silo if of is not at for event in picture.own_log(of)} & poison
        for event in sorted(picture.dead[at] - poison):
            row = next((picture.own_log(of)[event] for of in Silo if event in picture.own_log(of)), None)
            yield f"{at} could not handle {row['kind'] if row else 'an older event'} {event}", _trip_of(row)
        for event in sorted(there - picture.dead[at]):
            yield f"{at} swallowed the poison {event}", None


def one_holder(picture: Picture) -> Found:
    """The partial unique indexes hold."""
    live = Counter(row["trip_id"] for row in picture.assignments.values() if row["ended_at"] is None)
    for trip, count in live.items():
        if count > 1:
            yield f"{count} live assignments", trip
    for unit, count in Counter(picture.live_units).items():
        if count > 1:
            yield f"unit {unit} has {count} live assignments", None


def trips_agree(picture: Picture) -> Found:
    """Status, agency, unit and offer of each trip are the same in the hospital and the ems silo."""
    by_trip = _assignments_by_trip(picture)
    for trip in picture.trips:
        request, board = picture.requests.get(trip), picture.boards.get(trip)
        if request is None or board is None:
            yield f"it is missing in {'hospital' if request is None else 'ems'}", trip
            continue
        said = _disagreement(request, board, by_trip[trip])
        if said:
            yield said, trip
        for ours, theirs in _OFFER.items():
            if request[ours] != board[theirs]:
                yield f"{ours} is {request[ours]} in hospital and {board[theirs]} in ems", trip


_OFFER = {
    name: name
    for name in (
        "trip_number",
        "transport_level",
        "priority",
        "special_requirements",
        "ready_at",
        "deliver_by",
        "request_timestamp",
        "award_mode",
        "origin_facility_id",
        "destination_facility_id",
    )
}


def _disagreement(request: Row, board: Row, assignments: list[Row]) -> str:
    status = request["status"]
    live = [row for row in assignments if row["ended_at"] is None]
    completed = [row for row in assignments if row["status"] == "COMPLETED"]
    held = next((row for row in assignments if row["id"] == request["assignment_id"]), None)
    ended = {"COMPLETED": "CLOSED", "CANCELLED": "CLOSED"}
    wanted = status if status in ("SCHEDULED", "PENDING") else ended.get(status, "TAKEN")
    said = ""
    if board["status"] != wanted:
        said = f"it is {status} in hospital and {board['status']} on the board"
    elif status in HELD or status == "COMPLETED":
        if held is None or held["status"] != status or len(live) != (status in HELD):
            there = [row["status"] for row in assignments]
            said = f"it is {status} in hospital, and its assignments are {there or 'none'}"
        elif (held["agency_id"], held["unit_id"]) != (request["assigned_agency_id"], request["assigned_unit_id"]):
            said = "its agency or unit differ"
    elif live or completed:
        said = f"it is {status} in hospital and an assignment is {(live + completed)[0]['status']}"
    elif status == "PENDING" and request["assigned_agency_id"] is not None:
        said = "it is on offer and still has an agency"
    return said


def bids_agree(picture: Picture) -> Found:
    """Open bids are counted and only on trips on offer; an accepted bid has its assignment; no award is left open."""
    by_bid = {row["bid_id"]: row for row in picture.assignments.values() if row["bid_id"] is not None}
    open_bids = Counter(row["transport_request_id"] for row in picture.bids.values() if row["status"] == "PENDING")
    for trip, request in picture.requests.items():
        if request["status"] in _UNHELD and request["bid_count"] != open_bids[trip]:
            yield f"hospital counts {request['bid_count']} bids and {open_bids[trip]} are open", trip
        elif request["status"] not in _UNHELD and open_bids[trip]:
            yield f"it is {request['status']} and {open_bids[trip]} bids are open", trip
    for bid, row in picture.bids.items():
        if (row["status"] == "ACCEPTED") != (bid in by_bid):
            yield f"bid {bid} is {row['status']}, with an assignment: {bid in by_bid}", row["transport_request_id"]
    for award in picture.awards:
        if award["outcome"] == "PENDING":
            yield f"award {award['id']} has no answer", award["trip_id"]
    # A cancel that crossed an award leaves it REFUSED in hospital, with the assignment stood down.
    for award in picture.awards:
        made = by_bid.get(award["bid_id"])
        if award["outcome"] == "ACCEPTED" and made is None:
            yield f"award {award['id']} is ACCEPTED and has no assignment", award["trip_id"]
    accepted = {award["bid_id"] for award in picture.awards if award["outcome"] == "ACCEPTED"}
    for bid, made in by_bid.items():
        # Stood down, or handed back before the hospital heard of it and cancelled.
        if bid not in accepted and made["status"] not in ("CANCELLED", "PENDING"):
            yield f"assignment {made['id']} is {made['status']} of an award that is not ACCEPTED", made["trip_id"]


def declines_agree(picture: Picture) -> Found:
    """The hospital knows every decline, and which were taken back."""
    here, there = picture.declines[Silo.HOSPITAL], picture.declines[Silo.EMS]
    for decline in here.keys() | there.keys():
        stands = here[decline]["withdrawn_at"] is None if decline in here else None
        live = there[decline]["status"] == "LIVE" if decline in there else None
        if stands is not live:
            trip = (here.get(decline) or there[decline])["trip_id"]
            yield f"decline {decline} stands in hospital: {stands}, in ems: {live}", trip


def units_agree(picture: Picture) -> Found:
    """COMMITTED is whoever has a live assignment."""
    live = set(picture.live_units)
    for unit, row in picture.units.items():
        if (row["current_status"] == "COMMITTED") != (unit in live):
            yield f"unit {row['unit_number']} ({unit}) is {row['current_status']}, live: {unit in live}", None


def milestones_agree(picture: Picture) -> Found:
    """A held or finished trip has its assignment's milestones at the same times; others have none of them."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in picture.milestones:
        told[row["trip_id"]][row["milestone"]] = row["occurred_at"]
    for trip, request in picture.requests.items():
        there = {name: at for name, at in told[trip].items() if name in MILESTONES}
        if request["status"] == "CANCELLED":
            if "cancelled" not in told[trip]:
                yield "it is CANCELLED without the milestone", trip
        elif request["status"] in (*HELD, "COMPLETED"):
            held = picture.assignments.get(request["assignment_id"])
            if held is not None and held["milestones"] != there:
                yield f"hospital has milestones {there}, ems {held['milestones']}", trip
        elif there:
            yield f"it is {request['status']} and has milestones {sorted(there)}", trip


def analytics_agree(picture: Picture, poison: set[str]) -> Found:
    """A row for every event that is counted; the agencies' counters are the number of their events."""
    events = [
        row for of in (Silo.HOSPITAL, Silo.EMS) for row in picture.own_log(of).values() if row["id"] not in poison
    ]
    expected: Counter[tuple[str, str]] = Counter()
    trips = picture.trips
    for row in events:
        trip = row["payload"].get("trip_id")
        if trip not in trips:
            continue
        if row["kind"] in METRICS:
            expected[row["kind"].replace(".", "_"), trip] += 1
        elif row["kind"] == "trip.progressed" and row["payload"]["status"] == "COMPLETED":
            expected["trip_completed", trip] += 1
    names = {name for name, _ in expected} | {kind.replace(".", "_") for kind in METRICS} | {"trip_completed"}
    counted = Counter(
        (row["metric_name"], row["metadata"]["trip_id"]) for row in picture.analytics if row["metric_name"] in names
    )
    for key in sorted(expected.keys() | counted.keys()):
        if expected[key] != counted[key]:
            yield f"{key[0]} is counted {counted[key]} times and happened {expected[key]} times", key[1]
    completed = sum(1 for row in picture.assignments.values() if row["status"] == "COMPLETED")
    if completed != sum(count for (name, _), count in counted.items() if name == "trip_completed"):
        yield f"{completed} assignments are COMPLETED, and analytics say otherwise", None


def directory_totals(picture: Picture) -> dict[str, tuple[int, int, int]]:
    """What the center says of each agency: trips accepted, completed and released, ever."""
    return {
        agency: (row["trips_accepted"], row["trips_completed"], row["trips_released"])
        for agency, row in picture.directory.items()
    }


def directory_growth(picture: Picture) -> dict[str, tuple[int, int, int]]:
    """How much each agency's totals must have grown, by the ems silo's own log."""
    growth: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in picture.own_log(Silo.EMS).values():
        agency = row["payload"].get("agency_id")
        if row["kind"] == "trip.accepted" and row["v"] == 1:
            growth[agency][0] += 1
        elif row["kind"] == "trip.progressed" and row["payload"]["status"] == "COMPLETED":
            growth[agency][1] += 1
        elif row["kind"] == "trip.released":
            growth[agency][2] += 1
    return {agency: (a, c, r) for agency, (a, c, r) in growth.items()}


def directory_agrees(before: Mapping[str, tuple[int, int, int]], picture: Picture) -> list[Violation]:
    """Compare the agencies' totals with those before the run."""
    growth, now = directory_growth(picture), directory_totals(picture)
    nothing = (0, 0, 0)
    return [
        Violation("analytics are the facts", f"the directory's totals of {agency} are {now.get(agency)}, not {wanted}")
        for agency in sorted(before.keys() | growth.keys())
        if (wanted := _add(before.get(agency, nothing), growth.get(agency, nothing))) != now.get(agency)
    ]


def _add(left: tuple[int, int, int], right: tuple[int, int, int]) -> tuple[int, int, int]:
    return left[0] + right[0], left[1] + right[1], left[2] + right[2]


def _assignments_by_trip(picture: Picture) -> dict[str, list[Row]]:
    by_trip: dict[str, list[Row]] = defaultdict(list)
    for row in picture.assignments.values():
        by_trip[row["trip_id"]].append(row)
    return by_trip


def _trip_of(row: Row | None) -> str | None:
    trip = row["payload"].get("trip_id") if row else None
    return trip if isinstance(trip, str) else None
