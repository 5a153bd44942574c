"""Toggles that stand side by side: a trip's needs with their icons, and a filter strip's dense chips."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from medport_desktop.domain.enums import Need
from medport_desktop.gui.kit.facts.vocabulary import need_look
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

_KEY_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


@dataclass(frozen=True)
class Chip:
    """One toggle: the value that it stands for, its words and its icon."""

    value: object
    words: str
    icon: str = ""


def need_chips(needs: Iterable[Need] = tuple(Need)) -> list[Chip]:
    """A chip for each requirement."""
    return [Chip(need, need_look(need).word, need_look(need).icon) for need in needs]


class ToggleChip(QAbstractButton):
    """One painted toggle. Space switches it."""

    def __init__(self, parent: QWidget | None = None, *, chip: Chip | None = None, dense: bool = False) -> None:
        super().__init__(parent)
        self.chip = chip if chip is not None else Chip(None, "")
        self._dense = dense
        self.setCheckable(True)
        self.setText(label(self.chip.words))
        self.setAccessibleName(self.chip.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy.Policy.Fixed if dense else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        theme().changed.connect(self.update)

    def set_words(self, words: str) -> None:
        """Say something else, e.g. another count."""
        self.chip = replace(self.chip, words=words)
        self.setText(label(words))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon = theme().px(22) if self.chip.icon else 0
        width = width_of(self.chip.words, theme().font(medium=True)) + icon + theme().px(22)
        return QSize(round(width), theme().px(26 if self._dense else 30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _KEY_STEPS:
            event.ignore()  # the set of chips moves the focus
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect, on = QRectF(self.rect()), self.isChecked()
        rest = Tone.SURFACE if self._dense else Tone.CANVAS
        fill = Tone.SELECT if on else Tone.HOVER if self.underMouse() else rest
        border = Tone.ACCENT if on or self.hasFocus() else Tone.BORDER
        surface(
            painter, rect, fill=theme().color(fill), border=theme().color(border), width=2 if self.hasFocus() else 1
        )
        left = float(theme().px(11))
        if self.chip.icon:
            side = theme().px(15)
            image = pixmap(self.chip.icon, Tone.ACCENT if on else Tone.MUTED, side, self.devicePixelRatioF())
            painter.drawPixmap(round(left), round((rect.height() - side) / 2), image)
            left += theme().px(21)
        ink = Tone.OFF if not self.isEnabled() else Tone.TEXT if on else Tone.MUTED
        words = QRectF(left, 0, rect.width() - left - 4, rect.height())
        draw_text(painter, words, self.chip.words, theme().font(medium=on), theme().color(ink), LEFT)
        painter.end()


class _Chips(QWidget):
    """What both sets of chips share: values, and arrow keys from chip to chip. For the Tab key a set is one stop."""

    changed = Signal(object)
    dense = False

    def __init__(self, parent: QWidget | None, columns: int, place: Callable[[int, ToggleChip], None]) -> None:
        """`place` puts the chip of that number where it stands; the arrow keys go by `columns` chips up and down."""
        super().__init__(parent)
        self._columns = columns
        self._place = place
        self._chips: list[ToggleChip] = []

    def values(self) -> frozenset[object]:
        """The values that are on."""
        return frozenset(chip.chip.value for chip in self._chips if chip.isChecked())

    def set_values(self, values: Iterable[object]) -> None:
        """Switch exactly these on, without emitting `changed`."""
        wanted = frozenset(values)
        for chip in self._chips:
            chip.setChecked(chip.chip.value in wanted)

    def set_options(self, chips: Sequence[Chip]) -> None:
        """Offer these chips; those that were on stay on."""
        values = self.values()
        for old in self._chips:
            old.setParent(None)
            old.deleteLater()
        self._chips = [ToggleChip(self, chip=chip, dense=self.dense) for chip in chips]
        for at, chip in enumerate(self._chips):
            chip.clicked.connect(self._clicked)
            chip.installEventFilter(self)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == 0 else Qt.FocusPolicy.ClickFocus)
            chip.show()
            self._place(at, chip)
        self.set_values(values)

    def _clicked(self) -> None:
        self.changed.emit(self.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self._chips:  # where Tab comes back to
            for chip in self._chips:
                chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is watched else Qt.FocusPolicy.ClickFocus)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._chips:  # no focus proxy: it would change the order of the tab key
            self._chips[0].setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        step = _KEY_STEPS.get(Qt.Key(event.key()))
        if step is None or not isinstance(focused, ToggleChip) or focused not in self._chips:
            super().keyPressEvent(event)
            return
        index = self._chips.index(focused) + step[0] * self._columns + step[1]
        if 0 <= index < len(self._chips):
            self._chips[index].setFocus(Qt.FocusReason.TabFocusReason)


class ToggleChips(_Chips):
    """A grid of toggles of equal width. `changed` carries the frozenset of values that are on."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 4, options: Sequence[Chip] = ()) -> None:
        grid = QGridLayout()
        super().__init__(parent, columns, lambda at, chip: grid.addWidget(chip, *divmod(at, columns)))
        self.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.set_options(options)


class FilterChips(_Chips):
    """A filter strip's chips in one line.

    With `all_word` the first chip stands for "no filter" (values() is then empty). With `exclusive` exactly one is on
    and value() names it. `changed` carries values(), or value() when exclusive.
    """

    dense = True

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        options: Sequence[Chip] = (),
        all_word: str = "",
        exclusive: bool = False,
    ) -> None:
        row = QHBoxLayout()
        super().__init__(parent, 1, lambda _at, chip: row.addWidget(chip))
        self._exclusive = exclusive
        self.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._all: ToggleChip | None = None
        if all_word:
            self._all = ToggleChip(self, chip=Chip(None, all_word), dense=True)
            self._all.setChecked(True)
            self._all.clicked.connect(self._all_clicked)
            row.addWidget(self._all)
        self.set_options(options)

    def value(self) -> object | None:
        """The value that is on, when exclusive."""
        return next(iter(self.values()), None)

    def set_value(self, value: object) -> None:
        """Switch one chip on and the others off, without emitting `changed`."""
        self.set_values([value])

    def set_values(self, values: Iterable[object]) -> None:
        super().set_values(values)
        if self._exclusive and self._chips and not self.values():
            self._chips[0].setChecked(True)
        self._settle()

    def _clicked(self) -> None:
        sender = self.sender()
        if self._exclusive:
            for chip in self._chips:
                chip.setChecked(chip is sender)
        self._settle()
        self.changed.emit(self.value() if self._exclusive else self.values())

    def _all_clicked(self) -> None:
        self.set_values(())
        self.changed.emit(self.values())

    def _settle(self) -> None:
        if self._all is not None:
            self._all.setChecked(not self.values())
