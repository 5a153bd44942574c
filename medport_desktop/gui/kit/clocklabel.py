"""The clock in the top bar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.painting import LEFT, draw_text, painter_for, width_of
from medport_desktop.gui.kit.theme import theme
from medport_desktop.gui.kit.themed import PaintedWidget
from medport_desktop.gui.kit.tokens import Tone


class ClockLabel(PaintedWidget):
    """ "14:32:07 EST": the site's time with its zone; hovering shows the date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        ticker().attach(self, self.refresh)
        self.refresh()

    def text(self) -> str:
        """What it shows."""
        now = site_clock().now()
        return f"{site_clock().hms(now)} {site_clock().abbreviation(now)}"

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
        font = theme().font(strong=True)
        return QSize(round(width_of("00:00:00 ", font) + width_of(self._zone, font)) + 2, theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        font, rect = theme().font(strong=True), QRectF(self.rect())
        draw_text(painter, rect, site_clock().hms(site_clock().now()), font, theme().color(Tone.TEXT), LEFT)
        zone = rect.adjusted(width_of("00:00:00 ", font), 0, 0, 0)
        draw_text(painter, zone, self._zone, font, theme().color(Tone.MUTED), LEFT)
        painter.end()
