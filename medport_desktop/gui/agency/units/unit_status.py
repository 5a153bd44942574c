"""Saying what a unit is doing: the four statuses that a person may set, by menu and by key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.facts.duty import may_set, status_words
from medport_desktop.gui.kit.style.labels import label

SETTABLE = {
    UnitStatus.AVAILABLE: "A",
    UnitStatus.OUT_OF_SERVICE: "O",
    UnitStatus.MAINTENANCE: "M",
    UnitStatus.OFF_DUTY: "D",
}
"""Statuses and their keys; COMMITTED comes and goes with a trip."""
GROUP = "Units"


def status_actions(scope: QWidget, feed: AgencyFeed, marked: Callable[[], list[Unit]]) -> dict[UnitStatus, QAction]:
    """An action for each status, with its key, that sets the marked units'."""
    actions = {}
    for status, key in SETTABLE.items():
        act = partial(_set_marked, feed, status, marked, scope)
        action = make_action(scope, status_words(status), key, act, group=GROUP)
        action.setObjectName(f"unit_{status.value.lower()}")
        actions[status] = action
    return actions


def _set_marked(feed: AgencyFeed, status: UnitStatus, marked: Callable[[], list[Unit]], scope: QWidget) -> None:
    feed.unit_work.set_status(status, marked(), scope.window())


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
        action = menu.addAction(label(status_words(status)))
        action.setCheckable(True)
        action.setChecked(unit.current_status is status)
        action.setEnabled(may_set(unit, status))
        action.triggered.connect(
            lambda _checked, status=status: feed.unit_work.set_status(status, [unit], parent.window())
        )
    return menu
