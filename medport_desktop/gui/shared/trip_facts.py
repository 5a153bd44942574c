"""A trip's facts as rows of a panel, for all windows: what agencies may know, and what only its hospital does."""

from collections.abc import Iterable
from dataclasses import dataclass

from medport_desktop.domain.enums import Need
from medport_desktop.domain.places import Arrival
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Trip
from medport_desktop.gui.kit.facts.arrival import arrival_words
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.style.tokens import Tone


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a panel's facts; one without a value is not shown."""

    key: str
    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.TEXT


def arrival_fact(estimate: Arrival | None) -> Fact:
    """When a trip in transit will probably arrive, and from what that is made; red once it is past."""
    words, tone = arrival_words(estimate) if estimate is not None else ("", Tone.TEXT)
    return Fact("arrival", "Arrives", words, tone=tone)


def agencies_know(trip: Trip | AvailableTrip | ActiveTrip) -> list[Fact]:
    """What everybody may know who may bid on the trip."""
    needs = needs_words(trip.special_requirements)
    heavy = trip.weight_class.label if trip.weight_class is not None else ""
    return [
        Fact("needs", "Needs", needs or "nothing special", tone=Tone.TEXT if needs else Tone.MUTED),
        Fact("weight_class", "Weight", heavy, tone=Tone.AMBER),
    ]


def hospital_knows(trip: Trip) -> list[Fact]:
    """What its hospital and the center know besides."""
    return [
        Fact("contact", "Contact", trip.contact_phone),
        Fact("note", "For the crew", trip.special_requirements_note),
    ]


def show_facts(grid: KeyValueGrid, facts: Iterable[Fact]) -> None:
    """Show each fact that has a value, and take the others away."""
    for fact in facts:
        if fact.value:
            grid.set_row(fact.key, fact.label, fact.value, note=fact.note, tone=fact.tone)
        else:
            grid.remove_row(fact.key)


def miles_words(miles: float | None) -> str:
    """ "28.4 mi", or that they are not known."""
    return f"{miles:.1f} mi" if miles is not None else "unknown"


def needs_words(needs: Iterable[Need]) -> str:
    """ "Oxygen, Monitor", always in the same order."""
    present = set(needs)
    return ", ".join(need.label for need in Need if need in present)
