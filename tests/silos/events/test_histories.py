"""Every short history of a few trips ends with the three silos in agreement, whatever was held back on the way.

A state machine makes the histories: two agencies, two trips, and subscriptions whose events are held back and
let go at any moment, so that cancels, changes, acceptances, awards, declines, steps, other units and releases cross in
every order. A failing history is shrunk to the shortest that fails. MEDPORT_HISTORIES=1000 looks at that many, and at
others each time.
"""

import os
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from medport_desktop.domain.enums import Silo
from medport_desktop.silos import replication
from medport_desktop.silos.demo.region import agency
from tests.chaos.checking.checker import check
from tests.chaos.checking.picture import take
from tests.chaos.checking.story import tell
from tests.silos.world import DESK, C, E, H, World
from tests.support import until

HISTORIES = int(os.environ.get("MEDPORT_HISTORIES", "0"))
"""How many, on request; else a few dozen, always the same."""

_FORWARD = {
    "ACCEPTED": "EN_ROUTE",
    "EN_ROUTE": "ON_SCENE",
    "ON_SCENE": "IN_TRANSIT",
    "IN_TRANSIT": "AT_DESTINATION",
    "AT_DESTINATION": "COMPLETED",
}
_BACK = {"EN_ROUTE": "ACCEPTED", "ON_SCENE": "EN_ROUTE", "IN_TRANSIT": "ON_SCENE", "AT_DESTINATION": "IN_TRANSIT"}
Links = tuple[tuple[Silo, Silo], ...]
"""Subscribers, each with a publisher whose events can be held back from it."""
_BETWEEN: Links = ((E, H), (H, E))
_LINKS: list[Links] = [((E, H),), ((H, E),), _BETWEEN, ((C, H), (C, E))]
_DEEDS: tuple[str | Links, ...] = (
    *["cross"] * 10,
    *["accept"] * 4,
    *["award"] * 4,
    *["drive"] * 4,
    *["finish", "cancel", "edit", "release", "offer"] * 2,
    *["bid", "withdraw", "take_back", "decline", "think_again", "reassign"],
    *_LINKS,
    *[()] * 3,
)
"""What happens; what gets a trip somewhere more often than what stops it. Links are held back, () lets all go."""


_CROSSINGS = (
    ("edit", "accept"),
    ("edit", "run"),
    ("schedule", "accept"),
    ("schedule", "bid"),
    ("award", "withdraw"),
    ("cancel", "accept"),
    ("cancel", "drive"),
    ("cancel", "release"),
    ("cancel", "run"),
    ("cancel", "finish"),
    ("cancel", "decline"),
    ("edit", "reassign"),
)
"""What a desk does while an agency does the other, and neither can hear of it."""


class Held:
    """Holds back events by a lock on the copy that they would be written to: at once, and let go at once."""

    def __init__(self, world: World) -> None:
        """Nothing is held back."""
        self._world = world
        self._locks: dict[tuple[Silo, Silo], psycopg.Connection] = {}

    def __contains__(self, link: tuple[Silo, Silo]) -> bool:
        """Whether that subscriber has to wait for that publisher's events."""
        return link in self._locks

    def hold(self, link: tuple[Silo, Silo]) -> None:
        """Let nothing more arrive."""
        connection = self._world.trio.superuser(link[0])
        connection.autocommit = False
        connection.execute(f"lock table events.{link[1].value} in share mode".encode())
        self._locks[link] = connection

    def let_go(self, link: tuple[Silo, Silo]) -> None:
        """Let all arrive that was held back."""
        self._locks.pop(link).close()

    def let_all_go(self) -> None:
        """Hold back nothing."""
        for link in list(self._locks):
            self.let_go(link)

    def quiet(self) -> None:
        """Wait until all that is not held back has had its effects, so that a history is the same each time."""
        before: dict[Silo, str] = {}
        while (written := self._written()) != before:
            for silo, position in written.items():
                until(partial(self._has_arrived, silo, position))
            before = written

    def _written(self) -> dict[Silo, str]:
        return {silo: self._world.value(silo, "select pg_current_wal_flush_lsn()::text") for silo in (H, E, C)}

    def _has_arrived(self, publisher: Silo, position: str) -> bool:
        slots = [
            link.subscription
            for link in replication.links()
            if link.publisher is publisher and (link.copies or (link.subscriber, publisher) not in self)
        ]
        behind = "select true from pg_replication_slots where slot_name = any(%s) and confirmed_flush_lsn < %s::pg_lsn"
        return self._world.value(publisher, behind, slots, position) is None


class History(RuleBasedStateMachine):
    """One history of two trips. What people may not do is refused, and nothing else goes wrong."""

    def __init__(self, world: World) -> None:
        """Begin with two free units an agency."""
        super().__init__()
        self.world = world
        self.held = Held(world)
        self.since = datetime.now(UTC)
        self.dead = {silo: world.dead_letters(silo) for silo in (H, E, C)}
        self.units = {of: [world.unit(of), world.unit(of)] for of in ("bedford", "blair")}
        self.trips: list[UUID] = []
        self.bids: dict[str, UUID] = {}
        self.declines: dict[str, UUID] = {}

    @initialize(links=st.sampled_from([(), *_LINKS]), taken=st.booleans())
    def enter(self, links: Links, taken: bool) -> None:
        """A desk enters two trips; both agencies bid on the one that goes by bids. Both may be held by an agency
        already. Then the network may go away."""
        patient = self.world.patient()
        ready = datetime.now(UTC) + timedelta(hours=3)  # so far off that it can be held again
        self.trips = [
            self.world.trip(award_mode=mode, patient_id=patient, ready_at=ready, settle=False)
            for mode in ("FIRST_ACCEPT", "BIDDING")
        ]
        self.held.quiet()
        for of in ("bedford", "blair"):
            self._bid(1, of)
        if taken:
            self._accept(0, "bedford")
            self._award(1, "blair")
        self._hold_back(links)

    # One rule for everything: of many rules Hypothesis leaves half out in each history, and trips would get nowhere.
    @rule(
        deed=st.sampled_from(_DEEDS),
        trip=st.integers(0, 1),
        of=st.sampled_from(["bedford", "blair"]),
        crossing=st.sampled_from(_CROSSINGS),
    )
    def happens(self, deed: str | Links, trip: int, of: str, crossing: tuple[str, str]) -> None:
        """Somebody does something; or a desk and an agency do at once; or events are held back; or all arrive."""
        if deed == "cross":
            self.cross(trip, of, crossing)
        elif isinstance(deed, str):
            getattr(self, f"_{deed}")(trip, of)
        elif deed:
            self._hold_back(deed)
        else:
            self._all_arrives()

    def cross(self, trip: int, of: str, crossing: tuple[str, str]) -> None:
        """The agency does something and then the desk, and neither has heard of the other; then both do."""
        ours, theirs = crossing
        self._hold_back(_BETWEEN)
        getattr(self, f"_{theirs}")(trip, of)
        getattr(self, f"_{ours}")(trip, of)
        self.held.let_go(_BETWEEN[trip])
        self._all_arrives()

    def _hold_back(self, links: Links) -> None:
        for link in links:
            if link not in self.held:
                self.held.hold(link)

    def _edit(self, trip: int, of: str) -> None:
        """The desk changes the offer."""
        priority = "LOW" if of == "blair" else "URGENT"
        self._try(DESK, H, "update transport_request set priority = %s where id = %s", priority, self.trips[trip])

    def _cancel(self, trip: int, _of: str) -> None:
        statement = "update transport_request set status = 'CANCELLED', cancellation_reason = 'BED_LOST' where id = %s"
        self._try(DESK, H, statement, self.trips[trip])

    def _schedule(self, trip: int, _of: str) -> None:
        """The desk takes the trip off the board."""
        self._try(DESK, H, "update transport_request set status = 'SCHEDULED' where id = %s", self.trips[trip])

    def _offer(self, trip: int, _of: str) -> None:
        self._try(DESK, H, "update transport_request set status = 'PENDING' where id = %s", self.trips[trip])

    def _bid(self, trip: int, of: str) -> None:
        bid, pickup = uuid4(), datetime.now(UTC) + timedelta(minutes=20)
        came_through = self._try(
            f"dispatch@{of}.example",
            E,
            "insert into transport_bid (id, agency_id, transport_request_id, bid_amount, estimated_pickup,"
            " estimated_arrival, unit_id) values (%s, %s, %s, 41200, %s, %s, %s)",
            bid,
            agency(of).id,
            self.trips[trip],
            pickup,
            pickup + timedelta(hours=1),
            self.units[of][1],
        )
        if came_through:
            self.bids[of] = bid

    def _withdraw(self, _trip: int, of: str) -> None:
        statement = "update transport_bid set status = 'WITHDRAWN' where id = %s"
        self._try(f"dispatch@{of}.example", E, statement, self.bids[of])

    def _decline(self, trip: int, of: str) -> None:
        """The agency will not run it."""
        decline = uuid4()
        statement = "insert into trip_decline (id, agency_id, trip_id, reason) values (%s, %s, %s, 'NO_UNIT')"
        if self._try(f"dispatch@{of}.example", E, statement, decline, agency(of).id, self.trips[trip]):
            self.declines[of] = decline

    def _think_again(self, _trip: int, of: str) -> None:
        """The agency may run it after all."""
        statement = "update trip_decline set status = 'WITHDRAWN' where id = %s"
        self._try(f"dispatch@{of}.example", E, statement, self.declines.get(of))

    def _award(self, _trip: int, of: str) -> None:
        """The desk awards the agency's last bid, open or not."""
        statement = "insert into trip_award (trip_id, bid_id, agency_id) values (%s, %s, %s)"
        self._try(DESK, H, statement, self.trips[1], self.bids[of], agency(of).id)

    def _accept(self, trip: int, of: str) -> None:
        statement = "insert into assignment (trip_id, agency_id, unit_id) values (%s, %s, %s)"
        self._try(f"dispatch@{of}.example", E, statement, self.trips[trip], agency(of).id, self.units[of][0])

    def _drive(self, trip: int, _of: str) -> None:
        """The crew moves on a step."""
        self._move(trip, _FORWARD)

    def _finish(self, trip: int, _of: str) -> None:
        """The crew does all that is left of the run."""
        for _ in _FORWARD:
            self._move(trip, _FORWARD)

    def _run(self, trip: int, of: str) -> None:
        """An agency takes the trip and does it all."""
        self._accept(trip, of)
        self._finish(trip, of)

    def _take_back(self, trip: int, _of: str) -> None:
        """The agency corrects its last step."""
        self._move(trip, _BACK)

    def _reassign(self, trip: int, of: str) -> None:
        """The agency that holds the trip gives it another of its units."""
        statement = "update assignment set unit_id = %s where trip_id = %s and ended_at is null"
        self._try(f"dispatch@{of}.example", E, statement, self.units[of][1], self.trips[trip])

    def _release(self, trip: int, _of: str) -> None:
        """The agency hands the trip back."""
        self._move(trip, {"ACCEPTED": "PENDING", "EN_ROUTE": "PENDING"}, ", end_reason = 'NO_CREW'")

    def teardown(self) -> None:
        """All arrives in the end."""
        if self.trips:
            self._all_arrives()

    def _all_arrives(self) -> None:
        """Hold back nothing; then every promise must hold."""
        self.held.quiet()
        self.held.let_all_go()
        self.held.quiet()
        picture = take(self.world.trio.superuser, self.since, self.trips)
        own = {str(unit) for units in self.units.values() for unit in units}
        picture.units = {key: row for key, row in picture.units.items() if key in own}
        found = [v for v in check(picture, [], {}) if v.promise != "dead letters are the planted ones"]
        told = [f"{v.said}\n    " + "\n    ".join(tell(picture, [], v.trip) if v.trip else []) for v in found]
        assert not found, "\n".join(told)
        assert {silo: self.world.dead_letters(silo) for silo in (H, E, C)} == self.dead

    def _move(self, trip: int, steps: dict[str, str], more: str = "") -> None:
        row = self.world.row(
            E,
            "select a.id, a.status, g.name from assignment a join ems_agency g on g.id = a.agency_id"
            " where a.trip_id = %s and a.ended_at is null",
            self.trips[trip],
        )
        if row is not None and row["status"] in steps:
            who = f"dispatch@{str(row['name']).split()[0].lower()}.example"
            self._try(who, E, f"update assignment set status = %s{more} where id = %s", steps[row["status"]], row["id"])

    def _try(self, who: str, silo: Silo, statement: str, *values: object) -> bool:
        """Do it as that person; False where a rule refuses it."""
        try:
            self.world.person(who, silo).execute(statement.encode(), values)
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith("MP"):
                raise
            return False
        self.held.quiet()
        return True


@pytest.mark.parametrize("taken", [False, True], ids=["on offer", "held by an agency"])
def test_every_single_crossing_ends_in_agreement(world: World, taken: bool) -> None:
    for crossing in _CROSSINGS:
        for trip in (0, 1):
            history = History(world)
            try:
                history.enter(links=(), taken=taken)
                history.cross(trip, "bedford", crossing)
            finally:
                history.teardown()


def test_every_history_ends_in_agreement(world: World) -> None:
    looked: dict[str, Any] = {"max_examples": HISTORIES} if HISTORIES else {"max_examples": 30, "derandomize": True}
    run_state_machine_as_test(
        lambda: History(world),
        settings=settings(
            **looked, stateful_step_count=10, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        ),
    )
