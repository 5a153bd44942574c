"""The small marks that both widgets and board delegates draw: surfaces, key caps, tags, shapes."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.facts.vocabulary import PriorityLook, Shape, StatusLook
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type, tokens

CENTRED = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def painter_for(widget: QWidget) -> QPainter:
    """An antialiased painter on the widget; end() it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def width_of(text: str, font: QFont) -> float:
    """The advance of a text in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def surface(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    radius: float | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose border lies wholly inside `rect`."""
    inset = width / 2 if border is not None else 0.0
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    corner = tokens().radius_control if radius is None else radius
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner - inset, corner - inset)


def draw_text(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag) -> None:
    """One line, cut with an ellipsis when it does not fit."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > rect.width() + 0.5:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)


def key_words(key: str) -> str:
    """A key sequence as a key cap shows it: "Ctrl+Return" is "Ctrl Enter"; each platform's own names."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
    return native.replace("Return", "Enter").replace("+", " ").strip() or native


def key_cap_width(words: str) -> float:
    """The width of a key cap that shows these words."""
    return max(width_of(words, theme().font(Type.CAPTION)) + theme().px(10), theme().px(16))


def draw_key_cap(painter: QPainter, right: float, middle: float, words: str, text: QColor, border: QColor) -> float:
    """Draw an outlined key cap that ends at `right`; returns its left edge."""
    width, height = key_cap_width(words), theme().px(16)
    rect = QRectF(right - width, round(middle - height / 2), width, height)
    surface(painter, rect, border=border, radius=4)
    draw_text(painter, rect, words, theme().font(Type.CAPTION), text, CENTRED)
    return rect.left()


def shape_width(shape: Shape) -> int:
    """The width of a priority's mark."""
    return theme().px(22 if shape is Shape.TWO_TRIANGLES else 10)


def draw_shape(painter: QPainter, left: float, middle: float, look: PriorityLook) -> None:
    """The mark of a priority: two triangles, one, a square, or an open triangle that points down."""
    colour = theme().mark(look.tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    width, height = theme().px(10), theme().px(8.5)
    if look.shape is Shape.SQUARE:
        side = theme().px(7)
        painter.drawRect(QRectF(left + 1, round(middle - side / 2), side, side))
        return
    if look.shape is Shape.OPEN_TRIANGLE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        top, bottom = middle - height / 2 + 1, middle + height / 2 - 1
        painter.drawPolygon(
            QPolygonF([QPointF(left + 1, top), QPointF(left + width - 1, top), QPointF(left + width / 2, bottom)])
        )
        return
    for i in range(2 if look.shape is Shape.TWO_TRIANGLES else 1):
        x, top, bottom = left + i * (width + theme().px(1.5)), middle - height / 2, middle + height / 2
        painter.drawPolygon(QPolygonF([QPointF(x, bottom), QPointF(x + width, bottom), QPointF(x + width / 2, top)]))


def draw_status(painter: QPainter, rect: QRectF, look: StatusLook, font: QFont, align: Qt.AlignmentFlag = LEFT) -> None:
    """A small rounded square and the status's word in its colour."""
    colour, side, gap = theme().mark(look.tone), theme().px(8), theme().px(6)
    left = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = rect.right() - min(rect.width(), side + gap + width_of(look.word, font) + 1)
    mark = QRectF(left, round(rect.center().y() - side / 2), side, side)
    if look.hollow:
        surface(painter, mark, border=colour, radius=2, width=1.2)
    else:
        surface(painter, mark, fill=colour, radius=2)
    words = QRectF(left + side + gap, rect.top(), rect.right() - left - side - gap, rect.height())
    draw_text(painter, words, look.word, font, theme().color(look.tone), LEFT)


def tag_width(words: str) -> float:
    """The width of a level tag."""
    return width_of(words, theme().font(Type.CAPTION, strong=True)) + theme().px(12)


def draw_tag(painter: QPainter, left: float, middle: float, words: str) -> None:
    """A level's outlined tag."""
    height = theme().px(18)
    rect = QRectF(left, round(middle - height / 2), tag_width(words), height)
    surface(painter, rect, fill=theme().color(Tone.RAISED), border=theme().color(Tone.BORDER), radius=4)
    draw_text(painter, rect, words, theme().font(Type.CAPTION, strong=True), theme().color(Tone.MUTED), CENTRED)


def pill_width(words: str) -> float:
    """The width of a count's pill."""
    return max(width_of(words, theme().font(Type.CAPTION)) + theme().px(14), theme().px(22))


def draw_pill(painter: QPainter, left: float, middle: float, words: str, tone: Tone = Tone.MUTED) -> None:
    """A small rounded count."""
    height = theme().px(18)
    rect = QRectF(left, round(middle - height / 2), pill_width(words), height)
    surface(painter, rect, fill=theme().color(Tone.RAISED), border=theme().color(Tone.BORDER), radius=height / 2)
    draw_text(painter, rect, words, theme().font(Type.CAPTION), theme().color(tone), CENTRED)


def draw_badge(painter: QPainter, right: float, words: str) -> None:
    """A filled count in the upper corner that ends at `right`."""
    font, height = theme().font(Type.CAPTION, strong=True), theme().px(14)
    width = max(width_of(words, font) + theme().px(6), height)
    rect = QRectF(right - width, 0, width, height)
    surface(painter, rect, fill=theme().color(Tone.ACCENT), border=theme().color(Tone.SURFACE), radius=height / 2)
    draw_text(painter, rect, words, font, theme().color(Tone.ONACCENT), CENTRED)


def mixed(base: QColor, over: QColor, share: float) -> QColor:
    """`over` laid on `base` with an opacity of `share` (0 to 1)."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        base.redF() * rest + over.redF() * share,
        base.greenF() * rest + over.greenF() * share,
        base.blueF() * rest + over.blueF() * share,
    )
