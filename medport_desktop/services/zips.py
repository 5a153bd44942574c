"""Where a ZIP code or a town is. The codes come with the program."""

import re
from functools import cache

import zipcodes

from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.written.contacts import plain, zip_of

_TOWN_AND_STATE = re.compile(r"(?:^|,)\s*(?P<town>[^,0-9]+?)\s*,\s*(?P<state>[A-Za-z]{2})\.?\s*$")
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
    state; '' otherwise, so that nothing else of the address is taken for a town. For a worker thread."""
    found = _zip(address)
    town = f"{found['city']}, {found['state']}" if found is not None else ""
    if not town and (ends := _TOWN_AND_STATE.search(plain(address))) is not None:
        town = _towns().get((ends["town"].casefold(), ends["state"].upper()), "")
    return town if _KEPT.fullmatch(town) else ""


def _zip(address: str) -> dict[str, str] | None:
    code = zip_of(address)
    places = zipcodes.matching(code) if code else []  # type: ignore[no-untyped-call]
    return places[0] if places else None


@cache
def _towns() -> dict[tuple[str, str], str]:
    return {
        (one["city"].casefold(), one["state"]): f"{one['city']}, {one['state']}"
        for one in zipcodes.list_all()  # type: ignore[no-untyped-call]
    }
