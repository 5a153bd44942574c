"""The agency's window: Board, Bids, Active, Units and Ended."""

from itertools import starmap
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import BidStatus, Silo
from medport_desktop.domain.kept_writes import KeptWrite, SubmitBid
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.gui.agency.active.active_page import ActivePage
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.agency_sounds import agency_sounds
from medport_desktop.gui.agency.bids.bids_page import BidsPage
from medport_desktop.gui.agency.commands import Commands
from medport_desktop.gui.agency.ended.ended_page import EndedPage
from medport_desktop.gui.agency.ended.ended_words import notice_of, sheet_notice
from medport_desktop.gui.agency.offers.board_page import BoardPage
from medport_desktop.gui.agency.office.office_page import OfficePage
from medport_desktop.gui.agency.office.prices_page import PricesPage
from medport_desktop.gui.agency.office.profile_page import ProfilePage
from medport_desktop.gui.agency.units.units_page import UnitsPage
from medport_desktop.gui.kit.clock import ticker
from medport_desktop.gui.kit.forms.dialogs import ClosingQuestion
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.shared import commands
from medport_desktop.gui.shared.accounts.manager_page import ManagerAccountsPage
from medport_desktop.gui.shared.notices import Notices
from medport_desktop.runtime import Runtime
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.agency.bid_board import BidBoard


class BidBoardWindow(ConsoleShell):
    """What a dispatcher of an agency works in. It reads and writes the EMS silo alone; crew sheets come from the
    hospital's, so that everything else goes on while that one is away."""

    def __init__(
        self,
        runtime: Runtime,
        service: BidBoard,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        accounts: Accounts | None = None,
    ) -> None:
        """`accounts` is a manager's."""
        super().__init__(parent, title="MedPort")
        self._runtime = runtime
        self.feed = AgencyFeed(runtime, service, settings, self)
        self.board_page = BoardPage(self.feed, self)
        self.bids_page = BidsPage(self.feed, self)
        self.active_page = ActivePage(self.feed, self)
        self.units_page = UnitsPage(self.feed, self)
        self.ended_page = EndedPage(self.feed, self)
        for page, title in (
            (self.board_page, "Board"),
            (self.bids_page, "Bids"),
            (self.active_page, "Active"),
            (self.units_page, "Units"),
            (self.ended_page, "Ended"),
        ):
            self.add_page(page, title)
        if accounts is not None:
            self.add_page(ManagerAccountsPage(runtime, accounts, self), "Accounts")
        self.office_pages: tuple[OfficePage, ...] = ()
        if service.person.is_manager:
            self.profile_page, self.prices_page = ProfilePage(self.feed, self), PricesPage(self.feed, self)
            self.office_pages = (self.profile_page, self.prices_page)
            self.add_page(self.profile_page, "Profile")
            self.add_page(self.prices_page, "Prices")
        self._closing = ClosingQuestion(self)
        self.board_page.count_changed.connect(lambda count: self.set_count(self.board_page, count))
        self.bids_page.trip_asked.connect(self.show_offer)
        self.feed.facts_changed.connect(self._count)
        runtime.changes.state_changed.connect(self._freshness)
        state = runtime.changes.state(Silo.EMS)
        if state is not None:
            self._freshness(state)
        found = Commands(
            self.feed,
            show_offer=self.show_offer,
            bid=self._bid_on,
            show_active=self.show_active,
            show_ended=self.show_ended,
            show_unit=self.show_unit,
            plan=lambda kind, unit: self.feed.unit_work.plan(kind, [unit], self),
            set_status=lambda unit, status: self.feed.unit_work.set_status(status, [unit], self),
            say_where=lambda unit, typed: self.feed.unit_work.say_where([unit], self, typed),
            actions=self.keyed_actions,
        )
        self.set_command_source(found.search, commands.run)
        self.notices = Notices(
            self, runtime, lambda told: service.stores.ems.acknowledge(told.id, told.at), self._show_held
        )
        self.feed.notices_changed.connect(self._show_notices)
        self.sounds = agency_sounds(self, self.feed, runtime.changes)
        ticker().attach(self, self.feed.follow_plans)
        self.board_page.view.setFocus()
        self.feed.refresh()

    @Slot(object)
    def show_offer(self, trip_id: UUID) -> None:
        """Bring a trip on offer into view."""
        self.show_page(self.board_page)
        self.board_page.show_trip(trip_id)
        self.board_page.view.setFocus()

    def _bid_on(self, trip_id: UUID) -> None:
        self.show_offer(trip_id)
        self.board_page.panel.focus_form()

    def show_active(self, assignment_id: UUID) -> None:
        """Bring a held trip into view."""
        self._show(self.active_page, assignment_id)

    def show_ended(self, assignment_id: UUID) -> None:
        """Bring a trip that has ended into view."""
        self._show(self.ended_page, assignment_id)

    @Slot()
    def _show_notices(self) -> None:
        ended = [notice_of(trip) for trip in self.feed.unseen()]
        self.notices.show_notices([*starmap(sheet_notice, self.feed.corrected()), *ended])

    def _show_held(self, assignment_id: UUID) -> None:
        show = self.show_active if self.feed.active.row(assignment_id) is not None else self.show_ended
        show(assignment_id)

    def show_unit(self, unit_id: UUID) -> None:
        """Bring a unit into view."""
        self._show(self.units_page, unit_id)

    def _show(self, page: ActivePage | EndedPage | UnitsPage, key: UUID) -> None:
        self.show_page(page)
        page.view.select_key(key)
        page.view.setFocus()

    def edit_kept(self, kept: KeptWrite) -> str:
        """Bring a refused bid back into the form; says why not, or ''."""
        if not isinstance(kept.command, SubmitBid):
            return "There is nothing to change in it: send it again, or delete it."
        trip_id = kept.command.new.transport_request_id
        if self.feed.offers.row(trip_id) is None:
            return "The trip is not on the board any more."
        self.board_page.panel.form.take_kept(kept.command.key, kept.command.new)
        self.show_offer(trip_id)
        return ""

    @Slot()
    def _count(self) -> None:
        still_open = sum(bid.status is BidStatus.PENDING for bid in self.feed.bids.all_rows())
        self.set_count(self.bids_page, still_open)
        self.set_count(self.active_page, len(self.feed.active.all_rows()))
        self.set_count(self.units_page, len(self.feed.fleet.units))

    @Slot(object)
    def _freshness(self, state: SiloState) -> None:
        """Grey the boards while what they show grows old."""
        if state.silo is Silo.EMS:
            for page in (self.board_page, self.bids_page, self.active_page, self.units_page, self.ended_page):
                page.view.set_stale(state.freshness is not Freshness.LIVE)
            for part in (self.board_page.units, self.active_page.units, self.units_page):
                part.set_stale(state.freshness is not Freshness.LIVE)

    def closeEvent(self, event: QCloseEvent) -> None:
        unsaved = next((page for page in self.office_pages if page.is_changed()), None)
        if unsaved is not None:
            self.show_page(unsaved)
            words = "What you typed on this page has not been saved, and will be gone."
            if self._closing.stops(event, "Close without saving?", words):
                return
        self.feed.close()
        super().closeEvent(event)
