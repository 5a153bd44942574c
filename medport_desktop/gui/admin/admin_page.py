"""The administrator's page: tabs, each of which is made when it is first shown."""

from PySide6.QtWidgets import QWidget

from medport_desktop.gui.admin.audit.audit_page import AuditPage
from medport_desktop.gui.admin.configuration import ConfigurationPage
from medport_desktop.gui.admin.health import HealthPage
from medport_desktop.gui.admin.organisations import AgenciesPage, HospitalsPage
from medport_desktop.gui.kit.controls.tabbed import TabbedPage
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.accounts.signed_in import SignedInPage
from medport_desktop.runtime import Runtime
from medport_desktop.services.center.admin import Admin


class AdminPage(TabbedPage):
    """Accounts first; the other tabs beside it, on Ctrl+1, Ctrl+2, …"""

    def __init__(self, runtime: Runtime, admin: Admin, parent: QWidget | None = None) -> None:
        super().__init__("admin", "Administration", parent)
        self.accounts = AccountsPage(runtime, admin)
        self.add_tab("Accounts", lambda: self.accounts)
        self.add_tab("Configuration", lambda: ConfigurationPage(runtime, admin))
        self.add_tab("Audit log", lambda: AuditPage(runtime, admin))
        self.add_tab("System health", lambda: HealthPage(runtime, admin))
        self.add_tab("Signed in", lambda: SignedInPage(runtime, admin))
        self.add_tab("Hospitals", lambda: HospitalsPage(runtime, admin.stores.organisations))
        self.add_tab("Agencies", lambda: AgenciesPage(runtime, admin.stores.organisations))
        self.add_tab("Analytics", lambda: _analytics(runtime, admin))
        self.show_tab(0)


def _analytics(runtime: Runtime, admin: Admin) -> QWidget:
    """Imported when it is asked for: the plots' library takes half a second, which no sign-in should wait for."""
    from medport_desktop.gui.admin.analytics.analytics_page import AnalyticsPage  # noqa: PLC0415

    return AnalyticsPage(runtime, admin)
