"""A thin line that runs while something takes longer than a moment."""

from time import monotonic

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.style.painting import painter_for
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone

FRAME_MS = 33
ROUND_S = 1.4
"""How long the piece takes from left to right."""
PIECE = 0.28
"""The piece's share of the width."""


class ProgressLine(PaintedWidget):
    """Hidden until `set_running(True)`. It tells that, not how far: how long a silo needs is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = 0.0
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._next_frame)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Working")
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether the line is shown."""
        return not self.isHidden()

    def set_running(self, running: bool) -> None:
        """Show and run it, or hide it."""
        self.setVisible(running)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._began = monotonic()
        self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._frames.stop()
        super().hideEvent(event)

    @Slot()
    def _next_frame(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        width, part = self.width(), (monotonic() - self._began) % ROUND_S / ROUND_S
        piece = width * PIECE
        left = part * (width + piece) - piece
        painter.fillRect(QRectF(left, 0, piece, self.height()), theme().color(Tone.ACCENT))
        painter.end()
