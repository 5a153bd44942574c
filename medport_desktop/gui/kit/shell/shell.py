"""The frame that every console window shares: bars around a stack of pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.forms.type_ahead import Suggestion
from medport_desktop.gui.kit.shell.bars import BottomBar, TopBar, connect_command
from medport_desktop.gui.kit.shell.lights import SiloLights
from medport_desktop.gui.kit.shell.message_bar import MessageBar
from medport_desktop.gui.kit.shell.shortcuts import ShortcutSheet, keyed_actions
from medport_desktop.gui.kit.style.icons import bind_icon
from medport_desktop.gui.kit.style.theme import theme


class ConsoleShell(QMainWindow):
    """Top bar, pages, bottom bar. `page_changed` carries the page that came into view."""

    page_changed = Signal(QWidget)
    looked_at = Signal()
    """Something of this window is on a screen for people who only look: the session is not idle."""

    def __init__(self, parent: QWidget | None = None, *, title: str = "MedPort") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._top = TopBar(self, title=title)
        self._bottom = BottomBar(self)
        self._stack = QStackedWidget(self)
        self._theme_action: QAction | None = None
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self._top, 0), (self._stack, 1), (self._bottom, 0)):
            column.addWidget(part, stretch)
        self._column = column
        self.setCentralWidget(middle)
        self._top.tabs.changed.connect(self._show_index)
        self._bottom.keys_asked.connect(self.show_keys)
        keys = make_action(self, "Show all keys", "?", self.show_keys)
        keys.setShortcuts([QKeySequence("?"), QKeySequence("F1")])
        self.resize(1440, 860)

    # -- pages ------------------------------------------------------------------------------------------
    def add_page(self, page: QWidget, title: str, *, key: str = "", count: int | None = None) -> None:
        """Append a page with its tab; `key` brings it into view (by default Alt+1, Alt+2, …)."""
        index = self._stack.addWidget(page)
        key = key or f"Alt+{index + 1}"
        tab = self._top.tabs.add(title, count)
        action = make_action(self, title, key, lambda: self.show_page(page), group="Pages")
        tab.setToolTip(action.toolTip())
        if index == 0:
            self.page_changed.emit(page)

    def set_count(self, page: QWidget, count: int | None) -> None:
        """The count on a page's tab; None shows none."""
        tab = self._top.tabs.tab(self._stack.indexOf(page))
        tab.set_count(count)

    def show_page(self, page: QWidget) -> None:
        """Bring a page into view; the focus goes where it was on that page."""
        index = self._stack.indexOf(page)
        self._top.tabs.set_current(index)
        self._show_index(index)

    def current_page(self) -> QWidget | None:
        """The page in view; None before the first is added."""
        return self._stack.currentWidget()

    @Slot(int)
    def _show_index(self, index: int) -> None:
        if index == self._stack.currentIndex():
            return
        self._stack.setCurrentIndex(index)
        page = self._stack.widget(index)
        assert page is not None
        (page.focusWidget() or page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_changed.emit(page)

    # -- bars -------------------------------------------------------------------------------------------
    def add_strip(self, strip: QWidget) -> None:
        """Put a line across the window between the top bar and the pages; it takes room while it is visible."""
        self._column.insertWidget(self._column.indexOf(self._stack), strip)

    @property
    def lights(self) -> SiloLights:
        """The silos' lights."""
        return self._bottom.lights

    @property
    def messages(self) -> MessageBar:
        """The message bar."""
        return self._bottom.messages

    def set_working(self, working: bool) -> None:
        """Show a thin running line below the top bar while something takes long."""
        self._top.progress.set_running(working)

    def set_who(self, text: str) -> None:
        """Who is signed in, at the right end of the top bar."""
        self._top.set_who(text)

    def add_top_action(self, action: QAction) -> IconButton:
        """Show an action's icon in the top bar (mute, print); returns its button."""
        return self._top.add_icon(action)

    def enable_theme_toggle(self, key: str = "Ctrl+Shift+L") -> QAction:
        """Offer light or dark in the top bar, once; returns the action."""
        if self._theme_action is not None:
            return self._theme_action
        action = self._theme_action = make_action(self, "Light or dark", key, theme().toggle)
        theme().changed.connect(self._theme_changed)
        self._theme_changed()
        self.add_top_action(action)
        return action

    @Slot()
    def _theme_changed(self) -> None:
        if self._theme_action is not None:
            bind_icon(self._theme_action, "sun" if theme().is_dark else "moon")

    def set_command_source(
        self, search: Callable[[str], Sequence[Suggestion]], run: Callable[[Suggestion], object], key: str = "Ctrl+K"
    ) -> None:
        """Show the command field: `search` answers each text at once, `run` does what was chosen."""
        connect_command(self._top.command, search, run)
        self._top.keep_room()
        make_action(self, "Find a trip, unit, or action", key, self._focus_command)

    def search_again(self) -> None:
        """What the command field searches knows more now."""
        self._top.command.search_again()

    def _focus_command(self) -> None:
        self._top.command.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._top.command.selectAll()

    # -- keys -------------------------------------------------------------------------------------------
    def keyed_actions(self) -> list[QAction]:
        """What the sheet lists: the actions of this window and of the page in view that have a key."""
        return keyed_actions(self, self.current_page())

    @Slot()
    def show_keys(self) -> None:
        """Open the sheet of keys."""
        sheet = ShortcutSheet(self, actions=self.keyed_actions())
        sheet.open()
