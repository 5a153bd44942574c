"""What a sound can tell of."""

from enum import StrEnum


class SoundKind(StrEnum):
    """In the order of their urgency: of what happens at one moment the first is heard. Each has a file of its name."""

    URGENT_TRIP = "urgent_trip"
    OVERDUE = "overdue"
    HANDED_BACK = "handed_back"
    SILO_AWAY = "silo_away"
    NEW_TRIP = "new_trip"
    ACCEPTED = "accepted"
    BID = "bid"
    MESSAGE = "message"
