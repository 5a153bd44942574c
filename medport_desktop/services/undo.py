"""Taking back the last dispatch action: each is undone by a change of its own, which the databases judge like any.

Nothing is rolled back. A step is corrected, an acceptance handed back, an offer held again: the audit log has both, and
everybody who saw the first sees the second. What cannot be taken back says why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import AwardMode, AwardOutcome, BidStatus, Reason, TripStatus, UnitStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import ActiveTrip, Bid, NewBid, NewTrip, Patient, TransitionTable, Trip, TripDecline
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.hospital.trip_entry import TripEntry

NOTE = "Taken back at once by the console's undo."
"""What a hand-back notes where it undoes an acceptance or an award, and a cancellation where it undoes an entry; their
coded reason is OTHER."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Why an action no longer stands as it was left; an empty `sentence` where it does."""

    sentence: str = ""
    hint: str = ""


STANDS = Standing()


@dataclass(frozen=True, slots=True)
class Undoable:
    """An action that was done, and what takes it back. Both calls run in a worker thread."""

    did: str
    """What was done, as on a menu: "T-1042 en route"."""
    undone: str
    """The sentence once it is taken back."""
    check: Callable[[], Standing]
    """Looks whether the facts are still as the action left them."""
    back: Callable[[], None]
    """Makes the compensating change. Harmless when it is called twice."""
    final: Standing = STANDS
    """Why it cannot be taken back at all."""

    def undo(self) -> None:
        """Look, then change. Raises Refused with the reason, or what the change raises."""
        standing = self.final if self.final.sentence else self.check()
        if standing.sentence:
            raise Refused(standing.sentence, standing.hint)
        self.back()


def never(did: str, sentence: str, hint: str = "") -> Undoable:
    """An action that nothing takes back; it says why."""
    return Undoable(did, "", lambda: STANDS, lambda: None, Standing(sentence, hint))


# -- a held trip --------------------------------------------------------------------------------------------
def step(agency: BidBoard, trip: ActiveTrip, to: TripStatus, rules: TransitionTable) -> Undoable:
    """A step forward is corrected; a correction is made good by the step itself, at the time at which it is undone."""
    did = f"{trip.trip_number} {to.label.lower()}"
    if to.is_final:
        return never(did, f"{trip.trip_number} is {to.label.lower()}, and that is final.")
    if trip.status not in (rules.correction(to), rules.forward(to)):
        return never(did, f"{to.label} cannot become {trip.status.label.lower()} again.")
    moved = replace(trip, status=to)
    return Undoable(
        did,
        f"{trip.trip_number} is {trip.status.label.lower()} again.",
        partial(_is_held_as, agency, moved),
        partial(agency.progress, moved, trip.status),
    )


def unit_given(agency: BidBoard, trip: ActiveTrip, unit: Unit) -> Undoable:
    """The unit that ran the trip before has it again."""
    did = f"{trip.trip_number} given to {unit.unit_number}"
    if trip.unit_id is None:
        return never(did, f"{trip.trip_number} had no unit before.", "Give it another one, or hand it back.")
    return Undoable(
        did,
        f"{trip.trip_number} is run by {trip.unit_number} again.",
        partial(_is_held_as, agency, replace(trip, unit_id=unit.id, unit_number=unit.unit_number)),
        partial(agency.assign_unit, trip.assignment_id, trip.unit_id),
    )


def accepted(agency: BidBoard, assignment_id: UUID, trip_number: str) -> Undoable:
    """The trip is handed back."""
    return Undoable(
        f"{trip_number} accepted",
        f"{trip_number} is handed back and on offer again.",
        partial(_is_only_accepted, agency, assignment_id, trip_number),
        partial(agency.release, assignment_id, Reason.OTHER, NOTE),
    )


def released(agency: BidBoard, trip: ActiveTrip, now: datetime) -> Undoable:
    """The same unit accepts again what goes to the first agency, if nobody else has it by now."""
    did = f"{trip.trip_number} handed back"
    if trip.unit_id is None:
        return never(did, f"{trip.trip_number} had no unit.", "Accept it, or bid on it, once a unit is free.")
    return Undoable(
        did,
        f"{trip.trip_number} is with {trip.agency_name} again, unit {trip.unit_number}.",
        partial(_may_be_accepted, agency, trip),
        partial(_accept_again, agency, uuid4(), trip, max(now, trip.ready_at)),
    )


def _live(agency: BidBoard, assignment_id: UUID) -> ActiveTrip | None:
    return next(iter(agency.active([assignment_id])), None)


def _is_held_as(agency: BidBoard, left: ActiveTrip) -> Standing:
    held = _live(agency, left.assignment_id)
    if held is None:
        return Standing(f"{left.agency_name} no longer holds {left.trip_number}.", "The board shows where it is now.")
    if held.status is not left.status:
        words = f"{left.trip_number} is {held.status.label.lower()} by now."
        return Standing(words, "Somebody moved it meanwhile; look at it again.")
    if held.unit_id != left.unit_id:
        return Standing(f"{left.trip_number} has unit {held.unit_number or 'none'} by now.", "Look at it again.")
    return STANDS


def _is_only_accepted(agency: BidBoard, assignment_id: UUID, trip_number: str) -> Standing:
    held = _live(agency, assignment_id)
    if held is None:
        return Standing(f"{trip_number} is no longer held.", "The board shows where it is now.")
    if held.status is not TripStatus.ACCEPTED:
        return Standing(f"{trip_number} is {held.status.label.lower()} by now.", "Hand it back, with the reason.")
    return STANDS


def _may_be_accepted(agency: BidBoard, trip: ActiveTrip) -> Standing:
    offer = next(iter(agency.board([trip.trip_id])), None)
    if offer is None:
        return Standing(f"{trip.trip_number} is no longer on offer.", "The board shows where it is now.")
    if offer.award_mode is AwardMode.BIDDING:
        return Standing(f"The hospital chooses among bids for {trip.trip_number}.", "Bid on it again.")
    return STANDS


def _accept_again(agency: BidBoard, assignment_id: UUID, trip: ActiveTrip, pickup: datetime) -> None:
    unit = next(iter(agency.units([trip.unit_id] if trip.unit_id else [])), None)
    agency.accept(assignment_id, trip.trip_id, unit, pickup)


# -- a bid ------------------------------------------------------------------------------------------------
def bid_sent(agency: BidBoard, bid_id: UUID, trip_id: UUID, trip_number: str) -> Undoable:
    """The bid is withdrawn."""
    return Undoable(
        f"bid on {trip_number}",
        f"The bid on {trip_number} is withdrawn.",
        partial(_is_open, agency, bid_id, trip_id, trip_number),
        partial(agency.withdraw, bid_id),
    )


def bid_withdrawn(agency: BidBoard, bid: Bid, settings: Settings) -> Undoable:
    """The same bid is made again, for as long as a new one stands."""
    again = NewBid(
        transport_request_id=bid.transport_request_id,
        agency_id=bid.agency_id,
        bid_amount=bid.bid_amount,
        unit_id=bid.unit_id,
        estimated_pickup=bid.estimated_pickup,
        estimated_arrival=bid.estimated_arrival,
        special_notes=bid.special_notes,
    )
    return Undoable(
        f"bid on {bid.trip_number} withdrawn",
        f"The bid on {bid.trip_number} stands again.",
        lambda: STANDS,  # whether the trip is still on offer, and the time still ahead, is judged with the bid
        partial(agency.bid, uuid4(), again, settings),
    )


def declined(agency: BidBoard, decline_id: UUID, trip_number: str) -> Undoable:
    """The decline is taken back; that it still stands is judged with it."""
    return Undoable(
        f"{trip_number} declined",
        f"{trip_number} is on your board again.",
        lambda: STANDS,
        partial(agency.take_decline_back, decline_id),
    )


def decline_taken_back(agency: BidBoard, decline: TripDecline, trip_number: str) -> Undoable:
    """The same decline is made again; that the trip is still on offer, and not bid on, is judged with it."""
    return Undoable(
        f"decline of {trip_number} taken back",
        f"{trip_number} is declined again.",
        lambda: STANDS,
        partial(agency.decline, uuid4(), decline.trip_id, decline.reason, decline.note),
    )


_BID_ENDS = {
    BidStatus.ACCEPTED: "has won",
    BidStatus.REJECTED: "has lost",
    BidStatus.EXPIRED: "has run out",
    BidStatus.WITHDRAWN: "is withdrawn",
}


def _is_open(agency: BidBoard, bid_id: UUID, trip_id: UUID, trip_number: str) -> Standing:
    bid = next((bid for bid in agency.bids([trip_id]) if bid.id == bid_id), None)
    if bid is None:
        return Standing(f"The bid on {trip_number} is not there any more.")
    if bid.status is not BidStatus.PENDING:
        return Standing(f"The bid on {trip_number} {_BID_ENDS[bid.status]} by now.")
    return STANDS


# -- a unit -----------------------------------------------------------------------------------------------
def unit_status_set(agency: BidBoard, unit: Unit, status: UnitStatus) -> Undoable:
    """The unit does again what it did; `unit` is as it was before."""
    return Undoable(
        f"{unit.unit_number} {status.label.lower()}",
        f"{unit.unit_number} is {unit.current_status.label.lower()} again.",
        partial(_unit_is, agency, unit, status),
        partial(agency.set_unit_status, unit.id, unit.current_status),
    )


def _unit_is(agency: BidBoard, unit: Unit, status: UnitStatus) -> Standing:
    now = next(iter(agency.units([unit.id])), None)
    if now is None:
        return Standing(f"{unit.unit_number} is not there any more.")
    if now.current_status is not status:
        words = f"{unit.unit_number} is {now.current_status.label.lower()} by now."
        return Standing(words, "Somebody changed it meanwhile; look at it again.")
    return STANDS


# -- the hospital's side ------------------------------------------------------------------------------------
def offered(desk: TripEntry, trip: Trip) -> Undoable:
    """The trip is held again."""
    return Undoable(
        f"{trip.trip_number} offered",
        f"{trip.trip_number} is held for later again.",
        partial(_is_on_offer, desk, trip),
        partial(desk.hold, trip.id),
    )


def _is_on_offer(desk: TripEntry, trip: Trip) -> Standing:
    now = next(iter(desk.trips([trip.id])), None)
    if now is None or now.status is not TripStatus.PENDING:
        words = now.status.label.lower() if now is not None else "gone"
        return Standing(f"{trip.trip_number} is {words} by now.", "The board shows where it is now.")
    return STANDS


def awarded_by_desk(bid: Bid) -> Undoable:
    """A hospital cannot take an award back: the agency may have sent its crew."""
    return never(
        f"{bid.trip_number} awarded",
        f"{bid.agency_name} has been told that {bid.trip_number} is its own.",
        "Ask the agency to hand it back, or cancel the trip.",
    )


def awarded_by_center(desk: TripEntry, agency: BidBoard, trip: Trip, bid: Bid) -> Undoable:
    """The center, which acts for either side, hands the trip back for the agency before it has moved."""
    return Undoable(
        f"{trip.trip_number} awarded",
        f"{trip.trip_number} is handed back for {bid.agency_name} and on offer again. Its bids have ended.",
        partial(_award_stands, desk, agency, trip, bid),
        partial(_hand_back, agency, trip, bid),
    )


def _award_stands(desk: TripEntry, agency: BidBoard, trip: Trip, bid: Bid) -> Standing:
    now = next(iter(desk.trips([trip.id])), None)
    if now is not None and now.status is TripStatus.PENDING and now.award_outcome is AwardOutcome.PENDING:
        return Standing("The agency's answer is still on its way.", "Try again in a moment.")
    held = _awarded(agency, trip, bid)
    if held is None:
        return Standing(f"{bid.agency_name} does not hold {trip.trip_number}.", "The board shows where it is now.")
    return _is_only_accepted(agency, held.assignment_id, trip.trip_number)


def _awarded(agency: BidBoard, trip: Trip, bid: Bid) -> ActiveTrip | None:
    return next((h for h in agency.active() if h.trip_id == trip.id and h.agency_id == bid.agency_id), None)


def _hand_back(agency: BidBoard, trip: Trip, bid: Bid) -> None:
    held = _awarded(agency, trip, bid)
    if held is not None:
        agency.release(held.assignment_id, Reason.OTHER, NOTE)


def cancelled(trip_number: str) -> Undoable:
    """CANCELLED is final."""
    return never(f"{trip_number} cancelled", "A cancelled trip stays cancelled.", "Copy it to enter it again.")


# -- what was entered ---------------------------------------------------------------------------------------
def entered(desk: TripEntry, trip: Trip) -> Undoable:
    """The trip is cancelled, as long as no agency has answered."""
    return Undoable(
        f"{trip.trip_number} entered",
        f"{trip.trip_number} is cancelled.",
        partial(_is_unanswered, desk, trip),
        partial(desk.cancel, trip.id, Reason.OTHER, NOTE),
    )


def series_entered(desk: TripEntry, trips: Sequence[Trip]) -> Undoable:
    """Every trip of the series is cancelled that can still be."""
    first = trips[0]

    def back() -> None:
        desk.cancel_series(first, Reason.OTHER, NOTE)

    did = f"{len(trips)} trips entered"
    return Undoable(did, "The trips of the series are cancelled.", partial(_is_unanswered, desk, first), back)


def _is_unanswered(desk: TripEntry, trip: Trip) -> Standing:
    now = next(iter(desk.trips([trip.id])), None)
    if now is None or now.status not in (TripStatus.SCHEDULED, TripStatus.PENDING):
        words = now.status.label.lower() if now is not None else "gone"
        return Standing(f"{trip.trip_number} is {words} by now.", "The board shows where it is now.")
    if now.bid_count or now.award_outcome is AwardOutcome.PENDING:
        return Standing(f"Agencies have bid on {trip.trip_number} by now.", "Cancel it, with the reason.")
    return STANDS


def edited(desk: TripEntry, was: Trip, patient: Patient | None, now: Trip) -> Undoable:
    """The trip gets its former facts; the hospital silo refuses it where somebody has changed it again."""
    did = f"{now.trip_number} changed"
    if patient is None:
        return never(did, f"{now.trip_number} had no patient before.")
    former = NewTrip.like(was, patient)

    def back() -> None:
        desk.edit(now, desk.patient_of(now.id), former)

    return Undoable(did, f"{now.trip_number} is as it was.", lambda: STANDS, back)
