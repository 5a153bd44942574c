"""What else is known of the selected trip: notes, milestones and facts, history."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from medport_desktop.domain.enums import Milestone, TripStatus
from medport_desktop.domain.places import Arrival
from medport_desktop.domain.trips import AuditEntry, Bid, MilestoneRecord, Trip, TripNote
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.kit.board import BoardModel, BoardView, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.milestones import MilestoneTrack, Step
from medport_desktop.gui.kit.facts.pickup import pickup_tone, pickup_words
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.history import Happening, happenings
from medport_desktop.gui.shared.trip_facts import Fact, agencies_know, arrival_fact, hospital_knows, show_facts
from medport_desktop.services.texts import text_error

TRACK = (
    (Milestone.NOTIFIED, "On offer"),
    (Milestone.ACKNOWLEDGED, "Accepted"),
    (Milestone.EN_ROUTE, "En route"),
    (Milestone.AT_SCENE, "On scene"),
    (Milestone.LEFT_SCENE, "Left with patient"),
    (Milestone.AT_DESTINATION, "At destination"),
    (Milestone.TRANSFER_OF_CARE, "Handed over"),
)


class NotesPane(QWidget):
    """Notes of one trip, oldest first, and a line to add one.

    `written` carries the trip's id and the text; the line keeps it until it is saved, for that trip alone.
    """

    written = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(1)  # where there is little room, what is said of the line comes first
        self._trip_id: UUID | None = None
        self._drafts: dict[UUID, str] = {}
        """What was typed for trips that are not in view."""
        self._field = LineField(self, placeholder="Add a note for your hospital and the center")
        self.line = self._field.edit
        self.line.setObjectName("note")
        self.line.setAccessibleName("New note")
        self.button = SecondaryButton(self, text="Add note", key="Return")
        self.button.setObjectName("add_note")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 12)
        column.setSpacing(6)
        column.addWidget(self._area, 1)
        column.addLayout(row)
        self.line.returnPressed.connect(self._write)
        self.button.clicked.connect(self._write)
        self.line.textEdited.connect(lambda _text: self._field.clear_error())
        self.show_notes(())

    def show_trip(self, trip_id: UUID | None) -> None:
        """Write for another trip from now on; what was typed for this one comes back with it."""
        if self._trip_id is not None:
            self._drafts[self._trip_id] = self.line.text()
        self._trip_id = trip_id
        self._field.clear_error()
        self.line.setText(self._drafts.pop(trip_id, "") if trip_id is not None else "")

    def show_notes(self, notes: Sequence[TripNote]) -> None:
        """Show these, the latest in view."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 8, 4)
        column.setSpacing(8)
        for note in notes:
            said = f"{note.author} · {site_clock().short(note.created_at)}"
            head = Text(page, text=said, type=Type.CAPTION, tone=Tone.MUTED)
            head.setToolTip(site_clock().full(note.created_at))
            column.addWidget(head)
            column.addWidget(Text(page, text=note.text, wrap=True))
        if not notes:
            column.addWidget(Text(page, text="No notes yet.", tone=Tone.MUTED))
        column.addStretch(1)
        self._area.setWidget(page)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))

    def refused(self, trip_id: UUID, sentence: str) -> None:
        """Say why the note was not saved; its text stays."""
        if trip_id == self._trip_id:
            self._field.set_error(sentence)

    def saved(self, trip_id: UUID, text: str) -> None:
        """Empty the line, unless something else was typed for that trip by now."""
        if self._drafts.get(trip_id) == text:
            del self._drafts[trip_id]
        if trip_id == self._trip_id and self.line.text() == text:
            self.line.setText("")
            self._field.clear_error()

    @Slot()
    def _write(self) -> None:
        text = self.line.text()
        problem = text_error(text.strip(), longest("trip_note.text")) if text.strip() else "Write the note first."
        self._field.set_error(problem)
        if not problem and self._trip_id is not None:
            self.written.emit(self._trip_id, text)


class MilestonesPane(QWidget):
    """The run as a track, and what was agreed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.track = MilestoneTrack(self)
        self.track.setObjectName("track")
        self._left, self._right = KeyValueGrid(self), KeyValueGrid(self)
        facts = QHBoxLayout()
        facts.setSpacing(32)
        facts.addWidget(self._left, 1, Qt.AlignmentFlag.AlignTop)
        facts.addWidget(self._right, 1, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(12)
        column.addWidget(self.track)
        column.addLayout(facts)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.show_milestones(())

    def show_milestones(self, records: Sequence[MilestoneRecord]) -> None:
        """Show which have happened; a cancellation ends the track."""
        times = {record.milestone: record.occurred_at for record in records}
        steps = [Step(words, times.get(milestone)) for milestone, words in TRACK]
        if Milestone.CANCELLED in times:
            steps = [step for step in steps if step.at is not None]
            steps.append(Step("Cancelled", times[Milestone.CANCELLED], late=True))
        self.track.set_steps(steps)

    def show_trip(self, trip: Trip, pickup: datetime | None = None, estimate: Arrival | None = None) -> None:
        """Show what was agreed: `pickup` is when the agency said it would be there; and the estimated arrival."""
        clock = site_clock()
        held = f"{trip.assigned_agency_name} · {trip.assigned_unit_number or 'no unit yet'}"
        waits = "scheduled, not offered yet" if trip.status is TripStatus.SCHEDULED else ""
        left = [
            Fact("ready", "Ready", clock.short(trip.ready_at), waits),
            Fact("deliver", "Deliver by", clock.short(trip.deliver_by) if trip.deliver_by else ""),
            Fact("room", "Pick-up at", trip.pickup_location),
            *hospital_knows(trip),
        ]
        reason = trip.cancellation_reason.label if trip.cancellation_reason else ""
        right = [
            Fact("agency", "Agency", held if trip.assigned_agency_name else ""),
            _pickup_fact(pickup if trip.assigned_agency_name else None, trip.ready_at),
            arrival_fact(estimate),
            *agencies_know(trip),
            Fact("reason", "Cancelled", reason, tone=Tone.RED),
        ]
        show_facts(self._left, left)
        show_facts(self._right, right)


def _pickup_fact(at: datetime | None, asked: datetime) -> Fact:
    if at is None:
        return Fact("pickup", "Picks up", "")
    return Fact("pickup", "Picks up", pickup_words(at, asked), tone=pickup_tone(at, asked))


class HistoryPane(QWidget):
    """The audit trail of one trip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: BoardModel[Happening] = BoardModel(
            [
                columns.when(
                    "time",
                    "Time",
                    lambda h: h.at,
                    width=120,
                    align=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                ),
                columns.plain("who", "Who", lambda h: h.who, width=200),
                columns.plain("what", "What", lambda h: h.words, width=400, stretch=True, tooltip=lambda h: h.details),
            ],
            key=lambda entry: entry.id,
            parent=self,
        )
        self.view = BoardView(self)
        self.view.setObjectName("history")
        self.view.setAccessibleName("History of the selected trip")
        self.view.set_board(self.board)
        self.view.set_empty(EmptyState(self, icon="inbox", sentence="Nothing has been recorded."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_entries(self, entries: Sequence[AuditEntry], bids: Iterable[Bid], *, glow: bool = True) -> None:
        """Show what these tell of, newest first."""
        self.board.apply(happenings(entries, bids), glow=glow)
