"""What the center's command field finds: trips, units, agencies, actions; "award t-1042 bedford", "u m21 oos"."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from uuid import UUID

from PySide6.QtGui import QAction

from medport_desktop.domain.agencies import Agency, Unit
from medport_desktop.domain.enums import AwardOutcome, UnitStatus
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.center.acting import Acting
from medport_desktop.gui.center.board_views import board_order
from medport_desktop.gui.center.columns import route_of
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.trips import panel_facts
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import other_bids
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.shared import commands

MOST_TRIPS = 3
"""Whose bids are read for one text."""


class Commands:
    """Each suggestion's value is the call that carries it out."""

    def __init__(
        self,
        feed: Feed,
        acting: Acting,
        *,
        show_trip: Callable[[UUID], object],
        act_on: Callable[[str, UUID], object],
        read_bids: Callable[[Trip, Callable[[list[Bid]], object]], object],
        more_known: Callable[[], object],
        show_unit: Callable[[UUID], object],
        show_agency: Callable[[Agency], object],
        set_status: Callable[[Unit, UnitStatus], object],
        say_where: Callable[[Unit, str], object],
        actions: Callable[[], Sequence[QAction]],
    ) -> None:
        self._feed, self._acting, self._actions = feed, acting, actions
        self._show_trip, self._show_unit, self._show_agency = show_trip, show_unit, show_agency
        self._set_status, self._say_where = set_status, say_where
        self._act_on, self._read_bids, self._more_known = act_on, read_bids, more_known
        self._bids: dict[UUID, tuple[Trip, list[Bid] | None]] = {}

    def search(self, text: str) -> list[Suggestion]:
        """What matches every word of the text."""
        units = self._feed.units()
        of_units = [
            *commands.units_found(text, units, self._unit),
            *commands.statuses_asked(text, units, self._set_status),
            *commands.places_asked(text, units, self._say_where),
        ]
        rows = chain(self._trips(), self._agencies(), map(self._unit, units), commands.of_actions(self._actions()))
        why_not = chain(
            commands.trips_why_not(
                text,
                self._feed.trips(),
                {
                    "award": self._award_why_not,
                    "bid": self._bid_why_not,
                    "cancel": lambda trip, _words: commands.status_why_not(trip, "cancel"),
                },
            ),
            commands.units_why_not(text, units, commands.PLACE_WORDS),
        )
        return commands.answer(text, [*self._awards(text), *self._acts(text), *of_units], rows, why_not)

    def _trips(self) -> Iterator[Suggestion]:
        for trip in (row.trip for row in sorted(self._feed.rows(), key=board_order)):
            detail = f"{trip.status.label} · {trip.hospital_name} · {route_of(trip).text}"
            yield Suggestion(partial(self._show_trip, trip.id), trip.trip_number, detail, "inbox")

    def _unit(self, unit: Unit) -> Suggestion:
        detail = f"{unit.agency_name} · {unit.current_status.label}"
        return Suggestion(partial(self._show_unit, unit.id), unit.unit_number, detail, "ambulance")

    def _agencies(self) -> Iterator[Suggestion]:
        for agency in self._feed.agencies():
            yield Suggestion(partial(self._show_agency, agency), agency.name, "agency: its units", "ambulance")

    def _awards(self, text: str) -> list[Suggestion]:
        """A row for each open bid, with its amount. Bids are read when they are asked for, and searched again then."""
        clock = site_clock()
        asked = [(trip, words) for trip, words in commands.awards_asked(text, self._feed.trips()) if trip.bid_count]
        return [
            Suggestion(
                partial(self._acting.award, trip, bid),
                f"Award {trip.trip_number} to {bid.agency_name}",
                f"{dollars(bid.bid_amount)} · pick-up {clock.hm(bid.estimated_pickup)} · for {trip.hospital_name}",
                "check",
                is_final=True,
            )
            for trip, words in asked[:MOST_TRIPS]
            for bid in panel_facts.open_bids(self._bids_of(trip), clock.now())
            if commands.names(words, bid.agency_name) and not bid.trip_changed
        ]

    def _award_why_not(self, trip: Trip, words: list[str]) -> str:
        bids = self._bids_of(trip) if commands.takes_bids(trip) else []
        if self._bids.get(trip.id, (trip, bids))[1] is None:
            return f"Reading the bids on {trip.trip_number}…"
        now = site_clock().now()
        return commands.bids_why_not(trip, words, panel_facts.open_bids(bids, now), other_bids(bids, now))

    def _bid_why_not(self, trip: Trip, _words: list[str]) -> str:
        """Why no bid can be entered on the trip; '' where one can."""
        if not commands.takes_bids(trip):
            return commands.status_why_not(trip, "bid")
        if trip.award_outcome is AwardOutcome.PENDING:
            return f"{trip.trip_number} is awarded: the agency's answer is on its way."
        if not panel_facts.units_free(trip, self._feed.units()):
            return f"No unit that can run {trip.transport_level.label} is free."
        return ""

    def _bids_of(self, trip: Trip) -> list[Bid]:
        of, bids = self._bids.get(trip.id, (None, None))
        if of != trip:
            self._bids[trip.id] = trip, bids
            self._read_bids(trip, partial(self._take_bids, trip))
        return bids or []

    def _take_bids(self, trip: Trip, bids: list[Bid]) -> None:
        self._bids[trip.id] = trip, bids
        self._more_known()

    def _acts(self, text: str) -> list[Suggestion]:
        """The dialog of the act opens."""
        trips = sorted(self._feed.rows(), key=board_order)
        may = {
            "cancel": [row.trip for row in trips if self._feed.rules.may(row.trip.status, "cancel")],
            "bid": [row.trip for row in trips],
        }
        titles = {"cancel": "Cancel {}…", "bid": "Enter a bid on {}…"}
        return [
            Suggestion(
                partial(self._act_on, verb, trip.id),
                titles[verb].format(trip.trip_number),
                f"{trip.status.label} · {trip.hospital_name} · {route_of(trip).text}",
                "x" if verb == "cancel" else "plus",
            )
            for verb, of in may.items()
            for trip, _words in commands.trips_asked(verb, text, of)
            if verb != "bid" or not self._bid_why_not(trip, [])
        ]
