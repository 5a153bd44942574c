"""The page on which the center enters trips, as its window knows it: the form is another window's."""

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.kept_writes import KeptWrite
from medport_desktop.domain.trips import Trip


class EntryPage(Protocol):
    """What the window asks of the page."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    @property
    def trip_asked(self) -> SignalInstance:
        """Carries the id of a trip that the person wants to see whole."""

    def begin(self) -> None:
        """A new trip, from the choice of the hospital; what is half-entered stays."""

    def edit(self, trip: Trip) -> None:
        """Bring a trip into the form to change it; asks first where something would be lost. So do the next two."""

    def bring_back(self, trip: Trip) -> None:
        """Begin the trip that brings its patient back."""

    def copy(self, trip: Trip) -> None:
        """Begin a trip like it."""

    def is_changed(self) -> bool:
        """Whether there is something to lose."""

    def edit_kept(self, kept: KeptWrite) -> str:
        """Bring back a trip that was refused; says why not, or ''."""

    def refresh(self) -> None:
        """Read everything (again)."""
