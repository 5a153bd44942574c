"""From and to, one above the other, joined by a dotted line."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.domain.places import OUTSIDE
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.board.cells import short_place
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone


@dataclass(frozen=True)
class Place:
    """One end of a route: a facility's name and where exactly."""

    name: str
    detail: str = ""


def public_destination(trip: Trip) -> str:
    """Where a trip goes as everybody may read it: an address that somebody typed may be a patient's home."""
    return trip.destination_name if trip.destination_facility_id is not None else OUTSIDE


class RouteBlock(PaintedWidget):
    """An open dot at the pick-up, a filled one at the destination, names in semi-bold with their place below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends = (Place(""), Place(""))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_route(self, start: Place, end: Place) -> None:
        """Show another route."""
        self._ends = (start, end)
        words = f"From {start.name}, {start.detail} to {end.name}, {end.detail}"
        self.setAccessibleName(words)
        self.setToolTip("\n".join(f"{place.name} · {place.detail}".strip(" ·") for place in self._ends))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(90))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(90))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        px, accent = theme().px, theme().color(Tone.ACCENT)
        tops = (0, px(48))
        middles = [top + px(10) for top in tops]
        pen = QPen(theme().color(Tone.OFF), 1.4, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.6])
        painter.setPen(pen)
        x = px(10) / 2
        painter.drawLine(QPointF(x, middles[0] + px(9)), QPointF(x, middles[1] - px(8)))
        for i, place in enumerate(self._ends):
            side = px(10)
            dot = QRectF(0, middles[i] - side / 2, side, side)
            if i:
                surface(painter, dot, fill=accent, radius=side / 2)
            else:
                surface(painter, dot, border=accent, radius=side / 2, width=2)
            self._draw_words(painter, place, tops[i])
        painter.end()

    def _draw_words(self, painter: QPainter, place: Place, top: int) -> None:
        px = theme().px
        room = QRectF(px(20), top, self.width() - px(20), px(20))
        font = theme().font(strong=True)
        name = place.name if width_of(place.name, font) <= room.width() else short_place(place.name)
        draw_text(painter, room, name, font, theme().color(Tone.TEXT), LEFT)
        below = room.translated(0, px(19))
        draw_text(painter, below, place.detail, theme().font(), theme().color(Tone.MUTED), LEFT)
