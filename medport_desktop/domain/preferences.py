"""Which agencies a hospital would rather have, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Preference:
    """A hospital's word on one agency. Paused (`is_active` False), it keeps its place and counts for nothing."""

    hospital_id: UUID
    agency_id: UUID
    order: int
    is_active: bool
    notes: str


def in_order(preferences: Iterable[Preference]) -> list[Preference]:
    """The first choice first; paused ones in their places. Equal numbers (two managers at once) keep a fixed order."""
    return sorted(preferences, key=lambda p: (p.order, p.agency_id))


def ranks(preferences: Iterable[Preference]) -> dict[UUID, int]:
    """By agency: 1 for the first choice, 2 for the next, of the preferences that count."""
    counting = [preference for preference in in_order(preferences) if preference.is_active]
    return {preference.agency_id: rank for rank, preference in enumerate(counting, start=1)}


def moved(order: list[UUID], agency: UUID, to: int) -> list[UUID]:
    """The same agencies with one of them (or a new one) at index `to`, counted without it; beyond the end is the end.

    >>> moved([1, 2, 3], 3, 0)
    [3, 1, 2]
    """
    rest = [one for one in order if one != agency]
    to = max(0, min(to, len(rest)))
    return [*rest[:to], agency, *rest[to:]]


def ordinal(rank: int) -> str:
    """ "1st", "2nd", "3rd", "11th"."""
    suffix = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"
