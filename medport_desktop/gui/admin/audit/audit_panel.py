"""One line of the audit log: who and when, and of each of its rows before and after side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.domain.center.system import AuditLine
from medport_desktop.gui.admin.audit.audit_changes import Change
from medport_desktop.gui.admin.audit.audit_columns import ACTIONS, value_text
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel, Rule
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.audit_words import entity_word

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class AuditPanel(Panel):
    """Shows a change, or that none is chosen."""

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

    def show_change(self, change: Change | None) -> None:
        """Show a change; None: none is chosen."""
        self._stack.setCurrentIndex(0 if change is None else 1)
        if change is None:
            return
        self.title.setText(change.words)
        facts = self.facts
        facts.set_row("who", "Who", f"{change.who}, for the {change.acting_for}" if change.acting_for else change.who)
        facts.set_row("at", "When", site_clock().full(change.at))
        facts.set_row("silo", "Silos", change.silos)
        facts.set_row("from", "From", change.first.address or "the server itself")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme().px(8), 0)
        column.setSpacing(theme().px(6))
        for row in change.rows:
            column.addWidget(Text(inner, text=_row_words(row), type=Type.STRONG, wrap=True))
            column.addWidget(Text(inner, text=_wrappable(row.entity_id or "—"), type=Type.CAPTION, tone=Tone.MUTED))
            column.addLayout(_side_by_side(row, inner))
        column.addStretch(1)
        self.area.setWidget(inner)


def _row_words(row: AuditLine) -> str:
    """ "Trip T-1042 changed, in Hospital"."""
    trip = f" of {row.trip_number}" if row.trip_number and row.entity_type != "transport_request" else ""
    which = f" {row.trip_number if row.entity_type == 'transport_request' else row.subject}".rstrip()
    verb = ACTIONS.get(row.action, row.action).casefold()
    return f"{entity_word(row.entity_type)}{which}{trip} {verb}, in {row.silo.label}"


def _side_by_side(row: AuditLine, inner: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme().px(12))
    grid.setVerticalSpacing(theme().px(6))
    for column, stretch in enumerate((4, 5, 5)):
        grid.setColumnStretch(column, stretch)
    for column, title in enumerate(("Field", "Before", "After")):
        grid.addWidget(Text(inner, text=title, type=Type.CAPTION, tone=Tone.MUTED), 0, column)
    for line, key in enumerate(dict.fromkeys([*row.before, *row.after]), start=1):
        was, now_is = row.before.get(key), row.after.get(key)
        name = Text(inner, text=_wrappable(key.replace("_", " ")), tone=Tone.MUTED, wrap=True)
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        for column, (value, side) in enumerate(((was, row.before), (now_is, row.after)), start=1):
            known = key in side or row.action == "UPDATE"
            text = Text(inner, text=_wrappable(value_text(row.named(value))) if known else "", wrap=True)
            text.setTextInteractionFlags(_SELECTABLE)
            text.setAccessibleName(f"{key} {'before' if column == 1 else 'after'}: {text.text()}")
            grid.addWidget(text, line, column, Qt.AlignmentFlag.AlignTop)
    return grid


def _wrappable(text: str) -> str:
    """An id or an address has no blank at which a label could break."""
    return " ".join(
        "\u200b".join(word[i : i + 8] for i in range(0, len(word), 8)) if len(word) > 24 else word
        for word in text.split(" ")
    )
