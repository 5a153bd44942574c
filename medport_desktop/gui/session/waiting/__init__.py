"""What waits on this workstation for a silo to come back: a line across the window, and the list behind it."""

from medport_desktop.gui.session.waiting.waiting_strip import EditsKept, WaitingLink

__all__ = ["EditsKept", "WaitingLink"]
