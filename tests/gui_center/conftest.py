"""The center at work in the demo region, and what hospitals and agencies do meanwhile through their own connections."""

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
from tests.gui_center.center import Center
from tests.support import eventually

DISPATCHER = "dispatch@center.example"
ADMIN = "admin@center.example"
DESKS = {"Conemaugh Nason Medical Center": "desk@nason.example", "UPMC Altoona": "desk@altoona.example"}
AGENCIES = {"Bedford demo EMS": "dispatch@bedford.example", "Blair demo Ambulance": "dispatch@blair.example"}
NASON, ALTOONA = DESKS
BEDFORD, BLAIR = AGENCIES


@dataclass(frozen=True)
class Region:
    """Hospitals and agencies."""

    trio: Trio

    def rows(self, silo: Silo, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What the silo holds, whoever may see it."""
        with self.trio.superuser(silo) as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def trip(self, hospital: str = NASON, *, mode: str = "BIDDING", hold: bool = False) -> tuple[UUID, str]:
        """A hospital enters a BLS trip; returns id and number once the EMS silo has heard of it."""
        trip_id = uuid4()
        with self.trio.connect(DESKS[hospital], Silo.HOSPITAL) as connection, connection.transaction():
            connection.execute(
                """
                insert into transport_request (id, hospital_id, patient_id, origin_facility_id, destination_facility_id,
                                               transport_level, priority, status, ready_at, award_mode)
                select %s, medport.my_hospital_id(),
                       medport.save_patient(%s, 'Demo, Patient Q', '1950-01-01', 80, 'STRETCHER'),
                       (select id from hospital_facility where hospital_id = medport.my_hospital_id() limit 1),
                       (select id from hospital_facility where name = 'UPMC Somerset' limit 1),
                       'BLS', 'HIGH', %s, now() + %s, %s
                """,
                (
                    trip_id,
                    f"Q{trip_id.hex[:8]}",
                    "SCHEDULED" if hold else "PENDING",
                    timedelta(hours=9 if hold else 1),
                    mode,
                ),
            )
        eventually(lambda: self.rows(Silo.EMS, "select 1 from medport.available_trip where trip_id = %s", trip_id))
        found = self.rows(Silo.HOSPITAL, "select trip_number from medport.transport_request where id = %s", trip_id)
        return trip_id, str(found[0][0])

    def status(self, trip_id: UUID) -> str:
        """A trip's status as its hospital's silo has it."""
        found = self.rows(Silo.HOSPITAL, "select status from medport.transport_request where id = %s", trip_id)
        return str(found[0][0])

    def unit(self, agency: str) -> UUID:
        """A unit of that agency that nobody else uses, free and able to run a BLS trip."""
        with self.trio.superuser(Silo.EMS) as connection:
            row = connection.execute(
                """insert into medport.unit (agency_id, unit_number, type, current_status, coordinates)
                   select id, 'Q-' || substr(gen_random_uuid()::text, 1, 6), 'BLS', 'AVAILABLE', coordinates
                   from medport.ems_agency where name = %s returning id""",
                (agency,),
            ).fetchone()
        assert row is not None
        return UUID(str(row[0]))

    def bid(self, trip_id: UUID, agency: str, dollars: int = 400, minutes: int = 70) -> UUID:
        """An agency bids; returns once the hospital counts it."""
        bid_id, unit = uuid4(), self.unit(agency)
        count = "select bid_count from medport.transport_request where id = %s"
        before = self.rows(Silo.HOSPITAL, count, trip_id)
        with self.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
            connection.execute(
                """insert into transport_bid (id, agency_id, transport_request_id, bid_amount, estimated_pickup,
                                              estimated_arrival, unit_id)
                   values (%s, medport.my_agency_id(), %s, %s, now() + %s, now() + %s, %s)""",
                (bid_id, trip_id, dollars * 100, timedelta(minutes=minutes), timedelta(minutes=minutes + 30), unit),
            )
        eventually(lambda: self.rows(Silo.HOSPITAL, count, trip_id) != before)
        return bid_id

    def withdraw(self, bid_id: UUID, agency: str) -> None:
        """The agency takes its bid back."""
        with self.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
            connection.execute("update transport_bid set status = 'WITHDRAWN' where id = %s", (bid_id,))

    def accepted_trip(self, agency: str = BEDFORD) -> tuple[UUID, str]:
        """A trip that an agency has accepted with a unit of its own."""
        trip_id, number = self.trip(mode="FIRST_ACCEPT")
        unit = self.unit(agency)
        with self.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
            connection.execute(
                """insert into assignment (id, trip_id, agency_id, unit_id, estimated_pickup)
                   values (%s, %s, medport.my_agency_id(), %s, now() + interval '20 minutes')""",
                (uuid4(), trip_id, unit),
            )
        eventually(lambda: self.status(trip_id) == "ACCEPTED")
        return trip_id, number

    def audited(self, silo: Silo, table: str, trip_id: UUID) -> list[str]:
        """Who changed that table for that trip, oldest first."""
        found = self.rows(
            silo,
            """select user_name from audit.log where trip_id = %s and entity_type = %s order by "timestamp", id""",
            trip_id,
            table,
        )
        return [str(name) for (name,) in found]


@pytest.fixture
def me(trio: Trio) -> str:
    """The dispatcher's name, as the audit logs have it."""
    return str(trio.accounts[DISPATCHER].name)


@pytest.fixture
def region(trio: Trio) -> Region:
    """People who are not of the center."""
    return Region(trio)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its theme."""
    theme().install(qapp)
    return qapp


@pytest.fixture
def center(trio: Trio, dressed: QApplication) -> Iterator[Center]:
    """The demo's dispatcher of the center, live."""
    with Center.open(trio.urls.for_people(), DISPATCHER, trio.accounts[DISPATCHER].password) as opened:
        yield opened
