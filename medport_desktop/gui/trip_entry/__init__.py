"""The hospital desk's window."""

from medport_desktop.gui.trip_entry.window import TripEntryWindow

__all__ = ["TripEntryWindow"]
