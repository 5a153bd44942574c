"""Entering and editing trips for a hospital: the actions that lead to the page on which it is done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.trips import Trip
from medport_desktop.gui.center.trips.trips_page import TripsPage
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared.entry_page import EntryPage
from medport_desktop.gui.shared.form_actions import FormActions

ENTRY_KEY = "Alt+5"
"""The same for everybody: an administrator has a third page, and the handoff is the fourth."""


class Entering(QObject):
    """One action to begin, on every page but the administrator's, where its key adds a row; three on a trip."""

    def __init__(self, shell: ConsoleShell, page: EntryPage, trips: TripsPage, others: tuple[QWidget, ...]) -> None:
        super().__init__(shell)
        self._shell = shell
        self._page = page
        self._panel = trips.panel
        shell.add_page(page.widget, "New trip", key=ENTRY_KEY)
        self.enter = make_action(trips, "Enter a trip for a hospital", "Ctrl+N", self.begin, icon="plus")
        self.enter.setObjectName("enter_for_hospital")
        for other in (*others, page.widget):
            other.addAction(self.enter)
        self.on_trip = FormActions(
            trips,
            "Trip",
            edit=lambda: self._open(page.edit),
            back=lambda: self._open(page.bring_back),
            copy=lambda: self._open(page.copy),
        )
        for action in self.on_trip.all():
            trips.panel.add_icon(action)
        trips.more_actions = [*self.on_trip.all(), *trips.more_actions]
        trips.panel.choice_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def begin(self) -> None:
        """Go to the page, and to the choice of the hospital."""
        self._shell.show_page(self._page.widget)
        self._page.begin()

    def _open(self, bring: Callable[[Trip], None]) -> None:
        if (row := self._panel.row) is not None:
            self._shell.show_page(self._page.widget)
            bring(row.trip)

    @Slot()
    def _refresh(self) -> None:
        self.on_trip.settle(self._panel.row.trip if self._panel.row is not None else None)
