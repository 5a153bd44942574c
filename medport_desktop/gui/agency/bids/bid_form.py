"""The form in the bid panel: pre-filled, follows the facts where nothing was typed, and never loses what was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.errors import InvalidForm, KeptForLater, MedPortError
from medport_desktop.domain.trips import AvailableTrip, NewBid
from medport_desktop.domain.written import typed_times
from medport_desktop.domain.written.money import dollars, read_dollars
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.bids.bid_draft import Draft, Typed, read_bid, read_pickup
from medport_desktop.gui.agency.bids.bid_words import minutes_words, remark, show_text
from medport_desktop.gui.agency.offers.offer_rows import BoardRow, can_run, why_not
from medport_desktop.gui.agency.units.unit_combo import UnitChoice, unit_words
from medport_desktop.gui.forms.ui_bid_panel import Ui_BidPanel
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Type
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services import undo
from medport_desktop.services.agency.bid_board import Proposal
from medport_desktop.services.undo import Undoable

GROUP = "Bid"


class OfferForm(QObject):
    """Amount, unit, times and note of one trip on offer.

    sent: the trip's bid or acceptance has arrived (trip id). refused: it was not, in a sentence that belongs to no
    field (trip id, sentence). unit_changed: another unit is shown (unit id or None). labelled: what is shown may have
    changed.
    """

    sent = Signal(object)
    refused = Signal(object, str)
    unit_changed = Signal(object)
    labelled = Signal()

    def __init__(self, ui: Ui_BidPanel, feed: AgencyFeed) -> None:
        super().__init__(ui.offer)
        self._ui, self._feed = ui, feed
        self._row: BoardRow | None = None
        self._proposal: Proposal | None = None
        self._drafts: dict[UUID, Draft] = {}
        self._writes = Writes()
        self._shown_unit: UUID | None = None
        self._is_short = False
        self._fields = {
            "amount": ui.amount_field,
            "unit": ui.unit_field,
            "estimated_pickup": ui.pickup_field,
            "estimated_arrival": ui.arrival_field,
            "special_notes": ui.note_field,
        }
        editors = (ui.bid_amount, ui.bid_unit, ui.bid_pickup, ui.bid_arrival, ui.bid_note)
        for field, editor in zip(self._fields.values(), editors, strict=True):
            field.set_editor(editor)
        self.bid = make_action(ui.offer, "Send the bid", "Return", self._send_bid, group=GROUP)
        self.accept = make_action(ui.offer, "Accept now", "Return", self._send_acceptance, group=GROUP)
        self.start_over = make_action(ui.offer, "Start over", "Ctrl+Backspace", self.reset, group=GROUP)
        self.start_over.setToolTip("Take back what was typed and start from the price sheet again (Ctrl Backspace)")
        for button, action in ((ui.bid, self.bid), (ui.accept, self.accept)):
            button.set_key("Return")
            button.clicked.connect(action.trigger)
            button.setToolTip(action.toolTip())
        ui.start_over.setDefaultAction(self.start_over)
        ui.start_over.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        ui.bid_amount.textEdited.connect(lambda text: self._touch("amount", replace(self._draft(), amount=text)))
        ui.bid_pickup.textEdited.connect(
            lambda text: self._touch("estimated_pickup", replace(self._draft(), pickup=text))
        )
        ui.bid_arrival.textEdited.connect(
            lambda text: self._touch("estimated_arrival", replace(self._draft(), arrival=text))
        )
        ui.bid_note.textEdited.connect(lambda text: self._touch("special_notes", replace(self._draft(), note=text)))
        ui.bid_unit.chosen.connect(self.choose_unit)
        theme().changed.connect(self._theme_changed)
        self._theme_changed()

    # -- what is shown ----------------------------------------------------------------------------------
    @property
    def proposal(self) -> Proposal | None:
        """What the form proposes for the trip shown."""
        return self._proposal

    @property
    def row(self) -> BoardRow | None:
        """The trip shown; None where there is none to offer for."""
        return self._row

    def shows(self, trip_id: UUID) -> bool:
        """Whether what stands in the form is that trip's."""
        return self._row is not None and self._row.trip.trip_id == trip_id

    def offered_pickup(self) -> datetime | None:
        """The pick-up time on the screen; None where it is none."""
        if self._proposal is None:
            return None
        try:
            near = self._proposal.estimated_pickup
            return typed_times.moment(self._ui.bid_pickup.text(), site_clock().now(), near=near)
        except ValueError:
            return None

    def show_row(self, row: BoardRow) -> None:
        """Show a trip's form, with what was typed for it before."""
        if self._row is None or self._row.trip.trip_id != row.trip.trip_id:
            self._empty()
        self._row = row
        self.follow()

    def follow(self) -> None:
        """Bring what nobody has typed up to date with the facts and the time."""
        row = self._row
        if row is None:
            return
        trip, draft, ui = row.trip, self._draft(), self._ui
        chosen = self._feed.unit(draft.unit_id)
        self._proposal = proposal = self._feed.fleet.propose(trip, self._feed.now(), chosen)
        self._show_units(trip)
        show_text(ui.bid_amount, draft.amount, dollars(proposal.bid_amount) if proposal.bid_amount is not None else "")
        show_text(ui.bid_pickup, draft.pickup, site_clock().short(proposal.estimated_pickup))
        arrival = site_clock().short(self._arrival(proposal)) if proposal.knows_arrival else ""
        show_text(ui.bid_arrival, draft.arrival, arrival)
        if ui.bid_note.text() != draft.note:
            ui.bid_note.setText(draft.note)
        self._label()

    def focus_first(self) -> None:
        """Put the cursor where typing begins: the amount, or the unit where the amount is not asked for."""
        if self._row is not None and self._row.is_first_accept:
            self._ui.bid_unit.setFocus()
            return
        self._ui.bid_amount.setFocus()
        self._ui.bid_amount.selectAll()

    def unit_id(self) -> UUID | None:
        """The unit shown."""
        return self._shown_unit if self._row is not None else None

    def hide_row(self) -> None:
        """Show no trip's form."""
        self._row = self._proposal = None
        self._tell_unit(None)
        self.labelled.emit()

    # -- what a person sets -----------------------------------------------------------------------------
    @Slot(object)
    def choose_unit(self, unit_id: UUID) -> None:
        """Bid with this unit, if it is free and able to run the trip."""
        unit, row = self._feed.unit(unit_id), self._row
        if unit is None or row is None:
            return
        refusal = why_not(unit, row.trip.transport_level)
        if refusal:
            self._ui.unit_field.set_error(refusal)
        else:
            self._touch("unit", replace(self._draft(), unit_id=unit_id))

    def offer_pickup(self, at: datetime | None) -> None:
        """Offer this pick-up time, and the arrival that follows from it; None: as early as the unit can."""
        words = site_clock().short(at) if at is not None else None
        if at is None:
            self._ui.bid_pickup.setText("")  # so that the proposal takes its place, also with the cursor in it
        self._touch("estimated_pickup", replace(self._draft(), pickup=words, arrival=None))

    def focus_pickup(self) -> None:
        """Put the cursor into the pick-up time."""
        self._ui.bid_pickup.setFocus()
        self._ui.bid_pickup.selectAll()

    def take_kept(self, bid_id: UUID, new: NewBid) -> None:
        """Fill in a bid that was refused, to be changed and sent under the same id."""
        self._drafts[new.transport_request_id] = Draft.of(new)
        self._writes.reuse(new.transport_request_id, bid_id)
        self.follow()

    def reset(self) -> None:
        """Forget what was typed for the trip shown."""
        if self._row is not None:
            self._drafts.pop(self._row.trip.trip_id, None)
            self._empty()
            self.follow()

    def _draft(self) -> Draft:
        return self._drafts.get(self._row.trip.trip_id, Draft()) if self._row is not None else Draft()

    def _touch(self, field: str, draft: Draft) -> None:
        if self._row is None:
            return
        self._drafts[self._row.trip.trip_id] = draft
        self._fields[field].clear_error()
        self.follow()

    # -- sending ----------------------------------------------------------------------------------------
    def _typed(self) -> Typed:
        ui = self._ui
        return Typed(
            ui.bid_amount.text(), ui.bid_unit.unit_id(), ui.bid_pickup.text(), ui.bid_arrival.text(), ui.bid_note.text()
        )

    def _send_bid(self) -> None:
        row, proposal, agency = self._row, self._proposal, self._feed.service.person.agency_id
        if row is None or proposal is None or agency is None or self._writes.is_under_way(row.trip.trip_id):
            return
        trip = row.trip
        self._clear_errors()
        try:
            new = read_bid(self._typed(), trip.trip_id, agency, proposal, self._feed.settings)
        except InvalidForm as invalid:
            self._point_at(invalid.errors)
            return
        # Nothing moves from now on: a repeat after a broken connection is the same bid.
        self._drafts[new.transport_request_id] = Draft.of(new)
        key = self._writes.key(trip.trip_id, new)
        self._send(
            trip,
            partial(self._feed.service.bid, key, new, self._feed.settings, trip.trip_number),
            f"Bid of {dollars(new.bid_amount)} on {trip.trip_number} sent",
            undo.bid_sent(self._feed.service, key, trip.trip_id, trip.trip_number),
        )

    def _send_acceptance(self) -> None:
        row, proposal = self._row, self._proposal
        if row is None or proposal is None or self._writes.is_under_way(row.trip.trip_id):
            return
        trip, typed = row.trip, self._typed()
        self._clear_errors()
        try:
            pickup = read_pickup(typed, proposal, self._feed.settings)
        except InvalidForm as invalid:
            self._point_at(invalid.errors)
            return
        key = self._writes.key(trip.trip_id, (typed.unit_id, pickup))
        self._send(
            trip,
            partial(self._feed.service.accept, key, trip.trip_id, self._feed.unit(typed.unit_id), pickup),
            f"{trip.trip_number} is yours. It is under Active",
            undo.accepted(self._feed.service, key, trip.trip_number),
        )

    def _send(self, trip: AvailableTrip, call: Callable[[], object], words: str, undoable: Undoable) -> None:
        if self._ui.bid.hasFocus() or self._ui.accept.hasFocus():
            self.focus_first()  # a button that is disabled would hand the focus on to whatever comes next
        Operation(
            call,
            owner=self,
            writes=self._writes,
            about=trip.trip_id,
            busy=lambda _busy: self._label(),
            told=words,
            undo=undoable,
            then=lambda _none: self._arrived(trip),
            kept=partial(self._kept, trip),
            at_fields=partial(self._point_at_shown, trip),
            refused=partial(self._refuse, trip),
        ).run(self._feed.runtime)

    def _arrived(self, trip: AvailableTrip) -> None:
        self._drafts.pop(trip.trip_id, None)
        self._label()
        self.sent.emit(trip.trip_id)

    def _kept(self, trip: AvailableTrip, error: KeptForLater) -> None:
        self._feed.runtime.messages.warn(error.sentence, error.hint)
        self._arrived(trip)

    def _point_at_shown(self, trip: AvailableTrip, errors: dict[str, str]) -> bool:
        here = self._row is not None and self._row.trip.trip_id == trip.trip_id
        if not here or not errors.keys() & self._fields.keys():
            return False
        self._point_at(errors)
        return True

    def _refuse(self, trip: AvailableTrip, error: MedPortError) -> None:
        self._feed.runtime.messages.error(f"{trip.trip_number}: {error.sentence}", error.hint)
        self.refused.emit(trip.trip_id, error.whole)

    # -- drawing ----------------------------------------------------------------------------------------
    def _point_at(self, errors: dict[str, str]) -> None:
        """Say what is wrong at each field, and put the cursor into the first."""
        first = True
        for name, field in self._fields.items():
            if name in errors:
                field.set_error(errors[name])
                editor = field.editor()
                if first and editor is not None:
                    editor.setFocus()
                    if isinstance(editor, QLineEdit):
                        editor.selectAll()
                first = False
        self._ui.offer.updateGeometry()

    def _empty(self) -> None:
        """Leave nothing of what was shown, also in a field with the cursor in it."""
        self._clear_errors()
        for editor in (self._ui.bid_amount, self._ui.bid_pickup, self._ui.bid_arrival):
            editor.setText("")

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.clear_error()

    def _show_units(self, trip: AvailableTrip) -> None:
        proposal, chosen = self._proposal, self._feed.unit(self._draft().unit_id)
        free = self._feed.fleet.free_and_able(trip)
        units = [
            UnitChoice(u.id, unit_words(u), f"{miles:.1f} mi empty" if miles is not None else "") for u, miles in free
        ]
        if chosen is not None and not can_run(chosen, trip):  # it was, when it was chosen
            units.append(UnitChoice(chosen.id, unit_words(chosen, chosen.current_status.label.lower())))
        unit = chosen or (proposal.unit if proposal is not None else None)
        self._ui.bid_unit.show_units(units, unit.id if unit is not None else None, none="no able unit is free")
        self._tell_unit(self._ui.bid_unit.unit_id())

    def _tell_unit(self, unit_id: UUID | None) -> None:
        if unit_id != self._shown_unit:
            self._shown_unit = unit_id
            self.unit_changed.emit(unit_id)

    def _arrival(self, proposal: Proposal) -> datetime:
        """As long after the pick-up on the screen as the drive takes."""
        at = self.offered_pickup()
        if at is None:
            return proposal.estimated_arrival
        return at + (proposal.estimated_arrival - proposal.estimated_pickup)

    def _label(self) -> None:
        row, proposal, ui = self._row, self._proposal, self._ui
        if row is None or proposal is None:
            return
        first, busy = row.is_first_accept, self._writes.is_under_way(row.trip.trip_id)
        for widget in (ui.amount_field, ui.arrival_field, ui.note_field, ui.bid):
            widget.setVisible(not first)
        ui.accept.setVisible(first)
        self.bid.setEnabled(not first and not busy)
        self.accept.setEnabled(first and not busy)
        for button in (ui.bid, ui.accept):
            button.set_busy(busy, "Sending…")
        self.start_over.setEnabled(self._draft().is_touched and not busy)
        ui.start_over.setVisible(self._draft().is_touched)
        ui.offer_title.set_title("Accept" if first else "Your bid")
        self._arrange(first)
        self._label_amount(row, proposal)
        at = self.offered_pickup()
        minutes = round((at - self._feed.now()).total_seconds() / 60) if at is not None else None
        ui.pickup_field.set_suffix(minutes_words(minutes) if minutes is not None else "")
        self.labelled.emit()

    def _arrange(self, first: bool) -> None:
        """Unit and pick-up side by side where nothing else is asked."""
        ui = self._ui
        if first == self._is_short:
            return
        self._is_short = first
        for field in (ui.unit_field, ui.pickup_field):
            ui.fields.removeWidget(field)
        ui.fields.addWidget(ui.unit_field, 0, 0 if first else 1)
        ui.fields.addWidget(ui.pickup_field, 0 if first else 1, 1 if first else 0)

    def _label_amount(self, row: BoardRow, proposal: Proposal) -> None:
        ui = self._ui
        try:
            cents: int | None = read_dollars(ui.bid_amount.text())
        except ValueError:
            cents = None
        ui.bid.setText(label(f"Bid {dollars(cents)}") if cents is not None and cents > 0 else "Bid")
        sheet = proposal.bid_amount
        ui.amount_field.set_suffix("not priced" if sheet is None else "price sheet" if cents == sheet else "")
        differs = sheet is not None and cents != sheet
        ui.remark.setText(remark(row, self._feed.settings.bid_valid_minutes, differs=differs))

    @Slot()
    def _theme_changed(self) -> None:
        self._ui.bid_amount.setFont(theme().font(Type.STRONG))
