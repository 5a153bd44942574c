"""The administrator's page: tabs, each of which is made when it is first shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.gui.accounts.page import AccountsPage
from medport_desktop.gui.accounts.signed_in import SignedInPage
from medport_desktop.gui.admin.audit import AuditPage
from medport_desktop.gui.admin.configuration import ConfigurationPage
from medport_desktop.gui.admin.health import HealthPage
from medport_desktop.gui.admin.organisations import AgenciesPage, HospitalsPage
from medport_desktop.gui.kit.actions import make_action
from medport_desktop.gui.kit.tabs import SubTabs
from medport_desktop.gui.kit.theme import theme
from medport_desktop.runtime import Runtime
from medport_desktop.services.admin import Admin
from medport_desktop.services.organisations import Agencies, Hospitals


class AdminPage(QWidget):
    """Accounts first; the other tabs beside it, on Ctrl+1, Ctrl+2, …"""

    def __init__(self, runtime: Runtime, admin: Admin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("admin_page")
        self.tabs = SubTabs(self)
        self.tabs.setObjectName("admin_tabs")
        self.tabs.setAccessibleName("Administration")
        self.tabs.changed.connect(self.show_tab)
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
        self.accounts = AccountsPage(runtime, admin)
        self._add("Accounts", lambda: self.accounts)
        self._add("Configuration", lambda: ConfigurationPage(runtime, admin))
        self._add("Audit log", lambda: AuditPage(runtime, admin))
        self._add("System health", lambda: HealthPage(runtime, admin))
        self._add("Signed in", lambda: SignedInPage(runtime, admin))
        self._add("Hospitals", lambda: HospitalsPage(runtime, Hospitals(admin.organisations)))
        self._add("Agencies", lambda: AgenciesPage(runtime, Agencies(admin.organisations)))
        self.show_tab(0)
        self.setFocusProxy(self.accounts)

    def _add(self, title: str, make: Callable[[], QWidget]) -> None:
        index = len(self._makers)
        self._makers.append(make)
        tab = self.tabs.add(title)
        action = make_action(self, title, f"Ctrl+{index + 1}", lambda: self.show_tab(index), group="Administration")
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
