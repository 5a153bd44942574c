"""The clock in the top bar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone


class ClockLabel(PaintedWidget):
    """ "14:32:07 EST": the site's time and zone, or "14:32" where there is little room; hovering shows the date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ""
        self._is_tight = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        ticker().attach(self, self.refresh)
        self.refresh()

    def text(self) -> str:
        """What it shows."""
        now = site_clock().now()
        if self._is_tight:
            return site_clock().hm(now)
        return f"{site_clock().hms(now)} {site_clock().abbreviation(now)}"

    def set_tight(self, tight: bool) -> None:
        """Show hours and minutes alone."""
        self._is_tight = tight
        self.updateGeometry()
        self.update()

    def spare(self) -> int:
        """The width that being tight saves."""
        return self._width(tight=False) - self._width(tight=True)

    def refresh(self) -> None:
        """Show the time of this moment."""
        now = site_clock().now()
        self.setToolTip(site_clock().full(now))
        zone = site_clock().abbreviation(now)
        if zone != self._zone:
            self._zone = zone
            self.setAccessibleName(f"Site time, {zone}")
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(tight=self._is_tight), theme().px(24))

    def _width(self, *, tight: bool) -> int:
        words = "00:00" if tight else f"00:00:00 {self._zone}"
        return round(width_of(words, theme().font(strong=True))) + 2

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        font, rect = theme().font(strong=True), QRectF(self.rect())
        time, _, zone = self.text().partition(" ")
        draw_text(painter, rect, time, font, theme().color(Tone.TEXT), LEFT)
        after = rect.adjusted(width_of("00:00:00 ", font), 0, 0, 0)
        draw_text(painter, after, zone, font, theme().color(Tone.MUTED), LEFT)
        painter.end()
