"""What a desk does with a trip that has been sent: award, cancel, offer, note. Each tells what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import Reason, TripStatus
from medport_desktop.domain.errors import KeptForLater, MedPortError, SiloAway
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.kit.facts.pickup import pickup_sentence
from medport_desktop.gui.shared.cancelling import CancelDialog
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services import undo
from medport_desktop.services.hospital.trip_entry import TripEntry


@dataclass(frozen=True)
class HospitalTripActions:
    """The calls behind the window's actions; `owner` is the widget that their outcomes belong to."""

    runtime: Runtime
    trip_entry: TripEntry
    feed: DeskFeed
    owner: QWidget

    def award(self, bid: Bid, busy: Callable[[bool], object], failed: Callable[[str, str], object]) -> None:
        """Award a bid; `failed` takes a sentence and a hint. Written is not accepted: the agency's silo answers by an
        event."""
        amount, late = dollars(bid.bid_amount), pickup_sentence(bid.estimated_pickup, bid.ready_at)
        words = f"{bid.trip_number} awarded to {bid.agency_name} for {amount}, waiting for its answer."

        def refused(error: MedPortError) -> None:
            sentence = f"{bid.trip_number} was not awarded: {_lowered(error.sentence)}"
            failed(sentence, error.hint)
            self.runtime.messages.error(sentence, error.hint)

        Operation(
            self._then_read(partial(self.trip_entry.award, bid), bid.transport_request_id),
            owner=self.owner,
            busy=busy,
            told=f"{words} {late}".strip(),
            undo=undo.awarded_by_desk(bid),
            then=self._take,
            refused=refused,
        ).run(self.runtime)

    def offer(self, trip: Trip) -> None:
        """Offer a scheduled trip now."""
        Operation(
            self._then_read(partial(self.trip_entry.stores.hospital.offer_trip, trip.id), trip.id),
            owner=self.owner,
            undo=undo.offered(self.trip_entry, trip),  # the board's news says it
            then=self._take,
            refused=partial(self._say, f"{trip.trip_number} is still scheduled"),
        ).run(self.runtime)

    def add_note(self, trip: Trip, text: str, written: Callable[[], object], refused: Callable[[str], object]) -> None:
        """Append a note; `written()` once it is there, or is kept for later."""

        def kept(error: KeptForLater) -> None:
            written()
            self.runtime.messages.warn(f"The note on {trip.trip_number}: {_lowered(error.sentence)}", error.hint)

        Operation(
            partial(self.trip_entry.add_note, trip.id, text, trip.trip_number),
            owner=self.owner,
            then=lambda _none: written(),
            kept=kept,
            refused=lambda error: refused(error.whole),
        ).run(self.runtime)

    def ask_to_cancel(self, trip: Trip) -> CancelDialog:
        """Ask for the reason, then cancel."""
        told = "The agencies see it at once."
        if trip.status.is_held:
            told = f"{trip.assigned_agency_name} holds it and is told at once."
        elif trip.status is TripStatus.SCHEDULED:
            told = "It has not been offered to any agency yet."
        dialog = CancelDialog(self.owner.window(), trip, f"To {trip.destination_name}. {told}")
        dialog.answered.connect(partial(self._cancel, dialog, trip))
        dialog.open()
        return dialog

    # -- inside -----------------------------------------------------------------------------------------
    def _cancel(self, dialog: CancelDialog, trip: Trip, reason: Reason, note: str, later: bool) -> None:
        if later:
            self._cancel_series(dialog, trip, reason, note)
            return

        def written(now: Trip | None) -> None:
            self._take(now)
            if now is not None and now.assigned_agency_name and not trip.status.is_held:
                self.runtime.messages.warn(
                    f"{trip.trip_number} is cancelled. {now.assigned_agency_name} had accepted it a moment before "
                    "and is told to stand down."
                )
            back = next((t for t in self.feed.trips.values() if t.return_of_id == trip.id), None)
            if back is not None and not back.status.is_final:
                self.runtime.messages.warn(
                    f"{trip.trip_number} is cancelled; {back.trip_number}, its way back, is not.",
                    "Cancel it too if the patient stays.",
                )

        def kept(error: KeptForLater) -> None:
            words = f"{trip.trip_number} is not cancelled yet: {_lowered(error.sentence)}"
            self.runtime.messages.warn(words, f"Tell the crew by phone. {error.hint}")

        Operation(
            self._then_read(partial(self.trip_entry.cancel, trip.id, reason, note, trip.trip_number), trip.id),
            owner=self.owner,
            form=dialog,
            undo=undo.cancelled(trip.trip_number),
            then=written,
            kept=kept,
            refused=partial(self._say, f"{trip.trip_number} was not cancelled"),
        ).run(self.runtime)

    def _cancel_series(self, dialog: CancelDialog, trip: Trip, reason: Reason, note: str) -> None:
        def call() -> list[Trip]:
            ended = self.trip_entry.cancel_series(trip, reason, note)
            return self.trip_entry.stores.hospital.trips(ended) if ended else []

        def words(trips: list[Trip]) -> str:
            count = "1 trip" if len(trips) == 1 else f"{len(trips)} trips"
            return f"{count} of the series, from {trip.trip_number} on, are cancelled."

        Operation(
            call,
            owner=self.owner,
            form=dialog,
            told=words,
            undo=undo.cancelled("The rest of a series"),
            then=self.feed.take_trips,
            refused=partial(self._say, "The series was not cancelled"),
        ).run(self.runtime)

    def _then_read(self, write: Callable[[], None], trip_id: UUID) -> Callable[[], Trip | None]:
        """A call that writes, then reads the trip as it stands right after."""

        def call() -> Trip | None:
            write()
            try:
                return next(iter(self.trip_entry.stores.hospital.trips([trip_id])), None)
            except SiloAway:  # what was written is written; the board reads it when the silo is back
                return None

        return call

    def _take(self, trip: Trip | None) -> None:
        if trip is not None:
            self.feed.take_trip(trip)

    def _say(self, sentence: str, error: MedPortError) -> None:
        self.runtime.messages.error(f"{sentence}: {_lowered(error.sentence)}", error.hint)


def _lowered(sentence: str) -> str:
    """A sentence after a colon, its first letter small unless it is part of a name."""
    first = sentence.split(" ", 1)[0]
    return sentence if first[1:] != first[1:].lower() or len(first) < 2 else sentence[0].lower() + sentence[1:]
