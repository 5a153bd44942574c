"""A light for each silo: how fresh is what is on the screen."""

from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.style.accessible import announce
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type


class Light(Enum):
    """The state of one silo as this workstation sees it."""

    CONNECTING = auto()
    LIVE = auto()
    STALE = auto()
    AWAY = auto()
    REFUSED = auto()


_TONES = {
    Light.CONNECTING: Tone.GREY,
    Light.LIVE: Tone.GREEN,
    Light.STALE: Tone.AMBER,
    Light.AWAY: Tone.RED,
    Light.REFUSED: Tone.RED,
}
_WORDS = {
    Light.CONNECTING: "connecting",
    Light.LIVE: "live",
    Light.STALE: "stale",
    Light.AWAY: "away",
    Light.REFUSED: "no access",
}
_BAD = (Light.AWAY, Light.REFUSED)


class SiloLight(PaintedWidget):
    """A dot, the silo's name and its state in words; where nothing comes from it, the dot is a ring."""

    spoken_role = QAccessible.Role.Indicator

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._name = name
        self._state = Light.CONNECTING
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set_state(Light.CONNECTING)

    def state(self) -> Light:
        """The state that is shown."""
        return self._state

    def words(self) -> str:
        """The state in words, e.g. "stale since 14:32"."""
        return self._words

    def set_state(self, state: Light, since: datetime | None = None, detail: str = "") -> None:
        """Show a state; `since` is when it began, `detail` a sentence for the tooltip."""
        words = _WORDS[state]
        if since is not None and (state is Light.STALE or state in _BAD):
            words += f" since {site_clock().short(since)}"
        is_news, self._state, self._words = state is not self._state, state, words
        full = f"{self._name}: {words}"
        if is_news:
            announce(self, full, urgent=state in _BAD)
        self.setAccessibleName(full)
        self.setToolTip(detail or full)
        self._theme_changed()

    def sizeHint(self) -> QSize:
        font = theme().font(Type.CAPTION)
        width = theme().px(14 + 5) + width_of(self._name, font) + width_of(self._words, font)
        return QSize(round(width) + 2, theme().px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        side, middle = theme().px(8), self.height() / 2
        dot, colour = QRectF(0.5, middle - side / 2, side, side), theme().mark(_TONES[self._state])
        if self._state in (*_BAD, Light.CONNECTING):
            surface(painter, dot, border=colour, radius=side / 2, width=2)
        else:
            surface(painter, dot, fill=colour, radius=side / 2)
        font, left = theme().font(Type.CAPTION), float(theme().px(14))
        room = QRectF(left, 0, self.width() - left, self.height())
        draw_text(painter, room, self._name, font, theme().color(Tone.TEXT), LEFT)
        after = width_of(self._name, font) + theme().px(5)
        tone = Tone.RED if self._state in _BAD else Tone.MUTED
        draw_text(painter, room.adjusted(after, 0, 0, 0), self._words, font, theme().color(tone), LEFT)
        painter.end()


class SiloLights(QWidget):
    """The lights of all silos, in the order in which they were named."""

    def __init__(
        self, parent: QWidget | None = None, *, names: tuple[str, ...] = ("Hospital", "EMS", "Center")
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        self._lights = {name: SiloLight(self, name=name) for name in names}
        for light in self._lights.values():
            row.addWidget(light)
        row.addStretch(1)

    def set_state(self, name: str, state: Light, since: datetime | None = None, detail: str = "") -> None:
        """Set one light by its silo's name ("Hospital"). Raises KeyError for an unknown one."""
        self._lights[name].set_state(state, since, detail)

    def light(self, name: str) -> SiloLight:
        """One light."""
        return self._lights[name]
