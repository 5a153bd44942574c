"""The agency's units as cards below the board."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.columns import doing
from medport_desktop.gui.agency.units.unit_status import status_menu
from medport_desktop.gui.kit.board.delegate import STALE_OPACITY
from medport_desktop.gui.kit.controls.card import Card
from medport_desktop.gui.kit.controls.panel import Rule
from medport_desktop.gui.kit.facts.duty import brief_words, place_words, unit_look
from medport_desktop.gui.kit.style.text import SectionTitle, Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone


class UnitStrip(QWidget):
    """One card a unit. `chosen` carries the unit that a person wants for the selected trip, `dropped` a trip's key as
    text and the unit that it was dropped on."""

    chosen = Signal(object)
    dropped = Signal(str, object)

    def __init__(
        self,
        feed: AgencyFeed,
        judge: Callable[[str, UUID], str],
        parent: QWidget | None = None,
        *,
        prefix: str = "unit_",
    ) -> None:
        """`judge` gives the reason against a trip, by its key, and a unit; `prefix` begins the cards' names."""
        super().__init__(parent)
        self._feed = feed
        self._judge, self._prefix = judge, prefix
        self._cards: dict[UUID, Card] = {}
        self._selected: UUID | None = None
        self._last: QWidget | None = None
        self._line = QWidget(self)
        self._row = QHBoxLayout(self._line)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._none = Text(self._line, text="The agency has no units yet; a manager adds them.", tone=Tone.MUTED)
        self._row.addWidget(self._none)
        self._fade = QGraphicsOpacityEffect(self._line)
        self._fade.setOpacity(STALE_OPACITY)
        self._fade.setEnabled(False)
        self._line.setGraphicsEffect(self._fade)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._line)
        self._area = area
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(8)
        inside.addWidget(SectionTitle(self, text="Units", hint="drag a trip onto a unit, or press U"))
        inside.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(self))
        column.addLayout(inside)
        theme().changed.connect(self._fit)
        feed.facts_changed.connect(self.refresh)
        self._fit()
        self.refresh()

    def card(self, unit_id: UUID) -> Card:
        """A unit's card. Raises KeyError."""
        return self._cards[unit_id]

    @Slot(object)
    def select(self, unit_id: UUID | None) -> None:
        """Mark the unit that the panel shows, and bring its card into view."""
        if unit_id != self._selected and unit_id in self._cards:
            self._area.ensureWidgetVisible(self._cards[unit_id])
        self._selected = unit_id
        for key, card in self._cards.items():
            card.set_selected(key == unit_id)

    def set_stale(self, stale: bool) -> None:
        """Grey the cards, because their silo is away and they are growing old."""
        self._fade.setEnabled(stale)

    @Slot()
    def refresh(self) -> None:
        """Follow the units."""
        units = self._feed.fleet.units
        for gone in set(self._cards) - {unit.id for unit in units}:
            card = self._cards.pop(gone)
            self._row.removeWidget(card)
            self._last = self._last if self._last is not card else None
            card.deleteLater()
        for at, unit in enumerate(units):
            card = self._cards.get(unit.id) or self._add(unit.id)
            if self._row.indexOf(card) != at:
                self._row.insertWidget(at, card, 1)
            card.setObjectName(f"{self._prefix}{unit.unit_number}")
            _draw(card, unit, self._feed)
        self._none.setVisible(not units and self._feed.is_loaded("units"))
        self.select(self._selected)

    def set_tab_after(self, widget: QWidget) -> None:
        """Let the Tab key come to the cards after this widget."""
        self._last = widget
        for card in self._cards.values():
            self._chain(card)

    def _chain(self, card: Card) -> None:
        if self._last is not None:
            QWidget.setTabOrder(self._last, card)
        self._last = card

    def _add(self, unit_id: UUID) -> Card:
        card = self._cards[unit_id] = Card(self._line)
        self._chain(card)
        card.set_droppable(True)
        card.set_judge(lambda key: self._judge(key, unit_id))
        card.dropped.connect(lambda key: self.dropped.emit(key, unit_id))
        card.clicked.connect(lambda: self.chosen.emit(unit_id))
        card.activated.connect(lambda: self._menu(unit_id, card.mapToGlobal(card.rect().bottomLeft())))
        card.menu_asked.connect(lambda at: self._menu(unit_id, at))
        return card

    def _menu(self, unit_id: UUID, at: QPoint) -> None:
        unit = self._feed.unit(unit_id)
        if unit is not None:
            status_menu(self._feed, unit, self).popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cards = list(self._cards.values())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = next((i for i, card in enumerate(cards) if card.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        elif 0 <= focused + step < len(cards):
            cards[focused + step].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(cards[focused + step])

    @Slot()
    def _fit(self) -> None:
        self._area.setFixedHeight(theme().px(86) + theme().px(12))


def _draw(card: Card, unit: Unit, feed: AgencyFeed) -> None:
    where = place_words(unit) or "location not given"
    ends = brief_words(unit)
    line, detail = where, ends
    if unit.current_status is UnitStatus.COMMITTED:
        line = " · ".join(word for word in (unit.trip_number, doing(unit)) if word) or where
        held = feed.held(unit.trip_id) if unit.trip_id is not None else None
        detail = f"to {held.destination_name}" if held is not None else ends
    elif unit.current_status is UnitStatus.AVAILABLE:
        detail = f"free · {ends}" if ends else "free"
    card.set_unit(title=unit.unit_number, level=unit.type, look=unit_look(unit), line=line, detail=detail)
