"""Which window a person works in, with the services that it needs."""

# ruff: noqa: PLC0415  (the windows' modules are imported when the person is known: the sign-in window comes first)

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.people import Person
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
from medport_desktop.services.outbox.outbox import Outbox


def now() -> datetime:
    """The aware time now, by this workstation's clock."""
    return datetime.now(UTC)


def build_window(runtime: Runtime, person: Person, stores: Stores, settings: Settings, outbox: Outbox) -> ConsoleShell:
    """The window of the person's kind, with messages from the center."""
    from medport_desktop.gui.shared.broadcast import BroadcastInbox, BroadcastReceiver
    from medport_desktop.gui.shared.sounds import MessageWatch

    window = _window_of(runtime, person, stores, settings, outbox)
    broadcasts = Broadcasts(person, stores)
    receiver = BroadcastReceiver(window, runtime, broadcasts)
    BroadcastInbox(window, runtime, broadcasts, receiver)
    MessageWatch(window, receiver.arrived)
    return window


def _window_of(runtime: Runtime, person: Person, stores: Stores, settings: Settings, outbox: Outbox) -> ConsoleShell:
    trip_entry = TripEntry(person, stores, now, outbox)
    bid_board = BidBoard(person, stores, now, outbox)
    accounts = Accounts(person, stores) if person.is_manager else None
    match person.user_type:
        case UserType.HOSPITAL:
            from medport_desktop.gui.hospital import Managing, TripEntryWindow

            managing = Managing(HospitalManager(person, stores), accounts) if accounts is not None else None
            return TripEntryWindow(runtime, trip_entry, settings, managing)
        case UserType.EMS:
            from medport_desktop.gui.agency import BidBoardWindow

            return BidBoardWindow(runtime, bid_board, settings, accounts=accounts)
        case UserType.CENTER:
            from medport_desktop.gui.center import DispatchWindow
            from medport_desktop.gui.hospital import HospitalEntry

            dispatch = Dispatch(stores, trip_entry, bid_board, Broadcasts(person, stores), Handoffs(person, stores))
            entry = HospitalEntry(runtime, trip_entry, settings)
            admin = _admin_page(runtime, Admin(person, stores)) if person.is_administrator else None
            return DispatchWindow(runtime, dispatch, settings, entry, admin_page=admin)


def _admin_page(runtime: Runtime, admin: Admin) -> QWidget:
    from medport_desktop.gui.admin import AdminPage

    return AdminPage(runtime, admin)
