"""Which window a person works in, with the services that it needs."""

# ruff: noqa: PLC0415  (the windows' modules are imported when the person is known: the sign-in window comes first)

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from medport_desktop.data.manager import DatabaseManager
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.system import SystemStore
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.settings import Settings
from medport_desktop.gui.kit.shell import ConsoleShell
from medport_desktop.runtime import Runtime
from medport_desktop.services.admin import Admin
from medport_desktop.services.bid_board import BidBoard
from medport_desktop.services.dispatch import Dispatch
from medport_desktop.services.trip_entry import TripEntry


def build_window(runtime: Runtime, manager: DatabaseManager, settings: Settings) -> ConsoleShell:
    """The window of the signed-in person's kind, with the services that it needs."""
    person, databases = manager.person, manager.databases
    hospital, ems = HospitalStore(databases[Silo.HOSPITAL]), EmsStore(databases[Silo.EMS])
    center = CenterStore(databases[Silo.CENTER])
    desk = TripEntry(person, hospital, ems, center, _now)
    agency = BidBoard(person, hospital, ems, center, _now)
    match person.user_type:
        case UserType.HOSPITAL:
            from medport_desktop.gui.trip_entry import TripEntryWindow

            return TripEntryWindow(runtime, desk, settings)
        case UserType.EMS:
            from medport_desktop.gui.bid_board import BidBoardWindow

            return BidBoardWindow(runtime, agency, settings)
        case UserType.CENTER:
            from medport_desktop.gui.dispatch_board import DispatchWindow

            admin = _admin_page(runtime, Admin(person, center, SystemStore(databases)))
            return DispatchWindow(runtime, Dispatch(desk, agency, ems), settings, admin_page=admin)


def _admin_page(runtime: Runtime, admin: Admin) -> QWidget | None:
    """The administrator's page; other people of the center have none."""
    if not admin.person.is_administrator:
        return None
    from medport_desktop.gui.admin import AdminPage

    return AdminPage(runtime, admin)


def _now() -> datetime:
    return datetime.now(UTC)
