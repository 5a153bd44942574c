"""Cards: a unit on the unit board, and a choice in a panel's list."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.domain.enums import TransportLevel, UnitType
from medport_desktop.gui.kit.board.model import BOARD_KEY_MIME
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.painting import (
    LEFT,
    RIGHT,
    draw_status,
    draw_tag,
    draw_text,
    painter_for,
    surface,
    tag_width,
    width_of,
)
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Pressable(PaintedWidget):
    """A surface that can be chosen: click or Space chooses, double click or Enter opens."""

    spoken_role = QAccessible.Role.Button

    clicked = Signal()
    activated = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._selected = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.mapToGlobal(at)))

    def is_selected(self) -> bool:
        """Whether it is the chosen one."""
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Mark it as the chosen one."""
        self._selected = selected
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.clicked.emit()
        elif event.key() in _KEYS:
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _frame(self, painter: QPainter, rest: Tone, chosen: Tone) -> None:
        fill = chosen if self._selected else Tone.HOVER if self.underMouse() else rest
        strong = self._selected or self.hasFocus()
        border = theme().color(Tone.ACCENT if strong else Tone.BORDER)
        width = 2.0 if self.hasFocus() or (self._selected and chosen is rest) else 1.0
        surface(painter, QRectF(self.rect()), fill=theme().color(fill), border=border, radius=7, width=width)


class Card(_Pressable):
    """A unit: its number, level, status, where it is and what it is doing. A board's row can be dropped on it."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._line = self._detail = self._level = ""
        self._look: StatusLook | None = None
        self._target = False
        self._refusal = ""
        self._judge: Callable[[str], str] = lambda _key: ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_unit(
        self,
        *,
        title: str,
        level: TransportLevel | UnitType | None,
        look: StatusLook,
        line: str = "",
        detail: str = "",
    ) -> None:
        """Show a unit."""
        self._title, self._line, self._detail, self._look = title, line, detail, look
        self._level = level.label if level is not None else ""
        words = (title, self._level, look.word, line, detail)
        self.setAccessibleName(", ".join(word for word in words if word))
        self.setToolTip(" · ".join(word for word in (line, detail) if word))
        self.updateGeometry()
        self.update()

    def set_droppable(self, droppable: bool) -> None:
        """Accept rows dragged from a board; `dropped` then carries the row's key as text."""
        self.setAcceptDrops(droppable)

    def set_judge(self, judge: Callable[[str], str]) -> None:
        """Ask `judge` for the reason against a row, by its key, before it is dropped; "" lets it in."""
        self._judge = judge

    def refusal(self) -> str:
        """Why the row that is held over the card cannot be dropped; "" where it can, or none is held."""
        return self._refusal

    def sizeHint(self) -> QSize:
        px, title = theme().px, width_of(self._title, theme().font(Type.TITLE))
        head = title + px(10) + tag_width(self._level) + px(14)
        status = px(14) + width_of(self._look.word, theme().font()) if self._look is not None else 0
        return QSize(round(head + status) + px(26), px(86))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(86))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not event.mimeData().hasFormat(BOARD_KEY_MIME):
            return
        self._refusal = self._judge(_dragged(event))
        self._target = not self._refusal
        self.update()
        event.acceptProposedAction()  # else Qt would not tell when it leaves; what is refused is ignored as it moves

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self._target)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        key = _dragged(event)
        refused = bool(self._judge(key))  # the facts may have moved while it was held here
        self._end_drag()
        if refused:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(key)

    def _end_drag(self) -> None:
        self._target, self._refusal = False, ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        self._frame(painter, Tone.RAISED, Tone.SELECT if self._target else Tone.RAISED)
        if self._target or self._refusal:
            edge = theme().mark(Tone.ACCENT if self._target else Tone.AMBER)
            surface(painter, QRectF(self.rect()), border=edge, radius=7, width=2)
        px, room = theme().px, QRectF(self.rect()).adjusted(theme().px(12), 0, -theme().px(12), 0)
        font = theme().font(Type.TITLE)
        used = width_of(self._title, font) + px(10) + (tag_width(self._level) + px(8) if self._level else 0)
        beside = used + self._status_width() <= room.width() + 1
        head = QRectF(room.left(), px(9 if beside else 6), room.width(), px(22))
        draw_text(painter, head, self._title, font, theme().color(Tone.TEXT), LEFT)
        if self._level:
            draw_tag(painter, room.left() + width_of(self._title, font) + px(10), head.center().y(), self._level)
        y = head.bottom() + px(6 if beside else 1)
        if self._look is not None:
            below = QRectF(room.left(), y, room.width(), px(17))
            draw_status(
                painter, head if beside else below, self._look, theme().font(Type.CAPTION), RIGHT if beside else LEFT
            )
        y += 0 if beside else px(17)
        if self._refusal:
            self._draw_refusal(painter, QRectF(room.left(), y, room.width(), self.height() - y))
            painter.end()
            return
        for text, style, tone in ((self._line, Type.BODY, Tone.TEXT), (self._detail, Type.CAPTION, Tone.MUTED)):
            rect = QRectF(room.left(), y, room.width(), px(18))
            draw_text(painter, rect, text, theme().font(style), theme().color(tone), LEFT)
            y += px(19 if beside else 17)
        painter.end()

    def _draw_refusal(self, painter: QPainter, rect: QRectF) -> None:
        """In the place of the two lines, wrapped: it is too long for one of them."""
        painter.setFont(theme().font(Type.CAPTION))
        painter.setPen(theme().color(Tone.AMBER))
        painter.drawText(rect, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._refusal)

    def _status_width(self) -> float:
        """The room that the status takes; when the title leaves less, it moves below the title."""
        return theme().px(14) + width_of(self._look.word, theme().font(Type.CAPTION)) if self._look is not None else 0.0


def _dragged(event: QDropEvent) -> str:
    """The key of the first row that is dragged, as text."""
    return bytes(event.mimeData().data(BOARD_KEY_MIME).data()).decode(errors="replace").split("\n")[0]


class ChoiceCard(_Pressable):
    """One of a few choices in a panel: a title with a value at its right, and a sentence below."""

    spoken_role = QAccessible.Role.RadioButton

    def __init__(self, parent: QWidget | None = None, *, title: str = "", value: str = "", text: str = "") -> None:
        super().__init__(parent)
        self._title = self._value = self._text = self._warning = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(title, value, text)

    def set_words(self, title: str, value: str = "", text: str = "", warning: str = "") -> None:
        """Show another choice; `warning` stands in amber before the text."""
        self._title, self._value, self._text, self._warning = title, value, text, warning
        self.setAccessibleName(", ".join(word for word in (title, value, warning, text) if word))
        self.setToolTip(" · ".join(word for word in (warning, text) if word))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        self._frame(painter, Tone.SURFACE, Tone.SELECT)
        px, room = theme().px, QRectF(self.rect()).adjusted(theme().px(12), 0, -theme().px(12), 0)
        font, ink = theme().font(strong=True), theme().color(Tone.TEXT)
        line = QRectF(room.left(), px(8), room.width(), px(18))
        value = width_of(self._value, font)
        draw_text(painter, line, self._value, font, ink, RIGHT)
        draw_text(painter, line.adjusted(0, 0, -value - px(10), 0), self._title, font, ink, LEFT)
        below = QRectF(room.left(), px(26), room.width(), px(18))
        small = theme().font(Type.CAPTION)
        draw_text(painter, below, self._warning, small, theme().color(Tone.AMBER), LEFT)
        if self._warning:
            below.adjust(width_of(self._warning, small) + px(8), 0, 0, 0)
        draw_text(painter, below, self._text, small, theme().color(Tone.MUTED), LEFT)
        painter.end()
