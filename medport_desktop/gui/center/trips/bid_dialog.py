"""A bid that an agency tells the center by phone."""

import re
from datetime import UTC, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.trips import NewBid, Trip
from medport_desktop.domain.written.money import read_dollars
from medport_desktop.gui.forms.ui_dispatch_bid import Ui_DispatchBid
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.forms.form_dialog import FormDialog

MOST_MINUTES = 48 * 60


class BidDialog(FormDialog):
    """Asks for amount and times. `entered` carries a NewBid; the dialog stays until `close_saved()`."""

    entered = Signal(object)

    def __init__(
        self, trip: Trip, unit: Unit, minutes_away: int | None, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            parent,
            title=f"Bid on {trip.trip_number} for {unit.agency_name}",
            sentence=f"What the agency told you for its unit {unit.unit_number}. The bid is the agency's; "
            "the audit log says that you entered it.",
        )
        self.setObjectName("bid_dialog")
        self._trip = trip
        self._unit = unit
        self.ui = Ui_DispatchBid()
        form = QWidget(self)
        self.ui.setupUi(form)
        self.body.addWidget(form)
        now = site_clock().now()
        until_ready = max(0, round((trip.ready_at - now).total_seconds() / 60))
        pickup = max(minutes_away or 30, until_ready)
        ride = round((trip.distance_miles or 0.0) / settings.average_speed_mph * 60) or 30
        for field, name, text, suffix in (
            (self.ui.amount, "amount", "", "dollars"),
            (self.ui.pickup, "estimated_pickup", str(pickup), "minutes"),
            (self.ui.arrival, "estimated_arrival", str(pickup + ride), "minutes"),
            (self.ui.special_notes, "special_notes", "", ""),
        ):
            field.edit.setObjectName(f"bid_{name}")
            field.set_text(text)
            field.set_suffix(suffix)
            field.edit.textEdited.connect(lambda _text, field=field: field.clear_error())
            self.fields[name] = field
        self.finish(
            "Enter bid",
            name="bid_send",
            read=self._entered,
            send=self.entered.emit,
            typed=self._texts,
            leaving=("Discard this bid?", "It has not been entered."),
            busy="Entering…",
            enter_sends=True,
        )
        self.ui.amount.edit.setFocus()

    def _texts(self) -> list[str]:
        return [field.text() for field in (self.ui.amount, self.ui.pickup, self.ui.arrival, self.ui.special_notes)]

    def _entered(self) -> NewBid:
        pickup, arrival = map(minutes_of, self._texts()[1:3])
        cents, errors = 0, {}
        try:
            cents = read_dollars(self.ui.amount.text())
        except ValueError as error:
            errors["amount"] = str(error)
        if pickup is None:
            errors["estimated_pickup"] = "Write the minutes until the pick-up, like 25."
        if arrival is None:
            errors["estimated_arrival"] = "Write the minutes until the arrival, like 60."
        if errors or pickup is None or arrival is None:
            raise InvalidForm(errors)
        now = site_clock().now().astimezone(UTC)  # minutes are counted as time passes, not by the clock
        return NewBid(
            transport_request_id=self._trip.id,
            agency_id=self._unit.agency_id,
            bid_amount=cents,
            unit_id=self._unit.id,
            estimated_pickup=now + timedelta(minutes=pickup),
            estimated_arrival=now + timedelta(minutes=arrival),
            special_notes=self.ui.special_notes.text().strip(),
        )


def minutes_of(text: str) -> int | None:
    """Whole minutes up to two days; None where it is no number of minutes."""
    plain = text.strip()
    return int(plain) if re.fullmatch(r"\d{1,4}", plain) and int(plain) <= MOST_MINUTES else None
