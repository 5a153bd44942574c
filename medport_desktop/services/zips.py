"""Where a ZIP code is, so that an address outside the network has a distance. The codes come with the program."""

import zipcodes

from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.written.contacts import zip_of


def place_of(address: str) -> Coordinates | None:
    """The centroid of the ZIP code that an address ends with, or None where there is no known one.

    Takes up to half a second the first time: for a worker thread.
    """
    code = zip_of(address)
    if not code:
        return None
    places = zipcodes.matching(code)  # type: ignore[no-untyped-call]
    return Coordinates(float(places[0]["lat"]), float(places[0]["long"])) if places else None
