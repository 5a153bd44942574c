"""A page of paper to write and draw on, measured in points (1/72 inch) on any device."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from medport_desktop.gui.kit.style.fonts import make_font

POINTS_PER_INCH = 72.0
INK, SOFT, HAIR, SHADE = QColor(0, 0, 0), QColor(85, 85, 85), QColor(150, 150, 150), QColor(238, 238, 238)
"""Paper is white in every theme, and printers are often black and white."""
_SPACE = "\N{NO-BREAK SPACE}"
"""As wide as a space and found as one in a PDF: the plain space has the tab's glyph, and Qt would name it a tab."""
LEFT_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Paper:
    """Wraps a painter on a device; the origin is the top left of the printable area."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._unit = painter.device().logicalDpiX() / POINTS_PER_INCH
        area = painter.viewport()
        self.width = area.width() / self._unit
        self.height = area.height() / self._unit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # -- words ------------------------------------------------------------------------------------------
    def write(
        self,
        area: QRectF,
        words: str,
        size: float = 10.0,
        *,
        strong: bool = False,
        color: QColor = INK,
        align: Qt.AlignmentFlag = LEFT_TOP,
    ) -> None:
        """One line, with an ellipsis where it does not fit."""
        font = self._font(size, strong)
        fitting = self._metrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width() * self._unit)
        self._painter.setFont(font)
        self._painter.setPen(color)
        self._painter.drawText(self._device(area), align | Qt.TextFlag.TextSingleLine, fitting.replace(" ", _SPACE))

    def write_lines(self, area: QRectF, lines: Sequence[str], size: float = 10.0, *, strong: bool = False) -> None:
        """Lines below each other, none of them wrapped."""
        step = self.line_height(size)
        for i, line in enumerate(lines):
            self.write(QRectF(area.left(), area.top() + i * step, area.width(), step), line, size, strong=strong)

    def wrapped(self, words: str, width: float, size: float = 10.0, *, strong: bool = False) -> list[str]:
        """The text broken into lines that fit the width; a word longer than a line is cut into pieces."""
        metrics, room = self._metrics(self._font(size, strong)), width * self._unit
        lines: list[str] = []
        for paragraph in words.splitlines():
            line = ""
            for piece in (piece for word in paragraph.split() for piece in _pieces(word, metrics, room)):
                longer = f"{line} {piece}" if line else piece
                if metrics.horizontalAdvance(longer) <= room:
                    line = longer
                else:
                    lines.append(line)
                    line = piece
            lines.append(line)
        return [line for line in lines if line]

    def line_height(self, size: float) -> float:
        """The distance from line to line."""
        return size * 1.35

    def width_of(self, words: str, size: float = 10.0, *, strong: bool = False) -> float:
        """How wide a text is."""
        return self._metrics(self._font(size, strong)).horizontalAdvance(words) / self._unit

    # -- lines ------------------------------------------------------------------------------------------
    def box(self, area: QRectF, *, shade: bool = False, line: float = 0.6, color: QColor = HAIR) -> None:
        """A rectangle."""
        self._painter.setPen(self._pen(line, color))
        self._painter.setBrush(SHADE if shade else Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self._device(area))

    def rule(self, left: float, right: float, y: float, *, line: float = 0.6, color: QColor = HAIR) -> None:
        """A horizontal line."""
        self._painter.setPen(self._pen(line, color))
        self._painter.drawLine(self._point(left, y), self._point(right, y))

    def tick_box(self, left: float, top: float, side: float, *, ticked: bool) -> None:
        """A square, crossed where it is ticked: a cross survives a bad photocopy."""
        area = QRectF(left, top, side, side)
        self.box(area, line=0.8, color=INK)
        if ticked:
            self._painter.setPen(self._pen(1.3, INK))
            inset = side * 0.2
            near, far = (left + inset, top + inset), (left + side - inset, top + side - inset)
            self._painter.drawLine(self._point(*near), self._point(*far))
            self._painter.drawLine(self._point(near[0], far[1]), self._point(far[0], near[1]))

    # -- inside -----------------------------------------------------------------------------------------
    def _font(self, size: float, strong: bool) -> QFont:
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        font = make_font(max(1, round(size * self._unit)), weight=weight)
        # A PDF's text is found and copied by the letter that Qt finds for each glyph in the font's character map. The
        # shapes that these features choose (figures of equal width, l with a tail, a hyphen raised between figures)
        # have private letters or none there: they would copy as boxes, and a trip's number would not be found.
        font.clearFeatures()
        font.setFeature(QFont.Tag("calt"), 0)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _metrics(self, font: QFont) -> QFontMetricsF:
        return QFontMetricsF(font, self._painter.device())

    def _pen(self, line: float, color: QColor) -> QPen:
        return QPen(color, line * self._unit)

    def _device(self, area: QRectF) -> QRectF:
        unit = self._unit
        return QRectF(area.left() * unit, area.top() * unit, area.width() * unit, area.height() * unit)

    def _point(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._unit, y * self._unit)


def _pieces(word: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """A word in as many pieces as it needs to fit the width."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and metrics.horizontalAdvance(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
