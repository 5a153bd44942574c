"""The hospital desk's window, and its form for the center, which enters for a hospital."""

from medport_desktop.gui.hospital.entry.entry_for_hospital import HospitalEntry
from medport_desktop.gui.hospital.managing import Managing
from medport_desktop.gui.hospital.window import TripEntryWindow

__all__ = ["HospitalEntry", "Managing", "TripEntryWindow"]
