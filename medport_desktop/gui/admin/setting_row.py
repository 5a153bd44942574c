"""One setting in the administrator's list: its words, its editor, and what keeps or takes back what was typed."""

from collections.abc import Callable
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from medport_desktop.domain.center.settings import SETTING_RULES, ConfiguredSetting, SettingKind
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.buttons import IconButton, SecondaryButton
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.type_ahead import Suggestion, TypeAhead
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_ZONES = 12


class SettingRow(QWidget):
    """Shows a setting and lets it be edited. `kept` carries what a person wants to keep, as typed.

    Enter keeps, Esc takes back. What somebody else sets meanwhile is shown at once, unless something is being typed.
    """

    kept = Signal(object, str)

    def __init__(self, setting: ConfiguredSetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._rule = SETTING_RULES[setting.key]
        self.editor = self._make_editor()
        self.editor.setObjectName(f"setting_{setting.key}")
        self.field = Field(self, editor=self.editor, suffix=self._rule.unit)
        self.editor.setAccessibleName(self._rule.label)
        self.save = SecondaryButton(self, text="Save")
        self.save.setObjectName(f"save_{setting.key}")
        self.save.setAccessibleName(f"Save {self._rule.label}")
        self.save.setToolTip("Keep this value (Enter in the field)")
        self.undo = IconButton(self, icon="undo-2", tip="Take back what was typed (Esc)")
        self.undo.setAccessibleName(f"Take back {self._rule.label}")
        self._about = Text(self, tone=Tone.MUTED, type=Type.CAPTION, wrap=True)
        self._last = Text(self, tone=Tone.MUTED, type=Type.CAPTION, wrap=True)
        self._lay_out()
        self.save.clicked.connect(self._keep)
        self.undo.clicked.connect(self._take_back)
        self.editor.textChanged.connect(self._edited)
        self._take_back()
        self.show_setting(setting)

    def show_setting(self, setting: ConfiguredSetting) -> None:
        """The setting was read again; what is being typed stays."""
        typing = self.is_changed()
        self.setting = setting
        if not typing:
            self._take_back()
        self._about.setText(setting.description)
        when = site_clock().short(setting.updated_at)
        last = f"set by {setting.updated_by}, {when}" if setting.updated_by else "as installed"
        limits = f"{self._rule.limits()} {self._rule.unit} · " if self._rule.limits() else ""
        self._last.setText(f"{limits}{last}".replace(" $", " dollars"))
        self._edited()

    def is_changed(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.editor.text().strip() != self._rule.shown(self.setting.value)

    def set_busy(self, busy: bool) -> None:
        """Whether it is being kept."""
        self.save.set_busy(busy, "Saving…")

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why; what was typed stays."""
        self.field.set_error(error.by_field.get("value", error.whole if isinstance(error, Refused) else error.sentence))
        self.editor.setFocus()

    def done(self, setting: ConfiguredSetting) -> None:
        """It was kept."""
        self.setting = setting
        self._take_back()

    # -- parts ------------------------------------------------------------------------------------------
    def _make_editor(self) -> QLineEdit:
        if self._rule.kind is SettingKind.ZONE:
            zones = TypeAhead()
            zones.set_source(_zones)
            return zones
        return QLineEdit()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(self, text=self._rule.label, type=Type.STRONG))
        words.addWidget(self._about)
        words.addWidget(self._last)
        words.addStretch(1)
        self.field.setFixedWidth(theme().px(272))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        row.addLayout(words, 1)
        for part in (self.field, self.save, self.undo):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)

    # -- acting -----------------------------------------------------------------------------------------
    @Slot()
    def _edited(self) -> None:
        changed = self.is_changed()
        if not changed:
            self.field.clear_error()
        for button in (self.save, self.undo):
            if button.hasFocus() and not changed:
                self.editor.setFocus()  # else Qt would choose where the next key goes
            button.setEnabled(changed)

    @Slot()
    def _keep(self) -> None:
        if not self.save.isEnabled():
            return
        self.field.clear_error()
        try:
            self._rule.read(self.editor.text())
        except ValueError as error:
            self.tell(InvalidForm({"value": str(error)}))
            return
        self.editor.setFocus()  # the button is about to be disabled
        self.kept.emit(self.setting, self.editor.text())

    @Slot()
    def _take_back(self) -> None:
        shown = self._rule.shown(self.setting.value)
        if isinstance(self.editor, TypeAhead):
            self.editor.set_choice(Suggestion(shown, shown))
        else:
            self.editor.setText(shown)
        self._edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self._take_back,
            **dict.fromkeys(_ENTER, self._keep),
        }
        act = actions.get(event.key())
        if act is None or not self.is_changed():
            super().keyPressEvent(event)
            return
        act()


def _zones(text: str) -> list[Suggestion]:
    """Zones that have every typed word, for a type-ahead."""
    found = [zone for zone in sorted(available_timezones()) if matching.has_all(text, zone)]
    return [Suggestion(zone, zone) for zone in found[:_MOST_ZONES]]
