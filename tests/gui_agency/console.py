"""A dispatcher's bid board on real silos, with the listeners that keep it live."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Person
from medport_desktop.gui.agency import BidBoardWindow
from medport_desktop.gui.agency.offers.offer_rows import BoardRow
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.session.session_shell import join
from medport_desktop.person_window import window_of
from medport_desktop.runtime import Runtime
from medport_desktop.services.outbox.outbox import KeptStore, Outbox
from tests.at_work import SIZE, AtWork

W = TypeVar("W", bound=QWidget)
WAIT_S = 10


@dataclass
class Console(AtWork[BidBoardWindow]):
    """Somebody at an agency's console. Use it in a `with`; it takes everything down again."""

    @classmethod
    def open(
        cls,
        urls: Mapping[Silo, str],
        email: str,
        password: str,
        *,
        size: tuple[int, int] = SIZE,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        keeps: Callable[[Person], KeptStore] | None = None,
    ) -> Self:
        """Sign in, open the window and wait until everything has been read."""
        manager = DatabaseManager(urls)
        manager.sign_in(email, password)
        runtime = Runtime.build(safety_ms=0)
        person, stores = manager.person, Stores.of(manager)
        settings = stores.center.settings()
        set_site_clock(SiteClock(settings.zone, clock))
        outbox = Outbox(keeps(person) if keeps is not None else None, stores.hospital, stores.ems, clock)
        window = window_of(runtime, person, stores, settings, outbox, clock)
        assert isinstance(window, BidBoardWindow)
        join(window, runtime, person, window.close, window.close, outbox)
        listeners = [Listener(database, runtime.changes, heartbeat_s=0.5) for database in manager.databases.values()]
        made = cls(manager, runtime, listeners, window, [])
        made.show(size)
        made.until(lambda: made.is_live(Silo.EMS) and runtime.tasks.is_idle)
        desk = window.desk
        made.until(lambda: all(map(desk.is_loaded, ("offers", "bids", "active", "units"))) and desk.rules.rows)
        made.until(lambda: desk.fleet.profile.price_sheet and runtime.tasks.is_idle)
        return made

    def stop_reading(self) -> None:
        self.window.desk.close()

    # -- looking ----------------------------------------------------------------------------------------
    def error(self, name: str) -> str:
        """The sentence at a field of the bid."""
        field = self.find(Field, name)
        return field.error()

    def on_board(self, trip_id: object) -> bool:
        """Whether a trip is on offer here."""
        return self.window.desk.offers.row(trip_id) is not None

    def current(self) -> BoardRow:
        """The current row of the board."""
        row = self.window.board_page.view.current_row()
        assert row is not None, "no trip is chosen"
        return row

    def notice(self) -> str:
        """What the bid panel's banner says."""
        banner = self.window.board_page.panel.findChild(Banner, "notice")
        assert banner is not None
        return banner.accessibleName() if banner.isVisible() else ""

    # -- doing ------------------------------------------------------------------------------------------
    def keys(self, *what: str | Qt.Key) -> None:
        """Type texts and press keys, wherever the focus is."""
        for item in what:
            target = QApplication.activeModalWidget() or self.window
            target = target.focusWidget() or target
            if isinstance(item, str):
                QTest.keyClicks(target, item)
            else:
                QTest.keyClick(target, item)
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key with modifiers, wherever the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def press_in(
        self, window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key with modifiers in another window, a dialog."""
        QTest.keyClick(window.focusWidget() or window, key, modifiers)
        QApplication.processEvents()

    def click(self, name: str) -> None:
        """A left click in the middle of a control."""
        QTest.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def stop_listening(self) -> None:
        """Hear of no change until `listen`, as when the network is slow."""
        for subscription in self.window.desk.subscriptions:
            subscription.pause()

    def listen(self) -> None:
        """Hear of changes again, and of those meanwhile."""
        for subscription in self.window.desk.subscriptions:
            subscription.go_on()

    def walk_to(self, trip_id: object) -> None:
        """Go down the board with the arrow keys until that trip is the current one."""
        view = self.window.board_page.view
        view.setFocus()
        self.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(view.model().rowCount()):
            if view.current_key() == trip_id:
                return
            self.press(Qt.Key.Key_Down)
        assert view.current_key() == trip_id, "the trip is not on the board"

    def write(self, name: str, text: str) -> None:
        """Replace what is in a line, by keys."""
        line = self.find(QLineEdit, name)
        line.setFocus()
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_Backspace)
        self.keys(text)
