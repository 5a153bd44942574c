"""What an agency's manager and the transport center do with units: plan, add, change, retire."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit, UnitPlace, numbers
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.people import Organisation
from medport_desktop.domain.unit_plans import PlanKind, UnitPlan
from medport_desktop.gui.kit.facts.duty import may_set
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.units.place_dialog import PlaceDialog
from medport_desktop.gui.shared.units.plan_dialog import PlanDialog
from medport_desktop.gui.shared.units.status_dialog import StatusDialog
from medport_desktop.gui.shared.units.unit_dialog import UnitDialog
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services.agency.agency_office import place_said
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.undo import STANDS, Undoable
from medport_desktop.services.undo_units import unit_places_said, unit_status_set


class UnitWork(QObject):
    """Each act opens a form, which shows a refusal; several units are changed together, or none of them."""

    def __init__(self, runtime: Runtime, board: BidBoard, settings: Callable[[], Settings], parent: QObject) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._board = board
        self._stores = board.stores
        self._store = board.stores.fleet
        self._settings = settings
        self._writes = Writes()

    def set_status(self, status: UnitStatus, units: Sequence[Unit], window: QWidget) -> None:
        """Say what those of the units are doing that may be given that status; ask why first where they are out."""
        able = [unit for unit in units if may_set(unit, status)]
        if not able:
            return
        if not status.needs_reason:
            self._write_status(status, able, "")
            return
        dialog = StatusDialog(status, able, window)
        dialog.said.connect(lambda reason: self._write_status(status, able, reason, dialog))
        dialog.open()

    def _write_status(
        self, status: UnitStatus, units: Sequence[Unit], reason: str, form: StatusDialog | None = None
    ) -> None:
        ids = tuple(unit.id for unit in units)
        acting = self._board.person.agency_id is None and len({unit.agency_id for unit in units}) == 1
        Operation(
            partial(self._board.set_unit_status, ids, status, reason, numbers(units)),
            owner=self,
            writes=self._writes,
            about=(status, ids),
            form=form,
            told=f"{numbers(units)} {'are' if len(units) > 1 else 'is'} {status.label.lower()}"
            + (f", for {units[0].agency_name}" if acting else ""),
            undo=unit_status_set(self._stores, units, status),
        ).run(self._runtime)

    def plan(self, kind: PlanKind, units: Sequence[Unit], window: QWidget) -> None:
        """Ask when and why, and plan it."""
        dialog = PlanDialog(kind, units, self._settings(), window)
        done = "is set" if kind.needs_reason else "is planned"
        self._on_planned(dialog, self._store.plan, f"{numbers(units)}: {kind.label.lower()} {done}")

    def change_plan(self, plan: UnitPlan, unit: Unit, window: QWidget) -> None:
        """Ask what a plan is to say from now on, and write it."""
        dialog = PlanDialog(plan.kind, [unit], self._settings(), window, plan=plan)
        told = f"{unit.unit_number}: the {plan.kind.label.lower()} is changed"
        self._on_planned(dialog, self._store.change_plan, told)

    def _on_planned(self, dialog: PlanDialog, write: Callable[[Any], None], told: str) -> None:
        def save(planned: object) -> None:
            Operation(partial(write, planned), owner=self, form=dialog, told=told).run(self._runtime)

        dialog.planned.connect(save)
        dialog.open()

    def add(self, agencies: Sequence[Organisation], window: QWidget, *, first: Organisation | None = None) -> None:
        """Ask for a new unit of one of the agencies; `first` is chosen where there are several."""
        dialog = UnitDialog(agencies, window)
        if first is not None and len(agencies) > 1:
            dialog.choose_agency(first)
        self._on_entered(dialog, self._store.add_unit)

    def edit(self, unit: Unit, window: QWidget) -> None:
        """Ask for a unit's facts."""
        self._on_entered(UnitDialog((), window, unit=unit), self._store.edit_unit)

    def _on_entered(self, dialog: UnitDialog, write: Callable[[Any], None]) -> None:
        def save(entered: Any) -> None:
            told = f"Unit {entered.unit_number} is saved."
            Operation(partial(write, entered), owner=self, form=dialog, told=told).run(self._runtime)

        dialog.entered.connect(save)
        dialog.open()

    def say_where(self, units: Sequence[Unit], window: QWidget, typed: str = "") -> None:
        """Ask where units are, and write it; `typed` is in the line already."""
        dialog = PlaceDialog(units, self._settings(), window)
        read, no_facilities = self._stores.hospital.facilities, lambda _error: None
        self._runtime.tasks.run(read, then=dialog.set_facilities, failed=no_facilities, owner=dialog)

        def save(said: Any) -> None:
            ids = [unit.id for unit in units]

            def write() -> tuple[UnitPlace, datetime]:
                place = place_said(*said)
                return place, self._store.say_where(ids, place)

            Operation(
                write,
                owner=self,
                form=dialog,
                told=lambda written: _told_where(units, written[0]),
                undo=lambda written: unit_places_said(self._stores, units, written[1]),
            ).run(self._runtime)

        dialog.said.connect(save)
        dialog.open()
        if typed:
            dialog.place.insert(typed)

    def ask_retire(self, units: Sequence[Unit], window: QWidget) -> None:
        """Ask, and take units out of the agency's fleet."""
        several = len(units) > 1
        dialog = AskDialog(
            window,
            title=f"Retire {numbers(units)}?",
            sentence="They leave every board; their history stays. A unit that is added under the same number is the "
            "same one again."
            if several
            else "It leaves every board; its history stays. A unit that is added under the same number is the same one "
            "again.",
            yes="Retire",
            no="Go back",
            danger=True,
        )
        dialog.setObjectName("retire_dialog")
        dialog.answered.connect(lambda yes: self._retire(units) if yes else None)
        dialog.open()

    def _retire(self, units: Sequence[Unit]) -> None:
        ids, are = [unit.id for unit in units], "are" if len(units) > 1 else "is"
        Operation(
            partial(self._store.set_units_active, ids, False),
            owner=self,
            told=f"{numbers(units)} {are} retired.",
            undo=Undoable(
                f"{numbers(units)} retired",
                f"{numbers(units)} {are} back.",
                lambda: STANDS,
                partial(self._store.set_units_active, ids, True),
            ),
        ).run(self._runtime)


def _told_where(units: Sequence[Unit], place: UnitPlace) -> str:
    miles = "" if place.coordinates is not None else "; its miles are not known without a ZIP code"
    return f"{numbers(units)} {'are' if len(units) > 1 else 'is'} at {place.current_location}{miles}."
