"""The hospital desk's window: enter trips at the left, follow them at the right."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.kept_writes import EnterTrip, KeptWrite
from medport_desktop.domain.places import Facility, road_miles
from medport_desktop.domain.session import SiloState
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.gui.hospital.columns import facility_columns
from medport_desktop.gui.hospital.commands import Commands
from medport_desktop.gui.hospital.entry.entry_panel import EntryPanel
from medport_desktop.gui.hospital.entry.reading import Purpose
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.hospital.hospital_sounds import hospital_sounds
from medport_desktop.gui.hospital.managing import Managing
from medport_desktop.gui.hospital.notice_words import notice_of
from medport_desktop.gui.hospital.places.agencies import AgenciesPage
from medport_desktop.gui.hospital.places.directory import DirectoryPage
from medport_desktop.gui.hospital.places.own_facilities import OwnFacilitiesPage
from medport_desktop.gui.hospital.trips.trips_panel import TripsPanel
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.tabbed import TabbedPage
from medport_desktop.gui.kit.forms.dialogs import ClosingQuestion
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.shared import commands
from medport_desktop.gui.shared.accounts.manager_page import ManagerAccountsPage
from medport_desktop.gui.shared.notices import Notices
from medport_desktop.runtime import Runtime
from medport_desktop.services.hospital.trip_entry import TripEntry

FORM_WIDTH = 620


class TripEntryWindow(ConsoleShell):
    """Four pages: the form with the board, the board alone, the agencies, the facilities. A manager has a fifth for the
    hospital's accounts, and keeps the order of the agencies and the hospital's own facilities on those pages.

    Closing it while a trip is half-entered asks first: `close()` then returns False, and the window closes itself
    if the answer is yes.
    """

    def __init__(
        self,
        runtime: Runtime,
        trip_entry: TripEntry,
        settings: Settings,
        managing: Managing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`managing` is a manager's."""
        super().__init__(parent, title="MedPort")
        self._runtime = runtime
        self._closing = ClosingQuestion(self)
        self._sizes: list[int] = []
        self.feed = DeskFeed(runtime, trip_entry, settings, self)
        self.entry = EntryPanel(runtime, trip_entry, self.feed, self)
        self.trips = TripsPanel(runtime, trip_entry, self.feed, self)
        self._new_page, self._split = self._make_new_page()
        self._trips_page = QWidget(self)
        column = QVBoxLayout(self._trips_page)
        column.setContentsMargins(16, 12, 16, 12)
        self._agencies = AgenciesPage(runtime, self.feed, managing.hospital if managing else None, self)
        self._facilities = self._make_facilities()
        self.add_page(self._new_page, "New trip")
        self.add_page(self._trips_page, "Trips", count=0)
        self.add_page(self._agencies, "Agencies")
        self._add_places(managing)
        self._actions()
        self._connect()
        self.notices = Notices(
            self, runtime, lambda told: trip_entry.stores.hospital.acknowledge(told.id), self._show_trip
        )
        self.feed.notices_changed.connect(self._show_notices)
        self.sounds = hospital_sounds(self, self.feed, runtime.changes)
        self.feed.refresh()
        self.entry.begin()

    # -- set up -----------------------------------------------------------------------------------------
    def _make_new_page(self) -> tuple[QWidget, QSplitter]:
        page = QWidget(self)
        split = QSplitter(Qt.Orientation.Horizontal, page)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme().px(12))
        split.addWidget(self.entry)
        split.addWidget(self.trips)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([theme().px(FORM_WIDTH), theme().px(940)])
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(split)
        return page, split

    def _make_facilities(self) -> DirectoryPage:
        empty = EmptyState(icon="inbox", sentence="No facilities yet.", hint="The transport center adds them.")
        return DirectoryPage(
            "facilities",
            "Facilities",
            "miles by road from where the form starts",
            list(facility_columns(self._miles)),
            empty,
            self,
        )

    def _add_places(self, managing: Managing | None) -> None:
        """The facilities of the network; for a manager also the own ones, and the accounts."""
        self._manager_accounts: ManagerAccountsPage | None = None
        if managing is None:
            self.add_page(self._facilities, "Facilities")
            return
        tabs = TabbedPage("facilities", "Facilities", self)
        tabs.add_tab("Network", lambda: self._facilities)
        tabs.add_tab("Our facilities", lambda: OwnFacilitiesPage(self._runtime, managing.hospital))
        tabs.show_tab(0)
        self.add_page(tabs, "Facilities")
        self._manager_accounts = ManagerAccountsPage(self._runtime, managing.accounts, self, again_key="")
        self.add_page(self._manager_accounts, "Accounts")

    def _actions(self) -> None:
        make_action(self, "Enter a trip", "Ctrl+N", self._new)
        make_action(self, "Next part of the window", "F6", partial(self._next_part, 1))
        make_action(self, "Previous part of the window", "Shift+F6", partial(self._next_part, -1))
        make_action(self, "Read everything again", "F5", self._read_again)
        self._set_up_commands()

    def _connect(self) -> None:
        self.page_changed.connect(self._page_changed)
        self.entry.sent.connect(self._sent)
        self.entry.open_trip_asked.connect(lambda trip: self._show_trip(trip.id))
        self.entry.form.edited.connect(self._origin_may_have_changed)
        self.trips.form_asked.connect(self._bring_into_form)
        self.trips.new_asked.connect(self._new)
        self.feed.trips_changed.connect(self._count)
        self.feed.facilities_changed.connect(self._show_facilities)
        self._runtime.changes.state_changed.connect(self._silo_changed)

    # -- pages ------------------------------------------------------------------------------------------
    @Slot(QWidget)
    def _page_changed(self, page: QWidget) -> None:
        """The one board goes where it is looked at."""
        if page is self._trips_page and self.trips.parentWidget() is not page:
            self._sizes = self._split.sizes()
            layout = page.layout()
            assert layout is not None
            layout.addWidget(self.trips)
            self.trips.set_wide(True)
            self.trips.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is self._new_page and self.trips.parentWidget() is not self._split:
            self._split.addWidget(self.trips)
            self._split.setStretchFactor(1, 3)
            self._split.setSizes(self._sizes)
            self.trips.set_wide(False)
            self.entry.begin()

    def _next_part(self, step: int) -> None:
        """Form → board → bids → form; on the other pages between board and bids."""
        parts: list[QWidget] = [self.trips.view, self.trips.detail.bids.view]
        on_form = self.current_page() is self._new_page
        if on_form:
            parts.insert(0, self.entry)
        focused = self.focusWidget()
        here = [part is focused or (focused is not None and part.isAncestorOf(focused)) for part in parts]
        if not here[-1] and focused is not None and self.trips.detail.isAncestorOf(focused):
            here[-1] = True
        index = (here.index(True) + step) % len(parts) if True in here else 0
        if parts[index] is self.entry:
            self.entry.begin()
        else:
            if index == len(parts) - 1:
                self.trips.detail.show_tab(0)
            parts[index].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _sent(self, trip: Trip) -> None:
        self.trips.select(trip.id)

    @Slot(object, object)
    def _bring_into_form(self, purpose: Purpose, trip: Trip) -> None:
        self.show_page(self._new_page)
        self.entry.open(purpose, trip)

    def edit_kept(self, kept: KeptWrite) -> str:
        """Bring a refused trip back into the form; says why not, or ''."""
        if not isinstance(kept.command, EnterTrip):
            return "There is nothing to change in it: send it again, or delete it."
        self.show_page(self._new_page)
        return self.entry.open_kept(kept.command.key, kept.command.new)

    @Slot()
    def _new(self) -> None:
        self.show_page(self._new_page)
        self.entry.begin()

    @Slot()
    def _show_notices(self) -> None:
        self.notices.show_notices([notice_of(told) for told in self.feed.notices()])

    @Slot()
    def _count(self) -> None:
        self.set_count(self._trips_page, self.trips.open_count())

    # -- directories ------------------------------------------------------------------------------------
    @Slot()
    def _read_again(self) -> None:
        self.feed.refresh()
        if self._manager_accounts is not None:
            self._manager_accounts.refresh()

    @Slot()
    def _show_facilities(self) -> None:
        self._facilities.show_rows(list(self.feed.facilities))

    @Slot()
    def _origin_may_have_changed(self) -> None:
        self._facilities.view.viewport().update()

    def _miles(self, facility: Facility) -> float | None:
        origin = self.entry.form.origin()
        if origin is None or origin.id == facility.id:
            return None
        return road_miles(origin.coordinates, facility.coordinates, self.feed.settings.road_factor)

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if state.silo is Silo.CENTER:
            self._agencies.set_fresh(self.feed.is_fresh(Silo.CENTER))
        if state.silo is Silo.HOSPITAL:
            self._facilities.set_fresh(self.feed.is_fresh(Silo.HOSPITAL))

    # -- the command bar --------------------------------------------------------------------------------
    def _set_up_commands(self) -> None:
        found = Commands(
            self.feed,
            show_trip=self._show_trip,
            show_agency=self._show_agency,
            award=self._award,
            cancel=self._cancel,
            actions=self.keyed_actions,
        )
        self.set_command_source(found.search, commands.run)

    def _show_trip(self, trip_id: UUID) -> None:
        if self.current_page() not in (self._new_page, self._trips_page):
            self.show_page(self._trips_page)
        self.trips.select(trip_id)
        self.trips.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_agency(self, agency_id: UUID) -> None:
        self.show_page(self._agencies)
        self._agencies.filter.setText("")
        self._agencies.view.select_key(agency_id)

    def _award(self, bid: Bid) -> None:
        """The trip comes into view, where the answer will be seen."""
        self._show_trip(bid.transport_request_id)
        self.trips.detail.award(bid)

    def _cancel(self, trip_id: UUID) -> None:
        self._show_trip(trip_id)
        self.trips.detail.cancel_action.trigger()

    # -- the end ----------------------------------------------------------------------------------------
    def closeEvent(self, event: QCloseEvent) -> None:
        words = "The trip in the form has not been sent. What you typed will be gone."
        if self.entry.form.is_changed() and self._closing.stops(event, "Close with a trip half-entered?", words):
            return
        self.feed.close()
        super().closeEvent(event)
