"""The three silos as their people see them: connections by person, and trips, bids and units made for one test."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from medport_desktop.silos.demo.stage import Stage, stage
from tests.conftest import Trio
from tests.support import WAIT_S, until

Row = dict[str, Any]
Connection = psycopg.Connection[Row]

DESK, OTHER_DESK = "desk@nason.example", "desk@altoona.example"
DESK_MANAGER = "manager@nason.example"
BEDFORD, BLAIR = "dispatch@bedford.example", "dispatch@blair.example"
BEDFORD_MANAGER = "manager@bedford.example"
CENTER, ADMIN = "dispatch@center.example", "admin@center.example"

NASON, ALTOONA = "Conemaugh Nason Medical Center", "UPMC Altoona"
H, E, C = Silo.HOSPITAL, Silo.EMS, Silo.CENTER

DENIED = "42501"
"""insufficient_privilege: no grant, or a row that the policy refuses."""

_DESKS = {NASON: DESK, ALTOONA: OTHER_DESK}


@dataclass(frozen=True)
class Facts:
    """Rows of two hospitals and two agencies, for others to reach for."""

    trip: UUID
    """Of Nason, on offer, with a bid of each agency."""
    patient: UUID
    bid: UUID
    """Bedford's."""
    theirs: UUID
    """Of Altoona, held by Blair."""
    their_patient: UUID
    their_assignment: UUID
    unit: UUID
    """Bedford's, free."""
    their_unit: UUID
    """Blair's, free."""


@dataclass
class World:
    """What tests of the databases do again and again."""

    trio: Trio
    stage: Stage
    """A superuser's connections."""
    usual: ClassVar[Mapping[str, object]] = {}
    """Facts of a trip that are not as they are here, where the test does not give them."""
    dead_after_seeding: dict[Silo, int] = field(init=False)
    _people: dict[tuple[str, Silo], Connection] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count the dead letters before a test makes any."""
        self.dead_after_seeding = {silo: self.dead_letters(silo) for silo in Silo}

    @classmethod
    @contextmanager
    def of(cls, trio: Trio) -> Iterator[Self]:
        """Connect; every connection is closed at the end."""
        with stage(trio.urls) as silos:
            made = cls(trio, silos)
            yield made
            made.forget_people()

    def person(self, email: str, silo: Silo) -> Connection:
        """Return that person's own connection to a silo, opened once."""
        connection = self._people.get((email, silo))
        if connection is None or connection.closed:
            connection = self._people[email, silo] = self.open(email, silo)
        return connection

    def open(self, email: str, silo: Silo, password: str = "") -> Connection:
        """Open one more connection as that person; the caller closes it."""
        login = {
            "user": scram.role_name(email),
            "password": password or self.trio.accounts[email].password,
            "connect_timeout": str(WAIT_S),
            "options": f"-c medport.console={MADE_FOR}",  # what asks this first is a console
        }
        return psycopg.connect(
            make_conninfo(self.trio.urls.for_people()[silo], **login), autocommit=True, row_factory=dict_row
        )

    def forget_people(self) -> None:
        """Close all people's connections."""
        while self._people:
            self._people.popitem()[1].close()

    def settle(self) -> None:
        """Wait until every event has had all its effects."""
        self.stage.settle()

    def row(self, silo: Silo, query: str, *values: object) -> Row | None:
        """Return the first row of a superuser's query."""
        with self.stage[silo].cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), values).fetchone()

    def value(self, silo: Silo, query: str, *values: object) -> Any:
        """Return the first value of the first row of a superuser's query; None without a row."""
        row = self.stage[silo].execute(query.encode(), values).fetchone()
        return None if row is None else row[0]

    def rows(self, silo: Silo, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return every row of a superuser's query, on a connection of its own: the server may have begun anew."""
        with self.trio.superuser(silo) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def run(self, silo: Silo, statement: str, *values: object, quietly: bool = False) -> None:
        """Run a superuser's statement; `quietly` fires no trigger."""
        connection = self.stage[silo]
        with connection.transaction():
            if quietly:
                connection.execute("set local session_replication_role = replica")
            connection.execute(statement.encode(), values)

    def look(self, email: str, look: str, *values: object) -> list[Row]:
        """Look at patients as that person, in two steps: `look` is the function that shows them."""
        connection, marks = self.person(email, H), ", ".join(["%s"] * len(values))
        announcement = {"find_patient": "announce_patient"}.get(look, f"announce_{look}")
        connection.execute(f"select {announcement}({marks})".encode(), values)
        return connection.execute(f"select * from {look}({marks})".encode(), values).fetchall()

    # What people make -------------------------------------------------------------------------------------------

    def patient(self, hospital: str = NASON) -> UUID:
        """Enter a patient."""
        row = (
            self.person(_DESKS[hospital], H)
            .execute(
                "select save_patient(%s, 'Demo, Patient T', '1950-02-03', 81.5, 'STRETCHER') as id",
                [f"T-{uuid4().hex[:12]}"],
            )
            .fetchone()
        )
        assert row is not None
        patient: UUID = row["id"]
        return patient

    def trip(self, *, hospital: str = NASON, settle: bool = True, by: str = "", **facts: object) -> UUID:
        """Enter a trip; `facts` are columns of transport_request."""
        desk = by or _DESKS[hospital]
        values: dict[str, object] = {
            "id": uuid4(),
            "hospital_id": demo_id("hospital", hospital),
            "origin_facility_id": demo_id("facility", hospital),
            "destination_facility_id": demo_id("facility", "UPMC Mercy"),
            "pickup_location": "ICU 4",
            "contact_phone": "(814) 555-0199",
            "transport_level": "BLS",
            "priority": "MEDIUM",
            "status": "PENDING",
            "special_requirements_note": "Knows the crew's chief",
            "ready_at": datetime.now(UTC) + timedelta(minutes=30),
            **self.usual,
            **facts,
        }
        if "patient_id" not in values:
            values["patient_id"] = self.patient(hospital)
        marks = ", ".join(["%s"] * len(values))
        self.person(desk, H).execute(
            f"insert into transport_request ({', '.join(values)}) values ({marks})".encode(), list(values.values())
        )
        if settle:
            self.settle()
        trip_id = values["id"]
        assert isinstance(trip_id, UUID)
        return trip_id

    def unit(self, of: str = "bedford", kind: str = "ALS") -> UUID:
        """Give an agency one more free unit, at its base."""
        unit_id = uuid4()
        self.run(
            E,
            "insert into unit (id, agency_id, unit_number, type, current_status, coordinates)"
            " select %s, id, left(%s, 12), %s, 'AVAILABLE', coordinates from ems_agency where id = %s",
            unit_id,
            f"T-{unit_id.hex}",
            kind,
            agency(of).id,
        )
        return unit_id

    def bid(
        self,
        trip: UUID,
        of: str = "bedford",
        *,
        dollars: int = 412,
        minutes: int = 20,
        unit: UUID | None = None,
        settle: bool = True,
    ) -> UUID:
        """Bid on a trip by the agency's own dispatcher, for a pick-up in so many minutes."""
        bid_id = uuid4()
        pickup = datetime.now(UTC) + timedelta(minutes=minutes)
        self.person(f"dispatch@{of}.example", E).execute(
            "insert into transport_bid (id, agency_id, transport_request_id, bid_amount, estimated_pickup,"
            " estimated_arrival, unit_id) values (%s, %s, %s, %s, %s, %s, %s)",
            [bid_id, agency(of).id, trip, dollars * 100, pickup, pickup + timedelta(hours=1), unit or self.unit(of)],
        )
        if settle:
            self.settle()
        return bid_id

    def withdraw(self, bid: UUID, of: str = "bedford") -> None:
        """Take a bid back by the agency's own dispatcher."""
        self.person(f"dispatch@{of}.example", E).execute(
            "update transport_bid set status = 'WITHDRAWN' where id = %s", [bid]
        )

    def award(self, trip: UUID, bid: UUID, of: str = "bedford", *, settle: bool = True, by: str = DESK) -> UUID:
        """Award a bid by the hospital's desk."""
        award_id = uuid4()
        self.person(by, H).execute(
            "insert into trip_award (id, trip_id, bid_id, agency_id) values (%s, %s, %s, %s)",
            [award_id, trip, bid, agency(of).id],
        )
        if settle:
            self.settle()
        return award_id

    def accept(self, trip: UUID, of: str = "bedford", *, unit: UUID | None = None, settle: bool = True) -> UUID:
        """Accept a FIRST_ACCEPT trip by the agency's own dispatcher."""
        assignment_id = uuid4()
        self.person(f"dispatch@{of}.example", E).execute(
            "insert into assignment (id, trip_id, agency_id, unit_id) values (%s, %s, %s, %s)",
            [assignment_id, trip, agency(of).id, unit or self.unit(of)],
        )
        if settle:
            self.settle()
        return assignment_id

    def held_trip(self, of: str = "bedford", **facts: Any) -> tuple[UUID, UUID]:
        """Return a trip that an agency has just accepted, and the assignment."""
        trip = self.trip(award_mode="FIRST_ACCEPT", **facts)
        return trip, self.accept(trip, of)

    def move(self, assignment: UUID, *statuses: str, of: str = "bedford", reason: str | None = None) -> None:
        """Take an assignment through the statuses."""
        for status in statuses:
            self.person(f"dispatch@{of}.example", E).execute(
                "update assignment set status = %s, end_reason = %s where id = %s", [status, reason, assignment]
            )
        self.settle()

    def cancel(self, trip: UUID, *, by: str = DESK, settle: bool = True) -> None:
        """Cancel a trip."""
        self.person(by, H).execute(
            "update transport_request set status = 'CANCELLED', cancellation_reason = 'BED_LOST' where id = %s", [trip]
        )
        if settle:
            self.settle()

    # What became of it ------------------------------------------------------------------------------------------

    def number(self, trip: UUID) -> str:
        """A trip's number."""
        return str(self.request(trip)["trip_number"])

    def status(self, trip: UUID) -> str:
        """A trip's status as its hospital has it."""
        return str(self.request(trip)["status"])

    def request(self, trip: UUID) -> Row:
        """The trip in the hospital silo."""
        return self._one(H, "select * from transport_request where id = %s", trip)

    def board(self, trip: UUID) -> Row:
        """The trip on the agencies' board."""
        return self._one(E, "select * from available_trip where trip_id = %s", trip)

    def assignment(self, assignment: UUID) -> Row:
        """An assignment in the ems silo."""
        return self._one(E, "select * from assignment where id = %s", assignment)

    def live_assignments(self, trip: UUID) -> int:
        """How many agencies hold the trip."""
        count = self.value(E, "select count(*) from assignment where trip_id = %s and ended_at is null", trip)
        assert isinstance(count, int)
        return count

    def bid_status(self, bid: UUID) -> str:
        """What became of a bid."""
        return str(self.value(E, "select status from transport_bid where id = %s", bid))

    def unit_status(self, unit: UUID | str) -> str:
        """What a unit is doing, by its id or its number."""
        found = self.value(E, "select current_status from unit where %s in (id::text, unit_number)", str(unit))
        return str(found)

    def milestones(self, trip: UUID) -> list[str]:
        """The milestones of a trip in the hospital silo, in order."""
        rows = self.stage[H].execute(
            "select milestone from trip_milestone where trip_id = %s order by occurred_at", [trip]
        )
        return [row[0] for row in rows]

    def metrics(self, trip: UUID) -> dict[str, float]:
        """The analytics of a trip, by metric."""
        rows = self.stage[C].execute(
            "select metric_name, sum(metric_value) from system_analytics where metadata ->> 'trip_id' = %s group by 1",
            [str(trip)],
        )
        return {row[0]: row[1] for row in rows}

    def dead_letters(self, silo: Silo) -> int:
        """How many events of a silo wait for an administrator."""
        count = self.value(silo, "select count(*) from events.dead_letter where resolved_at is null")
        assert isinstance(count, int)
        return count

    def event(self, silo: Silo, kind: str, trip: UUID) -> Row:
        """The newest event of that kind about a trip, in the log of the silo that told it."""
        return self._one(
            silo,
            f"select * from events.{silo.value} where kind = %s and payload ->> 'trip_id' = %s"
            " order by id desc limit 1",
            kind,
            str(trip),
        )

    def _one(self, silo: Silo, query: str, *values: object) -> Row:
        row = self.row(silo, query, *values)
        assert row is not None
        return row

    # Faults -----------------------------------------------------------------------------------------------------

    @contextmanager
    def cut_off(self, subscriber: Silo, publisher: Silo) -> Iterator[None]:
        """Hold back the events of a silo to another, and let them come at the end (not waiting for them)."""
        name = f"{subscriber.value}_events_from_{publisher.value}"
        self.run(subscriber, f"alter subscription {name} disable")
        until(lambda: not self.value(publisher, "select active from pg_replication_slots where slot_name = %s", name))
        try:
            yield
        finally:
            self.run(subscriber, f"alter subscription {name} enable")


@contextmanager
def refused(code: str, *, field_name: str = "") -> Iterator[pytest.ExceptionInfo[psycopg.Error]]:
    """The statement within must be refused with that SQLSTATE (and for that field)."""
    with pytest.raises(psycopg.Error) as caught:
        yield caught
    assert caught.value.sqlstate == code, str(caught.value)
    if field_name:
        assert caught.value.diag.column_name == field_name


def quietly(connection: Connection, statement: str, *values: object) -> None:
    """Try a statement whose refusal, or whose connection's end, is part of the test."""
    with suppress(psycopg.Error):
        connection.execute(statement.encode(), values)
