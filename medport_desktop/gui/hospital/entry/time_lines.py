"""The form's lines with times, and the moments that are kept to the second while a line stays as it is."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.written import typed_times
from medport_desktop.domain.written.typed_times import Unreadable
from medport_desktop.gui.hospital.trip_words import day_and_time
from medport_desktop.gui.kit.clock import site_clock


class TimeLines:
    """`ready_at`, which is now while nothing is written, and others, which may stay empty."""

    def __init__(self, lines: Mapping[str, QLineEdit]) -> None:
        self._lines = lines
        self._kept: dict[str, tuple[str, datetime]] = {}

    def forget(self) -> None:
        """Keep no moment any more."""
        self._kept = {}

    def show(self, name: str, moment: datetime | None) -> None:
        """Show a moment; while its line stays as it is, it means that moment to the second."""
        text = day_and_time(moment) if moment is not None else ""
        self._lines[name].setText(text)
        if moment is not None:
            self._kept[name] = text, moment

    def typed(self, name: str) -> str:
        """What stands in a line."""
        return self._lines[name].text().strip()

    def meant(
        self, name: str, errors: dict[str, str], *, text: str | None = None, after: datetime | None = None
    ) -> datetime | None:
        """What a line means, or `text` in its place; of an open day the first such time `after` another one."""
        typed = self.typed(name) if text is None else text.strip()
        if name != "ready_at" and not typed:
            return None
        if name in self._kept and self._kept[name][0] == typed:
            return self._kept[name][1]
        try:
            now = site_clock().now()
            if after is not None:
                return typed_times.moment(typed, now, after=max(after, now, key=datetime.timestamp))
            return typed_times.moment(typed or "now", now, earliest=now)
        except Unreadable as slip:
            errors[name] = str(slip)
            return None
