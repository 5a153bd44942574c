"""The strip above the board: what the dispatcher wants to see."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from medport_desktop.domain.enums import Priority, TransportLevel
from medport_desktop.gui.agency.offers.offer_rows import TripFilters
from medport_desktop.gui.kit.controls.buttons import IconButton, MenuButton
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips, ToggleChip
from medport_desktop.gui.kit.controls.panel import Rule
from medport_desktop.gui.kit.forms.field import SearchField
from medport_desktop.gui.kit.style.theme import theme

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
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in (self._row, self._below):
            line.setSpacing(8)
            column.addLayout(line)
        self._is_split = False
        rule = Rule(self, vertical=True)
        rule.setFixedHeight(16)
        self._first: list[QWidget] = [self.levels]
        self._rest: list[QWidget] = [rule, self.within, self.ready, self.priority, self.declined]
        self._icons: list[QWidget] = []
        self._rule = rule
        self.levels.changed.connect(self._tell)
        self.text.textChanged.connect(self._tell)
        self.declined.clicked.connect(self._tell)
        for button in (self.within, self.ready, self.priority):
            button.picked.connect(self._tell)
        theme().changed.connect(self._fit)
        self._arrange()
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
        self._set_text(text if isinstance(text, str) else "")
        self._tell()

    def put_first(self, widget: QWidget) -> None:
        """Place something at the left end of the strip."""
        self._first.insert(0, widget)
        self._arrange()

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
        self._split_if_needed()

    def show_all(self) -> None:
        """Take every filter off."""
        self.declined.setChecked(False)
        self.levels.set_values(())
        for button in (self.within, self.ready, self.priority):
            button.choose(0)
        self._set_text("")
        self._tell()

    def add_icon(self, action: QAction) -> None:
        """Append an icon at the right end of the strip."""
        button = IconButton(self, action=action)
        button.setObjectName(action.objectName() + "_button")
        self._icons.append(button)
        self._arrange()

    def _set_text(self, text: str) -> None:
        """Without telling; the line's own signals are left alone, by which its × comes and goes."""
        self.text.textChanged.disconnect(self._tell)
        self.text.setText(text)
        self.text.textChanged.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit(self.filters())

    def _fit(self) -> None:
        self.text.setMinimumWidth(theme().px(150))
        self.text.setMaximumWidth(theme().px(230))
        self._split_if_needed()

    # -- one line, or two where there is little room ----------------------------------------------------
    def minimumSizeHint(self) -> QSize:
        """That of two lines: the window may become so narrow."""
        widest = max(_width_of([*self._first, *self._icons]), _width_of([*self._rest, self.text]))
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._split_if_needed()

    def _split_if_needed(self) -> None:
        split = _width_of([*self._first, *self._rest, self.text, *self._icons]) > self.width()
        if split != self._is_split:
            self._is_split = split
            self._arrange()

    def _arrange(self) -> None:
        for line in (self._row, self._below):
            while line.takeAt(0) is not None:
                pass
        for widget in self._first:
            self._row.addWidget(widget)
        line = self._below if self._is_split else self._row
        for widget in self._rest:
            line.addWidget(widget)
        line.addWidget(self.text, 1)
        for each in (self._row, self._below) if self._is_split else (self._row,):
            each.addStretch(1)
        for icon in self._icons:
            self._row.addWidget(icon)
        self._rule.setVisible(not self._is_split)


def _width_of(widgets: Sequence[QWidget]) -> int:
    """What they need side by side; those that are hidden need nothing."""
    shown = [widget for widget in widgets if not widget.isHidden()]
    return sum(max(widget.minimumSizeHint().width(), widget.minimumWidth()) for widget in shown) + 8 * len(shown)


def _within_words(index: int) -> tuple[str, str, str]:
    words = WITHIN[index][0]
    return ("At", words, "from station") if index == 0 else ("Within", words, "of station")
