"""A board's header: small muted titles, a chevron on the sorted column, a menu of the columns."""

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import draw_text, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type


class BoardHeader(QHeaderView):
    """Sections move and resize by mouse; a click sorts, a second one reverses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted: tuple[str, bool] = ("", False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        model: Any = self.model()
        column = model.columns[logicalIndex]
        font = theme().font(Type.CAPTION, medium=True)
        room = QRectF(rect).adjusted(theme().px(8), 0, -theme().px(8), -1)
        painter.fillRect(rect, theme().color(Tone.RAISED))
        line = QRectF(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, theme().color(Tone.BORDER))
        key, descending = self.sorted
        if key == column.key:
            side = theme().px(12)
            image = pixmap("chevron-down" if descending else "chevron-up", Tone.ACCENT, side, self.devicePixelRatioF())
            top = round(room.center().y() - side / 2)
            if column.align & Qt.AlignmentFlag.AlignRight:
                left = room.right() - width_of(column.title, font) - side - 3
                painter.drawPixmap(round(max(left, rect.left() + 1)), top, image)
            else:
                left = min(room.left() + width_of(column.title, font) + 3, room.right() - side)
                painter.drawPixmap(round(left), top, image)
        tone = Tone.TEXT if key == column.key else Tone.MUTED
        draw_text(painter, room, column.title, font, theme().color(tone), column.align)

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        rest = self.viewport().rect().adjusted(self.length() - self.offset(), 0, 0, 0)
        if rest.width() > 0:  # beyond the last section
            painter.fillRect(rest, theme().color(Tone.RAISED))
            painter.fillRect(QRect(rest.left(), rest.bottom(), rest.width(), 1), theme().color(Tone.BORDER))
        painter.end()
