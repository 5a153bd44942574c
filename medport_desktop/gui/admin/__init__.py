"""The administrator's pages, which the composition root adds to the transport center's window."""

from medport_desktop.gui.admin.admin_page import AdminPage

__all__ = ["AdminPage"]
