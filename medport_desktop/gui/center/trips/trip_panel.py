"""The panel of the trip in view: what is wrong, where it goes, who offers, who could take it, how far it is."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import AwardMode, TripStatus
from medport_desktop.domain.trips import Bid, TripNote
from medport_desktop.gui.center.board_views import Row
from medport_desktop.gui.center.columns import estimate_of
from medport_desktop.gui.center.feed import Feed, TripFeed
from medport_desktop.gui.center.trips import panel_facts
from medport_desktop.gui.forms.ui_dispatch_trip import Ui_DispatchTrip
from medport_desktop.gui.kit.board import BoardModel, columns
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.facts.route import Place
from medport_desktop.gui.kit.facts.vocabulary import other_bids, trip_status_look
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.gui.shared.history import Happening, happenings

_UNIT_STATES = (TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
"""Until it is on scene a trip can be given to a unit."""


class TripPanel(QWidget):
    """Shows the trip that `TripFeed` looks at. `choice_changed` follows another bid or unit being chosen; `acted`
    (True for a bid, False for a unit) asks for the act that the chosen card stands for."""

    choice_changed = Signal()
    acted = Signal(bool)
    note_sent = Signal(str)

    def __init__(self, feed: Feed, trip_feed: TripFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._trip_feed = trip_feed
        self._row: Row | None = None
        self._bids: dict[UUID, Bid] = {}
        self.expired: dict[UUID, Bid] = {}
        """Where none is open: the last bid of each agency that let it expire, by agency."""
        self._units: dict[UUID, Unit] = {}
        self._drafts: dict[UUID, str] = {}
        self._fact_keys: list[str] = []
        self._shown_notes: tuple[object, ...] | None = None
        self.ui = Ui_DispatchTrip()
        self.ui.setupUi(self)
        self._tabs = [self.ui.tabs.add("Trip"), self.ui.tabs.add("Notes"), self.ui.tabs.add("History")]
        self.ui.tabs.setAccessibleName("Parts of the trip")
        self.ui.tabs.changed.connect(self.ui.pages.setCurrentIndex)
        self.ui.bids.setAccessibleName("Bids")
        self.ui.units.setAccessibleName("Units able to take it")
        self.ui.bids_title.set_title("Bids on it")
        self.ui.facts_title.set_title("About the trip")
        self.ui.track_title.set_title("Milestones")
        self.ui.correct.set_icon("undo-2")
        self._icons = self._make_room_for_icons()
        self._set_up_notes()
        self._history = self._set_up_history()
        for cards, of_bid in ((self.ui.bids, True), (self.ui.units, False)):
            cards.chosen.connect(self.choice_changed)
            cards.acted.connect(lambda _key, of_bid=of_bid: self.acted.emit(of_bid))
        feed.rows_changed.connect(self._rows_changed)
        for changed in (feed.units_changed, feed.rules_changed, feed.settings_changed):
            changed.connect(self.refresh)
        trip_feed.changed.connect(self.refresh)
        ticker().attach(self, self._tick)

    def add_icon(self, action: QAction) -> None:
        """Offer one more action on the trip, at the end of the tabs' row."""
        self._icons.addWidget(IconButton(self, action=action))

    def _make_room_for_icons(self) -> QHBoxLayout:
        row, icons = QHBoxLayout(), QHBoxLayout()
        self.ui.column.insertLayout(self.ui.column.indexOf(self.ui.tabs), row)
        row.addWidget(self.ui.tabs)
        row.addStretch(1)
        row.addLayout(icons)
        icons.setSpacing(2)
        return icons

    # -- what is shown and chosen -----------------------------------------------------------------------
    @property
    def row(self) -> Row | None:
        """The trip in view; None while there is none or it has not been read."""
        return self._row

    def show_trip(self, trip_id: UUID) -> None:
        """Look at a trip; what was being typed to the one before waits there."""
        if trip_id == self._trip_feed.trip_id:
            return
        if self._trip_feed.trip_id is not None:
            self._drafts[self._trip_feed.trip_id] = self.ui.note_field.text()
        self.ui.bids.forget()
        self.ui.units.forget()
        self.show_tab(0)  # what is wrong and who offers is seen first, before a key acts on it
        self.ui.trip_area.verticalScrollBar().setValue(0)
        self.ui.note_field.clear_error()
        self.ui.note_field.set_text(self._drafts.pop(trip_id, ""))
        self._trip_feed.show(trip_id)

    def chosen_bid(self) -> Bid | None:
        """The bid whose card is chosen."""
        key = self.ui.bids.current()
        return self._bids.get(key) if isinstance(key, UUID) else None

    def chosen_unit(self) -> Unit | None:
        """The unit whose card is chosen."""
        key = self.ui.units.current()
        return self._units.get(key) if isinstance(key, UUID) else None

    def minutes_away(self, unit: Unit) -> int | None:
        """Minutes from a unit to the pick-up; None where a place is unknown."""
        row = self._row
        able = panel_facts.units_able(row.trip, self._trip_feed.offer, [unit], self._feed.settings) if row else []
        return able[0].minutes if able else None

    def focus_choices(self) -> None:
        """Put the focus where Enter acts: the chosen bid, else the chosen unit."""
        self.show_tab(0)
        _ = self.ui.bids.focus_current() or self.ui.units.focus_current()

    def show_tab(self, index: int) -> None:
        """Bring a tab into view: 0 the trip, 1 its notes, 2 its history."""
        self.ui.tabs.set_current(index)
        self.ui.pages.setCurrentIndex(index)

    def note_written(self, text: str) -> None:
        """The note is on the trip: empty the line, unless something else has been typed meanwhile."""
        if self.ui.note_field.text().strip() == text:
            self.ui.note_field.edit.setText("")

    # -- set up -----------------------------------------------------------------------------------------
    def _set_up_notes(self) -> None:
        self.ui.note_field.edit.setObjectName("note")
        self.ui.note_field.edit.setPlaceholderText("Enter adds it for everybody on this trip")
        self.ui.note_field.edit.returnPressed.connect(self._send_note)
        self.ui.note_field.edit.textEdited.connect(lambda _text: self.ui.note_field.clear_error())
        self.ui.add_note.setText("Add note")
        self.ui.add_note.clicked.connect(self._send_note)

    @Slot()
    def _send_note(self) -> None:
        text = self.ui.note_field.text().strip()
        if not text:
            self.ui.note_field.set_error("Write the note first.")
            return
        self.note_sent.emit(text)

    def _set_up_history(self) -> BoardModel[Happening]:
        model = BoardModel[Happening](
            [
                columns.when("when", "When", lambda h: h.at, width=66, align=columns.LEFT),
                columns.plain("what", "What", lambda h: h.words, stretch=True, width=170, tooltip=lambda h: h.details),
                columns.muted("who", "Who", lambda h: h.who, width=98),
            ],
            key=lambda entry: entry.id,
            parent=self,
        )
        self.ui.history.set_board(model)
        self.ui.history.setAccessibleName("History of the trip")
        self.ui.history.set_empty(EmptyState(sentence="Nothing is recorded yet.", icon="info"))
        return model

    # -- rendering --------------------------------------------------------------------------------------
    @Slot(object)
    def _rows_changed(self, trip_ids: set[UUID] | None) -> None:
        if trip_ids is None or self._trip_feed.trip_id in trip_ids:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is known by now."""
        trip_id = self._trip_feed.trip_id
        row = self._feed.row(trip_id) if trip_id is not None else None
        if row is None:
            return  # read in a moment; or gone, and then its last state stays in view
        self._row = row
        now = site_clock().now()
        self._render_head(row)
        self._render_bids(row, now)
        self._render_units(row)
        self._render_facts(row, now)
        self._render_notes()
        self._history.apply(happenings(self._trip_feed.detail.audit, self._trip_feed.bids), glow=False)
        self.ui.track.set_steps(panel_facts.steps(row.trip, self._trip_feed.detail.milestones, self._feed.settings))
        self.choice_changed.emit()

    def _render_head(self, row: Row) -> None:
        trip = row.trip
        self.ui.number.setText(trip.trip_number)
        self.ui.priority.set_priority(trip.priority)
        self.ui.status.set_look(trip_status_look(trip.status))
        self.ui.level.set_level(trip.transport_level)
        self.ui.route.set_route(
            Place(trip.origin_name, " · ".join(p for p in (trip.pickup_location, trip.origin_city) if p)),
            Place(trip.destination_name, trip.destination_city),
        )

    def _render_facts(self, row: Row, now: datetime) -> None:
        trip = row.trip
        agency = self._feed.agency(trip.assigned_agency_id) if trip.assigned_agency_id else None
        rows = panel_facts.facts(
            trip,
            now,
            agency.phone if agency else "",
            self._feed.settings,
            pickup=row.held.estimated_pickup if row.held is not None else None,
            estimate=estimate_of(row, self._feed.settings),
        )
        keys = [fact.key for fact in rows]
        if keys != self._fact_keys:  # their order is the order of adding
            for key in self._fact_keys:
                self.ui.facts.remove_row(key)
            self._fact_keys = keys
        for fact in rows:
            self.ui.facts.set_row(fact.key, fact.label, fact.value, note=fact.note, tone=fact.tone)
        said = panel_facts.notice(row, now, self._feed.settings, list(self.expired.values()))
        self.ui.banner.setVisible(said is not None)
        if said is not None:
            self.ui.banner.set_words(said.title, said.text, said.tone)

    def _render_bids(self, row: Row, now: datetime) -> None:
        bidding = row.trip.status is TripStatus.PENDING and row.trip.award_mode is AwardMode.BIDDING
        bids = panel_facts.open_bids(self._trip_feed.bids, now) if bidding else []
        self._bids = {bid.id: bid for bid in bids}
        self.ui.bids.set_choices([panel_facts.bid_choice(bid) for bid in bids])
        ended = other_bids(self._trip_feed.bids, now)
        self.ui.bids_title.setVisible(bidding and bool(bids or ended))
        declined = (
            panel_facts.declined_words(self._trip_feed.detail.declines) if row.trip.assigned_agency_id is None else ""
        )
        said = " ".join(words for words in (f"Other bids: {ended}." if bidding and ended else "", declined) if words)
        self.ui.bids_note.setVisible(bool(said))
        self.ui.bids_note.setText(said)
        lapsed = [] if bids or not bidding else panel_facts.expired_bids(self._trip_feed.bids, now)
        said_no = {decline.agency_id for decline in self._trip_feed.detail.declines}
        self.expired = {bid.agency_id: bid for bid in lapsed if bid.agency_id not in said_no}

    def _render_units(self, row: Row) -> None:
        trip = row.trip
        open_to_units = trip.status in _UNIT_STATES
        able = (
            panel_facts.units_able(trip, self._trip_feed.offer, self._feed.units(), self._feed.settings)
            if open_to_units
            else []
        )
        near = able[: panel_facts.MOST_UNITS]
        self._units = {a.unit.id: a.unit for a in near}
        phones = {a.unit.agency_id: self._feed.agency(a.unit.agency_id) for a in near}
        pending = trip.status is TripStatus.PENDING
        said_no = {d.agency_id: d for d in self._trip_feed.detail.declines} if pending else {}
        self.ui.units.set_choices(
            [
                panel_facts.unit_choice(
                    a,
                    phone=agency.phone if pending and (agency := phones[a.unit.agency_id]) else "",
                    declined=said_no.get(a.unit.agency_id),
                )
                for a in near
            ]
        )
        self.ui.units_title.setVisible(open_to_units)
        self.ui.units_title.set_title(
            "Units able to take it" if pending else f"Free units of {trip.assigned_agency_name}"
        )
        left_out = len(able) - len(near)
        words = f"and {left_out} more, further away." if left_out else "" if able else "No unit able to is free now."
        self.ui.units_note.setText(words)
        self.ui.units_note.setVisible(open_to_units and bool(words))

    def _render_notes(self) -> None:
        notes = self._trip_feed.detail.notes
        self._tabs[1].set_count(len(notes) or None)
        if self._shown_notes == notes:
            return
        self._shown_notes = notes
        column = self.ui.notes_list
        while column.count() > 1:
            item = column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for line, note in enumerate(notes):
            column.insertWidget(line, self._note(note))

    def _note(self, note: TripNote) -> QWidget:
        block = QWidget(self.ui.notes)
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 12, 0)
        lines.setSpacing(2)
        head = f"{note.author or 'the system'} · {site_clock().short(note.created_at)}"
        lines.addWidget(Text(block, text=head, tone=Tone.MUTED, type=Type.CAPTION))
        lines.addWidget(Text(block, text=note.text, wrap=True))
        return block

    def _tick(self) -> None:
        """What time alone changes: the banner, the ready time's note, a bid that has run out."""
        if self._row is None:
            return
        now = site_clock().now()
        self._render_facts(self._row, now)
        if any(bid.expires_at <= now for bid in self._bids.values()):
            self.refresh()
