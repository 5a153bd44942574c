"""A desk in the demo region, and what other people do meanwhile, each through their own connection."""

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
from tests.gui_hospital.desk import Desk
from tests.support import eventually

EMAIL = "desk@nason.example"
COLLEAGUE = "manager@nason.example"
AGENCIES = {"Bedford demo EMS": "dispatch@bedford.example", "Blair demo Ambulance": "dispatch@blair.example"}
BEDFORD, BLAIR = AGENCIES


@dataclass(frozen=True)
class Others:
    """The colleague at the next desk, and agencies."""

    trio: Trio

    def rows(self, silo: Silo, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What the silo holds, whoever may see it."""
        with self.trio.superuser(silo) as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def trip(self, *, level: str = "BLS", mode: str = "BIDDING", note: str = "", who: str = COLLEAGUE) -> UUID:
        """A colleague enters a trip to UPMC Altoona; returns once it is on offer."""
        trip_id = uuid4()
        with self.trio.connect(who, Silo.HOSPITAL) as connection, connection.transaction():
            connection.execute(
                """
                insert into transport_request (id, hospital_id, patient_id, origin_facility_id, destination_facility_id,
                                               transport_level, priority, status, ready_at, award_mode,
                                               special_requirements_note)
                select %s, medport.my_hospital_id(),
                       medport.save_patient(%s, 'Demo, Patient Q', '1950-01-01', 80, 'STRETCHER'),
                       (select id from hospital_facility where hospital_id = medport.my_hospital_id() limit 1),
                       (select id from hospital_facility where name = 'UPMC Altoona'),
                       %s, 'HIGH', 'PENDING', now() + interval '30 minutes', %s, %s
                """,
                (trip_id, f"Q{trip_id.hex[:8]}", level, mode, note),
            )
        eventually(lambda: self.rows(Silo.EMS, "select 1 from medport.available_trip where trip_id = %s", trip_id))
        return trip_id

    def number(self, trip_id: UUID) -> str:
        """A trip's number."""
        found = self.rows(Silo.HOSPITAL, "select trip_number from medport.transport_request where id = %s", trip_id)
        return str(found[0][0])

    def status(self, trip_id: UUID) -> str:
        """A trip's status as its hospital's silo has it."""
        found = self.rows(Silo.HOSPITAL, "select status from medport.transport_request where id = %s", trip_id)
        return str(found[0][0])

    def unit(self, agency: str) -> UUID:
        """A free unit of that agency that may run a BLS trip."""
        found = self.rows(
            Silo.EMS,
            """select u.id from medport.unit u join medport.ems_agency a on a.id = u.agency_id
               where a.name = %s and u.is_active and u.current_status = 'AVAILABLE' and medport.unit_able(u.type, 'BLS')
               order by u.unit_number limit 1""",
            agency,
        )
        if found:
            return UUID(str(found[0][0]))
        with self.trio.superuser(Silo.EMS) as connection:  # every one of them is out: give the agency another
            row = connection.execute(
                """insert into medport.unit (agency_id, unit_number, type, current_status)
                   select id, 'X-' || substr(gen_random_uuid()::text, 1, 4), 'BLS', 'AVAILABLE'
                   from medport.ems_agency where name = %s returning id""",
                (agency,),
            ).fetchone()
        assert row is not None
        return UUID(str(row[0]))

    def bid(self, trip_id: UUID, agency: str, dollars: int, minutes: int = 40) -> UUID:
        """An agency bids; returns once its hospital counts it."""
        bid_id, unit = uuid4(), self.unit(agency)
        before = self.rows(Silo.HOSPITAL, "select bid_count from medport.transport_request where id = %s", trip_id)
        with self.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
            connection.execute(
                """insert into transport_bid (id, agency_id, transport_request_id, bid_amount, estimated_pickup,
                                              estimated_arrival, unit_id)
                   values (%s, medport.my_agency_id(), %s, %s, now() + %s, now() + %s, %s)""",
                (bid_id, trip_id, dollars * 100, timedelta(minutes=minutes), timedelta(minutes=minutes + 30), unit),
            )
        eventually(
            lambda: (
                self.rows(Silo.HOSPITAL, "select bid_count from medport.transport_request where id = %s", trip_id)
                != before
            )
        )
        return bid_id

    def withdraw(self, bid_id: UUID, agency: str) -> None:
        """The agency takes its bid back."""
        with self.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
            connection.execute("update transport_bid set status = 'WITHDRAWN' where id = %s", (bid_id,))

    def accept(self, trip_id: UUID, agency: str) -> None:
        """The agency accepts a first-accept trip."""
        unit = self.unit(agency)
        with self.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
            connection.execute(
                """insert into assignment (id, trip_id, agency_id, unit_id, estimated_pickup)
                   values (%s, %s, medport.my_agency_id(), %s, now() + interval '20 minutes')""",
                (uuid4(), trip_id, unit),
            )


@pytest.fixture
def others(trio: Trio) -> Others:
    """People who are not at this desk."""
    return Others(trio)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its theme."""
    theme().install(qapp)
    return qapp


@pytest.fixture
def desk(trio: Trio, dressed: QApplication) -> Iterator[Desk]:
    """The demo desk of Conemaugh Nason, live."""
    with Desk.open(trio.urls.for_people(), EMAIL, trio.accounts[EMAIL].password) as opened:
        yield opened
