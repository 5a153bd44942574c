"""The one style sheet: plain Qt widgets in the tokens' colours, so that none shows Qt's default look."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QColor

from medport_desktop.gui.kit.style.svg import tinted_svg
from medport_desktop.gui.kit.style.tokens import Tone, Type, tokens

SHEET_ICONS = {
    "down": ("chevron-down", Tone.MUTED),
    "up": ("chevron-up", Tone.MUTED),
    "right": ("chevron-right", Tone.MUTED),
    "check": ("check", Tone.ONACCENT),
    "tick": ("check", Tone.ACCENT),
}


_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<circle cx="8" cy="8" r="4.5" fill="currentColor"/></svg>'
)


class StyleFiles:
    """Tinted icons as files, because a style sheet can name images only by their path."""

    def __init__(self) -> None:
        self._dir = QTemporaryDir()

    def urls(self, colours: Mapping[Tone, QColor]) -> dict[str, str]:
        """Write the icons in these colours; returns the path of each by its name in SHEET_ICONS."""
        dot = _DOT.replace("currentColor", colours[Tone.ACCENT].name())
        dot_path = Path(self._dir.path()) / f"dot-{colours[Tone.ACCENT].name()[1:]}.svg"
        dot_path.write_text(dot, "utf-8")
        result = {"dot": dot_path.as_posix()}
        for name, (icon, tone) in SHEET_ICONS.items():
            colour = colours[tone].name()
            path = Path(self._dir.path()) / f"{name}-{colour[1:]}.svg"
            if not path.exists():
                path.write_text(tinted_svg(icon, colour), "utf-8")
            result[name] = path.as_posix()
        return result


def style_sheet(colours: Mapping[Tone, QColor], scale: float, files: StyleFiles) -> str:
    """The style sheet for these colours and this scale of type and controls."""
    values = {tone.value: colour.name() for tone, colour in colours.items()}
    values |= {
        f"px{n}": f"{round(n * scale)}px"
        for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 25, 27, 28, 30, 32)
    }
    values |= {f"type_{style.value}": f"{round(size * scale)}px" for style, size in tokens().sizes.items()}
    values |= {f"icon_{name}": f'url("{path}")' for name, path in files.urls(colours).items()}
    values |= {
        "radius": f"{tokens().radius_control}px",
        "radius_panel": f"{tokens().radius_panel}px",
        "inner": f"{tokens().radius_control - 2}px",
    }
    text = "".join(f'QLabel[tone="{tone.value}"] {{ color: {colours[tone].name()}; }}\n' for tone in Tone)
    for style in Type:
        weight = 600 if style.is_strong else 400
        text += (
            f'QLabel[type="{style.value}"] {{ font-size: {values["type_" + style.value]}; font-weight: {weight}; }}\n'
        )
    text += f'QLabel[look="product"] {{ font-size: {round(15 * scale)}px; }}\n'
    return Template(_expand(_SHEET)).substitute(values) + text


def _expand(sheet: str) -> str:
    """Write out each selector that begins with EDITORS for every kind of editor, with its pseudo-state."""

    def spell(match: re.Match[str]) -> str:
        return ", ".join(f"{editor}{match[1]}" for editor in EDITORS) + " {"

    return re.sub(r"^EDITORS(\S*) \{", spell, sheet, flags=re.MULTILINE)


# A tool button leaves a space on either side of its words: a link's words stand in line with what is above them.
EDITORS = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QAbstractSpinBox")
_SHEET = """
QMainWindow, QDialog { background: $canvas; }
QDialog[kit="dialog"] { background: $surface; }
/* Plain, or a name with <b> or <img> in it would be taken for markup, and its files be read. */
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px;
    qproperty-textFormat: PlainText; }
QLabel { background: transparent; }
QLabel:disabled { color: $off; }
QLabel[strong="true"] { font-weight: 600; }

EDITORS { background: $canvas; color: $text; border: 1px solid $border; border-radius: $radius;
    selection-background-color: $accent; selection-color: $onaccent; placeholder-text-color: $faint; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $px30; padding: 0 $px10; }
QAbstractSpinBox > QLineEdit, QComboBox > QLineEdit { border: none; padding: 0; min-height: 0;
    background: transparent; }
QPlainTextEdit, QTextEdit { padding: $px5 $px6; }
EDITORS:hover { border-color: $off; }
EDITORS:focus { border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: 0 $px9; min-height: $px28; }
EDITORS[error="true"] { border: 2px solid $red; }
QLineEdit[error="true"], QComboBox[error="true"] { padding: 0 $px9; min-height: $px28; }
QAbstractSpinBox:focus, QAbstractSpinBox[error="true"] { padding: 0 $px9; min-height: $px25; }
EDITORS:disabled { color: $off; background: $raised; }
EDITORS:read-only { background: $raised; }
QComboBox, QComboBox:read-only { background: $canvas; padding-left: $px12; padding-right: 1px; }
QComboBox:focus, QComboBox[error="true"] { padding-left: $px11; padding-right: 0; }
QLineEdit { lineedit-password-character: 8226; }
QAbstractSpinBox { min-height: $px27; }
QLineEdit[look="strip"] { min-height: $px24; background: $surface; }
QLineEdit[look="strip"]:focus { min-height: $px22; }

QComboBox::drop-down { border: none; width: $px28; }
QComboBox::down-arrow { image: $icon_down; width: $px16; height: $px16; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px; outline: 0;
    selection-background-color: $select; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: $px28; padding: 0 $px6; border-radius: $inner; }
QComboBox QAbstractItemView::item:selected { background: $select; color: $text; }

QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: $px20; }
QAbstractSpinBox::up-arrow { image: $icon_up; width: $px12; height: $px12; }
QAbstractSpinBox::down-arrow { image: $icon_down; width: $px12; height: $px12; }
QDateTimeEdit::drop-down { border: none; width: $px28; }
QDateTimeEdit::down-arrow { image: $icon_down; width: $px16; height: $px16; }

QCheckBox, QRadioButton { spacing: $px8; color: $text; min-height: $px20; }
QCheckBox::indicator, QRadioButton::indicator { width: $px14; height: $px14; border: 1px solid $off;
    background: $canvas; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: $px8; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: $px12; height: $px12; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: $icon_check; }
QRadioButton::indicator:checked { border-color: $accent; image: $icon_dot; }

QPushButton { background: $raised; color: $text; border: 1px solid $border; border-radius: $radius;
    min-height: $px28; padding: 0 $px12; font-weight: 500; }
MenuButton { min-height: 0; padding: 0; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $select; }
QPushButton:focus { border: 2px solid $accent; padding: 0 $px10; }
QPushButton:disabled { color: $off; }
QToolButton { background: transparent; border: none; border-radius: $radius; padding: 4px; color: $muted; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:focus { border: 1px solid $accent; padding: 3px; }

QToolButton[look="link"] { color: $accent; padding: 0 -$px3; font-size: $type_caption; }
QToolButton[look="link"]:hover { text-decoration: underline; background: transparent; color: $accent; }

QMenu { background: $raised; border: 1px solid $border; border-radius: $radius; padding: 4px; }
QMenu::item { padding: $px5 $px24 $px5 $px10; border-radius: $inner; color: $text; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $off; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
QMenu::icon { padding-left: $px8; }
QMenu::indicator { width: $px16; height: $px16; padding-left: $px6; }
QMenu::indicator:checked { image: $icon_tick; }
QMenu::right-arrow { image: $icon_right; width: $px14; height: $px14; }
QMenuBar { background: $surface; }
QMenuBar::item { padding: 4px 8px; }
QMenuBar::item:selected { background: $hover; }

QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: $px6 $px12; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $hover; }

QAbstractItemView { background: $surface; color: $text; border: none; outline: 0; alternate-background-color: $raised;
    selection-background-color: $select; selection-color: $text; gridline-color: $border; }
QListView::item, QTreeView::item { min-height: $px28; padding: 0 $px6; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $select; color: $text; }
QTableView::item { padding: 0 $px6; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 0 $px8; font-size: $type_caption; font-weight: 500; }
QTableCornerButton::section { background: $raised; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: $px12; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $px12; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: $px28; }
QScrollBar::handle:horizontal { min-width: $px28; }
QScrollBar::handle:hover { background: $off; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }
QSplitter::handle:horizontal { width: $px12; }
QSplitter::handle:vertical { height: $px12; }

QGroupBox { border: 1px solid $border; border-radius: $radius_panel; margin-top: $px10; padding: $px12; }
QGroupBox::title { subcontrol-origin: margin; left: $px10; color: $muted; }
QProgressBar { background: $raised; border: none; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::handle:horizontal { width: $px14; height: $px14; margin: -5px 0; border-radius: 7px; background: $accent; }
QStatusBar { background: $surface; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QCalendarWidget QWidget { alternate-background-color: $raised; }
QCalendarWidget QToolButton { color: $text; }
"""
