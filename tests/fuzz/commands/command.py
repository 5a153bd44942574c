"""A command of a service, and how to call it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from medport_desktop.data.stores.broadcasts import BroadcastStore
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.fleet import FleetStore
from medport_desktop.data.stores.handoffs import HandoffStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.hospital_manager import HospitalManagerStore
from medport_desktop.data.stores.organisations import OrganisationStore
from medport_desktop.data.stores.system import SystemStore
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.admin import Admin
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.session.session import Session
from tests.fuzz.scene import Kept, Scene, Somebody

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """A method of a service or a store, and how to call it so that it works."""

    service: type
    method: str
    who: str
    good: Callable[[Scene, Somebody], Arguments]
    kept: Callable[[Scene, Somebody, Arguments], Kept] | None = None
    """After a success. None: what it does is a change of state, which the tests of that state look at."""
    weight: int = 4
    """How many values a field gets."""
    check: Callable[[Somebody, Arguments], None] = lambda _who, _arguments: None
    """What the form makes sure of before it calls. Raises InvalidForm."""

    @property
    def name(self) -> str:
        return f"{self.service.__name__}.{self.method}"

    def call(self, person: Somebody, arguments: Arguments) -> Any:
        self.check(person, arguments)
        return getattr(_SERVICES[self.service](person), self.method)(**arguments)


_SERVICES: dict[type, Callable[[Somebody], Any]] = {
    TripEntry: lambda p: p.trip_entry,
    BidBoard: lambda p: p.board,
    Accounts: lambda p: p.admin,
    Admin: lambda p: p.admin,
    HospitalManager: lambda p: p.places,
    Broadcasts: lambda p: p.broadcasts,
    Handoffs: lambda p: p.handoffs,
    Session: lambda p: p.session,
    HospitalStore: lambda p: p.stores.hospital,
    HospitalManagerStore: lambda p: p.stores.places,
    EmsStore: lambda p: p.stores.ems,
    FleetStore: lambda p: p.stores.fleet,
    CenterStore: lambda p: p.stores.center,
    BroadcastStore: lambda p: p.stores.broadcasts,
    HandoffStore: lambda p: p.stores.handoffs,
    OrganisationStore: lambda p: p.stores.organisations,
    SystemStore: lambda p: p.stores.system,
}
