"""Opening the form of a plan for a unit, and writing what it says."""

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.unit_plans import NewPlan, PlanKind
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
