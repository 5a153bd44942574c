"""Silos of two versions side by side: people go on, and events that a silo does not know yet wait for its upgrade."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from medport_desktop.domain.enums import AwardMode, Priority, Silo, TripStatus, WeightClass
from medport_desktop.domain.revisions import FIRST_REVISION, MADE_FOR
from medport_desktop.silos import health, sqlfiles
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.migrations import chain
from medport_desktop.silos.migrations.upgrade import upgrade
from tests.releases.restore import FrozenTrio
from tests.support import until, wrong
from tests.upgrade.people import STEPS, People

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
    assert wrong(old.urls) == []


def test_people_go_on_between_the_revisions_and_the_re_making(old: FrozenTrio) -> None:
    revise(old, *Silo)
    with People(old.urls) as people:
        assert people.status(people.main_job()) is TripStatus.COMPLETED
    assert [silo.dead_letters for silo in health.examine(old.urls)] == [[], [], []]
    for silo in Silo:
        upgrade(silo, old.urls[silo])
    assert wrong(old.urls) == []


def revise(old: FrozenTrio, *silos: Silo) -> None:
    """Run the revisions, and not the re-making that follows them."""
    for silo in silos:
        for number in chain.later(FIRST_REVISION):
            chain.run(silo, partial(psycopg.connect, old.urls[silo]), number)


def test_what_is_written_between_the_revisions_and_the_re_making_is_whole(old: FrozenTrio) -> None:
    with People(old.urls) as people:
        light = people.enter()
        revise(old, H, E)
        heavy = people.enter(weight_kg=240.0)
        people.correct(light, 170.5, Priority.URGENT)
        until(lambda: all(trip.priority is Priority.URGENT for trip in people.dispatcher.board([light])))
        until(lambda: people.dispatcher.board([heavy]))
        assert people.hospital.notices() == []
    with old.connect(H) as hospital:
        logged = hospital.execute(
            "select distinct changes -> side ->> 'patient_weight_kg'"
            " from audit.log, unnest(array['before', 'after']) side"
        ).fetchall()
        assert {said for (said,) in logged} <= {None, "(not shown)"}
    for silo in Silo:
        upgrade(silo, old.urls[silo])
    known = """
        select patient_weight_kg::float, patient_mobility, weight_class,
               pickup_due = medport.pickup_due(priority, ready_at)
        from medport.transport_request where id = %s
        """
    agencies_know = "select weight_class, pickup_due from medport.available_trip where trip_id = %s"
    with stage(old.urls) as silos:
        silos.settle()
        for trip, of_hospital in {
            heavy: (240.0, "STRETCHER", "OVER_227", True),
            light: (170.5, "STRETCHER", "OVER_159", True),
        }.items():
            assert silos[H].execute(known, [trip]).fetchone() == of_hospital
            due = silos[H].execute("select pickup_due from medport.transport_request where id = %s", [trip]).fetchone()
            assert due is not None
            assert silos[E].execute(agencies_know, [trip]).fetchone() == (of_hospital[2], *due)


def test_between_the_revisions_and_the_re_making_nobody_reads_more_than_after_it(old: FrozenTrio) -> None:
    """Release 1.0.0 gives whole tables to its people, and with them the columns that a revision adds."""
    granted = """
        select r.rolname, c.oid::regclass::text, a.attname
        from pg_roles r, pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('medport', 'events', 'reference', 'audit')
          and r.rolname ~ '^medport_(hospital|ems|center|person)$'
          and has_column_privilege(r.oid, c.oid, a.attnum, 'select')
        """
    columns = "select attrelid::regclass::text, attname from pg_attribute where attnum > 0 and not attisdropped"
    for silo in Silo:
        with old.connect(silo) as connection:
            there = set(connection.execute(columns).fetchall())
            revise(old, silo)
            before = {row for row in connection.execute(granted).fetchall() if row[1:] not in there}
            upgrade(silo, old.urls[silo])
            assert before <= set(connection.execute(granted).fetchall())


@pytest.mark.parametrize("order", [(E, H), (H, E)], ids="-".join)
def test_agencies_learn_the_weight_class_of_trips_that_were_open_before(
    old: FrozenTrio, order: tuple[Silo, Silo]
) -> None:
    with People(old.urls) as people:
        trip, held = people.enter(weight_kg=240.0), people.enter(weight_kg=330.0)
        people.award(held, people.bid(held))
    with stage(old.urls) as silos:
        for silo in order:
            silos.settle()
            upgrade(silo, old.urls[silo])
        silos.settle()
        for one, wanted in {trip: ("PENDING", "OVER_227"), held: ("TAKEN", "OVER_318")}.items():
            found = "select status, weight_class from medport.available_trip where trip_id = %s"
            assert silos[E].execute(found, [one]).fetchone() == wanted


def test_a_hospital_of_1_0_0_erases_nothing_that_an_upgraded_ems_silo_knows(old: FrozenTrio) -> None:
    """It sends no time by which the pick-up is due, and no class of the weight."""
    with People(old.urls) as people:
        upgrade(E, old.urls[E])
        trip = people.enter(weight_kg=240.0)
        [offered] = until(lambda: people.dispatcher.board([trip]))
        assert offered.pickup_due is not None
        with old.connect(E) as ems:
            ems.execute(
                "update medport.available_trip set weight_class = 'OVER_227',"
                " pickup_due = pickup_due + interval '1 min' where trip_id = %s",
                [trip],
            )
        with old.connect(H) as hospital:
            hospital.execute("update medport.transport_request set award_mode = 'FIRST_ACCEPT' where id = %s", [trip])
        [changed] = until(
            lambda: [t for t in people.dispatcher.board([trip]) if t.award_mode is AwardMode.FIRST_ACCEPT]
        )
        assert (changed.weight_class, changed.pickup_due) == (
            WeightClass.OVER_227,
            offered.pickup_due + timedelta(minutes=1),
        )
        people.correct(trip, 240.0, Priority.URGENT)
        [urgent] = until(lambda: [t for t in people.dispatcher.board([trip]) if t.priority is Priority.URGENT])
        assert urgent.pickup_due == urgent.ready_at + timedelta(minutes=15)


def test_a_corrected_time_of_a_step_that_a_hospital_of_1_0_0_passed_over_is_known_after_its_upgrade(
    old: FrozenTrio,
) -> None:
    with People(old.urls) as people:
        upgrade(E, old.urls[E])
        trip = people.enter()
        assignment = people.award(trip, people.bid(trip))
        for before, step in pairwise((TripStatus.ACCEPTED, *STEPS[:3])):
            people.dispatcher.progress(assignment, before, step)
        with old.connect(E) as ems:
            ems.execute("set session_replication_role = replica")
            row = ems.execute(
                "update medport.assignment set milestones = jsonb_build_object('acknowledged', now() - interval '1 h',"
                " 'en_route', now() - interval '50 min', 'at_scene', now() - interval '40 min', 'left_scene', now())"
                " where id = %s returning status_since",
                [assignment],
            ).fetchone()
            assert row is not None
        left = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=20)
        people.dispatcher.step_at(assignment, TripStatus.IN_TRANSIT, TripStatus.IN_TRANSIT, left, row[0])
    with stage(old.urls) as silos:
        silos.settle()
        upgrade(H, old.urls[H])
        known = """
            select t.pickup_timestamp, m.occurred_at from medport.transport_request t
            join medport.trip_milestone m on m.trip_id = t.id and m.milestone = 'left_scene' where t.id = %s
            """
        assert silos[H].execute(known, [trip]).fetchone() == (left, left)


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
    [waiting] = [one for one in health.examine(old.urls)[1].complaints if one.code == "event_waits"]
    assert waiting.text == "3 event(s) of a newer release wait here until it is upgraded."
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


def test_what_was_set_aside_stays_so_at_the_next_upgrade(old: FrozenTrio, newer: Any) -> None:
    """Also where the handler had failed as it does between a revision and the re-making."""
    upgrade(H, old.urls[H])
    upgrade(E, old.urls[E])
    aside, other = uuid4(), uuid4()
    with old.connect(E) as ems:
        ems.execute("alter table events.hospital disable trigger handler")
    for trip in (aside, other):
        tell(old, "trip.created", trip)
    with old.connect(E) as ems:
        ems.execute("alter table events.hospital enable always trigger handler")
        ems.execute(
            "insert into events.dead_letter (source, event_id, kind, sqlstate, error, subject, set_aside_at)"
            " select 'hospital', id, kind, '42883', '', payload ->> 'trip_id',"
            " case when payload ->> 'trip_id' = %s then now() end"
            " from events.hospital where payload ->> 'trip_id' = any (%s)",
            [str(aside), [str(aside), str(other)]],
        )
    newer()
    upgrade(E, old.urls[E])
    assert board(old, other)[0] == "PENDING"
    assert board(old, aside) is None
    assert letters(old) == [("trip.created", None)]
