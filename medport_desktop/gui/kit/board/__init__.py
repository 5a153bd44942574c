"""Boards: a keyed model updated by difference, its columns, and the view that paints it."""

from medport_desktop.gui.kit.board import columns
from medport_desktop.gui.kit.board.cells import Route, Timer
from medport_desktop.gui.kit.board.columns import LEFT, RIGHT, Column
from medport_desktop.gui.kit.board.model import BOARD_KEY_MIME, BoardModel
from medport_desktop.gui.kit.board.order import Group, HeadWords
from medport_desktop.gui.kit.board.view import BoardView

__all__ = [
    "BOARD_KEY_MIME",
    "LEFT",
    "RIGHT",
    "BoardModel",
    "BoardView",
    "Column",
    "Group",
    "HeadWords",
    "Route",
    "Timer",
    "columns",
]
