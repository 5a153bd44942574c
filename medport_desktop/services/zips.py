"""Where a ZIP code is, so that an address outside the network has a distance. The codes come with the program."""

import re

import zipcodes

from medport_desktop.domain.places import Coordinates

_FIVE_DIGITS = re.compile(r"(?<![\w-])(\d{5})(?:-\d{4})?(?![\w-])")


def place_of(address: str) -> Coordinates | None:
    """The centroid of the ZIP code that an address ends with, or None where there is no known one.

    The last number of five digits counts; at the beginning of an address it is a house's. Takes up to half a second
    the first time: for a worker thread.
    """
    found = list(_FIVE_DIGITS.finditer(address.strip()))
    if not found or (found[-1].start() == 0 and found[-1].end() < len(address.strip())):
        return None
    places = zipcodes.matching(found[-1][1])  # type: ignore[no-untyped-call]
    return Coordinates(float(places[0]["lat"]), float(places[0]["long"])) if places else None
