"""A bid that an agency tells the center by phone."""

import re
from contextlib import suppress
from datetime import UTC, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import PriceSheet, Unit, price_cents
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.places import travel_minutes
from medport_desktop.domain.trips import NewBid, Trip
from medport_desktop.domain.written.money import dollars, read_dollars
from medport_desktop.gui.forms.ui_dispatch_bid import Ui_DispatchBid
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone

MOST_MINUTES = 48 * 60
FAR = 0.25
"""An amount is far from what was to be expected where it differs by more than this share."""


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
        miles = trip.distance_miles
        ride = travel_minutes(miles, settings.average_speed_mph) if miles is not None else None
        for field, name, text, suffix in (
            (self.ui.amount, "amount", "", "dollars"),
            (self.ui.pickup, "estimated_pickup", str(pickup), "minutes"),
            (self.ui.arrival, "estimated_arrival", str(pickup + ride) if ride is not None else "", "minutes"),
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
        self._estimate = settings.estimate_cents(trip.distance_miles) if trip.distance_miles is not None else None
        self._price: int | None = None
        self._figures = Text(self, tone=Tone.MUTED, wrap=True)
        self._figures.setObjectName("bid_figures")
        self._warning = Text(self, tone=Tone.AMBER, wrap=True)
        self._warning.setObjectName("bid_warning")
        for line, words in enumerate((self._figures, self._warning), start=1):
            self.ui.column.insertWidget(line, words)
        self.ui.amount.edit.textChanged.connect(self._judge)
        self._show_figures()
        self.ui.amount.edit.setFocus()

    def set_prices(self, sheet: PriceSheet) -> None:
        """Show what the agency's own sheet says for the trip, once that is read."""
        self._price = price_cents(sheet, self._trip.transport_level, self._trip.distance_miles)
        self._show_figures()

    def _show_figures(self) -> None:
        told = [f"the site's estimate is {dollars(self._estimate)}"] if self._estimate is not None else []
        if self._price is not None:
            told.insert(0, f"{self._unit.agency_name}'s price sheet says {dollars(self._price)}")
        unknown = "The miles are not known: there is no price to compare with, and the arrival is the agency's to say."
        self._figures.setText(f"For this trip {'; '.join(told)}." if told else unknown)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """Say where the amount is far from what was to be expected; it can be sent all the same."""
        expected, name = (self._price, "the price sheet") if self._price else (self._estimate, "the estimate")
        words = ""
        with suppress(ValueError):
            off = read_dollars(self.ui.amount.text()) - (expected or 0)
            if expected and abs(off) > FAR * expected:
                share = f"{abs(off) / expected:.0%}"
                words = f"That is {share} {'above' if off > 0 else 'below'} {name}. Ask the agency whether it is right."
        self._warning.setText(words)
        self._warning.setVisible(bool(words))

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
