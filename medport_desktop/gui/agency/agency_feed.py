"""What the agency's silo says, kept fresh: the four boards' models and the facts that the panels judge by."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.agencies import AgencyProfile, Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import BidStatus, Silo
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid, EndedTrip, TransitionTable, TripDecline
from medport_desktop.gui.agency.columns import active_columns, bid_columns, ended_columns, offer_columns, unit_columns
from medport_desktop.gui.agency.ended.ended_words import ended_title, ended_words, verdict
from medport_desktop.gui.agency.news import board_news
from medport_desktop.gui.agency.offers.offer_rows import BoardRow, Fleet
from medport_desktop.gui.kit.board import BoardModel
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.duty import unit_trouble
from medport_desktop.gui.shared.units.unit_work import UnitWork
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import ChangeSubscription
from medport_desktop.runtime.live_rows import Delta, LiveRows
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


class AgencyFeed(QObject):
    """One agency's state. Everything in it is frozen; it changes only by what the database answers.

    facts_changed: units, prices, rules or the agency's own bids are other than before. offers_changed: the trips on
    offer are. Both come after the models have been updated. trip_arrived, bid_won, trip_lost: news of one trip, bid or
    assignment. notices_changed: what is told of trips that the agency holds or held is other than
    before, or acknowledged.
    """

    facts_changed = Signal()
    offers_changed = Signal()
    trip_arrived = Signal(object)
    bid_won = Signal(object)
    trip_lost = Signal(object)
    notices_changed = Signal()

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
        self.bids: BoardModel[Bid] = BoardModel(
            bid_columns(), key=lambda b: b.id, order=lambda b: -b.submitted_at.timestamp(), parent=self
        )
        self.active: BoardModel[ActiveTrip] = BoardModel(
            active_columns(lambda: self.settings, lambda: self.rules),
            key=lambda t: t.assignment_id,
            order=lambda t: t.accepted_at,
            parent=self,
        )
        self.ended: BoardModel[EndedTrip] = BoardModel(
            ended_columns(), key=lambda t: t.assignment_id, order=lambda t: -t.ended_at.timestamp(), parent=self
        )
        self.units: BoardModel[Unit] = BoardModel(unit_columns(), key=lambda u: u.id, parent=self)
        self.offers.sort_by("due")
        self.unit_work = UnitWork(runtime, service, lambda: self.settings, self)
        self._loaded: set[str] = set()
        hub = runtime.changes
        self._offer_rows: LiveRows[AvailableTrip] = LiveRows(
            hub, self, [OFFERS, BIDS], service.stores.ems.board, key=lambda trip: trip.trip_id
        )
        self._bid_rows: LiveRows[Bid] = LiveRows(
            hub,
            self,
            [BIDS, OFFERS],
            service.stores.ems.bids,
            key=lambda bid: bid.id,
            group=lambda bid: bid.transport_request_id,
            told_by_group=True,
        )
        self._held_rows: LiveRows[ActiveTrip] = LiveRows(
            hub,
            self,
            [HELD],
            service.stores.ems.active_trips,
            key=lambda held: held.assignment_id,
            group=lambda held: held.trip_id,
        )
        self._ended_rows: LiveRows[EndedTrip] = LiveRows(
            hub, self, [HELD], service.stores.ems.ended_trips, key=lambda ended: ended.assignment_id
        )
        self._offer_rows.changed.connect(self._take_offers)
        self._bid_rows.changed.connect(self._take_bids)
        self._held_rows.changed.connect(self._take_held)
        self._ended_rows.changed.connect(self._take_ended)
        self._ending: set[UUID] = set()
        self._units_read_at: datetime | None = None
        self._units_subscription = runtime.changes.subscribe(
            self, [UNITS, HELD, PLANS], lambda _changes: service.stores.ems.units, self._apply_units
        )
        self.subscriptions: list[ChangeSubscription] = [
            self._offer_rows.subscription,
            self._bid_rows.subscription,
            runtime.changes.subscribe(
                self, [DECLINES], lambda _changes: service.stores.ems.declines, self._apply_declines
            ),
            self._held_rows.subscription,
            self._ended_rows.subscription,
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
        return next(reversed(self._held_rows.of(trip_id)), None)

    def last_bid(self, trip_id: UUID) -> Bid | None:
        """The agency's newest bid on a trip, however it ended."""
        bids = (self.bids.row(bid.id) for bid in self._bid_rows.of(trip_id))
        return max((bid for bid in bids if bid is not None), key=lambda bid: bid.submitted_at, default=None)

    def trouble_of(self, bid: Bid | None) -> str:
        """Why the unit of a bid that has won cannot run the trip; "" where it can, or where the bid named none."""
        if bid is None or bid.unit_id is None:
            return ""
        return unit_trouble(bid.unit_number, self.unit(bid.unit_id), bid.transport_request_id)

    def is_loaded(self, what: str) -> bool:
        """Whether "offers", "bids", "active", "units" or "profile" have been read at least once."""
        return what in self._loaded

    def now(self) -> datetime:
        """This moment."""
        return site_clock().now()

    # -- what a window tells the feed -------------------------------------------------------------------
    def expect_end(self, assignment_id: UUID) -> None:
        """This console is ending an assignment, so that its going is no news."""
        self._ending.add(assignment_id)

    def end_failed(self, assignment_id: UUID) -> None:
        """The assignment was not ended after all."""
        self._ending.discard(assignment_id)

    def show_waiting(self, moved: ActiveTrip) -> None:
        """A step of a held trip waits for the silo: show it, until the silo says how the trip stands."""
        self._held_rows.put([moved])

    def expire_bids(self) -> None:
        """Show open bids whose time is over as expired, before the silo's own clock says so."""
        now = self.now()
        over = [b for b in self.bids.all_rows() if b.status is not BidStatus.EXPIRED and b.is_lapsed(now)]
        if over:
            self._show_bids(over)

    def follow_plans(self) -> None:
        """Read the units again once a shift, a break or an absence has begun or ended."""
        now, last = self.now(), self._units_read_at
        moments = (at for unit in self.fleet.units for at in (unit.away_until, unit.next_at, unit.shift_end))
        if last is not None and any(at is not None and last < at <= now for at in moments):
            self._units_read_at = now
            self._units_subscription.refresh()

    # -- new facts --------------------------------------------------------------------------------------
    @Slot(object)
    def _take_offers(self, delta: Delta[AvailableTrip]) -> None:
        self.offers.update_rows([self._row(trip) for trip in delta.fresh], [trip.trip_id for trip in delta.removed])
        if not delta.is_first:
            self._tell(board_news(delta.added))
        if delta.is_news:
            for trip in delta.added:
                self.trip_arrived.emit(trip)
        self._loaded.add("offers")
        self.offers_changed.emit()

    @Slot(object)
    def _take_bids(self, delta: Delta[Bid]) -> None:
        shown = [(self.bids.row(bid.id), bid) for _, bid in delta.changed]
        self._show_bids(delta.fresh, delta.removed)
        for before, bid in shown:
            if before is not None and before.status is BidStatus.PENDING:
                news = verdict(bid, was_changed=before.trip_changed)
                trouble = self.trouble_of(bid) if bid.status is BidStatus.ACCEPTED else ""
                if trouble:
                    news = f"{news}. {trouble}: choose another unit before it drives"
                self._tell(news, warn=bid.status is BidStatus.PENDING or bool(trouble))
                if delta.is_news and bid.status is BidStatus.ACCEPTED:
                    self.bid_won.emit(bid)
        self._loaded.add("bids")

    def _show_bids(self, bids: list[Bid], gone: Iterable[Bid] = ()) -> None:
        now = self.now()
        self.bids.update_rows([_as_of(bid, now) for bid in bids], [bid.id for bid in gone])
        self._judge({bid.transport_request_id for bid in (*bids, *gone)})

    @Slot(object)
    def _take_held(self, delta: Delta[ActiveTrip]) -> None:
        self.active.update_rows(delta.fresh, [trip.assignment_id for trip in delta.removed])
        self._loaded.add("active")
        self.notices_changed.emit()
        self.facts_changed.emit()

    @Slot(object)
    def _take_ended(self, delta: Delta[EndedTrip]) -> None:
        self.ended.update_rows(delta.fresh, [trip.assignment_id for trip in delta.removed])
        for trip in delta.added:
            if trip.assignment_id not in self._ending and not delta.is_first:
                self._tell(f"{ended_title(trip)}. {ended_words(trip)}", warn=trip.is_unseen)
                if delta.is_news and trip.is_unseen:
                    self.trip_lost.emit(trip)
            self._ending.discard(trip.assignment_id)
        self.notices_changed.emit()
        self.facts_changed.emit()

    def corrected(self) -> list[tuple[ActiveTrip, datetime]]:
        """Trips whose crew sheet the hospital corrected, and when, which nobody of the agency has acknowledged."""
        held = self.active.all_rows()
        return [(trip, trip.sheet_corrected_at) for trip in held if trip.sheet_corrected_at is not None]

    def unseen(self) -> list[EndedTrip]:
        """Holdings that others ended and nobody of the agency has acknowledged."""
        return [trip for trip in self.ended.all_rows() if trip.is_unseen]

    def _apply_units(self, units: list[Unit]) -> None:
        self.units.apply(units)
        self._units_read_at = self.now()
        self.fleet = replace(self.fleet, units=tuple(units))
        self._loaded.add("units")
        self._judge_again()

    def _apply_declines(self, declines: list[TripDecline]) -> None:
        before, self.declined = self.declined, {decline.trip_id: decline for decline in declines}
        trip_ids = before.keys() | self.declined.keys()
        self._judge(trip_id for trip_id in trip_ids if before.get(trip_id) != self.declined.get(trip_id))

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
        """Prices, units or settings are new: they concern every row."""
        self._judge(self._offer_rows.by_key)

    def _judge(self, trip_ids: Iterable[Hashable]) -> None:
        """What these rows are judged by is new: their trips are not, so nothing glows."""
        trips = (self._offer_rows.by_key.get(trip_id) for trip_id in trip_ids)
        self.offers.update_rows([self._row(trip) for trip in trips if trip is not None], glow=False)
        self.facts_changed.emit()

    def _row(self, trip: AvailableTrip) -> BoardRow:
        now = self.now()
        bids = (_as_of(bid, now) for bid in self._bid_rows.of(trip.trip_id))
        mine = next((bid for bid in bids if bid.status is BidStatus.PENDING), None)
        return self.fleet.row(trip, mine, now, self.declined.get(trip.trip_id))

    def _tell(self, sentence: str, *, warn: bool = False) -> None:
        if sentence:
            (self.runtime.messages.warn if warn else self.runtime.messages.info)(sentence)


def _as_of(bid: Bid, now: datetime) -> Bid:
    """An open bid whose time is over is expired, whether or not the silo's clock has said so."""
    return replace(bid, status=BidStatus.EXPIRED) if bid.is_lapsed(now) else bid
