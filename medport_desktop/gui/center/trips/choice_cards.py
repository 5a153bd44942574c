"""A list of choices in the trip's panel: one of them is chosen, and stays so while the others come and go."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medport_desktop.gui.kit.controls.card import ChoiceCard


@dataclass(frozen=True, slots=True)
class Choice:
    """One card: what it stands for, its title with a value at the right, and a sentence below."""

    key: Hashable
    title: str
    value: str = ""
    text: str = ""
    warning: str = ""
    """What stands in amber before the text."""


class CardList(QWidget):
    """Cards one below the other. Up and Down choose, Enter acts.

    `chosen` carries the key that a person chose, `acted` the key on which Enter or a double click acts.
    """

    chosen = Signal(object)
    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[Hashable, ChoiceCard] = {}
        self._current: Hashable | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these in this order. A card that stays keeps the choice and the focus; else the first is chosen."""
        for key in self._cards.keys() - {choice.key for choice in choices}:
            self._drop(key)
        for line, choice in enumerate(choices):
            card = self._cards.get(choice.key) or self._add(choice.key)
            card.set_words(choice.title, choice.value, choice.text, choice.warning)
            if self._column.indexOf(card) != line:
                self._column.insertWidget(line, card)
        self._cards = {choice.key: self._cards[choice.key] for choice in choices}
        for before, after in pairwise(self.cards()):
            QWidget.setTabOrder(before, after)
        self._mark(self._current if self._current in self._cards else next(iter(self._cards), None))
        self.setVisible(bool(self._cards))

    def current(self) -> Hashable | None:
        """The chosen key; None while there are no cards."""
        return self._current

    def choose(self, key: Hashable) -> None:
        """Choose a card, as a click on it does; an unknown key is passed over."""
        if key in self._cards:
            self._mark(key)
            self.chosen.emit(key)

    def forget(self) -> None:
        """Choose the first of whatever is shown next: another trip's cards are another list."""
        self._current = None

    def cards(self) -> list[ChoiceCard]:
        """The cards from top to bottom."""
        return list(self._cards.values())

    def focus_current(self) -> bool:
        """Put the focus on the chosen card; False where there is none."""
        card = self._cards.get(self._current) if self._current is not None else None
        if card is None:
            return False
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        keys = list(self._cards)
        if step is None or self._current not in self._cards:
            super().keyPressEvent(event)
            return
        line = keys.index(self._current) + step
        if 0 <= line < len(keys):
            self.choose(keys[line])
            self.focus_current()

    def _add(self, key: Hashable) -> ChoiceCard:
        card = ChoiceCard(self)
        card.clicked.connect(lambda: self.choose(key))
        card.activated.connect(lambda: self._act(key))
        self._cards[key] = card
        return card

    def _act(self, key: Hashable) -> None:
        self.choose(key)
        self.acted.emit(key)

    def _drop(self, key: Hashable) -> None:
        card = self._cards.pop(key)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _mark(self, key: Hashable | None) -> None:
        self._current = key
        for other, card in self._cards.items():
            card.set_selected(other == key)
