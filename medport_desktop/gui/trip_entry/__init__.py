"""The hospital desk's window, and its form for the center, which enters for a hospital."""

from medport_desktop.gui.trip_entry.for_hospital import HospitalEntry
from medport_desktop.gui.trip_entry.managing import Managing
from medport_desktop.gui.trip_entry.window import TripEntryWindow

__all__ = ["HospitalEntry", "Managing", "TripEntryWindow"]
