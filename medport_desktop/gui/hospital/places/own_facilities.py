"""The hospital's own places, which its manager keeps."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.domain.written.opening_hours import hours_text
from medport_desktop.gui.hospital.columns import facility_type_word
from medport_desktop.gui.hospital.places.directory import DirectoryPage
from medport_desktop.gui.hospital.places.facility_dialog import FacilityDialog
from medport_desktop.gui.hospital.trip_words import place
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.hospital.hospital_manager import HospitalManager

GROUP = "Our facilities"
_ACTIVE, _INACTIVE = StatusLook("Active", Tone.GREEN), StatusLook("Not active", Tone.GREY, hollow=True)


def _ink(record: FacilityRecord) -> Tone:
    return Tone.TEXT if record.is_active else Tone.MUTED


def own_columns() -> list[Column[FacilityRecord]]:
    """Everything that is kept of a place."""
    return [
        columns.strong("name", "Facility", lambda r: r.name, width=240, stretch=True, tone=_ink),
        columns.plain("type", "Type", lambda r: facility_type_word(r.type), width=130, tone=_ink),
        columns.plain("address", "Street", lambda r: r.address, width=160, tone=_ink),
        columns.plain("city", "City", lambda r: place(r.city, r.state), width=150, tone=_ink),
        columns.plain("zip", "ZIP", lambda r: r.zip_code, width=64, tone=_ink),
        columns.plain("phone", "Phone", lambda r: r.phone, width=124, tone=_ink),
        columns.plain("email", "E-mail", lambda r: r.email, width=170, tone=_ink, hidden=True),
        columns.muted("hours", "Open", lambda r: hours_text(r.hours), width=150, tooltip=lambda r: hours_text(r.hours)),
        columns.muted("capabilities", "Can do", _capabilities, width=170, tooltip=_capabilities),
        columns.status("state", "State", lambda r: _ACTIVE if r.is_active else _INACTIVE, width=104),
    ]


def _capabilities(record: FacilityRecord) -> str:
    return ", ".join(c.label for c in FacilityCapability if c in record.capabilities)


class OwnFacilitiesPage(DirectoryPage):
    """List, add, edit, and offer for new trips or no longer."""

    def __init__(self, runtime: Runtime, manager: HospitalManager, parent: QWidget | None = None) -> None:
        self._runtime = runtime
        self._manager = manager
        empty = EmptyState(icon="bed", sentence="Your hospital has no facility yet.", hint="Ctrl Shift N adds one.")
        source = "trips start at these, and other hospitals send patients to them"
        super().__init__("own_facilities", "Our facilities", source, own_columns(), empty, parent)
        self.view.current_changed.connect(lambda _key: self._settle())
        self.view.opened.connect(lambda _key: self._edit())
        give_menu(self.view, lambda: [a for a in (self.edit, self.stop, self.start, self.new) if a.isEnabled()])
        self._settle()
        topics = [(Silo.HOSPITAL, "hospital_facility")]
        self._subscription = runtime.changes.subscribe(self, topics, lambda _changes: manager.facilities, self._show)
        runtime.changes.state_changed.connect(self._silo_changed)
        self._subscription.refresh()

    def tools(self) -> list[QAction]:
        """What a manager does here."""

        def action(text: str, key: str, slot: Callable[[], object], name: str, icon: str) -> QAction:
            made = make_action(self, text, key, slot, icon=icon, group=GROUP)
            made.setObjectName(name)
            return made

        self.new = action("New facility", "Ctrl+Shift+N", self._new, "new_facility", "plus")
        self.edit = action("Edit…", "F2", self._edit, "edit_facility", "")
        self.stop = action("Deactivate…", "Ctrl+Del", self._ask_stop, "deactivate_facility", "lock")
        self.start = action("Activate", "Ctrl+Shift+E", self._activate, "activate_facility", "check")
        return [self.new, self.edit, self.stop, self.start]

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._subscription.refresh()

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if state.silo is Silo.HOSPITAL:
            self.set_fresh(state.freshness is Freshness.LIVE)

    def _show(self, records: list[FacilityRecord]) -> None:
        self.show_rows(records)
        self._settle()

    def _record(self) -> FacilityRecord | None:
        record = self.view.current_row()
        return record if isinstance(record, FacilityRecord) else None

    def _settle(self) -> None:
        record = self._record()
        self.edit.setEnabled(record is not None)
        self.stop.setEnabled(record is not None and record.is_active)
        self.start.setEnabled(record is not None and not record.is_active)

    # -- acting -----------------------------------------------------------------------------------------
    def _new(self) -> None:
        self._open(None, self._manager.add_facility)

    def _edit(self) -> None:
        record = self._record()
        if record is not None:
            self._open(record, self._manager.edit_facility)

    def _open(self, record: FacilityRecord | None, save: Callable[[FacilityRecord], None]) -> None:
        dialog = FacilityDialog(self._runtime, self._manager, record, self.window())

        def send(entered: FacilityRecord) -> None:
            saved = f"{entered.name} is saved."
            Operation(partial(save, entered), owner=self, form=dialog, told=saved).run(self._runtime)

        dialog.entered.connect(send)
        dialog.open()

    def _ask_stop(self) -> None:
        record = self._record()
        if record is None:
            return
        dialog = AskDialog(
            self.window(),
            title=f"Deactivate {record.name}?",
            sentence="No new trip can start or end there. Trips that are entered already keep it.",
            yes="Deactivate",
            no="Go back",
            danger=True,
        )
        dialog.setObjectName("active_dialog")
        dialog.answered.connect(lambda yes: self._set_active(record, False) if yes else None)
        dialog.open()

    def _activate(self) -> None:
        record = self._record()
        if record is not None:
            self._set_active(record, True)

    def _set_active(self, record: FacilityRecord, active: bool) -> None:
        words = "offered for new trips again" if active else "no longer offered for new trips"
        call = partial(self._manager.stores.places.set_facility_active, record.id, active)
        Operation(call, owner=self, told=f"{record.name} is {words}.").run(self._runtime)
