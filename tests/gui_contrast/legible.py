"""Measures how well a window's words stand out, from the picture that the screen would show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.buttons import IconButton

OF_WORDS, OF_ICONS = 7.0, 3.0
"""The least contrast, to 1 (WCAG 2.2, 1.4.6 and 1.4.11)."""
_FRAME = 4
"""How far inside a control its words begin: its border is no letter."""
_LINES = 12
"""How many rows of a board are measured."""
Place = tuple[str, str, QRect, float]
"""Where something is read, what it is, its part of the picture and the least contrast."""


@dataclass(frozen=True)
class Words:
    """What a person reads at one place, its contrast, and the least that it must have."""

    where: str
    text: str
    ratio: float
    least: float = OF_WORDS

    @property
    def is_faint(self) -> bool:
        """Whether it stands out too little."""
        return self.ratio < self.least


def measured(window: QWidget) -> list[Words]:
    """Every text in view of enabled labels, buttons, fields and boards."""
    return measured_at(window.grab().toImage(), [*_controls(window), *_cells(window)])


def measured_at(image: QImage, places: Iterable[Place]) -> list[Words]:
    """The texts at these places of a picture."""
    pixels = _pixels(image)
    found = []
    for where, text, area, least in places:
        part = pixels[area.top() : area.bottom() + 1, area.left() : area.right() + 1]
        if part.size and area.width() > 3 and any(letter.isalnum() for letter in text):  # a dash is a hair
            found.append(Words(where, text, _contrast(part), least))
    return found


def _controls(window: QWidget) -> Iterator[Place]:
    for widget in window.findChildren(QWidget):
        text, frame = _text(widget)
        if not text.strip() or not widget.isVisible() or not widget.isEnabled():
            continue
        seen = widget.visibleRegion().boundingRect().adjusted(frame, frame, -frame, -frame)
        area = QRect(widget.mapTo(window, seen.topLeft()), seen.size())
        least = OF_ICONS if isinstance(widget, IconButton) else OF_WORDS
        yield f"{type(widget).__name__} {widget.objectName()}".strip(), text, area, least


def _text(widget: QWidget) -> tuple[str, int]:
    match widget:
        case QLabel():
            return widget.text(), 0
        case QAbstractButton():
            return widget.text(), _FRAME
        case QComboBox():
            return widget.currentText(), _FRAME
        case QLineEdit():
            return widget.text() or widget.placeholderText(), _FRAME
        case _:
            return "", 0


def _cells(window: QWidget) -> Iterator[Place]:
    for board in window.findChildren(BoardView):
        model = board.model()
        if not board.isVisible() or model is None:
            continue
        view = board.viewport()
        for line in range(min(model.rowCount(), _LINES)):
            for column in range(model.columnCount()):
                index = model.index(line, column)
                area = board.visualRect(index).intersected(view.rect()).adjusted(3, 2, -3, -2)
                text = str(index.data() or "")
                if text.strip() and not board.isColumnHidden(column) and area.height() > 10:
                    corner = view.mapTo(window, area.topLeft())
                    yield f"{board.objectName()} {column}", text, QRect(corner, area.size()), OF_WORDS


def _pixels(image: QImage) -> NDArray[np.uint8]:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def _contrast(part: NDArray[np.uint8]) -> float:
    """The most common colour is the ground; the letters' stems are what differs from it most."""
    packed, counts = np.unique(part.reshape(-1, 3) @ np.array([65536, 256, 1]), return_counts=True)
    light = _luminance(np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=-1))
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios.max())


def _luminance(colours: NDArray[np.int64]) -> NDArray[np.float64]:
    part = colours / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    weighed: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return weighed
