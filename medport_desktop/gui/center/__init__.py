"""The transport center's window: every trip, every unit, and either side's actions."""

from medport_desktop.gui.center.window import DispatchWindow

__all__ = ["DispatchWindow"]
