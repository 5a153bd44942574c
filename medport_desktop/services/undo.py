"""Taking back the last dispatch action: each is undone by a change of its own, which the databases judge like any.

Nothing is rolled back. A step is corrected, an acceptance handed back, an offered trip scheduled again: the log has
both, and everybody who saw the first sees the second. What cannot be taken back says why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, AwardOutcome, BidStatus, Reason, TripStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.trips import ActiveTrip, Bid, NewBid, NewTrip, TransitionTable, Trip, TripDecline
from medport_desktop.domain.written.money import dollars
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
    back: Callable[[], object]
    """Makes the compensating change. Harmless when it is called twice."""
    final: Standing = STANDS
    """Why it cannot be taken back at all."""
    losing: Callable[[], str] = lambda: ""
    """Says what would be lost by taking it back, so that it is asked first; '' where nothing is. Runs in a worker."""

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
def step(bid_board: BidBoard, trip: ActiveTrip, to: TripStatus, rules: TransitionTable) -> Undoable:
    """A step forward is corrected; a correction is made good by the step itself, at its own time."""
    did = f"{trip.trip_number} {to.label.lower()}"
    if to.is_final:
        return never(did, f"{trip.trip_number} is {to.label.lower()}, and that is final.")
    if trip.status not in (rules.correction(to), rules.forward(to)):
        return never(did, f"{to.label} cannot become {trip.status.label.lower()} again.")
    moved = replace(trip, status=to)
    return Undoable(
        did,
        f"{trip.trip_number} is {trip.status.label.lower()} again.",
        partial(_is_held_as, bid_board, moved),
        partial(
            bid_board.stores.ems.progress,
            trip.assignment_id,
            to,
            trip.status,
            told_late=trip.status_since if trip.status is rules.forward(to) else None,
        ),
    )


def step_timed(bid_board: BidBoard, trip: ActiveTrip, since: datetime) -> Undoable:
    """The last step was when it was told first; `trip` is as it was, `since` the time that was said instead.

    The EMS silo refuses it where somebody has said another time since.
    """
    return Undoable(
        f"time of {trip.trip_number}'s last step",
        f"{trip.trip_number}'s last step has its earlier time again.",
        partial(_is_held_as, bid_board, trip),
        partial(bid_board.stores.ems.step_at, trip.assignment_id, trip.status, trip.status, trip.status_since, since),
    )


def unit_given(bid_board: BidBoard, trip: ActiveTrip, unit: Unit) -> Undoable:
    """The unit that ran the trip before has it again."""
    did = f"{trip.trip_number} given to {unit.unit_number}"
    if trip.unit_id is None:
        return never(did, f"{trip.trip_number} had no unit before.", "Give it another one, or hand it back.")
    return Undoable(
        did,
        f"{trip.trip_number} is run by {trip.unit_number} again.",
        partial(_is_held_as, bid_board, replace(trip, unit_id=unit.id, unit_number=unit.unit_number)),
        partial(bid_board.stores.ems.assign_unit, trip.assignment_id, trip.unit_id),
    )


def accepted(bid_board: BidBoard, assignment_id: UUID, trip_number: str) -> Undoable:
    """The trip is handed back."""
    return Undoable(
        f"{trip_number} accepted",
        f"{trip_number} is handed back and on offer again.",
        partial(_is_only_accepted, bid_board, assignment_id, trip_number),
        partial(bid_board.release, assignment_id, Reason.OTHER, NOTE),
    )


def released(bid_board: BidBoard, trip: ActiveTrip, now: datetime) -> Undoable:
    """The same unit accepts again what goes to the first agency, if nobody else has it by now."""
    did = f"{trip.trip_number} handed back"
    if trip.unit_id is None:
        return never(did, f"{trip.trip_number} had no unit.", "Accept it, or bid on it, once a unit is free.")
    return Undoable(
        did,
        f"{trip.trip_number} is with {trip.agency_name} again, unit {trip.unit_number}.",
        partial(_may_be_accepted, bid_board, trip),
        partial(_accept_again, bid_board, uuid4(), trip, max(now, trip.ready_at)),
    )


def _live(bid_board: BidBoard, assignment_id: UUID) -> ActiveTrip | None:
    return next(iter(bid_board.stores.ems.active_trips([assignment_id])), None)


def _is_held_as(bid_board: BidBoard, left: ActiveTrip) -> Standing:
    held = _live(bid_board, left.assignment_id)
    if held is None:
        return Standing(f"{left.agency_name} no longer holds {left.trip_number}.", "The board shows where it is now.")
    if held.status is not left.status:
        words = f"{left.trip_number} is {held.status.label.lower()} by now."
        return Standing(words, "Somebody moved it meanwhile; look at it again.")
    if held.unit_id != left.unit_id:
        return Standing(f"{left.trip_number} has unit {held.unit_number or 'none'} by now.", "Look at it again.")
    return STANDS


def _is_only_accepted(bid_board: BidBoard, assignment_id: UUID, trip_number: str) -> Standing:
    held = _live(bid_board, assignment_id)
    if held is None:
        return Standing(f"{trip_number} is no longer held.", "The board shows where it is now.")
    if held.status is not TripStatus.ACCEPTED:
        return Standing(f"{trip_number} is {held.status.label.lower()} by now.", "Hand it back, with the reason.")
    return STANDS


def _may_be_accepted(bid_board: BidBoard, trip: ActiveTrip) -> Standing:
    offer = next(iter(bid_board.stores.ems.board([trip.trip_id])), None)
    if offer is None:
        return Standing(f"{trip.trip_number} is no longer on offer.", "The board shows where it is now.")
    if offer.award_mode is AwardMode.BIDDING:
        return Standing(f"The hospital chooses among bids for {trip.trip_number}.", "Bid on it again.")
    return STANDS


def _accept_again(bid_board: BidBoard, assignment_id: UUID, trip: ActiveTrip, pickup: datetime) -> None:
    unit = next(iter(bid_board.stores.ems.units([trip.unit_id] if trip.unit_id else [])), None)
    bid_board.accept(assignment_id, trip.trip_id, unit, pickup)


# -- a bid ------------------------------------------------------------------------------------------------
def bid_sent(bid_board: BidBoard, bid_id: UUID, trip_id: UUID, trip_number: str) -> Undoable:
    """The bid is withdrawn."""
    return Undoable(
        f"bid on {trip_number}",
        f"The bid on {trip_number} is withdrawn.",
        partial(_is_open, bid_board, bid_id, trip_id, trip_number),
        partial(bid_board.withdraw, bid_id),
    )


def bid_withdrawn(bid_board: BidBoard, bid: Bid, settings: Settings) -> Undoable:
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
        partial(bid_board.bid, uuid4(), again, settings),
    )


def declined(bid_board: BidBoard, decline_id: UUID, trip_number: str) -> Undoable:
    """The decline is taken back; that it still stands is judged with it."""
    return Undoable(
        f"{trip_number} declined",
        f"{trip_number} is on your board again.",
        lambda: STANDS,
        partial(bid_board.stores.ems.take_decline_back, decline_id),
    )


def decline_taken_back(bid_board: BidBoard, decline: TripDecline, trip_number: str) -> Undoable:
    """The same decline is made again; that the trip is still on offer, and not bid on, is judged with it."""
    return Undoable(
        f"decline of {trip_number} taken back",
        f"{trip_number} is declined again.",
        lambda: STANDS,
        partial(bid_board.decline, uuid4(), decline.trip_id, decline.reason, decline.note),
    )


_BID_ENDS = {
    BidStatus.ACCEPTED: "has won",
    BidStatus.REJECTED: "has ended",
    BidStatus.EXPIRED: "has run out",
    BidStatus.WITHDRAWN: "is withdrawn",
}


def _is_open(bid_board: BidBoard, bid_id: UUID, trip_id: UUID, trip_number: str) -> Standing:
    bid = next((bid for bid in bid_board.stores.ems.bids([trip_id]) if bid.id == bid_id), None)
    if bid is None:
        return Standing(f"The bid on {trip_number} is not there any more.")
    if bid.status is not BidStatus.PENDING:
        return Standing(f"The bid on {trip_number} {_BID_ENDS[bid.status]} by now.")
    return STANDS


# -- the hospital's side ------------------------------------------------------------------------------------
def offered(trip_entry: TripEntry, trip: Trip) -> Undoable:
    """The trip is scheduled again."""
    return Undoable(
        f"{trip.trip_number} offered",
        f"{trip.trip_number} is scheduled for later again.",
        partial(_is_on_offer, trip_entry, trip),
        partial(trip_entry.stores.hospital.schedule_trip, trip.id),
    )


def _is_on_offer(trip_entry: TripEntry, trip: Trip) -> Standing:
    now = next(iter(trip_entry.stores.hospital.trips([trip.id])), None)
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


def awarded_by_center(trip_entry: TripEntry, bid_board: BidBoard, trip: Trip, bid: Bid) -> Undoable:
    """The center, which acts for either side, hands the trip back for the agency before it has moved."""
    return Undoable(
        f"{trip.trip_number} awarded",
        f"{trip.trip_number} is handed back for {bid.agency_name} and on offer again, with the bids that it had.",
        partial(_award_stands, trip_entry, bid_board, trip, bid),
        partial(_take_back, bid_board, trip, bid),
        losing=partial(_lost_bids, bid_board, trip, bid),
    )


_WHY_LOST = {"EXPIRED": "has run out", "PICKUP_PAST": "its pick-up is past", "SUSPENDED": "the agency is suspended"}


def _lost_bids(bid_board: BidBoard, trip: Trip, bid: Bid) -> str:
    """The bids that do not come back when the award is undone, and why."""
    held = _awarded(bid_board, trip, bid)
    ended = bid_board.stores.ems.ended_by_award(held.assignment_id) if held is not None else []
    lost = [
        f"{one.agency_name}, {dollars(one.bid_amount)} ({_WHY_LOST.get(one.lost, 'it cannot be open again')})"
        for one in ended
        if one.lost
    ]
    if not lost:
        return ""
    bids = "This bid does not come back" if len(lost) == 1 else "These bids do not come back"
    return f"{bids}: {'; '.join(lost)}."


def _award_stands(trip_entry: TripEntry, bid_board: BidBoard, trip: Trip, bid: Bid) -> Standing:
    now = next(iter(trip_entry.stores.hospital.trips([trip.id])), None)
    if now is not None and now.status is TripStatus.PENDING and now.award_outcome is AwardOutcome.PENDING:
        return Standing("The agency's answer is still on its way.", "Try again in a moment.")
    held = _awarded(bid_board, trip, bid)
    if held is None:
        return Standing(f"{bid.agency_name} does not hold {trip.trip_number}.", "The board shows where it is now.")
    return _is_only_accepted(bid_board, held.assignment_id, trip.trip_number)


def _awarded(bid_board: BidBoard, trip: Trip, bid: Bid) -> ActiveTrip | None:
    return next(
        (h for h in bid_board.stores.ems.active_trips() if h.trip_id == trip.id and h.agency_id == bid.agency_id), None
    )


def _take_back(bid_board: BidBoard, trip: Trip, bid: Bid) -> None:
    held = _awarded(bid_board, trip, bid)
    if held is not None:
        bid_board.stores.ems.undo_award(held.assignment_id, NOTE)


def cancelled(trip_number: str) -> Undoable:
    """CANCELLED is final."""
    return never(f"{trip_number} cancelled", "A cancelled trip stays cancelled.", "Copy it to enter it again.")


# -- what was entered ---------------------------------------------------------------------------------------
def entered(trip_entry: TripEntry, trip: Trip) -> Undoable:
    """The trip is cancelled, as long as no agency has answered."""
    return Undoable(
        f"{trip.trip_number} entered",
        f"{trip.trip_number} is cancelled.",
        partial(_is_unanswered, trip_entry, trip),
        partial(trip_entry.cancel, trip.id, Reason.OTHER, NOTE),
    )


def series_entered(trip_entry: TripEntry, trips: Sequence[Trip]) -> Undoable:
    """Every trip of the series is cancelled that can still be."""
    first = trips[0]

    def back() -> None:
        trip_entry.cancel_series(first, Reason.OTHER, NOTE)

    did = f"{len(trips)} trips entered"
    return Undoable(did, "The trips of the series are cancelled.", partial(_is_unanswered, trip_entry, first), back)


def _is_unanswered(trip_entry: TripEntry, trip: Trip) -> Standing:
    now = next(iter(trip_entry.stores.hospital.trips([trip.id])), None)
    if now is None or now.status not in (TripStatus.SCHEDULED, TripStatus.PENDING):
        words = now.status.label.lower() if now is not None else "gone"
        return Standing(f"{trip.trip_number} is {words} by now.", "The board shows where it is now.")
    if now.bid_count or now.award_outcome is AwardOutcome.PENDING:
        return Standing(f"Agencies have bid on {trip.trip_number} by now.", "Cancel it, with the reason.")
    return STANDS


def edited(trip_entry: TripEntry, was: Trip, patient: Patient | None, now: Trip, saved: Patient) -> Undoable:
    """The trip, `now` with the patient as `saved`, gets its former facts; the silo refuses it where somebody has
    changed it again."""
    did = f"{now.trip_number} changed"
    if patient is None:
        return never(did, f"{now.trip_number} had no patient before.")
    former = replace(NewTrip.like(was, patient), corrects_record=True)

    def back() -> None:
        trip_entry.edit(now, saved, former)

    return Undoable(did, f"{now.trip_number} is as it was.", lambda: STANDS, back)
