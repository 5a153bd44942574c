"""A desk in the demo region, and what other people do meanwhile, each through their own connection."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from medport_desktop.silos.demo.people import demo_id
from tests.conftest import Trio
from tests.gui_hospital.desk import Desk
from tests.silos.world import World

EMAIL = "desk@nason.example"
COLLEAGUE = "manager@nason.example"
AGENCIES = {"Bedford demo EMS": "dispatch@bedford.example", "Blair demo Ambulance": "dispatch@blair.example"}
BEDFORD, BLAIR = AGENCIES


class Others(World):
    """The colleague at the next desk, and agencies."""

    usual: ClassVar = {
        "destination_facility_id": demo_id("facility", "UPMC Altoona"),
        "priority": "HIGH",
        "pickup_location": "",
        "contact_phone": "",
        "special_requirements_note": "",
    }

    def trip(self, *, by: str = COLLEAGUE, **facts: object) -> UUID:
        """The colleague enters a trip."""
        return super().trip(by=by, **facts)


@pytest.fixture
def others(trio: Trio) -> Iterator[Others]:
    """People who are not at this desk."""
    with Others.of(trio) as people:
        yield people


@pytest.fixture
def desk(trio: Trio, dressed: QApplication) -> Iterator[Desk]:
    """The demo desk of Conemaugh Nason, live."""
    with Desk.open(trio, EMAIL) as opened:
        yield opened
