"""A key cap that tells which key does something."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.style.painting import draw_key_cap, key_cap_width, key_words, painter_for
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone


class KeyHint(PaintedWidget):
    """An outlined key cap, e.g. "Ctrl K"."""

    def __init__(self, parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(parent)
        self._words = ""
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Show another key sequence ("Ctrl+K")."""
        self._words = key_words(key) if key else ""
        self.setAccessibleName(self._words)
        self._theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(round(key_cap_width(self._words)) + 1, theme().px(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._words:
            painter = painter_for(self)
            text, border = theme().color(Tone.MUTED), theme().color(Tone.BORDER)
            draw_key_cap(painter, self.width(), self.height() / 2, self._words, text, border)
            painter.end()
