"""Opening the form of a unit's plan, a new one or one to change, and writing what it says."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.unit_plans import PlanKind, UnitPlan
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.units.plan_dialog import PlanDialog
from medport_desktop.runtime.operation import Operation


def open_plan(feed: AgencyFeed, kind: PlanKind, unit: Unit, window: QWidget) -> None:
    """Ask when, and plan it; the form shows a refusal."""
    dialog = PlanDialog(kind, unit, feed.settings, window)
    _open(feed, dialog, feed.service.stores.fleet.plan, f"{unit.unit_number}: {kind.label.lower()} is planned")


def open_change(feed: AgencyFeed, plan: UnitPlan, unit: Unit, window: QWidget) -> None:
    """Ask what a plan is to say from now on, and write it; the form shows a refusal."""
    dialog = PlanDialog(plan.kind, unit, feed.settings, window, plan=plan)
    _open(
        feed,
        dialog,
        feed.service.stores.fleet.change_plan,
        f"{unit.unit_number}: the {plan.kind.label.lower()} is changed",
    )


def _open(feed: AgencyFeed, dialog: PlanDialog, write: Callable[[Any], None], told: str) -> None:
    def save(planned: object) -> None:
        Operation(partial(write, planned), owner=feed, form=dialog, told=told).run(feed.runtime)

    dialog.planned.connect(save)
    dialog.open()
