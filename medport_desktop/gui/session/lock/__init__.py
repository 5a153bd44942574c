"""The locked screen: after a time without activity, or when the person leaves the desk."""

from medport_desktop.gui.session.lock.screen_lock import ScreenLock

__all__ = ["ScreenLock"]
