"""The menu of a board's row."""

from collections.abc import Callable, Hashable, Iterable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from medport_desktop.gui.kit.board.view import BoardView


def give_menu(view: BoardView, actions: Callable[[], Iterable[QAction]], *, name: str = "") -> None:
    """Choose the row that a menu is asked for and offer `actions` on it; `name` is the menu's object name."""

    def open_menu(key: Hashable, at: QPoint) -> None:
        view.select_key(key)
        menu = QMenu(view)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions(list(actions()))
        menu.popup(at)

    view.menu_asked.connect(open_menu)
