"""What the message bar says when the database brings something that nobody at this console did."""

from collections.abc import Sequence

from medport_desktop.domain.trips import AvailableTrip


def board_news(trips: Sequence[AvailableTrip]) -> str:
    """Trips that are new on the board."""
    if not trips:
        return ""
    if len(trips) == 1:
        return f"{trips[0].trip_number} is new on the board"
    return f"{len(trips)} trips are new on the board"
