"""A head figure: a number that stands out, and what it counts."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type


class Figure(QWidget):
    """ "**2** overdue": the number in semi-bold, in a tone of its own, the words muted after it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = Text(self, type=Type.STRONG)
        self._words = Text(self, tone=Tone.MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._number)
        row.addWidget(self._words)

    def set_figure(self, number: str, words: str, *, tone: Tone = Tone.TEXT, tip: str = "") -> None:
        """Show another number."""
        if self._number.text() == number and self._words.text() == words:
            return
        self._number.setText(number)
        self._number.set_tone(tone)
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")
        self.setToolTip(tip)

    def text(self) -> str:
        """Number and words, as they are read."""
        return f"{self._number.text()} {self._words.text()}"
