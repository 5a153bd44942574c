"""A person's trip-entry window on real silos."""

from medport_desktop.gui.hospital import TripEntryWindow
from tests.at_work import AtWork


class Desk(AtWork[TripEntryWindow]):
    """Somebody at a desk. Use it in a `with`."""

    def is_ready(self) -> bool:
        return self.is_live() and bool(self.window.feed.facilities)

    def error(self, name: str) -> str:
        """The sentence at a field of the form."""
        return self.window.entry.form.field(name).error()
