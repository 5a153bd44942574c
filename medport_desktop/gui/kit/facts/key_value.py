"""Facts in two columns: what, and how much."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone


@dataclass
class _Row:
    label: Text
    holder: QWidget
    value: Text
    note: Text
    mark: QLabel
    icon: str = ""


class KeyValueGrid(QWidget):
    """Labels muted at the left, values at the right; rows are named, so that they can change one by one."""

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 100) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._label_width = label_width
        theme().changed.connect(self._theme_changed)
        self._theme_changed()

    def set_row(
        self, key: str, label: str, value: str, *, note: str = "", tone: Tone = Tone.TEXT, icon: str = ""
    ) -> None:
        """Add the row, or change it if it is there. `note` follows the value muted; `icon` follows both."""
        row = self._rows.get(key) or self._add(key)
        row.label.setText(label)
        row.value.setText(value)
        row.value.set_tone(tone)
        row.value.setWordWrap(not note and not icon)
        row.note.setText(note)
        row.note.setVisible(bool(note))
        row.icon = icon
        row.value.setAccessibleName(f"{label}: {value} {note}".strip())
        self._draw_icon(row)

    def remove_row(self, key: str) -> None:
        """Take the row away, if it is there."""
        row = self._rows.pop(key, None)
        if row is not None:
            for widget in (row.label, row.holder):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    def _add(self, key: str) -> _Row:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(5)
        row = _Row(Text(self, tone=Tone.MUTED), holder, Text(holder), Text(holder, tone=Tone.MUTED), QLabel(holder))
        row.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(row.value, 1)
        line.addWidget(row.note)
        line.addWidget(row.mark)
        line.addStretch(0)
        at = self._grid.rowCount()
        self._grid.addWidget(row.label, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(holder, at, 1)
        self._rows[key] = row
        return row

    def _draw_icon(self, row: _Row) -> None:
        row.mark.setVisible(bool(row.icon))
        if row.icon:
            row.mark.setPixmap(pixmap(row.icon, Tone.MUTED, theme().px(13), self.devicePixelRatioF()))
        layout = row.holder.layout()
        assert isinstance(layout, QHBoxLayout)
        packed = bool(row.icon) or not row.note.isHidden()
        layout.setStretch(0, 0 if packed else 1)
        layout.setStretch(3, 1 if packed else 0)

    @Slot()
    def _theme_changed(self) -> None:
        self._grid.setColumnMinimumWidth(0, theme().px(self._label_width))
        for row in self._rows.values():
            self._draw_icon(row)
