"""The window in which a person says who they are."""

from medport_desktop.gui.sign_in.window import SignInWindow

__all__ = ["SignInWindow"]
