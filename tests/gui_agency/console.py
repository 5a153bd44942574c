"""A dispatcher's bid board on real silos."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.agency import BidBoardWindow
from medport_desktop.gui.agency.offers.offer_rows import BoardRow
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.field import Field
from tests.at_work import AtWork
from tests.hands import CTRL


class Console(AtWork[BidBoardWindow]):
    """Somebody at an agency's console. Use it in a `with`."""

    def is_ready(self) -> bool:
        desk = self.window.feed
        read = all(map(desk.is_loaded, ("offers", "bids", "active", "units"))) and desk.rules.rows
        return self.is_live(Silo.EMS) and bool(read and desk.fleet.profile.price_sheet)

    # -- looking ----------------------------------------------------------------------------------------
    def error(self, name: str) -> str:
        """The sentence at a field of the bid."""
        return self.find(Field, name).error()

    def on_board(self, trip_id: object) -> bool:
        """Whether a trip is on offer here."""
        return self.window.feed.offers.row(trip_id) is not None

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
    def stop_listening(self) -> None:
        """Hear of no change until `listen`, as when the network is slow."""
        for subscription in self.window.feed.subscriptions:
            subscription.pause()

    def listen(self) -> None:
        """Hear of changes again, and of those meanwhile."""
        for subscription in self.window.feed.subscriptions:
            subscription.go_on()

    def walk_to(self, trip_id: object) -> None:
        """Go down the board with the arrow keys until that trip is the current one."""
        view = self.window.board_page.view
        view.setFocus()
        self.press(Qt.Key.Key_Home, CTRL)
        for _ in range(view.model().rowCount()):
            if view.current_key() == trip_id:
                return
            self.press(Qt.Key.Key_Down)
        assert view.current_key() == trip_id, "the trip is not on the board"

    def write(self, name: str, text: str) -> None:
        """Replace what is in a line, by keys."""
        self.find(QLineEdit, name).setFocus()
        self.press(Qt.Key.Key_A, CTRL)
        self.press(Qt.Key.Key_Backspace)
        self.keys(text)
