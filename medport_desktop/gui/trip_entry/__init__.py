"""The hospital desk's window."""

from medport_desktop.gui.trip_entry.managing import Managing
from medport_desktop.gui.trip_entry.window import TripEntryWindow

__all__ = ["Managing", "TripEntryWindow"]
