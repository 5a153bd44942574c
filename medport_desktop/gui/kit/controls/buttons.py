"""Buttons that carry their key, icon buttons that follow an action, and the filter strip's drop-downs."""

from typing import ClassVar

from PySide6.QtCore import Property, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from medport_desktop.gui.kit.controls.actions import action_key
from medport_desktop.gui.kit.style.icons import ICON_SIZE, bind_icon, pixmap
from medport_desktop.gui.kit.style.labels import label, words_of
from medport_desktop.gui.kit.style.painting import (
    LEFT,
    draw_badge,
    draw_key_cap,
    draw_text,
    key_cap_width,
    key_words,
    mixed,
    painter_for,
    surface,
    width_of,
)
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type


class KeyButton(QPushButton):
    """A push button with its key drawn inside. Use one of its three kinds below."""

    fill: ClassVar[Tone] = Tone.RAISED
    edge: ClassVar[Tone] = Tone.BORDER
    ink: ClassVar[Tone] = Tone.TEXT

    def __init__(self, parent: QWidget | None = None, *, text: str = "", key: str = "", bind: bool = False) -> None:
        super().__init__(parent)
        self._key = ""
        self._busy_text: str | None = None
        self.setText(label(text))
        self.set_key(key, bind=bind)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._theme_changed)

    def set_key(self, key: str, *, bind: bool = False) -> None:
        """Show a key sequence ("Ctrl+Return") as a hint; `bind` also makes it press the button."""
        self._key = key_words(key) if key else ""
        if bind:
            self.setShortcut(QKeySequence(key))
        self.updateGeometry()
        self.update()

    def set_busy(self, busy: bool, text: str = "Working…") -> None:
        """While busy the button is disabled and says so, at the same width."""
        self._busy_text = text if busy else None
        self.setEnabled(not busy)
        self.update()

    def key_words(self) -> str:
        """The key as it is drawn."""
        return self._key

    key_hint = Property(str, key_words, set_key)
    """The key sequence, for forms."""

    @Slot()
    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return theme().font(Type.BODY, strong=True)

    def sizeHint(self) -> QSize:
        words = width_of(words_of(self.text()), self._font())
        cap = theme().px(10) + key_cap_width(self._key) if self._key else 0
        return QSize(round(words + cap + theme().px(28)), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Fill, border and text for the button's state."""
        if not self.isEnabled():
            return theme().color(Tone.RAISED), theme().color(Tone.BORDER), theme().color(Tone.OFF)
        fill, ink = theme().color(self.fill), theme().color(self.ink)
        if self.isDown():
            fill = mixed(fill, ink, 0.18)
        elif self.underMouse():
            fill = mixed(fill, ink, 0.09)
        return fill, theme().color(self.edge), ink

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        fill, edge, ink = self._colours()
        rect = QRectF(self.rect())
        surface(painter, rect, fill=fill, border=edge)
        if self.hasFocus():
            ring = ink if self.fill is Tone.ACCENT else theme().color(Tone.ACCENT)
            inset = 2.0 if self.fill is Tone.ACCENT else 0.0
            surface(painter, rect.adjusted(inset, inset, -inset, -inset), border=ring, width=2.0 - inset / 4)
        self._draw_words(painter, rect, ink)
        painter.end()

    def _draw_words(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        text = self._busy_text if self._busy_text is not None else words_of(self.text())
        key = self._key if self._busy_text is None else ""
        words = width_of(text, self._font())
        cap = theme().px(10) + key_cap_width(key) if key else 0.0
        left = max(theme().px(8), rect.center().x() - (words + cap) / 2)
        room = QRectF(left, rect.top(), rect.width() - left - cap, rect.height())
        draw_text(painter, room, text, self._font(), ink, LEFT)
        if key:
            border = mixed(theme().color(self.fill), ink, 0.55)
            draw_key_cap(painter, left + words + cap, rect.center().y(), key, ink, border)


class PrimaryButton(KeyButton):
    """The one action that a panel is for."""

    fill = Tone.ACCENT
    edge = Tone.ACCENT
    ink = Tone.ONACCENT


class SecondaryButton(KeyButton):
    """Any other action."""


class DangerButton(KeyButton):
    """An action that takes something away from others."""

    fill = Tone.REDBG
    edge = Tone.RED
    ink = Tone.RED


class IconButton(QToolButton):
    """A square button with a line icon, and a count in its corner where there is something to count. With an action it
    follows the action in every respect."""

    def __init__(
        self, parent: QWidget | None = None, *, icon: str = "", tip: str = "", action: QAction | None = None
    ) -> None:
        super().__init__(parent)
        self._count = 0
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action is not None:
            self.setDefaultAction(action)
            self.setAccessibleName(action.text())
        if icon:
            self.set_icon(icon)
        if tip:
            self.setToolTip(tip)
            self.setAccessibleName(tip)
        theme().changed.connect(self._resize)
        self._resize()

    def set_icon(self, icon: str, tone: Tone = Tone.MUTED) -> None:
        """Show another icon."""
        bind_icon(self, icon, tone)

    def count(self) -> int:
        """What the corner shows."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another count; 0 shows none."""
        if count != self._count:
            self._count = count
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            painter = painter_for(self)
            draw_badge(painter, self.width(), str(self._count) if self._count < 10 else "9+")
            painter.end()

    @Slot()
    def _resize(self) -> None:
        side = theme().px(28)
        self.setFixedSize(side, side)
        self.setIconSize(QSize(theme().px(ICON_SIZE), theme().px(ICON_SIZE)))


class ActionButton(SecondaryButton):
    """A secondary button that follows an action: words, key, enabled and visible."""

    def __init__(self, parent: QWidget | None = None, *, action: QAction | None = None) -> None:
        super().__init__(parent)
        self._action: QAction | None = None
        if action is not None:
            self.set_action(action)

    def set_action(self, action: QAction) -> None:
        """Follow this action from now on."""
        if self._action is not None:
            self._action.changed.disconnect(self._follow)
            self.clicked.disconnect(self._action.trigger)
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        if self._action is not None:
            self.setText(self._action.text())
            self.setToolTip(self._action.toolTip())
            self.setEnabled(self._action.isEnabled())
            self.set_key(action_key(self._action))


class MenuButton(QPushButton):
    """A filter strip's drop-down that reads as a phrase: "Within **100 mi** of station"."""

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        before: str = "",
        value: str = "",
        after: str = "",
        menu: QMenu | None = None,
    ) -> None:
        super().__init__(parent)
        self._before, self._value, self._after = before, value, after
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if menu is not None:
            self.setMenu(menu)
        self._describe()
        theme().changed.connect(self._theme_changed)

    def value(self) -> str:
        """The words in the middle."""
        return self._value

    def set_value(self, value: str) -> None:
        """Change the words in the middle."""
        if value != self._value:
            self._value = value
            self._describe()
            self._theme_changed()
            self.changed.emit()

    def set_phrase(self, before: str, after: str = "") -> None:
        """Change the words around the value."""
        self._before, self._after = before, after
        self._describe()
        self._theme_changed()

    def _describe(self) -> None:
        self.setAccessibleName(" ".join(word for word in (self._before, self._value, self._after) if word))

    @Slot()
    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, QFont, QColor]]:
        plain, medium = theme().font(), theme().font(medium=True)
        muted, ink = theme().color(Tone.MUTED), theme().color(Tone.TEXT)
        parts = [(self._before, plain, muted), (self._value, medium, ink), (self._after, plain, muted)]
        return [part for part in parts if part[0]]

    def sizeHint(self) -> QSize:
        gap = theme().px(4)
        words = sum(width_of(text, font) + gap for text, font, _ in self._parts())
        return QSize(round(words + theme().px(10 + 14 + 6)), theme().px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect = QRectF(self.rect())
        hot = self.underMouse() or self.isDown()
        fill = theme().color(Tone.HOVER if hot else Tone.SURFACE)
        focused = self.hasFocus()
        border = theme().color(Tone.ACCENT if focused else Tone.BORDER)
        surface(painter, rect, fill=fill, border=border, width=2 if focused else 1)
        left = float(theme().px(10))
        for text, font, colour in self._parts():
            draw_text(painter, QRectF(left, 0, rect.width(), rect.height()), text, font, colour, LEFT)
            left += width_of(text, font) + theme().px(4)
        side = theme().px(14)
        chevron = pixmap("chevron-down", Tone.MUTED, side, self.devicePixelRatioF())
        painter.drawPixmap(round(left), round((rect.height() - side) / 2 + 0.5), chevron)
        painter.end()
