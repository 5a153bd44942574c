"""The story, acted phase by phase by the demo's people in the silos' own tables, so that every event flows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from uuid import UUID

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import DemoAccount, demo_id, member_of
from medport_desktop.silos.demo.region import agency, facilities
from medport_desktop.silos.demo.stage import Stage
from medport_desktop.silos.demo.story import BIDS, DECLINES, DRIVE, PHASES, STORY, BidScript, DeclineScript, TripScript

_PICKUP_AFTER = timedelta(minutes=25)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Price sheet times a factor, in whole $5; arrival at the site's average speed.
_BID = """
insert into transport_bid (
    id, agency_id, transport_request_id, bid_amount, estimated_pickup, estimated_arrival, unit_id
)
select %(id)s, a.id, t.trip_id,
       (round((
           (a.pricing_structure #>> array[t.transport_level, 'base_cents'])::numeric
           + (a.pricing_structure #>> array[t.transport_level, 'per_mile_cents'])::numeric
             * coalesce(t.distance_miles, 10)
       ) * %(factor)s / 500) * 500)::integer,
       %(pickup)s::timestamptz,
       %(pickup)s::timestamptz + make_interval(mins => 5 + round(coalesce(t.distance_miles, 10) / 45 * 60)::integer),
       %(unit)s
from available_trip t, ems_agency a
where t.trip_id = %(trip)s and a.id = %(agency)s
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A trip of the story in the silos."""

    script: TripScript
    id: UUID

    def bid_id(self, bid: BidScript) -> UUID:
        """Return the id of one of its bids."""
        return demo_id("bid", f"{self.id}/{bid.agency}")


@dataclass(frozen=True, slots=True)
class Act:
    """When a phase really began."""

    phase: str
    began: datetime


def act(stage: Stage) -> tuple[list[Scene], list[Act]]:
    """Act the whole story; returns the trips, and when each phase began."""
    scenes = [Scene(script, demo_id("trip", str(number))) for number, script in enumerate(STORY)]
    acts = []
    for phase in PHASES:
        acts.append(Act(phase, datetime.now(UTC)))
        _play(stage, phase, [scene for scene in scenes if phase in scene.script.times])
        stage.settle()
    return scenes, acts


def _play(stage: Stage, phase: str, scenes: list[Scene]) -> None:
    if phase == "enter":
        _enter(stage, scenes)
    elif phase in BIDS:
        bids = [(scene, scene.script.bids[BIDS.index(phase)]) for scene in scenes]
        for connection, scene, bid in _by_agency(stage, bids):
            _submit(connection, scene, bid)
    elif phase == "withdraw":
        ending = [(scene, bid) for scene in scenes for bid in scene.script.bids if bid.ends == "WITHDRAWN"]
        for connection, scene, bid in _by_agency(stage, ending):
            connection.execute("update transport_bid set status = 'WITHDRAWN' where id = %s", [scene.bid_id(bid)])
    elif phase == "expire":
        _expire(stage, scenes)
    elif phase in DECLINES:
        _decline(stage, [(scene, scene.script.declines[DECLINES.index(phase)]) for scene in scenes])
    elif phase in ("take", "take again"):
        _take(stage, scenes, again=phase == "take again")
    elif phase == "release" or phase in DRIVE:
        for scene in scenes:
            _drive(stage, scene, phase)
    elif phase == "cancel":
        _cancel(stage, scenes)


def _drive(stage: Stage, scene: Scene, phase: str) -> None:
    taken = scene.script.taken if phase == "release" else scene.script.retaken or scene.script.taken
    assert taken is not None
    with stage.acting_as(Silo.EMS, _dispatcher(taken[0])) as connection:
        if phase == "release":
            _move(connection, scene, "PENDING", "NO_CREW")
        else:
            _move(connection, scene, phase)


def _decline(stage: Stage, declines: Iterable[tuple[Scene, DeclineScript]]) -> None:
    for scene, no in declines:
        with stage.acting_as(Silo.EMS, _dispatcher(no.agency)) as connection:
            connection.execute(
                "insert into trip_decline (id, trip_id, agency_id, reason) values (%s, %s, %s, %s)",
                [demo_id("decline", f"{scene.id}/{no.agency}"), scene.id, agency(no.agency).id, no.reason],
            )


def _dispatcher(agency_word: str) -> DemoAccount:
    return member_of(agency(agency_word).name)


def _by_agency(
    stage: Stage, bids: Iterable[tuple[Scene, BidScript]]
) -> Iterator[tuple[psycopg.Connection, Scene, BidScript]]:
    """Yield each bid within a transaction of its agency's dispatcher."""

    def who(pair: tuple[Scene, BidScript]) -> str:
        return _dispatcher(pair[1].agency).email

    for _, group in groupby(sorted(bids, key=who), key=who):
        pairs = list(group)
        with stage.acting_as(Silo.EMS, _dispatcher(pairs[0][1].agency)) as connection:
            for scene, bid in pairs:
                yield connection, scene, bid


def _enter(stage: Stage, scenes: list[Scene]) -> None:
    for desk, group in groupby(enumerate(scenes), key=lambda item: member_of(item[1].script.hospital)):
        with stage.acting_as(Silo.HOSPITAL, desk) as connection:
            for number, scene in group:
                _enter_trip(connection, scene, number)


def _enter_trip(connection: psycopg.Connection, scene: Scene, number: int) -> None:
    script = scene.script
    origin = facilities()[script.hospital]
    destination = facilities().get(script.destination)
    needs = script.needs.split()
    patient = connection.execute(
        "select save_patient(%s, %s, %s, %s, %s, %s)",
        [
            f"DEMO-{number + 1:04}",
            f"Demo, Patient {_letters(number)}",
            date(1932 + number * 7 % 70, number % 12 + 1, number % 28 + 1),
            55 + number * 13 % 60,
            "STRETCHER" if "stretcher" in needs else "WHEELCHAIR" if "wheelchair" in needs else "BED",
            origin.hospital_id,
        ],
    ).fetchone()
    assert patient is not None
    ready = datetime.now(UTC) + timedelta(minutes=script.ready)
    connection.execute(
        "insert into transport_request (id, hospital_id, patient_id, origin_facility_id, destination_facility_id,"
        " destination_text, pickup_location, contact_phone, transport_level, priority, status, special_requirements,"
        " ready_at, deliver_by, award_mode) values"
        " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            scene.id,
            origin.hospital_id,
            patient[0],
            origin.id,
            destination.id if destination else None,
            "" if destination else script.destination,
            script.room,
            f"(814) 555-01{number % 100:02}",
            script.level,
            script.priority,
            "SCHEDULED" if script.scheduled else "PENDING",
            needs,
            ready,
            ready + timedelta(minutes=script.deliver - script.ready) if script.deliver else None,
            "FIRST_ACCEPT" if script.first_accept else "BIDDING",
        ],
    )
    if script.note:
        connection.execute("insert into trip_note (trip_id, text) values (%s, %s)", [scene.id, script.note])


def _letters(number: int) -> str:
    return _LETTERS[number] if number < 26 else _LETTERS[number // 26 - 1] + _LETTERS[number % 26]


def _submit(connection: psycopg.Connection, scene: Scene, bid: BidScript) -> None:
    home = agency(bid.agency)
    connection.execute(
        _BID,
        {
            "id": scene.bid_id(bid),
            "factor": bid.factor,
            "pickup": datetime.now(UTC) + _PICKUP_AFTER,
            "unit": home.unit_id(bid.unit),
            "trip": scene.id,
            "agency": home.id,
        },
    )


def _expire(stage: Stage, scenes: list[Scene]) -> None:
    """The clock's own doing: the bid's time is over, and the next tick says so."""
    connection = stage[Silo.EMS]
    expiring = [scene.bid_id(bid) for scene in scenes for bid in scene.script.bids if bid.ends == "EXPIRED"]
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute("update transport_bid set expires_at = clock_timestamp() where id = any(%s)", [expiring])
    connection.execute("select tick()")


def _take(stage: Stage, scenes: list[Scene], *, again: bool) -> None:
    for scene in scenes:
        taken = scene.script.retaken if again else scene.script.taken
        assert taken is not None
        bid = next((bid for bid in scene.script.bids if bid.agency == taken[0]), None)
        if bid is not None:
            with stage.acting_as(Silo.HOSPITAL, member_of(scene.script.hospital)) as connection:
                connection.execute(
                    "insert into trip_award (id, trip_id, bid_id, agency_id) values (%s, %s, %s, %s)",
                    [demo_id("award", str(scene.id)), scene.id, scene.bid_id(bid), agency(bid.agency).id],
                )
            continue
        home = agency(taken[0])
        with stage.acting_as(Silo.EMS, _dispatcher(taken[0])) as connection:
            connection.execute(
                "insert into assignment (id, trip_id, agency_id, unit_id, estimated_pickup)"
                " values (%s, %s, %s, %s, %s)",
                [
                    demo_id("assignment", f"{scene.id}/{taken[0]}"),
                    scene.id,
                    home.id,
                    home.unit_id(taken[1]),
                    datetime.now(UTC) + _PICKUP_AFTER,
                ],
            )


def _move(connection: psycopg.Connection, scene: Scene, status: str, reason: str | None = None) -> None:
    connection.execute(
        "update assignment set status = %s, end_reason = %s where trip_id = %s and ended_at is null",
        [status, reason, scene.id],
    )


def _cancel(stage: Stage, scenes: list[Scene]) -> None:
    for scene in scenes:
        assert scene.script.cancelled is not None
        with stage.acting_as(Silo.HOSPITAL, member_of(scene.script.hospital)) as connection:
            connection.execute(
                "update transport_request set status = 'CANCELLED', cancellation_reason = %s where id = %s",
                [scene.script.cancelled[0], scene.id],
            )
