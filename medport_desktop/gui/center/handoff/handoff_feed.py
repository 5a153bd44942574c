"""What the window knows of shift handoffs, kept fresh from the center."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.handoff import Handoff
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.services.center.handoffs import Handoffs

_TOPICS = [(Silo.CENTER, "shift_handoff"), (Silo.CENTER, "shift_handoff_trip")]
Ids = frozenset[UUID] | None


class HandoffFeed(QObject):
    """The newest handoffs; `changed` follows whatever arrived of them."""

    changed = Signal()

    def __init__(self, runtime: Runtime, handoffs: Handoffs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = handoffs
        self._known: dict[UUID, Handoff] = {}
        self._subscription = runtime.changes.subscribe(self, _TOPICS, self._read, self._apply)

    def refresh(self) -> None:
        """Read everything again."""
        self._subscription.refresh()

    def all(self) -> list[Handoff]:
        """Newest first."""
        return sorted(self._known.values(), key=lambda handoff: handoff.made_at, reverse=True)

    def get(self, handoff_id: UUID) -> Handoff | None:
        """One of them."""
        return self._known.get(handoff_id)

    def open_one(self) -> Handoff | None:
        """The one that is still to be taken over; there is one at most."""
        return next((handoff for handoff in self.all() if handoff.is_open), None)

    def _read(self, changes: Changes) -> Callable[[], tuple[Ids, list[Handoff]]]:
        return partial(_with_ids, self._service, changes.ids())

    def _apply(self, outcome: tuple[Ids, list[Handoff]]) -> None:
        ids, found = outcome
        kept = {} if ids is None else {key: h for key, h in self._known.items() if key not in ids}
        self._known = kept | {handoff.id: handoff for handoff in found}
        self.changed.emit()


def _with_ids(handoffs: Handoffs, ids: Ids) -> tuple[Ids, list[Handoff]]:
    """In a worker: read these handoffs (None: the newest), and say which were asked for."""
    return ids, handoffs.handoffs(None if ids is None else tuple(ids))
