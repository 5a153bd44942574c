"""Who is signed in, and how fresh what they see of each silo is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Person


class Freshness(StrEnum):
    """What a silo's light shows."""

    LIVE = "live"
    """Connected and listening: what is on the screen is what is in the database."""
    STALE = "stale"
    """The connection is being checked or renewed: changes since `since` may be missing."""
    AWAY = "away"
    """The silo cannot be reached."""
    REFUSED = "refused"
    """The silo is there and does not let this person in, or their manager has ended what they had open there."""


@dataclass(frozen=True, slots=True)
class SiloState:
    """The freshness of one silo. `since` (aware, UTC) is when it became so; while not LIVE, it is the moment
    of the last proof that the screen was up to date, or of the first attempt where there was none."""

    silo: Silo
    freshness: Freshness
    since: datetime
    reason: str = ""
    """A phrase for the tooltip of a light that is not live; '' otherwise."""

    @property
    def gives_nothing(self) -> bool:
        """Whether what is on the screen cannot be read again for now."""
        return self.freshness in (Freshness.AWAY, Freshness.REFUSED)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The outcome of a sign-in that succeeded."""

    person: Person
    home: Silo
    away: frozenset[Silo] = frozenset()
    """Silos that could not be reached; they connect later by themselves."""
    must_change_password: bool = False
    kept: bool = False
    """Whether this workstation will sign the person in by itself next time."""
    kept_note: str = ""
    """Why 'keep me signed in' could not be honoured, as a sentence; '' otherwise."""
    behind: frozenset[Silo] = frozenset()
    """Silos that are not upgraded to this program's revision yet; it works with what they have."""
