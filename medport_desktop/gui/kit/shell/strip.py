"""A line across the window: something that stays in view, calmly, until it is dealt with."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import painter_for
from medport_desktop.gui.kit.style.spoken import SpokenSurface
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

_GROUNDS = {Tone.ACCENT: Tone.SELECT, Tone.AMBER: Tone.AMBERBG, Tone.RED: Tone.REDBG}


class NoticeStrip(SpokenSurface):
    """An icon, a few strong words, a sentence, and parts at the right end. Tones: ACCENT, AMBER, RED.

    Takes no focus and hides until it has something to say; see ConsoleShell.add_strip().
    """

    def __init__(self, parent: QWidget | None = None, *, tone: Tone = Tone.ACCENT, icon: str = "info") -> None:
        super().__init__(parent)
        self._tone, self._icon_name = tone, icon
        self._icon = QLabel(self)
        self._title = Text(self, type=Type.STRONG)
        self._text = Text(self, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 16, 7)
        self._row.setSpacing(10)
        for part in (self._icon, self._title):
            self._row.addWidget(part)
        self._row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._theme_changed()
        self.hide()

    def add_part(self, part: QWidget) -> None:
        """Append something at the right end: a button, a count."""
        self._row.addWidget(part)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title} {text}".strip())
        self.speak()

    def is_urgent(self) -> bool:
        """What is red interrupts."""
        return self._tone is Tone.RED

    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def _theme_changed(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, self._tone, theme().px(16), self.devicePixelRatioF()))
        super()._theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        area = QRectF(self.rect())
        painter.fillRect(area, theme().color(_GROUNDS[self._tone]))
        painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), theme().color(Tone.BORDER))
        painter.end()
