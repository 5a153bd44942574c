"""A dispatcher of the demo region, and what other people do meanwhile, each through their own connection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.style.theme import theme
from tests.conftest import Trio
from tests.gui_agency.console import Console
from tests.support import eventually

DISPATCH = "dispatch@bedford.example"
MANAGER = "manager@bedford.example"
RIVAL = "dispatch@blair.example"
DESK = "desk@nason.example"


@dataclass
class Others:
    """The hospital's desk and another agency's dispatcher. What they entered is taken back after the test."""

    trio: Trio
    entered: list[UUID]

    def rows(self, silo: Silo, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What the silo holds, whoever may see it."""
        with self.trio.superuser(silo) as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def do(self, silo: Silo, statement: str, *values: object) -> None:
        """Change what the silo holds, as nobody in particular."""
        with self.trio.superuser(silo) as connection:
            connection.execute(statement.encode(), values)

    def trip(
        self,
        *,
        level: str = "ALS",
        mode: str = "BIDDING",
        priority: str = "HIGH",
        destination: str = "UPMC Altoona",
        ready: timedelta = timedelta(minutes=30),
    ) -> UUID:
        """The desk enters a trip; returns once it is on offer."""
        trip_id = uuid4()
        with self.trio.connect(DESK, Silo.HOSPITAL) as connection, connection.transaction():
            connection.execute(
                """
                insert into transport_request (id, hospital_id, patient_id, origin_facility_id, destination_facility_id,
                                               pickup_location, contact_phone, transport_level, priority, status,
                                               ready_at, award_mode, special_requirements, special_requirements_note)
                select %s, medport.my_hospital_id(),
                       medport.save_patient(%s, 'Demo, Patient Q', '1950-01-01', 80, 'STRETCHER'),
                       (select id from hospital_facility where hospital_id = medport.my_hospital_id() limit 1),
                       (select id from hospital_facility where name = %s),
                       'ICU 4', '(814) 555-0100', %s, %s, 'PENDING', now() + %s, %s, array['oxygen'], 'Keep the drip'
                """,
                (trip_id, f"Q{trip_id.hex[:8]}", destination, level, priority, ready, mode),
            )
        self.entered.append(trip_id)
        eventually(lambda: self.rows(Silo.EMS, "select 1 from medport.available_trip where trip_id = %s", trip_id))
        return trip_id

    def number(self, trip_id: UUID) -> str:
        """A trip's number."""
        found = self.rows(Silo.HOSPITAL, "select trip_number from medport.transport_request where id = %s", trip_id)
        return str(found[0][0])

    def status(self, trip_id: UUID) -> str:
        """A trip's status as its hospital has it."""
        found = self.rows(Silo.HOSPITAL, "select status from medport.transport_request where id = %s", trip_id)
        return str(found[0][0])

    def bids(self, trip_id: UUID) -> list[tuple[Any, ...]]:
        """Amount in cents, status and unit number of every bid on a trip, in the order sent."""
        return self.rows(
            Silo.EMS,
            "select bid_amount, status, unit_number from medport.transport_bid where transport_request_id = %s"
            " order by submitted_at",
            trip_id,
        )

    def holder(self, trip_id: UUID) -> tuple[Any, ...] | None:
        """Agency and status of the live assignment of a trip."""
        found = self.rows(
            Silo.EMS,
            "select agency_name, status, unit_number from medport.assignment where trip_id = %s and ended_at is null",
            trip_id,
        )
        return found[0] if found else None

    def cancel(self, trip_id: UUID) -> None:
        """The desk cancels a trip; returns once the agencies' silo knows."""
        with self.trio.connect(DESK, Silo.HOSPITAL) as connection:
            connection.execute(
                "update transport_request set status = 'CANCELLED', cancellation_reason = 'OTHER' where id = %s",
                (trip_id,),
            )
        eventually(
            lambda: self.rows(
                Silo.EMS, "select 1 from medport.available_trip where trip_id = %s and status = 'CLOSED'", trip_id
            )
        )

    def award(self, trip_id: UUID) -> None:
        """The desk awards the trip's open bid; returns once the agency has it."""
        found = self.rows(
            Silo.EMS,
            "select id, agency_id from medport.transport_bid where transport_request_id = %s and status = 'PENDING'",
            trip_id,
        )
        eventually(
            lambda: self.rows(
                Silo.HOSPITAL, "select 1 from medport.transport_request where id = %s and bid_count > 0", trip_id
            )
        )
        with self.trio.connect(DESK, Silo.HOSPITAL) as connection:
            connection.execute(
                "insert into trip_award (id, trip_id, bid_id, agency_id) values (%s, %s, %s, %s)",
                (uuid4(), trip_id, found[0][0], found[0][1]),
            )
        eventually(lambda: self.holder(trip_id))

    def rival_accepts(self, trip_id: UUID) -> None:
        """Another agency accepts a first-accept trip."""
        with self.trio.connect(RIVAL, Silo.EMS) as connection:
            connection.execute(
                """insert into assignment (id, trip_id, agency_id, unit_id, estimated_pickup)
                   select %s, %s, medport.my_agency_id(),
                          (select u.id from unit u where u.current_status = 'AVAILABLE'
                           and medport.unit_able(u.type, t.transport_level) limit 1),
                          now() + interval '20 minutes'
                   from available_trip t where t.trip_id = %s""",
                (uuid4(), trip_id, trip_id),
            )

    def colleague_accepts(self, trip_id: UUID, unit_number: str) -> None:
        """Somebody else of the agency accepts a first-accept trip with that unit."""
        with self.trio.connect(MANAGER, Silo.EMS) as connection:
            connection.execute(
                """insert into assignment (id, trip_id, agency_id, unit_id, estimated_pickup)
                   select %s, %s, medport.my_agency_id(), u.id, now() + interval '20 minutes'
                   from unit u where u.unit_number = %s""",
                (uuid4(), trip_id, unit_number),
            )

    def unit_status(self, number: str, status: str | None = None) -> str:
        """A unit's status; gives it another first, where one is named."""
        if status is not None:
            self.do(Silo.EMS, "update medport.unit set current_status = %s where unit_number = %s", status, number)
        return str(self.rows(Silo.EMS, "select current_status from medport.unit where unit_number = %s", number)[0][0])

    def clean_up(self) -> None:
        """End what is still going on."""
        for trip_id in self.entered:
            self.do(
                Silo.EMS,
                "update medport.assignment set status = 'CANCELLED', end_reason = 'OTHER', ended_at = now()"
                " where trip_id = %s and ended_at is null and status in ('IN_TRANSIT', 'AT_DESTINATION')",
                trip_id,
            )
            if self.status(trip_id) in ("PENDING", "ACCEPTED", "EN_ROUTE", "ON_SCENE"):
                self.cancel(trip_id)


@pytest.fixture(autouse=True)
def units_are_free(trio: Trio) -> None:
    """Before any console is open: what other tests hold is given back."""
    trio.end_what_tests_began()


@pytest.fixture
def others(trio: Trio) -> Iterator[Others]:
    """People who are not at this console."""
    people = Others(trio, [])
    yield people
    people.clean_up()


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its theme."""
    theme().install(qapp)
    return qapp


@pytest.fixture
def console(trio: Trio, dressed: QApplication) -> Iterator[Console]:
    """The demo dispatcher of Bedford, live."""
    with Console.open(trio.urls.for_people(), DISPATCH, trio.accounts[DISPATCH].password) as opened:
        yield opened
