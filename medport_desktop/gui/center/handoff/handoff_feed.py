"""What the window knows of shift handoffs, kept fresh from the center."""

from uuid import UUID

from PySide6.QtCore import QObject

from medport_desktop.domain.center.handoff import Handoff
from medport_desktop.domain.enums import Silo
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import LiveRows
from medport_desktop.services.center.handoffs import Handoffs

_TOPICS = [(Silo.CENTER, "shift_handoff"), (Silo.CENTER, "shift_handoff_trip")]


class HandoffFeed(LiveRows[Handoff]):
    """The newest handoffs."""

    def __init__(self, runtime: Runtime, handoffs: Handoffs, parent: QObject) -> None:
        super().__init__(
            runtime.changes, parent, _TOPICS, handoffs.stores.handoffs.handoffs, key=lambda handoff: handoff.id
        )

    def all(self) -> list[Handoff]:
        """Newest first."""
        return sorted(self.by_key.values(), key=newest_first)

    def get(self, handoff_id: UUID) -> Handoff | None:
        """One of them."""
        return self.by_key.get(handoff_id)

    def open_one(self) -> Handoff | None:
        """The one that waits to be taken over; there is one at most."""
        return next((handoff for handoff in self.by_key.values() if handoff.is_open), None)


def newest_first(handoff: Handoff) -> float:
    """By when it was made."""
    return -handoff.made_at.timestamp()
