"""Where a ZIP code or a town is. The codes come with the program."""

import re
from functools import cache

import zipcodes

from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.written.contacts import plain, zip_of

_COUNTRY = r"(?:,?\s*(?:USA|U\.S\.A\.?|US|U\.S\.?|United States(?: of America)?))?"
_TOWN_AND_STATE = re.compile(
    rf"(?:^|,)\s*(?P<town>[^,0-9]+?)(?:\s*,\s*|\s+)(?P<state>[A-Z]{{2}})\.?{_COUNTRY}[\s,.]*$", re.IGNORECASE
)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u02bc\u02b9\u00b4\u0060\u2032", "'"))
"""Beside those that `plain` knows; the hospital silo compares a town with its address by the same (on_address)."""
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_KEPT = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'-])*, [A-Z]{2}")
"""What the hospital silo takes as a town."""


def place_of(address: str) -> Coordinates | None:
    """The centroid of the ZIP code that an address ends with, or None where there is no known one.

    Takes up to half a second the first time: for a worker thread.
    """
    found = _zip(address)
    return Coordinates(float(found["lat"]), float(found["long"])) if found is not None else None


def town_of(address: str) -> str:
    """ "Everett, PA": by the ZIP code that an address ends with, else where it ends with a town that there is in that
    state, after a comma or alone; '' otherwise, so that nothing else of the address is taken for a town. Spelled as in
    the address ("St. Marys, PA" where the ZIP codes have Saint Marys). For a worker thread."""
    found, given = _zip(address), plain(address.translate(_APOSTROPHES))
    ends = _TOWN_AND_STATE.search(given[: given.rindex(zip_of(address))] if found is not None else given)
    named = _towns().get((_folded(ends["town"]), ends["state"].upper()), "") if ends is not None else ""
    by_zip = f"{found['city']}, {found['state']}" if found is not None else ""
    town = by_zip or named
    if ends is not None and town and named == town:
        town = f"{_spelled(ends['town'], town[:-4])}{town[-4:]}"
    return town if _KEPT.fullmatch(town) else ""


_INITIAL = re.compile(r"(?:^|(?<=[ .-]))[^\W\d_]")
"""Letters that are capitals in a town's name; that after an apostrophe is none."""


def _spelled(typed: str, known: str) -> str:
    """The town as it was typed, with capitals."""
    if typed.casefold() == known.casefold():
        return known
    if not (typed.isupper() or typed.islower()):
        return typed
    return _INITIAL.sub(lambda letter: letter[0].upper(), typed.lower())


def _folded(town: str) -> str:
    """What is the same in all common spellings of a town."""
    words = re.findall(r"[^\W\d_]+", town.casefold().replace("'", ""))
    return "".join(_SHORT.get(word, word) for word in words)


def _zip(address: str) -> dict[str, str] | None:
    code = zip_of(address)
    places = zipcodes.matching(code) if code else []  # type: ignore[no-untyped-call]
    return places[0] if places else None


@cache
def _towns() -> dict[tuple[str, str], str]:
    return {
        (_folded(one["city"]), one["state"]): f"{one['city']}, {one['state']}"
        for one in zipcodes.list_all()  # type: ignore[no-untyped-call]
    }
