"""The one theme of the application: light, dark or the system's, at a chosen size of type, changed at run time."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from medport_desktop.gui.kit.style.fonts import load_fonts, make_font
from medport_desktop.gui.kit.style.stylesheet import StyleFiles, style_sheet
from medport_desktop.gui.kit.style.tokens import Tone, Type, tokens

SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.5


class Mode(StrEnum):
    """Which theme a person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, type and measures as they are now. `changed` follows every change, after it is applied."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = Mode.SYSTEM
        self._scale = 1.0
        self._dark = False
        self._colours: dict[Tone, QColor] = {}
        self._marks: dict[Tone, QColor] = {}
        self._fonts: dict[tuple[Type, bool, bool], QFont] = {}
        self._app: QApplication | None = None
        self._files: StyleFiles | None = None
        self._resolve()

    # -- what painters ask ------------------------------------------------------------------------------
    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self._dark

    @property
    def mode(self) -> Mode:
        """What the person asked for."""
        return self._mode

    @property
    def scale(self) -> float:
        """The factor on every size of type and control."""
        return self._scale

    def color(self, tone: Tone) -> QColor:
        """The colour of a tone. Do not change the object: it is shared."""
        return self._colours[tone]

    def mark(self, tone: Tone) -> QColor:
        """The tone as a shape without words shows it: of a fuller hue, where it has one (3:1 and more). Shared."""
        return self._marks[tone]

    def px(self, length: float) -> int:
        """A length in pixels at the present scale."""
        return round(length * self._scale)

    def font(self, style: Type = Type.BODY, *, strong: bool = False, medium: bool = False) -> QFont:
        """The font of a type style; `strong` makes it semi-bold, `medium` a little heavier. Shared: copy to change."""
        key = (style, strong, medium)
        if key not in self._fonts:
            weight = QFont.Weight.Normal
            if strong or style.is_strong:
                weight = QFont.Weight.DemiBold
            elif medium:
                weight = QFont.Weight.Medium
            self._fonts[key] = make_font(self.px(tokens().sizes[style]), weight=weight)
        return self._fonts[key]

    @property
    def row_height(self) -> int:
        """The height of a board's row in pixels."""
        return self.px(tokens().row_height)

    # -- what the person changes ------------------------------------------------------------------------
    def install(self, app: QApplication) -> None:
        """Load the fonts and dress the application; call once, before the first window."""
        load_fonts()
        app.setStyle("Fusion")
        self._app = app
        self._files = StyleFiles()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Use light, dark or the system's colours from now on."""
        if mode is not self._mode:
            self._mode = mode
            self._apply()

    def set_scale(self, scale: float) -> None:
        """Set the size of type and controls, held within 0.9 to 1.5."""
        scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def toggle(self) -> None:
        """Switch between light and dark, whatever the system says."""
        self.set_mode(Mode.LIGHT if self._dark else Mode.DARK)

    # -- inside -----------------------------------------------------------------------------------------
    @Slot()
    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM and self._wants_dark() != self._dark:
            self._apply()

    def _wants_dark(self) -> bool:
        if self._mode is not Mode.SYSTEM:
            return self._mode is Mode.DARK
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _resolve(self) -> None:
        self._dark = self._wants_dark()
        values = tokens().dark if self._dark else tokens().light
        marks = tokens().dark_marks if self._dark else tokens().light_marks
        self._colours = {tone: QColor(value) for tone, value in values.items()}
        self._marks = self._colours | {tone: QColor(value) for tone, value in marks.items()}
        self._fonts = {}

    def _apply(self) -> None:
        self._resolve()
        if self._app is not None and self._files is not None:
            self._app.setPalette(self._palette())
            self._app.setFont(self.font())
            self._app.setStyleSheet(style_sheet(self._colours, self._scale, self._files))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, tone in (
            (roles.Window, Tone.CANVAS),
            (roles.WindowText, Tone.TEXT),
            (roles.Base, Tone.SURFACE),
            (roles.AlternateBase, Tone.RAISED),
            (roles.Text, Tone.TEXT),
            (roles.PlaceholderText, Tone.FAINT),
            (roles.Button, Tone.RAISED),
            (roles.ButtonText, Tone.TEXT),
            (roles.BrightText, Tone.RED),
            (roles.Highlight, Tone.SELECT),
            (roles.HighlightedText, Tone.TEXT),
            (roles.ToolTipBase, Tone.RAISED),
            (roles.ToolTipText, Tone.TEXT),
            (roles.Link, Tone.ACCENT),
            (roles.LinkVisited, Tone.ACCENT),
            (roles.Accent, Tone.ACCENT),
            (roles.Light, Tone.RAISED),
            (roles.Midlight, Tone.RAISED),
            (roles.Mid, Tone.BORDER),
            (roles.Dark, Tone.BORDER),
            (roles.Shadow, Tone.CANVAS),
        ):
            palette.setColor(role, self.color(tone))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color(Tone.OFF))
        return palette


class _Holder:
    theme: Theme | None = None


def theme() -> Theme:
    """The application's theme, made on first use (a QApplication must exist)."""
    if _Holder.theme is None:
        _Holder.theme = Theme(QCoreApplication.instance())
    return _Holder.theme
