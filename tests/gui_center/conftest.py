"""The center at work in the demo region, and what hospitals and agencies do meanwhile through their own connections."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.silos.world import World

DISPATCHER = "dispatch@center.example"
ADMIN = "admin@center.example"
DESKS = {"Conemaugh Nason Medical Center": "desk@nason.example", "UPMC Altoona": "desk@altoona.example"}
AGENCIES = {"Bedford demo EMS": "dispatch@bedford.example", "Blair demo Ambulance": "dispatch@blair.example"}
NASON, ALTOONA = DESKS
BEDFORD, BLAIR = AGENCIES


class Region(World):
    """Hospitals and agencies."""

    usual: ClassVar = {
        "destination_facility_id": demo_id("facility", "UPMC Somerset"),
        "priority": "HIGH",
        "pickup_location": "",
        "contact_phone": "",
        "special_requirements_note": "",
    }

    def entered(self, hospital: str = NASON, *, scheduled: bool = False, **facts: object) -> tuple[UUID, str]:
        """Id and number of a trip that a hospital enters."""
        ready = datetime.now(UTC) + timedelta(hours=9 if scheduled else 1)
        trip = self.trip(hospital=hospital, status="SCHEDULED" if scheduled else "PENDING", ready_at=ready, **facts)
        return trip, self.number(trip)

    def accepted(self, of: str = "bedford") -> tuple[UUID, str]:
        """Id and number of a trip that an agency has accepted with a unit of its own."""
        trip, number = self.entered(award_mode="FIRST_ACCEPT")
        self.accept(trip, of)
        return trip, number

    def audited(self, silo: Silo, table: str, trip_id: UUID) -> list[str]:
        """Who changed that table for that trip, oldest first."""
        query = """select user_name from audit.log where trip_id = %s and entity_type = %s order by "timestamp", id"""
        return [str(name) for (name,) in self.rows(silo, query, trip_id, table)]


@pytest.fixture
def me(trio: Trio) -> str:
    """The dispatcher's name, as the audit logs have it."""
    return str(trio.accounts[DISPATCHER].name)


@pytest.fixture
def region(trio: Trio) -> Iterator[Region]:
    """People who are not of the center."""
    with Region.of(trio) as people:
        yield people


@pytest.fixture
def center(trio: Trio, dressed: QApplication) -> Iterator[Center]:
    """The demo's dispatcher of the center, live."""
    with Center.open(trio, DISPATCHER) as opened:
        yield opened
