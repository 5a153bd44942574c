"""Writing a handoff: every open trip as it is now, a note on each, a note on the shift, and whom it is for."""

from collections.abc import Hashable, Sequence
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from medport_desktop.domain.center.handoff import HandoffLine, NewHandoff, UnitCount, sheet_order
from medport_desktop.domain.errors import MedPortError
from medport_desktop.domain.people import Organisation
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.handoff.handoff_columns import columns_button, draft_columns
from medport_desktop.gui.center.handoff.handoff_sheet import sheet_of
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

ANYBODY = "The next dispatcher"
_HOW = (
    "Every open trip, live. Enter on a trip goes to its note, Enter there to the next. People of the center alone read "
    "the notes; write nothing of a patient."
)


class DraftPane(QWidget):
    """The sheet while it is written; it stays, whatever page is in view, until it is sent or discarded.

    `sent` carries its id and the NewHandoff, `discarded` asks to throw it away. The id stays with the draft, so that
    sending it again makes no second sheet.
    """

    sent = Signal(object, object)
    discarded = Signal()

    def __init__(self, feed: Feed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handoff_draft")
        self._feed = feed
        self._id = uuid4()
        self._notes: dict[UUID, str] = {}
        self._is_begun = False
        self.model: BoardModel[HandoffLine] = BoardModel(
            draft_columns(), key=lambda line: line.trip_id, order=sheet_order, parent=self
        )
        self._lay_out()
        feed.rows_changed.connect(self._take_rows)
        feed.units_changed.connect(self._take_units)

    # -- what the page asks -----------------------------------------------------------------------------
    @property
    def is_begun(self) -> bool:
        """Whether there is a draft."""
        return self._is_begun

    @property
    def is_changed(self) -> bool:
        """Whether somebody has typed into it."""
        return self._is_begun and bool(self.note.toPlainText().strip() or any(self._notes.values()))

    def begin(self) -> None:
        """Show the open trips, with the focus on the first."""
        if not self._is_begun:
            self._is_begun = True
            self._id = uuid4()
            self._take_rows()
            self._take_units()
        rows = self.model.rows()
        if rows and self.board.current_key() is None:
            self.board.select_key(rows[0].trip_id)
        (self.board if rows else self.note).setFocus()

    def end(self) -> None:
        """Empty it: it was sent, or thrown away."""
        self._is_begun = False
        self._notes.clear()
        self.note.clear()
        self.line_note.set_text("")
        self.successor.setCurrentIndex(0)
        self._say("")
        self.model.apply([], glow=False)

    def set_successors(self, people: Sequence[Organisation]) -> None:
        """Who could take over; the choice stays where it can."""
        chosen = self.successor.currentData()
        self.successor.clear()
        self.successor.addItem(ANYBODY, None)
        for person in people:
            self.successor.addItem(person.name, person.id)
        self.successor.setCurrentIndex(max(0, self.successor.findData(chosen)))

    def tell(self, error: MedPortError) -> None:
        """It was not taken: say why; what was typed stays."""
        errors = error.by_field
        if "line_note" in errors:
            self.line_note.set_error(errors["line_note"])
        elif "note" in errors:
            self._note_field.set_error(errors["note"])
        else:
            self._say(error.whole)

    # -- set up -----------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._units = Text(self, tone=Tone.MUTED)
        panel = Panel(self, flush=True)
        self._set_up_board()
        self._title = panel.head("Hand the shift over", self._units, columns_button(self.board))
        panel.body.addWidget(self.board, 1)
        below = QVBoxLayout()
        below.setContentsMargins(14, 10, 14, 12)
        below.setSpacing(8)
        below.addWidget(Text(self, text=_HOW, type=Type.CAPTION, tone=Tone.MUTED, wrap=True))
        self._set_up_fields(below)
        below.addLayout(self._buttons())
        panel.body.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.setFocusProxy(self.board)

    def _set_up_board(self) -> None:
        self.board = BoardView(self)
        self.board.setObjectName("handoff_draft_board")
        self.board.setAccessibleName("Open trips to hand over")
        self.board.set_board(self.model)
        hint = "The next dispatcher takes over with your note alone."
        self.board.set_empty(EmptyState(icon="inbox", sentence="No trip is open.", hint=hint))
        self.board.current_changed.connect(self._current_changed)
        self.board.opened.connect(lambda _key: self.line_note.edit.setFocus(Qt.FocusReason.OtherFocusReason))

    def _set_up_fields(self, below: QVBoxLayout) -> None:
        self.line_note = LineField(self, label="Note on a trip", placeholder="What the next dispatcher must know of it")
        self.line_note.edit.setObjectName("handoff_line_note")
        self.line_note.edit.textEdited.connect(self._line_note_edited)
        self.line_note.edit.returnPressed.connect(self._next_note)
        below.addWidget(self.line_note)
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("handoff_note")
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText("Weather, roads, crews, who was called…")
        self.note.setFixedHeight(theme().px(64))
        self._note_field = Field(self, label="Note on the shift", editor=self.note)
        self.note.textChanged.connect(self._note_field.clear_error)
        self.successor = DropDown(self)
        self.successor.setObjectName("handoff_for")
        self.successor.addItem(ANYBODY, None)
        self.successor.setMinimumWidth(theme().px(220))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._note_field, 1)
        row.addWidget(Field(self, label="For", editor=self.successor), 0, Qt.AlignmentFlag.AlignTop)
        below.addLayout(row)

    def _buttons(self) -> QHBoxLayout:
        self._problem = Text(self, tone=Tone.RED, wrap=True)
        self.discard = SecondaryButton(self, text="Discard", key="Esc")
        self.discard.setObjectName("handoff_discard")
        self.discard.clicked.connect(self.discarded)
        self.send = PrimaryButton(self, text="Leave for the next dispatcher", key="Ctrl+Return")
        self.send.setObjectName("handoff_send")
        self.send.clicked.connect(self.send_now)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._problem, 1)
        row.addWidget(self.discard)
        row.addWidget(self.send)
        return row

    # -- facts ------------------------------------------------------------------------------------------
    @Slot(object)
    def _take_rows(self, trip_ids: set[UUID] | None = None) -> None:
        if self._is_begun:
            now, settings = site_clock().now(), self._feed.settings
            lines = sheet_of(self._feed.rows(trip_ids), now, settings, self._notes)
            if trip_ids is None:
                self.model.apply(lines)
            else:
                self.model.update_rows(lines, trip_ids - {line.trip_id for line in lines})
            self._title.setText(f"Hand the shift over: {len(self.model.rows())} open trips")

    @Slot()
    def _take_units(self) -> None:
        self._units.setText(UnitCount.of(self._feed.units()).words)

    # -- typing -----------------------------------------------------------------------------------------
    @Slot(object)
    def _current_changed(self, key: Hashable | None) -> None:
        line = self.model.row(key) if key is not None else None
        if line is not None:
            self.line_note.set_label(f"Note on {line.number}")
            self.line_note.set_text(self._notes.get(line.trip_id, ""))
            self.line_note.clear_error()

    @Slot(str)
    def _line_note_edited(self, text: str) -> None:
        line = self.board.current_row()
        self.line_note.clear_error()
        if isinstance(line, HandoffLine):
            self._notes[line.trip_id] = text
            self._take_rows({line.trip_id})

    @Slot()
    def _next_note(self) -> None:
        """To the next trip's note; after the last to the note on the shift."""
        keys = [line.trip_id for line in self.model.rows()]
        current = self.board.current_key()
        at = keys.index(current) + 1 if isinstance(current, UUID) and current in keys else 0
        if at < len(keys):
            self.board.select_key(keys[at])
        else:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.line_note.edit.hasFocus():
                self.board.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.discarded.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def send_now(self) -> None:
        """Leave it for the next dispatcher, as everything is at this moment."""
        if not self._is_begun or not self.send.isEnabled():
            return
        self._say("")
        chosen = self.successor.currentData()
        lines = sheet_of(self._feed.rows(), site_clock().now(), self._feed.settings, self._notes)
        units = UnitCount.of(self._feed.units())
        self.sent.emit(self._id, NewHandoff(self.note.toPlainText(), chosen, units, tuple(lines)))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
