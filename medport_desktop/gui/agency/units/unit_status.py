"""Saying what a unit is doing: the four statuses that a person may set, by menu and by key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.facts.duty import may_set
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.runtime.operation import Operation
from medport_desktop.services import undo_units

SETTABLE = {
    UnitStatus.AVAILABLE: "A",
    UnitStatus.OUT_OF_SERVICE: "O",
    UnitStatus.MAINTENANCE: "M",
    UnitStatus.OFF_DUTY: "D",
}
"""Statuses and their keys; COMMITTED comes and goes with a trip."""
GROUP = "Units"


def set_status(feed: AgencyFeed, unit: Unit, status: UnitStatus) -> None:
    """Write a unit's status; the boards follow by the notification."""
    Operation(
        partial(feed.service.set_unit_status, unit.id, status, unit.unit_number),
        owner=feed,
        told=f"{unit.unit_number} is {status.label.lower()}",
        undo=undo_units.unit_status_set(feed.service, unit, status),
    ).run(feed.runtime)


def status_actions(scope: QWidget, feed: AgencyFeed, marked: Callable[[], list[Unit]]) -> dict[UnitStatus, QAction]:
    """An action for each status, with its key, that sets the marked units'."""

    def set_marked(status: UnitStatus) -> None:
        for unit in marked():
            if may_set(unit, status):
                set_status(feed, unit, status)

    actions = {}
    for status, key in SETTABLE.items():
        action = make_action(scope, status.label, key, partial(set_marked, status), group=GROUP)
        action.setObjectName(f"unit_{status.value.lower()}")
        actions[status] = action
    return actions


def enable_for(actions: dict[UnitStatus, QAction], units: list[Unit]) -> None:
    """Enable what may be set for one of the units at least."""
    for status, action in actions.items():
        action.setEnabled(any(may_set(unit, status) for unit in units))


def status_menu(feed: AgencyFeed, unit: Unit, parent: QWidget) -> QMenu:
    """A menu of the statuses for one unit; it deletes itself."""
    menu = QMenu(parent)
    menu.setObjectName("unit_menu")
    menu.aboutToHide.connect(menu.deleteLater)
    if unit.current_status is UnitStatus.COMMITTED:
        menu.addAction(label(f"On {unit.trip_number or 'a trip'}: free when the trip ends")).setEnabled(False)
        return menu
    for status in SETTABLE:
        action = menu.addAction(status.label)
        action.setCheckable(True)
        action.setChecked(unit.current_status is status)
        action.setEnabled(may_set(unit, status))
        action.triggered.connect(partial(_chosen, feed, unit, status))
    return menu


def _chosen(feed: AgencyFeed, unit: Unit, status: UnitStatus, _checked: bool = False) -> None:
    set_status(feed, unit, status)
