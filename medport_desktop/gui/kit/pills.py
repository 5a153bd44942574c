"""Small painted marks as widgets: counts, level tags, priorities, statuses."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.domain.enums import Priority, TransportLevel, UnitType
from medport_desktop.gui.kit.painting import (
    LEFT,
    draw_pill,
    draw_shape,
    draw_status,
    draw_tag,
    draw_text,
    painter_for,
    pill_width,
    shape_width,
    tag_width,
    width_of,
)
from medport_desktop.gui.kit.theme import theme
from medport_desktop.gui.kit.themed import PaintedWidget
from medport_desktop.gui.kit.tokens import Tone, Type
from medport_desktop.gui.kit.vocabulary import StatusLook, priority_look


class _Mark(PaintedWidget):
    """A mark of fixed size, empty until it is given something to show."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        return QSize(round(self._width() + 0.5), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._width():
            painter = painter_for(self)
            self._draw(painter)
            painter.end()

    def _width(self) -> float:
        raise NotImplementedError

    def _draw(self, painter: QPainter) -> None:
        raise NotImplementedError


class Pill(_Mark):
    """A count in a rounded outline."""

    def __init__(self, parent: QWidget | None = None, *, text: str = "", tone: Tone = Tone.MUTED) -> None:
        super().__init__(parent)
        self._tone = tone
        self._text = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text; an empty one hides the pill."""
        self._text = text
        self.setAccessibleName(text)
        self._theme_changed()

    def _width(self) -> float:
        return pill_width(self._text) if self._text else 0.0

    def _draw(self, painter: QPainter) -> None:
        draw_pill(painter, 0, self.height() / 2, self._text, self._tone)


class LevelTag(_Mark):
    """A level of care, or a unit's type, as its outlined tag."""

    def __init__(self, parent: QWidget | None = None, *, level: TransportLevel | UnitType | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.set_level(level)

    def set_level(self, level: TransportLevel | UnitType | None) -> None:
        """Show another level; None shows nothing."""
        self._words = level.label if level is not None else ""
        self.setAccessibleName(self._words)
        self._theme_changed()

    def _width(self) -> float:
        return tag_width(self._words) if self._words else 0.0

    def _draw(self, painter: QPainter) -> None:
        draw_tag(painter, 0, self.height() / 2, self._words)


class PriorityMark(_Mark):
    """A priority's shape and word."""

    def __init__(self, parent: QWidget | None = None, *, priority: Priority | None = None) -> None:
        super().__init__(parent)
        self._priority: Priority | None = None
        self.set_priority(priority)

    def set_priority(self, priority: Priority | None) -> None:
        """Show another priority; None shows nothing."""
        self._priority = priority
        self.setAccessibleName(priority.label if priority is not None else "")
        self._theme_changed()

    def _width(self) -> float:
        if self._priority is None:
            return 0.0
        look = priority_look(self._priority)
        return shape_width(look.shape) + theme().px(7) + width_of(look.word, theme().font(strong=look.strong)) + 1

    def _draw(self, painter: QPainter) -> None:
        assert self._priority is not None
        look = priority_look(self._priority)
        draw_shape(painter, 0, self.height() / 2, look)
        left = shape_width(look.shape) + theme().px(7)
        rect = QRectF(left, 0, self.width() - left, self.height())
        draw_text(painter, rect, look.word, theme().font(strong=look.strong), theme().color(look.tone), LEFT)


class StatusMark(_Mark):
    """A status's square and word."""

    def __init__(self, parent: QWidget | None = None, *, look: StatusLook | None = None) -> None:
        super().__init__(parent)
        self._look: StatusLook | None = None
        self.set_look(look)

    def set_look(self, look: StatusLook | None) -> None:
        """Show another status; None shows nothing."""
        self._look = look
        self.setAccessibleName(look.word if look is not None else "")
        self._theme_changed()

    def _width(self) -> float:
        return theme().px(14) + width_of(self._look.word, theme().font(Type.BODY)) + 2 if self._look else 0.0

    def _draw(self, painter: QPainter) -> None:
        assert self._look is not None
        draw_status(painter, QRectF(self.rect()), self._look, theme().font(Type.BODY))
