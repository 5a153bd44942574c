"""The order of preferred agencies while a manager is changing it: shown at once, written one change after another."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from medport_desktop.domain.preferences import in_order
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation, Writes
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
        self._writes = Writes()
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
        if not self._writes.any_under_way:
            self._write(agencies)

    def drop(self, agency: UUID, name: str) -> None:
        """Prefer an agency no longer."""
        call, told = partial(self._manager.stop_preferring, agency), f"{name} is no longer preferred."
        Operation(call, owner=self, told=told).run(self._runtime)

    def _write(self, agencies: list[UUID]) -> None:
        def written(_done: None) -> None:
            if self._wanted is not None and self._wanted != agencies:
                self._write(self._wanted)

        call = partial(self._manager.order_agencies, agencies)
        Operation(call, owner=self, writes=self._writes, then=written, not_done=self._refused).run(self._runtime)

    def _refused(self) -> None:
        self._wanted = None
        self.changed.emit()

    @Slot()
    def _facts_changed(self) -> None:
        if not self._writes.any_under_way:
            self._wanted = None
        self.changed.emit()
