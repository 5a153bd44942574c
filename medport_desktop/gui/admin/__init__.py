"""The administrator's page: accounts, which the composition root adds to the transport center's window."""

from medport_desktop.gui.admin.page import AdminPage

__all__ = ["AdminPage"]
