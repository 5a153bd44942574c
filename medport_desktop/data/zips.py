"""What the package `zipcodes` knows of a ZIP code: its city, its state and its centroid."""

from dataclasses import dataclass

import zipcodes

from medport_desktop.domain.errors import Refused
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.written.contacts import plain_zip


@dataclass(frozen=True, slots=True)
class Zip:
    """A ZIP code that there is."""

    city: str
    state: str
    centroid: Coordinates


def find_zip(zip_code: str) -> Zip | None:
    """That ZIP code of five digits, or ZIP+4; None for one that there is not."""
    text = plain_zip(zip_code)
    if len(text) != 5 or not text.isascii() or not text.isdigit():
        return None
    found = zipcodes.matching(text)  # type: ignore[no-untyped-call]
    if not found:
        return None
    return Zip(found[0]["city"], found[0]["state"], Coordinates(float(found[0]["lat"]), float(found[0]["long"])))


def require_zip(zip_code: str) -> Zip:
    """That ZIP code. Raises Refused, at the field `zip_code`, for one that there is not."""
    found = find_zip(zip_code)
    if found is None:
        raise Refused("There is no such ZIP code.", field="zip_code")
    return found
