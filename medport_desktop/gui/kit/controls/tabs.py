"""Tabs: the window's own at the top, with counts, and small rounded ones in a panel's head."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from medport_desktop.gui.kit.style.labels import label, words_of
from medport_desktop.gui.kit.style.painting import (
    CENTRED,
    LEFT,
    draw_pill,
    draw_text,
    painter_for,
    pill_width,
    surface,
    width_of,
)
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone


class _Tab(QAbstractButton):
    """What both kinds of tab share: words, a count, exclusive choice."""

    def __init__(self, parent: QWidget | None, text: str, count: int | None) -> None:
        super().__init__(parent)
        self._count = count
        self.setCheckable(True)
        self.setText(label(text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.updateGeometry)
        theme().changed.connect(self.update)
        self._describe()

    def count(self) -> int | None:
        """The count that is shown, or None."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Show another count; None shows none."""
        if count != self._count:
            self._count = count
            self._describe()
            self.updateGeometry()
            self.update()

    def _describe(self) -> None:
        words = words_of(self.text())
        self.setAccessibleName(words if self._count is None else f"{words}, {self._count}")

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the strip moves from tab to tab
            return
        super().keyPressEvent(event)


class CountTab(_Tab):
    """A tab of the window: semi-bold and underlined when current, with its count in a pill."""

    PAD, TIGHT_PAD = 13, 4
    """Left and right."""
    GAP, TIGHT_GAP = 8, 4
    """Before the pill."""

    def __init__(self, parent: QWidget | None = None, *, text: str = "", count: int | None = None) -> None:
        super().__init__(parent, text, count)
        self._pad, self._gap = self.PAD, self.GAP
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        pill = theme().px(self._gap) + pill_width(str(self._count)) if self._count is not None else 0
        width = width_of(words_of(self.text()), theme().font(strong=True)) + pill + 2 * theme().px(self._pad)
        return QSize(round(width), theme().px(46))

    def set_tight(self, tight: bool) -> None:
        """Stand closer to the next tab."""
        self._pad, self._gap = (self.TIGHT_PAD, self.TIGHT_GAP) if tight else (self.PAD, self.GAP)
        self.updateGeometry()
        self.update()

    @classmethod
    def spare(cls, *, counts: bool) -> int:
        """The width that being tight saves."""
        px = theme().px
        return 2 * (px(cls.PAD) - px(cls.TIGHT_PAD)) + (px(cls.GAP) - px(cls.TIGHT_GAP) if counts else 0)

    @property
    def counts(self) -> bool:
        """Whether it shows a count."""
        return self._count is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        on, rect, pad = self.isChecked(), QRectF(self.rect()), theme().px(self._pad)
        if self.hasFocus():
            surface(painter, rect.adjusted(3, 8, -3, -8), border=theme().color(Tone.ACCENT))
        tone = Tone.TEXT if on or self.underMouse() else Tone.MUTED
        font = theme().font(strong=on)
        draw_text(painter, rect.adjusted(pad, 0, 0, 0), words_of(self.text()), font, theme().color(tone), LEFT)
        if self._count is not None:
            left = rect.width() - pad - pill_width(str(self._count))
            draw_pill(painter, left, rect.center().y(), str(self._count))
        if on:
            painter.fillRect(QRectF(0, rect.height() - 2, rect.width(), 2), theme().color(Tone.ACCENT))
        painter.end()


class SubTab(_Tab):
    """A small rounded tab: "Bids 3"."""

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self._words(), theme().font(strong=True)) + theme().px(22)), theme().px(26))

    def _words(self) -> str:
        words = words_of(self.text())
        return words if self._count is None else f"{words} {self._count}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        on, rect = self.isChecked(), QRectF(self.rect())
        fill = Tone.SELECT if on else Tone.HOVER if self.underMouse() else None
        border = theme().color(Tone.ACCENT) if self.hasFocus() else None
        surface(painter, rect, fill=theme().color(fill) if fill else None, border=border)
        tone = Tone.TEXT if on else Tone.MUTED
        draw_text(painter, rect, self._words(), theme().font(medium=on), theme().color(tone), CENTRED)
        painter.end()


class _Strip(QWidget):
    """Tabs in a row. `changed` carries the index that a person chose."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None, spacing: int) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.changed)

    def _place(self, tab: _Tab) -> None:
        index = len(self._group.buttons())
        self._group.addButton(tab, index)
        self._row.addWidget(tab)
        if index == 0:
            tab.setChecked(True)

    def current(self) -> int:
        """The index of the current tab, or -1."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Make a tab current without emitting `changed`."""
        self._group.button(index).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        tab = self._group.button(self.current() + step) if step is not None else None
        if tab is None:
            super().keyPressEvent(event)
            return
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()


class TabStrip(_Strip):
    """The window's tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, 0)
        self._tabs: list[CountTab] = []
        self._is_tight = False

    def add(self, text: str, count: int | None = None) -> CountTab:
        """Append a tab."""
        tab = CountTab(self, text=text, count=count)
        tab.set_tight(self._is_tight)
        self._place(tab)
        self._tabs.append(tab)
        return tab

    def tab(self, index: int) -> CountTab:
        """A tab by its index."""
        return self._tabs[index]

    def set_tight(self, tight: bool) -> None:
        """Let the tabs stand closer together, those added later too."""
        self._is_tight = tight
        for tab in self._tabs:
            tab.set_tight(tight)

    def spare(self) -> int:
        """The width that tight tabs save."""
        return sum(CountTab.spare(counts=tab.counts) for tab in self._tabs)


class SubTabs(_Strip):
    """A panel's tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def add(self, text: str, count: int | None = None) -> SubTab:
        """Append a tab."""
        tab = SubTab(self, text, count)
        self._place(tab)
        return tab
