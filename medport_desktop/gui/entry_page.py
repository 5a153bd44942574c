"""The page on which the center enters trips, as its window knows it: the form is another window's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.trips import Trip
from medport_desktop.services.kept import Kept


class EntryPage(QWidget):
    """What the window asks of the page. `trip_asked` carries the id of a trip that the person wants to see whole."""

    trip_asked = Signal(object)

    def begin(self) -> None:
        """A new trip, from the choice of the hospital; what is half-entered stays."""
        raise NotImplementedError

    def edit(self, trip: Trip) -> None:
        """Bring a trip into the form to change it; asks first where something would be lost. So do the next two."""
        raise NotImplementedError

    def bring_back(self, trip: Trip) -> None:
        """Begin the trip that brings its patient back."""
        raise NotImplementedError

    def copy(self, trip: Trip) -> None:
        """Begin a trip like it."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Whether there is something to lose."""
        raise NotImplementedError

    def edit_kept(self, kept: Kept) -> str:
        """Bring back a trip that was refused; says why not, or ''."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read everything (again)."""
        raise NotImplementedError
