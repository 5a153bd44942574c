"""What a desk's command field finds: its trips, the agencies, actions; "award t-1042 bedford" awards that bid."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from uuid import UUID

from PySide6.QtGui import QAction

from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.hospital.columns import board_order
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.hospital.trip_words import board_status
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import other_bids
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.shared import commands


class Commands:
    """Each suggestion's value is the call that carries it out."""

    def __init__(
        self,
        feed: DeskFeed,
        *,
        show_trip: Callable[[UUID], object],
        show_agency: Callable[[UUID], object],
        award: Callable[[Bid], object],
        cancel: Callable[[UUID], object],
        actions: Callable[[], Sequence[QAction]],
    ) -> None:
        self._feed = feed
        self._show_trip, self._show_agency, self._award, self._actions = show_trip, show_agency, award, actions
        self._cancel = cancel

    def search(self, text: str) -> list[Suggestion]:
        """What matches every word of the text."""
        rows = chain(self._agencies(), self._trips(), commands.of_actions(self._actions()))
        why_not = commands.trips_why_not(
            text,
            self._feed.trips.values(),
            {
                "award": self._award_why_not,
                "cancel": lambda trip, _words: commands.status_why_not(trip, "cancel"),
                "bid": "Agencies bid; the transport center enters what they say by phone.",
                **dict.fromkeys(commands.UNIT_VERBS, "Agencies and the transport center say what a unit does."),
            },
        )
        return commands.answer(text, [*self._awards(text), *self._cancels(text)], rows, why_not)

    def _trips(self) -> Iterator[Suggestion]:
        for trip in sorted(self._feed.trips.values(), key=board_order):
            unit = f" · {trip.assigned_unit_number}" if trip.assigned_unit_number else ""
            patient = self._feed.patient_of(trip)
            who = f"{patient.name} · {patient.mrn} · " if patient is not None else ""
            detail = f"{who}{board_status(trip).word}{unit} · to {trip.destination_name}, {trip.destination_city}"
            yield Suggestion(partial(self._show_trip, trip.id), trip.trip_number, detail, "inbox")

    def _agencies(self) -> Iterator[Suggestion]:
        for agency in self._feed.agencies.values():
            yield Suggestion(partial(self._show_agency, agency.id), agency.name, "agency", "ambulance")

    def _awards(self, text: str) -> list[Suggestion]:
        return [
            Suggestion(
                partial(self._award, bid),
                f"Award {trip.trip_number} to {bid.agency_name}",
                f"{dollars(bid.bid_amount)} · pick-up {site_clock().hm(bid.estimated_pickup)}",
                "check",
                is_final=True,
            )
            for trip, agency in commands.awards_asked(text, self._feed.trips.values())
            for bid in self._feed.open_bids(trip.id)
            if commands.names(agency, bid.agency_name) and not bid.trip_changed
        ]

    def _award_why_not(self, trip: Trip, words: list[str]) -> str:
        bids, still = self._feed.bids_of(trip.id), self._feed.open_bids(trip.id)
        return commands.bids_why_not(trip, words, still, other_bids(bids, site_clock().now()))

    def _cancels(self, text: str) -> list[Suggestion]:
        """The reason is asked next."""
        open_trips = (t for t in self._feed.trips.values() if self._feed.rules.may(t.status, "cancel"))
        return [
            Suggestion(
                partial(self._cancel, trip.id),
                f"Cancel {trip.trip_number}…",
                f"{board_status(trip).word} · to {trip.destination_name}",
                "x",
            )
            for trip, _words in commands.trips_asked("cancel", text, sorted(open_trips, key=board_order))
        ]
