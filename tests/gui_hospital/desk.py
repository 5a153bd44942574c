"""A person's trip-entry window on real silos, with the listeners that keep it live."""

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
from medport_desktop.gui.hospital import TripEntryWindow
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock
from medport_desktop.gui.session.session_shell import join
from medport_desktop.person_window import now, window_of
from medport_desktop.runtime import Runtime
from medport_desktop.services.outbox.outbox import KeptStore, Outbox
from tests.at_work import SIZE, AtWork

W = TypeVar("W", bound=QWidget)
WAIT_S = 10


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
        person, stores = manager.person, Stores.of(manager)
        settings = stores.center.settings()
        set_site_clock(SiteClock(settings.zone))
        outbox = Outbox(keeps(person) if keeps is not None else None, stores.hospital, stores.ems, now)
        window = window_of(runtime, person, stores, settings, outbox, now)
        assert isinstance(window, TripEntryWindow)
        join(window, runtime, person, window.close, window.close, outbox)
        listeners = [Listener(database, runtime.changes, heartbeat_s=0.5) for database in manager.databases.values()]
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
