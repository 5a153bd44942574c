"""Silos of two versions side by side: people go on, and events that a silo does not know yet wait for its upgrade."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.revisions import FIRST_REVISION, MADE_FOR
from medport_desktop.silos import health, sqlfiles
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.migrations import chain
from medport_desktop.silos.migrations.upgrade import upgrade
from tests.releases.restore import FrozenTrio
from tests.support import until
from tests.upgrade.people import People

H, E, C = Silo.HOSPITAL, Silo.EMS, Silo.CENTER
_PEOPLE = 2


class Shift:
    """What people who do the main job over and over have done so far."""

    def __init__(self) -> None:
        self.over = Event()
        self.trips: list[UUID] = []

    def work(self, people: People) -> None:
        """Do it until the shift is over."""
        while not self.over.is_set():
            self.trips.append(people.main_job())

    def go_on(self) -> None:
        """Wait until everybody has done it once more."""
        done = len(self.trips)
        until(lambda: len(self.trips) >= done + _PEOPLE)


@contextmanager
def shift_of(people: People) -> Iterator[Shift]:
    """Let people work while the block runs; what fails at their consoles fails the test."""
    shift = Shift()
    with ThreadPoolExecutor(_PEOPLE) as pool:
        at_work = [pool.submit(shift.work, people) for _ in range(_PEOPLE)]
        try:
            yield shift
        finally:
            shift.over.set()
    for one in at_work:
        one.result()


@pytest.mark.parametrize("order", [(C, E, H), (H, E, C)], ids="-".join)
def test_silos_are_upgraded_one_by_one_while_people_work(old: FrozenTrio, order: tuple[Silo, ...]) -> None:
    with People(old.urls) as people, shift_of(people) as shift:
        for silo in order:
            shift.go_on()
            upgrade(silo, old.urls[silo])
        shift.go_on()
    with stage(old.urls) as silos:
        silos.settle()
        for trip in shift.trips:
            found = silos[H].execute("select status from medport.transport_request where id = %s", [trip]).fetchone()
            assert found == (TripStatus.COMPLETED,)
            counted = silos[C].execute(
                "select count(*) from medport.system_analytics"
                " where metric_name = 'trip_completed' and metadata ->> 'trip_id' = %s",
                [str(trip)],
            )
            assert counted.fetchone() == (1,)
    assert [silo.revision for silo in health.examine(old.urls)] == [MADE_FOR] * len(Silo)
    assert [silo.complaints for silo in health.examine(old.urls)] == [[], [], []]


def test_people_go_on_between_the_revisions_and_the_re_making(old: FrozenTrio) -> None:
    for silo in Silo:
        for number in chain.later(FIRST_REVISION):
            chain.run(silo, partial(psycopg.connect, old.urls[silo]), number)
    with People(old.urls) as people:
        assert people.status(people.main_job()) is TripStatus.COMPLETED
    assert [silo.dead_letters for silo in health.examine(old.urls)] == [[], [], []]
    for silo in Silo:
        upgrade(silo, old.urls[silo])
    assert [silo.complaints for silo in health.examine(old.urls)] == [[], [], []]


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make this program's SQL that of a later release: its silos know version 2 of an offer, and one more event."""
    changes = {
        "events.shapes.sql": (
            "when kind = 'silo.heartbeat' then",
            "when kind in ('silo.heartbeat', 'trip.renamed') then",
        ),
        "bus.sql": ("if v <> 1 or payload -> 'v' <> '1' then", "if v not in (1, 2) then"),
        "handlers.sql": (
            "        when 'trip.overtaken'",
            """
        when 'trip.renamed' then
            update medport.available_trip t set hospital_name = payload ->> 'name'
            where t.trip_id = (payload ->> 'trip_id')::uuid;
        when 'trip.overtaken'""",
        ),
    }
    known = sqlfiles.schema_files

    def files(silo: Silo) -> list[Path]:
        found = known(silo)
        for place, path in enumerate(found):
            before, after = changes.get(path.name, ("", ""))
            text = path.read_text()
            if before and before in text:
                found[place] = tmp_path / silo.value / path.name
                found[place].parent.mkdir(exist_ok=True)
                found[place].write_text(text.replace(before, after))
        return found

    def begin() -> None:
        monkeypatch.setattr(sqlfiles, "schema_files", files)
        monkeypatch.setattr("medport_desktop.silos.migrations.upgrade._tree", lambda silo: "of a later release")

    return begin


def tell(old: FrozenTrio, kind: str, trip: UUID, v: int = 1, **fields: object) -> None:
    """Let the hospital silo say what a later release of it says."""
    with stage(old.urls) as silos:
        offer = silos[H].execute("select payload from events.hospital where kind = 'trip.created' limit 1").fetchone()
        assert offer is not None
        payload = {**offer[0], **fields, "v": v, "trip_id": str(trip), "trip_number": f"T-9{trip.int % 10**6:06}"}
        silos[H].execute(
            "insert into events.hospital (kind, v, payload) values (%s, %s, %s)", [kind, v, Jsonb(payload)]
        )
        silos.settle()


def board(old: FrozenTrio, trip: UUID) -> Any:
    with old.connect(E) as connection:
        query = "select status, hospital_name from medport.available_trip where trip_id = %s"
        return connection.execute(query, [trip]).fetchone()


def letters(old: FrozenTrio) -> list[Any]:
    with old.connect(E) as connection:
        return connection.execute(
            "select kind, to_jsonb(d) ->> 'awaits' from events.dead_letter d"
            " where resolved_at is null order by event_id"
        ).fetchall()


def test_what_release_1_0_0_did_not_know_is_handled_by_its_upgrade(old: FrozenTrio, newer: Any) -> None:
    upgrade(H, old.urls[H])
    trip = uuid4()
    tell(old, "trip.created", trip, v=2)
    tell(old, "trip.renamed", trip, name="Nason by another name")
    assert board(old, trip) is None
    assert letters(old) == [("trip.created", None), ("trip.renamed", None)]
    newer()
    upgrade(E, old.urls[E])
    assert board(old, trip) == ("PENDING", "Nason by another name")
    assert letters(old) == []


def test_what_follows_an_unknown_event_about_the_same_waits_behind_it(old: FrozenTrio, newer: Any) -> None:
    upgrade(H, old.urls[H])
    upgrade(E, old.urls[E])
    trip, other = uuid4(), uuid4()
    tell(old, "trip.created", trip, v=2)
    tell(old, "trip.cancelled", trip, reason="BED_LOST", was="PENDING")
    tell(old, "trip.renamed", other, name="Too early")
    tell(old, "trip.created", other)
    head = MADE_FOR
    assert letters(old) == [("trip.created", head), ("trip.cancelled", ""), ("trip.renamed", head)]
    assert board(old, other) is not None  # an event of an unknown kind holds nothing up
    [waiting] = [one for one in health.examine(old.urls)[1].complaints if "wait" in one]
    assert waiting == "3 event(s) of a newer release wait here until it is upgraded."
    newer()
    upgrade(E, old.urls[E])
    assert letters(old) == []
    assert board(old, trip)[0] == "CLOSED"
    assert board(old, other) == ("PENDING", "Too early")


def test_the_keeper_hands_in_what_an_upgrade_left(old: FrozenTrio, newer: Any) -> None:
    upgrade(H, old.urls[H])
    newer()
    upgrade(E, old.urls[E])
    trip = uuid4()
    with old.connect(E) as ems:
        ems.execute("alter table events.hospital disable trigger handler")
    tell(old, "trip.created", trip, v=2)
    with old.connect(E) as ems:
        ems.execute("alter table events.hospital enable always trigger handler")
        ems.execute(
            "insert into events.dead_letter (source, event_id, kind, sqlstate, error, subject, awaits)"
            " select 'hospital', id, kind, '0A000', '', payload ->> 'trip_id', '0002' from events.hospital"
            " where payload ->> 'trip_id' = %s",
            [str(trip)],
        )
        ems.execute("set session authorization medport_keeper")
        ems.execute("select medport.tick()")
    assert board(old, trip)[0] == "PENDING"
    assert letters(old) == []
