"""What the command field finds: trips, units and actions; "u m21 oos" sets a unit's status, "u m21 break" plans."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from uuid import UUID

from PySide6.QtGui import QAction

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.kit.facts.duty import duty_words
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.shared import commands

PLANS = {"break": PlanKind.BREAK, "shift": PlanKind.SHIFT}
"""What dispatchers type for a plan: its form opens."""
_WHY_NOT: dict[str, commands.Why[commands.Numbered] | str] = {
    "bid": lambda trip, _words: f"{trip.trip_number} is no longer on offer: your agency has, or had, it.",
    "award": "Hospitals and the transport center award trips.",
    "cancel": "Hospitals and the transport center cancel trips; you can hand yours back (F9).",
}


class Commands:
    """Each suggestion's value is the call that carries it out."""

    def __init__(
        self,
        feed: AgencyFeed,
        *,
        show_offer: Callable[[UUID], object],
        bid: Callable[[UUID], object],
        show_active: Callable[[UUID], object],
        show_ended: Callable[[UUID], object],
        show_unit: Callable[[UUID], object],
        plan: Callable[[PlanKind, Unit], object],
        set_status: Callable[[Unit, UnitStatus], object],
        say_where: Callable[[Unit, str], object],
        actions: Callable[[], Sequence[QAction]],
    ) -> None:
        self._feed = feed
        self._show_offer, self._show_active, self._show_unit = show_offer, show_active, show_unit
        self._actions, self._plan, self._bid, self._show_ended = actions, plan, bid, show_ended
        self._set_status, self._say_where = set_status, say_where

    def search(self, text: str) -> list[Suggestion]:
        """What matches every word of the text."""
        units = self._feed.fleet.units
        statuses = commands.statuses_asked(text, units, self._set_status)
        exact = [*self._bids(text), *commands.units_found(text, units, self._unit), *statuses, *self._plans(text)]
        exact += commands.places_asked(text, units, self._say_where)
        rows = chain(self._trips(), map(self._unit, units), commands.of_actions(self._actions()))
        held: list[commands.Numbered] = [*self._feed.active.all_rows(), *self._feed.ended.all_rows()]
        why_not = chain(
            commands.trips_why_not(text, held, _WHY_NOT),
            commands.units_why_not(text, units, (*PLANS, *commands.PLACE_WORDS)),
        )
        return commands.answer(text, exact, rows, why_not)

    def _trips(self) -> Iterator[Suggestion]:
        for held in self._feed.active.all_rows():
            detail = f"{held.status.label} · {held.origin_name} → {held.destination_name}"
            yield Suggestion(partial(self._show_active, held.assignment_id), held.trip_number, detail, "ambulance")
        for row in self._feed.offers.all_rows():
            trip = row.trip
            detail = f"on offer · {trip.transport_level.label} · {trip.origin_name} → {trip.destination_name}"
            yield Suggestion(partial(self._show_offer, trip.trip_id), trip.trip_number, detail, "inbox")
        for ended in self._feed.ended.all_rows():
            detail = f"{ended.outcome.label} · {ended.origin_name} → {ended.destination_name}"
            yield Suggestion(partial(self._show_ended, ended.assignment_id), ended.trip_number, detail, "ambulance")

    def _unit(self, unit: Unit) -> Suggestion:
        detail = f"{unit.type.label} · {unit.current_status.label}"
        return Suggestion(partial(self._show_unit, unit.id), unit.unit_number, detail, "ambulance")

    def _plans(self, text: str) -> list[Suggestion]:
        units, word = commands.units_asked(text, self._feed.fleet.units)
        return [
            Suggestion(
                partial(self._plan, kind, unit),
                f"{unit.unit_number}: plan a {kind.label.lower()}…",
                duty_words(unit),
                "plus",
            )
            for unit in units
            for name, kind in PLANS.items()
            if name.startswith(word)
        ]

    def _bids(self, text: str) -> list[Suggestion]:
        """The form of the bid opens."""
        return [
            Suggestion(
                partial(self._bid, trip.trip_id),
                f"Bid on {trip.trip_number}…",
                f"{trip.transport_level.label} · {trip.origin_name} → {trip.destination_name}",
                "inbox",
            )
            for trip, _words in commands.trips_asked("bid", text, (row.trip for row in self._feed.offers.all_rows()))
        ]
