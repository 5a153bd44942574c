"""Surfaces that hold other parts: panels with a head, and banners that say what is wrong."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import painter_for, surface
from medport_desktop.gui.kit.style.spoken import SpokenSurface
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type, tokens


class _Corner(PaintedWidget):
    """Rounds one corner of a flush panel off over the content that would stick out of it."""

    def __init__(self, panel: QWidget, *, right: bool, bottom: bool) -> None:
        super().__init__(panel)
        self._right, self._bottom = right, bottom
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(tokens().radius_panel, tokens().radius_panel)

    def settle(self, size: QSize) -> None:
        """Stand in the corner of a panel of this size, above the content."""
        x = size.width() - self.width() if self._right else 0
        y = size.height() - self.height() if self._bottom else 0
        self.move(x, y)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        side, border = tokens().radius_panel, theme().color(Tone.BORDER)
        whole = QRectF(-side if self._right else 0, -side if self._bottom else 0, 2 * side, 2 * side)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside.addRoundedRect(whole, side, side)
        painter.fillPath(outside.subtracted(inside), theme().color(Tone.CANVAS))
        surface(painter, whole, border=border, radius=side)
        painter.end()


class Panel(PaintedWidget):
    """A rounded surface. `body` is its column: 16 px inside the frame, or `flush` with it when it holds a board.

    In a form it takes whatever layout the form gives it; do not use `body` and `head` there.
    """

    def __init__(self, parent: QWidget | None = None, *, flush: bool = False) -> None:
        super().__init__(parent)
        self._flush = flush
        self._body: QVBoxLayout | None = None
        ends = (False, True)
        self._corners = [_Corner(self, right=r, bottom=b) for r in ends for b in ends] if flush else []

    @property
    def body(self) -> QVBoxLayout:
        """The column of the panel's content, made on first use."""
        if self._body is None:
            self._body = QVBoxLayout(self)
            inside = 1 if self._flush else 16
            self._body.setContentsMargins(inside, inside, inside, inside)
            self._body.setSpacing(0 if self._flush else 12)
        return self._body

    def head(self, title: str, *widgets: QWidget, type: Type = Type.TITLE) -> Text:  # noqa: A002 - the token's name
        """Append a title row with widgets at its right end; returns the title."""
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(*((14, 9, 13, 9) if self._flush else (0, 0, 0, 0)))
        row.setSpacing(8)
        label = Text(bar, text=title, type=type)
        row.addWidget(label)
        row.addStretch(1)
        for widget in widgets:
            row.addWidget(widget)
        self.body.addWidget(bar)
        return label

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_corners()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle_corners()

    def _settle_corners(self) -> None:
        for corner in self._corners:
            corner.settle(self.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        fill, border = theme().color(Tone.SURFACE), theme().color(Tone.BORDER)
        surface(painter, QRectF(self.rect()), fill=fill, border=border, radius=tokens().radius_panel)
        painter.end()


class Rule(QFrame):
    """A hairline between parts of a panel or a strip."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(self.rect(), theme().color(Tone.BORDER))
        painter.end()


_BANNERS = {
    Tone.RED: (Tone.REDBG, "triangle-alert"),
    Tone.AMBER: (Tone.AMBERBG, "triangle-alert"),
    Tone.ACCENT: (Tone.SELECT, "info"),
}


class Banner(SpokenSurface):
    """A coloured surface with an icon, a title and a sentence. Tones: RED, AMBER, ACCENT."""

    def __init__(
        self, parent: QWidget | None = None, *, tone: Tone = Tone.RED, title: str = "", text: str = ""
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = QLabel(self)
        self._title = Text(self, type=Type.STRONG, wrap=True)
        self._text = Text(self, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_words(title, text, tone)

    def set_words(self, title: str, text: str = "", tone: Tone | None = None) -> None:
        """Say something else; empty words hide their line."""
        self._tone = tone or self._tone
        self._title.setText(title)
        self._text.setText(text)
        self._title.setVisible(bool(title))
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        self._theme_changed()
        self.speak()

    def is_urgent(self) -> bool:
        """What is red interrupts."""
        return self._tone is Tone.RED

    def _theme_changed(self) -> None:
        name = _BANNERS[self._tone][1]
        self._icon.setPixmap(pixmap(name, self._tone, theme().px(16), self.devicePixelRatioF()))
        super()._theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        surface(painter, QRectF(self.rect()), fill=theme().color(_BANNERS[self._tone][0]))
        painter.end()
