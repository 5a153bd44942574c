"""The bid board: what an EMS agency's dispatcher works in."""

from medport_desktop.gui.agency.window import BidBoardWindow

__all__ = ["BidBoardWindow"]
