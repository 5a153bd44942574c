"""Which window a person works in, with the services that it needs."""

# ruff: noqa: PLC0415  (the windows' modules are imported when the person is known: the sign-in window comes first)

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.broadcasts import BroadcastStore
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.handoffs import HandoffStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.hospital_manager import HospitalManagerStore
from medport_desktop.data.stores.system import SystemStore
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.people import Person
from medport_desktop.domain.settings import Settings
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.runtime import Runtime
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.admin import Admin
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.dispatch import Dispatch
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.outbox.outbox import KeptStore, Outbox


def build_outbox(manager: DatabaseManager, keeps: Callable[[Person], KeptStore] | None) -> Outbox:
    """What sends the signed-in person's writes; `keeps` gives where their own are kept while a silo is away."""
    databases = manager.databases
    store = keeps(manager.person) if keeps is not None else None
    return Outbox(store, HospitalStore(databases[Silo.HOSPITAL]), EmsStore(databases[Silo.EMS]), _now)


def build_window(runtime: Runtime, manager: DatabaseManager, settings: Settings, outbox: Outbox) -> ConsoleShell:
    """The window of the signed-in person's kind, with the services that it needs, and with messages from the center."""
    from medport_desktop.gui.shared.broadcast import BroadcastInbox, BroadcastReceiver
    from medport_desktop.gui.shared.sounds import MessageWatch

    broadcasts = Broadcasts(manager.person, BroadcastStore(manager.databases[Silo.CENTER]))
    window = _window_of(runtime, manager, settings, broadcasts, outbox)
    receiver = BroadcastReceiver(window, runtime, broadcasts)
    BroadcastInbox(window, runtime, broadcasts, receiver)
    MessageWatch(window, receiver.arrived)
    return window


def _window_of(
    runtime: Runtime, manager: DatabaseManager, settings: Settings, broadcasts: Broadcasts, outbox: Outbox
) -> ConsoleShell:
    person, databases = manager.person, manager.databases
    hospital, ems = HospitalStore(databases[Silo.HOSPITAL]), EmsStore(databases[Silo.EMS])
    center = CenterStore(databases[Silo.CENTER])
    desk = TripEntry(person, hospital, ems, center, _now, outbox)
    agency = BidBoard(person, hospital, ems, center, _now, outbox)
    accounts = Accounts(person, center, SystemStore(databases)) if person.is_manager else None
    match person.user_type:
        case UserType.HOSPITAL:
            from medport_desktop.gui.hospital import Managing, TripEntryWindow

            places = HospitalManager(person, HospitalManagerStore(databases[Silo.HOSPITAL]))
            managing = Managing(places, accounts) if accounts is not None else None
            return TripEntryWindow(runtime, desk, settings, managing)
        case UserType.EMS:
            from medport_desktop.gui.agency import BidBoardWindow

            return BidBoardWindow(runtime, agency, settings, accounts=accounts)
        case UserType.CENTER:
            from medport_desktop.gui.center import DispatchWindow
            from medport_desktop.gui.hospital import HospitalEntry

            admin = _admin_page(runtime, Admin(person, center, SystemStore(databases)))
            handoffs = Handoffs(person, HandoffStore(databases[Silo.CENTER]))
            dispatch = Dispatch(desk, agency, ems, broadcasts, handoffs)
            entry = HospitalEntry(runtime, desk, settings)
            return DispatchWindow(runtime, dispatch, settings, entry, admin_page=admin)


def _admin_page(runtime: Runtime, admin: Admin) -> QWidget | None:
    """The administrator's page; other people of the center have none."""
    if not admin.person.is_administrator:
        return None
    from medport_desktop.gui.admin import AdminPage

    return AdminPage(runtime, admin)


def _now() -> datetime:
    return datetime.now(UTC)
