"""Reading a handoff: as it was, what has changed since, and acknowledging trip by trip."""

from collections.abc import Hashable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medport_desktop.domain.center.handoff import Handoff, HandoffLine, HandoffStatus, sheet_order
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.handoff.handoff_columns import columns_button, sheet_columns
from medport_desktop.gui.center.handoff.handoff_sheet import SheetRow, holder_of, rows_of
from medport_desktop.gui.kit.board import BoardModel, BoardView, Group
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.flow import FlowLayout
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type

_ON_IT, _SINCE = Group(0, "On the sheet"), Group(1, "New since then")


class SheetPane(QWidget):
    """One handoff. `row_changed` follows another line becoming current, `opened` is Enter on a line."""

    row_changed = Signal()
    opened = Signal()

    def __init__(self, feed: Feed, me: UUID, parent: QWidget | None = None) -> None:
        """`me` is signed in: the person who takes over must have acknowledged every line."""
        super().__init__(parent)
        self.setObjectName("handoff_sheet")
        self._me = me
        self._feed = feed
        self._handoff: Handoff | None = None
        self._grouped = False
        self.is_seen = False
        """Whether all of it has been in view, from the first line to the last."""
        self.model: BoardModel[SheetRow] = BoardModel(
            sheet_columns(self.is_read),
            key=lambda row: row.line.trip_id,
            order=lambda row: (row.is_new, *sheet_order(row.line)),
            parent=self,
        )
        self._lay_out()
        feed.rows_changed.connect(self._take_rows)
        ticker().attach(self, self._describe)

    # -- what the page asks -----------------------------------------------------------------------------
    @property
    def handoff(self) -> Handoff | None:
        """The one that is shown."""
        return self._handoff

    def show_handoff(self, handoff: Handoff) -> None:
        """Show a handoff, or the same one as it is now: the line that was current stays so."""
        other = self._handoff is None or self._handoff.id != handoff.id
        self._handoff = handoff
        self._say_what_it_is(handoff)
        self._take_rows(glow=not other)
        if other:
            self.is_seen = False
        if other or self.board.current_key() is None:
            self.to_next()
        self._look()

    def is_read(self, line: HandoffLine) -> bool:
        """Whether the person has acknowledged a line; to whom made the sheet, whether anybody has."""
        if self._handoff is None or not self._handoff.is_open or self._handoff.made_by_id == self._me:
            return line.acknowledged_at is not None
        return line.acknowledged_by_id == self._me

    def line_in_view(self) -> SheetRow | None:
        """The current line, if it is one of the sheet."""
        row = self.board.current_row()
        return row if isinstance(row, SheetRow) and not row.is_new else None

    def unread(self) -> list[UUID]:
        """The trips of the sheet that the person has not acknowledged."""
        return [row.line.trip_id for row in self.model.all_rows() if not row.is_new and not self.is_read(row.line)]

    def to_next(self, after: UUID | None = None) -> None:
        """Make the next line current that nobody has acknowledged, after that trip and then from the top."""
        lines = [row.line for row in self.model.rows() if not row.is_new]
        keys = [line.trip_id for line in lines]
        at = keys.index(after) + 1 if after in keys else 0
        unread = [
            line.trip_id for line in [*lines[at:], *lines[:at]] if not self.is_read(line) and line.trip_id != after
        ]
        if unread:
            self.board.select_key(unread[0])
        elif self.board.current_key() is None and keys:
            self.board.select_key(keys[0])

    # -- set up -----------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._state = Text(self, tone=Tone.MUTED)
        panel = Panel(self, flush=True)
        self.board = BoardView(self)
        self._title = panel.head("Handoff", self._state, columns_button(self.board))
        self._note = Text(self, wrap=True)
        self._note.setObjectName("handoff_shift_note")
        self._units = Text(self, type=Type.CAPTION, tone=Tone.MUTED)
        words = QVBoxLayout()
        words.setContentsMargins(14, 0, 14, 10)
        words.setSpacing(4)
        words.addWidget(self._note)
        words.addWidget(self._units)
        panel.body.addLayout(words)
        self.board.setObjectName("handoff_board")
        self.board.setAccessibleName("Trips of the handoff")
        self.board.set_board(self.model)
        self.board.set_empty(EmptyState(icon="inbox", sentence="No trip was open.", hint="There is the note alone."))
        self.board.current_changed.connect(self._current_changed)
        bar = self.board.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        self.board.opened.connect(lambda _key: self.opened.emit())
        panel.body.addWidget(self.board, 1)
        panel.body.addLayout(self._detail())
        foot = QWidget(panel)
        self.foot = FlowLayout(foot)
        self.foot.setContentsMargins(14, 4, 14, 12)
        panel.body.addWidget(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.setFocusProxy(self.board)

    def _detail(self) -> QVBoxLayout:
        """The current line in full: notes are longer than a column."""
        self._line_head = Text(self, type=Type.STRONG)
        self._line_note = Text(self, wrap=True)
        self._line_note.setObjectName("handoff_line_words")
        self._line_now = Text(self, type=Type.CAPTION, tone=Tone.MUTED, wrap=True)
        detail = QVBoxLayout()
        detail.setContentsMargins(14, 10, 14, 6)
        detail.setSpacing(3)
        for part in (self._line_head, self._line_note, self._line_now):
            detail.addWidget(part)
        return detail

    # -- facts ------------------------------------------------------------------------------------------
    @Slot(object)
    def _take_rows(self, trip_ids: set[UUID] | None = None, *, glow: bool = True) -> None:
        handoff = self._handoff
        if handoff is None:
            return
        if trip_ids is not None:
            handoff = replace(handoff, lines=tuple(line for line in handoff.lines if line.trip_id in trip_ids))
        rows = rows_of(handoff, self._feed.rows(trip_ids), site_clock().now(), self._feed.settings)
        if trip_ids is None:
            self.model.apply(rows, glow=glow)
        else:
            self.model.update_rows(rows, trip_ids - {row.line.trip_id for row in rows}, glow=glow)
        grouped = any(row.is_new for row in self.model.all_rows())
        if grouped != self._grouped:
            self._grouped = grouped
            self.model.group_by((lambda row: _SINCE if row.is_new else _ON_IT) if grouped else None)
        self._describe()

    def _say_what_it_is(self, handoff: Handoff) -> None:
        clock = site_clock()
        to = f" for {handoff.for_name}" if handoff.for_name else ""
        self._title.setText(f"Shift handed over by {handoff.made_by}, {clock.short(handoff.made_at)}{to}")
        self._state.setText(state_words(handoff))
        self._note.setText(handoff.note)
        self._note.setVisible(bool(handoff.note))
        self._units.setText(f"Then: {handoff.units.words}, {len(handoff.lines)} trips open.")

    @Slot()
    def _look(self) -> None:
        last = self.board.visualRect(self.model.index(self.model.rowCount() - 1, 0))
        if (
            self.isVisible()
            and not self.is_seen
            and not last.isEmpty()
            and last.bottom() <= self.board.viewport().height()
        ):
            self.is_seen = True
            self.row_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    @Slot(object)
    def _current_changed(self, _key: Hashable | None) -> None:
        self._describe()
        self.row_changed.emit()

    def _describe(self) -> None:
        row = self.board.current_row()
        if not isinstance(row, SheetRow):
            self._line_head.setText("")
            self._line_note.setText("")
            self._line_now.setText("")
            return
        line = row.line
        self._line_head.setText(f"{line.number} · {line.origin} → {line.destination}")
        self._line_note.setText(line.note or ("It was entered since." if row.is_new else "No note on it."))
        self._line_note.set_tone(Tone.TEXT if line.note else Tone.MUTED)
        self._line_now.setText(now_words(row))


def state_words(handoff: Handoff) -> str:
    """How far it is, or what became of it."""
    clock = site_clock()
    at = clock.short(handoff.ended_at) if handoff.ended_at else ""
    match handoff.status:
        case HandoffStatus.TAKEN:
            return f"Taken over by {handoff.ended_by}, {at}"
        case HandoffStatus.WITHDRAWN:
            return f"Withdrawn by {handoff.ended_by}, {at}"
        case _:
            return progress_words(handoff)


def progress_words(handoff: Handoff) -> str:
    """ "3 of 9 trips acknowledged"."""
    if not handoff.lines:
        return "no trip was open"
    return f"{handoff.acknowledged()} of {len(handoff.lines)} trips acknowledged"


def now_words(row: SheetRow) -> str:
    """The line in words: then, now, and who has read it."""
    line, trip, clock = row.line, row.trip, site_clock()
    then = " · ".join(word for word in (line.status.label, line.holder or "no agency", line.waits_words) if word)
    if row.is_new:
        return f"Now: {then}."
    parts = [f"Then: {then}."]
    if trip is not None:
        parts.append(f"Now: {' · '.join(w for w in (trip.status.label, holder_of(trip) or 'no agency') if w)}.")
    if line.acknowledged_at is not None:
        parts.append(f"Acknowledged by {line.acknowledged_by}, {clock.short(line.acknowledged_at)}.")
    return " ".join(parts)
