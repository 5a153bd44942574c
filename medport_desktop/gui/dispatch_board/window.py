"""The window of the transport center."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.settings import Settings
from medport_desktop.gui.broadcast import BroadcastSending
from medport_desktop.gui.dispatch_board.acting import Acting
from medport_desktop.gui.dispatch_board.columns import route_of
from medport_desktop.gui.dispatch_board.entering import Entering
from medport_desktop.gui.dispatch_board.feed import Feed
from medport_desktop.gui.dispatch_board.handoff_notice import HandoffNotice
from medport_desktop.gui.dispatch_board.handoff_page import HandoffPage
from medport_desktop.gui.dispatch_board.messaging import TripMessages
from medport_desktop.gui.dispatch_board.ringing import Ringing
from medport_desktop.gui.dispatch_board.trips_page import TripsPage
from medport_desktop.gui.dispatch_board.units_page import UnitsPage, unit_matches
from medport_desktop.gui.dispatch_board.views import matches
from medport_desktop.gui.dispatch_board.wallboard import Wallboard
from medport_desktop.gui.entry_page import EntryPage
from medport_desktop.gui.kit.actions import make_action
from medport_desktop.gui.kit.dialogs import ClosingQuestion
from medport_desktop.gui.kit.shell import ConsoleShell
from medport_desktop.gui.kit.typeahead import Suggestion
from medport_desktop.runtime import Runtime
from medport_desktop.services.dispatch import Dispatch
from medport_desktop.services.kept import Kept
from medport_desktop.services.session import Freshness, SiloState

HANDOFF_KEY = "Alt+4"
"""The same for everybody: an administrator has a third page before it."""
_HALF_ENTERED = (
    "Close with a trip half-entered?",
    "The trip in the form has not been sent. What you typed will be gone.",
)
MOST_FOUND = 5
"""So many trips, units and actions each that the command field finds."""


class DispatchWindow(ConsoleShell):
    """Dispatch, units, handoff and the pages that the composition root hands in: the one on which trips are entered,
    and an administrator's."""

    def __init__(
        self,
        runtime: Runtime,
        dispatch: Dispatch,
        settings: Settings,
        entry_page: EntryPage,
        admin_page: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, title="MedPort")
        self.setObjectName("dispatch_window")
        self.setWindowTitle("MedPort: dispatch")
        self._feed = Feed(runtime, dispatch, settings, self)
        acting = Acting(runtime, dispatch, self._feed, self)
        self.trips_page = TripsPage(runtime, dispatch, self._feed, acting)
        self.units_page = UnitsPage(self._feed, acting)
        self.add_page(self.trips_page, "Dispatch", key="Alt+1")
        self.add_page(self.units_page, "Units", key="Alt+2")
        if admin_page is not None:
            self.add_page(admin_page, "Admin", key="Alt+3")
        self.trips_page.counted.connect(lambda count: self.set_count(self.trips_page, count))
        self.units_page.counted.connect(lambda count: self.set_count(self.units_page, count))
        self.units_page.trip_asked.connect(self._show_trip)
        self.handoff_page = HandoffPage(self, runtime, dispatch.handoffs, self._feed)
        self.add_page(self.handoff_page, "Handoff", key=HANDOFF_KEY)
        HandoffNotice(self, self.handoff_page, HANDOFF_KEY)
        self.handoff_page.asked.connect(lambda: self.show_page(self.handoff_page))
        self.handoff_page.feed.changed.connect(lambda: self.set_count(self.handoff_page, self.handoff_page.to_read()))
        self.entry_page = entry_page
        self.entering = Entering(self, entry_page, self.trips_page, (self.units_page, self.handoff_page))
        entry_page.trip_asked.connect(self._show_trip)
        self._closing = ClosingQuestion(self)
        self.sending = BroadcastSending(self, runtime, dispatch.broadcasts, lambda: self._feed.settings)
        TripMessages(self.trips_page, self.sending)
        self.set_command_source(self._found, self._run)
        for silo in Silo:
            if (state := runtime.changes.state(silo)) is not None:
                self._show_state(state)
        runtime.changes.state_changed.connect(self._show_state)
        self.sounds = Ringing(self, self._feed, runtime.changes).sounds
        self.wallboard = Wallboard(self._feed, runtime.changes, self)
        self.wallboard.in_use.connect(self.looked_at)
        wall = make_action(self, "Wallboard", "F11", self.wallboard.toggle, icon="monitor", group="Views")
        wall.setObjectName("open_wallboard")
        self.add_top_action(wall)
        self._feed.refresh()
        entry_page.refresh()

    @Slot(object)
    def _show_state(self, state: SiloState) -> None:
        """Grey what comes from a silo that is away; it stays on the screen."""
        away = state.freshness is Freshness.AWAY
        if state.silo is Silo.HOSPITAL:
            self.trips_page.set_stale(away)
        elif state.silo is Silo.EMS:
            self.units_page.set_stale(away)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Notes of a handoff that nobody has yet are asked about first, and so is a trip that is half-entered."""
        if self.handoff_page.draft.is_changed:
            event.ignore()
            self.show_page(self.handoff_page)
            self.handoff_page.ask_discard(then=self.close)
            return
        if self.entry_page.is_changed() and self._closing.stops(event, *_HALF_ENTERED):
            self.show_page(self.entry_page)
            return
        super().closeEvent(event)

    def edit_kept(self, kept: Kept) -> str:
        """Bring a refused trip back into the form; says why not, or ''."""
        self.show_page(self.entry_page)
        return self.entry_page.edit_kept(kept)

    # -- the command field ------------------------------------------------------------------------------
    def _found(self, text: str) -> Sequence[Suggestion]:
        trips = [trip for trip in self._feed.trips() if matches(trip, text)]
        units = [unit for unit in self._feed.units() if unit_matches(unit, text)]
        words = text.casefold().split()
        actions = [
            action
            for action in self.keyed_actions()
            if action.isEnabled() and all(word in action.text().casefold() for word in words)
        ]
        return [
            *(Suggestion(t.id, t.trip_number, f"{t.status.label} · {route_of(t).text}") for t in trips[:MOST_FOUND]),
            *(
                Suggestion(u, u.unit_number, f"{u.agency_name} · {u.current_status.label}", icon="ambulance")
                for u in units[:MOST_FOUND]
            ),
            *(
                Suggestion(a, a.text().replace("&", ""), a.shortcut().toString(), icon="keyboard")
                for a in actions[:MOST_FOUND]
            ),
        ]

    def _run(self, suggestion: Suggestion) -> None:
        chosen = suggestion.value
        if isinstance(chosen, QAction):
            chosen.trigger()
        elif isinstance(chosen, UUID):
            self._show_trip(chosen)
        elif isinstance(chosen, Unit):
            self.show_page(self.units_page)
            self.units_page.show_unit(chosen.id)

    @Slot(object)
    def _show_trip(self, trip_id: UUID) -> None:
        self.show_page(self.trips_page)
        self.trips_page.show_trip(trip_id)
