"""A person's trip-entry window on real silos, with the listeners that keep it live."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.data.stores.hospital_manager import HospitalManagerStore
from medport_desktop.data.stores.system import SystemStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Person
from medport_desktop.gui.hospital import Managing, TripEntryWindow
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock
from medport_desktop.gui.session.session_shell import join
from medport_desktop.runtime import Runtime
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.outbox.outbox import KeptStore, Outbox
from tests.at_work import SIZE, AtWork

W = TypeVar("W", bound=QWidget)
WAIT_S = 10


def _managing(person: Person, databases: Mapping[Silo, Database], center: CenterStore) -> Managing | None:
    """What a manager has beside a desk, as the program gives it."""
    if not person.is_manager:
        return None
    places = HospitalManager(person, HospitalManagerStore(databases[Silo.HOSPITAL]))
    return Managing(places, Accounts(person, center, SystemStore(databases)))


@dataclass
class Desk(AtWork[TripEntryWindow]):
    """Somebody at a desk. Use it in a `with`; it takes everything down again."""

    @classmethod
    def open(
        cls,
        urls: Mapping[Silo, str],
        email: str,
        password: str,
        size: tuple[int, int] = SIZE,
        keeps: Callable[[Person], KeptStore] | None = None,
    ) -> Self:
        """Sign in, open the window and wait until it is live and has read everything."""
        manager = DatabaseManager(urls)
        manager.sign_in(email, password)
        runtime = Runtime.build(safety_ms=0)
        databases = manager.databases
        center = CenterStore(databases[Silo.CENTER])
        settings = center.settings()
        set_site_clock(SiteClock(settings.zone))
        hospital, ems = HospitalStore(databases[Silo.HOSPITAL]), EmsStore(databases[Silo.EMS])
        store = keeps(manager.person) if keeps is not None else None
        outbox = Outbox(store, hospital, ems, lambda: datetime.now(UTC))
        desk = TripEntry(manager.person, hospital, ems, center, lambda: datetime.now(UTC), outbox)
        window = TripEntryWindow(runtime, desk, settings, _managing(manager.person, databases, center))
        join(window, runtime, manager.person, window.close, window.close, outbox)
        listeners = [Listener(database, runtime.changes, heartbeat_s=0.5) for database in databases.values()]
        made = cls(manager, runtime, listeners, window, [])
        made.show(size)
        made.until(lambda: all(made.is_live(silo) for silo in Silo) and runtime.tasks.is_idle)
        made.until(lambda: bool(window.feed.facilities) and runtime.tasks.is_idle)
        return made

    def stop_reading(self) -> None:
        self.window.feed.close()

    # -- looking ----------------------------------------------------------------------------------------
    def error(self, name: str) -> str:
        """The sentence at a field."""
        return self.window.entry.form.field(name).error()

    # -- doing ------------------------------------------------------------------------------------------
    def keys(self, *what: str | Qt.Key, to: QWidget | None = None) -> None:
        """Type texts and press keys, wherever the focus is (or into `to`)."""
        for item in what:
            target = to or self.window.focusWidget() or self.window
            if isinstance(item, str):
                QTest.keyClicks(target, item)
            else:
                QTest.keyClick(target, item)
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key with modifiers, wherever the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def click(self, name: str) -> None:
        """A left click in the middle of a control."""
        QTest.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)
