"""Line icons tinted from the tokens, drawn by QtSvg at the size and pixel ratio of the screen, and cached."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from medport_desktop.gui.kit.style.svg import tinted_svg
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

ICON_SIZE = 16
PIXEL_RATIOS = (1.0, 1.25, 1.5, 2.0)


@lru_cache(maxsize=1024)
def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = max(1, round(size * ratio))
    image = QPixmap(side, side)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(tinted_svg(name, colour).encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pixmap(name: str, tone: Tone, size: int, ratio: float) -> QPixmap:
    """The icon in the theme's colour, `size` logical pixels square, for a screen of that pixel ratio."""
    return _draw(name, theme().color(tone).name(), size, ratio)


def icon(name: str, tone: Tone = Tone.MUTED) -> QIcon:
    """The icon in the colours of the theme at this moment; see bind_icon() for one that follows the theme."""
    result = QIcon()
    for ratio in PIXEL_RATIOS:
        size = theme().px(ICON_SIZE)
        result.addPixmap(pixmap(name, tone, size, ratio))
        result.addPixmap(pixmap(name, Tone.BORDER, size, ratio), QIcon.Mode.Disabled)
    return result


class _IconBinding(QObject):
    """Keeps the icon of one button or action in the theme's colours for as long as it lives."""

    def __init__(self, target: QAbstractButton | QAction, name: str, tone: Tone) -> None:
        super().__init__(target)
        self.setObjectName("icon-binding")
        self._target, self._name, self._tone = target, name, tone
        theme().changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        self._target.setIcon(icon(self._name, self._tone))


def bind_icon(target: QAbstractButton | QAction, name: str, tone: Tone = Tone.MUTED) -> None:
    """Give a button or an action an icon that follows the theme; replaces an earlier binding."""
    for old in target.findChildren(QObject, "icon-binding", Qt.FindChildOption.FindDirectChildrenOnly):
        if isinstance(old, _IconBinding):  # it must not answer a change of theme that is under way
            theme().changed.disconnect(old.refresh)
        old.setParent(None)
        old.deleteLater()
    _IconBinding(target, name, tone)
