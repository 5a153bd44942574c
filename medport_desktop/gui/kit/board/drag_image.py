"""What hangs at the pointer while a row is dragged."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from medport_desktop.gui.kit.style.painting import CENTRED, draw_text, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone


def drag_image(words: str, ratio: float) -> QPixmap:
    """The row's name in a frame; `ratio` is the screen's device pixel ratio."""
    font = theme().font(strong=True)
    width, height = round(width_of(words, font)) + theme().px(24), theme().px(30)
    image = QPixmap(round(width * ratio), round(height * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, width, height)
    surface(painter, rect, fill=theme().color(Tone.SELECT), border=theme().color(Tone.ACCENT))
    draw_text(painter, rect, words, font, theme().color(Tone.TEXT), CENTRED)
    painter.end()
    return image
