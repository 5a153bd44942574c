"""Messages from the center: shown in every window, written and followed in the center's."""

from medport_desktop.gui.shared.broadcast.inbox import BroadcastInbox
from medport_desktop.gui.shared.broadcast.receiver import BroadcastReceiver
from medport_desktop.gui.shared.broadcast.sending import BroadcastSending

__all__ = ["BroadcastInbox", "BroadcastReceiver", "BroadcastSending"]
