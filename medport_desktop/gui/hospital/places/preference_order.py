"""The order of preferred agencies while a manager is changing it: shown at once, written one change after another."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.errors import MedPortError
from medport_desktop.domain.preferences import in_order
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.hospital.hospital_manager import HospitalManager


class AgencyOrder(QObject):
    """What the order is or is about to be. `changed` follows a change of `agencies`, and of anything else said of them.

    One write is under way at a time; of what is asked for meanwhile, the last is written after it. Whatever is
    refused is shown as it was.
    """

    changed = Signal()

    def __init__(self, runtime: Runtime, feed: DeskFeed, manager: HospitalManager, parent: QObject) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._feed = feed
        self._manager = manager
        self._wanted: list[UUID] | None = None
        self._is_writing = False
        feed.preferences_changed.connect(self._facts_changed)

    @property
    def agencies(self) -> list[UUID]:
        """The preferred agencies, the paused ones too, the first choice first."""
        if self._wanted is not None:
            return list(self._wanted)
        return [preference.agency_id for preference in in_order(self._feed.preferences)]

    def arrange(self, agencies: list[UUID]) -> None:
        """Make this the order."""
        if agencies == self.agencies:
            return
        self._wanted = agencies
        self.changed.emit()
        if not self._is_writing:
            self._write(agencies)

    def drop(self, agency: UUID, name: str) -> None:
        """Prefer an agency no longer."""
        self._runtime.tasks.run(
            self._manager.stop_preferring,
            agency,
            then=lambda _done: self._runtime.messages.info(f"{name} is no longer preferred."),
            owner=self,
        )

    def _write(self, agencies: list[UUID]) -> None:
        self._is_writing = True

        def written(_done: None) -> None:
            self._is_writing = False
            if self._wanted is not None and self._wanted != agencies:
                self._write(self._wanted)

        self._runtime.tasks.run(self._manager.order_agencies, agencies, then=written, failed=self._failed, owner=self)

    def _failed(self, error: MedPortError) -> None:
        self._is_writing = False
        self._wanted = None
        if not isinstance(error, Fault):
            self._runtime.messages.failure(error)
        self.changed.emit()

    @Slot()
    def _facts_changed(self) -> None:
        if not self._is_writing:
            self._wanted = None
        self.changed.emit()
