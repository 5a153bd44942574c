"""A command of a service, and how to call it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from medport_desktop.services.accounts import Accounts
from medport_desktop.services.agency.agency_office import AgencyOffice, UnitPlans
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.admin import Admin
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.center.organisations import Agencies, Hospitals
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.session.session import Session
from tests.fuzz.scene import Kept, Scene, Somebody

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """A method of a service, and how to call it so that it works."""

    service: type
    method: str
    who: str
    good: Callable[[Scene, Somebody], Arguments]
    kept: Callable[[Scene, Somebody, Arguments], Kept] | None = None
    """After a success. None: what it does is a change of state, which the tests of that state look at."""
    weight: int = 4
    """How many values a field gets."""

    @property
    def name(self) -> str:
        return f"{self.service.__name__}.{self.method}"

    def call(self, person: Somebody, arguments: Arguments) -> Any:
        return getattr(_SERVICES[self.service](person), self.method)(**arguments)


_SERVICES: dict[type, Callable[[Somebody], Any]] = {
    TripEntry: lambda p: p.desk,
    BidBoard: lambda p: p.board,
    UnitPlans: lambda p: p.board.plans,
    AgencyOffice: lambda p: p.board.office,
    Accounts: lambda p: p.admin,
    Admin: lambda p: p.admin,
    Hospitals: lambda p: p.hospitals,
    Agencies: lambda p: p.agencies,
    HospitalManager: lambda p: p.places,
    Broadcasts: lambda p: p.broadcasts,
    Handoffs: lambda p: p.handoffs,
    Session: lambda p: p.session,
}
