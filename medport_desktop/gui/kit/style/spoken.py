"""Surfaces whose words come by themselves: what they say is also spoken."""

import re

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent

from medport_desktop.gui.kit.style.accessible import announce
from medport_desktop.gui.kit.style.themed import PaintedWidget

_PASSING = re.compile(r"(?<![-\w:])(?:\d+ h(?: \d\d)?|\d+ (?:min|s)|\d+:\d\d:\d\d)\b|-\d+:\d\d\b")
"""What passes by itself: "12 min", "2 h", "0:12:04"."""


class SpokenSurface(PaintedWidget):
    """Announces its accessible name when it comes into view and when it says something else there.

    Words that differ only in the time that passes are not said again.
    """

    _spoken = ""

    @Slot()
    def speak(self) -> None:
        """Announce the words, unless they have been said since they came into view."""
        words = _PASSING.sub("", self.accessibleName())
        if self.isVisible() and words != self._spoken:
            self._spoken = words
            announce(self, self.accessibleName(), urgent=self.is_urgent())

    def is_urgent(self) -> bool:
        """Whether to interrupt what is being said."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.speak()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._spoken = ""
