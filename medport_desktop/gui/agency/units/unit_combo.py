"""A drop-down of units that holds still: an equal list is not rebuilt."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.style.theme import theme


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit on offer: its words, and what only the open list says of it."""

    unit_id: UUID
    words: str
    more: str = ""

    @property
    def line(self) -> str:
        """The list's line."""
        return f"{self.words} · {self.more}" if self.more else self.words


class UnitCombo(DropDown):
    """`chosen` carries the id of the unit that a person chose."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[UnitChoice] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.activated.connect(self._activated)

    def show_units(self, choices: Sequence[UnitChoice], current: UUID | None, *, none: str) -> None:
        """Offer these units; `none` stands in the line while no unit is chosen."""
        self.setPlaceholderText(none)
        if list(choices) != self._choices and not self.view().isVisible():  # never change the list under the pointer
            self._choices = list(choices)
            self.clear()
            self.addItems([choice.line for choice in self._choices])
            widest = max((self.fontMetrics().horizontalAdvance(choice.line) for choice in self._choices), default=0)
            self.view().setMinimumWidth(widest + theme().px(40))
        index = next((i for i, choice in enumerate(self._choices) if choice.unit_id == current), -1)
        self.setCurrentIndex(index)
        self.setToolTip(self.currentText() or none)

    def unit_id(self) -> UUID | None:
        """The unit shown, or None."""
        index = self.currentIndex()
        return self._choices[index].unit_id if 0 <= index < len(self._choices) else None

    def words(self) -> str:
        return self._choices[self.currentIndex()].words if self.currentIndex() >= 0 else ""

    @Slot(int)
    def _activated(self, index: int) -> None:
        self.setToolTip(self.currentText())
        self.chosen.emit(self._choices[index].unit_id)


def unit_words(unit: Unit, *more: str) -> str:
    """ "M-21 · ALS", and what else is to be said of it."""
    return " · ".join((unit.unit_number, unit.type.label, *more))
