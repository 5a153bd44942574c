"""Attacks by the superuser of one silo, who writes what they like into its log: the others believe it only in what that
silo decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.region import agency
from tests.silos.world import BEDFORD, C, E, H, World
from tests.support import until


@contextmanager
def _dead_letters(world: World, silo: Silo, *events: UUID) -> Iterator[None]:
    """Each of the events must become a dead letter in the block, and is no fault of the test."""
    yield
    kept = "select count(*) from events.dead_letter where event_id = any(%s) and resolved_at is null"
    until(lambda: world.value(silo, kept, list(events)) == len(events))
    world.run(silo, "delete from events.dead_letter where event_id = any(%s)", list(events))


def _send(world: World, silo: Silo, event: UUID, kind: str, /, **payload: object) -> None:
    world.run(
        silo,
        f"insert into events.{silo.value} (id, kind, payload) values (%s, %s, %s)",
        event,
        kind,
        Jsonb({"v": 1, **{name: str(value) if isinstance(value, UUID) else value for name, value in payload.items()}}),
    )


def test_the_receiver_says_which_silo_an_audit_line_is_from(world: World) -> None:
    line = uuid4()
    world.run(
        E,
        "insert into audit.log (id, action, entity_type, entity_id, changes, source_database)"
        " values (%s, 'UPDATE', 'patient', 'x', '{}', 'hospital')",
        line,
    )
    source = "select source_database from medport.audit_log where id = %s"
    until(lambda: world.value(C, source, line) is not None)
    assert world.value(C, source, line) == "ems"


@pytest.mark.parametrize("bid", ["none", "invented", "not awarded"])
def test_an_acceptance_that_the_hospital_did_not_award_opens_no_crew_sheet(world: World, bid: str) -> None:
    trip, event = world.trip(), uuid4()
    given = {"none": None, "invented": uuid4(), "not awarded": world.bid(trip)}[bid]
    facts = {"trip_id": trip, "assignment_id": uuid4(), "agency_id": agency("bedford").id, "bid_id": given,
             "agency_name": "x", "unit_id": None, "unit_number": "M-1"}  # fmt: skip
    with _dead_letters(world, H, event):
        accepted = {"accepted_at": "2026-01-05T14:03:00Z", "revision": 1, "seconds_to_accept": 1}
        _send(world, E, event, "trip.accepted", **facts, **accepted)
    assert world.request(trip)["status"] == "PENDING"
    assert world.person(BEDFORD, H).execute("select * from crew_sheet(%s)", [trip]).fetchall() == []
    for kind, status in (("progressed", "COMPLETED"), ("progressed", "CANCELLED"), ("carried", "IN_TRANSIT")):
        event = uuid4()
        with _dead_letters(world, H, event):
            moved = {"was": "PENDING", "status": status, "kind": "forward", "occurred_at": "2026-01-05T14:03:00Z",
                     "milestones": {}}  # fmt: skip
            _send(world, E, event, f"trip.{kind}", **facts, **moved)
        assert world.request(trip)["status"] == "PENDING"
    world.cancel(trip)


@pytest.mark.parametrize(
    ("by", "at", "kind"),
    [
        (E, H, "user.updated"),
        (H, E, "user.created"),
        (H, E, "service.registered"),
        (E, H, "trip.cancelled"),
        (C, E, "trip.cancelled"),
        (C, H, "trip.accepted"),
        (C, H, "bid.submitted"),
        (H, C, "trip.accepted"),
        (E, C, "trip.created"),
        (C, E, "trip.awarded"),
    ],
)
def test_a_silo_is_believed_in_what_it_decides(world: World, by: Silo, at: Silo, kind: str) -> None:
    """The payload is another silo's own, as it sent it."""
    trip = world.trip()
    world.award(trip, world.bid(trip))
    world.settle()
    before = (world.request(trip)["status"], world.board(trip)["status"], world.live_assignments(trip))
    decides = next(silo for silo in (H, E, C) if world.value(at, "select events.decided_by(%s)", kind) == silo.value)
    payload = world.value(
        decides, f"select payload from events.{decides.value} where kind = %s order by id desc limit 1", kind
    )
    event = uuid4()
    with _dead_letters(world, at, event):
        world.run(
            by,
            f"insert into events.{by.value} (id, kind, payload) values (%s, %s, %s)",
            event,
            kind,
            Jsonb(payload or {"v": 1, "trip_id": str(trip)}),
        )
    for silo in Silo:
        world.run(silo, "delete from events.dead_letter where event_id = %s", event)
    assert (world.request(trip)["status"], world.board(trip)["status"], world.live_assignments(trip)) == before
