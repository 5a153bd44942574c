"""Finding a facility by name, city or ZIP as it is typed."""

from collections.abc import Sequence

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.places import Facility, road_miles
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.forms.suggestions import Suggestion

MOST = 40


def miles_between(origin: Facility | None, destination: Facility | None, settings: Settings) -> float | None:
    """Road miles, or None where one of them is not known."""
    if origin is None or destination is None:
        return None
    return road_miles(origin.coordinates, destination.coordinates, settings.road_factor)


def suggestions(
    text: str, facilities: Sequence[Facility], origin: Facility | None, settings: Settings
) -> list[Suggestion]:
    """Facilities in which every typed word begins a word: by name before those by place, near before far."""
    found: list[tuple[bool, float, str, Suggestion]] = []
    for facility in facilities:
        where = (facility.city, facility.state, facility.zip_code)
        if facility == origin or not matching.begins_all(text, facility.name, *where):
            continue
        miles = miles_between(origin, facility, settings)
        by_place = not matching.begins_all(text, facility.name)
        found.append((by_place, miles if miles is not None else 0.0, facility.name, as_suggestion(facility, miles)))
    found.sort(key=lambda entry: entry[:3])
    return [entry[3] for entry in found[:MOST]]


def as_suggestion(facility: Facility, miles: float | None) -> Suggestion:
    """One row: name, then place and distance."""
    where = ", ".join(part for part in (facility.city, facility.state) if part)
    detail = " · ".join(part for part in (where, f"{miles:.1f} mi" if miles is not None else "") if part)
    return Suggestion(facility, facility.name, detail)
