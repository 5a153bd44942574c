"""The window of the transport center."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.kept_writes import KeptWrite
from medport_desktop.domain.session import SiloState
from medport_desktop.gui.center.acting import Acting
from medport_desktop.gui.center.center_sounds import center_sounds
from medport_desktop.gui.center.commands import Commands
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.handoff.handoff_notice import HandoffNotice
from medport_desktop.gui.center.handoff.handoff_page import HandoffPage
from medport_desktop.gui.center.trips.entering import Entering
from medport_desktop.gui.center.trips.messaging import TripMessages
from medport_desktop.gui.center.trips.trips_page import TripsPage
from medport_desktop.gui.center.units_page import UnitsPage
from medport_desktop.gui.center.wallboard.wallboard import Wallboard
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.forms.dialogs import ClosingQuestion
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared import commands
from medport_desktop.gui.shared.broadcast import BroadcastSending
from medport_desktop.gui.shared.entry_page import EntryPage
from medport_desktop.gui.shared.units.unit_work import UnitWork
from medport_desktop.runtime import Runtime
from medport_desktop.services.center.dispatch import Dispatch

HANDOFF_KEY = "Alt+4"
"""The same for everybody: an administrator has a third page before it."""
_HALF_ENTERED = (
    "Close with a trip half-entered?",
    "The trip in the form has not been sent. What you typed will be gone.",
)


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
        work = UnitWork(runtime, dispatch.bid_board, lambda: self._feed.settings, self)
        self.units_page = UnitsPage(self._feed, work)
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
        self._set_up_commands(acting, work)
        for silo in Silo:
            if (state := runtime.changes.state(silo)) is not None:
                self._show_state(state)
        runtime.changes.state_changed.connect(self._show_state)
        self.sounds = center_sounds(self, self._feed, runtime.changes)
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
        away = state.gives_nothing
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
            self.show_page(self.entry_page.widget)
            return
        super().closeEvent(event)

    def edit_kept(self, kept: KeptWrite) -> str:
        """Bring a refused trip back into the form; says why not, or ''."""
        self.show_page(self.entry_page.widget)
        return self.entry_page.edit_kept(kept)

    # -- the command field ------------------------------------------------------------------------------
    def _set_up_commands(self, acting: Acting, work: UnitWork) -> None:
        found = Commands(
            self._feed,
            acting,
            show_trip=self._show_trip,
            act_on=self._act_on,
            read_bids=acting.read_bids,
            more_known=self.search_again,
            show_unit=self._show_unit,
            show_agency=self._show_agency,
            set_status=lambda unit, status: work.set_status(status, [unit], self),
            say_where=lambda unit, typed: work.say_where([unit], self, typed),
            actions=self.keyed_actions,
        )
        self.set_command_source(found.search, commands.run)

    def _show_unit(self, unit_id: UUID) -> None:
        self.show_page(self.units_page)
        self.units_page.show_unit(unit_id)

    def _show_agency(self, agency: Agency) -> None:
        self.show_page(self.units_page)
        self.units_page.show_agency(agency)

    def _act_on(self, verb: str, trip_id: UUID) -> None:
        """Bring a trip into view with the dialog that cancels it, or that enters a bid on it."""
        self._show_trip(trip_id)
        acts = self.trips_page.actions_
        acts.trigger_on(trip_id, acts.cancel if verb == "cancel" else acts.enter_bid)

    @Slot(object)
    def _show_trip(self, trip_id: UUID) -> None:
        self.show_page(self.trips_page)
        self.trips_page.show_trip(trip_id)
