"""Opening the form of a unit's plan, a new one or one to change, and writing what it says."""

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.unit_plans import NewPlan, PlanChange, PlanKind, UnitPlan
from medport_desktop.gui.bid_board.desk import Desk
from medport_desktop.gui.bid_board.plan_dialog import PlanDialog


def open_plan(desk: Desk, kind: PlanKind, unit: Unit, window: QWidget) -> None:
    """Ask when, and plan it; a refusal is told in the form."""
    dialog = PlanDialog(kind, unit, desk.settings, window)

    def save(plans: list[NewPlan]) -> None:
        desk.runtime.tasks.run(desk.service.plans.add_all, plans, then=saved, failed=dialog.tell, owner=dialog)

    def saved(_none: None) -> None:
        desk.runtime.messages.info(f"{unit.unit_number}: {kind.label.lower()} is planned")
        dialog.close_saved()

    dialog.planned.connect(save)
    dialog.open()


def open_change(desk: Desk, plan: UnitPlan, unit: Unit, window: QWidget) -> None:
    """Ask what a plan is to say from now on, and write it; a refusal is told in the form."""
    dialog = PlanDialog(plan.kind, unit, desk.settings, window, plan=plan)

    def save(change: PlanChange) -> None:
        desk.runtime.tasks.run(desk.service.plans.change, change, then=saved, failed=dialog.tell, owner=dialog)

    def saved(_none: None) -> None:
        desk.runtime.messages.info(f"{unit.unit_number}: the {plan.kind.label.lower()} is changed")
        dialog.close_saved()

    dialog.planned.connect(save)
    dialog.open()
