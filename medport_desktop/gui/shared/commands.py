"""What every window's command field understands alike: words that all match, "award t-1042 bedford", "u m21 oos"."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Protocol, TypeVar

from PySide6.QtGui import QAction

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import AwardMode, TripStatus, UnitStatus
from medport_desktop.domain.trips import Bid, Trip
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.controls.actions import action_key
from medport_desktop.gui.kit.facts.duty import may_set, place_words, status_words
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
UNIT_VERBS = ("u", "unit")
PLACE_WORDS = ("at", "where")
"""What dispatchers type for where a unit is."""
_NOTHING = Suggestion(None, "Nothing matches.")

Run = Callable[[], object]


def answer(
    text: str, exact: Sequence[Suggestion], rows: Iterable[Suggestion], why_not: Iterable[str] = ()
) -> list[Suggestion]:
    """The rows for a text: those that it spells out, then those that have all its words; else why there are none.

    The value of each is the call that carries it out. `rows` are made, and looked at, until there are enough.
    """
    found = islice(chain(exact, (row for row in rows if matching.has_all(text, row.title, row.detail))), MOST)
    return list(found) or [Suggestion(None, words) for words in islice(why_not, MOST)] or [_NOTHING]


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


_DONE = {"award": "awarded", "cancel": "cancelled", "bid": "bid on"}
Why = Callable[[N, list[str]], str]
"""Why a trip cannot be acted on, with the words after its number."""


def trips_why_not(text: str, trips: Iterable[N], why: Mapping[str, Why[N] | str]) -> Iterator[str]:
    """Why a verb fits none of the trips that the text names; a verb that is not this window's has a sentence."""
    verb, *words = text.casefold().split() or [""]
    tell = why.get(verb)
    if isinstance(tell, str):
        yield tell
    elif tell is not None and not words:
        yield f"No trip can be {_DONE[verb]} now."
    elif tell is not None and any(sign.isdecimal() for sign in words[0]):
        named = trips_asked(verb, text, trips)
        yield from (tell(trip, rest) for trip, rest in named)
        if not named:
            yield f"There is no trip {words[0].upper()} here."


def status_why_not(trip: Trip, verb: str) -> str:
    """Why a trip of that status, or awarded like that, cannot be acted on."""
    if verb != "cancel" and trip.status is TripStatus.PENDING and not takes_bids(trip):
        return f"{trip.trip_number} goes to the first agency that accepts it: there are no bids."
    holder = f" {trip.assigned_agency_name} has it." if trip.assigned_agency_name else ""
    return f"{trip.trip_number} is {trip.status.label.lower()} and cannot be {_DONE[verb]}.{holder}"


def bids_why_not(trip: Trip, words: list[str], open_bids: Sequence[Bid], ended: str) -> str:
    """Why none of a trip's bids can be awarded; `ended` says what became of the others, "2 expired"."""
    if not takes_bids(trip):
        return status_why_not(trip, "award")
    if not open_bids:
        return f"No bid on {trip.trip_number} is open{f': {ended}' if ended else ''}."
    if all(bid.trip_changed for bid in open_bids):
        return f"The bids on {trip.trip_number} are from before it was changed: their agencies must bid again."
    return f"No open bid on {trip.trip_number} is from “{' '.join(words)}”."


def units_asked(text: str, units: Iterable[Unit]) -> tuple[list[Unit], str]:
    """The units that "u m21 oos" means, and what is said of them, "" for nothing; no units for other texts."""
    verb, *words = text.casefold().split() or [""]
    if verb not in UNIT_VERBS:
        return [], ""
    number, said = [*words, "", ""][:2]
    return [unit for unit in units if plain(unit.unit_number).startswith(plain(number))], said


def units_found(text: str, units: Iterable[Unit], row: Callable[[Unit], Suggestion]) -> list[Suggestion]:
    """The rows of the units that "u m21" means; "u" alone means each."""
    meant, said = units_asked(text, units)
    return [] if said else [row(unit) for unit in meant]


def units_why_not(text: str, units: Iterable[Unit], also: Iterable[str] = ()) -> Iterator[str]:
    """Why nothing fits "u m21 oos"; `also` are words that it may end in besides a status."""
    meant, said = units_asked(text, units)
    words = text.casefold().split()
    if not words or words[0] not in UNIT_VERBS:
        return
    if not meant:
        yield f"There is no unit {words[1].upper()} here." if len(words) > 1 else "There are no units here."
    status = next((status for short, status in SHORT.items() if said.startswith(short)), None)
    for unit in meant:
        if status is None:
            yield f"“{said}” is not what a unit can be. Say {', '.join([*SHORT, *also])}."
            return
        if unit.current_status is UnitStatus.COMMITTED:
            yield f"{unit.unit_number} has a trip: it is free when that ends."
        else:
            yield f"{unit.unit_number} is {status.label.lower()} already."


def statuses_asked(
    text: str, units: Iterable[Unit], set_status: Callable[[Unit, UnitStatus], object]
) -> list[Suggestion]:
    """A row for each unit that "u m21 oos" means and that may be given that status now; for "u m21" each status."""
    meant, word = units_asked(text, units)
    statuses = [status for short, status in SHORT.items() if not word or word.startswith(short)]
    return [
        Suggestion(
            partial(set_status, unit, status),
            f"{unit.unit_number}: {status_words(status).lower()}",
            f"now {unit.current_status.label.lower()}",
            "check",
        )
        for unit in meant
        for status in dict.fromkeys(statuses)
        if may_set(unit, status)
    ]


def places_asked(text: str, units: Iterable[Unit], say_where: Callable[[Unit, str], object]) -> list[Suggestion]:
    """A row for each unit that "u m21 at altoona" means: the form opens with the place typed in; also "u m21 where"."""
    meant, word = units_asked(text, units)
    if not word or not any(asked.startswith(word) for asked in PLACE_WORDS):
        return []
    place = " ".join(text.split()[3:])
    return [
        Suggestion(
            partial(say_where, unit, place), f"{unit.unit_number}: where it is…", place_words(unit), "map-pin-plus"
        )
        for unit in meant
    ]


def names(words: Iterable[str], name: str) -> bool:
    """Whether all the words are in that name."""
    return matching.has_all(" ".join(words), name)


def plain(text: str) -> str:
    """Letters and digits alone: "T-1042" is "t1042"."""
    return matching.fold(text).replace(" ", "")
