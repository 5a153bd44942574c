"""What the agency's silo says, kept fresh: the four boards' models and the facts that the panels judge by."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from medport_desktop.domain.agencies import AgencyProfile, Unit
from medport_desktop.domain.enums import BidStatus, Silo
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid, TransitionTable, TripDecline
from medport_desktop.gui.agency.columns import active_columns, bid_columns, offer_columns, unit_columns
from medport_desktop.gui.agency.news import board_news, ended_news, verdict
from medport_desktop.gui.agency.offers.offer_rows import BoardRow, Fleet
from medport_desktop.gui.kit.board import BoardModel
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.sounds import Continuity
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes, ChangeSubscription
from medport_desktop.services.agency.bid_board import BidBoard

OFFERS = (Silo.EMS, "available_trip")
BIDS = (Silo.EMS, "transport_bid")
HELD = (Silo.EMS, "assignment")
DECLINES = (Silo.EMS, "trip_decline")
UNITS = (Silo.EMS, "unit")
PLANS = (Silo.EMS, "unit_plan")
AGENCY = (Silo.EMS, "ems_agency")
RULES = (Silo.EMS, "status_transition")
SETTINGS = (Silo.CENTER, "system_configuration")

Ids = frozenset[UUID] | None
R = TypeVar("R")


class Desk(QObject):
    """One agency's state. Everything in it is frozen; it changes only by what the database answers.

    facts_changed: units, prices, rules or the agency's own bids are other than before. offers_changed: the trips on
    offer are. Both come after the models have been updated. trip_arrived, bid_won, trip_lost: news of one trip, bid or
    assignment, see Continuity.
    """

    facts_changed = Signal()
    offers_changed = Signal()
    trip_arrived = Signal(object)
    bid_won = Signal(object)
    trip_lost = Signal(object)

    def __init__(self, runtime: Runtime, service: BidBoard, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.runtime, self.service, self.settings = runtime, service, settings
        self.rules = TransitionTable()
        person = service.person
        nowhere = AgencyProfile(person.agency_id or UUID(int=0), person.agency_name, "", None)
        self.fleet = Fleet(nowhere, (), settings)
        self.declined: dict[UUID, TripDecline] = {}
        self.offers: BoardModel[BoardRow] = BoardModel(
            offer_columns(lambda: self.settings), key=lambda r: r.trip.trip_id, parent=self
        )
        self.bids: BoardModel[Bid] = BoardModel(bid_columns(), key=lambda b: b.id, parent=self)
        self.active: BoardModel[ActiveTrip] = BoardModel(
            active_columns(lambda: self.settings, lambda: self.rules), key=lambda t: t.assignment_id, parent=self
        )
        self.units: BoardModel[Unit] = BoardModel(unit_columns(), key=lambda u: u.id, parent=self)
        self.offers.sort_by("due")
        self._loaded: set[str] = set()
        self._continuity = {what: Continuity(runtime.changes, Silo.EMS, self) for what in ("offers", "bids", "active")}
        self._ending: set[UUID] = set()
        self._units_read_at: datetime | None = None
        self._units_subscription = runtime.changes.subscribe(
            self, [UNITS, HELD, PLANS], lambda _changes: service.stores.ems.units, self._apply_units
        )
        self.subscriptions: list[ChangeSubscription] = [
            self._subscribe([OFFERS, BIDS], service.stores.ems.board, self._apply_offers),
            self._subscribe([BIDS, OFFERS], service.stores.ems.bids, self._apply_bids),
            runtime.changes.subscribe(
                self, [DECLINES], lambda _changes: service.stores.ems.declines, self._apply_declines
            ),
            self._subscribe([HELD], service.stores.ems.active_trips, self._apply_active),
            self._units_subscription,
            runtime.changes.subscribe(self, [AGENCY], lambda _changes: service.profile, self._apply_profile),
            runtime.changes.subscribe(
                self, [RULES], lambda _changes: service.stores.ems.transitions, self._apply_rules
            ),
            runtime.changes.subscribe(
                self, [SETTINGS], lambda _changes: service.stores.center.settings, self._apply_settings
            ),
        ]

    def refresh(self) -> None:
        """Read everything again."""
        for subscription in self.subscriptions:
            subscription.refresh()

    def close(self) -> None:
        """Stop listening."""
        for subscription in self.subscriptions:
            subscription.close()

    # -- questions --------------------------------------------------------------------------------------
    def unit(self, unit_id: UUID | None) -> Unit | None:
        """A unit of the agency."""
        return next((unit for unit in self.fleet.units if unit.id == unit_id), None)

    def held(self, trip_id: UUID) -> ActiveTrip | None:
        """The agency's assignment for a trip, if it holds it."""
        return next((trip for trip in self.active.all_rows() if trip.trip_id == trip_id), None)

    def is_loaded(self, what: str) -> bool:
        """Whether "offers", "bids", "active", "units" or "profile" have been read at least once."""
        return what in self._loaded

    def now(self) -> datetime:
        """This moment."""
        return site_clock().now()

    # -- what a window tells the desk -------------------------------------------------------------------
    def expect_end(self, assignment_id: UUID) -> None:
        """This console is ending an assignment, so that its going is no news."""
        self._ending.add(assignment_id)

    def end_failed(self, assignment_id: UUID) -> None:
        """The assignment was not ended after all."""
        self._ending.discard(assignment_id)

    def show_waiting(self, moved: ActiveTrip) -> None:
        """A step of a held trip waits for the silo: show it, until the silo says how the trip stands."""
        self.active.update_rows([moved])
        self.facts_changed.emit()

    def expire_bids(self) -> None:
        """Show open bids whose time is over as expired, before the silo's own clock says so."""
        now = self.now()
        if any(bid.status is BidStatus.PENDING and bid.expires_at <= now for bid in self.bids.all_rows()):
            self._show_bids(self.bids.all_rows())

    def follow_plans(self) -> None:
        """Read the units again once a shift, a break or an absence has begun or ended."""
        now, last = self.now(), self._units_read_at
        moments = (at for unit in self.fleet.units for at in (unit.away_until, unit.next_at, unit.shift_end))
        if last is not None and any(at is not None and last < at <= now for at in moments):
            self._units_read_at = now
            self._units_subscription.refresh()

    # -- new facts --------------------------------------------------------------------------------------
    def _subscribe(
        self,
        topics: list[tuple[Silo, str]],
        read: Callable[[Sequence[UUID] | None], list[R]],
        apply: Callable[[tuple[Ids, list[R]]], None],
    ) -> ChangeSubscription:
        """Keep one board fresh; `apply` gets the ids that were asked for and what there is of them."""

        def start(changes: Changes) -> Callable[[], tuple[Ids, list[R]]]:
            ids = changes.ids()
            return lambda: (ids, read(None if ids is None else sorted(ids)))

        return self.runtime.changes.subscribe(self, topics, start, apply)

    def _apply_offers(self, answer: tuple[Ids, list[AvailableTrip]]) -> None:
        ids, trips = answer
        known = {row.trip.trip_id for row in self.offers.all_rows()}
        offers_are_news = self._continuity["offers"].is_news(ids)
        rows = [self._row(trip) for trip in trips]
        if ids is None:
            self.offers.apply(rows)
        else:
            self.offers.update_rows(rows, gone=ids - {trip.trip_id for trip in trips})
        if "offers" in self._loaded:
            new = [trip for trip in trips if trip.trip_id not in known]
            self._tell(board_news(new))
            for trip in new if offers_are_news else []:
                self.trip_arrived.emit(trip)
        self._loaded.add("offers")
        self.offers_changed.emit()

    def _apply_bids(self, answer: tuple[Ids, list[Bid]]) -> None:
        ids, bids = answer
        news = self._continuity["bids"].is_news(ids)
        before = {bid.id: bid for bid in self.bids.all_rows()}
        rest = [] if ids is None else [bid for bid in before.values() if bid.transport_request_id not in ids]
        self._show_bids(sorted([*bids, *rest], key=lambda bid: bid.submitted_at, reverse=True))
        if "bids" in self._loaded:
            for bid in bids:
                old = before.get(bid.id)
                if old is not None and old.status is BidStatus.PENDING:
                    self._tell(verdict(bid))
                    if news and bid.status is BidStatus.ACCEPTED:
                        self.bid_won.emit(bid)
        self._loaded.add("bids")

    def _show_bids(self, bids: Iterable[Bid]) -> None:
        now = self.now()
        self.bids.apply(_as_of(bid, now) for bid in bids)
        self._judge_again()

    def _apply_active(self, answer: tuple[Ids, list[ActiveTrip]]) -> None:
        ids, trips = answer
        before = {trip.assignment_id: trip for trip in self.active.all_rows()}
        news = self._continuity["active"].is_news(ids)
        if ids is None:
            self.active.apply(trips)
        else:
            self.active.update_rows(trips, gone=ids - {trip.assignment_id for trip in trips})
        for gone in set(before) - {trip.assignment_id for trip in self.active.all_rows()}:
            if gone not in self._ending:
                self._tell(ended_news(before[gone]), warn=True)
                if news:
                    self.trip_lost.emit(before[gone])
            self._ending.discard(gone)
        self._loaded.add("active")
        self.facts_changed.emit()

    def _apply_units(self, units: list[Unit]) -> None:
        self.units.apply(units)
        self._units_read_at = self.now()
        self.fleet = replace(self.fleet, units=tuple(units))
        self._loaded.add("units")
        self._judge_again()

    def _apply_declines(self, declines: list[TripDecline]) -> None:
        self.declined = {decline.trip_id: decline for decline in declines}
        self._judge_again()

    def _apply_profile(self, profile: AgencyProfile) -> None:
        self.fleet = replace(self.fleet, profile=profile)
        self._loaded.add("profile")
        self._judge_again()

    def _apply_rules(self, rules: TransitionTable) -> None:
        self.rules = rules
        self.facts_changed.emit()

    def _apply_settings(self, settings: Settings) -> None:
        if settings != self.settings:
            self.settings = settings
            self.fleet = replace(self.fleet, settings=settings)
            self._judge_again()

    def _judge_again(self) -> None:
        """Prices, units or bids are new: the rows' trips are not, so nothing glows."""
        self.offers.apply([self._row(row.trip) for row in self.offers.all_rows()], glow=False)
        self.facts_changed.emit()

    def _row(self, trip: AvailableTrip) -> BoardRow:
        mine = next(
            (
                b
                for b in self.bids.all_rows()
                if b.transport_request_id == trip.trip_id and b.status is BidStatus.PENDING
            ),
            None,
        )
        return self.fleet.row(trip, mine, self.now(), self.declined.get(trip.trip_id))

    def _tell(self, sentence: str, *, warn: bool = False) -> None:
        if sentence:
            (self.runtime.messages.warn if warn else self.runtime.messages.info)(sentence)


def _as_of(bid: Bid, now: datetime) -> Bid:
    """An open bid whose time is over is expired, whether or not the silo's clock has said so."""
    lapsed = bid.status is BidStatus.PENDING and bid.expires_at <= now
    return replace(bid, status=BidStatus.EXPIRED) if lapsed else bid
