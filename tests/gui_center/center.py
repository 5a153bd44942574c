"""A center person's window on real silos."""

from PySide6.QtCore import Qt

from medport_desktop.gui.admin import AdminPage
from medport_desktop.gui.center import DispatchWindow
from tests.at_work import AtWork
from tests.hands import CTRL


class Center(AtWork[DispatchWindow]):
    """Somebody of the center at work. Use it in a `with`."""

    def is_ready(self) -> bool:
        return self.is_live() and bool(self.window.trips_page.model.rows() and self.window.units_page.model.rows())

    @property
    def admin(self) -> AdminPage:
        """The administrator's page."""
        page = self.window.findChild(AdminPage)
        assert page is not None
        return page

    def choose_trip(self, number: str) -> None:
        """Find a trip by the command field and bring it into view, by keyboard alone."""
        self.until(lambda: any(row.trip.trip_number == number for row in self.window.trips_page.model.all_rows()))
        self.press(Qt.Key.Key_K, CTRL)
        self.keys(number, Qt.Key.Key_Return)
        panel = self.window.trips_page.panel
        self.until(lambda: panel.row is not None and panel.row.trip.trip_number == number)
        self.settle()
        self.window.trips_page.ui.board.setFocus()
