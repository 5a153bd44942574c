"""A small region of its own for these tests: two hospitals, two agencies, a few people, on three real servers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from medport_desktop.data.connection import scram
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import (
    AwardMode,
    Mobility,
    Need,
    Priority,
    Silo,
    TransportLevel,
)
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.trips import NewTrip
from medport_desktop.silos.urls import SiloUrls
from tests.support import until

DESK = "desk@altoona.example"
DESK_2 = "desk@tyrone.example"
DISPATCH = "dispatch@blue.example"
DISPATCH_2 = "dispatch@red.example"
CENTER = "night@center.example"
ADMIN = "admin@center.example"
PASSWORD = "correct horse battery"
ITERATIONS = 4096


@dataclass
class World:
    """The three servers, and the ids of what was put into them."""

    urls: SiloUrls
    hospital: UUID = field(default_factory=uuid4)
    hospital_2: UUID = field(default_factory=uuid4)
    agency: UUID = field(default_factory=uuid4)
    agency_2: UUID = field(default_factory=uuid4)
    altoona: UUID = field(default_factory=uuid4)
    tyrone: UUID = field(default_factory=uuid4)
    johnstown: UUID = field(default_factory=uuid4)
    unit: UUID = field(default_factory=uuid4)
    unit_als: UUID = field(default_factory=uuid4)
    unit_2: UUID = field(default_factory=uuid4)

    def superuser(self, silo: Silo) -> psycopg.Connection:
        return psycopg.connect(self.urls[silo], autocommit=True)

    def manager(self, **options: Any) -> DatabaseManager:
        return DatabaseManager(dict(self.urls.items()), **options)

    def execute(self, silo: Silo, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self.superuser(silo) as connection:
            cursor = connection.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def build(self) -> "World":
        center, hospital, ems = Silo.CENTER, Silo.HOSPITAL, Silo.EMS
        for key, name in ((self.hospital, "UPMC Altoona"), (self.hospital_2, "Penn Highlands Tyrone")):
            self.execute(center, "insert into medport.hospital (id, name) values (%s, %s)", key, name)
        for key, name in ((self.agency, "Blue EMS"), (self.agency_2, "Red EMS")):
            self.execute(
                center,
                "insert into medport.service_registry (id, service_name, service_type, configuration)"
                " values (%s, %s, 'EMS_AGENCY', %s)",
                key,
                name,
                Jsonb({}),
            )
        until(lambda: self.execute(ems, "select count(*) from medport.ems_agency")[0][0] == 2)
        self.execute(
            ems,
            "update medport.ems_agency set coordinates = '(-78.4,40.5)', city = 'Altoona', capabilities = %s,"
            " pricing_structure = %s, is_active = true, status = 'ACTIVE'",
            ["BLS", "ALS"],
            Jsonb({"BLS": {"base_cents": 20_000, "per_mile_cents": 900}}),
        )
        for key, agency, number, kind in (
            (self.unit, self.agency, "M21", "BLS"),
            (self.unit_als, self.agency, "M22", "ALS"),
            (self.unit_2, self.agency_2, "R1", "ALS"),
        ):
            self.execute(
                ems,
                "insert into medport.unit (id, agency_id, unit_number, type, current_status)"
                " values (%s, %s, %s, %s, 'AVAILABLE')",
                key,
                agency,
                number,
                kind,
            )
        for key, owner, name, city, place in (
            (self.altoona, self.hospital, "UPMC Altoona", "Altoona", "(-78.3947,40.5187)"),
            (self.tyrone, self.hospital_2, "Penn Highlands Tyrone", "Tyrone", "(-78.2386,40.6706)"),
            (self.johnstown, None, "Conemaugh Memorial", "Johnstown", "(-78.9220,40.3267)"),
        ):
            self.execute(
                hospital,
                "insert into medport.hospital_facility (id, hospital_id, name, type, city, state, zip_code,"
                " coordinates) values (%s, %s, %s, 'HOSPITAL', %s, 'PA', '16601', %s)",
                key,
                owner,
                name,
                city,
                place,
            )
        until(
            lambda: (
                self.execute(center, "select count(*) from medport.agency_directory where 'ALS' = any (capabilities)")[
                    0
                ][0]
                == 2
            )
        )
        self.add_person(DESK, "hospital", self.hospital, name="Ann Lee")
        self.add_person(DESK_2, "hospital", self.hospital_2, name="Bo Kim")
        self.add_person(DISPATCH, "ems", self.agency, name="Cy Day")
        self.add_person(DISPATCH_2, "ems", self.agency_2, name="Di Fox")
        self.add_person(CENTER, "center", None, name="Ed Hay")
        self.add_person(ADMIN, "center", None, name="Flo Ivy", manager=True)
        return self

    def add_person(
        self,
        email: str,
        user_type: str,
        organisation: UUID | None,
        *,
        name: str = "Somebody",
        manager: bool = False,
        password: str = PASSWORD,
        iterations: int = ITERATIONS,
        must_change: bool = False,
    ) -> UUID:
        """Make an account as the server's superuser would, and wait until every silo has it."""
        key = uuid4()
        by_silo = {silo: scram.verifier(password, iterations) for silo in Silo}
        self.execute(
            Silo.CENTER,
            "insert into medport.app_user (id, email, password, name, user_type, is_manager, hospital_id, agency_id,"
            " must_change_password) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            key,
            email,
            by_silo[Silo.CENTER],
            name,
            user_type,
            manager,
            organisation if user_type == "hospital" else None,
            organisation if user_type == "ems" else None,
            must_change,
        )
        for silo in (Silo.HOSPITAL, Silo.EMS):
            self.execute(
                Silo.CENTER,
                f"insert into reference.verifier_{silo} (user_id, verifier) values (%s, %s)",
                key,
                by_silo[silo],
            )
        for silo in Silo:
            until(lambda silo=silo: self._has_login(silo, email))
        return key

    def _has_login(self, silo: Silo, email: str) -> bool:
        rows = self.execute(
            silo,
            "select rolcanlogin and rolpassword is not null from pg_authid where rolname = %s",
            scram.role_name(email),
        )
        return rows == [(True,)]

    def new_trip(self, **changes: Any) -> NewTrip:
        """A trip from Altoona to Johnstown that is fit to be sent."""
        values: dict[str, Any] = {
            "patient": Patient(
                mrn=f"MRN{uuid4().hex[:8]}",
                name="Test Patient",
                birth_date=datetime(1950, 1, 31, tzinfo=UTC).date(),
                weight_kg=81.5,
                mobility=Mobility.STRETCHER,
            ),
            "origin_facility_id": self.altoona,
            "destination_facility_id": self.johnstown,
            "destination_text": "",
            "pickup_location": "4 West 12",
            "contact_phone": "814-555-0100",
            "transport_level": TransportLevel.BLS,
            "priority": Priority.HIGH,
            "special_requirements": frozenset({Need.OXYGEN, Need.STRETCHER}),
            "special_requirements_note": "2 L/min",
            "ready_at": datetime.now(UTC) + timedelta(minutes=30),
            "deliver_by": None,
            "award_mode": AwardMode.BIDDING,
        }
        return NewTrip(**(values | changes))
