"""A dispatcher of the demo region, and what other people do meanwhile, each through their own connection."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from tests.conftest import Trio
from tests.gui_agency.console import Console
from tests.silos.world import World

DISPATCH = "dispatch@bedford.example"
MANAGER = "manager@bedford.example"
RIVAL = "dispatch@blair.example"
DESK = "desk@nason.example"


class Others(World):
    """The hospital's desk and another agency's dispatcher. What they entered is taken back after the test."""

    usual: ClassVar = {
        "destination_facility_id": demo_id("facility", "UPMC Altoona"),
        "transport_level": "ALS",
        "priority": "HIGH",
        "contact_phone": "(814) 555-0100",
        "special_requirements": ["oxygen"],
        "special_requirements_note": "Keep the drip",
    }

    def trip(self, **facts: object) -> UUID:
        """The desk enters a trip."""
        trip_id = super().trip(**facts)
        self._entered.append(trip_id)
        return trip_id

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

    def award_open(self, trip_id: UUID) -> None:
        """The desk awards the trip's open bid."""
        query = "select id from medport.transport_bid where transport_request_id = %s and status = 'PENDING'"
        self.settle()
        self.award(trip_id, self.value(Silo.EMS, query, trip_id))

    def colleague_accepts(self, trip_id: UUID, unit_number: str) -> None:
        """Somebody else of the agency accepts a first-accept trip with that unit."""
        self.person(MANAGER, Silo.EMS).execute(
            """insert into assignment (id, trip_id, agency_id, unit_id, estimated_pickup)
               select %s, %s, medport.my_agency_id(), u.id, now() + interval '20 minutes'
               from unit u where u.unit_number = %s""",
            (uuid4(), trip_id, unit_number),
        )

    def set_unit(self, number: str, status: str) -> None:
        """Give a unit another status, as nobody in particular."""
        self.run(Silo.EMS, "update medport.unit set current_status = %s where unit_number = %s", status, number)

    def clean_up(self) -> None:
        """End what is still going on."""
        for trip_id in self._entered:
            self.run(
                Silo.EMS,
                "update medport.assignment set status = 'CANCELLED', end_reason = 'OTHER', ended_at = now()"
                " where trip_id = %s and ended_at is null and status in ('IN_TRANSIT', 'AT_DESTINATION')",
                trip_id,
            )
            if self.status(trip_id) in ("PENDING", "ACCEPTED", "EN_ROUTE", "ON_SCENE"):
                self.cancel(trip_id)

    @cached_property
    def _entered(self) -> list[UUID]:
        return []


@pytest.fixture(autouse=True)
def units_are_free(trio: Trio) -> None:
    """Before any console is open: what other tests hold is given back."""
    trio.end_what_tests_began()


@pytest.fixture
def others(trio: Trio) -> Iterator[Others]:
    """People who are not at this console."""
    with Others.of(trio) as people:
        yield people
        people.clean_up()


@pytest.fixture
def console(trio: Trio, dressed: QApplication) -> Iterator[Console]:
    """The demo dispatcher of Bedford, live."""
    with Console.open(trio, DISPATCH) as opened:
        yield opened
