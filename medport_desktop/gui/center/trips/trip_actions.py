"""The actions on the trip in view: defined once, for buttons, context menu, keys and command bar alike."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import AGENCY_REASONS, AwardMode, AwardOutcome, Reason, TripStatus
from medport_desktop.domain.errors import MedPortError
from medport_desktop.domain.trips import ActiveTrip, TransitionTable, Trip
from medport_desktop.gui.center.acting import Acting
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.trips.bid_dialog import BidDialog
from medport_desktop.gui.center.trips.trip_panel import TripPanel
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.shared.cancelling import CancelDialog
from medport_desktop.gui.shared.step_time import StepTimeDialog

LONGEST_NAME = 26
"""An agency's name is cut to this length on a button; the tooltip has it whole."""
_DRIVING = (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)


def shortened(name: str) -> str:
    """A name that fits on a button."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


class CenterTripActions(QObject):
    """What can be done with the trip that the panel shows, as the databases' transition table allows."""

    def __init__(self, scope: QWidget, home: QWidget, panel: TripPanel, feed: Feed, acting: Acting) -> None:
        """`scope` is the page: its keys work anywhere on it. `home` has the focus when a button goes that had it."""
        super().__init__(scope)
        self._home = home
        self._panel = panel
        self._feed = feed
        self._acting = acting
        group = "Trip"
        self.act = make_action(scope, "Award the chosen bid", "Ctrl+Return", self._act, icon="check", group=group)
        self.step = make_action(scope, "Next step", "F8", self._step, group=group)
        self.ask = make_action(scope, "Ask again", "Ctrl+Shift+B", self._ask_again, group=group)
        self.enter_bid = make_action(scope, "Enter a bid…", "Ctrl+B", self._enter_bid, group=group)
        self.decline = make_action(scope, "Decline for the agency…", "Ctrl+D", self._decline, group=group)
        self.decline.setObjectName("decline_for_agency")
        self.assign = make_action(scope, "Give it the chosen unit", "Ctrl+U", self._assign, group=group)
        self.offer = make_action(scope, "Offer now", "Ctrl+Shift+O", self._offer, group=group)
        self.correct = make_action(scope, "Undo step", "Shift+F8", self._correct, icon="undo-2", group=group)
        self.step_at = make_action(scope, "Next step at…", "Ctrl+F8", self._step_at, group=group)
        self.step_time = make_action(scope, "Time of the last step…", "Ctrl+Shift+F8", self._step_time, group=group)
        self.release = make_action(scope, "Hand back…", "F9", self._release, group=group)
        self.cancel = make_action(scope, "Cancel trip…", "Ctrl+Del", self._cancel, icon="x", group=group)
        self._wanted: tuple[UUID, QAction] | None = None
        self._wire_buttons()
        panel.choice_changed.connect(self.refresh)
        panel.acted.connect(self._card_acted)
        panel.note_sent.connect(self._add_note)
        self.refresh()

    def all(self) -> list[QAction]:
        """Every action, in the order of menus."""
        on_offer = [self.act, self.step, self.ask, self.enter_bid, self.decline, self.assign, self.offer]
        return [*on_offer, self.step_at, self.step_time, self.correct, self.release, self.cancel]

    def trigger_on(self, trip_id: UUID, action: QAction) -> None:
        """Take an action on a trip that is coming into view, once what it needs has been read."""
        self._wanted = trip_id, action
        self._take_wanted()

    def _take_wanted(self) -> None:
        row = self._panel.row
        if self._wanted is None or row is None:
            return
        trip_id, action = self._wanted
        if row.trip.id == trip_id and action.isEnabled():
            self._wanted = None
            action.trigger()

    def _wire_buttons(self) -> None:
        ui = self._panel.ui
        pairs: list[tuple[QAbstractButton, QAction]] = [
            (ui.act, self.act),
            (ui.step, self.step),
            (ui.ask_again, self.ask),
            (ui.enter_bid, self.enter_bid),
            (ui.assign, self.assign),
            (ui.offer, self.offer),
            (ui.correct, self.correct),
            (ui.release, self.release),
            (ui.cancel, self.cancel),
        ]
        ui.act.set_key("Ctrl+Return")
        ui.step.set_key("F8")
        for button, action in pairs:
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda button=button, action=action: self._follow(button, action))

    def _follow(self, button: QAbstractButton, action: QAction) -> None:
        if button.hasFocus() and not (action.isEnabled() and action.isVisible()):
            self._home.setFocus()  # else Qt would choose, and the next key would press another button
        button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setAccessibleDescription(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.setVisible(action.isVisible())

    # -- what is possible now ---------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Enable, show and name the actions by the trip, the choice and the transition table."""
        row = self._panel.row
        trip, held, rules = (row.trip, row.held, self._feed.rules) if row else (None, None, self._feed.rules)
        self._refresh_act(trip)
        self._refresh_assign(held)
        self._refresh_steps(trip, held, rules)
        _set(self.offer, trip is not None and rules.may(trip.status, "offer"))
        _set(self.cancel, trip is not None and rules.may(trip.status, "cancel"))
        if trip is not None:
            self.cancel.setToolTip(f"Cancel {trip.trip_number} for {trip.hospital_name} (Ctrl Del)")
            self.offer.setToolTip(f"Offer {trip.trip_number} now, for {trip.hospital_name} (Ctrl Shift O)")
            self._panel.ui.for_whom.setText(_for_whom(trip))
            if self._wanted is not None and self._wanted[0] != trip.id:
                self._wanted = None  # another trip is looked at by now
        self._take_wanted()

    def _refresh_act(self, trip: Trip | None) -> None:
        unit, bid = self._panel.chosen_unit(), self._panel.chosen_bid()
        pending = trip is not None and trip.status is TripStatus.PENDING
        bidding = pending and trip is not None and trip.award_mode is AwardMode.BIDDING
        awarded = trip is not None and trip.award_outcome is AwardOutcome.PENDING
        asked = [*self._panel.expired.values()] if bidding and not awarded else []
        _set(self.ask, bool(asked))
        if asked:
            names = ", ".join(bid.agency_name for bid in asked)
            self.ask.setToolTip(f"Tell {names} that the trip is still on offer (Ctrl Shift B)")
        _set(self.enter_bid, bidding, unit is not None and not awarded)
        _set(self.decline, pending, unit is not None and not awarded)
        if unit is not None:
            self.enter_bid.setText(label(f"Enter bid for {shortened(unit.unit_number)}…"))
            words = f"Enter a bid that {unit.agency_name} told you, for its unit {unit.unit_number} (Ctrl B)"
            self.enter_bid.setToolTip(words)
            self.decline.setText(label(f"Decline for {shortened(unit.agency_name)}…"))
            self.decline.setToolTip(f"{unit.agency_name} told you that it will not run the trip (Ctrl D)")
        can_act = bid is not None and not bid.trip_changed if bidding else unit is not None
        _set(self.act, pending, can_act and not awarded)
        if bidding:
            self.act.setText(label(f"Award to {shortened(bid.agency_name)}") if bid else "Award a bid")
            self.act.setVisible(bid is not None)
        else:
            self.act.setText(label(f"Accept for {shortened(unit.agency_name)}") if unit else "Accept for an agency")
        self.act.setToolTip(f"{self.act.text()} (Ctrl Enter, or Enter on the card)")

    def _refresh_assign(self, held: ActiveTrip | None) -> None:
        unit = self._panel.chosen_unit()
        possible = held is not None and held.status in _DRIVING and unit is not None
        _set(self.assign, possible)
        if held is not None and unit is not None:
            self.assign.setText(label(f"Give it {shortened(unit.unit_number)}"))
            self.assign.setToolTip(
                f"{held.trip_number} is run by unit {unit.unit_number}, for {held.agency_name} (Ctrl U)"
            )

    def _refresh_steps(self, trip: Trip | None, held: ActiveTrip | None, rules: TransitionTable) -> None:
        forward = rules.forward(held.status) if held is not None else None
        back = rules.correction(held.status) if held is not None else None
        can_drive = held is not None and (held.unit_id is not None or held.status is not TripStatus.ACCEPTED)
        _set(self.step, forward is not None and can_drive)
        _set(self.step_at, self.step.isEnabled() and held is not None and held.unit_id is not None)
        _set(self.step_time, back is not None)
        _set(self.correct, back is not None)
        _set(self.release, held is not None and rules.may(held.status, "release"))
        if held is not None:
            agency = held.agency_name
            if forward is not None:
                self.step.setText(label(f"{forward.label}, for {shortened(agency)}"))
                self.step.setToolTip(f"{held.trip_number} becomes {forward.label.lower()}, for {agency} (F8)")
            if back is not None:
                words = f"{held.trip_number} is {back.label.lower()} again, for {agency} (Shift F8)"
                self.correct.setToolTip(words)
            self.release.setToolTip(f"Hand {held.trip_number} back for {agency} (F9)")

    # -- doing ------------------------------------------------------------------------------------------
    @Slot(bool)
    def _card_acted(self, of_bid: bool) -> None:
        row = self._panel.row
        if row is None or of_bid:
            self.act.trigger()
        elif row.trip.status is not TripStatus.PENDING:
            self.assign.trigger()
        else:
            (self.enter_bid if row.trip.award_mode is AwardMode.BIDDING else self.act).trigger()

    def _act(self) -> None:
        row, unit, bid = self._panel.row, self._panel.chosen_unit(), self._panel.chosen_bid()
        if row is None or row.trip.status is not TripStatus.PENDING:
            return
        if row.trip.award_mode is AwardMode.BIDDING and bid is not None:
            self._acting.award(row.trip, bid)
        elif row.trip.award_mode is AwardMode.FIRST_ACCEPT and unit is not None:
            self._acting.accept(row.trip, unit, self._pickup(row.trip, unit))

    def _ask_again(self) -> None:
        row = self._panel.row
        if row is not None and self._panel.expired:
            self._acting.ask_again(row.trip, list(self._panel.expired.values()))

    def _assign(self) -> None:
        row, unit = self._panel.row, self._panel.chosen_unit()
        if row is not None and row.held is not None and unit is not None:
            self._acting.assign(row.held, unit)

    def _pickup(self, trip: Trip, unit: Unit) -> datetime:
        minutes = self._panel.minutes_away(unit)
        return max(trip.ready_at, site_clock().after(timedelta(minutes=30 if minutes is None else minutes)))

    def _step(self) -> None:
        row = self._panel.row
        to = self._feed.rules.forward(row.held.status) if row is not None and row.held is not None else None
        if row is not None and row.held is not None and to is not None:
            self._acting.progress(row.held, to, self._feed.rules)

    def _step_at(self) -> None:
        held = self._panel.row.held if self._panel.row is not None else None
        to = self._feed.rules.forward(held.status) if held is not None else None
        if held is not None and to is not None:
            self._ask_when(held, to)

    def _step_time(self) -> None:
        if self._panel.row is not None and self._panel.row.held is not None:
            self._ask_when(self._panel.row.held, self._panel.row.held.status)

    def _ask_when(self, held: ActiveTrip, to: TripStatus) -> None:
        dialog = StepTimeDialog(held, to, self._panel.window())
        dialog.timed.connect(partial(self._acting.step_at, held, to, self._feed.rules, dialog))
        dialog.open()

    def _correct(self) -> None:
        row = self._panel.row
        to = self._feed.rules.correction(row.held.status) if row is not None and row.held is not None else None
        if row is not None and row.held is not None and to is not None:
            self._acting.progress(row.held, to, self._feed.rules)

    def _offer(self) -> None:
        if (row := self._panel.row) is not None:
            self._acting.offer(row.trip)

    def _cancel(self) -> None:
        if (row := self._panel.row) is None:
            return
        trip = row.trip
        who = f"{trip.assigned_agency_name} is told at once." if trip.assigned_agency_name else "Its bids end at once."
        sentence = f"You cancel it for {trip.hospital_name}. {who}"
        dialog = CancelDialog(self._panel.window(), trip, sentence, back="Keep it")
        dialog.answered.connect(partial(self._acting.cancel, trip, form=dialog))
        dialog.open()

    def _release(self) -> None:
        row = self._panel.row
        if row is None or row.held is None:
            return
        held = row.held
        dialog = ReasonDialog(
            self._panel.window(),
            title=f"Hand {held.trip_number} back?",
            sentence=f"You hand it back for {held.agency_name}. It is offered to every agency again.",
            reasons=[(reason, reason.label) for reason in AGENCY_REASONS],
            action="Hand back",
            note_needed={Reason.OTHER},
        )
        dialog.setObjectName("release_dialog")
        dialog.decided.connect(lambda reason, note: self._acting.release(held, reason, note, dialog))
        dialog.open()

    def _decline(self) -> None:
        row, unit = self._panel.row, self._panel.chosen_unit()
        if row is None or unit is None:
            return
        trip = row.trip
        dialog = ReasonDialog(
            self._panel.window(),
            title=f"Decline {trip.trip_number} for {unit.agency_name}?",
            sentence=f"It stays on offer. {trip.hospital_name} is told the agency, the reason and the time.",
            reasons=[(reason, reason.label) for reason in AGENCY_REASONS],
            action="Decline the trip",
            with_note=False,
        )
        dialog.setObjectName("decline_dialog")
        dialog.decided.connect(lambda reason, _note: self._acting.decline(trip, unit, reason, dialog))
        dialog.open()

    def _enter_bid(self) -> None:
        row, unit = self._panel.row, self._panel.chosen_unit()
        if row is None or unit is None:
            return
        trip = row.trip
        minutes = self._panel.minutes_away(unit)
        dialog = BidDialog(trip, unit, minutes, self._feed.settings, self._panel.window())
        self._acting.read_prices(unit.agency_id, dialog.set_prices, owner=dialog)
        dialog.entered.connect(lambda new: self._acting.bid(trip, unit.agency_name, new, dialog))
        dialog.open()

    @Slot(str)
    def _add_note(self, text: str) -> None:
        row = self._panel.row
        if row is None:
            return
        trip_id = row.trip.id

        def written() -> None:
            shown = self._panel.row
            if shown is not None and shown.trip.id == trip_id:
                self._panel.note_written(text)

        self._acting.add_note(row.trip, text, written, self._note_refused)

    def _note_refused(self, error: MedPortError) -> None:
        self._panel.ui.note_field.set_error(error.whole)


def _set(action: QAction, visible: bool, enabled: bool = True) -> None:
    action.setVisible(visible)
    action.setEnabled(visible and enabled)


def _for_whom(trip: Trip) -> str:
    """For whom the buttons act."""
    if trip.status.is_final:
        return ""
    log = "The log names you."
    if trip.assigned_agency_name:
        return f"Steps act for {trip.assigned_agency_name}, cancelling for {trip.hospital_name}. {log}"
    if trip.award_mode is AwardMode.FIRST_ACCEPT and trip.status is TripStatus.PENDING:
        return f"Accepting acts for the unit's agency, cancelling for {trip.hospital_name}. {log}"
    return f"You act for {trip.hospital_name}. {log}"
