"""One figure at a glance: its name, what the chosen point says, and its plot."""

import textwrap

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from medport_desktop.domain.center.analytics import Figures
from medport_desktop.gui.admin.analytics.figures import Figure
from medport_desktop.gui.kit.controls.pills import StatusMark
from medport_desktop.gui.kit.facts.plot import Plot
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.painting import painter_for, surface
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type, tokens

TIP_CHARACTERS = 70
_HEIGHT = 214


class FigureCard(PaintedWidget):
    """A figure's plot in a frame, marked while the figure is the one in the table. `chosen` carries the figure."""

    chosen = Signal(object)

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"figure_{figure.key}")
        self.figure = figure
        self._selected = False
        self._summary = ""
        self.plot = Plot(self, sentence="Nothing of this in the period.")
        self.plot.setObjectName(f"plot_{figure.key}")
        self.plot.setAccessibleName(figure.title)
        self.readout = Text(self, type=Type.CAPTION, tone=Tone.MUTED)
        self.readout.setObjectName(f"readout_{figure.key}")
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(textwrap.fill(figure.definition, TIP_CHARACTERS))
        self._lay_out()
        self.plot.pointed.connect(self._pointed)
        self.plot.entered.connect(self._choose)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme().px(12))
        title = Text(self, text=self.figure.title, type=Type.STRONG)
        title.setMinimumHeight(theme().px(20))  # as high as a legend, so that all cards' lines are level
        head.addWidget(title)
        head.addStretch(1)
        for words, tone in self.figure.legend:
            head.addWidget(StatusMark(self, look=StatusLook(words, tone)))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.readout)
        column.addWidget(self.plot, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show other values; what was pointed at stays."""
        self._summary = self.figure.summary(figures)
        self.plot.show_chart(self.figure.chart(self.figure.rows(figures)), self._summary)

    def set_selected(self, selected: bool) -> None:
        """Mark the card, or not."""
        self._selected = selected
        self.update()

    @Slot(int)
    def _pointed(self, _index: int) -> None:
        words = self.plot.readout()
        self.readout.setText(words or self._summary)
        self.readout.set_tone(Tone.TEXT if words else Tone.MUTED)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.figure)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.plot.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(380), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        tone, width = (Tone.ACCENT, 2.0) if self._selected else (Tone.BORDER, 1.0)
        fill, border = theme().color(Tone.SURFACE), theme().color(tone)
        surface(painter, QRectF(self.rect()), fill=fill, border=border, radius=tokens().radius_panel, width=width)
        painter.end()
