"""What the command bar finds: trips, units and actions; "u m21 oos" sets a unit's status, "u m21 break" plans."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.unit_plans import PlanKind
from medport_desktop.gui.bid_board.desk import Desk
from medport_desktop.gui.bid_board.unit_status import SETTABLE, may_set, set_status
from medport_desktop.gui.kit.actions import action_key
from medport_desktop.gui.kit.duty import duty_words
from medport_desktop.gui.kit.painting import key_words
from medport_desktop.gui.kit.suggestions import Suggestion

MOST = 8
SHORT = {
    "avail": UnitStatus.AVAILABLE,
    "free": UnitStatus.AVAILABLE,
    "oos": UnitStatus.OUT_OF_SERVICE,
    "out": UnitStatus.OUT_OF_SERVICE,
    "maint": UnitStatus.MAINTENANCE,
    "off": UnitStatus.OFF_DUTY,
}
"""What dispatchers type for a status."""
PLANS = {"break": PlanKind.BREAK, "shift": PlanKind.SHIFT}
"""What they type for a plan: its form opens."""

Run = Callable[[], object]


class Commands:
    """Each suggestion's value is the call that carries it out."""

    def __init__(
        self,
        desk: Desk,
        *,
        show_offer: Callable[[UUID], object],
        show_active: Callable[[UUID], object],
        show_unit: Callable[[UUID], object],
        plan: Callable[[PlanKind, Unit], object],
        actions: Callable[[], Sequence[QAction]],
    ) -> None:
        self._desk = desk
        self._show_offer, self._show_active, self._show_unit = show_offer, show_active, show_unit
        self._actions, self._plan = actions, plan

    def search(self, text: str) -> list[Suggestion]:
        """What matches every word of the text."""
        words = text.casefold().split()
        rows = [*self._statuses(words), *self._trips(), *self._units(), *self._own_actions()]
        exact = len(self._statuses(words))
        found = rows[:exact] + [row for row in rows[exact:] if _matches(row, words)]
        return found[:MOST]

    def run(self, suggestion: Suggestion) -> None:
        """Do what was chosen."""
        if callable(suggestion.value):
            suggestion.value()

    def _trips(self) -> list[Suggestion]:
        held = [
            Suggestion(
                partial(self._show_active, trip.assignment_id),
                trip.trip_number,
                f"{trip.status.label} · {trip.origin_name} → {trip.destination_name}",
                "ambulance",
            )
            for trip in self._desk.active.all_rows()
        ]
        return held + [
            Suggestion(
                partial(self._show_offer, row.trip.trip_id),
                row.trip.trip_number,
                f"on offer · {row.trip.transport_level.label} · {row.trip.origin_name} → {row.trip.destination_name}",
                "inbox",
            )
            for row in self._desk.offers.all_rows()
        ]

    def _units(self) -> list[Suggestion]:
        return [
            Suggestion(
                partial(self._show_unit, unit.id),
                unit.unit_number,
                f"{unit.type.label} · {unit.current_status.label}",
                "ambulance",
            )
            for unit in self._desk.fleet.units
        ]

    def _statuses(self, words: list[str]) -> list[Suggestion]:
        """ "u m21 oos" and its like."""
        if len(words) < 3 or words[0] not in ("u", "unit"):
            return []
        wanted = next((status for short, status in SHORT.items() if words[2].startswith(short)), None)
        units = [unit for unit in self._desk.fleet.units if _plain(unit.unit_number).startswith(_plain(words[1]))]
        planned = next((kind for word, kind in PLANS.items() if word.startswith(words[2])), None)
        if planned is not None:
            what = f"plan a {planned.label.lower()}…"
            return [
                Suggestion(partial(self._plan, planned, unit), f"{unit.unit_number}: {what}", duty_words(unit), "plus")
                for unit in units
            ]
        return [
            self._status(unit, status)
            for unit in units
            for status in SETTABLE
            if status is wanted and may_set(unit, status)
        ]

    def _status(self, unit: Unit, status: UnitStatus) -> Suggestion:
        run = partial(set_status, self._desk, unit, status)
        return Suggestion(
            run, f"{unit.unit_number}: {status.label.lower()}", f"now {unit.current_status.label.lower()}", "check"
        )

    def _own_actions(self) -> list[Suggestion]:
        return [
            Suggestion(
                action.trigger, action.text().replace("&", "").rstrip("…"), key_words(action_key(action)), "keyboard"
            )
            for action in self._actions()
            if action.isEnabled()
        ]


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _matches(row: Suggestion, words: list[str]) -> bool:
    searched = f"{row.title} {row.detail} {_plain(row.title)}".casefold()
    return all(word in searched for word in words)
