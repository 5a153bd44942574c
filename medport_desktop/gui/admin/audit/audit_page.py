"""The audit log of all three silos: filters in a strip, lines, and the line in view."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QDateTime, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from medport_desktop.domain.center.system import AuditFilter, AuditLine
from medport_desktop.gui.admin.audit.audit_changes import Change, changes_of
from medport_desktop.gui.admin.audit.audit_columns import ACTIONS, audit_columns
from medport_desktop.gui.admin.audit.audit_panel import AuditPanel
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.forms.field import SearchField
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.audit_words import ENTITIES
from medport_desktop.runtime import Runtime
from medport_desktop.services.center.admin import AUDIT_LIMIT, Admin

_PANEL_WIDTH = 400
_TYPING_MS = 250
"""How long after the last key a search begins."""
_BETWEEN = timedelta(0)
_SPANS: list[tuple[str, timedelta | None]] = [
    ("Last hour", timedelta(hours=1)),
    ("Last 24 hours", timedelta(days=1)),
    ("Last 7 days", timedelta(days=7)),
    ("Last 30 days", timedelta(days=30)),
    ("At any time", None),
    ("Between…", _BETWEEN),
]


class AuditPage(QWidget):
    """Changes that match the strip, a line each, newest first. Read when the filters change and on F5."""

    def __init__(self, runtime: Runtime, admin: Admin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audit_page")
        self._runtime = runtime
        self._admin = admin
        self.model: BoardModel[Change] = BoardModel(audit_columns(), key=lambda change: change.id, parent=self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        self._make_strip()
        self._make_board()
        self._lay_out()
        group = "Audit log"
        make_action(self, "Filter by person", "Ctrl+F", self.who.setFocus, group=group)
        make_action(self, "Read everything again", "F5", self.refresh, group=group)
        columns = make_action(self, "Columns", "Alt+C", self._open_columns, icon="columns-3")
        self.columns.setDefaultAction(columns)
        self.columns.setAccessibleName("Columns")
        self.setFocusProxy(self.board)
        self.refresh()

    # -- set up -----------------------------------------------------------------------------------------
    def _make_strip(self) -> None:
        self.who = SearchField(self, placeholder="Who", icon="user-round")
        self.who.setObjectName("audit_who")
        self.trip = SearchField(self, placeholder="Trip number", icon="ambulance")
        self.trip.setObjectName("audit_trip")
        self.action_kind = self._choices("audit_action", "What was done", [("Any action", ""), *_swapped(ACTIONS)])
        self.entity = self._choices("audit_entity", "To what", [("Anything", ""), *_swapped(ENTITIES)])
        self.span = self._choices("audit_span", "When", _SPANS)
        self.span.setCurrentIndex(1)
        self.since, self.until = self._moment("audit_since", "From"), self._moment("audit_until", "Until")
        now = QDateTime.fromString(site_clock().now().strftime("%Y-%m-%dT%H:%M:00"), Qt.DateFormat.ISODate)
        self.since.setDateTime(now.addDays(-1))
        self.until.setDateTime(now)
        self.columns = IconButton(self, icon="columns-3", tip="Columns")
        self.count = Text(self, tone=Tone.MUTED)
        self.count.setObjectName("audit_count")
        for field in (self.who, self.trip):
            field.setProperty("look", "")  # as high as the lists beside it
            field.setMaximumWidth(theme().px(190))
            field.textChanged.connect(lambda _text: self._typing.start())
        for choice in (self.action_kind, self.entity, self.span):
            choice.currentIndexChanged.connect(lambda _index: self._chosen())
        for moment in (self.since, self.until):
            moment.hide()
            moment.dateTimeChanged.connect(lambda _moment: self._typing.start())

    def _choices(self, name: str, spoken: str, options: Sequence[tuple[str, object]]) -> DropDown:
        box = DropDown(self)
        box.setObjectName(name)
        box.setAccessibleName(spoken)
        for words, value in options:
            box.addItem(words, value)
        return box

    def _moment(self, name: str, spoken: str) -> QDateTimeEdit:
        edit = QDateTimeEdit(self)
        edit.setObjectName(name)
        edit.setAccessibleName(spoken)
        edit.setDisplayFormat("d MMM yyyy HH:mm")
        return edit

    def _make_board(self) -> None:
        self.board = BoardView(self)
        self.board.setObjectName("audit_board")
        self.board.setAccessibleName("Audit log")
        self.board.set_board(self.model)
        self.model.sort_by("at", descending=True)
        self._empty = EmptyState(icon="shield-alert", sentence="Nothing was recorded that matches.")
        self.board.set_empty(self._empty)
        self.board.current_changed.connect(lambda _key: self._show_change())
        self.panel = AuditPanel(self)

    def _lay_out(self) -> None:
        strip = QHBoxLayout()
        strip.setSpacing(theme().px(8))
        for part in (self.who, self.action_kind, self.entity, self.trip, self.span, self.since, self.until):
            strip.addWidget(part)
        strip.addStretch(1)
        strip.addWidget(self.count)
        strip.addWidget(self.columns)
        lines = Panel(self, flush=True)
        lines.body.setContentsMargins(1, 1, 1, 1)
        lines.body.addWidget(self.board)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setObjectName("audit_split")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(lines)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(theme().px(10))
        column.addLayout(strip)
        column.addWidget(self.split, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None:
            self.split.setSizes([self.split.width() - theme().px(_PANEL_WIDTH), theme().px(_PANEL_WIDTH)])

    def _open_columns(self) -> None:
        self.board.columns_menu().popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    # -- facts ------------------------------------------------------------------------------------------
    def wanted(self) -> AuditFilter:
        """What the strip asks for."""
        span = self.span.currentData()
        since, until = None, None
        if span == _BETWEEN:
            since, until = _in_zone(self.since), _in_zone(self.until)
        elif span is not None:
            since = site_clock().after(-span)
        return AuditFilter(
            who=self.who.text().strip(),
            action=self.action_kind.currentData(),
            entity_type=self.entity.currentData(),
            trip_number=_trip_number(self.trip.text()),
            since=since,
            until=until,
        )

    @Slot()
    def refresh(self) -> None:
        """Read again what the strip asks for."""
        self._typing.stop()
        wanted = self.wanted()
        then = partial(self._show, wanted)
        self._runtime.tasks.run(self._admin.audit, wanted, then=then, owner=self, key=(id(self), "audit"))

    def _chosen(self) -> None:
        between = self.span.currentData() == _BETWEEN
        self.since.setVisible(between)
        self.until.setVisible(between)
        self.refresh()

    def _show(self, wanted: AuditFilter, read: tuple[list[AuditLine], list[AuditLine]]) -> None:
        lines, beside = read
        changes = changes_of(lines, beside, wanted.who)
        self.model.apply(changes, glow=False)
        many = len(lines) >= AUDIT_LIMIT
        self.count.setText(f"The newest {len(changes):,} that match" if many else f"{len(changes):,} lines")
        self.count.setToolTip("Narrow the filters to see older ones." if many else "")
        self._show_change()

    def _show_change(self) -> None:
        change = self.board.current_row()
        self.panel.show_change(change if isinstance(change, Change) else None)


def _swapped(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(word, value) for value, word in words.items()]


def _in_zone(edit: QDateTimeEdit) -> datetime:
    """The moment that the site's clock showed so."""
    moment = edit.dateTime().toPython()
    assert isinstance(moment, datetime)
    return moment.replace(tzinfo=site_clock().zone)


def _trip_number(text: str) -> str:
    """A trip's number as it is kept; the digits alone will do."""
    typed = text.strip().upper()
    return f"T-{typed}" if typed.isdigit() else typed
