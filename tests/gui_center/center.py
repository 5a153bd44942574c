"""A center person's window on real silos, with the listeners that keep it live."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Person
from medport_desktop.gui.admin import AdminPage
from medport_desktop.gui.center import DispatchWindow
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock
from medport_desktop.gui.session.session_shell import join
from medport_desktop.gui.shared.broadcast import BroadcastReceiver
from medport_desktop.person_window import now, window_of
from medport_desktop.runtime import Runtime
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.outbox.outbox import KeptStore, Outbox
from tests.at_work import AtWork

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Center(AtWork[DispatchWindow]):
    """Somebody of the center at work. Use it in a `with`; it takes everything down again."""

    admin: AdminPage | None

    @classmethod
    def open(
        cls,
        urls: Mapping[Silo, str],
        email: str,
        password: str,
        keeps: Callable[[Person], KeptStore] | None = None,
    ) -> Self:
        """Sign in, open the window and wait until it is live and has read everything."""
        manager = DatabaseManager(urls)
        manager.sign_in(email, password)
        runtime = Runtime.build(safety_ms=0)
        person, stores = manager.person, Stores.of(manager)
        settings = stores.center.settings()
        set_site_clock(SiteClock(settings.zone))
        outbox = Outbox(keeps(person) if keeps is not None else None, stores.hospital, stores.ems, now)
        window = window_of(runtime, person, stores, settings, outbox, now)
        assert isinstance(window, DispatchWindow)
        BroadcastReceiver(window, runtime, Broadcasts(person, stores))
        join(window, runtime, person, window.close, window.close, outbox)
        listeners = [Listener(database, runtime.changes, heartbeat_s=0.5) for database in manager.databases.values()]
        made = cls(manager, runtime, listeners, window, [], window.findChild(AdminPage))
        made.show()
        made.until(lambda: all(made.is_live(silo) for silo in Silo) and runtime.tasks.is_idle)
        made.until(lambda: window.trips_page.model.rows() and window.units_page.model.rows())
        made.settle()
        return made

    # -- doing ------------------------------------------------------------------------------------------
    def focused(self) -> QWidget:
        """What has the focus: in the dialog on top, else in the window."""
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow():  # a window manager would do that when a dialog has closed
            top.activateWindow()
            self.until(top.isActiveWindow)
        return top.focusWidget() or top

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focused(), text)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused(), key, modifiers)
        QApplication.processEvents()

    def choose_trip(self, number: str) -> None:
        """Find a trip by the command field and bring it into view, by keyboard alone."""
        self.until(lambda: any(row.trip.trip_number == number for row in self.window.trips_page.model.all_rows()))
        self.press(Qt.Key.Key_K, CTRL)
        self.type(number)
        self.press(Qt.Key.Key_Return)
        panel = self.window.trips_page.panel
        self.until(lambda: panel.row is not None and panel.row.trip.trip_number == number)
        self.settle()
        self.window.trips_page.ui.board.setFocus()
