"""The panel beside the board: one trip on offer, and the bid on it."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.domain.trips import ActiveTrip, AvailableTrip
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.bids.bid_form import GROUP, OfferForm
from medport_desktop.gui.agency.bids.bid_words import is_inside, others_words
from medport_desktop.gui.agency.bids.pickup_offer import PickupOffer
from medport_desktop.gui.agency.offers.declining import DeclineButton, Declining, declined_words
from medport_desktop.gui.agency.offers.offer_rows import BoardRow, origin_place, return_trip
from medport_desktop.gui.agency.units.unit_choice import ask_once
from medport_desktop.gui.forms.ui_bid_panel import Ui_BidPanel
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.facts.pickup import pickup_words
from medport_desktop.gui.kit.facts.route import Place
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.trip_facts import agencies_know, miles_words, show_facts
from medport_desktop.runtime.operation import Operation
from medport_desktop.services import undo


class BidPanel(QWidget):
    """Shows a trip until another is chosen, also when it leaves the board: what was typed stays to be read.

    unit_changed: the unit that the form shows. finished: a bid was sent or taken back; the board may have the focus.
    """

    unit_changed = Signal(object)
    finished = Signal()

    def __init__(self, feed: AgencyFeed, scope: QWidget, parent: QWidget | None = None) -> None:
        """`scope`: the page inside which a bid can be withdrawn by key."""
        super().__init__(parent)
        self._feed = feed
        self._trip_id: UUID | None = None
        self._row: BoardRow | None = None
        self._refusal = ""
        self._was_held = False
        self._minute = -1
        self._ui = ui = Ui_BidPanel()
        ui.setupUi(self)
        ui.number.setObjectName("bid_trip")
        self.form = OfferForm(ui, feed)
        self.pickup = PickupOffer(self.form, scope, ui.offer)
        ui.offer_column.insertWidget(2, self.pickup)
        QWidget.setTabOrder(ui.bid_arrival, self.pickup.focus_target)
        QWidget.setTabOrder(self.pickup.focus_target, ui.bid_note)
        self.form.sent.connect(self._sent)
        self.form.refused.connect(self._refused)
        self.form.unit_changed.connect(self.unit_changed)
        self.withdraw = make_action(scope, "Withdraw", "F6", self._withdraw, group=GROUP)
        ui.withdraw.set_action(self.withdraw)
        ui.mine_title.set_title("Your bid")
        self.declining = Declining(feed, scope)
        self.declining.answered.connect(self._answered)
        for action in (self.declining.decline, self.declining.take_back):
            button = DeclineButton(ui.offer, action=action)
            ui.buttons.addWidget(button)
            QWidget.setTabOrder(ui.accept, button)
        feed.offers_changed.connect(self.refresh)
        feed.facts_changed.connect(self.refresh)
        ticker().attach(self, self._tick)
        self.refresh()

    # -- what is shown ----------------------------------------------------------------------------------
    @property
    def trip_id(self) -> UUID | None:
        """The trip shown."""
        return self._trip_id

    @property
    def first(self) -> QWidget:
        """What the Tab key comes to first."""
        return self._ui.bid_amount

    @property
    def last(self) -> QWidget:
        """What the Tab key comes to last."""
        return self._ui.withdraw

    def show_trip(self, trip_id: UUID) -> None:
        """Show a trip of the board."""
        if trip_id != self._trip_id:
            self._trip_id, self._refusal, self._row = trip_id, "", None
            self._was_held = False
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follow the facts."""
        row = self._feed.offers.row(self._trip_id)
        if row is None and self._row is None:
            self.setVisible(False)
            self.form.hide_row()
            return
        self._row = shown = row or self._row
        assert shown is not None
        self._was_held |= row is None and self._feed.held(shown.trip.trip_id) is not None
        self.setVisible(True)
        self._draw_head(shown.trip)
        self._draw_state(shown, is_offered=row is not None)
        self._draw_facts(shown)

    def focus_form(self) -> None:
        """Put the cursor where the next key is wanted."""
        if self._ui.offer.isVisible() and self._ui.offer.isEnabled():
            self.form.focus_first()
        elif self._ui.mine.isVisible():
            self._ui.withdraw.setFocus()

    def ask_with(self, row: BoardRow, unit_id: UUID) -> None:
        """Show the trip with that unit, and ask once whether to send it as it stands; if not, it waits in the form."""
        self.show_trip(row.trip.trip_id)
        self.form.choose_unit(unit_id)
        send, proposal, trip = self.form.accept if row.is_first_accept else self.form.bid, self.form.proposal, row.trip
        unit, amount = self._feed.unit(unit_id), self._ui.bid_amount.text()
        if unit is None or proposal is None or not send.isEnabled() or not (amount or row.is_first_accept):
            self.focus_form()
            return
        pickup = pickup_words(self.form.offered_pickup() or proposal.estimated_pickup, trip.ready_at)
        words = "Accept" if row.is_first_accept else f"Bid {amount} on"

        def still_it() -> None:
            if self._trip_id == trip.trip_id and self.form.unit_id() == unit_id:
                send.trigger()

        ask_once(
            self,
            f"{words} {trip.trip_number} with {unit.unit_number}?",
            f"{trip.origin_name} to {trip.destination_name}, pick-up {pickup}.",
            "Accept now" if row.is_first_accept else "Send the bid",
            still_it,
            self.focus_form,
        )

    def _tick(self) -> None:
        minute = self._feed.now().minute
        if minute != self._minute:  # times of arrival move on with the clock
            self._minute = minute
            self.refresh()

    # -- drawing ----------------------------------------------------------------------------------------
    def _draw_head(self, trip: AvailableTrip) -> None:
        ui = self._ui
        ui.number.setText(trip.trip_number)
        ui.priority.set_priority(trip.priority)
        ui.level.set_level(trip.transport_level)
        ui.route.set_route(origin_place(trip), Place(trip.destination_name, trip.destination_city))

    def _draw_state(self, row: BoardRow, *, is_offered: bool) -> None:
        ui = self._ui
        mine = row.my_bid if is_offered else self._feed.last_bid(row.trip.trip_id)  # its outcome may come first
        ui.mine.setVisible(mine is not None)
        ui.offer.setVisible(mine is None and (is_offered or self.form.shows(row.trip.trip_id)))
        ui.offer.setEnabled(is_offered)
        self.withdraw.setEnabled(mine is not None and is_offered)
        self.declining.follow(row if is_offered else None)
        if mine is not None:
            self.form.hide_row()
            ui.my_bid.show_bid(mine)
            ui.mine_remark.setVisible(is_offered)
            ui.withdraw.setVisible(is_offered)
            ui.mine_remark.setText(others_words(row.trip.bid_count - 1, mine=True))
        elif is_offered:
            self.form.show_row(row)
        title, text, tone = self._notice(row, is_offered=is_offered)
        ui.notice.setVisible(bool(title))
        ui.notice.set_words(title, text, tone)

    def _notice(self, row: BoardRow, *, is_offered: bool) -> tuple[str, str, Tone]:
        number = row.trip.trip_number
        if is_offered and self._refusal:
            return "Not sent", self._refusal, Tone.AMBER
        if is_offered and row.declined is not None:
            return "Your agency declined this trip", declined_words(row), Tone.ACCENT
        if is_offered:
            return "", "", Tone.AMBER
        held = self._feed.held(row.trip.trip_id)
        if held is not None:
            return self._held_notice(held)
        if self._was_held:
            return f"{number} has ended", "It was yours, and is no longer under Active.", Tone.AMBER
        gone = self._refusal or "Another agency has it, or the hospital took it back."
        return "No longer on offer", gone, Tone.AMBER

    def _held_notice(self, held: ActiveTrip) -> tuple[str, str, Tone]:
        if held.unit_id is not None:
            return f"{held.trip_number} is yours", "Run it under Active (Alt 3).", Tone.AMBER
        trouble = self._feed.trouble_of(self._feed.last_bid(held.trip_id)) or "The unit of the bid went elsewhere"
        title = f"{held.trip_number} is yours, and has no unit"
        return title, f"{trouble}. Choose another under Active (Alt 3).", Tone.RED

    def _draw_facts(self, row: BoardRow) -> None:
        trip, facts, clock = row.trip, self._ui.facts, site_clock()
        facts.set_row("ready", "Ready", clock.short(trip.ready_at), note=_away(trip.ready_at - clock.now()))
        if trip.deliver_by is not None:
            left = _away(trip.deliver_by - clock.now())
            facts.set_row("by", "There by", clock.short(trip.deliver_by), note=left)
        else:
            facts.set_row("by", "There by", "no limit", tone=Tone.MUTED)
        facts.set_row(
            "miles", "Loaded / empty", f"{miles_words(trip.distance_miles)} / {miles_words(self._empty_miles(row))}"
        )
        show_facts(facts, agencies_know(trip))
        where = "on its crew sheet" if self._was_held else "shown when awarded"
        facts.set_row("patient", "Patient, room", where, tone=Tone.MUTED, icon="lock")
        self._draw_return(row)

    def _empty_miles(self, row: BoardRow) -> float | None:
        unit = self._feed.unit(self.form.unit_id())
        return self._feed.fleet.empty_miles(row.trip, unit) if unit is not None else row.empty_miles

    def _draw_return(self, row: BoardRow) -> None:
        proposal = self.form.proposal
        told = row.my_bid or (proposal if proposal is not None and proposal.knows_arrival else None)
        found = None
        if told is not None:  # a bid that was sent says when and by which unit
            unit = self._feed.unit(row.my_bid.unit_id if row.my_bid is not None else self.form.unit_id())
            found = return_trip(row, unit, told.estimated_arrival, self._feed.offers.all_rows(), self._feed.settings)
        if found is None:
            self._ui.facts.set_row("back", "Return trip", "none near yet", tone=Tone.MUTED)
            return
        trip, away = found
        words = f"{trip.trip_number} from {trip.origin_name}, {away:.1f} mi away"
        self._ui.facts.set_row("back", "Return trip", words, tone=Tone.GREEN)

    # -- what happened ----------------------------------------------------------------------------------
    @Slot(object)
    def _sent(self, trip_id: UUID) -> None:
        if trip_id == self._trip_id:
            self._refusal = ""
            if is_inside(QApplication.focusWidget(), self):
                self.finished.emit()
            self.refresh()

    @Slot(object, str)
    def _refused(self, trip_id: UUID, sentence: str) -> None:
        if trip_id == self._trip_id:
            self._refusal = sentence
            self.refresh()

    @Slot()
    def _answered(self) -> None:
        if is_inside(QApplication.focusWidget(), self):
            self.finished.emit()  # the button is disabled now

    def _withdraw(self) -> None:
        row = self._row
        if row is None or row.my_bid is None or not self.withdraw.isEnabled():
            return
        if self._ui.withdraw.hasFocus():
            self.finished.emit()
        number = row.trip.trip_number
        Operation(
            partial(self._feed.service.withdraw, row.my_bid.id, number),
            owner=self,
            busy=lambda busy: self.withdraw.setEnabled(False) if busy else self.refresh(),
            told=f"Your bid on {number} is withdrawn. You may bid again",
            undo=undo.bid_withdrawn(self._feed.service, row.my_bid, self._feed.settings),
            then=lambda _none: self._answered(),
        ).run(self._feed.runtime)


def _away(left: timedelta) -> str:
    minutes = round(left.total_seconds() / 60)
    return f"in {_span(minutes)}" if minutes > 0 else f"{_span(-minutes)} ago" if minutes < 0 else "now"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours else f"{rest} min"
