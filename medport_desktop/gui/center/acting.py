"""Acting for a hospital or an agency: each act is sent once, a sentence says for whom, and the databases
audit it under the name of the person at this console."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar
from uuid import UUID, uuid5

from PySide6.QtCore import QObject

from medport_desktop.domain.agencies import PriceSheet, Unit
from medport_desktop.domain.center.broadcasts import Audience, Importance, NewBroadcast
from medport_desktop.domain.enums import Reason, TripStatus
from medport_desktop.domain.errors import KeptForLater, MedPortError
from medport_desktop.domain.trips import ActiveTrip, Bid, NewBid, TransitionTable, Trip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.pickup import pickup_sentence
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Form, Operation, Writes
from medport_desktop.services import undo as undoing
from medport_desktop.services.center.dispatch import Dispatch
from medport_desktop.services.undo import Undoable

T = TypeVar("T")


class Acting(QObject):
    """The acts."""

    def __init__(self, runtime: Runtime, dispatch: Dispatch, feed: Feed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._dispatch = dispatch
        self._feed = feed
        self._writes = Writes()

    # -- for the hospital -------------------------------------------------------------------------------
    def award(self, trip: Trip, bid: Bid) -> None:
        """Award a bid for the trip's hospital."""
        self._do(
            ("award", trip.id),
            partial(self._dispatch.trip_entry.award, bid),
            f"{trip.trip_number} was awarded to {bid.agency_name} for {trip.hospital_name}. "
            f"{pickup_sentence(bid.estimated_pickup, trip.ready_at)} The agency's answer is on its way.".lstrip(),
            undo=undoing.awarded_by_center(self._dispatch.trip_entry, self._dispatch.bid_board, trip, bid),
        )

    def read_bids(self, trip: Trip, then: Callable[[list[Bid]], object]) -> None:
        """Read a trip's bids."""
        self._runtime.tasks.run(self._dispatch.stores.ems.bids, [trip.id], then=then, owner=self)

    def read_prices(self, agency_id: UUID, then: Callable[[PriceSheet], object], owner: QObject) -> None:
        """Read an agency's price sheet."""
        read = self._dispatch.stores.ems.profile
        self._runtime.tasks.run(read, agency_id, then=lambda profile: then(profile.price_sheet), owner=owner)

    def ask_again(self, trip: Trip, expired: Sequence[Bid]) -> None:
        """Tell the agencies whose bids have expired that the trip is still on offer, by a message that stays.

        An agency is asked once about a bid, whichever dispatchers of the center ask, and however often.
        """

        def call() -> None:
            for bid in expired:
                text = (
                    f"{trip.trip_number} is still on offer, and your bid of {dollars(bid.bid_amount)} has expired."
                    " Bid again if you can run it."
                )
                new = NewBroadcast(Audience.AGENCY, bid.agency_id, Importance.IMPORTANT, text)
                self._dispatch.broadcasts.send(uuid5(bid.id, "ask"), new)

        names = ", ".join(bid.agency_name for bid in expired)
        self._do(
            ("ask", trip.id),
            call,
            f"{names} was asked again about {trip.trip_number}."
            if len(expired) == 1
            else f"{names} were asked again about {trip.trip_number}.",
        )

    def offer(self, trip: Trip) -> None:
        """Offer a scheduled trip now for its hospital."""
        self._do(
            ("offer", trip.id),
            partial(self._dispatch.stores.hospital.offer_trip, trip.id),
            f"{trip.trip_number} is on offer to the agencies now, for {trip.hospital_name}.",
            undo=undoing.offered(self._dispatch.trip_entry, trip),
        )

    def cancel(self, trip: Trip, reason: Reason, note: str, later: bool, form: Form) -> None:
        """Cancel a trip for its hospital; with `later`, all later ones of its series too."""
        trip_entry = self._dispatch.trip_entry

        def call() -> None:
            if later:
                trip_entry.cancel_series(trip, reason, note)
            else:
                trip_entry.cancel(trip.id, reason, note, trip.trip_number)

        many = " and all later trips of its series were" if later else " was"
        did = "The rest of a series" if later else trip.trip_number
        words = f"{trip.trip_number}{many} cancelled for {trip.hospital_name}."
        self._do(("cancel", trip.id), call, words, form=form, undo=undoing.cancelled(did))

    def add_note(
        self, trip: Trip, text: str, written: Callable[[], object], refused: Callable[[MedPortError], object]
    ) -> None:
        """Add a note to a trip; `written()` once it is on it, or is kept for later."""

        def kept(error: KeptForLater) -> None:
            self._runtime.messages.warn(error.sentence, error.hint)
            written()

        Operation(
            partial(self._dispatch.trip_entry.add_note, trip.id, text, trip.trip_number),
            owner=self,
            writes=self._writes,
            about=("note", trip.id),
            told=f"The note is on {trip.trip_number}.",
            then=lambda _none: written(),
            kept=kept,
            refused=refused,
        ).run(self._runtime)

    # -- for an agency ----------------------------------------------------------------------------------
    def accept(self, trip: Trip, unit: Unit, pickup: datetime) -> None:
        """Take a trip that goes to the first agency, for the unit's agency."""
        about = ("accept", trip.id, unit.id)
        key = self._writes.key(about)
        self._do(
            about,
            partial(self._dispatch.bid_board.accept, key, trip.id, unit, pickup),
            f"{trip.trip_number} was accepted for {unit.agency_name}, unit {unit.unit_number}.",
            undo=undoing.accepted(self._dispatch.bid_board, key, trip.trip_number),
        )

    def bid(self, trip: Trip, agency: str, new: NewBid, form: Form) -> None:
        """Enter a bid that an agency has told by phone."""
        about = ("bid", trip.id, new.agency_id)
        key = self._writes.key(about)
        self._do(
            about,
            partial(self._dispatch.bid_board.bid, key, new, self._feed.settings, trip.trip_number),
            f"A bid on {trip.trip_number} was entered for {agency}.",
            form=form,
            undo=undoing.bid_sent(self._dispatch.bid_board, key, trip.id, trip.trip_number),
        )

    def decline(self, trip: Trip, unit: Unit, reason: Reason, form: Form) -> None:
        """Decline a trip for the unit's agency, which told so by phone."""
        about = ("decline", trip.id, unit.agency_id)
        key = self._writes.key(about)
        self._do(
            about,
            partial(self._dispatch.stores.ems.decline_trip, key, unit.agency_id, trip.id, reason, None),
            f"{trip.trip_number} was declined for {unit.agency_name}.",
            form=form,
            undo=undoing.declined(self._dispatch.bid_board, key, trip.trip_number),
        )

    def assign(self, held: ActiveTrip, unit: Unit) -> None:
        """Give a held trip a unit, for the agency that holds it."""
        self._do(
            ("assign", held.assignment_id),
            partial(self._dispatch.stores.ems.assign_unit, held.assignment_id, unit.id),
            f"{held.trip_number} has unit {unit.unit_number}, for {held.agency_name}.",
            undo=undoing.unit_given(self._dispatch.bid_board, held, unit),
        )

    def progress(self, held: ActiveTrip, to: TripStatus, rules: TransitionTable) -> None:
        """Move a held trip a step, for the agency that holds it; `rules` say whether it can be undone."""
        self._do(
            ("progress", held.assignment_id),
            partial(self._dispatch.bid_board.progress, held, to, held.trip_number),
            f"{held.trip_number} is {to.label.lower()}, for {held.agency_name}.",
            undo=undoing.step(self._dispatch.bid_board, held, to, rules),
        )

    def step_at(self, held: ActiveTrip, to: TripStatus, rules: TransitionTable, form: Form, at: datetime) -> None:
        """Say when the next step of a held trip, or its last one, happened, for the agency that holds it."""
        board = self._dispatch.bid_board
        self._do(
            ("progress", held.assignment_id),
            partial(board.step_at, held, to, at),
            f"{held.trip_number}: {to.label.lower()} at {site_clock().short(at)}, for {held.agency_name}.",
            form=form,
            undo=partial(undoing.step_timed, board, held)
            if to is held.status
            else undoing.step(board, held, to, rules),
        )

    def release(self, held: ActiveTrip, reason: Reason, note: str, form: Form) -> None:
        """Hand a trip back, for the agency that holds it."""
        self._do(
            ("release", held.assignment_id),
            partial(self._dispatch.bid_board.release, held.assignment_id, reason, note),
            f"{held.trip_number} was handed back for {held.agency_name}. It is on offer again.",
            form=form,
            undo=undoing.released(self._dispatch.bid_board, held, site_clock().now()),
        )

    # -- how --------------------------------------------------------------------------------------------
    def _do(
        self,
        about: Hashable,
        call: Callable[[], T],
        sentence: str,
        *,
        form: Form | None = None,
        undo: Undoable | Callable[[T], Undoable] | None = None,
    ) -> None:
        Operation(call, owner=self, writes=self._writes, about=about, form=form, told=sentence, undo=undo).run(
            self._runtime
        )
