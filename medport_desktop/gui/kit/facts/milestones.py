"""A trip's milestones as a track of dots with their times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.style.painting import draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Step:
    """One milestone; it is reached when it has a time. `late` shows the time in red."""

    words: str
    at: datetime | None = None
    late: bool = False
    short: str = ""
    """Instead of `words` where a narrow panel would make them touch."""


LEAST_GAP = 7
"""Words stand at least so far apart, or their short forms are drawn."""


class MilestoneTrack(PaintedWidget):
    """Dots on a line: filled when reached, open when still ahead; the way that is behind is in the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these milestones in this order."""
        self._steps = tuple(steps)
        told = [f"{step.words} {site_clock().hm(step.at)}" for step in self._steps if step.at is not None]
        self.setAccessibleName("Milestones: " + (", ".join(told) or "none yet"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widest = max((width_of(step.words, theme().font(Type.CAPTION)) for step in self._steps), default=0)
        return QSize(round((widest + theme().px(8)) * len(self._steps)), theme().px(50))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(50))

    def _words(self) -> list[str]:
        """Of each step the words, or all in short where there is little room."""
        font, words = theme().font(Type.CAPTION), [step.words for step in self._steps]
        room = self.width() - theme().px(LEAST_GAP) * len(words)
        if sum(max(width_of(word, font), theme().px(30)) for word in words) <= room:
            return words
        return [step.short or step.words for step in self._steps]

    def _widths(self) -> list[float]:
        font = theme().font(Type.CAPTION)
        return [max(width_of(word, font), theme().px(30)) for word in self._words()]

    def _slots(self) -> list[QRectF]:
        """One slot a step, sized by its words, so that long ones are not cut while short ones have room."""
        wanted = self._widths()
        spare = (self.width() - sum(wanted)) / max(len(wanted), 1)
        slots, left = [], 0.0
        for width in wanted:
            slots.append(QRectF(left, 0, width + spare, self.height()))
            left += width + spare
        return slots

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        middle = float(theme().px(9))
        slots = self._slots()
        reached = max((i for i, step in enumerate(self._steps) if step.at is not None), default=-1)
        for i, (before, after) in enumerate(pairwise(slots)):
            tone = Tone.ACCENT if i < reached else Tone.BORDER
            start, end = before.center().x(), after.center().x()
            painter.fillRect(QRectF(start, middle - 1, end - start, 2), theme().color(tone))
        for slot, step, said in zip(slots, self._steps, self._words(), strict=True):
            self._draw_step(painter, slot, step, said, middle)
        painter.end()

    def _draw_step(self, painter: QPainter, slot: QRectF, step: Step, said: str, middle: float) -> None:
        side = theme().px(12 if step.at is not None else 10)
        dot = QRectF(slot.center().x() - side / 2, middle - side / 2, side, side)
        if step.at is not None:
            surface(painter, dot, fill=theme().color(Tone.ACCENT), radius=side / 2)
        else:
            border, fill = theme().color(Tone.OFF), theme().color(Tone.SURFACE)
            surface(painter, dot, fill=fill, border=border, radius=side / 2, width=1.6)
        font = theme().font(Type.CAPTION)
        words = QRectF(slot.left(), middle + theme().px(11), slot.width(), theme().px(15))
        ink = theme().color(Tone.TEXT if step.at is not None else Tone.MUTED)
        draw_text(painter, words, said, font, ink, _TOP)
        if step.at is not None:
            tone = Tone.RED if step.late else Tone.MUTED
            below = words.translated(0, theme().px(14))
            draw_text(painter, below, site_clock().hm(step.at), font, theme().color(tone), _TOP)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            for slot, step in zip(self._slots(), self._steps, strict=True):
                if slot.contains(event.pos()):
                    when = site_clock().full(step.at) if step.at is not None else "not yet"
                    QToolTip.showText(event.globalPos(), f"{step.words}: {when}", self)
                    return True
        return super().event(event)
