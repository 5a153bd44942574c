"""Active: the trips that the agency holds, run step by step with one key."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.trips import ActiveTrip
from medport_desktop.gui.agency.active.active_panel import UNIT_MAY_CHANGE, ActivePanel
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.offers.board_page import SidePage
from medport_desktop.gui.agency.units.unit_choice import choose_unit, key_from, run_options, why_not_run
from medport_desktop.gui.agency.units.unit_strip import UnitStrip
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.shared.print import SheetPrinting, read_held_sheet


class ActivePage(SidePage):
    """The board of held trips; F8, or Space on the board, takes the next step of the current one."""

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self.view = BoardView(self)
        self.view.setObjectName("active")
        self.view.setAccessibleName("Active trips")
        self.view.set_board(feed.active)
        self.view.set_empty(
            EmptyState(icon="ambulance", sentence="No active trips", hint="Trips that you win or accept are run here.")
        )
        self.view.set_draggable(True)
        self.units = UnitStrip(feed, self._why_not, self, prefix="active_card_")
        self.board_panel.body.addWidget(self.view, 1)
        self.board_panel.body.addWidget(self.units)
        self.panel = ActivePanel(feed, self, self)
        self.put_in_side(
            self.panel, EmptyState(icon="ambulance", sentence="Choose a trip", hint="Its steps appear here.")
        )
        service = feed.service
        self.sheets = SheetPrinting(self, self.view, feed.runtime, service.person, partial(read_held_sheet, service))
        self.panel.add_icon(self.sheets.print)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.setAutoRepeat(False)
        space.activated.connect(self.panel.next_step.trigger)
        make_action(self, "Read everything again", "F5", feed.refresh, group="Board")
        self.view.current_changed.connect(self._draw)
        self.view.opened.connect(lambda _key: self.panel.focus_step())
        give_menu(self.view, self._row_actions, name="active_menu")
        self.panel.acted.connect(self.view.setFocus)
        self.panel.unit_asked.connect(self._choose_unit)
        self.units.dropped.connect(self._dropped)
        feed.facts_changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        trip = self.view.current_row()
        self.show_side(trip is not None)
        self.panel.show_trip(trip)
        self.units.select(trip.unit_id if trip is not None else None)

    def _why_not(self, key: str, unit_id: UUID) -> str:
        trip = self._feed.active.row(key_from(key))
        return why_not_run(trip, self._feed.unit(unit_id), may_change=_may_change(trip))

    @Slot(str, object)
    def _dropped(self, key: str, unit_id: UUID) -> None:
        if self.view.select_key(key_from(key)):
            self.panel.ask_with(unit_id)

    @Slot()
    def _choose_unit(self) -> None:
        trip: ActiveTrip | None = self.view.current_row()
        if trip is not None:
            options = run_options(self._feed, trip, may_change=_may_change(trip))
            choose_unit(self.view, options, self.panel.ask_with)

    def _row_actions(self) -> list[QAction]:
        panel = self.panel
        steps = [panel.next_step, panel.next_at, panel.step_time, panel.correct]
        return [*steps, panel.crew_sheet, panel.unit, panel.release, *self.sheets.actions()]


def _may_change(trip: ActiveTrip | None) -> bool:
    return trip is not None and trip.status in UNIT_MAY_CHANGE
