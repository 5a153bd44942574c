"""What every window's command field understands alike: words that all match, "award t-1042 bedford", "u m21 oos"."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Protocol, TypeVar

from PySide6.QtGui import QAction

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import AwardMode, TripStatus, UnitStatus
from medport_desktop.domain.trips import Trip
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.controls.actions import action_key
from medport_desktop.gui.kit.facts.duty import may_set
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.kit.style.labels import words_of
from medport_desktop.gui.kit.style.painting import key_words

MOST = 8
"""Rows that are offered at once."""
SHORT = {
    "avail": UnitStatus.AVAILABLE,
    "free": UnitStatus.AVAILABLE,
    "oos": UnitStatus.OUT_OF_SERVICE,
    "out": UnitStatus.OUT_OF_SERVICE,
    "maint": UnitStatus.MAINTENANCE,
    "off": UnitStatus.OFF_DUTY,
}
"""What dispatchers type for a status."""
_NOTHING = Suggestion(None, "Nothing matches.")

Run = Callable[[], object]


def answer(text: str, exact: Sequence[Suggestion], rows: Iterable[Suggestion]) -> list[Suggestion]:
    """The rows for a text: those that it spells out, then those that have all its words; else that nothing matches.

    The value of each is the call that carries it out. `rows` are made, and looked at, until there are enough.
    """
    found = islice(chain(exact, (row for row in rows if matching.has_all(text, row.title, row.detail))), MOST)
    return list(found) or [_NOTHING]


def run(suggestion: Suggestion) -> None:
    """Do what was chosen."""
    if callable(suggestion.value):
        suggestion.value()


def of_actions(actions: Iterable[QAction]) -> Iterator[Suggestion]:
    """A row for each action that can be taken now, with its key."""
    for action in actions:
        if action.isEnabled():
            words = words_of(action.text()).rstrip("…")
            yield Suggestion(action.trigger, words, key_words(action_key(action)), "keyboard")


class Numbered(Protocol):
    """A trip as any window has it."""

    @property
    def trip_number(self) -> str: ...


N = TypeVar("N", bound=Numbered)


def trips_asked(verb: str, text: str, trips: Iterable[N]) -> list[tuple[N, list[str]]]:
    """The trips that "cancel t-1036" means, each with the words after the number; without a number, all of them."""
    first, *words = text.casefold().split() or [""]
    if first != verb:
        return []
    number = plain(words[0]) if words else ""
    return [
        (trip, words[1:])
        for trip in trips
        if plain(trip.trip_number).startswith(number) or plain(trip.trip_number).lstrip("t").startswith(number)
    ]


def awards_asked(text: str, trips: Iterable[Trip]) -> list[tuple[Trip, list[str]]]:
    """The trips whose bids "award t-1042 bedford" may mean, each with the words that are left to name the agency."""
    return trips_asked("award", text, (trip for trip in trips if takes_bids(trip)))


def takes_bids(trip: Trip) -> bool:
    """Whether it is on offer to whom bids, and awarded by hand."""
    return trip.status is TripStatus.PENDING and trip.award_mode is AwardMode.BIDDING


def units_asked(text: str, units: Iterable[Unit]) -> tuple[list[Unit], str]:
    """The units that "u m21 oos" means, and what is said of them, "" for nothing; no units in other texts."""
    words = text.casefold().split()
    if len(words) < 2 or words[0] not in ("u", "unit"):
        return [], ""
    said = words[2] if len(words) > 2 else ""
    return [unit for unit in units if plain(unit.unit_number).startswith(plain(words[1]))], said


def statuses_asked(
    text: str, units: Iterable[Unit], set_status: Callable[[Unit, UnitStatus], object]
) -> list[Suggestion]:
    """A row for each unit that "u m21 oos" means and that may be given that status now; for "u m21" each status."""
    meant, word = units_asked(text, units)
    statuses = [status for short, status in SHORT.items() if not word or word.startswith(short)]
    return [
        Suggestion(
            partial(set_status, unit, status),
            f"{unit.unit_number}: {status.label.lower()}",
            f"now {unit.current_status.label.lower()}",
            "check",
        )
        for unit in meant
        for status in dict.fromkeys(statuses)
        if may_set(unit, status)
    ]


def names(words: Iterable[str], name: str) -> bool:
    """Whether all the words are in that name."""
    return matching.has_all(" ".join(words), name)


def plain(text: str) -> str:
    """Letters and digits alone: "T-1042" is "t1042"."""
    return matching.fold(text).replace(" ", "")
