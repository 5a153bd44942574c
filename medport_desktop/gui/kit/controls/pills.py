"""Small painted marks as widgets: level tags, priorities, statuses."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.domain.enums import Priority, TransportLevel, UnitType
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, priority_look
from medport_desktop.gui.kit.style.painting import (
    LEFT,
    draw_shape,
    draw_status,
    draw_tag,
    draw_text,
    painter_for,
    shape_width,
    tag_width,
    width_of,
)
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Type


class _Mark(PaintedWidget):
    """A mark of fixed size, empty until it is given something to show."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._width: Callable[[], float] | None = None
        self._draw: Callable[[QPainter, QRectF], object] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        width = self._width() if self._width is not None else 0.0
        return QSize(round(width + 0.5), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._draw is not None:
            painter = painter_for(self)
            self._draw(painter, QRectF(self.rect()))
            painter.end()

    def _show(self, words: str, width: Callable[[], float], draw: Callable[[QPainter, QRectF], object]) -> None:
        """Show something else, spoken as `words`. Both are asked again when the size of the type changes."""
        self._width, self._draw = width, draw
        self.setAccessibleName(words)
        self._theme_changed()

    def _clear(self) -> None:
        """Show nothing."""
        self._width = self._draw = None
        self.setAccessibleName("")
        self._theme_changed()


class LevelTag(_Mark):
    """A level of care, or a unit's type, as its outlined tag."""

    def __init__(self, parent: QWidget | None = None, *, level: TransportLevel | UnitType | None = None) -> None:
        super().__init__(parent)
        self.set_level(level)

    def set_level(self, level: TransportLevel | UnitType | None) -> None:
        """Show another level; None shows nothing."""
        if level is None:
            self._clear()
            return
        words = level.label
        self._show(
            words, lambda: tag_width(words), lambda painter, rect: draw_tag(painter, 0, rect.center().y(), words)
        )


class PriorityMark(_Mark):
    """A priority's shape and word."""

    def __init__(self, parent: QWidget | None = None, *, priority: Priority | None = None) -> None:
        super().__init__(parent)
        self.set_priority(priority)

    def set_priority(self, priority: Priority | None) -> None:
        """Show another priority; None shows nothing."""
        if priority is None:
            self._clear()
            return
        look = priority_look(priority)

        def left() -> float:
            return shape_width(look.shape) + theme().px(7)

        def width() -> float:
            return left() + width_of(look.word, theme().font(strong=look.strong)) + 1

        def draw(painter: QPainter, rect: QRectF) -> None:
            draw_shape(painter, 0, rect.center().y(), look)
            font = theme().font(strong=look.strong)
            draw_text(painter, rect.adjusted(left(), 0, 0, 0), look.word, font, theme().color(look.tone), LEFT)

        self._show(priority.label, width, draw)


class StatusMark(_Mark):
    """A status's square and word."""

    def __init__(self, parent: QWidget | None = None, *, look: StatusLook | None = None) -> None:
        super().__init__(parent)
        self.set_look(look)

    def set_look(self, look: StatusLook | None) -> None:
        """Show another status; None shows nothing."""
        if look is None:
            self._clear()
            return
        self._show(
            look.word,
            lambda: theme().px(14) + width_of(look.word, theme().font(Type.BODY)) + 2,
            lambda painter, rect: draw_status(painter, rect, look, theme().font(Type.BODY)),
        )
