"""What the center's command field finds: trips, units, agencies, actions; "award t-1042 bedford", "u m21 oos"."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from uuid import UUID

from PySide6.QtGui import QAction

from medport_desktop.domain.agencies import Agency
from medport_desktop.gui.center.acting import Acting
from medport_desktop.gui.center.board_views import board_order
from medport_desktop.gui.center.columns import route_of
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.shared import commands


class Commands:
    """Each suggestion's value is the call that carries it out."""

    def __init__(
        self,
        feed: Feed,
        acting: Acting,
        *,
        show_trip: Callable[[UUID], object],
        show_unit: Callable[[UUID], object],
        show_agency: Callable[[Agency], object],
        actions: Callable[[], Sequence[QAction]],
    ) -> None:
        self._feed, self._acting, self._actions = feed, acting, actions
        self._show_trip, self._show_unit, self._show_agency = show_trip, show_unit, show_agency

    def search(self, text: str) -> list[Suggestion]:
        """What matches every word of the text."""
        statuses = commands.statuses_asked(text, self._feed.units(), self._acting.set_unit_status)
        rows = chain(self._trips(), self._agencies(), self._units(), commands.of_actions(self._actions()))
        return commands.answer(text, [*self._awards(text), *statuses], rows)

    def _trips(self) -> Iterator[Suggestion]:
        for trip in (row.trip for row in sorted(self._feed.rows(), key=board_order)):
            detail = f"{trip.status.label} · {trip.hospital_name} · {route_of(trip).text}"
            yield Suggestion(partial(self._show_trip, trip.id), trip.trip_number, detail, "inbox")

    def _units(self) -> Iterator[Suggestion]:
        for unit in self._feed.units():
            detail = f"{unit.agency_name} · {unit.current_status.label}"
            yield Suggestion(partial(self._show_unit, unit.id), unit.unit_number, detail, "ambulance")

    def _agencies(self) -> Iterator[Suggestion]:
        for agency in self._feed.agencies():
            yield Suggestion(partial(self._show_agency, agency), agency.name, "agency: its units", "ambulance")

    def _awards(self, text: str) -> list[Suggestion]:
        """The bids of a trip that is not in view are read when one is chosen."""
        return [
            Suggestion(
                partial(self._acting.award_to, trip, agency),
                f"Award {trip.trip_number} to {agency.name}",
                f"for {trip.hospital_name}",
                "check",
            )
            for trip, words in commands.awards_asked(text, self._feed.trips())
            if trip.bid_count
            for agency in self._feed.agencies()
            if words and commands.names(words, agency.name)
        ]
