"""The site's configuration: every setting in its group, each with its limits and kept by itself."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from medport_desktop.domain.center.settings import SETTING_RULES, ConfiguredSetting
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.admin.setting_row import SettingRow
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.panel import Panel, Rule
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.center.admin import Admin

_TOPICS = [(Silo.CENTER, "system_configuration")]
_GROUPS = {
    "site": "Site",
    "alerts": "Timers and pick-up",
    "security": "Security",
    "messages": "Messages from the center",
    "offers": "Offers and bids",
    "prices": "Prices",
    "distance": "Distance and arrival",
}
_LEFT = ("site", "alerts")
_ORDER = list(SETTING_RULES)
_NOTE = (
    "The databases go by a value from the moment it is saved; consoles that are open, at the latest from their "
    "next sign-in."
)


class ConfigurationPage(QWidget):
    """Settings in two columns of groups."""

    def __init__(self, runtime: Runtime, admin: Admin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("configuration_page")
        self._runtime = runtime
        self._admin = admin
        self.rows: dict[str, SettingRow] = {}
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._lay_out()
        make_action(self, "Read everything again", "F5", self.refresh, group="Configuration")
        self._subscription = runtime.changes.subscribe(self, _TOPICS, self._read, self._apply)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read everything again; what is being typed stays."""
        self._subscription.refresh()

    def _lay_out(self) -> None:
        inner = QWidget(self)
        grid = QHBoxLayout()
        grid.setSpacing(theme().px(12))
        for column in self._columns:
            column.setSpacing(theme().px(12))
            grid.addLayout(column, 1)
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(16, 10, 16, 12)
        outer.setSpacing(theme().px(10))
        outer.addWidget(Text(inner, text=_NOTE, tone=Tone.MUTED, wrap=True))
        outer.addLayout(grid)
        outer.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    # -- facts ------------------------------------------------------------------------------------------
    def _read(self, _changes: Changes) -> Callable[[], list[ConfiguredSetting]]:
        return self._admin.configuration

    def _apply(self, settings: list[ConfiguredSetting]) -> None:
        if not self.rows:
            self._build(settings)
        for setting in settings:
            if (row := self.rows.get(setting.key)) is not None:
                row.show_setting(setting)

    def _build(self, settings: list[ConfiguredSetting]) -> None:
        groups = list(_GROUPS)
        settings = sorted(settings, key=lambda s: (groups.index(s.category), _ORDER.index(s.key)))
        for category, members in groupby(settings, key=lambda s: s.category):
            panel = Panel(self)
            panel.body.addWidget(Text(panel, text=_GROUPS[category], type=Type.TITLE))
            for index, setting in enumerate(members):
                if index:
                    panel.body.addWidget(Rule(panel))
                row = self.rows[setting.key] = SettingRow(setting, panel)
                row.kept.connect(self._keep)
                panel.body.addWidget(row)
            self._columns[0 if category in _LEFT else 1].addWidget(panel)
        for column in self._columns:
            column.addStretch(1)
        had_focus = self.hasFocus()
        first = next(iter(self.rows.values()), None)
        if first is not None:
            self.setFocusProxy(first.editor)
            if had_focus:
                first.editor.setFocus()

    # -- acting -----------------------------------------------------------------------------------------
    @Slot(object, str)
    def _keep(self, setting: ConfiguredSetting, typed: str) -> None:
        row = self.rows[setting.key]
        rule = SETTING_RULES[setting.key]

        value = rule.read(typed)
        Operation(
            partial(self._admin.set_setting, setting, typed),
            owner=row,
            busy=row.set_busy,
            told=f"{rule.label} is now {rule.shown(value)} {rule.unit}".strip() + ".",
            then=lambda _none: row.done(replace(setting, value=value)),
            refused=row.tell,
        ).run(self._runtime)
