"""A page of tabs, each of which is made when it is first shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.tabs import SubTabs
from medport_desktop.gui.kit.style.theme import theme


class TabbedPage(QWidget):
    """A strip of tabs above one page at a time; the tabs have Ctrl+1, Ctrl+2, … as keys."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        """`name` is the page's object name, the strip's with "_tabs"; `title` what they are called."""
        super().__init__(parent)
        self.setObjectName(f"{name}_page")
        self.tabs = SubTabs(self)
        self.tabs.setObjectName(f"{name}_tabs")
        self.tabs.setAccessibleName(title)
        self.tabs.changed.connect(self.show_tab)
        self._title = title
        self._stack = QStackedWidget(self)
        self._makers: list[Callable[[], QWidget]] = []
        self._pages: dict[int, QWidget] = {}
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(16), theme().px(8), theme().px(16), 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def add_tab(self, title: str, make: Callable[[], QWidget]) -> None:
        """Append a tab; call `show_tab(0)` after the last one."""
        index = len(self._makers)
        self._makers.append(make)
        tab = self.tabs.add(title)
        action = make_action(self, title, f"Ctrl+{index + 1}", lambda: self.show_tab(index), group=self._title)
        tab.setToolTip(action.toolTip())

    @Slot(int)
    def show_tab(self, index: int) -> None:
        """Bring a tab into view; the focus goes where it was on it."""
        page = self._pages.get(index)
        is_new = page is None
        if page is None:
            page = self._pages[index] = self._makers[index]()
            self._stack.addWidget(page)
        self.tabs.set_current(index)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            where = page if is_new else page.focusWidget() or page  # a new page knows best where to begin
            where.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab(self, index: int) -> QWidget | None:
        """A tab's page, or None where it was not shown yet."""
        return self._pages.get(index)
