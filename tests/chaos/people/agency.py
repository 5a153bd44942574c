"""An agency's dispatcher at work."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from medport_desktop.domain.enums import AwardMode, Reason, TripStatus, UnitStatus
from medport_desktop.domain.trips import NewBid
from medport_desktop.domain.unit_plans import NewPlan, PlanKind
from tests.chaos.checking.journal import Op
from tests.chaos.people.worker import Worker

_FORWARD = {
    TripStatus.ACCEPTED: TripStatus.EN_ROUTE,
    TripStatus.EN_ROUTE: TripStatus.ON_SCENE,
    TripStatus.ON_SCENE: TripStatus.IN_TRANSIT,
    TripStatus.IN_TRANSIT: TripStatus.AT_DESTINATION,
    TripStatus.AT_DESTINATION: TripStatus.COMPLETED,
}
_BACK = {
    TripStatus.EN_ROUTE: TripStatus.ACCEPTED,
    TripStatus.ON_SCENE: TripStatus.EN_ROUTE,
    TripStatus.IN_TRANSIT: TripStatus.ON_SCENE,
}


class Dispatcher(Worker):
    """An agency's dispatcher; also the center's people acting for an agency."""

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """Mostly bids, acceptances and the drive."""
        return {
            **super().deeds(),
            self.bid: 8,
            self.withdraw: 2,
            self.decline: 2,
            self.take_decline_back: 1,
            self.accept: 6,
            self.drive: 16,
            self.release: 2,
            self.reassign: 2,
            self.unit_status: 1,
            self.plan: 1,
            self.end_plan: 1,
        }

    def bid(self) -> None:
        """Bid on a trip on offer, with any unit."""
        offers = [t for t in self.seen(self.stores.ems.board) if t.award_mode is AwardMode.BIDDING]
        units = self.seen(self.stores.ems.units)
        if not offers or not units:
            return
        offer, unit, bid = self.dice.choice(offers[-40:]), self.dice.choice(units), uuid4()
        pickup = datetime.now(UTC) + timedelta(minutes=20)
        new = NewBid(
            offer.trip_id,
            unit.agency_id,
            self.dice.randint(10_000, 90_000),
            unit.id,
            pickup,
            pickup + timedelta(hours=1),
        )
        self.send(Op.BID, bid, offer.trip_id, lambda about: self.board.bid(bid, new, self.settings, about))

    def withdraw(self) -> None:
        """Take an open bid back."""
        bids = [b for b in self.seen(self.stores.ems.bids) if b.status == "PENDING"]
        if bids:
            bid = self.dice.choice(bids)
            self.send(
                Op.WITHDRAW,
                bid.id,
                bid.transport_request_id,
                lambda about: self.board.withdraw(bid.id, about),
                status="WITHDRAWN",
            )

    def decline(self) -> None:
        """Say that the agency will not run a trip."""
        offers = self.seen(self.stores.ems.board)
        if offers:
            offer, decline = self.dice.choice(offers[-40:]), uuid4()
            self.send(
                Op.DECLINE,
                decline,
                offer.trip_id,
                lambda about: self.board.decline(decline, offer.trip_id, Reason.NO_UNIT, "", about),
            )

    def take_decline_back(self) -> None:
        """Say that the agency may run it after all."""
        declines = self.seen(self.stores.ems.declines)
        if declines:
            decline = self.dice.choice(declines)
            self.attempt(
                Op.TAKE_BACK,
                decline.id,
                decline.trip_id,
                lambda: self.stores.ems.take_decline_back(decline.id),
                status="WITHDRAWN",
            )

    def accept(self) -> None:
        """Accept a trip that the first to accept has, with a free unit or one that only was free."""
        offers = [t for t in self.seen(self.stores.ems.board) if t.award_mode is AwardMode.FIRST_ACCEPT]
        units = [
            u
            for u in self.seen(self.stores.ems.units)
            if u.current_status is UnitStatus.AVAILABLE or self.dice.random() < 0.05
        ]
        if not offers or not units:
            return
        offer, unit, assignment = self.dice.choice(offers[-20:]), self.dice.choice(units), uuid4()
        pickup = datetime.now(UTC) + timedelta(minutes=20)
        self.attempt(
            Op.ACCEPT, assignment, offer.trip_id, lambda: self.board.accept(assignment, offer.trip_id, unit, pickup)
        )

    def drive(self) -> None:
        """Move a trip forward; now and then, take the last step back."""
        held = self.seen(self.stores.ems.active_trips)
        if not held:
            return
        trip = self.dice.choice(held)
        if trip.unit_id is None:
            self._give_unit(trip.assignment_id, trip.trip_id)
            return
        steps = _BACK if self.dice.random() < 0.08 and trip.status in _BACK else _FORWARD
        to = steps[trip.status]
        self.send(
            Op.PROGRESS,
            trip.assignment_id,
            trip.trip_id,
            lambda about: self.board.progress(trip, to, about),
            status=to.value,
        )

    def release(self) -> None:
        """Hand a trip back."""
        held = [
            t for t in self.seen(self.stores.ems.active_trips) if t.status in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
        ]
        if held:
            trip = self.dice.choice(held)
            self.attempt(
                Op.RELEASE,
                trip.assignment_id,
                trip.trip_id,
                lambda: self.board.release(trip.assignment_id, Reason.NO_CREW, ""),
                status="PENDING",
            )

    def reassign(self) -> None:
        """Give a trip another unit."""
        held = [
            t for t in self.seen(self.stores.ems.active_trips) if t.status in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
        ]
        if held:
            trip = self.dice.choice(held)
            self._give_unit(trip.assignment_id, trip.trip_id)

    # -- units ------------------------------------------------------------------------------------------
    def unit_status(self) -> None:
        """Take a free unit off duty, or bring one back."""
        units = [u for u in self.seen(self.stores.ems.units) if u.current_status is not UnitStatus.COMMITTED]
        if units:
            unit = self.dice.choice(units)
            to = UnitStatus.AVAILABLE if self.dice.random() < 0.8 else UnitStatus.OFF_DUTY
            self.send(
                Op.UNIT,
                unit.id,
                None,
                lambda about: self.board.set_unit_status([unit.id], to, "", about),
                current_status=to.value,
            )

    def plan(self) -> None:
        """Plan a shift or an absence of a unit that begins in a moment; most are short."""
        units = self.seen(self.stores.ems.units)
        if units:
            unit, kind, plan = self.dice.choice(units), self.dice.choice(list(PlanKind)), uuid4()
            start = datetime.now(UTC) + timedelta(seconds=self.dice.uniform(1, 15))
            end = start + timedelta(seconds=self.dice.uniform(3, 30))
            if kind is PlanKind.SHIFT and self.dice.random() < 0.7:
                end = start + timedelta(hours=6)
            notes = "Flat tire" if kind.needs_reason else ""
            new = NewPlan(plan, unit.id, unit.agency_id, kind, start, end, notes)
            self.attempt(Op.PLAN, plan, None, lambda: self.stores.fleet.plan([new]))

    def end_plan(self) -> None:
        """End a plan that runs, or take one back."""
        units = self.seen(self.stores.ems.units)
        if units:
            plans = self.stores.fleet.record(self.dice.choice(units).id).plans
            if plans:
                plan = self.dice.choice(plans)
                self.attempt(Op.END_PLAN, plan.id, None, lambda: self.stores.fleet.end_plan(plan.id))

    def _give_unit(self, assignment: UUID, trip: UUID) -> None:
        free = [u for u in self.seen(self.stores.ems.units) if u.current_status is UnitStatus.AVAILABLE]
        if free:
            unit = self.dice.choice(free)
            self.attempt(
                Op.REASSIGN,
                assignment,
                trip,
                lambda: self.stores.ems.assign_unit(assignment, unit.id),
                unit_id=unit.id,
            )
