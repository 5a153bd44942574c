"""The strip above the board: what the dispatcher wants to see."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from medport_desktop.domain.enums import Priority, TransportLevel
from medport_desktop.domain.trips import TripFilters
from medport_desktop.gui.kit.buttons import IconButton, MenuButton
from medport_desktop.gui.kit.chips import Chip, FilterChips, ToggleChip
from medport_desktop.gui.kit.field import SearchField
from medport_desktop.gui.kit.panel import Rule
from medport_desktop.gui.kit.theme import theme

Option = tuple[str, Any]

WITHIN: Sequence[Option] = (
    ("any distance", None),
    *((f"{miles} mi", float(miles)) for miles in (10, 25, 50, 100, 150)),
)
READY: Sequence[Option] = (("any time", None), *((f"next {hours} h", float(hours)) for hours in (1, 2, 4, 8, 24)))
PRIORITIES: Sequence[Option] = (
    ("any", frozenset[Priority]()),
    ("urgent", frozenset({Priority.URGENT})),
    ("high and urgent", frozenset({Priority.URGENT, Priority.HIGH})),
    ("medium and above", frozenset({Priority.URGENT, Priority.HIGH, Priority.MEDIUM})),
)


class ChoiceButton(MenuButton):
    """A drop-down of which one entry is chosen. `picked` follows a person's choice."""

    picked = Signal()

    def __init__(
        self, parent: QWidget | None, options: Sequence[Option], say: Callable[[int], tuple[str, str, str]], name: str
    ) -> None:
        super().__init__(parent)
        self._options, self._say, self._index = options, say, 0
        self.setObjectName(name)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions: list[QAction] = []
        for i, (words, _) in enumerate(options):
            action = QAction(words, menu, checkable=True)
            action.triggered.connect(lambda _checked=False, index=i: self._pick(index))
            group.addAction(action)
            menu.addAction(action)
            self._actions.append(action)
        self.setMenu(menu)
        self.choose(0)

    def choice(self) -> Any:
        """What the chosen entry stands for."""
        return self._options[self._index][1]

    def choose_value(self, value: Any) -> None:
        """Choose the entry that stands for `value`, or the first; without emitting `picked`."""
        self.choose(next((i for i, (_, meant) in enumerate(self._options) if meant == value), 0))

    def choose(self, index: int) -> None:
        """Choose an entry without emitting `picked`."""
        self._index = index
        before, value, after = self._say(index)
        self.set_phrase(before, after)
        self.set_value(value)
        self._actions[index].setChecked(True)

    def _pick(self, index: int) -> None:
        self.choose(index)
        self.picked.emit()


class FilterStrip(QWidget):
    """Level chips, distance, ready time, priority and free text. `changed` carries the TripFilters."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chips = [Chip(level, level.label) for level in TransportLevel]
        self.levels = FilterChips(self, options=chips, all_word="All")
        self.levels.setObjectName("levels")
        self.levels.setAccessibleName("Levels of care")
        self.within = ChoiceButton(self, WITHIN, _within_words, "within")
        self.ready = ChoiceButton(self, READY, lambda i: ("Ready", READY[i][0], ""), "ready_within")
        self.priority = ChoiceButton(self, PRIORITIES, lambda i: ("Priority", PRIORITIES[i][0], ""), "priorities")
        self.declined = ToggleChip(self, chip=Chip(None, "Declined"), dense=True)
        self.declined.setObjectName("declined")
        self.declined.setToolTip("Trips that your agency has declined and that are still on offer")
        self.declined.hide()
        self.text = SearchField(self, placeholder="Filter by place or trip")
        self.text.setObjectName("filter_text")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        rule = Rule(self, vertical=True)
        rule.setFixedHeight(16)
        for widget in (self.levels, rule, self.within, self.ready, self.priority, self.declined):
            self._row.addWidget(widget)
        self._row.addWidget(self.text, 1)
        self._row.addStretch(1)
        self.levels.changed.connect(self._tell)
        self.text.textChanged.connect(self._tell)
        self.declined.clicked.connect(self._tell)
        for button in (self.within, self.ready, self.priority):
            button.picked.connect(self._tell)
        theme().changed.connect(self._fit)
        self._fit()

    def filters(self) -> TripFilters:
        """What is chosen."""
        return TripFilters(
            levels=frozenset(level for level in self.levels.values() if isinstance(level, TransportLevel)),
            priorities=self.priority.choice(),
            within_miles=self.within.choice(),
            ready_within_hours=self.ready.choice(),
            text=self.text.text(),
        )

    def state(self) -> dict[str, Any]:
        """What is chosen, in plain JSON values."""
        chosen = self.filters()
        return {
            "levels": sorted(level.value for level in chosen.levels),
            "priorities": sorted(priority.value for priority in chosen.priorities),
            "within_miles": chosen.within_miles,
            "ready_within_hours": chosen.ready_within_hours,
            "text": chosen.text,
            "declined": self.shows_declined(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose what `state` gave once; whatever else a file may hold counts as nothing chosen."""
        levels, priorities, text = state.get("levels"), state.get("priorities"), state.get("text")
        self.levels.set_values([level for level in TransportLevel if isinstance(levels, list) and level in levels])
        named = frozenset(p for p in Priority if isinstance(priorities, list) and p in priorities)
        self.priority.choose_value(named)
        self.within.choose_value(state.get("within_miles"))
        self.ready.choose_value(state.get("ready_within_hours"))
        self.declined.setChecked(state.get("declined") is True)
        self.text.blockSignals(True)
        self.text.setText(text if isinstance(text, str) else "")
        self.text.blockSignals(False)
        self._tell()

    def put_first(self, widget: QWidget) -> None:
        """Place something at the left end of the strip."""
        self._row.insertWidget(0, widget)

    def shows_declined(self) -> bool:
        """Whether the declined trips are wanted, instead of the others."""
        return self.declined.isChecked()

    def show_declined(self, shown: bool) -> None:
        """Show the declined trips instead of the others."""
        self.declined.setChecked(shown)
        self._tell()

    def set_declined_count(self, count: int) -> None:
        """How many declined trips are on offer; without any there is nothing to choose."""
        self.declined.set_words(f"Declined {count}")
        self.declined.setVisible(count > 0 or self.declined.isChecked())

    def show_all(self) -> None:
        """Take every filter off."""
        self.declined.setChecked(False)
        self.levels.set_values(())
        for button in (self.within, self.ready, self.priority):
            button.choose(0)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._tell()

    def add_icon(self, action: QAction) -> None:
        """Append an icon at the right end of the strip."""
        button = IconButton(self, action=action)
        button.setObjectName(action.objectName() + "_button")
        self._row.addWidget(button)

    def _tell(self) -> None:
        self.changed.emit(self.filters())

    def _fit(self) -> None:
        self.text.setMinimumWidth(theme().px(150))
        self.text.setMaximumWidth(theme().px(230))


def _within_words(index: int) -> tuple[str, str, str]:
    words = WITHIN[index][0]
    return ("At", words, "from station") if index == 0 else ("Within", words, "of station")
