"""A drop-down of units that holds still: an equal list is not rebuilt, and the wheel scrolls the panel instead."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from medport_desktop.domain.agencies import Unit


class UnitCombo(QComboBox):
    """`chosen` carries the id of the unit that a person chose."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[tuple[str, UUID]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.activated.connect(self._activated)

    def show_units(self, units: Sequence[tuple[str, UUID]], current: UUID | None, *, none: str) -> None:
        """Offer these units by their words; `none` stands in the line while no unit is chosen."""
        choices = list(units)
        self.setPlaceholderText(none)
        if choices != self._choices and not self.view().isVisible():  # never change the list under the pointer
            self._choices = choices
            self.clear()
            self.addItems([words for words, _ in choices])
        self.setCurrentIndex(next((i for i, (_, unit) in enumerate(self._choices) if unit == current), -1))
        self.setToolTip(self.currentText() or none)

    def unit_id(self) -> UUID | None:
        """The unit shown, or None."""
        index = self.currentIndex()
        return self._choices[index][1] if 0 <= index < len(self._choices) else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @Slot(int)
    def _activated(self, index: int) -> None:
        self.setToolTip(self.currentText())
        self.chosen.emit(self._choices[index][1])


def unit_words(unit: Unit, *more: str) -> str:
    """ "M-21 · ALS · 2.1 mi" """
    return " · ".join(word for word in (unit.unit_number, unit.type.label, *more) if word)
