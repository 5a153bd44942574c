"""People who do two things at the same moment: one of them has it, and the other is told plainly."""

import threading
from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid4

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, BLAIR, DESK, NASON, Connection, E, H, World

ACCEPTANCES = 200
CANCELS = 50

_TRIPS = """
insert into transport_request (id, hospital_id, origin_facility_id, destination_facility_id, transport_level, priority,
                               status, ready_at, award_mode)
select unnest(%s::uuid[]), %s, %s, %s, 'BLS', 'LOW', 'PENDING', now() + interval '1 hour', %s
"""
_UNITS = """
insert into unit (id, agency_id, unit_number, type, current_status)
select u, %s, left(u::text, 18), 'BLS', 'AVAILABLE' from unnest(%s::uuid[]) u
"""
_BIDS = """
insert into transport_bid (
    id, agency_id, transport_request_id, bid_amount, estimated_pickup, estimated_arrival, unit_id
)
select b, %s, t, 100, now(), now() + interval '1 hour', u from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) x (b, t, u)
"""
_ACCEPT = "insert into assignment (trip_id, agency_id, unit_id) values (%s, %s, %s)"
_CANCEL = "update transport_request set status = 'CANCELLED', cancellation_reason = 'OTHER' where id = %s"


def _ids(count: int) -> list[UUID]:
    return [uuid4() for _ in range(count)]


def _trips(world: World, count: int, mode: str) -> list[UUID]:
    trips = _ids(count)
    world.person(DESK, H).execute(
        _TRIPS,
        [trips, demo_id("hospital", NASON), demo_id("facility", NASON), demo_id("facility", "UPMC Mercy"), mode],
    )
    world.settle()
    return trips


def _units(world: World, of: str, count: int) -> list[UUID]:
    units = _ids(count)
    world.run(E, _UNITS, agency(of).id, units)
    return units


def _at_once(*sides: Callable[[int], object], rounds: int) -> list[list[str]]:
    """Let each side act in its own thread, both of them from the same moment on in every round.

    Returns the SQLSTATE of each side's rounds, '' where it went well.
    """
    barrier = threading.Barrier(len(sides), timeout=30)
    said: list[list[str]] = [[] for _ in sides]

    def act(side: Callable[[int], object], outcomes: list[str]) -> None:
        for turn in range(rounds):
            barrier.wait()
            try:
                side(turn)
            except psycopg.Error as error:
                outcomes.append(error.sqlstate or str(error))
            else:
                outcomes.append("")

    threads = [threading.Thread(target=act, args=pair) for pair in zip(sides, said, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(outcomes) for outcomes in said] == [rounds] * len(sides)
    return said


def _acceptor(connection: Connection, of: str, trips: list[UUID], units: list[UUID]) -> Callable[[int], object]:
    return lambda turn: connection.execute(_ACCEPT, [trips[turn], agency(of).id, units[turn]])


def test_two_agencies_never_both_hold_a_trip(world: World) -> None:
    trips = _trips(world, ACCEPTANCES, "FIRST_ACCEPT")
    units = {of: _units(world, of, ACCEPTANCES) for of in ("bedford", "blair")}
    bedford, blair = _at_once(
        _acceptor(world.person(BEDFORD, E), "bedford", trips, units["bedford"]),
        _acceptor(world.person(BLAIR, E), "blair", trips, units["blair"]),
        rounds=ACCEPTANCES,
    )
    assert {tuple(sorted(pair)) for pair in zip(bedford, blair, strict=True)} == {("", "MP003")}
    winners = ["bedford" if said == "" else "blair" for said in bedford]
    world.settle()
    for trip, turn, winner in zip(trips, range(ACCEPTANCES), winners, strict=True):
        request = world.request(trip)
        assert (request["status"], request["assigned_agency_id"]) == ("ACCEPTED", agency(winner).id)
        assert request["assigned_unit_id"] == units[winner][turn]
        assert world.live_assignments(trip) == 1
        loser = "blair" if winner == "bedford" else "bedford"
        assert world.unit_status(units[winner][turn]) == "COMMITTED"
        assert world.unit_status(units[loser][turn]) == "AVAILABLE"
    refused = world.value(
        H,
        "select count(*) from events.hospital"
        " where kind = 'trip.acceptance_refused' and payload ->> 'trip_id' = any(%s)",
        [str(trip) for trip in trips],
    )
    assert refused == 0


def test_a_unit_never_has_two_trips(world: World) -> None:
    trips = _trips(world, 40, "FIRST_ACCEPT")
    units = _units(world, "bedford", 20)
    with world.open(BEDFORD, E) as other:
        said = _at_once(
            _acceptor(world.person(BEDFORD, E), "bedford", trips[:20], units),
            _acceptor(other, "bedford", trips[20:], units),
            rounds=20,
        )
    assert {tuple(sorted(pair)) for pair in zip(*said, strict=True)} == {("", "MP007")}


def test_a_cancel_that_races_an_acceptance_ends_cancelled(world: World) -> None:
    trips = _trips(world, CANCELS, "FIRST_ACCEPT")
    units = _units(world, "bedford", CANCELS)
    desk = world.person(DESK, H)
    cancels, accepts = _at_once(
        lambda turn: desk.execute(_CANCEL, [trips[turn]]),
        _acceptor(world.person(BEDFORD, E), "bedford", trips, units),
        rounds=CANCELS,
    )
    assert set(cancels) == {""}
    assert set(accepts) <= {"", "MP002"}
    world.settle()
    _all_over(world, trips, units)


def test_a_cancel_that_races_the_award_ends_cancelled(world: World) -> None:
    trips, bids = _trips(world, CANCELS, "BIDDING"), _ids(CANCELS)
    units = _units(world, "bedford", CANCELS)
    world.person(BEDFORD, E).execute(_BIDS, [agency("bedford").id, bids, trips, units])
    world.settle()
    desk = world.person(DESK, H)
    with world.open(DESK, H) as other:
        awards, cancels = _at_once(
            lambda turn: desk.execute(
                "insert into trip_award (trip_id, bid_id, agency_id) values (%s, %s, %s)",
                [trips[turn], bids[turn], agency("bedford").id],
            ),
            lambda turn: other.execute(_CANCEL, [trips[turn]]),
            rounds=CANCELS,
        )
    assert set(cancels) == {""}
    assert set(awards) <= {"", "MP002"}
    world.settle()
    _all_over(world, trips, units)
    pending = world.value(H, "select count(*) from trip_award where trip_id = any(%s) and outcome = 'PENDING'", trips)
    assert pending == 0


def test_a_withdrawal_that_races_an_award_has_one_outcome(world: World) -> None:
    trips, bids = _trips(world, CANCELS, "BIDDING"), _ids(CANCELS)
    units = _units(world, "bedford", CANCELS)
    dispatcher, desk = world.person(BEDFORD, E), world.person(DESK, H)
    dispatcher.execute(_BIDS, [agency("bedford").id, bids, trips, units])
    world.settle()
    awards, withdrawals = _at_once(
        lambda turn: desk.execute(
            "insert into trip_award (trip_id, bid_id, agency_id) values (%s, %s, %s)",
            [trips[turn], bids[turn], agency("bedford").id],
        ),
        lambda turn: dispatcher.execute("update transport_bid set status = 'WITHDRAWN' where id = %s", [bids[turn]]),
        rounds=CANCELS,
    )
    assert set(awards) == {""}
    world.settle()
    for trip, bid, withdrawn in zip(trips, bids, withdrawals, strict=True):
        outcome = world.value(H, "select outcome from trip_award where trip_id = %s", trip)
        became = (outcome, world.bid_status(bid), world.request(trip)["status"], world.live_assignments(trip))
        assert (withdrawn, *became) in {
            ("", "REFUSED", "WITHDRAWN", "PENDING", 0),
            ("MP004", "ACCEPTED", "ACCEPTED", "ACCEPTED", 1),
        }


def _all_over(world: World, trips: list[UUID], units: list[UUID]) -> None:
    """Cancelled everywhere, nothing held, nothing still offered."""

    def tally(query: str, silo: Silo = E) -> Counter[str]:
        rows = world.stage[silo].execute(query.encode(), [trips])
        return Counter({row[0]: row[1] for row in rows})

    total = len(trips)
    count = "select status, count(*) from {} where {} = any(%s) group by 1"
    assert tally(count.format("transport_request", "id"), H) == {"CANCELLED": total}
    assert tally(count.format("available_trip", "trip_id")) == {"CLOSED": total}
    assert set(tally(count.format("assignment", "trip_id"))) <= {"CANCELLED"}
    assert not set(tally(count.format("transport_bid", "transport_request_id"))) & {"PENDING"}
    assert {world.unit_status(unit) for unit in units} == {"AVAILABLE"}
