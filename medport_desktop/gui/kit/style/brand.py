"""The product's sign: its icon and its name."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type

PRODUCT = "MedPort"


class Brand(PaintedWidget):
    """The ambulance and the product's name, at display size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(PRODUCT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(theme().px(34) + width_of(PRODUCT, theme().font(Type.DISPLAY))) + 2, theme().px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        side = theme().px(26)
        painter.drawPixmap(
            0, (self.height() - side) // 2, pixmap("ambulance", Tone.ACCENT, side, self.devicePixelRatioF())
        )
        rect = QRectF(theme().px(34), 0, self.width() - theme().px(34), self.height())
        draw_text(painter, rect, PRODUCT, theme().font(Type.DISPLAY), theme().color(Tone.TEXT), LEFT)
        painter.end()
