"""Trip sheets and shift handoffs on paper and as PDF."""

from medport_desktop.gui.shared.print.handoff_on_paper import HandoffPrinting
from medport_desktop.gui.shared.print.printing import SheetPrinting
from medport_desktop.gui.shared.print.trip_sheet import TripSheet, read_desk_sheet, read_held_sheet

__all__ = ["HandoffPrinting", "SheetPrinting", "TripSheet", "read_desk_sheet", "read_held_sheet"]
