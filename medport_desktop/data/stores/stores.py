"""Everything that a signed-in person may read and write, as the silos' policies allow it to that person."""

from dataclasses import dataclass
from typing import Self

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.analytics import AnalyticsStore
from medport_desktop.data.stores.broadcasts import BroadcastStore
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.fleet import FleetStore
from medport_desktop.data.stores.handoffs import HandoffStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.hospital_manager import HospitalManagerStore
from medport_desktop.data.stores.organisations import OrganisationStore
from medport_desktop.data.stores.system import SystemStore
from medport_desktop.domain.enums import Silo


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of one person's connections. Windows read from them; what needs a rule goes through a service.

    The four questions that every window begins with: who is this and where do they belong (`DatabaseManager.sign_in`),
    which agencies are there (`center.agencies`), all trips (`hospital.trips`), and all trips on offer to an agency
    (`ems.board`, the copy in the agency's own silo).

    Every method of a store may wait for its silo, so it is called in a worker, and may raise SiloAway.
    """

    hospital: HospitalStore
    places: HospitalManagerStore
    ems: EmsStore
    fleet: FleetStore
    center: CenterStore
    broadcasts: BroadcastStore
    handoffs: HandoffStore
    analytics: AnalyticsStore
    organisations: OrganisationStore
    system: SystemStore

    @classmethod
    def of(cls, manager: DatabaseManager) -> Self:
        """Those of the person who is signed in at `manager`."""
        databases = manager.databases
        return cls(
            hospital=HospitalStore(databases[Silo.HOSPITAL]),
            places=HospitalManagerStore(databases[Silo.HOSPITAL]),
            ems=EmsStore(databases[Silo.EMS]),
            fleet=FleetStore(databases[Silo.EMS]),
            center=CenterStore(databases[Silo.CENTER]),
            broadcasts=BroadcastStore(databases[Silo.CENTER]),
            handoffs=HandoffStore(databases[Silo.CENTER]),
            analytics=AnalyticsStore(databases[Silo.CENTER]),
            organisations=OrganisationStore(databases),
            system=SystemStore(databases),
        )
