"""A bid that an agency tells the center by phone."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import NewBid, Trip
from medport_desktop.gui.forms.ui_dispatch_bid import Ui_DispatchBid
from medport_desktop.gui.kit.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.field import LineField
from medport_desktop.gui.kit.text import Text
from medport_desktop.gui.kit.tokens import Tone
from medport_desktop.runtime.faults import Fault

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_MINUTES = 48 * 60


class BidDialog(KitDialog):
    """Asks for amount and times. `entered` carries a NewBid; the dialog stays until `close_sent()`."""

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
        self._problem = Text(self, tone=Tone.RED, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
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
        self._before = self._texts()
        self._back = SecondaryButton(self, text="Go back", key="Esc")
        self._send = PrimaryButton(self, text="Enter bid", key="Return")
        self._send.setObjectName("bid_send")
        self._back.clicked.connect(self.reject)
        self._send.clicked.connect(self._enter)
        self.add_buttons(self._back, self._send)
        self.ui.amount.edit.setFocus()

    def tell(self, error: MedPortError) -> None:
        """The bid was not taken: say why at its field; what was typed stays."""
        self._send.set_busy(False)
        if isinstance(error, Fault):  # told of in the message bar
            return
        errors = error.errors if isinstance(error, InvalidForm) else {}
        if isinstance(error, Refused) and error.field in self._fields():
            errors = {error.field: f"{error.sentence} {error.hint}".strip()}
        for name, sentence in errors.items():
            if name in self._fields():
                self._fields()[name].set_error(sentence)
        unplaced = [s for name, s in errors.items() if name not in self._fields()]
        if not errors:
            unplaced = [f"{error.sentence} {error.hint}".strip()]
        self._say(" ".join(unplaced))

    def close_sent(self) -> None:
        """The bid was taken."""
        self.accept()

    def reject(self) -> None:
        """Esc: ask first where something was typed; a bid that is on its way cannot be called back."""
        if not self._send.isEnabled():
            return
        if self._texts() == self._before:
            super().reject()
            return
        sentence = "It has not been entered."
        ask = AskDialog(self, title="Discard this bid?", sentence=sentence, yes="Discard", no="Keep it", danger=True)
        ask.answered.connect(lambda yes: QDialog.reject(self) if yes else None)
        ask.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._send.click()
            return
        super().keyPressEvent(event)

    def _fields(self) -> dict[str, LineField]:
        return {
            "amount": self.ui.amount,
            "estimated_pickup": self.ui.pickup,
            "estimated_arrival": self.ui.arrival,
            "special_notes": self.ui.special_notes,
        }

    def _texts(self) -> list[str]:
        return [field.text() for field in self._fields().values()]

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    @Slot()
    def _enter(self) -> None:
        self._say("")
        for field in self._fields().values():
            field.clear_error()
        cents, pickup, arrival = cents_of(self.ui.amount.text()), *map(minutes_of, self._texts()[1:3])
        if cents is None:
            self.ui.amount.set_error("Write the amount in dollars, like 412 or 412.50.")
        if pickup is None:
            self.ui.pickup.set_error("Write the minutes until the pick-up, like 25.")
        if arrival is None:
            self.ui.arrival.set_error("Write the minutes until the arrival, like 60.")
        if cents is None or pickup is None or arrival is None:
            first = next(field for field in self._fields().values() if field.error())
            first.edit.setFocus()
            return
        self._send.set_busy(True)
        self.entered.emit(self._bid(cents, pickup, arrival, site_clock().now()))

    def _bid(self, cents: int, pickup: int, arrival: int, now: datetime) -> NewBid:
        return NewBid(
            trip_id=self._trip.id,
            agency_id=self._unit.agency_id,
            amount_cents=cents,
            unit_id=self._unit.id,
            estimated_pickup=now + timedelta(minutes=pickup),
            estimated_arrival=now + timedelta(minutes=arrival),
            special_notes=self.ui.special_notes.text().strip(),
        )


def cents_of(text: str) -> int | None:
    """Dollars as people write them ("$1,412.50") in whole cents; None where it is no amount."""
    plain = text.strip().removeprefix("$").replace(",", "").strip()
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", plain):
        return None
    return int(Decimal(plain) * 100)


def minutes_of(text: str) -> int | None:
    """Whole minutes up to two days; None where it is no number of minutes."""
    plain = text.strip()
    return int(plain) if re.fullmatch(r"\d{1,4}", plain) and int(plain) <= MOST_MINUTES else None
