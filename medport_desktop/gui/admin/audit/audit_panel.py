"""One line of the audit log: who and when, and before and after side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.domain.center.system import AuditLine
from medport_desktop.gui.admin.audit.audit_columns import ACTIONS, entity_word, value_text
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel, Rule
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class AuditPanel(Panel):
    """Shows a line, or that none is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme().px(320))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(
            EmptyState(icon="shield-alert", sentence="Choose a line.", hint="What was before and after appears here.")
        )
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        self.title = Text(shown, type=Type.TITLE, wrap=True)
        self.facts = KeyValueGrid(shown, label_width=76)
        self.area = QScrollArea(shown)
        self.area.setObjectName("audit_changes")
        self.area.setAccessibleName("Before and after")
        self.area.setWidgetResizable(True)
        self.area.setMinimumHeight(theme().px(24))  # on a small screen who and when come first
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        for part in (self.title, self.facts, Rule(shown)):
            column.addWidget(part)
        column.addWidget(self.area, 1)
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack)

    def show_line(self, line: AuditLine | None) -> None:
        """Show a line; None: none is chosen."""
        self._stack.setCurrentIndex(0 if line is None else 1)
        if line is None:
            return
        trip = f" of {line.trip_number}" if line.trip_number and line.entity_type != "transport_request" else ""
        which = f" {line.trip_number if line.entity_type == 'transport_request' else line.subject}".rstrip()
        verb = ACTIONS.get(line.action, line.action).casefold()
        self.title.setText(f"{entity_word(line.entity_type)}{which}{trip} {verb}")
        facts = self.facts
        facts.set_row("who", "Who", f"{line.who}, for the {line.acting_for}" if line.acting_for else line.who)
        facts.set_row("at", "When", site_clock().full(line.at))
        facts.set_row("silo", "Silo", line.silo.label)
        facts.set_row("from", "From", line.address or "the server itself")
        facts.set_row("row", "Row", line.entity_id or "—")
        self.area.setWidget(self._side_by_side(line))

    def _side_by_side(self, line: AuditLine) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme().px(8), 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(6))
        for column, stretch in enumerate((4, 5, 5)):
            grid.setColumnStretch(column, stretch)
        for column, title in enumerate(("Field", "Before", "After")):
            grid.addWidget(Text(inner, text=title, type=Type.CAPTION, tone=Tone.MUTED), 0, column)
        for row, key in enumerate(dict.fromkeys([*line.before, *line.after]), start=1):
            was, now_is = line.before.get(key), line.after.get(key)
            name = Text(inner, text=_wrappable(key.replace("_", " ")), tone=Tone.MUTED, wrap=True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            for column, (value, side) in enumerate(((was, line.before), (now_is, line.after)), start=1):
                known = key in side or line.action == "UPDATE"
                text = Text(inner, text=_wrappable(value_text(value)) if known else "", wrap=True)
                text.setTextInteractionFlags(_SELECTABLE)
                text.setAccessibleName(f"{key} {'before' if column == 1 else 'after'}: {text.text()}")
                grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        return inner


def _wrappable(text: str) -> str:
    """An id or an address has no blank at which a label could break."""
    return (
        "\u200b".join(text[i : i + 8] for i in range(0, len(text), 8)) if len(text) > 24 and " " not in text else text
    )
