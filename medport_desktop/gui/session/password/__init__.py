"""Changing one's own password: of one's free will, or because it is a first one."""

from medport_desktop.gui.session.password.change_password import ChangePasswordDialog, offer_password_change

__all__ = ["ChangePasswordDialog", "offer_password_change"]
