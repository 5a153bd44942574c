"""Bringing a trip into the form of new trips: the same three actions wherever a trip is shown."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton


class FormActions:
    """`edit`, `back` (the way back) and `copy`; each calls what it was given."""

    def __init__(
        self,
        scope: QWidget,
        group: str,
        *,
        edit: Callable[[], object],
        back: Callable[[], object],
        copy: Callable[[], object],
    ) -> None:
        self.edit = make_action(scope, "Edit trip", "Ctrl+E", edit, icon="pencil", group=group)
        self.back = make_action(scope, "Enter the return trip", "Ctrl+T", back, icon="arrow-left-right", group=group)
        self.copy = make_action(scope, "Copy into a new trip", "Ctrl+Shift+C", copy, icon="copy", group=group)
        for action, name in ((self.edit, "edit_trip"), (self.back, "enter_return"), (self.copy, "copy_trip")):
            action.setObjectName(name)

    def all(self) -> list[QAction]:
        """In the order in which they are offered."""
        return [self.edit, self.back, self.copy]

    def icons(self, parent: QWidget) -> list[IconButton]:
        """A button for each."""
        made = [IconButton(parent, action=action) for action in self.all()]
        for icon, name in zip(made, ("edit", "return_trip", "copy"), strict=True):
            icon.setObjectName(name)
        return made

    def settle(self, trip: Trip | None) -> None:
        """Enable what can be done with the trip that is shown."""
        self.edit.setEnabled(trip is not None and trip.status.is_editable)
        self.back.setEnabled(trip is not None and trip.destination_facility_id is not None)
        self.copy.setEnabled(trip is not None)
