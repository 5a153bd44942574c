"""One choice among a few that are all in view."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.gui.kit.style.painting import CENTRED, draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, tokens

Option = tuple[object, str]


class SegmentedControl(PaintedWidget):
    """Segments in one frame. Arrow keys, Home, End and first letters choose; the value is an enum member or None.

    A tone given for a value (URGENT is red) colours its segment when chosen. `changed` carries the new value and is
    emitted for a person's choice alone.
    """

    changed = Signal(object)
    spoken_role = QAccessible.Role.Grouping

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        options: Sequence[Option] = (),
        tones: Mapping[object, Tone] | None = None,
    ) -> None:
        super().__init__(parent)
        self._options: list[Option] = []
        self._tones: dict[object, Tone] = {}
        self._index = -1
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options, tones)

    def set_options(self, options: Sequence[Option], tones: Mapping[object, Tone] | None = None) -> None:
        """Offer other choices; the value stays if it is still among them."""
        value = self.value()
        self._options, self._tones = list(options), dict(tones or {})
        self._index = self._find(value)
        self._describe()
        self._theme_changed()

    def value(self) -> object | None:
        """The chosen value, or None."""
        return self._options[self._index][0] if self._index >= 0 else None

    def set_value(self, value: object | None) -> None:
        """Choose without emitting `changed`; None, or a value that is not offered, chooses nothing."""
        self._index = self._find(value)
        self._describe()
        self.update()

    def _find(self, value: object | None) -> int:
        return next((i for i, (option, _) in enumerate(self._options) if option == value), -1)

    def _describe(self) -> None:
        chosen = self._options[self._index][1] if self._index >= 0 else "none chosen"
        self.setAccessibleDescription(f"{chosen}; one of {', '.join(words for _, words in self._options)}")

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._options) and index != self._index:
            self._index = index
            self._describe()
            self.update()
            self.changed.emit(self.value())

    # -- geometry ---------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        font = theme().font(strong=True)
        width = sum(width_of(words, font) + theme().px(24) for _, words in self._options)
        return QSize(round(width) + 2, theme().px(32))

    def minimumSizeHint(self) -> QSize:
        font = theme().font(strong=True)
        width = sum(width_of(words, font) + theme().px(10) for _, words in self._options)
        return QSize(round(width) + 2, theme().px(32))

    def _segments(self) -> list[QRectF]:
        """Widths follow the words; what is left over is shared out evenly."""
        if not self._options:
            return []
        font = theme().font(strong=True)
        wanted = [width_of(words, font) for _, words in self._options]
        spare = (self.width() - sum(wanted)) / len(wanted)
        edges, left = [], 0.0
        for width in wanted:
            right = left + width + spare
            edges.append(QRectF(round(left), 0, round(right) - round(left), self.height()))
            left = right
        return edges

    def _at(self, x: float) -> int:
        return next((i for i, rect in enumerate(self._segments()) if rect.left() <= x < rect.right()), -1)

    # -- input ------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._options) - 1
        steps = {
            Qt.Key.Key_Left: max(self._index - 1, 0),
            Qt.Key.Key_Up: max(self._index - 1, 0),
            Qt.Key.Key_Right: min(self._index + 1, last),
            Qt.Key.Key_Down: min(self._index + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Space: max(self._index, 0),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._choose(steps[key])
            return
        letter = event.text().lower()
        starting = [i for i, (_, words) in enumerate(self._options) if letter and words.lower().startswith(letter)]
        if starting and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._choose(next((i for i in starting if i > self._index), starting[0]))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position().x())
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hover = -1
        self.update()

    # -- painting ---------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        frame = QRectF(self.rect())
        surface(painter, frame, fill=theme().color(Tone.CANVAS))
        clip = QPainterPath()
        radius = tokens().radius_control
        clip.addRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setClipPath(clip)
        for i, rect in enumerate(self._segments()):
            self._draw_segment(painter, i, rect)
        painter.setClipping(False)
        focused = self.hasFocus()
        border = theme().color(Tone.ACCENT if focused else Tone.BORDER)
        surface(painter, frame, border=border, width=2 if focused else 1)
        painter.end()

    def _draw_segment(self, painter: QPainter, i: int, rect: QRectF) -> None:
        fill, ink, font = self._segment_look(i)
        if fill is not None:
            painter.fillRect(rect, fill)
        if i:
            painter.fillRect(QRectF(rect.left(), 0, 1, rect.height()), theme().color(Tone.BORDER))
        draw_text(painter, rect.adjusted(2, 0, -2, 0), self._options[i][1], font, ink, CENTRED)

    def _segment_look(self, i: int) -> tuple[QColor | None, QColor, QFont]:
        if not self.isEnabled():
            fill = theme().color(Tone.RAISED) if i == self._index else None
            return fill, theme().color(Tone.OFF), theme().font(strong=i == self._index)
        if i != self._index:
            fill = theme().color(Tone.HOVER) if i == self._hover else None
            return fill, theme().color(Tone.MUTED), theme().font()
        tone = self._tones.get(self._options[i][0])
        backgrounds = {Tone.RED: Tone.REDBG, Tone.AMBER: Tone.AMBERBG}
        fill = theme().color(backgrounds.get(tone, Tone.SELECT) if tone is not None else Tone.SELECT)
        return fill, theme().color(tone if tone is not None else Tone.TEXT), theme().font(strong=True)
